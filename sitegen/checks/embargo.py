"""What lies in the future is not said as if it had come."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from sitegen.content.dates import long_date, long_moment
from sitegen.issues.issue import Diagnosis, Issue, Origin, Severity
from sitegen.models.base import Publication, Status
from sitegen.models.documents import BoardDocument, FileState
from sitegen.models.enquiries import Enquiry
from sitegen.models.follow_up import Action, Recommendation
from sitegen.models.people import ContactPoint
from sitegen.models.questions import Question
from sitegen.site.site import named

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from sitegen.checks.references import Withheld
    from sitegen.models.base import Item
    from sitegen.site.site import Site

_SCHEDULE: Final = (
    "To publish later, write “status: scheduled” and “publish_at:” with the day and time."
)
_HAPPENED: Final = "Write the day on which it happened."
_TO_BE_HAD: Final = (FileState.AVAILABLE, FileState.ELSEWHERE)
_FAR_YEARS: Final = 2
"""Years ahead for which somebody may plan; more is a slip of the fingers."""


def nothing_is_dated_ahead(site: Site) -> Iterator[Issue]:
    """A date by itself holds nothing back; only “scheduled” does."""
    today = site.moment.date()
    if site.preview:
        return
    for record in site.records:
        for field, day in _days(record.item):
            if day and day > today:
                name = named(field)
                place = record.entry.place(field)
                message = f"{long_date(day)} has not come yet"
                if field == ("published",):
                    message += ", and the page would be public at once"
                hint = _SCHEDULE if field == ("published",) else _HAPPENED
                yield Issue(place, message, hint, field=name)
    for name in ("prepared_on", "reviewed_on", "tested_on"):
        day = getattr(site.statement, name)
        if day > today:
            message = f"{long_date(day)} has not come yet"
            yield Issue(Origin("statement.yml"), message, _HAPPENED, field=name)


def embargoes_lift_at_one_moment(site: Site, unseen: Withheld) -> Iterator[Issue]:
    """An embargo lifts at a time that the clock shows, and shows once, and not in ages to come."""
    zone = ZoneInfo(site.settings.timezone)
    for record in (*site.records, *unseen.withheld):
        lift = record.item.publish_at
        if not lift:
            continue
        diagnosis = _at_the_change(lift, zone) or _far_away(lift, site.moment.date())
        if diagnosis:
            yield Issue(record.entry.place(("publish_at",)), *diagnosis, field="publish_at")


def _at_the_change(lift: datetime, zone: ZoneInfo) -> Diagnosis | None:
    """Say what is wrong with a time in the night in which the clocks are changed."""
    first, second = (lift.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return None
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != lift:
        message = f"no clock shows {long_moment(lift)}, because summer time begins in that hour"
        return Diagnosis(message, "Write a time an hour later.")
    message = f"{long_moment(lift)} comes twice, because summer time ends in that hour"
    hint = "The first of the two counts. Write a time outside of that hour to be sure."
    return Diagnosis(message, hint, severity=Severity.WARNING)


def _far_away(lift: datetime, today: date) -> Diagnosis | None:
    if lift.year - today.year <= _FAR_YEARS:
        return None
    message = f"the embargo lifts in {lift.year}, years from now"
    return Diagnosis(message, "Look at the year again.", severity=Severity.WARNING)


def _days(item: Item) -> Iterator[tuple[tuple[str | int, ...], date | None]]:
    """Yield the dates of what is said to have happened."""
    if isinstance(item, Publication):
        if item.status is Status.PUBLISHED:
            yield ("published",), item.published
        for number, change in enumerate(item.changes):
            yield ("changes", number, "date"), change.date
    if isinstance(item, ContactPoint) and item.verified:
        yield ("verified", "on"), item.verified.on
    if isinstance(item, Question):
        yield ("answered_on",), item.answered_on
    yield from _days_of_follow_up(item)
    if isinstance(item, BoardDocument) and item.dated and item.file_state in _TO_BE_HAD:
        yield ("dated",), item.dated.start


def _days_of_follow_up(item: Item) -> Iterator[tuple[tuple[str | int, ...], date | None]]:
    if isinstance(item, (Action, Enquiry)):
        for number, day in enumerate(one.date for one in item.history):
            yield ("history", number, "date"), day.start
    if isinstance(item, Action):
        yield ("as_at",), item.as_at.start
    if isinstance(item, Recommendation):
        for number, step in enumerate(item.progress):
            yield ("progress", number, "date"), step.date.start
