"""Every link, anchor and resource of every finished page leads somewhere, and nobody is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

from sitegen.issues import Issue, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sitegen.checks.facts import Facts
    from sitegen.content.markdown import Reference
    from sitegen.issues import Origin

RULE: Final = "links"
_HOME: Final = "/"
_LISTS_EVERYTHING: Final = "/site-map/"
"""The page that lists all pages; being on it alone does not make a page easy to find."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A finished page as the checks see it: its facts, its origin and what its author named."""

    facts: Facts
    origin: Origin
    references: tuple[Reference, ...] = ()
    findable: bool = True

    def place(self, href: str) -> Origin:
        """Give the author’s line that wrote a link, or else the place of the page."""
        for reference in self.references:
            if reference.kind == "address" and str(reference) == href:
                return reference.origin
        return self.origin


@dataclass(frozen=True, slots=True)
class Addresses:
    """Everything that the site answers: addresses, the anchors on each, and redirects."""

    base_url: str
    anchors: Mapping[str, frozenset[str]]
    redirects: Mapping[str, str]

    @classmethod
    def of(
        cls,
        base_url: str,
        pages: Iterable[Checked],
        others: Iterable[str],
        redirects: Mapping[str, str],
    ) -> Addresses:
        """Gather the addresses of all pages and of all other files."""
        anchors = {other: frozenset[str]() for other in others}
        anchors |= {page.facts.url: frozenset(page.facts.ids) for page in pages}
        return cls(base_url, anchors, redirects)

    def internal(self, href: str, page: str) -> tuple[str, str] | None:
        """Give the address and anchor that a link means on this site; nothing if it leads away."""
        absolute = urljoin(self.base_url + page, href)
        if not absolute.startswith(f"{self.base_url}/"):
            return None
        parts = urlsplit(absolute)
        return parts.path, parts.fragment


def links_lead_somewhere(pages: Sequence[Checked], addresses: Addresses) -> Iterator[Issue]:
    """Every internal link reaches a page, and every anchor stands on it."""
    for page in pages:
        for href in dict.fromkeys(anchor.href for anchor in page.facts.anchors):
            target = addresses.internal(href, page.facts.url)
            if target:
                yield from _link(page, href, target, addresses)


def _link(
    page: Checked, href: str, target: tuple[str, str], addresses: Addresses
) -> Iterator[Issue]:
    path, anchor = target
    place = page.place(href)
    if path in addresses.redirects:
        hint = f"Link to {addresses.redirects[path]} instead."
        yield Issue(place, RULE, f"the link to {path} goes through a redirect", hint)
    elif path not in addresses.anchors:
        hint = did_you_mean(path, addresses.anchors)
        message = f"the link to {path} on {page.facts.url} leads nowhere"
        yield Issue(place, RULE, message, hint)
    elif anchor and anchor not in addresses.anchors[path]:
        hint = did_you_mean(anchor, addresses.anchors[path])
        message = f"there is no place “{anchor}” on {path}, to which {page.facts.url} links"
        yield Issue(place, RULE, message, hint)


def resources_are_there(pages: Sequence[Checked], addresses: Addresses) -> Iterator[Issue]:
    """Every stylesheet, script, picture and feed exists, and none comes from another site.

    A request to another site would tell it who reads about child abuse, and when.
    """
    for page in pages:
        for source in dict.fromkeys(page.facts.resources):
            target = addresses.internal(source, page.facts.url)
            if target is None:
                message = f"{page.facts.url} asks another site for {source}"
                yield Issue(page.origin, RULE, message, "Keep the file in assets/.")
            elif target[0] not in addresses.anchors:
                yield Issue(page.origin, RULE, f"{page.facts.url} needs {source}, which is missing")


def pages_can_be_found(pages: Sequence[Checked], addresses: Addresses) -> Iterator[Issue]:
    """Every page can be reached from the home page by links, not by the site map alone."""
    by_url = {page.facts.url: page for page in pages}
    reached = {_HOME}
    ahead = [_HOME]
    while ahead:
        url = ahead.pop()
        if url == _LISTS_EVERYTHING or url not in by_url:
            continue
        for anchor in by_url[url].facts.anchors:
            target = addresses.internal(anchor.href, url)
            if target and target[0] in by_url and target[0] not in reached:
                reached.add(target[0])
                ahead.append(target[0])
    for url, page in by_url.items():
        if page.findable and url not in reached:
            message = f"no page leads to {url}"
            hint = "Link to it from a page where its readers will look."
            yield Issue(page.origin, RULE, message, hint)


def titles_are_unique(pages: Sequence[Checked], _addresses: Addresses) -> Iterator[Issue]:
    """No two pages have the same title (WCAG 2.4.2)."""
    first: dict[str, Checked] = {}
    for page in pages:
        earlier = first.setdefault(page.facts.title, page)
        if earlier is not page:
            message = f"the title “{page.facts.title}” is also that of {earlier.facts.url}"
            yield Issue(page.origin, RULE, message, "Give one of them a title of its own.")


def canonical_addresses_are_true(pages: Sequence[Checked], addresses: Addresses) -> Iterator[Issue]:
    """Each page names its own address as the one to keep."""
    for page in pages:
        if page.facts.canonical != addresses.base_url + page.facts.url:
            message = f"{page.facts.url} names {page.facts.canonical or 'no'} canonical address"
            yield Issue(page.origin, RULE, message)
