"""What is new on the site, what changed and what was done, for the page of updates and feeds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Final

from sitegen.content.markdown import plain
from sitegen.content.values import Precision, Prose
from sitegen.models.base import Item, Publication
from sitegen.models.reviews import Action, ActionState
from sitegen.views.directory import DirectoryEntry, named_apart, records
from sitegen.views.lookup import not_withdrawn, per_site

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.site.site import Site

LAUNCH: Final = 20
"""Pages that came on the first day of a site, from which that day is told as its opening."""

WORDS: Final = 200
"""Letters of a text that stand for it where it has no summary."""


class UpdateKind(StrEnum):
    """What is told of a record."""

    DONE = "Done"
    CHANGED = "Changed"
    NEW = "New"


@dataclass(frozen=True, slots=True)
class Update:
    """One thing that is new, changed or done on a day."""

    day: date
    kind: UpdateKind
    entry: DirectoryEntry
    words: str
    """What changed or was done; of what is new, what it says of itself."""

    @property
    def rank(self) -> int:
        """Return its place among what is told of one day, the smallest first."""
        own = type(self.entry.item).news_rank
        return min(own, Item.news_rank - 1) if self.kind is UpdateKind.CHANGED else own


@dataclass(frozen=True, slots=True)
class UpdateGroup:
    """What is told of one day in one way."""

    kind: UpdateKind
    updates: tuple[Update, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """What came onto the site on one day, what changed and what was done."""

    date: date
    groups: tuple[UpdateGroup, ...]
    opened: int = 0
    """How many pages the site opened with on this day, if it did."""


@dataclass(frozen=True, slots=True)
class Updates:
    """What is new, what changed and what was done, by day."""

    days: tuple[Day, ...]


def updates_page(site: Site) -> Updates:
    """Arrange the page of updates."""
    return Updates(days(site, updates(site)))


@per_site
def updates(site: Site) -> tuple[Update, ...]:
    """Return all that is told, the newest day first, and of one day what matters most."""
    entries = named_apart(site, (one for one in records(site) if isinstance(one, Publication)))
    found = [*(update for entry in entries for update in _of_publication(entry)), *_done(site)]
    return tuple(sorted(found, key=_newest_first))


def _of_publication(entry: DirectoryEntry) -> Iterator[Update]:
    item = entry.item
    if isinstance(item, Publication):
        for change in item.changes:
            yield Update(change.date, UpdateKind.CHANGED, entry, change.note)
        if item.published:
            yield Update(item.published, UpdateKind.NEW, entry, about(item))


def _done(site: Site) -> Iterator[Update]:
    """Give the actions that are done and of which the very day is known; none is invented."""
    for action in not_withdrawn(site, Action):
        last = action.history[-1]
        if action.state is ActionState.DONE and last.date.precision is Precision.DAY:
            entry = DirectoryEntry(action.title, action)
            yield Update(last.date.start, UpdateKind.DONE, entry, last.note)


def about(item: Item) -> str:
    """Return what a record says of itself, in a sentence or in its first words."""
    summary: str = getattr(item, "summary", "")
    texts = (getattr(item, name, None) for name in ("about", "plain_explanation", "body"))
    words = (plain(text) for text in texts if isinstance(text, Prose))
    return summary or _shortened(next((text for text in words if text), ""))


def _shortened(text: str) -> str:
    return text if len(text) <= WORDS else text[:WORDS].rpartition(" ")[0] + "…"


def _newest_first(update: Update) -> tuple[int, int, str, str]:
    return -update.day.toordinal(), update.rank, update.kind, update.entry.item.url


@per_site
def opening(site: Site) -> date | None:
    """Return the day on which the site opened, if it opened with many pages at once."""
    new = [update.day for update in updates(site) if update.kind is UpdateKind.NEW]
    first = min(new, default=None)
    return first if first and new.count(first) > LAUNCH else None


def days(site: Site, told: Iterable[Update]) -> tuple[Day, ...]:
    """Arrange updates by day; that the site opened is told in one line."""
    opened = opening(site)
    return tuple(
        _day(day, tuple(found), opens=day == opened)
        for day, found in groupby(told, key=lambda update: update.day)
    )


def _day(day: date, found: tuple[Update, ...], *, opens: bool) -> Day:
    new = tuple(one for one in found if one.kind is UpdateKind.NEW)
    groups = (
        UpdateGroup(kind, shown)
        for kind in UpdateKind
        if (shown := tuple(one for one in found if one.kind is kind))
        and not (opens and kind is UpdateKind.NEW)
    )
    return Day(day, tuple(groups), len(new) if opens else 0)
