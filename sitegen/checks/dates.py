"""What may not grow old unnoticed: numbers to call, pages to look at again, the statement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from sitegen.checks import due
from sitegen.content.dates import long_date
from sitegen.content.record import Record, of_type
from sitegen.issues.issue import Issue, Origin, Severity
from sitegen.issues.wording import counted
from sitegen.models.base import Publication
from sitegen.models.people import ContactKind, ContactPoint
from sitegen.models.working_days import months_after
from sitegen.site.site import Site

_CALL_IT: Final = "Call it, then change ⟦on⟧ and ⟦by⟧ under ⟦verified⟧, and write ⟦how: called⟧."
_STATEMENT_WARNS: Final = due.STATEMENT_MONTHS
_STATEMENT_FAILS: Final = due.STATEMENT_MONTHS + 1
"""Months: an accessibility statement is looked through at least once a year; one is grace."""


def numbers_are_checked_again(site: Site) -> Iterator[Issue]:
    """A safety number whose check is too old stops whoever edits; any other warns.

    A build of the host only warns of either: it may be the one that takes something down.
    """
    today = site.moment.date()
    for record in of_type(site.records, ContactPoint):
        contact = record.item
        if contact.verified and contact.recheck_every:
            yield from _age(record, contact.verified.on, contact.recheck_every, today)
        elif contact.purpose is not ContactKind.TEXT and (contact.phone or contact.text_number):
            place = record.entry.place(("verified", "on") if contact.verified else ())
            message = f"nobody has checked “{contact.title}” since it was copied from the old site"
            hint = "Call it, then write ⟦verified⟧ and ⟦recheck_every⟧."
            yield Issue(place, message, hint, severity=Severity.WARNING, about=(contact.title,))


def _age(record: Record[ContactPoint], checked: date, days: int, today: date) -> Iterator[Issue]:
    contact, on = record.item, ("verified", "on")
    if (today - checked).days > days:
        by = checked + timedelta(days=days)
        message = f"“{contact.title}” was due to be checked again by {by}"
        tell = record.error if contact.purpose is ContactKind.SAFETY else record.warning
        yield tell(on, message, _CALL_IT, contact.title)
    elif (left := days - (today - checked).days) <= due.ahead(contact):
        when = f"in {counted(left, 'day')}" if left else "today"
        message = f"“{contact.title}” is to be checked again by {checked + timedelta(days)}, {when}"
        yield record.warning(on, message, _CALL_IT, contact.title)


def recommendations_are_not_late(site: Site) -> Iterator[Issue]:
    """A recommendation whose date has passed says where it stands and why."""
    hint = "Add where it stands today to ⟦progress⟧, with why it is not done."
    yield from _passed(site, "target", hint)


def actions_are_not_late(site: Site) -> Iterator[Issue]:
    """An action whose day has passed says what became of it."""
    hint = "Write what became of it: its state, a line of history, and ⟦as_at⟧."
    yield from _passed(site, "due", hint)


def updates_are_given(site: Site) -> Iterator[Issue]:
    """What the public was told to expect by a day is told by that day."""
    hint = "Write what is new, and the date of the next update."
    yield from _passed(site, "next_update", hint)


def procedures_are_looked_at_again(site: Site) -> Iterator[Issue]:
    """A procedure past the day of its own review may have a newer edition."""
    hint = "Look for a new edition; write its ⟦edition⟧, its ⟦next_review⟧ and where it is."
    yield from _passed(site, "next_review", hint)


def _passed(site: Site, field: str, hint: str) -> Iterator[Issue]:
    """Report every day that has passed; without a day, nothing is ever late."""
    for late in due.by_field(site.records, field):
        if late.day < site.moment.date():
            message = f"the day to {late.what} was {long_date(late.day)}, and it has passed"
            yield Issue(late.origin, message, hint, (late.title,), Severity.WARNING, field=field)


def pages_are_looked_at_again(site: Site) -> Iterator[Issue]:
    """A page past its review date is named, so that someone looks at it."""
    today = site.moment.date()
    for record in of_type(site.records, Publication):
        item = record.item
        if item.review_by and today > item.review_by:
            message = f"“{item.title}” was due for review by {item.review_by.isoformat()}"
            hint = "Read it, correct what has changed, and set a new ⟦review_by⟧."
            yield record.warning("review_by", message, hint, item.title)


def the_statement_is_reviewed_yearly(site: Site) -> Iterator[Issue]:
    """The accessibility statement is looked through at least once a year."""
    today, reviewed = site.moment.date(), site.statement.reviewed_on
    if today > months_after(reviewed, _STATEMENT_WARNS):
        fails = today > months_after(reviewed, _STATEMENT_FAILS)
        message = (
            "the accessibility statement was last reviewed on "
            f"{reviewed}, more than {_STATEMENT_FAILS if fails else _STATEMENT_WARNS} months ago"
        )
        hint = "Test the site, correct the statement, and set ⟦reviewed_on⟧ to that day."
        severity = Severity.ERROR if fails else Severity.WARNING
        place = Origin("statement.yml")
        yield Issue(place, message, hint, field="reviewed_on", severity=severity)
