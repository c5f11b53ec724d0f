"""Says in plain English what is wrong with a line that YAML cannot read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple

from sitegen.issues.issue import Diagnosis, Issue, Origin

RULE: Final = "yaml"


class Holds(Enum):
    """What a text should hold."""

    LIST = "list"
    KEYS = "keys"
    FRONT_MATTER = "front matter"


class ParserReport(NamedTuple):
    """What the parser says, and the lines, counted from 0, between which it lost its way."""

    problem: str
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class YamlDiagnosis:
    """The line at fault, counted from 0, and what is wrong with it."""

    line: int
    diagnosis: Diagnosis
    certain: bool = True
    """Whether the line itself shows the slip; else it is only where the parser lost its way."""

    def issue(self, first: Origin) -> Issue:
        """Return the slip as an issue of the file whose first line stands there."""
        return Issue(first.below(self.line), *self.diagnosis, rule=RULE)


_KEY: Final = re.compile(r"\s*(?:- +)*[\w-]+:(?=\s)")


def emptied(line: str) -> str:
    """Return what is left of a line without its value: its key, so that its neighbours fit."""
    match = _KEY.match(line)
    return match[0] if match and match[0] != line.rstrip() else ""


def special(text: str) -> Diagnosis:
    """Explain that a text begins with a sign that means something else there."""
    return Diagnosis(
        f"“{text[0]}” means something else at the beginning of a text",
        _in_quotes(text.strip()),
        (text[0],),
    )


def backslash(quoted: str) -> Diagnosis | None:
    """Explain that a backslash in a text between double quotation marks is not taken as one."""
    if not re.search(r'\\(?!["\\/]|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2})', quoted):
        return None
    return Diagnosis(
        "a backslash “\\” means something else between double quotation marks",
        "Use single quotation marks around the text, or forward slashes in it.",
        ("\\",),
    )


_CUT: Final = re.compile(r"\s+#(?=[^\s#]).*")
_CUT_NUMBER: Final = re.compile(r"\s+# *\d[\d./-]*(?:(?::| of | and ).*)?\Z")
"""As in “Review # 3”; whoever makes a note behind a value writes words."""


def cut_off(value: str, written: str) -> Diagnosis | None:
    """Explain that a “#” ends a text of several words or before a number, or leaves no text."""
    if "#" not in written or not written.startswith(value):
        return None
    rest = written[len(value) :]
    whole = not value or " " in value
    if match := (_CUT.match(rest) if whole else None) or _CUT_NUMBER.match(rest.rstrip()):
        lost = match[0].strip()
        what = "the rest of this text" if value else "all of this text"
        whole_text = f"{value} {lost}".strip()
        return Diagnosis(f"“#” cuts off {what}: “{lost}”", _in_quotes(whole_text), ("#", lost))
    return None


_DASHED: Final = re.compile(r"-(?=[^\s\d-])|[–—−•·]\s*(?=\S)")


def no_list(written: str) -> Diagnosis | None:
    """Explain that a line below a key begins with a mark that makes no list."""
    match = _DASHED.match(written)
    if not match:
        return None
    mark, item = match[0].strip(), written[match.end() :].strip()
    hint = f"Write “- {item}”, with a hyphen and a space, and so each line of the list."
    if mark == "-":
        return Diagnosis("a space is missing after the “-”", hint, ("-",))
    return Diagnosis(f"“{mark}” does not make a list", hint, (mark,))


def slip(lines: Sequence[str], reported: ParserReport, holds: Holds) -> YamlDiagnosis:
    """Find the likeliest slip: what the lines look like says more than what the parser says."""
    for number in _suspects(lines, reported):
        if holds is Holds.LIST and re.match(r"[^\s#\-\[\]{}.]", lines[number]):
            hint = "Begin it with “- ” if it is an entry, or with “#” if it is a note."
            return YamlDiagnosis(number, Diagnosis("this line is outside the list", hint))
        for look in _LOOKS:
            if diagnosis := look(lines[number]):
                return YamlDiagnosis(number, diagnosis)
    # Where the lines themselves look well, there is only what the parser says.
    place, diagnosis = _of_parser(reported, holds)
    return YamlDiagnosis(min(place or 0, len(lines) - 1), diagnosis, certain=False)


def _suspects(lines: Sequence[str], reported: ParserReport) -> Iterator[int]:
    """Yield the lines to look at: where a quote or bracket opens, the line named, the one above."""
    last = min(reported.last or 0, len(lines) - 1)
    first = min(reported.first or 0, last)
    if any(sign in reported.problem for sign in ("quoted scalar", "flow ", "simple key")):
        yield first
    yield last
    above = (number for number in range(last - 1, -1, -1) if lines[number].strip())
    yield from (number for number in (next(above, None),) if number is not None)


_VALUE: Final = re.compile(r"(?P<before>\s*(?:- +)*(?:[\w-]+:\s+|- +))(?P<value>\S.*?)\s*\Z")


_ENTRY: Final = re.compile(r"\s*- +[\w-]+:\s+\Z")
"""A hyphen and the first key behind it."""


