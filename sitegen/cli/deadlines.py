"""The officer's private clock: what is due by when, and which embargoes will lift."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from sitegen.cli import exit_codes
from sitegen.cli.request import ZONE, now
from sitegen.content.values import long_date, long_moment
from sitegen.models import working_days
from sitegen.models.private import Incident, QuietPeriod
from sitegen.site import gate, reading

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator

    from sitegen.content.record import Record
    from sitegen.models.base import Model
    from sitegen.site.gate import EmbargoLift

NOTIFY_DAYS: Final = 5
RAPID_REVIEW_DAYS: Final = 15
REVIEW_MONTHS: Final = 6
"""The times of Working Together 2018: two in working days, the last in months."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing that must be done: for which case, what, by when, and when it was."""

    case: str
    what: str
    by: date
    done: date | None

    def told(self, today: date) -> str:
        """Write it for the officer."""
        by = f"{self.case}: {self.what} by {long_date(self.by)}"
        if self.done:
            late = "" if self.done <= self.by else ", which was late"
            return f"{by}. Done on {long_date(self.done)}{late}."
        left = (self.by - today).days
        if left < 0:
            return f"{by}. OVERDUE by {_days(-left)}."
        return f"{by}. Today." if left == 0 else f"{by}, in {_days(left)}."


def deadlines(incident: Incident) -> Iterator[Deadline]:
    """Give what is due in a case; raises clock.BeyondTheList."""
    notify = working_days.after(incident.learned_on, NOTIFY_DAYS)
    notified = incident.notified_on
    yield Deadline(incident.id, "tell the national Panel", notify, notified)
    if notified:
        # The day of the notification is day 1, as the board described its process.
        by = working_days.after(working_days.working_from(notified), RAPID_REVIEW_DAYS - 1)
        sent = incident.rapid_review_sent_on
        yield Deadline(incident.id, "send the Rapid Review to the national Panel", by, sent)
    if decided := incident.review_decided_on:
        by = working_days.months_after(decided, REVIEW_MONTHS)
        yield Deadline(incident.id, "publish the review", by, incident.published_on)


def text(private: Iterable[Record[Model]], lifts: Iterable[EmbargoLift], today: date) -> str:
    """Write the clock; it is for the officer's eyes and belongs in no public log."""
    notes = [record.item for record in private]
    incidents = [note for note in notes if isinstance(note, Incident) and not note.closed]
    parts = (
        _part("What is due", (line for one in incidents for line in _case(one, today))),
        _part("Embargoes that will lift", map(_lift, lifts)),
        _part("Quiet periods", (_quiet(one) for one in notes if isinstance(one, QuietPeriod))),
    )
    return "\n".join(parts)


def _case(incident: Incident, today: date) -> Iterator[str]:
    try:
        found = sorted(deadlines(incident), key=lambda one: (one.done is not None, one.by))
        yield from (one.told(today) for one in found)
    except working_days.BeyondTheList as fault:
        yield f"{incident.id}: cannot be counted, because {fault}. {working_days.HOW_TO_GO_ON}"


def _lift(lift: EmbargoLift) -> str:
    return f"{long_moment(lift.at)}: “{lift.record.item.label}” ({lift.record.origin.path})"


def _quiet(period: QuietPeriod) -> str:
    return f"{period.review.id}: from {long_date(period.start)} to {long_date(period.end)}"


def _part(title: str, lines: Iterable[str]) -> str:
    listed: Callable[[str], str] = "- {}".format
    return "\n".join((f"{title}:", *(list(map(listed, lines)) or ["- nothing"]))) + "\n"


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"


def command(given: argparse.Namespace) -> int:
    """Show the private clock: what is due, and what will lift."""
    source = reading.read(given.content)
    moment = given.now or now()
    passed = gate.gate(source.records, gate.Moment.of(moment, ZONE), preview=False)
    print(text(source.private, passed.lifts, moment.date()), end="")
    if source.issues:
        print("Some files have errors and are left out; “python3 build.py check” tells them.")
    return exit_codes.CONTENT_ERRORS if source.issues else exit_codes.FINE
