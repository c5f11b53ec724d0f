"""Where each kind of record has its address: below the page that lists it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from sitegen.models.base import Item, Status
from sitegen.models.documents import ChapterShows, HandbookChapter
from sitegen.models.pages import Page, Shows

SHOWN: Final[Mapping[Shows, str]] = {
    Shows.NOTHING: "Nothing but its words; what a page shows that does not say.",
    Shows.HOME: "The home page: numbers to call, doors, totals and the newest reviews.",
    Shows.HELP: "Whom to call now, with a way to leave quickly.",
    Shows.WORRIES: "Worries from A to Z, each with its line of advice (worries.yml).",
    Shows.REVIEWS: "The register. Each review has its page below it, and the list has a feed.",
    Shows.TIMELINE: "The milestones of all reviews, drawn and as a table.",
    Shows.PROCESS: "How a review proceeds, step by step (processes.yml).",
    Shows.THEMES: "Which review has which theme. A theme with its own page has it below.",
    Shows.RECOMMENDATIONS: "All recommendations, by review; each has its place here.",
    Shows.ACTIONS: "All actions with their state; each has its place here.",
    Shows.OUTSTANDING: "The actions that are not done.",
    Shows.EVIDENCE: "What is known to have come of actions. Each piece has its page below it.",
    Shows.QUESTIONS: "Questions of the public with their answers (questions.yml).",
    Shows.ASKED: "What people asked the body for, and what it answered.",
    Shows.FAMILIES: "How families take part in a review.",
    Shows.PROCEDURES: "Procedures; each has its place here.",
    Shows.BRIEFINGS: "The briefings. Each has its page below it.",
    Shows.DIAGRAM: "A picture of how things hang together, and the same in words (diagrams.yml).",
    Shows.NEWS: "News. Each item has its page below it, and the list has a feed.",
    Shows.EVENTS: "What is to come and what is over. Each event has its page below it.",
    Shows.CAMPAIGNS: "Campaigns. Each has its page below it.",
    Shows.NEWSLETTERS: "The newsletters. Each has its page below it, and the list has a feed.",
    Shows.CONTACT: "How to reach the office, and people by team (people.yml).",
    Shows.CHAIR: "Who chairs the body, from people.yml and groups.yml.",
    Shows.STRUCTURE: "All groups as a tree (groups.yml); each has its place here.",
    Shows.HANDBOOK: "The chapters of the handbook. Each has its page below it.",
    Shows.HANDBOOK_WHOLE: "All chapters on one page, to print.",
    Shows.ROLES: "What each role does (roles.yml).",
    Shows.ACCOUNTABILITY: "Who looked at the body’s work (scrutiny.yml).",
    Shows.DOCUMENTS: "The library. A document with a file or a text has its page below it.",
    Shows.DOCUMENT_LISTS: "The same documents by year, by topic and from A to Z.",
    Shows.DATA: "Figures with their sources, and every list to download.",
    Shows.UPDATES: "What is new and what changed, by day.",
    Shows.GLOSSARY: "Words and abbreviations from A to Z; each has its place here.",
    Shows.SEARCH: "The search.",
    Shows.SITE_MAP: "All pages as a tree.",
    Shows.STATEMENT: "The accessibility statement that the law asks for (statement.yml).",
    Shows.NOT_FOUND: "What a wrong address is answered with.",
}
"""What each word of `shows:` puts below the words of a page; the guide for editors says it."""

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