def _value(line: str) -> str:
    """Return the text of a line behind its key or its hyphen."""
    match = _VALUE.match(line)
    return match["value"] if match else ""


def _in_quotes(text: str) -> str:
    sample = f': "{text}"' if '"' not in text and "\\" not in text else ""
    return f"Put the whole text in quotes{sample}."


_TAB: Final = Diagnosis(
    "there is a tab where spaces are needed", "Replace the tab with two spaces."
)
_NO_KEY: Final = Diagnosis(
    "there is no key before this colon", "Write the key before it, or delete the line."
)


def _curly(line: str) -> Diagnosis | None:
    if re.match(r"[“”‘’„]", _value(line)):
        return Diagnosis(
            "only straight quotation marks can hold a text together, and these are curly",
            f'Put the text in straight ones: "{_value(line).strip("“”‘’„")}".',
        )
    return None


def _bracket(line: str) -> Diagnosis | None:
    match = _VALUE.match(line)
    if match is None:
        return None
    # Most builds read no file that is broken, and load nothing for it.
    from sitegen.content import pairs

    entry, key = _ENTRY.match(match["before"]), match["before"].strip()
    return pairs.in_flow(f"{key.lstrip('- ')} " if entry else "", match["value"])


NOT_CLOSED: Final = Diagnosis(
    "a quotation mark is opened and never closed", "Close it at the end of the text."
)


def _quoted(line: str) -> Diagnosis | None:
    value = _value(line)
    mark = value[:1]
    if mark not in {'"', "'"}:
        odd = mark in {"[", "{"} and value.count('"') % 2
        return NOT_CLOSED if odd else None
    if mark == '"' and (diagnosis := backslash(value)):
        return diagnosis
    if mark not in value[1:]:
        return NOT_CLOSED
    if not value.endswith(mark) or mark in value[1:-1].replace("''", ""):
        sign = "an apostrophe or quotation mark" if mark == "'" else "a quotation mark"
        return Diagnosis(
            f"{sign} inside this text ends it too early",
            "Use curly ones inside the text: “like these” or ’.",
        )
    return None


def _colon(line: str) -> Diagnosis | None:
    value = _value(line)
    if value[:1] in {'"', "'", "[", "{", "|", ">", "#", ""} or not re.search(r":(\s|\Z)", value):
        return None
    return Diagnosis("there is a colon with a space after it inside this text", _in_quotes(value))


def _no_space(line: str) -> Diagnosis | None:
    if match := re.match(r"\s*(?:- +)?([\w-]+):(?!//)(\S.*)", line):
        return Diagnosis(
            f"a space is missing after the colon of “{match[1]}:”",
            f"Write “{match[1]}: {match[2].strip()}”.",
            (f"{match[1]}:",),
        )
    if match := re.match(r"\s*-([A-Za-z][\w-]*:.*)", line):
        return Diagnosis(
            "a space is missing after the “-”", f"Write “- {match[1].strip()}”.", ("-",)
        )
    return None


def _block(line: str) -> Diagnosis | None:
    if match := re.match(r"([|>])[-+0-9]*\s*[^\s#]", _value(line)):
        return Diagnosis(
            f"the text should begin on the line below “{match[1]}”",
            f"Move it there, indented by two spaces, or delete the “{match[1]}”.",
            (match[1],),
        )
    return None


_LOOKS: Final[tuple[Callable[[str], Diagnosis | None], ...]] = (
    lambda line: _TAB if re.match(r" *(- *)?\t", line) else None,
    _curly,
    lambda line: special(_value(line)) if re.match(r"[@%`*&!]", _value(line)) else None,
    *(_bracket, _quoted, _block, _colon, _no_space),
    lambda line: _NO_KEY if re.match(r"\s*:(\s|\Z)", line) else None,
)


def _of_parser(reported: ParserReport, holds: Holds) -> tuple[int | None, Diagnosis]:
    if "could not find expected ':'" in reported.problem:
        hint = "Add the colon after the key, or indent the line below its text."
        if holds is Holds.FRONT_MATTER:
            hint = (
                "Add the colon after the key; if the words of the page begin here, "
                "put a line “---” above them."
            )
        message = "this line is neither “key: value” nor part of the text above it"
        return reported.first, Diagnosis(message, hint)
    if "quoted scalar" in reported.problem:
        return reported.first, NOT_CLOSED
    if "flow" in reported.problem:
        hint = "Close it, or put the whole text in quotes if it is not a list."
        return reported.first, Diagnosis("a bracket is opened here and never closed", hint)
    if "document" in reported.problem:
        hint = "Delete the line “...” above it."
        return reported.last, Diagnosis("this line cannot stand here", hint)
    message = "this line is indented differently from its neighbours"
    return reported.last, Diagnosis(
        message, "Give all keys of one entry the same number of spaces."
    )


_NEXT_KEY: Final = re.compile(r",\s*[\w-]+:\s|\}")


def in_brackets(raw: str) -> str:
    """Return the text that its author meant as one value of a set of keys in curly brackets."""
    return _NEXT_KEY.split(raw)[0].strip().replace('"', "”")
