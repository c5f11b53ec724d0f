"""The home page and the pages for help: whom to call, and the ways into the site."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

from sitegen.content.dates import PartialDate
from sitegen.models.follow_up import ActionState
from sitegen.models.news import CalendarEvent, NewsItem
from sitegen.models.pages import Page, Shows
from sitegen.models.people import ContactKind, ContactPoint
from sitegen.models.reviews import Review
from sitegen.site.site import Site
from sitegen.views import events, news
from sitegen.views.actions import latest_state, state_counts
from sitegen.views.lookup import get_many, get_or_none, page_showing, pages_below
from sitegen.views.menus import site_sections
from sitegen.views.reviews import Totals, listed, published_on, totals
from sitegen.views.timeline import MilestoneRow, row

T = TypeVar("T")

_LATEST = 3
_NUMBERS = 4
"""Numbers that a help page begins with; more would have to be read instead of called."""


class Card(NamedTuple):
    """A link with what the page behind it says of itself."""

    label: str
    url: str
    summary: str


class Headlines(NamedTuple, Generic[T]):
    """The first few entries of a list, and its page."""

    page: Page
    entries: tuple[T, ...]


class Home(NamedTuple):
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


class Help(NamedTuple):
    """The numbers to call, all that is known of them, and the pages for different readers."""

    numbers: tuple[ContactPoint, ...]
    points: tuple[ContactPoint, ...]
    doors: tuple[Card, ...]


def home(site: Site, page: Page) -> Home:
    """Arrange the home page."""
    help_page = get_or_none(site, Page, site.settings.help_page)
    return Home(
        numbers=_safety(get_many(site, ContactPoint, page.contacts)),
        help_page=help_page,
        doors=_doors(pages_below(site, help_page)),
        ways=_cards(section.page for section in site_sections(site) if section.page != help_page),
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


def _headlines(site: Site, shows: Shows, items: tuple[T, ...]) -> Headlines[T] | None:
    """Return the first of a list that has a page and something to show."""
    listing = page_showing(site, shows)
    return Headlines(listing, items[:_LATEST]) if listing and items else None


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
