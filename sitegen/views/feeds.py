"""What the Atom feeds hold: all that is new, changed or done, and each list that has a page."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.models.base import Item
from sitegen.models.documents import Newsletter
from sitegen.models.follow_up import Action
from sitegen.models.news import CalendarEvent, NewsItem
from sitegen.models.pages import Page, Shows
from sitegen.models.reviews import Review
from sitegen.views import events
from sitegen.views.lookup import not_withdrawn, page_showing, per_site
from sitegen.views.updates import Update, UpdateKind, opening, updates

if TYPE_CHECKING:
    from sitegen.site.site import Site

LONGEST: Final = 30
"""Entries that a feed holds at most, so that it stays small however the site grows."""

MANY: Final = 10
"""Pages that are only new of which the feed of everything tells on one day."""

FILE: Final = "feed.xml"
"""What each feed is called; it stands beside the page that lists the same."""
_LISTS: Final[tuple[tuple[Shows, str, type[Item]], ...]] = (
    (Shows.REVIEWS, "Reviews", Review),
    (Shows.ACTIONS, "Finished actions", Action),
    (Shows.NEWS, "News", NewsItem),
    (Shows.EVENTS, "Training and events", CalendarEvent),
)
"""The pages that have a feed of their own beside them: of what, and under which title."""

WITH_A_FEED: Final = frozenset((*(shows for shows, _, _ in _LISTS), Shows.NEWSLETTERS))
"""What a page shows that has a feed beside it."""

_SECONDS_OF_A_RANK: Final = 360
_RANKS: Final = Item.news_rank


class FeedEntry(NamedTuple):
    """One thing that is new, changed or done."""

    title: str
    url: str
    updated: datetime
    summary: str
    noun: str


class Feed(NamedTuple):
    """A list of what is new, newest first."""

    label: str
    title: str
    path: str
    """Its own address on the site."""

    url: str
    """The page that shows the same."""

    self_url: str
    updated: datetime
    entries: tuple[FeedEntry, ...]


def subscriptions(page: Page) -> tuple[str, ...]:
    """Return the names of the files beside a page to which programs subscribe."""
    feed = (FILE,) if page.shows in WITH_A_FEED else ()
    return (*feed, events.FILE) if page.shows is Shows.EVENTS else feed


@per_site
def feeds(site: Site) -> tuple[Feed, ...]:
    """Return every feed of the site, the one of everything first."""
    everything = page_showing(site, Shows.UPDATES)
    url = everything.url if everything else "/"
    every = [_feed(site, "All updates", f"/{FILE}", (url, _what_matters(site)))]
    for shows, label, kind in _LISTS:
        if page := page_showing(site, shows):
            newest = [update for update in _latest(site) if isinstance(update.entry.item, kind)]
            every.append(_feed(site, label, page.url + FILE, (page.url, newest)))
    every.extend(_series(site))
    return tuple(every)


def _series(site: Site) -> Iterator[Feed]:
    """Yield a feed for each series of newsletters."""
    issues = [update for update in _latest(site) if isinstance(update.entry.item, Newsletter)]
    for page in not_withdrawn(site, Page):
        if page.shows is Shows.NEWSLETTERS:
            newest = [update for update in issues if update.entry.item.url.startswith(page.url)]
            yield _feed(site, page.label, page.url + FILE, (page.url, newest))


def _feed(site: Site, label: str, path: str, source: tuple[str, Iterable[Update]]) -> Feed:
    url, newest = source
    base = site.settings.base_url
    told_last = sorted(tuple(newest)[:LONGEST], key=_newest_first)
    entries = sorted(_entries(site, told_last), key=lambda entry: entry.updated, reverse=True)
    opened = _begins(site, site.moment.date())
    return Feed(
        label=label,
        title=f"{label} – {site.settings.short_name}",
        path=path,
        url=base + url,
        self_url=base + path,
        updated=max((entry.updated for entry in entries), default=opened),
        entries=tuple(entries),
    )


def _what_matters(site: Site) -> Iterator[Update]:
    """Yield what everybody should hear of, the newest first.

    A site that opens does not tell of each of its pages, nor does a day on which many came: then
    the feed would hold nothing else.
    """
    opened = opening(site)
    crowd: Counter[date] = Counter()
    for update in _latest(site):
        if update.kind is UpdateKind.NEW and update.rank == _RANKS:
            crowd[update.day] += 1
            if update.day == opened or crowd[update.day] > MANY:
                continue
        yield update


@per_site
def _latest(site: Site) -> tuple[Update, ...]:
    """Return the last that is told of each record, the newest first."""
    last: dict[str, Update] = {}
    for update in updates(site):
        latest = last.setdefault(update.entry.item.url, update)
        # Of one day, what changed says more than that it is new.
        if latest.day == update.day and update.kind is UpdateKind.CHANGED:
            last[update.entry.item.url] = update
    return tuple(sorted(last.values(), key=_newest_first))


def _newest_first(update: Update) -> tuple[int, int, str]:
    return -update.day.toordinal(), update.rank, update.entry.item.url


def _entries(site: Site, newest: Iterable[Update]) -> Iterator[FeedEntry]:
    """Yield an entry for each update, at a moment of its own in the first hour of its day.

    Only the day is known. Feed readers show the newest first and take two entries of one moment
    for a mistake, so what matters more is a few minutes later, the same at every build.
    """
    taken: set[tuple[date, int, int]] = set()
    for update in newest:
        item = update.entry.item
        second = zlib.crc32(item.url.encode()) % _SECONDS_OF_A_RANK
        while (update.day, update.rank, second) in taken:
            second = (second - 1) % _SECONDS_OF_A_RANK
        taken.add((update.day, update.rank, second))
        seconds = (_RANKS - update.rank) * _SECONDS_OF_A_RANK + second
        moment = _begins(site, update.day) + timedelta(seconds=seconds)
        done = f"{UpdateKind.DONE}: " if update.kind is UpdateKind.DONE else ""
        title, words = done + update.entry.label, update.words or update.entry.label
        url = site.settings.base_url + item.url
        yield FeedEntry(title, url, moment, words, type(item).noun())


def _begins(site: Site, day: date) -> datetime:
    """Return when a day has begun by the clock of the board and in UTC."""
    clocks = (UTC, site.moment.tzinfo)
    return max(datetime.combine(day, time(), clock) for clock in clocks).astimezone(UTC)
