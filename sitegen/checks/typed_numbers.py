"""Telephone numbers in words, however they are written."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.issues.issue import Origin

if TYPE_CHECKING:
    from sitegen.content.body import Body, Run

_BETWEEN: Final = "[ \u00a0\u2007\u2009\u202f()./·\u2010-\u2015\u2212-]{0,3}"
"""What people write between the digits of a number."""

_DIGITS: Final = re.compile(r"[\dO](?:\D{0,3}\d\D{0,3}\d|(?<=[O0])[\dlI])")
_SPOKEN: Final = re.compile(r"nine[ -]nine|one[ -](?:oh?|zero|nought|one)\b|triple[ -]nine")
"""One of both stands in whatever is a telephone number; two digits alone are none."""

_NUMBER: Final = re.compile(
    rf"(?<![\w£$€#,./\u2013-])(?:\+ ?\d|\(?0|116(?=[ \d]))(?:{_BETWEEN}\d){{3,15}}(?![\w/]|[.,]\d)"
)
_SHORT: Final = re.compile(
    r"\b(?:call|dial|phone|ring|telephone|text)(?:\s+(?:on|us|them|NHS|the|police|free|number)){0,3}"
    r"\s+(\d{3,6})\b(?!\s+(?:days?|hours?|minutes?|weeks?|months?|years?|times|people|families"
    r"|children|cases|pages|staff|homes|schools)\b)",
    re.IGNORECASE,
)
_LOCAL: Final = re.compile(
    r"\b(?:call|dial|phone|ring|telephone|tel|fax|text)\b\.?:?(?:\s+(?:on|us|them|the|office|at)){0,3}"
    r"\s+([2-9]\d{2}[ -]\d{4})(?!\d)",
    re.IGNORECASE,
)
_VERB: Final = (
    r"\b(?:call|dial|phone|ring|telephone|tel|fax|text|freephone|contact|whatsapp)\b\W{0,3}"
)
_MORE: Final = (
    re.compile(
        r"\b(?:call|dial|ring|phone)\s+((?:nine[ -]){2}nine|one[ -](?:oh?|zero|nought)[ -]one"
        r"|(?:one[ -]){2}one|triple[ -]nine)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:call|dial|ring|phone)(?:\s+on)?\s+(\d[ -]\d[ -]\d)(?![\w-]| ?\d)", re.IGNORECASE
    ),
    re.compile(
        rf"{_VERB}(?:us |the office )?(?:on |at )?((?:ext(?:ension|n)?\b\.?|x) ?\d{{3,5}})\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b[Tt]ext (?:[A-Z]{3,} to )?([1-9]\d{4,5})\b(?![ -]?\d| \w+s\b)"),
    re.compile(
        rf"{_VERB}(?:on )?(1\d{{3}}[ -]\d{{3}} ?\d{{3}}|(?:800"
        rf"|808)[ -]\d{{3,4}}(?:[ -]?\d{{3,4}})?|44[1-9]\d{{8,9}})(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(r"(?<![\w:.])(0\d{3,4}[:_]\d{6,7})(?![\w:])"),
    re.compile(r"(?<![\w,.])(0\d{3,4}(?:,| •| \|) ?\d{3}(?:[ ,]?\d{3,4}))(?![\d,])"),
    re.compile(
        r"(?<!\w)((?=[\dOlI -]*[OlI])(?=(?:[\dOlI][ -]?){10,11}(?!\w))"
        r"[O0][\dlI][\dOlI]{1,3}[ -]?[\dOlI]{3,4}[ -]?[\dOlI]{3,4})(?!\w)"
    ),
    re.compile(
        r"\b(?:emergency|urgent\w*|danger\w*|non-emergency)\b[^.\d]{0,20}[:–—-] ?(999|112"
        r"|101)\b(?! ?\w)"
    ),
    re.compile(r"\b(999|112|101|111) is the (?:emergency |police |NHS )?number\b"),
    re.compile(
        r"\b(?:police|ambulance|us|them|available|reached) (?:are |is )?on (999|112|101)\b(?! ?\w)"
    ),
    re.compile(r"\b(?:[Cc]ontact|[Uu]se|[Tt]ry|[Vv]ia|[Tt]hrough) NHS (111)\b(?! (?:staff|calls))"),
)
"""Numbers of which some digits are letters, spoken, short or without their nought."""

_CALLED: Final = re.compile(
    r"\b(?:call|dial|phone|ring|telephone|tel|fax|text|mobile|helpline|number)\b\W{0,3}(?:\w+\W+){0,3}\Z",
    re.IGNORECASE,
)
_DATE: Final = re.compile(
    r"\A\d{1,2}([./–-])\d{1,2}\1\d{2,4}|\A\d{2}[.:]?\d{2} ?[–-] ?\d{2}[.:]?\d{2}\Z"
)
_NO_CALL: Final = re.compile(
    r"\b(?:ISBN(?:-1[03])?|ISSN|charity|company|account|reference|ref)\b\W*(?:\w+\W+){0,2}\Z",
    re.IGNORECASE,
)
_RANGE: Final = re.compile(r"0 ?[–—-]|0[ -]\d{2,6}[ -]\d{2,6}[ -]\d\Z")
"""Ages from nought, and the number of a book."""

_FREE: Final = ("0800", "0808", "0845", "0500")
_PUBLIC: Final = frozenset(("101", "105", "111", "112", "119", "159", "999", "18000", "18001"))
"""Short numbers that everybody can call (Ofcom, National Telephone Numbering Plan)."""

_LENGTHS: Final = (10, 11)
_SHORTEST: Final = 8
_LONGEST: Final = 13
_AREAS: Final = "1235789"
"""The digits that may follow the nought of a number in use (Ofcom)."""


class Typed(NamedTuple):
    """A number as it stands in a text, and where it begins."""

    text: str
    start: int


def numbers_in(text: str, known: Container[str]) -> Iterator[Typed]:
    """Yield what is a telephone number and no date, year or reference."""
    for match in _NUMBER.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        if _is_number(match[0], before, known):
            yield Typed(match[0].strip(), match.start())
    # “999 families” counts families; “call 999” is a number to call.
    for match in _SHORT.finditer(text):
        if match[1] in known or match[1] in _PUBLIC:
            yield Typed(match[1], match.start(1))
    for form in (_LOCAL, *_MORE):
        yield from (Typed(match[1], match.start(1)) for match in form.finditer(text))


def _is_number(written: str, before: str, known: Container[str]) -> bool:
    digits = national(written)
    if digits in known:
        return True
    if _DATE.match(written) or _NO_CALL.search(before):
        return False
    if digits.startswith("116"):
        return len(digits) == len("116000")
    if digits[1:2] not in _AREAS or _RANGE.match(written):
        return False
    if len(digits) in _LENGTHS:
        return "/" not in written or written.count("/") == 1
    plausible = _SHORTEST <= len(digits) <= _LONGEST
    return plausible and (digits.startswith(_FREE) or bool(_CALLED.search(before)))


def national(written: str) -> str:
    """Return the digits of a number as they are dialled at home."""
    digits = re.sub(r"\D", "", written)
    for abroad in ("0044", "44"):
        if digits.startswith(abroad) and (written.lstrip("( ").startswith(("+", "00"))):
            return f"0{digits.removeprefix(abroad).removeprefix('0')}"
    return digits


def in_body(body: Body, known: Container[str]) -> Iterator[tuple[str, Origin]]:
    """Yield the numbers in a text with their lines, whatever is bold or broken between digits."""
    for runs in body.by_paragraph():
        text = "".join([f"{run.text} " for run in runs])
        if not (_DIGITS.search(text) or _SPOKEN.search(text)):
            continue
        for number in numbers_in(text, known):
            yield " ".join(number.text.split()), _place_at(runs, number.start)


def _place_at(runs: Sequence[Run], start: int) -> Origin:
    """Return the place of the run that holds a letter of all runs together."""
    ends = accumulate(len(run.text) + 1 for run in runs)
    return next(run.origin for run, end in zip(runs, ends, strict=True) if start < end)
