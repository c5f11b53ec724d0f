"""Tells of lines that Markdown takes for something else than their author meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitegen.issues.issue import Diagnosis
from sitegen.issues.wording import counted, off_screen

if TYPE_CHECKING:
    from markdown_it.token import Token


class BlockFault(NamedTuple):
    """The line at fault, counted from 0, and what is wrong with it."""

    line: int
    diagnosis: Diagnosis


_LAST_DAY: Final = 31
"""The highest number with which a line may begin a list; a higher one is a year or a figure."""


def faults(
    tokens: Sequence[Token], lines: Sequence[str], noted: Mapping[str, Any]
) -> Iterator[BlockFault]:
    """Yield the faults of the blocks of a text."""
    for token in tokens:
        if token.map:
            yield from _of_block(token, lines, *token.map)
    yield from _notes(lines)
    yield from _definitions(lines, noted.get("references", {}))


def _of_block(token: Token, lines: Sequence[str], first: int, end: int) -> Iterator[BlockFault]:
    """Yield the faults of one block, which goes on until a line."""
    match token.type:
        case "heading_open" if token.markup in {"-", "="}:
            yield _underlined(end - 1, lines[end - 1])
        case "ordered_list_open" if int(token.attrs.get("start", 1)) > _LAST_DAY:
            yield _numbered(first, lines[first])
        case "bullet_list_open" if token.markup == "+" and _interrupts(first, lines):
            yield BlockFault(first, _AS_LIST)
        case "blockquote_open":
            yield from _quoted(first, lines[first:end], lines)
        case "table_open":
            yield from _rows(first, lines[first:end])
        case "inline":
            yield from _lines(first, token.content.split("\n"))


def _underlined(number: int, line: str) -> BlockFault:
    what = "dashes" if "-" in line else "equals signs"
    message = f"this row of {what} makes a heading of the text above it"
    hint = "Put an empty line above it, or take it out; a heading begins with “## ”."
    if what == "equals signs":
        hint = "Take it out; a heading begins with “## ”."
    return BlockFault(number, Diagnosis(message, hint))


def _numbered(first: int, line: str) -> BlockFault:
    match = re.match(r"\W*(\d+)([.)])", line)
    number, mark = match.groups() if match else ("", ".")
    message = f"“{number}{mark}” at the beginning of a line is taken for the number of a list"
    hint = f"Write {number}\\{mark} or begin with another word."
    return BlockFault(first, Diagnosis(message, hint, (f"{number}{mark}",)))


_AS_LIST: Final = Diagnosis(
    "“+” at the beginning of a line is taken for the mark of a list",
    "Write \\+ or begin the line with another word.",
    ("+",),
)
_AS_QUOTE: Final = Diagnosis(
    "“>” at the beginning of a line is taken for the mark of a quotation",
    "Write \\> or begin the line with another word; a quotation has an empty line above it.",
    (">",),
)
_SWALLOWED: Final = Diagnosis(
    "this line becomes a part of the quotation above it",
    "Put an empty line above it; if it belongs there, begin it with “> ”.",
)


def _interrupts(first: int, lines: Sequence[str]) -> bool:
    """Return whether a block begins in the middle of a sentence."""
    return first > 0 and bool(re.search(r"[\w,]\s*\Z", lines[first - 1]))


def _quoted(first: int, lines: Sequence[str], every: Sequence[str]) -> Iterator[BlockFault]:
    if _interrupts(first, every) and re.match(r"\s*>\s*[\d£]", lines[0]):
        yield BlockFault(first, _AS_QUOTE)
    for number, line in enumerate(lines):
        if line.strip() and not line.lstrip(" -*+0123456789.").startswith(">"):
            yield BlockFault(first + number, _SWALLOWED)
            return


_CELL: Final = re.compile(r"(?<!\\)\|")


def _rows(first: int, lines: Sequence[str]) -> Iterator[BlockFault]:
    wanted = _cells(lines[0])
    for number, line in enumerate(lines[2:], start=2):
        cells = _cells(line)
        if cells != wanted:
            held = counted(cells, "cell")
            message = f"this row has {held}, and the first row of the table has {wanted}"
            hint = "Give each row as many “|” as the first; in a text write \\| for “|”."
            yield BlockFault(first + number, Diagnosis(message, hint))


def _cells(line: str) -> int:
    return len(_CELL.split(re.sub(r"\A[\s>]*\||(?<!\\)\|\s*\Z", "", line)))


_NO_SPACE: Final = re.compile(
    r"[-+](?=[A-Za-z“‘(\[])|\*(?=[A-Za-z“‘(\[])(?!.*\*)|\d{1,2}[.)](?=[A-Za-z“‘])"
)
_TABLE: Final = "Write a table: a “|” between cells, and below its first row | --- | --- |."
_DASH: Final = re.compile(r"[–—−‒―‐‑]\s*\S")
_LETTERED: Final = re.compile(r"\(?(?:[a-z]|[ivx]+)\)\s|(?:[a-z]|[ivx]+)\.\s")
_HASHED: Final = re.compile(r"[#(]?\d{1,2}[.)]?\s")
_WINGED: Final = re.compile(r"[vqn]\s+[A-Z][a-z]")
_TABS: Final = re.compile(r"\S\t+\S")
_SPACES: Final = re.compile(r"\S {3,}\S")
_FEWEST_ROWS: Final = 3
"""Lines from which commas make a table; fewer may be a sentence."""

_BARS: Final = re.compile(r"\A[^|]*\S ?\| ?\S[^|]*(?:\|[^|]*)*\Z")
_COMMAS: Final = re.compile(r"\A[^,\s][^,]*(?:,[^,\s][^,]*)+\Z")
_CUT: Final = ((_TABS, "tabs stand"), (_SPACES, "rows of spaces stand"), (_BARS, "bars stand"))
_ITEMS: Final = "Begin each item with {}, and leave an empty line above the first."
_IN_A_ROW: Final = (
    (_DASH, "“–” does not make a list", "“- ”"),
    (
        _LETTERED,
        "lines that begin with “a)” or “(a)” become one paragraph",
        "“- ”, or with “1. ”",
    ),
    (_WINGED, "these letters were bullets, and do not make a list", "“- ”"),
    (
        _HASHED,
        "lines that begin with a number and no full stop become one paragraph",
        "“1. ”",
    ),
)


def _lines(first: int, lines: Sequence[str]) -> Iterator[BlockFault]:
    """Report lines of one paragraph that were meant as a list or a table."""
    if match := _NO_SPACE.match(lines[0]):
        mark = match[0]
        hint = f"Write “{mark} {lines[0][match.end() :].strip()[:40]}”, with a space."
        message = f"a space is missing after the “{mark}” of a list"
        yield BlockFault(first, Diagnosis(message, hint, (mark,)))
    for sign, message, mark in _IN_A_ROW:
        if len(lines) > 1 and sign.match(lines[0].lstrip()) and sign.match(lines[1].lstrip()):
            yield BlockFault(first, Diagnosis(message, _ITEMS.format(mark)))
    for sign, what in _CUT if len(lines) > 1 else ():
        if sign.search(lines[0]) and sign.search(lines[1]):
            message = f"{what} between these words, as in a table that was pasted"
            yield BlockFault(first, Diagnosis(message, _TABLE))
    if len(lines) >= _FEWEST_ROWS and _is_comma_separated(lines):
        message = "these lines look like a table with commas, and become one paragraph"
        yield BlockFault(first, Diagnosis(message, _TABLE))


def _is_comma_separated(lines: Sequence[str]) -> bool:
    """Return whether each line has the same number of commas, none of them before a space."""
    return all(map(_COMMAS.match, lines)) and len({line.count(",") for line in lines}) == 1


_NOTE: Final = re.compile(r"\s{0,3}\[\^([^\[\]]+)\]:")


def _notes(lines: Sequence[str]) -> Iterator[BlockFault]:
    first: dict[str, int] = {}
    for number, line in enumerate(lines):
        if match := _NOTE.match(line):
            earlier = first.setdefault(match[1], number)
            if earlier != number:
                above = counted(number - earlier, "line")
                message = f"there is a note “[^{match[1]}]” already, {above} above"
                hint = "Give this one another number, here and in the text."
                about = (f"[^{match[1]}]",)
                yield BlockFault(number, Diagnosis(message, hint, about))


_DEFINITION: Final = re.compile(r"\s{0,3}\[([^\]^]+)\]:\s*(.*)")


def _definitions(lines: Sequence[str], known: Mapping[str, object]) -> Iterator[BlockFault]:
    """Report lines that vanish, because they look like the address of a link."""
    if not known:
        return
    text = "\n".join(lines).casefold()
    for number, line in enumerate(lines):
        match = _DEFINITION.match(line)
        if match and match[1].upper() in known and text.count(f"[{match[1].casefold()}]") == 1:
            message = f"this line is shown nowhere, because it begins with “[{match[1]}]:”"
            hint = f"Write {match[1]}: {match[2].strip()}"
            if not match[1].strip("/#%").strip() or match[1].casefold() in {
                "comment",
                "note to self",
            }:
                other = "; for a note that nobody sees, use a “#” comment in the front matter"
                hint = f"Delete it{off_screen(other)}."
            yield BlockFault(number, Diagnosis(message, hint, (f"[{match[1]}]:",)))
