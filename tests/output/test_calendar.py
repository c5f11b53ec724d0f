"""Calendars read our events as they are: a program for calendars is the judge."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from tests import small_site

LONDON = ZoneInfo("Europe/London")
PAGE = "shows: events"
EVENT = """---
title: {title}
summary: What to hear.
status: published
published: 2026-11-01
event_type: training
{lines}
---
Words.
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small site with a page of events."""
    made = small_site.write(tmp_path)
    small_site.put(made, "pages/events.md", small_site.page("Come.", PAGE, title="Events"))
    small_site.change(made, "pages/documents.md", "paper.", "paper.\n\n[Events](events.md)")
    return made


def put(content: Path, name: str, lines: str, title: str = "Listening") -> None:
    """Write an event."""
    small_site.put(content, f"events/{name}.md", EVENT.format(title=title, lines=lines))


def calendar(content: Path, url: str = "/events/calendar.ics") -> bytes:
    """Return a calendar of the finished site."""
    outputs = {output.url: output.data for output in small_site.finished(content).outputs}
    return outputs[url]


def events(data: bytes) -> list[Any]:
    """Read a calendar as a program for calendars does."""
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


@pytest.mark.parametrize(
    ("lines", "starts", "ends"),
    [
        # In winter London keeps UTC, in summer it is an hour ahead.
        (
            "starts: 2027-02-09 09:30\nends: 2027-02-09 13:00",
            datetime(2027, 2, 9, 9, 30, tzinfo=UTC),
            datetime(2027, 2, 9, 13, 0, tzinfo=UTC),
        ),
        (
            "starts: 2027-07-09 09:30\nends: 2027-07-09 13:00",
            datetime(2027, 7, 9, 8, 30, tzinfo=UTC),
            datetime(2027, 7, 9, 12, 0, tzinfo=UTC),
        ),
        (
            "starts: 2027-03-27 20:00\nends: 2027-03-28 08:00",
            datetime(2027, 3, 27, 20, 0, tzinfo=LONDON),
            datetime(2027, 3, 28, 8, 0, tzinfo=LONDON),
        ),
        # An event of whole days ends on the day after its last.
        ("starts: 2027-02-10", date(2027, 2, 10), date(2027, 2, 11)),
        ("starts: 2027-02-10\nends: 2027-02-11", date(2027, 2, 10), date(2027, 2, 12)),
        ("starts: 2026-12-31", date(2026, 12, 31), date(2027, 1, 1)),
    ],
)
def test_an_event_begins_and_ends_when_it_does_here(
    content: Path, lines: str, starts: date, ends: date
) -> None:
    put(content, "one", f"{lines}\nplace: A hall")
    (event,) = events(calendar(content))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (starts, ends)


def test_a_time_without_an_end_has_none(content: Path) -> None:
    put(content, "one", "starts: 2027-02-09 09:30\nplace: A hall")
    (event,) = events(calendar(content))
    assert "DTEND" not in event


def test_what_is_written_arrives_whole_however_long_and_whatever_it_holds(content: Path) -> None:
    title = "Ŵyn, oen; \\\\ a “dafad”: " + "ŵ" * 60 + ", 儿童" * 6
    put(content, "one", "starts: 2027-02-09 09:30\nplace: 'Hall; room 2, floor 1'", f"'{title}'")
    data = calendar(content)
    (event,) = events(data)
    assert event["SUMMARY"] == title
    assert event["LOCATION"] == "Hall; room 2, floor 1"
    assert event["DESCRIPTION"].startswith("What to hear.\nhttps://www.exampleshire.example/events")
    assert event["URL"] == "https://www.exampleshire.example/events/one/"
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) == 75
    assert b"\n" not in b"".join(lines)
    for line in lines:
        line.decode()


def test_an_event_keeps_its_name_and_says_when_it_changed(content: Path) -> None:
    put(content, "one", "starts: 2027-02-09 09:30\nplace: A hall")
    (before,) = events(calendar(content))
    assert before["UID"] == "one@www.exampleshire.example"
    assert (before["SEQUENCE"], before["STATUS"]) == (0, "CONFIRMED")
    assert before["DTSTAMP"].dt == datetime(2026, 11, 1, tzinfo=UTC)
    change = "changes:\n  - {date: 2026-11-20, note: It will not take place.}"
    put(content, "one", f"starts: 2027-02-09 09:30\nplace: A hall\nstate: cancelled\n{change}")
    (after,) = events(calendar(content))
    assert after["UID"] == before["UID"]
    assert (after["SEQUENCE"], after["STATUS"]) == (1, "CANCELLED")
    assert after["SUMMARY"] == "Cancelled: Listening"
    assert after["DTSTAMP"].dt == datetime(2026, 11, 20, tzinfo=UTC)


def test_the_calendar_holds_what_is_to_come_and_each_event_has_a_file(content: Path) -> None:
    put(content, "over", "starts: 2026-11-21\nplace: A hall")
    put(content, "today", "starts: 2026-11-22\nplace: A hall", "Today")
    put(content, "draft", "starts: 2027-11-22\nplace: A hall", "Draft")
    small_site.change(content, "events/draft.md", "published\npublished: 2026-11-01", "draft")
    data = calendar(content)
    assert [event["UID"] for event in events(data)] == ["today@www.exampleshire.example"]
    assert data == calendar(content), "the same content gives the same bytes"
    (alone,) = events(calendar(content, "/events/over/calendar.ics"))
    assert alone["SUMMARY"] == "Listening"
    read = icalendar.Calendar.from_ical(data)
    assert (read["VERSION"], read["X-WR-CALNAME"]) == ("2.0", "Events – Exampleshire SCB")
