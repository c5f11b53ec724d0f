"""Finds the published records that belong to another one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from sitegen.content.slugs import paragraph_id
from sitegen.content.values import Key, Prose
from sitegen.models.base import Item, Source, Status
from sitegen.models.documents import BoardDocument
from sitegen.models.pages import HOME, Page, Shows
from sitegen.views.orders import natural

if TYPE_CHECKING:
    from sitegen.content.record import Record
    from sitegen.site.site import Site

T = TypeVar("T", bound=Item)
Answer = TypeVar("Answer")
Word = TypeVar("Word", bound=str)
Neighbour = TypeVar("Neighbour")


class Passage(NamedTuple):
    """A place in a document: in words and, if its text is on the site, the address of the place."""

    words: str
    url: str


class Citation(NamedTuple):
    """A document that says something, and the places in it."""

    document: BoardDocument
    passages: tuple[Passage, ...]


def per_site(view: Callable[[Site], Answer]) -> Callable[[Site], Answer]:
    """Work a view out once for a site, however many pages ask for it."""
    return lru_cache(maxsize=2)(view)


def key_of(item: Item) -> Key:
    """Return the key by which other records name this one."""
    return Key(item.kind, item.id)


@per_site
def _standing(site: Site) -> Mapping[type[Item], tuple[Item, ...]]:
    return {
        kind: tuple(item for item in items if item.status is not Status.WITHDRAWN)
        for kind, items in site.by_type.items()
    }


def not_withdrawn(site: Site, kind: type[T]) -> tuple[T, ...]:
    """Return the records of a type that are not withdrawn; of those only a notice is left."""
    return cast("tuple[T, ...]", _standing(site).get(kind, ()))


def get_or_none(site: Site, kind: type[T], key: Key | None) -> T | None:
    """Return the record of a key, or nothing if it is not named, not published or withdrawn."""
    item = site.find(key) if key else None
    gone = item is None or item.status is Status.WITHDRAWN
    return item if isinstance(item, kind) and not gone else None


def get_many(site: Site, kind: type[T], keys: Iterable[Key]) -> tuple[T, ...]:
    """Return the records of several keys, leaving out what is not published."""
    return tuple(item for key in keys if (item := get_or_none(site, kind, key)))


def referencing(site: Site, kind: type[T], item: Item) -> tuple[T, ...]:
    """Return the records of a type that name another one, in a field or in a text."""
    items = _referrers(site).get(key_of(item), ())
    return tuple(other for other in items if isinstance(other, kind))


@per_site
def _referrers(site: Site) -> Mapping[Key, tuple[Item, ...]]:
    """Turn all references of the site round: from what is named to what names it."""
    naming: dict[Key, dict[Key, Item]] = {}
    for record in site.records:
        if record.item.status is not Status.WITHDRAWN:
            for key in _keys(site, record):
                naming.setdefault(key, {})[key_of(record.item)] = record.item
    return {key: tuple(others.values()) for key, others in naming.items()}


def _keys(site: Site, record: Record[Item]) -> Iterable[Key]:
    for _, leaf in record.leaves:
        if isinstance(leaf, Key):
            yield leaf
        elif isinstance(leaf, Prose) and leaf in site.bodies:
            for reference in site.bodies[leaf].references:
                if target := site.target(reference):
                    yield key_of(target.item)


def citations(site: Site, item: Item) -> tuple[Citation, ...]:
    """Return the documents that a record's facts come from, each once with all its places."""
    cited: dict[Key, list[Source]] = {}
    for source in item.sources:
        cited.setdefault(source.document, []).append(source)
    return tuple(
        Citation(document, tuple(_passage(site, document, source) for source in sources))
        for key, sources in cited.items()
        if (document := get_or_none(site, BoardDocument, key))
    )


def _passage(site: Site, document: BoardDocument, source: Source) -> Passage:
    """Return where a source is found; a place given by its number leads to that paragraph.

    It leads nowhere once the text was taken down.
    """
    if not source.paragraph:
        return Passage(source.place, "")
    words = f"paragraph {source.paragraph}"
    text = site.find(document.text)
    told = text is not None and text.status is not Status.WITHDRAWN
    url = f"{document.url}#{paragraph_id(source.paragraph)}" if told else ""
    return Passage(f"{words} ({source.place})" if source.place else words, url)


def neighbours(entries: Sequence[Neighbour], place: int) -> tuple[Neighbour | None, ...]:
    """Return the entries before and after the one at a place, or nothing where there is none."""
    before = entries[place - 1] if place else None
    return before, entries[place + 1] if place + 1 < len(entries) else None


def tally(values: Iterable[Word], words: Iterable[Word]) -> tuple[tuple[Word, int], ...]:
    """Count values in the order of some words, leaving out those that none is."""
    counted = Counter(values)
    return tuple((word, counted[word]) for word in words if counted[word])


def page_showing(site: Site, shows: Shows) -> Page | None:
    """Return the page that shows something that the site generates."""
    return next((page for page in not_withdrawn(site, Page) if page.shows is shows), None)


def page_above(site: Site, url: str) -> Page | None:
    """Return the nearest page whose address is the beginning of another; at last the home page."""
    pages = {page.url: page for page in not_withdrawn(site, Page)}
    parts = url.strip("/").split("/")[:-1]
    above = ("/".join(["", *parts[:number], ""]) for number in range(len(parts), -1, -1))
    return next((pages[address] for address in above if address in pages), None)


def pages_below(site: Site, page: Page | None) -> tuple[Page, ...]:
    """Return the pages of the next level below a page, in the order of menus."""
    if page is None:
        return ()
    ids = {other.id for other in not_withdrawn(site, Page)}
    pages = (other for other in not_withdrawn(site, Page) if parent_id(other, ids) == page.id)
    return tuple(sorted(pages, key=lambda other: (other.order, natural(other.title))))


def parent_id(page: Page, ids: AbstractSet[str]) -> str:
    """Return the id of the nearest page above in the folder; nothing is above the home page."""
    above = page.id
    while above and above != HOME:
        above = above.rpartition("/")[0]
        if above in ids:
            return above
    return "" if page.id == HOME else HOME
