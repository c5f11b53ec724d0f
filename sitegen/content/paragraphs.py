"""Puts the lines of a paragraph together, as its readers see them."""

from __future__ import annotations

import re
from typing import Final

_GOES_ON: Final = re.compile(r"\n(?!\s*(?:[-*+>#|:]|\d+[.)]\s|\n|\Z))")
_WORDS: Final = re.compile(r"\S[ \t\r]*\Z")


def running(text: str) -> str:
    """Write a space for each new line in which a sentence may go on; every sign keeps its place.

    A list, a heading, a table and an empty line begin something new.
    """
    return _GOES_ON.sub(_space, text)


def _space(end: re.Match[str]) -> str:
    """Return a space for the end of a line that has words, and let an empty line stay."""
    start = end.string.rfind("\n", 0, end.start()) + 1
    return " " if _WORDS.search(end.string, start, end.start()) else "\n"
