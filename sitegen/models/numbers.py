"""Numbers as sentences say them."""

from __future__ import annotations

import re
from typing import Final

_SMALL: Final = {
    word: float(number)
    for number, word in enumerate(
        (
            *("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
            *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
            *("seventeen", "eighteen", "nineteen"),
        )
    )
} | {
    word: number * 10.0
    for number, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2
    )
}
_SCALES: Final = {"dozen": 12.0, "hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_SHORT: Final = {"k": 1e3, "m": 1e6, "bn": 1e9}
"""Scales that stand beside digits alone."""

_WORD: Final = rf"(?:{'|'.join(sorted({**_SMALL, **_SCALES}, key=len, reverse=True))})"
_SPELT: Final = rf"{_WORD}(?:(?:\s+and\s+|[\s-]){_WORD})*"
_DIGITS: Final = rf"\d[\d,]*(?:\.\d+)?(?:\s*(?:{'|'.join({**_SCALES, **_SHORT})})\b)?"
_NUMBER: Final = re.compile(rf"(?<![\w.,-])(?:{_DIGITS}|{_SPELT})(?![\w-])", re.IGNORECASE)
_DIGIT: Final = re.compile(r"([\d,]+(?:\.\d+)?)\s*([a-z]*)", re.IGNORECASE)
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
    numbers = _NUMBER.findall(wording)
    return _value(numbers[0].lower()) if len(numbers) == 1 else None


def _value(written: str) -> float:
    if digits := _DIGIT.match(written):
        return float(digits[1].replace(",", "")) * {**_SCALES, **_SHORT}.get(digits[2], 1.0)
    total = part = 0.0
    for word in re.split(r"[\s-]+", written):
        if word in _SMALL:
            part += _SMALL[word]
        elif word in {"dozen", "hundred"}:
            part = (part or 1.0) * _SCALES[word]
        elif word in _SCALES:
            total, part = total + (part or 1.0) * _SCALES[word], 0.0
    return total + part
