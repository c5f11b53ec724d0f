"""What lies in the future is not said as if it had come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from sitegen.checks.references import Withheld
from sitegen.content.dates import PartialDate, long_moment
from sitegen.content.entry import Path, named
from sitegen.content.record import Record, of_type
from sitegen.issues.issue import Diagnosis, Issue, Origin, Severity
from sitegen.models.base import Item, Status
from sitegen.models.days import days, span, worded
from sitegen.models.documents import BoardDocument, FileState
from sitegen.models.news import CalendarEvent, Campaign
from sitegen.models.review_types import ReviewStatus
from sitegen.models.reviews import Review
from sitegen.site.site import Site

if TYPE_CHECKING:
    from sitegen.models.settings import Statement

_SCHEDULE: Final = (
    "To publish later, write ⟦status: scheduled⟧ and ⟦publish_at:⟧ with the day and time."
)
_HAPPENED: Final = "Write the day on which it happened."
_TO_BE_HAD: Final = (FileState.AVAILABLE, FileState.ELSEWHERE)
_FAR_YEARS: Final = 2
"""Years ahead for which somebody may hold back a page or invite others; more is a slip."""

_FAR_PLANS: Final = 10
"""Years ahead for which somebody may set a day by which something is done."""

_JUST_PASSED: Final = timedelta(31)
_PASSED: Final = (
    "If it is to wait, correct the day. If it is public already, write ⟦status: published⟧ and "
    "take ⟦publish_at⟧ out."
)
_LOOK: Final = "Look at the year again."


def nothing_is_dated_ahead(site: Site) -> Iterator[Issue]:
    """A date by itself holds nothing back; only “scheduled” does."""
    today = site.moment.date()
    if site.preview:
        return
    for record in site.records:
        for field, day in _happened(record.item):
            if span(day)[0] > today:
                message = f"{worded(day)} has not come yet"
                if field == ("published",):
                    message += ", and the page would be public at once"
                hint = _SCHEDULE if field == ("published",) else _HAPPENED
                yield record.error(field, message, hint)
    for field, day in _happened(site.statement):
        if span(day)[0] > today:
            message = f"{worded(day)} has not come yet"
            yield Issue(Origin("statement.yml"), message, _HAPPENED, field=named(field))


def _happened(item: Item | Statement) -> Iterator[tuple[Path, date | PartialDate]]:
    """Yield the days of what is said to have happened, which is every day that is no plan."""
    underway = isinstance(item, Review) and item.review_status is not ReviewStatus.PUBLISHED
    awaited = isinstance(item, BoardDocument) and item.file_state not in _TO_BE_HAD
    for path, day in days(item):
        planned = _is_plan(item, path)
        expected = (underway and path[0] == "milestones") or (awaited and path == ("dated",))
        if not planned and not expected:
            yield path, day


def _is_plan(item: Item | Statement, path: Path) -> bool:
    return path[-1] in item.plans or path[-1] in {"publish_at", "review_by"}


def embargoes_lift_at_one_moment(site: Site, unseen: Withheld) -> Iterator[Issue]:
    """An embargo lifts at a time that the clock shows, and shows once, and not in ages to come."""
    zone = ZoneInfo(site.settings.timezone)
    for record in (*site.records, *unseen.withheld):
        lift = record.item.publish_at
        if not lift:
            continue
        if diagnosis := _at_the_change(lift, zone) or _far_away(lift, site.moment.date()):
            yield Issue(record.entry.place(("publish_at",)), *diagnosis, field="publish_at")


def embargoes_lie_ahead(
    site: Site, records: Iterable[Record[Item]], ledger: Mapping[str, int]
) -> Iterator[Issue]:
    """What is scheduled and was never public has its moment ahead of it.

    In January the year of yesterday is typed by habit, and a review comes out at once. The ledger
    learns of a lift only at the next build here, so a moment that has just passed is a warning.
    """
    now = site.moment.replace(tzinfo=None)
    for record in () if site.preview else records:
        item = record.item
        lift = item.publish_at if item.status is Status.SCHEDULED else None
        if lift and lift <= now and item.url and item.url not in ledger:
            tell = record.warning if now - lift < _JUST_PASSED else record.error
            message = (
                f"{long_moment(lift)} has passed, so this is public as soon as the site is built"
            )
            yield tell("publish_at", message, _PASSED)


def events_are_at_times_that_clocks_show(site: Site, unseen: Withheld) -> Iterator[Issue]:
    """An event does not begin or end in the hour that summer time leaves out."""
    zone = ZoneInfo(site.settings.timezone)
    for record in of_type((*site.records, *unseen.withheld), CalendarEvent):
        event = record.item
        if not event.has_time:
            continue
        for name in ("starts", "ends"):
            moment = getattr(event, name)
            diagnosis = _at_the_change(moment, zone) if isinstance(moment, datetime) else None
            if diagnosis and diagnosis.severity is Severity.ERROR:
                yield Issue(record.entry.place((name,)), *diagnosis, field=name)


def plans_are_for_likely_years(site: Site) -> Iterator[Issue]:
    """Advice: what is planned for many years ahead has most likely a slip in its year."""
    year = site.moment.year
    for record in site.records:
        near = isinstance(record.item, CalendarEvent | Campaign)
        for path, day in days(record.item):
            ahead = span(day)[0].year - year
            if _is_plan(record.item, path) and ahead > (_FAR_YEARS if near else _FAR_PLANS):
                message = f"{worded(day)} is {ahead} years from now"
                yield record.warning(path, message, _LOOK)


def _at_the_change(lift: datetime, zone: ZoneInfo) -> Diagnosis | None:
    """Explain what is wrong with a time in the night in which the clocks are changed."""
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
    return Diagnosis(message, _LOOK, severity=Severity.WARNING)
