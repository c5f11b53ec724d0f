"""Menus, breadcrumbs and links to pages, in the words that menus use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sitegen.content.values import Key
from sitegen.models.base import Item
from sitegen.models.pages import Page
from sitegen.site.site import Site
from sitegen.views.lookup import get_many, not_withdrawn, pages_below, per_site
from sitegen.views.tombstones import is_withdrawn


class NavLink(NamedTuple):
    """An address with the words that lead to it."""

    label: str
    url: str
    current: bool = False
    """Whether a menu marks it: it leads to this page, or to the section that holds it."""


class MenuSection(NamedTuple):
    """The pages of one folder, the page that introduces them first."""

    label: str
    url: str
    links: tuple[NavLink, ...]


class FramePlace(NamedTuple):
    """Which page a frame is for."""

    url: str
    title: str
    template: str
    item: Item | None
    indexed: bool = True


def links(site: Site, keys: Iterable[Key]) -> tuple[NavLink, ...]:
    """Return links to pages that are not withdrawn by their keys, in the words that menus use."""
    pages = (site.get(Page, key) for key in keys)
    return tuple(page_link(page) for page in pages if not is_withdrawn(page))


def page_link(page: Page) -> NavLink:
    """Return the link to a page."""
    return NavLink(page.menu_label, page.url)


def parent_url(url: str) -> str:
    """Return the address one folder up; the home page has none."""
    return url.rstrip("/").rpartition("/")[0] + "/" if url != "/" else ""


@per_site
def _pages_by_url(site: Site) -> dict[str, Page]:
    return {page.url: page for page in not_withdrawn(site, Page)}


def breadcrumb_links(site: Site, place: FramePlace) -> tuple[NavLink, ...]:
    """Return the pages above a page, the home page first."""
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


def menu_item(site: Site, key: Key, url: str) -> NavLink:
    """Return the link of a menu to a page, as it stands on the page at an address."""
    page = site.get(Page, key)
    here = url == page.url or (page.url != "/" and url.startswith(page.url))
    return NavLink(page.menu_label, page.url, current=here)


def menu_section(site: Site, place: FramePlace) -> MenuSection | None:
    """Gather the page at the top of this part of the site and the pages below it."""
    top = _top(place.url)
    head, below = _pages_by_url(site).get(top), _pages_below_tops(site).get(top)
    if head is None or not below:
        return None
    items = tuple(NavLink(p.menu_label, p.url, current=p.url == place.url) for p in below)
    return MenuSection(head.menu_label, top, items)


def _top(url: str) -> str:
    """Return the address of the page at the top of the part of the site that an address is in."""
    return f"/{url.split('/')[1]}/"


@per_site
def _pages_below_tops(site: Site) -> dict[str, list[Page]]:
    """Return the pages below each part of the site, in the order of its menu."""
    pages = _pages_by_url(site)
    found: dict[str, list[Page]] = {}
    for page in sorted(pages.values(), key=lambda page: _menu_order(pages, page)):
        if page.url.startswith(_top(page.url)) and page.url != _top(page.url):
            found.setdefault(_top(page.url), []).append(page)
    return found


def _menu_order(pages: dict[str, Page], page: Page) -> tuple[tuple[int, str], ...]:
    """Order a page by its parents’ places first, so that it stands below them."""
    steps: list[tuple[int, str]] = []
    url = page.url
    while url and url != "/":
        order = pages[url].order if url in pages else 0
        steps.append((order, url))
        url = parent_url(url)
    return tuple(reversed(steps))


class SiteSection(NamedTuple):
    """A page of the main menu and the pages below it."""

    page: Page
    pages: tuple[Page, ...]


def site_sections(site: Site) -> tuple[SiteSection, ...]:
    """Return the pages of the main menu, each with those below it."""
    return tuple(
        SiteSection(page, pages_below(site, page))
        for page in get_many(site, Page, site.settings.menu)
    )
