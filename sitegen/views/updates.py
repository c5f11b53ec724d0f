"""What is new on the site, what changed and what was done, for the page of updates and feeds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.content.dates import Precision
from sitegen.content.markdown import plain
from sitegen.content.values import Prose
from sitegen.models.base import Item, Publication
from sitegen.models.follow_up import Action, ActionState, Progress, Recommendation
from sitegen.models.pages import Page, Shows
from sitegen.models.reviews import Review
from sitegen.views.directory import DirectoryEntry, named_apart
from sitegen.views.lookup import get_or_none, not_withdrawn, per_site
from sitegen.views.sheets import Sheet, Way, sheets

if TYPE_CHECKING:
    from sitegen.site.site import Site

LAUNCH: Final = 8
"""Pages that came on the day of the home page beside it, from which that day is the opening."""

WORDS: Final = 200
"""Letters of a text that stand for it where it has no summary."""


class UpdateKind(StrEnum):
    """What is told of a record."""

    DONE = "Done"
    CHANGED = "Changed"
    NEW = "New"


class Update(NamedTuple):
    """One thing that is new, changed or done on a day."""

    day: date
    kind: UpdateKind
    entry: DirectoryEntry
    words: str
    """What changed or was done; of what is new, what it says of itself."""

    @property
    def rank(self) -> int:
        """Return its place among what is told of one day, the smallest first."""
        usual = type(self.entry.item).news_rank
        return min(usual, Item.news_rank - 1) if self.kind is UpdateKind.CHANGED else usual


class UpdateGroup(NamedTuple):
    """What is told of one day in one way."""

    kind: UpdateKind
    updates: tuple[Update, ...]


class UpdatesDay(NamedTuple):
    """What came onto the site on one day, what changed and what was done."""

    date: date
    groups: tuple[UpdateGroup, ...]
    opened: int = 0
    """How many pages the site opened with on this day, if it did."""


class UpdateList(NamedTuple):
    """One page of what is new, what changed and what was done, by day."""

    sheet: Sheet[Update]
    days: tuple[UpdatesDay, ...]


def update_lists(site: Site, base: str) -> Iterator[UpdateList]:
    """Arrange the pages of updates; that the site opened is told in one line."""
    opened = opening(site)
    pages = sum(_opens(update, opened) for update in updates(site))
    shown = tuple(update for update in updates(site) if not _opens(update, opened))
    for sheet in sheets((Way("Order", "newest first", "", shown),), base, "Updates"):
        days = tuple(
            _day(day, entries) for day, entries in groupby(sheet.entries, key=attrgetter("day"))
        )
        if opened and (sheet.number == sheet.pages or days[-1].date <= opened):
            days, opened = _with_opening(days, opened, pages), None
        yield UpdateList(sheet, days)


@per_site
def updates(site: Site) -> tuple[Update, ...]:
    """Return all that is told, the newest day first, and of one day what matters most."""
    entries = named_apart(site, _with_a_page(site))
    every = [*(update for entry in entries for update in _of_publication(entry)), *_done(site)]
    return tuple(sorted(every, key=_newest_first))


def _with_a_page(site: Site) -> Iterator[Publication]:
    for item in sorted(not_withdrawn(site, Publication), key=lambda item: item.url):
        if item.has_page and not (isinstance(item, Page) and item.shows is Shows.NOT_FOUND):
            yield item


def _of_publication(entry: DirectoryEntry) -> Iterator[Update]:
    item = entry.item
    if isinstance(item, Publication):
        for change in item.changes:
            yield Update(change.date, UpdateKind.CHANGED, entry, change.note)
        if item.published:
            yield Update(item.published, UpdateKind.NEW, entry, about(item))


def _done(site: Site) -> Iterator[Update]:
    """Yield what is done and of which the very day is known; none is invented."""
    for action in not_withdrawn(site, Action):
        last = action.history[-1]
        if action.state is ActionState.DONE and last.date.precision is Precision.DAY:
            entry = DirectoryEntry(action.title, action)
            yield Update(last.date.start, UpdateKind.DONE, entry, last.note)
    for recommendation in not_withdrawn(site, Recommendation):
        word, review = recommendation.last_word, get_or_none(site, Review, recommendation.review)
        done = word is not None and word.progress is Progress.DONE
        if word and review and done and word.date.precision is Precision.DAY:
            entry = DirectoryEntry(f"{recommendation.label} of {review.title}", recommendation)
            yield Update(word.date.start, UpdateKind.DONE, entry, word.note)


def about(item: Item) -> str:
    """Return what a record says of itself, in a sentence or in its first words."""
    summary: str = getattr(item, "summary", "")
    texts = (getattr(item, name, None) for name in ("about", "plain_explanation", "body"))
    words = (plain(text) for text in texts if isinstance(text, Prose))
    return summary or shortened(next((text for text in words if text), ""), WORDS)


def shortened(text: str, most: int) -> str:
    """Return the first words of a text, within a number of letters."""
    return text if len(text) <= most else text[:most].rpartition(" ")[0] + "…"


def _newest_first(update: Update) -> tuple[int, int, str, str]:
    return -update.day.toordinal(), update.rank, update.kind, update.entry.item.url


@per_site
def opening(site: Site) -> date | None:
    """Return the day on which the site opened, which is that of its home page, if many came then.

    News and newsletters that an earlier site told of bear the days of that site.
    """
    new = [update for update in updates(site) if update.kind is UpdateKind.NEW]
    home = next((update.day for update in new if update.entry.item.url == "/"), None)
    return home if sum(update.day == home for update in new) > LAUNCH else None


def _opens(update: Update, opened: date | None) -> bool:
    return update.day == opened and update.kind is UpdateKind.NEW


def _day(day: date, entries: Iterable[Update]) -> UpdatesDay:
    of_day = tuple(entries)
    of_kind = ((kind, tuple(u for u in of_day if u.kind is kind)) for kind in UpdateKind)
    return UpdatesDay(day, tuple(UpdateGroup(kind, shown) for kind, shown in of_kind if shown))


def _with_opening(days: tuple[UpdatesDay, ...], opened: date, pages: int) -> tuple[UpdatesDay, ...]:
    """Say on the day of the opening, in its place among the others, with how many pages it was."""
    others = [day for day in days if day.date != opened]
    first = next((day for day in days if day.date == opened), UpdatesDay(opened, ()))
    every = (*others, first._replace(opened=pages))
    return tuple(sorted(every, key=lambda day: day.date, reverse=True))
