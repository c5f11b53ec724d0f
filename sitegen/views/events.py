"""The calendar: what is to come, what was, and one event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.content.dates import MONTHS
from sitegen.models.news import CalendarEvent, EventState
from sitegen.views.lookup import not_withdrawn, per_site
from sitegen.views.sheets import Sheet, Way, sheets

if TYPE_CHECKING:
    from sitegen.site.site import Site

FILE: Final = "calendar.ics"
"""The name under which events can be had for a calendar, beside their page."""


class Month(NamedTuple):
    """The events that begin in one month."""

    id: str
    title: str
    events: tuple[CalendarEvent, ...]


class EventList(NamedTuple):
    """One page of the calendar."""

    sheet: Sheet[CalendarEvent]
    months: tuple[Month, ...]
    is_past: bool
    calendar: str
    """Where all that is to come can be had for a calendar, if anything is."""


class EventPage(NamedTuple):
    """What belongs to one event."""

    starts: str
    """When it begins by ISO 8601, with the time zone if it has a time."""

    ends: str
    is_over: bool
    can_book: bool
    calendar: str
    """Where it can be had for a calendar, while it is to come."""


@per_site
def coming(site: Site) -> tuple[CalendarEvent, ...]:
    """Return the events whose last day has not passed, the next one first."""
    today = site.moment.date()
    events = (event for event in not_withdrawn(site, CalendarEvent) if not event.is_over(today))
    return tuple(sorted(events, key=_by_start))


def past(site: Site) -> tuple[CalendarEvent, ...]:
    """Return the events that are over, the last one first."""
    today = site.moment.date()
    events = (event for event in not_withdrawn(site, CalendarEvent) if event.is_over(today))
    return tuple(sorted(events, key=_by_start, reverse=True))


def _by_start(event: CalendarEvent) -> tuple[date, bool, date, str]:
    """Return a key by which an event of the whole day stands before the times of that day."""
    return event.first_day, event.has_time, event.starts, event.id


def event_lists(site: Site, base: str) -> Iterator[EventList]:
    """Arrange the pages of the calendar: what is to come, then what was."""
    ahead, gone = coming(site), past(site)
    ways = [Way("When", "to come", "", ahead)]
    if gone:
        ways.append(Way("When", "past events", "past/", gone))
    for sheet in sheets(ways, base, "Events"):
        yield EventList(
            sheet,
            tuple(_months(sheet.entries)),
            is_past=sheet.place == "past/",
            calendar=base + FILE if ahead else "",
        )


def _months(events: Iterable[CalendarEvent]) -> Iterator[Month]:
    months = groupby(events, key=lambda event: (event.first_day.year, event.first_day.month))
    for (year, month), in_month in months:
        yield Month(f"{year}-{month:02}", f"{MONTHS[month]} {year}", tuple(in_month))


def event_page(site: Site, event: CalendarEvent) -> EventPage:
    """Arrange the page of one event; one that is over can be neither booked nor noted."""
    today = site.moment.date()
    over = event.is_over(today)
    last = event.book_by or event.first_day
    return EventPage(
        starts=_iso(site, event.starts),
        ends=_iso(site, event.ends) if event.ends else "",
        is_over=over,
        can_book=bool(event.book) and last >= today and event.state is EventState.PLANNED,
        calendar="" if over else event.url + FILE,
    )


def _iso(site: Site, when: date) -> str:
    if isinstance(when, datetime):
        when = when.replace(tzinfo=site.moment.tzinfo)
    return when.isoformat()
