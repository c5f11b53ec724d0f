"""Where each kind of record has its address: below the page that lists it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from sitegen.models.base import Item, Status
from sitegen.models.documents import ChapterShows, HandbookChapter
from sitegen.models.pages import Page, Shows

PLACES_BELOW: Final[Mapping[Shows, tuple[str, ...]]] = {
    Shows.REVIEWS: ("oldest-first", "status", "kind", "year"),
    Shows.TIMELINE: (),
    Shows.RECOMMENDATIONS: ("by-state", "by-year", "by-body", "by-theme", "by-review"),
    Shows.ACTIONS: ("by-state", "by-owner", "by-theme"),
    Shows.OUTSTANDING: ("by-state", "by-owner", "by-theme"),
    Shows.ASKED: ("by-outcome",),
    Shows.EVIDENCE: (),
    Shows.NEWS: ("year",),
    Shows.EVENTS: ("past",),
    Shows.CAMPAIGNS: ("earlier",),
    Shows.NEWSLETTERS: (),
    Shows.DOCUMENTS: ("by-way", "by-kind"),
    Shows.DOCUMENT_LISTS: ("by-title", "by-year", "by-topic", "a-to-z"),
    Shows.UPDATES: (),
}
"""The lists that may be long, with the first part of each address below them that is the list’s
own: once it is long, or once something is over, no record may stand there."""

_RANK: Final = (Status.PUBLISHED, Status.SCHEDULED, Status.DRAFT, Status.WITHDRAWN)
"""Of several pages that show the same, the one that readers meet first gives the address.

A draft or withdrawn page alone gives it too: publishing a page must move no other.
"""

_IN_CHAPTERS: Final[Mapping[ChapterShows, Shows]] = {
    ChapterShows.GROUPS: Shows.STRUCTURE,
    ChapterShows.RECORD: Shows.ACCOUNTABILITY,
    ChapterShows.ROLES: Shows.ROLES,
}
"""What a chapter of the handbook shows in place of a page."""


def by_pages(pages: Iterable[Page]) -> Mapping[str, str]:
    """Return the address of the page that shows each word of `Shows`."""
    lists = [page for page in pages if page.id and page.shows and page.shows is not Shows.NOTHING]
    return _first((page.status, page.shows, page.url) for page in lists)


def by_chapters(chapters: Iterable[HandbookChapter]) -> Mapping[str, str]:
    """Return the address of the chapter that shows what a page may show as well."""
    return _first(
        (chapter.status, _IN_CHAPTERS[chapter.shows], chapter.url)
        for chapter in chapters
        if chapter.id and chapter.shows
    )


def below(model: type[Item], places: Mapping[str, str]) -> str:
    """Return the address of the page below which the addresses of a type are, if it has such."""
    if not model.listed_by or model.address.startswith("/"):
        return ""
    return places.get(model.listed_by) or f"/{model.listed_by}/"


def _first(pages: Iterable[tuple[Status | None, Shows, str]]) -> Mapping[str, str]:
    places: dict[str, str] = {}
    for _, shows, url in sorted(pages, key=_order):
        places.setdefault(shows, url)
    return places


def _order(page: tuple[Status | None, Shows, str]) -> tuple[int, int, str]:
    status, _, url = page
    # Of a page with faults, its status may be what cannot be read.
    rank = _RANK.index(status) if status else len(_RANK)
    return rank, url.count("/"), url
