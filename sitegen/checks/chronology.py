"""Days of one record that cannot all be true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from sitegen.checks.context import CheckContext
from sitegen.content.dates import MONTHS, PartialDate
from sitegen.content.entry import Path
from sitegen.content.record import Record
from sitegen.issues.issue import Issue, Severity
from sitegen.models.base import Item, Publication
from sitegen.models.days import span, worded
from sitegen.models.documents import BoardDocument, Newsletter
from sitegen.models.enquiries import Enquiry
from sitegen.models.follow_up import Action, Evidence, Recommendation
from sitegen.models.news import CalendarEvent
from sitegen.models.reviews import Event, Review

_ONE_OF_THEM: Final = "Correct one of the two dates."
_EARLY: Final = timedelta(183)
"""By so much an issue for spring may come out before spring; more is the year of another issue."""


class _Pair(NamedTuple):
    """Two days of which the second, at its path, cannot be the earlier one."""

    path: Path
    first: date | PartialDate | None
    second: date | PartialDate | None
    message: str


def what_was_done_stands_in_order(record: Record[Item], _context: CheckContext) -> Iterator[Issue]:
    """Dates of one record do not run backwards."""
    item = record.item
    for name, dates in _series(item):
        for number, (one, other) in enumerate(pairwise(dates), start=1):
            if other.end < one.start:
                message = f"{other} comes before {one}, which stands above it"
                hint = "Correct the date, or put the entries in order, oldest first."
                yield record.warning((name, number, "date"), message, hint)
    for pair in (*_of_follow_up(item), *_of_publication(item)):
        if pair.first and pair.second and span(pair.second)[1] < span(pair.first)[0]:
            message = pair.message.format(first=worded(pair.first), second=worded(pair.second))
            yield record.warning(pair.path, message, _ONE_OF_THEM)


def _series(item: Item) -> Iterator[tuple[str, list[PartialDate]]]:
    if isinstance(item, (Action, Enquiry)):
        yield "history", [entry.date for entry in item.history]
    if isinstance(item, Recommendation):
        yield "progress", [entry.date for entry in item.progress]


def _of_follow_up(item: Item) -> Iterator[_Pair]:
    if isinstance(item, Action):
        message = "it began ({first}) after the day by which it was due ({second})"
        yield _Pair(("due",), item.started, item.due, message)
        if item.history:
            message = "its history goes on until {first}, after ⟦as_at⟧ ({second})"
            yield _Pair(("as_at",), item.history[-1].date, item.as_at, message)
    if isinstance(item, Enquiry):
        message = "the answer ({second}) came before the question ({first})"
        yield _Pair(("answered_on",), item.asked_on, item.answered_on, message)
        if item.history:
            message = "{second} is before the question was asked ({first})"
            yield _Pair(("history", 0, "date"), item.asked_on, item.history[0].date, message)
    if isinstance(item, Evidence):
        message = "the result was told ({second}) before it was measured ({first})"
        yield _Pair(("date",), item.after.date, item.date, message)


def _of_publication(item: Item) -> Iterator[_Pair]:
    if not isinstance(item, Publication):
        return
    for number, change in enumerate(item.changes):
        message = "a change on {second} is before the page came onto this site ({first})"
        yield _Pair(("changes", number, "date"), item.published, change.date, message)
    yield from _of_document(item)
    yield from _of_occasion(item)
    if isinstance(item, Newsletter):
        message = "the issue came out on {second}, more than half a year before its season"
        yield _Pair(("published",), item.issue.start - _EARLY, item.published, message)
    if isinstance(item, Review) and (out := item.milestone(Event.PUBLISHED)):
        message = "it was sent to the national repository ({second}) before it came out ({first})"
        yield _Pair(("nspcc_deposited_on",), out.date, item.nspcc_deposited_on, message)


def _of_document(item: Publication) -> Iterator[_Pair]:
    if isinstance(item, BoardDocument):
        latest = [c.date for c in item.changes] + [v.replaced for v in item.earlier]
        newest = max((day for day in (item.published, *latest) if day), default=None)
        message = "it is dated {first}, but came onto this site before that, on {second}"
        yield _Pair(("dated",), item.dated, newest, message)
        for number, version in enumerate(item.earlier):
            message = "a version of {first} was replaced before that, on {second}"
            yield _Pair(("earlier", number, "replaced"), version.dated, version.replaced, message)


def _of_occasion(item: Publication) -> Iterator[_Pair]:
    if isinstance(item, CalendarEvent):
        message = "booking ends on {second}, before the page came out ({first})"
        yield _Pair(("book_by",), item.published, item.book_by, message)
        message = "it is over on {second}, before its page came out ({first})"
        yield _Pair(("starts",), item.published, item.last_day, message)


_HELD: Final = re.compile(
    r"\b(?:join us|come along|come|see you|takes? place|(?:is|be) held|meets?|begins?|starts?) "
    r"(?:[^.\d]{0,30} )?on (?:[A-Z][a-z]+day,? )?(?P<day>\d{1,2})(?:st|nd|rd|th)? "
    rf"(?P<month>{'|'.join(MONTHS[1:])})(?: (?P<year>\d{{4}}))?",
    re.IGNORECASE,
)


def words_of_an_event_name_its_day(record: Record[Item], _context: CheckContext) -> Iterator[Issue]:
    """The words of an event invite for no other day than the event is on."""
    event = record.item
    if not isinstance(event, CalendarEvent):
        return
    for name, text in (("summary", event.summary), ("body", event.body.text)):
        for match in _HELD.finditer(text):
            year = match["year"] or event.first_day.year
            month = next(n for n, m in enumerate(MONTHS) if m == match["month"].capitalize())
            said = f"{year}-{month:02}-{int(match['day']):02}"
            if not event.first_day.isoformat() <= said <= event.last_day.isoformat():
                place = event.body.origin if name == "body" else record.entry.place((name,))
                message = f"“{match[0]}” differs from the day of the event, {event.begins}"
                origin = place.below(text.count("\n", 0, match.start()))
                hint = "Correct the words, or ⟦starts⟧."
                yield Issue(origin, message, hint, (match[0],), Severity.WARNING)
