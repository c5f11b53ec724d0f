"""All that somebody must do by a day: numbers, pages, actions, the statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.checks.context import standing
from sitegen.content.dates import long_date
from sitegen.content.record import Record
from sitegen.issues.issue import Origin
from sitegen.issues.wording import counted
from sitegen.models import working_days
from sitegen.models.base import Item, Publication
from sitegen.models.days import span
from sitegen.models.follow_up import Action, Recommendation
from sitegen.models.news import CalendarEvent, Campaign
from sitegen.models.people import ContactPoint
from sitegen.models.procedures import Procedure

if TYPE_CHECKING:
    from sitegen.models.settings import Statement

DAYS_AHEAD: Final = 30
"""Days before it falls due, from which a thing is told."""

STATEMENT_MONTHS: Final = 12
"""An accessibility statement is looked through at least once a year."""


class Due(NamedTuple):
    """Something to be done by a day: what it is, in words that go before “by”, and where it is."""

    day: date
    what: str
    origin: Origin
    title: str = ""
    """What it is about, as `what` quotes it."""

    def sentence(self, today: date) -> str:
        """Return it as a line for the officer, with the days that are left or are past."""
        return f"{long_date(self.day)}: {self.what} ({self.origin}){left(self.day, today)}"


def left(day: date, today: date) -> str:
    """Return the end of a sentence about a day: how many days are left or are past."""
    number = (day - today).days
    if number < 0:
        return f". OVERDUE by {counted(-number, 'day')}."
    return f", in {counted(number, 'day')}." if number else ". Today."


def ahead(contact: ContactPoint) -> int:
    """Return for how many days before it is due the next check of a number is told.

    A number that is called every week would otherwise be told every day.
    """
    return min(DAYS_AHEAD, (contact.recheck_every or 0) // 3)


def numbers(records: Iterable[Record[Item]]) -> Iterator[Due]:
    """Yield every number with the day by which it is to be checked again."""
    for record in standing(records, ContactPoint):
        if day := record.item.good_until:
            place = record.entry.place(("verified", "on"))
            yield Due(day, f"check “{record.item.title}” again", place)


_FIELDS: Final[Mapping[str, tuple[type[Item], str]]] = {
    "target": (Recommendation, "finish “{}”"),
    "due": (Action, "finish the action “{}”"),
    "next_update": (Item, "tell the public more about “{}”"),
    "next_review": (Procedure, "see whether there is a new edition of “{}”"),
    "review_by": (Publication, "look at “{}” again"),
}
"""The fields that give a day, with the type that has it and what is to be done by that day."""


def by_field(records: Iterable[Record[Item]], field: str) -> Iterator[Due]:
    """Yield the last day that a field gives, of each record with which nobody is finished."""
    kind, what = _FIELDS[field]
    for record in standing(records, kind):
        item, day = record.item, getattr(record.item, field, None)
        if day and getattr(item, "is_open", True):
            called = getattr(item, "title", item.label)
            place = record.entry.place((field,))
            yield Due(span(day)[1], what.format(called), place, called)


def calendar(records: Iterable[Record[Item]], today: date) -> Iterator[Due]:
    """Yield what is to come: events with the last day for booking, and the ends of campaigns.

    What is over leaves the lists of the site by itself, so nobody has to do anything about it.
    """
    for record in standing(records, Item):
        item = record.item
        if isinstance(item, CalendarEvent) and not item.is_over(today):
            if item.book_by and item.book_by >= today:
                place = record.entry.place(("book_by",))
                yield Due(item.book_by, f"“{item.title}” can be booked until then", place)
            place = record.entry.place(("starts",))
            yield Due(item.first_day, f"“{item.title}” begins", place)
        elif isinstance(item, Campaign) and item.ends and not item.is_over(today):
            place = record.entry.place(("ends",))
            yield Due(item.ends.end, f"the campaign “{item.title}” ends", place)


def statement(facts: Statement) -> Iterator[Due]:
    """Yield the days of the accessibility statement: the yearly look, and what is to be fixed."""
    day = working_days.months_after(facts.reviewed_on, STATEMENT_MONTHS)
    yield Due(day, "look through the accessibility statement", Origin("statement.yml"))
    for problem in (*facts.non_compliance, *facts.burden, *facts.out_of_scope):
        if problem.mended_by:
            what = f"correct what the accessibility statement says of “{problem.what}”"
            yield Due(problem.mended_by, what, Origin("statement.yml"))
