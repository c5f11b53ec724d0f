"""Puts the lines of a paragraph together, as its readers see them."""

from __future__ import annotations

import re
from typing import Final

_GOES_ON: Final = re.compile(r"(\S[ \t\r]*)\n(?!\s*(?:[-*+>#|:]|\d+[.)]\s|\n|\Z))")


def running(text: str) -> str:
    """Write a space for each new line in which a sentence may go on; every sign keeps its place.

    A list, a heading, a table and an empty line begin something new.
    """
    return _GOES_ON.sub(r"\1 ", text)
