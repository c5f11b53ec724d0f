"""Counts working days as England and Wales keep them, and calendar months."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final

from sitegen.models import bank_holidays

if TYPE_CHECKING:
    from collections.abc import Iterator

_SATURDAY: Final = 5
_MONTHS: Final = 12


class BeyondTheList(Exception):
    """Raised where a count needs a year whose bank holidays nobody has announced yet."""

    def __init__(self, day: date, last: int) -> None:
        """Say which day it is, and how far the list goes."""
        super().__init__(
            f"the bank holidays of {day.year} are not known here; the list ends with {last}"
        )


HOW_TO_GO_ON: Final = (
    "Run “python3 build.py clock --renew”, or count by hand and ask whoever looks after the site."
)


@dataclass(frozen=True, slots=True)
class _Holidays:
    """The bank holidays, and the years that the list covers."""

    days: frozenset[date]
    first: int
    last: int


def read(listed: str) -> Iterator[tuple[date, str]]:
    """Yield each bank holiday of a list with its name."""
    for line in listed.splitlines():
        day, _, name = line.partition(" ")
        yield date.fromisoformat(day), name


@cache
def _holidays() -> _Holidays:
    days = frozenset(day for day, _ in read(bank_holidays.LISTED))
    return _Holidays(days, min(days).year, max(days).year)


def last_year() -> int:
    """Return the last year of which the bank holidays are known."""
    return _holidays().last


def is_working(day: date) -> bool:
    """Return whether a day is a working day; raises BeyondTheList."""
    known = _holidays()
    if not known.first <= day.year <= known.last:
        raise BeyondTheList(day, known.last)
    return day.weekday() < _SATURDAY and day not in known.days


def after(day: date, number: int) -> date:
    """Return the day that is a number of working days later; raises BeyondTheList."""
    return _step(day, number, timedelta(1))


def before(day: date, number: int) -> date:
    """Return the day that is a number of working days earlier; raises BeyondTheList."""
    return _step(day, number, timedelta(-1))


def _step(day: date, number: int, step: timedelta) -> date:
    while number:
        day += step
        number -= is_working(day)
    return day


def working_from(day: date) -> date:
    """Return the day itself, or the first working day after it; raises BeyondTheList."""
    return day if is_working(day) else after(day, 1)


def months_after(day: date, number: int) -> date:
    """Return the same day some months later, or the last of that month if it is shorter."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 + number, _MONTHS)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
