"""Every page of the site in one list: as a tree and from A to Z."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar, cast

from sitegen.models import COLLECTIONS
from sitegen.models.base import Item
from sitegen.models.documents import HandbookChapter, Newsletter
from sitegen.models.glossary import Term
from sitegen.models.pages import HOME, Page, Shows
from sitegen.models.reviews import Briefing, Review
from sitegen.views.documents import briefings_in_order
from sitegen.views.lookup import (
    not_withdrawn,
    page_above,
    page_showing,
    pages_below,
    parent_id,
    per_site,
)
from sitegen.views.orders import natural
from sitegen.views.reviews import listed

if TYPE_CHECKING:
    from sitegen.site.site import Site

Named = TypeVar("Named", bound=Item)

MOST_NAMED: Final = 100
"""Records of one kind that the site map and the A to Z name; of more, only their list is named."""

_ORDERS: Final[Mapping[type[Item], Callable[[Site], Iterable[Item]]]] = {
    Review: listed,
    Briefing: briefings_in_order,
    Newsletter: lambda site: sorted(
        not_withdrawn(site, Newsletter), key=lambda newsletter: newsletter.issue, reverse=True
    ),
    HandbookChapter: lambda site: sorted(
        not_withdrawn(site, HandbookChapter), key=lambda chapter: (chapter.order, chapter.id)
    ),
}
"""Types whose records have an order of their own; all others stand by their titles."""


class DirectoryEntry(NamedTuple):
    """A record under words that no other record on the page has."""

    label: str
    item: Item


class PageBranch(NamedTuple):
    """A page, the pages below it and the records that it lists."""

    entry: DirectoryEntry
    below: tuple[PageBranch, ...]
    records: tuple[DirectoryEntry, ...]


class Letter(NamedTuple):
    """The entries that begin with one letter."""

    letter: str
    entries: tuple[DirectoryEntry, ...]


@per_site
def records(site: Site) -> tuple[Item, ...]:
    """Return every record with a page of its own."""
    return tuple(record for record in _in_order(site) if record.has_page)


def _in_order(site: Site) -> Iterator[Item]:
    for kind in COLLECTIONS.values():
        if kind.template and kind.named_singly:
            items = tuple(_ORDERS[kind](site) if kind in _ORDERS else _by_title(site, kind))
            if kind is Page or len(items) <= MOST_NAMED:
                yield from (i for i in items if getattr(i, "shows", None) is not Shows.NOT_FOUND)


def _by_title(site: Site, kind: type[Item]) -> list[Item]:
    return sorted(not_withdrawn(site, kind), key=lambda item: (natural(item.label), item.id))


def named_apart(site: Site, items: Iterable[Item]) -> tuple[DirectoryEntry, ...]:
    """Name records so that the same words never lead to two of them."""
    every = tuple(items)
    labels = Counter(item.label.casefold() for item in every)
    named = [
        DirectoryEntry(item.label if labels[item.label.casefold()] == 1 else _with_kind(item), item)
        for item in every
    ]
    again = Counter(entry.label.casefold() for entry in named)
    return tuple(
        entry
        if again[entry.label.casefold()] == 1
        else DirectoryEntry(_with_place(site, entry.item), entry.item)
        for entry in named
    )


def tree(site: Site) -> PageBranch | None:
    """Arrange all records under the pages that lead to them."""
    home = next((page for page in not_withdrawn(site, Page) if page.id == HOME), None)
    entries = {entry.item.url: entry for entry in named_apart(site, records(site))}
    shown: dict[str, list[DirectoryEntry]] = defaultdict(list)
    for entry in entries.values():
        if page := _lister(site, entry.item):
            shown[page.url].append(entry)
    return _branch(site, home, entries, shown) if home else None


def letters(site: Site) -> tuple[Letter, ...]:
    """Arrange all records and the terms of the glossary from A to Z."""
    entries = named_apart(site, (*records(site), *not_withdrawn(site, Term)))
    return by_letter(entries)


def lettered(items: Iterable[Named]) -> tuple[tuple[str, tuple[Named, ...]], ...]:
    """Put records under the first letters of their labels, from A to Z."""
    groups = by_letter(DirectoryEntry(item.label, item) for item in items)
    return tuple((g.letter, tuple(cast("Named", e.item) for e in g.entries)) for g in groups)


def by_letter(entries: Iterable[DirectoryEntry]) -> tuple[Letter, ...]:
    """Put entries under their first letters; digits and signs come first, under 0–9."""
    ordered = sorted(
        entries, key=lambda e: (_letter(e.label), natural(_plain(e.label)), e.item.url)
    )
    grouped = groupby(ordered, key=lambda entry: _letter(entry.label))
    return tuple(Letter(letter, tuple(below)) for letter, below in grouped)


def _branch(
    site: Site,
    page: Page,
    entries: Mapping[str, DirectoryEntry],
    shown: Mapping[str, list[DirectoryEntry]],
) -> PageBranch:
    below = (other for other in pages_below(site, page) if other.url in entries)
    return PageBranch(
        entry=entries[page.url],
        below=tuple(_branch(site, other, entries, shown) for other in below),
        records=tuple(shown.get(page.url, ())),
    )


def _lister(site: Site, item: Item) -> Page | None:
    """Return the page under which the site map puts a record that is no page of words itself."""
    if isinstance(item, Page):
        return None
    listing = page_showing(site, Shows(item.listed_by)) if item.listed_by else None
    return listing or page_above(site, item.url)


def _with_kind(item: Item) -> str:
    noun = type(item).noun()
    return f"{item.label} ({noun[:1].lower()}{noun[1:]})"


def _with_place(site: Site, item: Item) -> str:
    if isinstance(item, Page):
        titles = {page.id: page.title for page in not_withdrawn(site, Page)}
        return f"{item.label} ({titles.get(parent_id(item, titles.keys()), item.id)})"
    return f"{item.label} ({item.id})"


def _plain(label: str) -> str:
    return label.casefold().lstrip("“‘’'\"(")


def _letter(label: str) -> str:
    first = _plain(label)[:1].upper()
    return first if first.isalpha() else "0–9"
