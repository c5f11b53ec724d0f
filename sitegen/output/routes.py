"""Which addresses there are: one for each record with a page, and one for each that is gone."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple, Protocol

from sitegen.content.record import Record
from sitegen.issues.issue import Issue, Origin
from sitegen.models.base import Item
from sitegen.models.documents import BoardDocument, HandbookChapter, Newsletter
from sitegen.models.enquiries import Enquiry
from sitegen.models.follow_up import Action, Recommendation
from sitegen.models.news import CalendarEvent, Campaign, NewsItem
from sitegen.models.pages import Page, Shows
from sitegen.models.reviews import Briefing, Review, Theme
from sitegen.site.site import Site
from sitegen.views import (
    actions,
    directory,
    documents,
    enquiries,
    events,
    evidence,
    handbook,
    home,
    library,
    lists,
    news,
    pages,
    people,
    procedures,
    questions,
    recommendations,
    register,
    review_page,
    reviews,
    samples,
    search,
    statement,
    themes,
    timeline,
    tombstones,
    updates,
    worries,
)
from sitegen.views.sheets import Sheet

RULE: Final = "addresses"
TOMBSTONE: Final = "tombstone.html"


class Route(NamedTuple):
    """An address with the template and the record that make its page."""

    url: str
    template: str
    title: str
    item: Item | None
    view: object
    origin: Origin
    indexed: bool = True


class Listing(Protocol):
    """One page of a long list."""

    @property
    def sheet(self) -> Sheet[Any]:
        """Return which page of the list it is."""


_PAGE_VIEWS: Final[Mapping[Shows, Callable[[Site, Page], object]]] = {
    Shows.HOME: home.home,
    Shows.HELP: home.help_page,
    Shows.WORRIES: lambda site, _: worries.worries(site),
    Shows.PROCESS: lambda site, _: pages.process(site),
    Shows.THEMES: lambda site, _: themes.matrix(site),
    Shows.FAMILIES: lambda site, _: reviews.families(site),
    Shows.PROCEDURES: lambda site, _: procedures.procedures(site),
    Shows.QUESTIONS: lambda site, _: questions.questions(site),
    Shows.BRIEFINGS: lambda site, _: documents.briefings(site),
    Shows.DIAGRAM: lambda site, _: pages.diagrams(site),
    Shows.CONTACT: people.contact,
    Shows.CHAIR: lambda site, _: people.chair(site),
    Shows.STRUCTURE: lambda site, _: people.structure(site),
    Shows.HANDBOOK: lambda site, _: handbook.handbook(site),
    Shows.HANDBOOK_WHOLE: lambda site, _: handbook.handbook(site),
    Shows.ROLES: lambda site, _: handbook.roles(site),
    Shows.ACCOUNTABILITY: lambda site, _: pages.accountability(site),
    Shows.DATA: lambda site, _: pages.data(site),
    Shows.GLOSSARY: lambda site, _: pages.glossary(site),
    Shows.SEARCH: lambda site, _: search.search(site),
    Shows.SITE_MAP: lambda site, _: directory.tree(site),
    Shows.STATEMENT: lambda site, _: statement.statement(site),
    Shows.NOT_FOUND: lambda site, _: pages.not_found(site),
}
"""What each kind of page shows; a page of words alone needs nothing arranged."""

_LISTS: Final[Mapping[Shows, Callable[[Site, str], Iterable[Listing]]]] = {
    Shows.REVIEWS: register.registers,
    Shows.TIMELINE: timeline.timelines,
    Shows.RECOMMENDATIONS: recommendations.recommendation_lists,
    Shows.ACTIONS: actions.action_lists,
    Shows.OUTSTANDING: actions.outstanding_lists,
    Shows.EVIDENCE: evidence.evidence_lists,
    Shows.ASKED: enquiries.enquiry_lists,
    Shows.NEWS: news.news_lists,
    Shows.EVENTS: events.event_lists,
    Shows.CAMPAIGNS: news.campaign_lists,
    Shows.NEWSLETTERS: news.newsletter_lists,
    Shows.DOCUMENTS: library.libraries,
    Shows.DOCUMENT_LISTS: lists.document_lists,
    Shows.UPDATES: updates.update_lists,
}
"""Lists that may be long: each has a series of pages below the address of its first one."""

_RECORD_VIEWS: Final[Mapping[type[Item], Callable[[Site, Any], object]]] = {
    Review: review_page.review_page,
    Recommendation: recommendations.recommendation_page,
    Action: actions.action_page,
    Enquiry: enquiries.enquiry_page,
    Theme: themes.theme_page,
    BoardDocument: documents.document_page,
    NewsItem: news.news_page,
    CalendarEvent: events.event_page,
    Campaign: news.campaign_page,
    Newsletter: news.newsletter_page,
    Briefing: documents.briefing_page,
    HandbookChapter: handbook.chapter_page,
}
"""What a record's page shows beside the record; a type without an entry shows itself alone."""


