"""What the search is told of a site: which pages it finds, and what it knows beside their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Final

from sitegen.models.base import Item
from sitegen.models.documents import BoardDocument
from sitegen.models.pages import Page, Shows
from sitegen.models.reviews import Review
from sitegen.output import search_bundles, search_entry, search_index
from sitegen.output.assets import Output
from sitegen.output.search_bundles import SoughtPage
from sitegen.output.search_entry import EntryFrame, IndexEntry
from sitegen.output.search_index import Index
from sitegen.site.site import Site
from sitegen.views import search
from sitegen.views.lookup import page_showing

if TYPE_CHECKING:
    from sitegen.output.routes import Route

FILES: Final = "<!-- files of the search -->"
"""Where the search page names these files, which are made out of all other pages."""

_UNSOUGHT: Final = frozenset((Shows.SEARCH, Shows.NOT_FOUND))

_LISTS: Final = frozenset((Shows.SITE_MAP, Shows.UPDATES, Shows.HANDBOOK_WHOLE))
"""Pages that repeat others; only their titles are searched, or they would answer every question."""

_WEIGHTS: Final[Mapping[type[Item], float]] = {Review: 2, BoardDocument: 0.5}
"""A review matters more than a paper about it, and a page more than a document not yet supplied."""


def frames(site: Site, routes: Iterable[Route]) -> Mapping[str, EntryFrame]:
    """Return what is known of each page that is indexed, by its address, without its words.

    Of a site without a search page, nothing is indexed.
    """
    sought = tuple(_sought(routes)) if page_showing(site, Shows.SEARCH) else ()
    number = Counter(type(route.item) for route in sought)
    many = frozenset(kind for kind, count in number.items() if count > search_bundles.MOST)
    return {route.url: _frame(route, many) for route in sought}


def pages(
    frames: Mapping[str, EntryFrame], outputs: Mapping[str, Output], digests: Mapping[str, str]
) -> tuple[SoughtPage, ...]:
    """Return the pages that are indexed; their bytes are asked for once one is."""
    return tuple(
        SoughtPage(
            frame.path,
            digests[url],
            frame.of_many,
            partial(_entry, frame, outputs[url]),
        )
        for url, frame in frames.items()
    )


def _entry(frame: EntryFrame, page: Output) -> IndexEntry:
    return search_entry.index_entry(frame, page.data.decode())


def _frame(route: Route, many: frozenset[type]) -> EntryFrame:
    item, main = route.item, None
    if isinstance(item, Page) and item.shows in _LISTS:
        main = f"<h1>{escape(item.title)}</h1><p>{escape(item.summary)}</p>"
    weight = _WEIGHTS.get(type(item), 1) if item else 1
    return EntryFrame(route.url, weight, main, of_many=item is not None and type(item) in many)


def place(site: Site) -> str:
    """Return the address of the search page, or nothing."""
    page = page_showing(site, Shows.SEARCH)
    return page.url if page else ""


def added(
    outputs: Iterable[Output], site: Site, routes: Iterable[Route], index: Index
) -> tuple[Output, ...]:
    """Return a site’s files with the index, and with its names on the search page.

    A site without a search page needs none.
    """
    page = page_showing(site, Shows.SEARCH)
    if not page:
        return tuple(outputs)
    words = search_index.file_of(_words(site, tuple(_sought(routes)), index))
    names = search_index.names(words, index)
    return (
        *(_linked(output, names) if output.url == page.url else output for output in outputs),
        *index.outputs,
        words,
    )


def _linked(page: Output, names: bytes) -> Output:
    return Output(page.path, page.data.replace(FILES.encode(), names, 1))


def _sought(routes: Iterable[Route]) -> Iterator[Route]:
    for route in routes:
        unsought = isinstance(route.item, Page) and route.item.shows in _UNSOUGHT
        if route.indexed and not unsought:
            yield route


def _words(site: Site, routes: Iterable[Route], index: Index) -> bytes:
    """Return which pages come first, what filters ask, which words mean the same and which exist.

    Pagefind has filters of its own, but writes them in another order at every build.
    """
    items = {route.url: route.item for route in routes}
    pins = search.pins(site)
    words = {
        "kinds": search.KINDS,
        "pins": [asdict(pin) for pin in pins],
        "pages": {name: _page(site, url, title, items[url]) for name, url, title in index.pages},
        "synonyms": search.synonyms(site),
        "vocabulary": search_index.vocabulary(index.words),
    }
    return search_index.as_json(words)


def _page(site: Site, url: str, title: str, item: Item | None) -> tuple[object, ...]:
    facets = search.facets(site, item)
    return (url, title, search.KINDS.index(facets.kind), facets.years)
