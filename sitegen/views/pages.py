"""The pages that draw on the whole site, from home to the ways to find things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from sitegen.models.figures import Figure
from sitegen.models.follow_up import ActionState
from sitegen.models.glossary import Term
from sitegen.models.pages import Page, Shows
from sitegen.models.people import ContactKind, ContactPoint, Group
from sitegen.models.processes import Diagram, Process
from sitegen.models.scrutiny import ScrutinyRecord
from sitegen.views import directory, events, news
from sitegen.views.actions import latest_state, state_counts
from sitegen.views.charts import DrawnStep, Ring, drawn_steps, ring
from sitegen.views.lookup import (
    Citation,
    citations,
    get_many,
    get_or_none,
    not_withdrawn,
    page_showing,
    pages_below,
)
from sitegen.views.reviews import MilestoneRow, Totals, listed, published_on, row, totals
from sitegen.views.tables import tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.content.dates import PartialDate
    from sitegen.models.news import CalendarEvent, NewsItem
    from sitegen.models.reviews import Review
    from sitegen.site.site import Site

T = TypeVar("T")

_LATEST = 3
_NUMBERS = 4
"""Numbers that a help page begins with; more would have to be read instead of called."""


@dataclass(frozen=True, slots=True)
class SiteSection:
    """A page of the main menu and the pages below it."""

    page: Page
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A link with what the page behind it says of itself."""

    label: str
    url: str
    summary: str


