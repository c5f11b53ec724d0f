"""What the search knows of the site: filters, words that mean the same, what comes first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from sitegen.content.dates import PartialDate
from sitegen.models import COLLECTIONS
from sitegen.models.base import Findable, Item
from sitegen.models.glossary import Term
from sitegen.models.pages import Audience, Page, Shows
from sitegen.models.people import ContactPoint
from sitegen.models.reviews import Briefing, Review
from sitegen.models.worries import Worry
from sitegen.site.site import Site
from sitegen.views import directory, worries
from sitegen.views.lookup import get_many, get_or_none, not_withdrawn, page_showing, pages_below
from sitegen.views.reviews import listed

_PAGE: Final = "Page"
_HELP: Final = "Getting help"
_APART: Final = (Page, Review)
"""Types that come first by more than their titles, see below."""

_LISTED: Final = tuple(
    kind for kind in COLLECTIONS.values() if issubclass(kind, Findable) and kind not in _APART
)
_NOUNS: Final = tuple(kind.noun() for kind in COLLECTIONS.values() if kind.template)
KINDS: Final = tuple(dict.fromkeys((_HELP, *(noun for noun in _NOUNS if noun != _PAGE), _PAGE)))
"""What a result is called by the kind of its record, and what the filter offers."""


class Search(NamedTuple):
    """Whom to call, and the ways to find a page without a search."""

    lines: tuple[ContactPoint, ...]
    letters: tuple[directory.Letter, ...]
    topics: tuple[Page, ...]
    site_map: Page | None
    help_page: Page | None


class Facets(NamedTuple):
    """What filters know about a page: its kind, and the years that it is about."""

    kind: str
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """Whom to call, as a result shows it."""

    title: str
    phone: str
    href: str


@dataclass(frozen=True, slots=True)
class Pin:
    """What is shown first, and at once, when somebody searches for one of its words."""

    url: str
    title: str
    summary: str
    words: tuple[str, ...]
    kind: str
    years: tuple[int, ...] = ()
    lines: tuple[Line, ...] = ()
    urgent: bool = False
    """Whether the numbers to call come with it."""
    answers: bool = False
    """Whether it answers what people ask of the board."""
    audience: str = ""
    """Whom the page is for, where that is one kind of reader."""


def search(site: Site) -> Search:
    """Arrange the search page."""
    keys = dict.fromkeys((*site.settings.urgent_contacts, *site.settings.support_contacts))
    return Search(
        lines=get_many(site, ContactPoint, tuple(keys)),
        letters=directory.letters(site),
        topics=get_many(site, Page, site.settings.menu),
        site_map=page_showing(site, Shows.SITE_MAP),
        help_page=get_or_none(site, Page, site.settings.help_page),
    )


def facets(site: Site, item: Item | None) -> Facets:
    """Return the kind and the years by which a page can be filtered."""
    if isinstance(item, Page):
        return Facets(_HELP if item.shows in (Shows.HELP, Shows.WORRIES) else _PAGE)
    if item is None or type(item).noun() not in KINDS:
        return Facets(_PAGE)
    return Facets(type(item).noun(), _years(_date(site, item)))


def pins(site: Site) -> tuple[Pin, ...]:
    """Return what comes first for its own words: help before all else."""
    return (*_worries(site), *_pinned_items(site), *_pinned_reviews(site))


def synonyms(site: Site) -> tuple[tuple[str, ...], ...]:
    """Return the groups of words that the glossary says mean the same."""
    groups = ((term.term, term.expansion, *term.synonyms) for term in not_withdrawn(site, Term))
    apart = (tuple(dict.fromkeys(word.lower() for word in group if word)) for group in groups)
    return tuple(group for group in apart if len(group) > 1)


def _worries(site: Site) -> Iterator[Pin]:
    """Yield the worries, each with its advice and numbers, leading to the page that says more.

    A worry that names no page leads to its own line in the list from A to Z, where there is one.
    """
    is_listed = page_showing(site, Shows.WORRIES)
    other = None if is_listed else get_or_none(site, Page, site.settings.help_page)
    for worry in not_withdrawn(site, Worry):
        advice = worries.advice(site, worry)
        lines = tuple(
            Line(point.title, str(point.phone), point.phone.href)
            for point in advice.points
            if point.phone
        )
        url = (advice.page or other or worry).url
        shown = (url, worry.title, worries.in_words(site, worry), worry.words)
        yield Pin(*shown, _HELP, lines=lines, urgent=True, audience=_audience(advice.page))


def _pinned_items(site: Site) -> Iterator[Pin]:
    """Yield every record that has words of its own, the pages of help before the others.

    A record without a page is a line of another, where its title is no heading: it counts here.
    """
    top = get_or_none(site, Page, site.settings.help_page)
    helping = {page.id for page in (top, *pages_below(site, top)) if page}
    pages = not_withdrawn(site, Page)
    ordered = sorted(pages, key=lambda page: (page is not top, page.order, page.id))
    services = _services(site, sorted(ordered, key=lambda page: page.id not in helping))
    others = (item for kind in _LISTED for item in not_withdrawn(site, kind))
    for item in (*ordered, *others):
        words = item.search_words if item.has_page else (item.title, *item.search_words)
        words += services.get(item.url, ())
        if words:
            filters, urgent = facets(site, item), isinstance(item, Page) and item.id in helping
            shown = (item.url, item.title, item.summary, words)
            answers = isinstance(item, Page) and item.shows is Shows.QUESTIONS
            pin = Pin(*shown, filters.kind, filters.years, urgent=urgent, answers=answers)
            yield replace(pin, audience=_audience(item))


def _services(site: Site, pages: Iterable[Page]) -> Mapping[str, tuple[str, ...]]:
    """Return the names of services by the address of the first page that says how to reach them."""
    own = {word.casefold() for page in pages for word in page.search_words}
    first: dict[str, str] = {}
    for page in pages:
        for point in get_many(site, ContactPoint, page.contacts):
            if point.title.casefold() not in own:
                first.setdefault(point.title, page.url)
    return {url: tuple(name for name in first if first[name] == url) for url in first.values()}


def _audience(item: Item | None) -> str:
    readers = item.audience if isinstance(item, Page) else ()
    return str(readers[0]) if len(readers) == 1 and Audience.EVERYONE not in readers else ""


def _pinned_reviews(site: Site) -> Iterator[Pin]:
    """A review comes before the papers about it for the names that its report uses."""
    for review in listed(site):
        filters = facets(site, review)
        words = (review.id, *review.pseudonyms, *review.search_words)
        yield Pin(review.url, review.title, review.summary, words, filters.kind, filters.years)


def _date(site: Site, item: Item) -> PartialDate | None:
    """Return the date that visitors know a record by, not the day it came onto this site."""
    if isinstance(item, Briefing):
        item = get_or_none(site, Review, item.review) or item
    return item.known_date


def _years(date: PartialDate | None) -> tuple[int, ...]:
    return tuple(range(date.start.year, date.end.year + 1)) if date else ()
