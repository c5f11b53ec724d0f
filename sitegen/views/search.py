"""What the search knows of the site: filters, words that mean the same, what comes first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitegen.models.documents import BoardDocument, Newsletter
from sitegen.models.pages import Page, Shows, Term
from sitegen.models.people import ContactPoint
from sitegen.models.reviews import Briefing, Event, Review
from sitegen.views import directory
from sitegen.views.lookup import get_many, get_or_none, not_withdrawn, page_showing, pages_below
from sitegen.views.reviews import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.content.values import PartialDate
    from sitegen.models.base import Item
    from sitegen.site.site import Site

_FIRST: Final = "Start here"
_PAGES: Final = "Pages"
_HELP: Final = "Getting help"
_KINDS: Final = {
    "review": "Reviews",
    "briefing": "Briefings",
    "theme": "Themes",
    "document": "Documents",
    "newsletter": "Newsletters",
    "chapter": "Handbook",
}
"""What a filter calls the records of a kind, in the order in which it offers them."""


@dataclass(frozen=True, slots=True)
class Search:
    """The form’s choices, whom to call, and the ways to find a page without a search."""

    kinds: tuple[str, ...]
    years: tuple[int, ...]
    urgent: tuple[ContactPoint, ...]
    letters: tuple[directory.Letter, ...]
    topics: tuple[Page, ...]
    site_map: Page | None
    help_page: Page | None


@dataclass(frozen=True, slots=True)
class Facets:
    """What filters know about a page: its kind, and the years that it is about."""

    kind: str
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Pin:
    """A page that comes first when somebody searches for one of its words."""

    url: str
    title: str
    summary: str
    words: tuple[str, ...]
    note: str
    urgent: bool = False
    """Whether the numbers to call come with it."""


def search(site: Site) -> Search:
    """Arrange the search page."""
    found = [facets(site, item) for item in directory.records(site)]
    kinds = {one.kind for one in found}
    return Search(
        kinds=tuple(kind for kind in (_HELP, *_KINDS.values(), _PAGES) if kind in kinds),
        years=tuple(sorted({year for one in found for year in one.years}, reverse=True)),
        urgent=get_many(site, ContactPoint, site.settings.urgent_contacts),
        letters=directory.letters(site),
        topics=get_many(site, Page, site.settings.menu),
        site_map=page_showing(site, Shows.SITE_MAP),
        help_page=get_or_none(site, Page, site.settings.help_page),
    )


def facets(site: Site, item: Item | None) -> Facets:
    """Give the kind and the years by which a page can be filtered."""
    if isinstance(item, Page):
        return Facets(_HELP if item.shows in (Shows.HELP, Shows.WORRIES) else _PAGES)
    if item is None:
        return Facets(_PAGES)
    return Facets(_KINDS.get(item.kind, _PAGES), _years(_date(site, item)))


def pins(site: Site) -> tuple[Pin, ...]:
    """Give the pages that come first for their own words, the help page before all others."""
    return (*_pinned_pages(site), *_pinned_reviews(site))


def synonyms(site: Site) -> tuple[tuple[str, ...], ...]:
    """Give the groups of words that the glossary says mean the same."""
    groups = ((term.term, term.expansion, *term.synonyms) for term in not_withdrawn(site, Term))
    apart = (tuple(dict.fromkeys(word.lower() for word in group if word)) for group in groups)
    return tuple(group for group in apart if len(group) > 1)


def _pinned_pages(site: Site) -> Iterator[Pin]:
    top = get_or_none(site, Page, site.settings.help_page)
    helping = {page.id for page in (top, *pages_below(site, top)) if page}
    found = [page for page in not_withdrawn(site, Page) if page.search_words]
    for page in sorted(found, key=lambda page: (page is not top, page.order, page.id)):
        urgent = page.id in helping
        yield Pin(page.url, page.title, page.summary, page.search_words, _FIRST, urgent=urgent)


def _pinned_reviews(site: Site) -> Iterator[Pin]:
    """A review comes before the papers about it for the names that its report uses."""
    for review in listed(site):
        found = facets(site, review)
        note = ", ".join((found.kind, *map(str, found.years)))
        yield Pin(review.url, review.title, review.summary, (review.id, *review.pseudonyms), note)


def _date(site: Site, item: Item) -> PartialDate | None:
    """Give the date that visitors know a record by, which is not the day it came onto this site."""
    if isinstance(item, Briefing):
        item = get_or_none(site, Review, item.review) or item
    if isinstance(item, Review):
        milestone = item.milestone(Event.PUBLISHED)
        return milestone.date if milestone else None
    if isinstance(item, BoardDocument):
        return item.dated
    return item.issue if isinstance(item, Newsletter) else None


def _years(date: PartialDate | None) -> tuple[int, ...]:
    return tuple(range(date.start.year, date.end.year + 1)) if date else ()