@dataclass(frozen=True, slots=True)
class Headlines(Generic[T]):
    """The first few entries of a list, and its page."""

    page: Page
    entries: tuple[T, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """The ways into the site, help first."""

    numbers: tuple[ContactPoint, ...]
    help_page: Page | None
    doors: tuple[Page, ...]
    ways: tuple[Card, ...]
    totals: Totals
    latest: tuple[MilestoneRow, ...]
    actions: tuple[tuple[ActionState, int], ...]
    actions_as_at: PartialDate | None
    outstanding: Page | None
    questions: Page | None
    search: Page | None
    news: Headlines[NewsItem] | None
    events: Headlines[CalendarEvent] | None


@dataclass(frozen=True, slots=True)
class Help:
    """The numbers to call, all that is known of them, and the pages for different readers."""

    numbers: tuple[ContactPoint, ...]
    points: tuple[ContactPoint, ...]
    doors: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class ContentsPart:
    """A part of a page that the list of contents leads to."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Processes:
    """The processes that the site describes, each with its steps as they are drawn."""

    processes: tuple[tuple[Process, tuple[DrawnStep, ...]], ...]

    @property
    def headings(self) -> tuple[ContentsPart, ...]:
        """Return what the list of contents says of the processes."""
        return tuple(
            ContentsPart(f"process-{found.id}", found.title) for found, _ in self.processes
        )


@dataclass(frozen=True, slots=True)
class DrawnDiagram:
    """A diagram, how it is drawn, and the groups that do the work."""

    diagram: Diagram
    ring: Ring
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Diagrams:
    """The diagrams that the site shows."""

    pictures: tuple[DrawnDiagram, ...]


@dataclass(frozen=True, slots=True)
class Accountability:
    """Who looked at the board's work, the newest first, with the documents that say so."""

    records: tuple[tuple[ScrutinyRecord, tuple[Citation, ...]], ...]


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms from A to Z."""

    letters: tuple[tuple[str, tuple[Term, ...]], ...]


@dataclass(frozen=True, slots=True)
class SiteMap:
    """All pages as a tree."""

    top: directory.PageBranch | None


@dataclass(frozen=True, slots=True)
class DataList:
    """A register to download: how many records it holds, and what its columns mean."""

    name: str
    title: str
    meaning: str
    records: int
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Data:
    """The registers to download, and the figures that the site states, each with its source."""

    lists: tuple[DataList, ...]
    figures: tuple[tuple[Figure, tuple[Citation, ...]], ...]


@dataclass(frozen=True, slots=True)
class NotFound:
    """Where to go from an address that does not exist."""

    sections: tuple[SiteSection, ...]
    search: Page | None
    site_map: Page | None
    help_page: Page | None


def home(site: Site, page: Page) -> Home:
    """Arrange the home page."""
    help_page = get_or_none(site, Page, site.settings.help_page)
    return Home(
        numbers=_safety(get_many(site, ContactPoint, page.contacts)),
        help_page=help_page,
        doors=_doors(pages_below(site, help_page)),
        ways=_cards(section.page for section in _sections(site) if section.page != help_page),
        totals=totals(site),
        latest=tuple(row(review) for review in latest(site)),
        actions=state_counts(site),
        actions_as_at=latest_state(site),
        outstanding=page_showing(site, Shows.OUTSTANDING),
        questions=page_showing(site, Shows.QUESTIONS),
        search=page_showing(site, Shows.SEARCH),
        news=_headlines(site, Shows.NEWS, news.news(site)),
        events=_headlines(site, Shows.EVENTS, events.coming(site)),
    )


def _headlines(site: Site, shows: Shows, found: tuple[T, ...]) -> Headlines[T] | None:
    """Return the first of a list that has a page and something to show."""
    listing = page_showing(site, shows)
    return Headlines(listing, found[:_LATEST]) if listing and found else None


def latest(site: Site) -> tuple[Review, ...]:
    """Return the reviews that came out last, the newest first; then those that are to come."""
    published = [review for review in listed(site) if published_on(review)]
    others = [review for review in listed(site) if not published_on(review)]
    return (*reversed(published), *reversed(others))[:_LATEST]


def help_page(site: Site, page: Page) -> Help:
    """Arrange a help page: the numbers that protect children come before all words about them."""
    points = get_many(site, ContactPoint, page.contacts)
    top = get_or_none(site, Page, site.settings.help_page)
    return Help(
        numbers=_safety(points)[:_NUMBERS],
        points=points,
        doors=_cards(door for door in pages_below(site, top) if door.id != page.id),
    )


def _doors(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Return the pages that have a drawing, or all if none has; a version is behind its page."""
    pages = tuple(page for page in pages if not page.version_of)
    return tuple(page for page in pages if page.drawing) or pages


def _cards(pages: Iterable[Page]) -> tuple[Card, ...]:
    return tuple(Card(page.menu_label, page.url, page.summary) for page in pages)


def _safety(points: Iterable[ContactPoint]) -> tuple[ContactPoint, ...]:
    return tuple(point for point in points if point.purpose is ContactKind.SAFETY)


def process(site: Site) -> Processes:
    """Arrange the processes."""
    return Processes(tuple((found, drawn_steps(found)) for found in not_withdrawn(site, Process)))


def diagram(site: Site) -> Diagrams:
    """Arrange the diagrams."""
    return Diagrams(
        tuple(
            DrawnDiagram(found, ring(found), get_many(site, Group, found.groups))
            for found in not_withdrawn(site, Diagram)
        )
    )


def accountability(site: Site) -> Accountability:
    """Arrange the scrutiny record."""
    found = sorted(
        not_withdrawn(site, ScrutinyRecord), key=lambda record: record.date, reverse=True
    )
    return Accountability(tuple((record, citations(site, record)) for record in found))


def glossary(site: Site) -> Glossary:
    """Arrange the glossary."""
    entries = (directory.DirectoryEntry(term.label, term) for term in not_withdrawn(site, Term))
    return Glossary(
        tuple(
            (
                group.letter,
                tuple(entry.item for entry in group.entries if isinstance(entry.item, Term)),
            )
            for group in directory.by_letter(entries)
        )
    )


def site_map(site: Site) -> SiteMap:
    """Arrange the site map."""
    return SiteMap(directory.tree(site))


def data(site: Site) -> Data:
    """Arrange the registers that hold something, and the figures."""
    lists = (
        DataList(
            table.name,
            table.title,
            table.meaning,
            len(table.rows),
            tuple((column.name, column.meaning) for column in table.columns if not column.of_date),
        )
        for table in tables(site)
        if table.rows
    )
    figures = ((figure, citations(site, figure)) for figure in not_withdrawn(site, Figure))
    return Data(tuple(lists), tuple(figures))


def not_found(site: Site) -> NotFound:
    """Arrange the page for an address that does not exist."""
    return NotFound(
        sections=_sections(site),
        search=page_showing(site, Shows.SEARCH),
        site_map=page_showing(site, Shows.SITE_MAP),
        help_page=get_or_none(site, Page, site.settings.help_page),
    )


def _sections(site: Site) -> tuple[SiteSection, ...]:
    return tuple(
        SiteSection(page, pages_below(site, page))
        for page in get_many(site, Page, site.settings.menu)
    )
