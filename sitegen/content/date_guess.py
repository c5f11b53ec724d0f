"""Guesses which date an author meant, so that a message can show how to write it."""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from datetime import date, datetime, time, timedelta
from typing import Final

_SPREADSHEETS_BEGIN: Final = date(1899, 12, 30)
_PLAUSIBLE: Final = range(20_000, 60_000)
"""Day numbers of spreadsheets, from the year 1954 to the year 2064."""

_MONTH_WORDS: Final = {
    word.lower(): f"{number:02}"
    for names in (month_name, month_abbr)
    for number, word in enumerate(names)
    if word
} | {"sept": "09"}
_ORDERS: Final = {
    re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})\Z"): (3, 2, 1),
    re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})\Z"): (1, 2, 3),
    re.compile(r"(\d{4})[-/. ](\d{1,2})\Z"): (1, 2),
    re.compile(r"(\d{1,2})[-/. ](\d{4})\Z"): (2, 1),
}
"""Dates in figures, and which of their parts are the year, the month and the day."""

_IN_WORDS: Final = re.compile(
    r"(?:[a-z]+day,? )?(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]+)\.?,? (\d{4})\Z", re.IGNORECASE
)

_TIMED: Final = re.compile(
    r"(?P<day>.*?\d)(?:T| at |,? )\s*(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?(?::00)?"
    r"\s*(?P<half>am|pm)?",
    re.IGNORECASE,
)


def meant_date(text: str) -> str:
    """Return the likeliest date as it should be written, or nothing; British order, day first."""
    if text.isdecimal() and int(text) in _PLAUSIBLE:
        return (_SPREADSHEETS_BEGIN + timedelta(int(text))).isoformat()
    for pattern, order in _ORDERS.items():
        if match := pattern.match(text):
            return _real(*match.group(*order))
    if (match := _IN_WORDS.match(text)) and match[2].lower() in _MONTH_WORDS:
        return _real(match[3], _MONTH_WORDS[match[2].lower()], match[1])
    return ""


def meant_moment(text: str) -> datetime | None:
    """Return the likeliest day with a time, by the clock where its author is, or nothing."""
    match = _TIMED.fullmatch(text.strip())
    day = meant_date(match["day"]) if match else ""
    if not match or len(day) < len("2027-01-04"):
        return None
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + 12 * (match["half"].lower() == "pm")
    try:
        return datetime.combine(date.fromisoformat(day), time(hour, int(match["minute"] or 0)))
    except ValueError:
        return None


def _real(year: str, month: str, day: str | None = None) -> str:
    """Write a date if there is such a day; a month alone stays a month."""
    try:
        guess = date(int(year), int(month), int(day or 1))
    except ValueError:
        return ""
    return guess.isoformat() if day else guess.isoformat()[:7]
