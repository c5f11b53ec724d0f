"""Numbers as sentences say them."""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final = (
    *("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen", "twenty"),
)
_NUMBER: Final = re.compile(
    rf"(?<![\w.,-])(\d[\d,]*(?:\.\d+)?|{'|'.join(_WORDS)})(?![\w-])(?!\s*(?:hundred|thousand|m|bn|million|billion)\b)",
    re.IGNORECASE,
)


_ROUNDED: Final = re.compile(
    r"\b(?:about|almost|approximately|around|at least|circa|more than|nearly|over|some)\b",
    re.IGNORECASE,
)
_TOLERANCE: Final = 0.05
"""How far a number in round words may be from the number itself, as a part of it."""


def agree(value: float, wording: str) -> bool:
    """Return whether some words say a number, exactly or, where they say “about”, nearly."""
    said = number_in(wording)
    if said is None or said == value:
        return True
    return bool(_ROUNDED.search(wording)) and abs(said - value) <= _TOLERANCE * abs(value)


def number_in(wording: str) -> float | None:
    """Return the one number that some words say; nothing if they say none or several."""
    found = _NUMBER.findall(wording)
    return _value(found[0]) if len(found) == 1 else None


def _value(written: str) -> float:
    if written.lower() in _WORDS:
        return float(_WORDS.index(written.lower()))
    return float(written.replace(",", "").rstrip("."))
