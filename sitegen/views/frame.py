"""What every page has around its own content: titles, menus, breadcrumbs, help."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from sitegen.content.body import Heading
from sitegen.content.dates import PartialDate
from sitegen.content.markdown import plain
from sitegen.content.values import Key, Prose
from sitegen.models.base import Change, Item, Publication, Titled
from sitegen.models.documents import BoardDocument, DocumentText
from sitegen.models.languages import Language, SpokenLanguage
from sitegen.models.pages import Audience, Page, Shows
from sitegen.models.people import ContactPoint
from sitegen.models.reviews import Review, Theme
from sitegen.site.site import Site
from sitegen.views.gone import GonePlace, gone_places
from sitegen.views.lookup import Citation, citations, get_or_none, key_of, page_showing
from sitegen.views.menus import (
    FramePlace,
    MenuSection,
    NavLink,
    breadcrumb_links,
    links,
    menu_item,
    menu_section,
    page_link,
)
from sitegen.views.tombstones import is_withdrawn
from sitegen.views.updates import shortened
from sitegen.views.versions import Version, page_versions

_CONTENTS_FROM = 2
_DESCRIPTION_LENGTH = 160
_ABOUT_HARM = (Review, Theme)
_TITLE_LENGTH = 65
"""Letters of a title that search engines and tabs show; what is longer goes without its section."""


class SiteFrame(NamedTuple):
    """What stands around every page alike."""

    help: NavLink
    urgent: tuple[ContactPoint, ...]
    search: Page | None
    office: ContactPoint
    footer: tuple[NavLink, ...]
    feeds: tuple[NavLink, ...]


def site_frame(site: Site, feeds: tuple[NavLink, ...]) -> SiteFrame:
    """Arrange what stands around every page; raises LookupError for what is not published."""
    settings = site.settings
    return SiteFrame(
        help=page_link(site.get(Page, settings.help_page)),
        urgent=_contacts(site, settings.urgent_contacts),
        search=page_showing(site, Shows.SEARCH),
        office=site.get(ContactPoint, settings.office),
        footer=links(site, settings.footer),
        feeds=feeds,
    )


class Frame(NamedTuple):
    """All that the layout asks about one page alone."""

    title: str
    heading: str
    """The title in the language of the page’s own words."""

    for_children: bool
    """Whether the page is written for children alone, and so looks like it."""

    language: SpokenLanguage | None
    """The language of the page’s own words, if it is not that of the site."""

    versions: tuple[Version, ...]
    head_title: str
    description: str
    url: str
    canonical: str
    template: str
    breadcrumbs: tuple[NavLink, ...]
    menu: tuple[NavLink, ...]
    section: MenuSection | None
    support: tuple[ContactPoint, ...]
    exit_url: str
    noindex: bool
    headings: tuple[Heading, ...]
    related: tuple[NavLink, ...]
    published: date | None
    changes: tuple[Change, ...]
    absent: Prose | None
    sources: tuple[Citation, ...]
    as_at: PartialDate | None
    """How new the newest document is that the facts of the page come from."""

    referenced: Mapping[Key, Item]
    """The records that the page's own record names by their keys."""

    gone: tuple[GonePlace, ...]
    """What stood on this page and was withdrawn."""


