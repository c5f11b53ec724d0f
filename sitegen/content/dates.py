"""Dates that keep their precision, and the time between two of them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from functools import lru_cache
from typing import Final, Self

from sitegen.content.values import DASHES, one_text
from sitegen.issues.issue import Refusal

MONTHS: Final = tuple(calendar.month_name)
SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_SEASON_MONTHS: Final = 3
_DECEMBER: Final = 12
_YEARS: Final = range(1800, 2101)
"""The years of which a board may speak: of an old Act of Parliament, and of a far plan."""

_IN_FULL: Final = "Write dates as year-month-day, for example 2024-03-09"
HOW_TO_WRITE_DATES: Final = f"{_IN_FULL}; 2024-03, 2024 or “autumn 2024” where less is known."
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")
_MONTH = re.compile(r"(\d{4})-(\d{2})\Z")
_YEAR = re.compile(r"(\d{4})\Z")
_SEASON = re.compile(r"(spring|summer|autumn|winter) (\d{4})\Z", re.IGNORECASE)


class Precision(IntEnum):
    """How exactly a date is known."""

    YEAR = 1
    SEASON = 2
    MONTH = 3
    DAY = 4


_ISO_LENGTHS: Final = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date known to the day, the month, the season or the year, never widened or narrowed.

    Dates sort by the first day that they can mean; `start` and `end` are the first and the last
    of those days.
    """

    start: date
    end: date
    precision: Precision

    @classmethod
    def parse(cls, text: object, hint: str = HOW_TO_WRITE_DATES, *, whole: bool = False) -> Self:
        """Read `2018-07-31`, `2018-07`, `2018` or `autumn 2017`; raises Refusal for others.

        The hint says how to write a date where nothing better is known about what was meant. Where
        the whole day is asked for, no less is advised.
        """
        written = " ".join(DASHES.sub("-", one_text(text)).split())
        try:
            parsed = cls._read(written)
        except ValueError:
            message = f"“{text}” is not a date"
            raise Refusal(message, _suggestion(written, whole=whole) or hint) from None
        plausible(parsed.start.year, text)
        return parsed

    @classmethod
    @lru_cache(maxsize=4_096)
    def _read(cls, text: str) -> Self:
        if match := _DAY.match(text):
            day = date(*map(int, match.groups()))
            return cls(day, day, Precision.DAY)
        if match := _MONTH.match(text):
            year, month = map(int, match.groups())
            return cls(date(year, month, 1), _last_day(year, month), Precision.MONTH)
        if match := _YEAR.match(text):
            year = int(text)
            return cls(date(year, 1, 1), date(year, _DECEMBER, 31), Precision.YEAR)
        if match := _SEASON.match(text):
            first, year = SEASONS[match[1].lower()], int(match[2])
            last = (first + _SEASON_MONTHS - 2) % _DECEMBER + 1
            end = _last_day(year + (last < first), last)
            return cls(date(year, first, 1), end, Precision.SEASON)
        raise ValueError(text)

    @property
    def iso(self) -> str:
        """Return the date in ISO 8601 as far as it is known; a season gives its words."""
        known = _ISO_LENGTHS.get(self.precision)
        return self.start.isoformat()[:known] if known else str(self)

    @property
    def year(self) -> int:
        """Return the year in which the date starts."""
        return self.start.year

    def __str__(self) -> str:
        """Write the date as GOV.UK style does: `31 July 2018`, `July 2018`, `autumn 2017`."""
        year = self.start.year
        match self.precision:
            case Precision.DAY:
                return long_date(self.start)
            case Precision.MONTH:
                return f"{MONTHS[self.start.month]} {year}"
            case Precision.SEASON:
                name = next(name for name, first in SEASONS.items() if first == self.start.month)
                return f"{name} {year}"
            case _:
                return str(year)


def plausible(year: int, text: object) -> None:
    """Refuse a year that is a slip of the fingers, 0226 or 2206; raises Refusal."""
    if year not in _YEARS:
        message = f"“{text}” is in the year {year:04}, which nobody can mean here"
        raise Refusal(message, "Look at the four digits of the year again.")


def _suggestion(text: str, *, whole: bool) -> str:
    """Explain what somebody may have meant who wrote no date, or nothing."""
    # Most builds read no faulty date, so that who guesses what was meant is never loaded.
    from sitegen.content.date_guess import meant_date

    meant = meant_date(text)
    if meant and (not whole or _DAY.match(meant)):
        return f"If you mean {PartialDate.parse(meant)}, write {meant}."
    if _DAY.match(text) or _MONTH.match(text):
        return f"There is no such day or month. {_IN_FULL}."
    return ""


def long_date(day: date) -> str:
    """Write a day as GOV.UK style does, `26 January 2021`."""
    return f"{day.day} {MONTHS[day.month]} {day.year}"


def time_of_day(moment: datetime) -> str:
    """Write the time of a moment as GOV.UK style does, `9:30am`, `midday` or `midnight`."""
    if not moment.minute and not moment.hour % _DECEMBER:
        return "midday" if moment.hour else "midnight"
    half = "am" if moment.hour < _DECEMBER else "pm"
    hour = moment.hour % _DECEMBER or _DECEMBER
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{hour}{minutes}{half}"


def long_moment(moment: datetime) -> str:
    """Write a moment as GOV.UK style does, `9:30am on 26 January 2021`."""
    return f"{time_of_day(moment)} on {long_date(moment.date())}"


def months_between(first: PartialDate, last: PartialDate) -> tuple[int, int]:
    """Return the fewest and the most months that can lie between two dates, as whole numbers.

    The answer is a range because a month-precision date can be any day of its month; no day is
    ever invented. The first number is rounded down and the second up, so the truth is inside.
    """
    shortest, _ = _months_and_days(first.end, last.start)
    longest, left_over = _months_and_days(first.start, last.end)
    return max(shortest, 0), max(longest + (left_over > 0), 0)


def exactly_between(first: PartialDate, last: PartialDate) -> tuple[int, int] | None:
    """Return the whole months and the days left over between two days, or nothing.

    Nothing is returned unless both days are known and stand in that order.
    """
    if not (first.precision is last.precision is Precision.DAY and first <= last):
        return None
    start, end = first.start, last.start
    months = (end.year - start.year) * _DECEMBER + end.month - start.month
    months -= _months_later(start, months) > end
    return months, (end - _months_later(start, months)).days


def _months_later(day: date, months: int) -> date:
    """Return the same day some months later, or the last of a month that has no such day."""
    year, month = divmod(day.year * _DECEMBER + day.month - 1 + months, _DECEMBER)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _months_and_days(first: date, last: date) -> tuple[int, int]:
    months = (last.year - first.year) * _DECEMBER + last.month - first.month
    days = last.day - first.day
    if days < 0:
        return months - 1, days + calendar.monthrange(last.year, last.month)[1]
    return months, days
