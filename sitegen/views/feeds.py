"""What the Atom feeds hold: reviews, newsletters, and everything that is new or changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitegen.content.markdown import plain
from sitegen.content.values import Prose
from sitegen.models.base import Publication, Status
from sitegen.models.documents import Newsletter
from sitegen.models.pages import Page, Shows
from sitegen.models.reviews import Review

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from sitegen.site.site import Site

LONGEST: Final = 30
"""Entries that a feed holds at most, so that it stays small however the site grows."""

FEEDS: Final = (
    ("/feed.xml", "All updates", Publication),
    ("/reviews/feed.xml", "Reviews", Review),
    ("/child-deaths/newsletters/feed.xml", "Newsletters", Newsletter),
)


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One thing that is new or changed, dated by the day on which it came onto this site."""

    title: str
    url: str
    updated: date
    summary: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of what is new, newest first."""

    title: str
    url: str
    self_url: str
    updated: date
    entries: tuple[FeedEntry, ...]


def feeds(site: Site) -> tuple[Feed, ...]:
    """Give every feed of the site."""
    return tuple(_feed(site, url, title, kind) for url, title, kind in FEEDS)


def _feed(site: Site, url: str, title: str, kind: type[Publication]) -> Feed:
    entries = sorted(_entries(site, site_items(site, kind)), key=_newest_first)[:LONGEST]
    base = site.settings.base_url
    return Feed(
        title=f"{title} – {site.settings.short_name}",
        url=base + url.rpartition("/")[0] + "/",
        self_url=base + url,
        updated=max((entry.updated for entry in entries), default=site.moment.date()),
        entries=tuple(entries),
    )


def site_items(site: Site, kind: type[Publication]) -> tuple[Publication, ...]:
    """Give all records of a type and of the types below it whose page is there to be read."""
    found = (record.item for record in site.records if isinstance(record.item, kind))
    there = (item for item in found if item.has_page and item.status is not Status.WITHDRAWN)
    return tuple(item for item in there if not _is_not_found(item))


def _is_not_found(item: Publication) -> bool:
    return isinstance(item, Page) and item.shows is Shows.NOT_FOUND


def _entries(site: Site, items: Iterable[Publication]) -> Iterator[FeedEntry]:
    base = site.settings.base_url
    for item in items:
        dates = [item.published, *(change.date for change in item.changes)]
        known = [day for day in dates if day]
        if known:
            yield FeedEntry(item.title, base + item.url, max(known), _summary(item))


def _summary(item: Publication) -> str:
    if item.changes:
        return max(item.changes, key=lambda change: change.date).note
    body = getattr(item, "body", None)
    return item.summary or (plain(body)[:200] if isinstance(body, Prose) else "")


def _newest_first(entry: FeedEntry) -> tuple[int, str]:
    return -entry.updated.toordinal(), entry.url
