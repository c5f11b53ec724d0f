"""The calendar of events as files for calendars (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Final
from urllib.parse import urlsplit

from sitegen.models.news import CalendarEvent, EventState
from sitegen.models.pages import Shows
from sitegen.output.assets import Output
from sitegen.site.site import Site
from sitegen.views.events import FILE, coming
from sitegen.views.lookup import not_withdrawn, page_showing

_LONGEST: Final = 75
"""Octets of a line (RFC 5545, 3.1); what is longer goes on in the next one after a space."""

_ESCAPED: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
"""What a text may not hold as it is (RFC 5545, 3.3.11)."""


def calendars(site: Site) -> Iterator[Output]:
    """Yield the calendar of all that is to come, and a file for each event."""
    if page := page_showing(site, Shows.EVENTS):
        yield _calendar(site, page.url + FILE, coming(site))
    for event in not_withdrawn(site, CalendarEvent):
        yield _calendar(site, event.url + FILE, (event,))


def _calendar(site: Site, url: str, events: Iterable[CalendarEvent]) -> Output:
    settings = site.settings
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_text(settings.name)}//Events//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{_text(f'Events – {settings.short_name}')}",
        # What calendars understood before RFC 7986 gave it the name above.
        f"X-WR-CALNAME:{_text(f'Events – {settings.short_name}')}",
        *(line for event in events for line in _event(site, event)),
        "END:VCALENDAR",
    ]
    return Output(url.removeprefix("/"), "".join(map(_folded, lines)).encode())


def _event(site: Site, event: CalendarEvent) -> Iterator[str]:
    base, host = site.settings.base_url, urlsplit(site.settings.base_url).hostname
    changed = (day for day in (event.published, *(change.date for change in event.changes)) if day)
    stamp = max(changed, default=site.moment.date())
    yield "BEGIN:VEVENT"
    yield f"UID:{event.id}@{host}"
    # The day of its last change, so that the same content gives the same bytes at every build.
    yield f"DTSTAMP:{_utc(datetime.combine(stamp, time(), UTC))}"
    yield f"SEQUENCE:{len(event.changes)}"
    yield from _times(site, event)
    yield f"SUMMARY:{_text(_title(event))}"
    if where := event.place or event.online:
        yield f"LOCATION:{_text(where)}"
    about = (event.summary, event.online and f"Online: {event.online}", base + event.url)
    yield f"DESCRIPTION:{_text(chr(10).join(filter(None, about)))}"
    yield f"URL:{base}{event.url}"
    yield f"CATEGORIES:{_text(event.event_type)}"
    yield f"STATUS:{'CANCELLED' if event.state is EventState.CANCELLED else 'CONFIRMED'}"
    yield "END:VEVENT"


def _title(event: CalendarEvent) -> str:
    words = {EventState.CANCELLED: "Cancelled: ", EventState.FULL: "Full: "}
    return words.get(event.state, "") + event.title


def _times(site: Site, event: CalendarEvent) -> Iterator[str]:
    """Yield when it begins and ends.

    Times are in UTC, which every calendar shows by its owner's clock; so no file needs to carry
    the rules of a time zone. An event of whole days ends on the day after its last (3.6.1).
    """
    if not isinstance(event.starts, datetime):
        yield f"DTSTART;VALUE=DATE:{event.first_day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.last_day + timedelta(1):%Y%m%d}"
        return
    zone = site.moment.tzinfo
    yield f"DTSTART:{_utc(event.starts.replace(tzinfo=zone))}"
    if isinstance(event.ends, datetime):
        yield f"DTEND:{_utc(event.ends.replace(tzinfo=zone))}"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    return words.translate(_ESCAPED)


def _folded(line: str) -> str:
    """Return a line with its end, in pieces of at most 75 octets; no letter is cut in two."""
    pieces, piece, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _LONGEST:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    return "\r\n".join([*pieces, piece]) + "\r\n"
