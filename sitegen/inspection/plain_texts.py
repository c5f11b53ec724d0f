"""Finds what nobody sees or means to publish in a file that is nothing but text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sitegen.inspection import faults, places
from sitegen.inspection.findings import FileContents, Finding, mask

_UNSEEN: Final = re.compile(
    "[\u200b-\u200d\u2060-\u2064\ufeff]{3,}"  # of no width, more than one script needs
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]"  # tags, but in flags
)
_FORMULA: Final = re.compile(
    r"(?:^|[,;\t\n])\"?"
    r"(?:[=+][A-Za-z.]+\(|@[A-Z.]+\(|='?\$?[A-Z]{1,3}\$?\d|=[\d.]+ ?[+*/^-] ?[\d(A-Z])"
)
"""A cell that begins like =SUM(…), =A1 or =2*3."""


def read(text: str, ending: str) -> FileContents:
    """Return what a file of plain text or of a table holds."""
    return FileContents(tuple(_findings(text, ending)), words=text)


def _findings(text: str, ending: str) -> Iterator[Finding]:
    yield from of_words(text)
    if place := places.private_place(text):
        yield faults.COMPUTER.finding(mask(place))
    if ending == ".csv" and (formula := _FORMULA.search(text)):
        line = text.count("\n", 0, formula.start() + 1) + 1
        yield faults.FORMULA.finding(f"line {line}")


def of_words(text: str) -> Iterator[Finding]:
    """Yield what is hidden among the letters of a text."""
    if match := _UNSEEN.search(text):
        line = text.count("\n", 0, match.start()) + 1
        yield faults.UNSEEN_LETTERS.finding(f"line {line}")