def frame(site: Site, place: FramePlace) -> Frame:
    """Arrange what stands around one page."""
    settings, item = site.settings, place.item
    page = item if isinstance(item, Page) else None
    is_its_page = item is not None and item.url == place.url and not is_withdrawn(item)
    titled = item if is_its_page and isinstance(item, Titled) else None
    crumbs = breadcrumb_links(site, place)
    sources = citations(site, item) if item else ()
    return Frame(
        title=place.title,
        heading=titled.title if titled else place.title,
        for_children=page is not None and page.audience == (Audience.CHILDREN,),
        language=_language(site, page),
        versions=page_versions(site, page),
        head_title=_head_title(site, place, crumbs),
        description=_description(item) or settings.description,
        url=place.url,
        canonical=settings.base_url + place.url,
        template=place.template,
        breadcrumbs=crumbs,
        menu=tuple(
            menu_item(site, key, place.url)
            for key in settings.menu
            if not is_withdrawn(site.find(key))
        ),
        section=menu_section(site, place),
        support=_contacts(site, _support(site, item)),
        exit_url=settings.exit_url if _offers_exit(item) else "",
        noindex=site.preview or site.build.noindex or not place.indexed,
        headings=_headings(site, item),
        related=links(site, page.related) if page else (),
        published=item.published if isinstance(item, Publication) else None,
        changes=item.changes if isinstance(item, Publication) else (),
        absent=item.absent if isinstance(item, Publication) else None,
        sources=sources,
        as_at=_as_at(sources),
        referenced=_referenced(site, item),
        gone=gone_places(site).get(place.url, ()),
    )


def _language(site: Site, page: Page | None) -> SpokenLanguage | None:
    if not page or page.lang is Language.ENGLISH:
        return None
    return site.settings.known_languages[page.lang]


def _support(site: Site, item: Item | None) -> tuple[Key, ...]:
    """Return whom a reader may want to talk to: the page’s own lines before those of the site.

    A page for professionals alone offers none: they came to work, and the numbers for the public
    would only stand between them and what they need.
    """
    if isinstance(item, Page) and item.audience == (Audience.PROFESSIONALS,):
        return ()
    contacts: tuple[Key, ...] = getattr(item, "support_contacts", ())
    is_wanted = isinstance(item, _ABOUT_HARM) or (isinstance(item, Page) and item.support)
    return contacts or (site.settings.support_contacts if is_wanted else ())


def _offers_exit(item: Item | None) -> bool:
    """Return whether somebody may have to leave the page in a hurry."""
    if isinstance(item, Theme):
        return item.exit_button
    return isinstance(item, Page) and item.offers_exit


def _contacts(site: Site, keys: Iterable[Key]) -> tuple[ContactPoint, ...]:
    return tuple(site.get(ContactPoint, key) for key in keys)


def _head_title(site: Site, place: FramePlace, crumbs: tuple[NavLink, ...]) -> str:
    """Name the page, its section and the site, the most telling first."""
    if place.url == "/":
        return f"{place.title} – {site.settings.short_name}"
    between = [crumb.label for crumb in crumbs[1:]][-1:]
    title = " – ".join((place.title, *between, site.settings.short_name))
    if len(title) <= _TITLE_LENGTH:
        return title
    short = f"{place.title} – {site.settings.short_name}"
    return short if len(short) <= _TITLE_LENGTH else place.title


def _as_at(sources: Iterable[Citation]) -> PartialDate | None:
    dates = [source.document.dated for source in sources if source.document.dated]
    return max(dates, key=lambda day: day.end, default=None)


def _referenced(site: Site, item: Item | None) -> Mapping[Key, Item]:
    own = site.by_key.get(key_of(item)) if item else None
    keys = [leaf for _, leaf in own.leaves if isinstance(leaf, Key)] if own else []
    return {key: record for key in keys if (record := site.find(key))}


def _headings(site: Site, item: Item | None) -> tuple[Heading, ...]:
    text = get_or_none(site, DocumentText, item.text) if isinstance(item, BoardDocument) else item
    body = getattr(text, "body", None)
    if not isinstance(body, Prose) or body not in site.bodies:
        return ()
    return tuple(
        heading for heading in site.bodies[body].headings if heading.level == _CONTENTS_FROM
    )


def _description(item: Item | None) -> str:
    summary: str = "" if is_withdrawn(item) else getattr(item, "summary", "")
    explanation = getattr(item, "plain_explanation", None)
    if not summary and isinstance(explanation, Prose):
        summary = shortened(plain(explanation), _DESCRIPTION_LENGTH)
    return summary
