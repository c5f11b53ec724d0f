"""What lies in the future is not said as if it had come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.content.values import long_date
from sitegen.issues.issue import Issue, Origin
from sitegen.models.base import Publication, Status
from sitegen.models.pages import Question
from sitegen.models.people import ContactPoint
from sitegen.site.site import named

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sitegen.models.base import Item
    from sitegen.site.site import Site

RULE: Final = "embargo"
_SCHEDULE: Final = (
    "To publish later, write “status: scheduled” and “publish_at:” with the day and time."
)
_HAPPENED: Final = "Write the day on which it happened."


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
                yield Issue(place, RULE, message, hint, field=name)
    for name in ("prepared_on", "reviewed_on", "tested_on"):
        day = getattr(site.statement, name)
        if day > today:
            message = f"{long_date(day)} has not come yet"
            yield Issue(Origin("statement.yml"), RULE, message, _HAPPENED, field=name)


def _days(item: Item) -> Iterator[tuple[tuple[str | int, ...], date | None]]:
    """Give the dates of what is said to have happened."""
    if isinstance(item, Publication):
        if item.status is Status.PUBLISHED:
            yield ("published",), item.published
        for number, change in enumerate(item.changes):
            yield ("changes", number, "date"), change.date
    if isinstance(item, ContactPoint) and item.verified:
        yield ("verified", "on"), item.verified.on
    if isinstance(item, Question):
        yield ("answered_on",), item.answered_on
