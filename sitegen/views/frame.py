"""What every page has around its own content: titles, menus, breadcrumbs, help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.content.leaves import leaves
from sitegen.content.markdown import plain
from sitegen.content.values import Key, Prose
from sitegen.models.base import Publication, Status
from sitegen.models.documents import BoardDocument, DocumentText
from sitegen.models.follow_up import Recommendation
from sitegen.models.languages import Language
from sitegen.models.pages import Audience, Page, Shows
from sitegen.models.people import ContactPoint
from sitegen.models.reviews import Review, Theme
from sitegen.views.lookup import (
    Citation,
    citations,
    get_or_none,
    not_withdrawn,
    page_showing,
    per_site,
)
from sitegen.views.tombstones import is_withdrawn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from sitegen.content.body import Heading
    from sitegen.content.dates import PartialDate
    from sitegen.models.base import Change, Item
    from sitegen.site.site import Site

_CONTENTS_FROM = 2
_DESCRIPTION_LENGTH = 160
_ABOUT_HARM = (Review, Theme)
_TITLE_LENGTH = 65
"""Letters of a title that search engines and tabs show; what is longer goes without its section."""


@dataclass(frozen=True, slots=True)
class NavLink:
    """An address with the words that lead to it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A link of a menu, marked if it leads to this page or to the section that holds it."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class MenuSection:
    """The pages of one folder, the page that introduces them first."""

    label: str
    url: str
    links: tuple[MenuItem, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """The same page in another language or in easy read, under the name its readers know."""

    label: str
    language: Language
    url: str
    easy_read: bool
    current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """All that the layout asks about a page."""

    title: str
    heading: str
    """The title in the language of the page’s own words."""

    for_children: bool
    """Whether the page is written for children alone, and so looks like it."""

    language: Language | None
    """The language of the page’s own words, if it is not that of the site."""

    versions: tuple[Version, ...]
    head_title: str
    description: str
    url: str
    canonical: str
    template: str
    breadcrumbs: tuple[NavLink, ...]
    menu: tuple[MenuItem, ...]
    section: MenuSection | None
    footer: tuple[NavLink, ...]
    help: NavLink
    urgent: tuple[ContactPoint, ...]
    support: tuple[ContactPoint, ...]
    search: Page | None
    office: ContactPoint
    exit_url: str
    noindex: bool
    headings: tuple[Heading, ...]
    feeds: tuple[NavLink, ...]
    related: tuple[NavLink, ...]
    published: date | None
    changes: tuple[Change, ...]
    absent: Prose | None
    sources: tuple[Citation, ...]
    as_at: PartialDate | None
    """How new the newest document is that the facts of the page come from."""

    named: Mapping[Key, Item]
    """The records that the page's own record names by their keys."""

    gone: tuple[GonePlace, ...]
    """What stood on this page and was withdrawn."""


@dataclass(frozen=True, slots=True)
class GonePlace:
    """The place of a withdrawn entry on a page, which people may have a link to."""

    id: str
    label: str
    because: NavLink | None
    """The page that says why, if one does."""


@dataclass(frozen=True, slots=True)
class FramePlace:
    """Which page a frame is for."""

    url: str
    title: str
    template: str
    item: Item | None
    indexed: bool = True


def frame(site: Site, place: FramePlace, feeds: tuple[NavLink, ...] = ()) -> Frame:
    """Arrange what stands around a page."""
    settings, item = site.settings, place.item
    page = item if isinstance(item, Page) else None
    crumbs = _breadcrumbs(site, place)
    sources = citations(site, item) if item else ()
    return Frame(
        title=place.title,
        heading=page.title if page and page.url == place.url else place.title,
        for_children=page is not None and page.audience == (Audience.CHILDREN,),
        language=page.lang if page and page.lang is not Language.ENGLISH else None,
        versions=_versions(site, page),
        head_title=_head_title(site, place, crumbs),
        description=_description(item) or settings.description,
        url=place.url,
        canonical=settings.base_url + place.url,
        template=place.template,
        breadcrumbs=crumbs,
        menu=tuple(
            _menu_item(site, key, place.url)
            for key in settings.menu
            if not is_withdrawn(site.find(key))
        ),
        section=_section(site, place),
        footer=links(site, settings.footer),
        help=_link(site.get(Page, settings.help_page)),
        urgent=_contacts(site, settings.urgent_contacts),
        support=_contacts(site, _support(site, item)),
        search=page_showing(site, Shows.SEARCH),
        office=site.get(ContactPoint, settings.office),
        exit_url=settings.exit_url if _offers_exit(item) else "",
        noindex=site.preview or site.whole.noindex or not place.indexed,
        headings=_headings(site, item),
        feeds=feeds,
        related=links(site, page.related) if page else (),
        published=item.published if isinstance(item, Publication) else None,
        changes=item.changes if isinstance(item, Publication) else (),
        absent=item.absent if isinstance(item, Publication) else None,
        sources=sources,
        as_at=_as_at(sources),
        named=_named(site, item),
        gone=_gone_places(site).get(place.url, ()),
    )


@per_site
def _gone_places(site: Site) -> Mapping[str, tuple[GonePlace, ...]]:
    """Gather the withdrawn entries by the page on which each of them stood."""
    found: dict[str, list[GonePlace]] = {}
    for record in site.records:
        item = record.item
        # A record that has a notice of its own now may have been a line of a list before.
        for home in {item.url, item.listed_url}:
            page, mark, place = home.partition("#")
            if mark and item.status is Status.WITHDRAWN:
                # Its title may bear what it was withdrawn for; its id is part of its address.
                own = isinstance(item, Recommendation)
                label = item.label if own else f"The entry “{item.id}”"
                found.setdefault(page, []).append(GonePlace(place, label, _because(site, item)))
    return {url: tuple(places) for url, places in found.items()}


def _because(site: Site, item: Item) -> NavLink | None:
    """Return a link to the page that says why an entry is gone, if one does."""
    if isinstance(item, Publication):
        return NavLink("its notice", item.url)
    review = site.find(item.review) if isinstance(item, Recommendation) else None
    return NavLink("the page of its review", review.url) if is_withdrawn(review) else None


def links(site: Site, keys: Iterable[Key]) -> tuple[NavLink, ...]:
    """Return links to pages that are not withdrawn by their keys, in the words that menus use."""
    pages = (site.get(Page, key) for key in keys)
    return tuple(_link(page) for page in pages if not is_withdrawn(page))


def _link(page: Page) -> NavLink:
    return NavLink(page.menu_label, page.url)


def parent_url(url: str) -> str:
    """Return the address one folder up; the home page has none."""
    return url.rstrip("/").rpartition("/")[0] + "/" if url != "/" else ""


def _support(site: Site, item: Item | None) -> tuple[Key, ...]:
    """Return whom a reader may want to talk to: the page’s own lines before those of the site.

    A page for professionals alone offers none: they came to work, and the numbers for the public
    would only stand between them and what they need.
    """
    if isinstance(item, Page) and item.audience == (Audience.PROFESSIONALS,):
        return ()
    own: tuple[Key, ...] = getattr(item, "support_contacts", ())
    asked = isinstance(item, _ABOUT_HARM) or (isinstance(item, Page) and item.support)
    return own or (site.settings.support_contacts if asked else ())


def _offers_exit(item: Item | None) -> bool:
    """Return whether somebody may have to leave the page in a hurry."""
    if isinstance(item, Theme):
        return item.exit_button
    return isinstance(item, Page) and item.offers_exit


def _versions(site: Site, page: Page | None) -> tuple[Version, ...]:
    """Return all versions of a page, the one in the language of the site first."""
    if not page:
        return ()
    first = page.version_of.id if page.version_of else page.id
    found = [other for other in not_withdrawn(site, Page) if first in {other.id, _original(other)}]
    found.sort(key=lambda other: (other.id != first, other.lang.words, other.easy_read))
    return tuple(
        Version(_version_label(other), other.lang, other.url, other.easy_read, other.id == page.id)
        for other in found
        if len(found) > 1
    )


def _original(page: Page) -> str:
    return page.version_of.id if page.version_of else ""


def _version_label(page: Page) -> str:
    if not page.easy_read:
        return page.lang.own_name
    english = page.lang is Language.ENGLISH
    return "Easy read" if english else f"{page.lang.own_name} (easy read)"


def _contacts(site: Site, keys: Iterable[Key]) -> tuple[ContactPoint, ...]:
    return tuple(site.get(ContactPoint, key) for key in keys)


@per_site
def _pages_by_url(site: Site) -> dict[str, Page]:
    return {page.url: page for page in not_withdrawn(site, Page)}


def _breadcrumbs(site: Site, place: FramePlace) -> tuple[NavLink, ...]:
    if place.url in {"/", "/404.html"}:
        return ()
    pages = _pages_by_url(site)
    crumbs: list[NavLink] = []
    url = parent_url(place.url)
    while url:
        if url == "/":
            crumbs.append(NavLink("Home", "/"))
        elif url in pages:
            crumbs.append(NavLink(pages[url].menu_label, url))
        url = parent_url(url)
    return tuple(reversed(crumbs))


def _head_title(site: Site, place: FramePlace, crumbs: tuple[NavLink, ...]) -> str:
    """Name the page, its section and the site, the most telling first."""
    if place.url == "/":
        return f"{place.title} – {site.settings.short_name}"
    between = [crumb.label for crumb in crumbs[1:]][-1:]
    whole = " – ".join((place.title, *between, site.settings.short_name))
    if len(whole) <= _TITLE_LENGTH:
        return whole
    short = f"{place.title} – {site.settings.short_name}"
    return short if len(short) <= _TITLE_LENGTH else place.title


def _menu_item(site: Site, key: Key, url: str) -> MenuItem:
    page = site.get(Page, key)
    here = url == page.url or (page.url != "/" and url.startswith(page.url))
    return MenuItem(page.menu_label, page.url, current=here)


def _section(site: Site, place: FramePlace) -> MenuSection | None:
    """Gather the page at the top of this part of the site and the pages below it."""
    if place.url in {"/", "/404.html"}:
        return None
    top = f"/{place.url.split('/')[1]}/"
    pages = _pages_by_url(site)
    below = [page for url, page in pages.items() if url.startswith(top) and url != top]
    if top not in pages or not below:
        return None
    ordered = sorted(below, key=lambda page: _menu_order(pages, page))
    items = tuple(MenuItem(p.menu_label, p.url, current=p.url == place.url) for p in ordered)
    return MenuSection(pages[top].menu_label, top, items)


def _menu_order(pages: dict[str, Page], page: Page) -> tuple[tuple[int, str], ...]:
    """Order a page by its parents’ places first, so that it stands below them."""
    steps: list[tuple[int, str]] = []
    url = page.url
    while url and url != "/":
        order = pages[url].order if url in pages else 0
        steps.append((order, url))
        url = parent_url(url)
    return tuple(reversed(steps))


def _as_at(sources: Iterable[Citation]) -> PartialDate | None:
    dates = [source.document.dated for source in sources if source.document.dated]
    return max(dates, key=lambda date: date.end, default=None)


def _named(site: Site, item: Item | None) -> Mapping[Key, Item]:
    keys = [leaf for _, leaf in leaves(item) if isinstance(leaf, Key)]
    return {key: found for key in keys if (found := site.find(key))}


def _headings(site: Site, item: Item | None) -> tuple[Heading, ...]:
    text = get_or_none(site, DocumentText, item.text) if isinstance(item, BoardDocument) else item
    body = getattr(text, "body", None)
    if not isinstance(body, Prose) or body not in site.bodies:
        return ()
    return tuple(found for found in site.bodies[body].headings if found.level == _CONTENTS_FROM)


def _description(item: Item | None) -> str:
    summary: str = "" if is_withdrawn(item) else getattr(item, "summary", "")
    explanation = getattr(item, "plain_explanation", None)
    if not summary and isinstance(explanation, Prose):
        summary = _shortened(plain(explanation))
    return summary


def _shortened(text: str) -> str:
    if len(text) <= _DESCRIPTION_LENGTH:
        return text
    return text[:_DESCRIPTION_LENGTH].rpartition(" ")[0] + "…"
