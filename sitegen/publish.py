"""The gate: decides what the public may see at a moment, and is the only maker of Published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from sitegen.content.record import Record
from sitegen.models.base import Item, Status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

_PASS: Final = object()


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
    def of(cls, local: datetime, timezone: str) -> Moment:
        """Take a local date and time as meant in a time zone, summer time included."""
        return cls(local.replace(tzinfo=ZoneInfo(timezone)))

    def reached(self, local: datetime) -> bool:
        """Say whether a local date and time has come."""
        # Seconds since 1970 are compared, because Python compares the clock faces of two times
        # in one zone, and those repeat in the night when summer time ends.
        return self.time.timestamp() >= local.replace(tzinfo=self.time.tzinfo).timestamp()


@dataclass(frozen=True, slots=True)
class Gate:
    """What passed and what was held back."""

    published: tuple[Published, ...]
    withheld: tuple[Record[Item], ...]


def gate(records: Iterable[Record[Item]], moment: Moment, *, preview: bool) -> Gate:
    """Let through what is published at a moment; a preview also shows what is not yet public."""
    published: list[Published] = []
    withheld: list[Record[Item]] = []
    for record in records:
        if preview or _public(record.item, moment):
            published.append(Published(record, _PASS))
        else:
            withheld.append(record)
    return Gate(tuple(published), tuple(withheld))


def _public(item: Item, moment: Moment) -> bool:
    """Say yes only to states that are known to be public; whatever else comes, is held back."""
    if item.unannounced:
        return False
    match item.status:
        case Status.PUBLISHED | Status.WITHDRAWN:
            return True
        case Status.SCHEDULED:
            return item.publish_at is not None and moment.reached(item.publish_at)
        case _:
            return False
