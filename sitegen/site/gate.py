"""The gate: decides what the public may see at a moment, and is the only maker of Published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from sitegen.content.record import Record
from sitegen.models.base import Item, Publication, Status
from sitegen.site.withdrawal import notice, traces, withdrawn_together

_PASS: Final = object()
SOMEWHERE: Final = "Europe/London"
"""The clock by which a site is looked at whose own time zone cannot be read."""

_LAST: Final = date.max - timedelta(1)
"""The last day that has a tomorrow."""


class Published:
    """A record that the public may see; it cannot be made outside the gate."""

    __slots__ = ("record",)
    record: Record[Item]

    def __init__(self, record: Record[Item], gate_pass: object) -> None:
        """Refuse to exist without the gate's pass."""
        if gate_pass is not _PASS:
            message = "only the gate makes Published"
            raise TypeError(message)
        object.__setattr__(self, "record", record)

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse every change."""
        message = "Published is frozen"
        raise AttributeError(message)


@dataclass(frozen=True, slots=True)
class Moment:
    """The moment of a build: the only clock there is, in the site's own time zone."""

    time: datetime

    @classmethod
    def of(cls, time: datetime, timezone: str) -> Moment:
        """Take a moment, or a local date and time as meant in a time zone, summer time included."""
        zone = ZoneInfo(timezone)
        return cls(time.astimezone(zone) if time.tzinfo else time.replace(tzinfo=zone))

    def reached(self, local: datetime) -> bool:
        """Return whether a local date and time has come."""
        # Seconds since 1970 are compared, because Python compares the clock faces of two times
        # in one zone, and those repeat in the night when summer time ends.
        return self.time.timestamp() >= local.replace(tzinfo=self.time.tzinfo).timestamp()

    def lasts(self, lift: datetime | None) -> tuple[float, float]:
        """Return this moment and the first at which another build may differ.

        That is the next midnight or the local time of a lift, whichever comes first. Both are
        seconds since 1970.
        """
        today, now = self.time.date(), self.time.timestamp()
        # A clock that has jumped to the last day that Python knows has no tomorrow.
        midnight = datetime.combine(min(today, _LAST) + timedelta(1), datetime.min.time())
        tomorrow = midnight if today <= _LAST else None
        ends = (local.replace(tzinfo=self.time.tzinfo) for local in (tomorrow, lift) if local)
        return now, min((end.timestamp() for end in ends), default=now)


class Gate(NamedTuple):
    """What passed and what was held back."""

    published: tuple[Published, ...]
    withheld: tuple[Record[Item], ...]

    @property
    def lifts(self) -> tuple[EmbargoLift, ...]:
        """Return the embargoes that are still to lift, the next one first."""
        lifts = (
            EmbargoLift(record.item.publish_at, record)
            for record in self.withheld
            if record.item.publish_at and not record.item.unannounced
        )
        return tuple(sorted(lifts, key=lambda lift: (lift.at, lift.record.origin)))


class EmbargoLift(NamedTuple):
    """A record that will become public, and the local time from which it is."""

    at: datetime
    record: Record[Item]


def gate(records: Iterable[Record[Item]], moment: Moment, *, preview: bool) -> Gate:
    """Let through what is published at a moment; a preview also shows what is not yet public.

    Of a withdrawn record only its notice passes: what it said and the files that it named stay
    behind. A review takes its recommendations with it.
    """
    published: list[Published] = []
    withheld: list[Record[Item]] = []
    records = withdrawn_together(records)
    taken_down = traces(records)
    for record in records:
        item = record.item
        if _public(item, moment) or (preview and not item.never_preview):
            published.append(Published(notice(record, taken_down), _PASS))
        else:
            withheld.append(record)
    return Gate(tuple(published), tuple(withheld))


def _public(item: Item, moment: Moment) -> bool:
    """Return whether the public may see a record: only in a state that is known to be public."""
    if item.unannounced:
        return False
    match item.status:
        case Status.PUBLISHED:
            return True
        case Status.WITHDRAWN:
            # Only what has a page, or a place on one, has where to say that it is gone.
            return isinstance(item, Publication) or bool(item.address)
        case Status.SCHEDULED:
            return item.publish_at is not None and moment.reached(item.publish_at)
        case _:
            return False
