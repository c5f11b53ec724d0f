"""Every link, anchor and resource of every finished page leads somewhere, and nobody is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urljoin, urlsplit

from sitegen.checks import parts
from sitegen.content.record import leaves
from sitegen.issues.issue import Diagnosis, Issue, Origin, Severity, did_you_mean
from sitegen.models import COLLECTIONS
from sitegen.models.base import Status
from sitegen.models.pages import Page, Shows
from sitegen.site.site import Site

if TYPE_CHECKING:
    from sitegen.checks.page_facts import PageBrief, PageFacts
    from sitegen.content.body import Body

_HOME: Final = "/"
_ANYWHERE: Final = ("/", "https:", "tel:", "mailto:")
"""How links begin that mean the same on every page."""


class Target(NamedTuple):
    """Where a link leads on this site: an address, and a place on its page."""

    path: str
    anchor: str = ""


class ReadPage(NamedTuple):
    """A finished page as the checks of pages see it: its facts and its origin."""

    facts: PageFacts
    origin: Origin


class FinishedPage(NamedTuple):
    """A finished page as the checks of the whole site see it."""

    brief: PageBrief
    origin: Origin
    findable: bool = True
    draft: bool = False
    """Whether its author is still at it: nothing need lead to it yet."""


@dataclass(frozen=True, slots=True)
class SiteUrls:
    """Everything that the site answers, and the lines on which authors wrote links to it."""

    base_url: str
    anchors: Mapping[str, frozenset[str]]
    redirects: Mapping[str, str]
    authored: Mapping[Target, tuple[Origin, ...]]
    site_map: str = ""
    """The page that lists all pages; being on it alone does not make a page easy to find."""

    notices: frozenset[str] = frozenset()
    """The pages that only say of something that it was taken down."""

    absent: frozenset[str] = frozenset()
    """Addresses that would answer but for a fault that is told already."""

    @classmethod
    def of(
        cls,
        site: Site,
        pages: Iterable[FinishedPage],
        *,
        others: Iterable[str],
        redirects: Mapping[str, str],
    ) -> SiteUrls:
        """Gather the addresses of all pages and of all other files."""
        base = site.settings.base_url
        anchors = {other: frozenset[str]() for other in others}
        anchors |= {page.brief.url: frozenset(page.brief.ids) for page in pages}
        maps = (page.url for page in site.all(Page) if page.shows is Shows.SITE_MAP)
        taken = (record.item for record in site.records if record.item.status is Status.WITHDRAWN)
        notices = frozenset(item.url for item in taken if item.has_page)
        return cls(base, anchors, redirects, authored_links(site), next(maps, ""), notices)

    def internal(self, href: str, page: str) -> Target | None:
        """Return what a link means on this site; nothing if it leads away."""
        return _internal(self.base_url, href, page)


def _internal(base_url: str, href: str, page: str) -> Target | None:
    if href.startswith("#"):
        return Target(page, href[1:])
    return _resolved(base_url, href, _HOME if href.startswith(_ANYWHERE) else page)


@lru_cache(maxsize=100_000)
def _resolved(base_url: str, href: str, page: str) -> Target | None:
    absolute = urljoin(base_url + page, href)
    if not absolute.startswith(f"{base_url}/"):
        return None
    parts = urlsplit(absolute)
    return Target(parts.path, parts.fragment)


def authored_links(site: Site) -> Mapping[Target, tuple[Origin, ...]]:
    """Return every line on which an author wrote a link to somewhere on the site."""
    places: dict[Target, list[Origin]] = {}
    for page, body in _texts(site):
        for href, origin in _hrefs(site, body):
            if target := _internal(site.settings.base_url, href, page):
                places.setdefault(target, []).append(origin)
    return {target: tuple(origins) for target, origins in places.items()}


def _texts(site: Site) -> Iterator[tuple[str, Body]]:
    """Yield every text with the address of the page that shows it, as far as its record knows."""
    for single in (site.settings, site.statement):
        yield from (("", body) for body in site.bodies_of(leaves(single)))
    for record in site.records:
        page = record.item.url.partition("#")[0]
        yield from ((page, body) for body in site.bodies_of(record.leaves))


def _hrefs(site: Site, body: Body) -> Iterator[tuple[str, Origin]]:
    for reference in body.references:
        if reference.kind == "address":
            yield str(reference), reference.origin
        elif not reference.insert and (target := site.target(reference)):
            yield target.item.url + reference.anchor, reference.origin
    for link in body.links:
        # The rest name no other record: places on the same page, and whole addresses.
        if link.target.startswith(("#", "https:")):
            yield link.target, link.origin


def links_lead_somewhere(pages: Sequence[FinishedPage], addresses: SiteUrls) -> Iterator[Issue]:
    """Every internal link reaches a page, and every anchor stands on it.

    Of a list that no page shows it is told once, however many links lead there.
    """
    unlisted: dict[str, list[Origin]] = {}
    for page, target, fault in _faulty_links(pages, addresses):
        if _unlisted(target, addresses):
            places = addresses.authored.get(target, (page.origin,))
            unlisted.setdefault(target.path, []).extend(places)
            continue
        for origin in addresses.authored.get(target, ()):
            yield Issue(origin, *fault)
        if target not in addresses.authored:
            message = f"{fault.message}; {page.brief.url} links to it"
            yield Issue(page.origin, message, fault.hint)
    for path, origins in unlisted.items():
        count = len(set(origins))
        lead = "one place links to it" if count == 1 else f"{count} places link to it"
        message = f"no page shows “{_UNLISTED[path]}”, and {lead}"
        yield Issue(min(origins), message, parts.begin(_UNLISTED[path]), about=(_UNLISTED[path],))


def _faulty_links(
    pages: Iterable[FinishedPage], addresses: SiteUrls
) -> Iterator[tuple[FinishedPage, Target, Diagnosis]]:
    """Yield every link with a fault; most links stand on many pages, and are looked up once."""
    sound: set[str] = set()
    for page in pages:
        for href in page.brief.hrefs:
            target = None if href in sound else addresses.internal(href, page.brief.url)
            fault = _fault(target, addresses) if target else None
            if target and fault:
                yield page, target, fault
            elif href.startswith(_ANYWHERE):
                sound.add(href)


def _fault(target: Target, addresses: SiteUrls) -> Diagnosis | None:
    """Explain what is wrong with a link, and what fixes it."""
    if target.path in addresses.absent or f"{target.path}#{target.anchor}" in addresses.absent:
        return None
    # Where a page stands, the host shows that and redirects nobody; the entry itself is told.
    if target.path in addresses.redirects and target.path not in addresses.anchors:
        hint = f"Link to {addresses.redirects[target.path]} instead."
        return Diagnosis(f"the link to {target.path} goes through a redirect", hint)
    if target.path not in addresses.anchors:
        hint = did_you_mean(target.path, addresses.anchors)
        hint = hint or "Correct the address, or take the link out."
        return Diagnosis(f"the link to {target.path} leads nowhere", hint)
    places = addresses.anchors[target.path]
    if target.anchor and target.anchor not in places:
        message = f"there is no place “{target.anchor}” on {target.path}"
        if target.path in addresses.notices:
            hint = "Take the link out, or link to what took its place."
            return Diagnosis(f"{message}, which was withdrawn", hint, (target.anchor,))
        hint = did_you_mean(target.anchor, places)
        return Diagnosis(
            message,
            hint or f"Link to {target.path} alone, or correct the name of the place.",
            (target.anchor,),
        )
    return None


def _unlisted(target: Target, addresses: SiteUrls) -> bool:
    """Return whether a link means a record on a list that no page shows."""
    there = target.path in addresses.anchors or target.path in addresses.redirects
    return target.path in _UNLISTED and not there


_UNLISTED: Final = {
    f"/{model.listed_by}/": model.listed_by for model in COLLECTIONS.values() if model.listed_by
}
"""The address that a list would have which no page shows."""


def resources_are_there(pages: Sequence[FinishedPage], addresses: SiteUrls) -> Iterator[Issue]:
    """Every stylesheet, script, picture and feed exists, and none comes from another site.

    A request to another site would tell it who reads about child abuse, and when.
    """
    for page in pages:
        for source in page.brief.resources:
            target = addresses.internal(source, page.brief.url)
            if target is None:
                message = f"{page.brief.url} asks another site for {source}"
                yield Issue(page.origin, message, "Keep the file in assets/.")
            elif target.path not in addresses.anchors:
                yield Issue(page.origin, f"{page.brief.url} needs {source}, which is missing")


def pages_can_be_found(pages: Sequence[FinishedPage], addresses: SiteUrls) -> Iterator[Issue]:
    """Every page can be reached from the home page by links, not by the site map alone."""
    by_url = {page.brief.url: page for page in pages}
    reached, followed = {_HOME}, set[str]()
    ahead = [_HOME]
    while ahead:
        url = ahead.pop()
        if url == addresses.site_map or url not in by_url:
            continue
        hrefs = [href for href in by_url[url].brief.hrefs if href not in followed]
        followed.update(href for href in hrefs if href.startswith(_ANYWHERE))
        for href in hrefs:
            target = addresses.internal(href, url)
            if target and target.path in by_url and target.path not in reached:
                reached.add(target.path)
                ahead.append(target.path)
    for url, page in by_url.items():
        if page.findable and url not in reached and not _lacks_its_list(page, addresses):
            message = f"no page links to {url}"
            hint = "Link to it from a page where its readers will look."
            severity = Severity.WARNING if page.draft else Severity.ERROR
            yield Issue(page.origin, message, hint, severity=severity)


def _lacks_its_list(page: FinishedPage, addresses: SiteUrls) -> bool:
    """Return whether nothing lists a page because no page shows its list, which is told there."""
    folder = page.origin.path.partition("/")[0]
    listed = page.brief.url.startswith(f"/{folder}/") and f"/{folder}/" not in addresses.anchors
    return listed and folder in {kind.listed_by for kind in parts.NEED_A_LIST}


def titles_are_unique(pages: Sequence[FinishedPage], _addresses: SiteUrls) -> Iterator[Issue]:
    """No two pages have the same title (WCAG 2.4.2); notices of what is gone may share theirs."""
    first: dict[str, FinishedPage] = {}
    for page in (page for page in pages if page.findable):
        earlier = first.setdefault(page.brief.title, page)
        if earlier is not page:
            message = f"the title “{page.brief.title}” is also that of {earlier.brief.url}"
            yield Issue(
                page.origin, message, "Give one of them a title of its own.", (page.brief.title,)
            )


def canonical_addresses_are_true(
    pages: Sequence[FinishedPage], addresses: SiteUrls
) -> Iterator[Issue]:
    """Each page names its own address as the one to keep."""
    for page in pages:
        if page.brief.canonical != addresses.base_url + page.brief.url:
            named = page.brief.canonical or "nothing"
            message = f"{page.brief.url} names {named} as the address to keep"
            yield Issue(page.origin, message)
