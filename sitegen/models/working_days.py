"""Counts working days as a division of the United Kingdom keeps them, and calendar months."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Final

from sitegen.issues.wording import MarkedText, build_command, off_screen
from sitegen.models import bank_holidays

_SATURDAY: Final = 5
_MONTHS: Final = 12


class Division(StrEnum):
    """The parts of the United Kingdom that keep bank holidays of their own."""

    ENGLAND_AND_WALES = "England and Wales"
    SCOTLAND = "Scotland"
    NORTHERN_IRELAND = "Northern Ireland"


class BeyondTheList(Exception):
    """Raised where a count needs a year whose bank holidays nobody has announced yet."""

    def __init__(self, day: date, last: int) -> None:
        """Say which day it is, and how far the list goes."""
        super().__init__(
            f"the bank holidays of {day.year} are not known here; the list ends with {last}"
        )


HOW_TO_GO_ON: Final = MarkedText(
    f"{build_command('Run “…”', 'clock', '--renew')}, or count by hand"
    f"{off_screen(' and ask whoever looks after the site')}."
)


def read(listed: str) -> Iterator[date]:
    """Yield each bank holiday of a list that has a line a year."""
    for line in listed.splitlines():
        year, *days = line.split()
        yield from (date.fromisoformat(f"{year}-{day}") for day in days)


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Counts by the bank holidays of a division, in the years that its list covers."""

    holidays: frozenset[date]
    first: int
    last: int

    def has(self, day: date) -> bool:
        """Return whether a day is a working day; raises BeyondTheList."""
        if not self.first <= day.year <= self.last:
            raise BeyondTheList(day, self.last)
        return day.weekday() < _SATURDAY and day not in self.holidays

    def after(self, day: date, number: int) -> date:
        """Return the day that is a number of working days later; raises BeyondTheList."""
        return self._step(day, number, timedelta(1))

    def before(self, day: date, number: int) -> date:
        """Return the day that is a number of working days earlier; raises BeyondTheList."""
        return self._step(day, number, timedelta(-1))

    def first_from(self, day: date) -> date:
        """Return the day itself, or the first working day after it; raises BeyondTheList."""
        return day if self.has(day) else self.after(day, 1)

    def _step(self, day: date, number: int, step: timedelta) -> date:
        while number:
            day += step
            number -= self.has(day)
        return day


@cache
def of(division: Division) -> WorkingDays:
    """Return the working days of a division."""
    days = frozenset(read(bank_holidays.LISTED[division]))
    return WorkingDays(days, min(days).year, max(days).year)


def months_after(day: date, number: int) -> date:
    """Return the same day some months later, or the last of that month if it is shorter."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 + number, _MONTHS)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
