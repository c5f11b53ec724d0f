"""The officer's private clock: what is due by when, and which embargoes will lift."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from sitegen.checks import due
from sitegen.cli import exit_codes, holidays
from sitegen.cli.request import now
from sitegen.content.dates import long_date, long_moment
from sitegen.content.record import Record
from sitegen.models import working_days
from sitegen.models.base import Item, Model
from sitegen.models.private import Incident, QuietPeriod
from sitegen.models.settings import Statement
from sitegen.models.working_days import Division, WorkingDays
from sitegen.site import gate, reading
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

    def sentence(self, today: date) -> str:
        """Write it for the officer."""
        by = f"{self.case}: {self.what} by {long_date(self.by)}"
        if self.done:
            late = "" if self.done <= self.by else ", which was late"
            return f"{by}. Done on {long_date(self.done)}{late}."
        return f"{by}{due.left(self.by, today)}"


def deadlines(incident: Incident, days: WorkingDays) -> Iterator[Deadline]:
    """Yield what is due in a case; raises BeyondTheList."""
    notify = days.after(incident.learned_on, NOTIFY_DAYS)
    notified = incident.notified_on
    yield Deadline(incident.id, "tell the national Panel", notify, notified)
    if notified:
        # The day of the notification is day 1, as the board described its process.
        by = days.after(days.first_from(notified), RAPID_REVIEW_DAYS - 1)
        sent = incident.rapid_review_sent_on
        yield Deadline(incident.id, "send the Rapid Review to the national Panel", by, sent)
    if decided := incident.review_decided_on:
        by = working_days.months_after(decided, REVIEW_MONTHS)
        yield Deadline(incident.id, "publish the review", by, incident.published_on)


class Agenda(NamedTuple):
    """All that the clock tells of."""

    records: Sequence[Record[Item]]
    private: Sequence[Record[Model]]
    lifts: Sequence[EmbargoLift]
    statement: Statement | None
    days: WorkingDays


def text(agenda: Agenda, today: date) -> str:
    """Write the clock; it is for the officer's eyes and belongs in no public log."""
    notes = [record.item for record in agenda.private]
    incidents = [note for note in notes if isinstance(note, Incident) and not note.closed]
    periods = (note for note in notes if isinstance(note, QuietPeriod))
    quiet = (f"{p.review.id}: from {long_date(p.start)} to {long_date(p.end)}" for p in periods)
    statement = due.statement(agenda.statement) if agenda.statement else ()
    every = (
        ("Numbers to check again", due.numbers(agenda.records)),
        ("Recommendations that are still open", due.by_field(agenda.records, "target")),
        ("Actions that are not finished", due.by_field(agenda.records, "due")),
        ("Updates that the public was told of", due.by_field(agenda.records, "next_update")),
        ("Procedures to look at again", due.by_field(agenda.records, "next_review")),
        ("Pages to look at again", due.by_field(agenda.records, "review_by")),
        ("Events and campaigns to come", due.calendar(agenda.records, today)),
        ("The accessibility statement", statement),
    )
    cases = (line for incident in incidents for line in _case(incident, agenda.days, today))
    parts = (
        _part("What is due", cases),
        _part("Embargoes that will lift", _lifts(agenda)),
        _part("Quiet periods", quiet),
        *(_part(title, (one.sentence(today) for one in sorted(dues))) for title, dues in every),
        f"Working days can be counted until the end of {agenda.days.last}.\n",
    )
    return "\n".join(parts)


def _case(incident: Incident, days: WorkingDays, today: date) -> Iterator[str]:
    try:
        every = deadlines(incident, days)
        steps = sorted(every, key=lambda deadline: (deadline.done is not None, deadline.by))
        yield from (deadline.sentence(today) for deadline in steps)
    except working_days.BeyondTheList as fault:
        yield f"{incident.id}: cannot be counted, because {fault}. {working_days.HOW_TO_GO_ON}"


def _lifts(agenda: Agenda) -> Iterator[str]:
    """Report each lift, and the numbers whose check will be too old by then."""
    for lift in agenda.lifts:
        yield f"{long_moment(lift.at)}: “{lift.record.item.label}” ({lift.record.origin.path})"
        for number in due.numbers(agenda.records):
            if number.day < lift.at.date():
                yield f"before that, by {long_date(number.day)}: {number.what} ({number.origin})"


def _part(title: str, lines: Iterable[str]) -> str:
    listed: Callable[[str], str] = "- {}".format
    return "\n".join((f"{title}:", *(list(map(listed, lines)) or ["- nothing"]))) + "\n"


def command(options: argparse.Namespace) -> int:
    """Show the private clock: what is due, and what will lift; or renew what it counts by."""
    if options.renew:
        return holidays.command()
    source = reading.read(options.content)
    settings = source.settings or source.remains.settings
    zone = (settings and settings.timezone) or gate.SOMEWHERE
    moment = gate.Moment.of(options.now or now(), zone)
    passed = gate.gate(source.records, moment, preview=False)
    division = settings.bank_holidays if settings else Division.ENGLAND_AND_WALES
    days = working_days.of(division)
    agenda = Agenda(source.records, source.private, passed.lifts, source.statement, days)
    print(text(agenda, moment.time.date()), end="")
    if source.issues:
        print("Some files have errors and are left out; run “python3 build.py check” to see them.")
    return exit_codes.CONTENT_ERRORS if source.issues else exit_codes.FINE