def routes(site: Site) -> tuple[Route, ...]:
    """Return every page of the site, in the order of its address."""
    every = [*_records(site, site.records), *_gone(site), *_gallery(site)]
    return tuple(sorted(every, key=lambda route: route.url))


def chosen(site: Site, urls: Container[str]) -> tuple[Route, ...]:
    """Return the pages of the records at some addresses, without arranging any other."""
    records = [record for record in site.records if record.item.url in urls]
    return tuple(route for route in _records(site, records) if route.url in urls)


def _records(site: Site, records: Iterable[Record[Item]]) -> Iterator[Route]:
    for record in records:
        item = record.item
        if not item.has_page:
            continue
        if tombstones.is_withdrawn(item):
            gone = _route(record, TOMBSTONE, tombstones.withdrawn(site, item), indexed=False)
            yield gone._replace(title=tombstones.title_of(item))
        elif isinstance(item, Page) and item.shows in _LISTS:
            yield from _listed(site, record, item.shows)
        elif isinstance(item, Page):
            arrange = _PAGE_VIEWS.get(item.shows)
            shown = arrange(site, item) if arrange else None
            indexed = item.shows is not Shows.NOT_FOUND
            yield _route(record, f"{item.shows}.html", shown, indexed=indexed)
        else:
            arrange_record = _RECORD_VIEWS.get(type(item))
            view = arrange_record(site, item) if arrange_record else None
            yield _route(record, item.template, view)


def _route(record: Record[Item], template: str, view: object, *, indexed: bool = True) -> Route:
    item = record.item
    return Route(item.url, template, item.label, item, view, record.origin, indexed)


def _listed(site: Site, record: Record[Item], shows: Shows) -> Iterator[Route]:
    """Yield the pages of a long list; only the first is an address to keep for ever."""
    first = _route(record, f"{shows}.html", None)
    for view in _LISTS[shows](site, first.url):
        sheet = view.sheet
        title = f"{first.title}: {sheet.heading}" if sheet.heading else first.title
        indexed = sheet.url == first.url
        yield first._replace(url=sheet.url, title=title, view=view, indexed=indexed)


def _gone(site: Site) -> Iterator[Route]:
    for url, address, view in tombstones.tombstones(site):
        origin = next(r.origin for r in site.records if r.item is address)
        title = "This page is no longer here"
        yield Route(url, TOMBSTONE, title, None, view, origin, indexed=False)


def _gallery(site: Site) -> Iterator[Route]:
    """Show designers every component in every state, in previews alone."""
    if site.preview:
        origin = Origin("templates/pages/gallery.html")
        view = samples.Values()
        yield Route("/gallery/", "gallery.html", "Components", None, view, origin, indexed=False)


def clashes(every: Iterable[Route]) -> Iterator[Issue]:
    """Report two records that want one address, naming both files."""
    first: dict[str, Route] = {}
    for route in every:
        earlier = first.setdefault(route.url, route)
        if earlier is not route:
            message = f"the address {route.url} is already taken by {earlier.origin}"
            yield Issue(
                route.origin, message, "Give one of them another file name or id.", rule=RULE
            )
