"""The same documents in other orders: by year, by topic and from A to Z."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from sitegen.content.slugs import slug
from sitegen.models.documents import BoardDocument
from sitegen.models.reviews import Theme
from sitegen.site.site import Site
from sitegen.views.directory import lettered
from sitegen.views.lookup import key_of, not_withdrawn
from sitegen.views.orders import natural
from sitegen.views.sheets import PAGE_SIZE, Sheet, Way, sheets

UNDATED: Final = "Year not known"
_YEARS: Final = re.compile(r"\b(?:19|20)\d{2}\b")


class DocumentGroup(NamedTuple):
    """Documents that belong under one heading."""

    title: str
    documents: tuple[BoardDocument, ...]


class Order(NamedTuple):
    """One way to look for a document."""

    id: str
    title: str
    groups: tuple[DocumentGroup, ...]


class Lists(NamedTuple):
    """One page of all documents, in other orders than that of the library."""

    sheet: Sheet[BoardDocument]
    orders: tuple[Order, ...]


def document_lists(site: Site, base: str) -> Iterator[Lists]:
    """Arrange every document by year, topic and letter: on one page while they are few."""
    documents = sorted(not_withdrawn(site, BoardDocument), key=lambda d: natural(d.title))
    orders = (
        Order("by-year", "By year", tuple(_years(documents))),
        Order("by-topic", "By topic", tuple(_topics(site, documents))),
        Order("a-to-z", "From A to Z", tuple(DocumentGroup(*of) for of in lettered(documents))),
    )
    few = len(documents) <= PAGE_SIZE
    by_year = tuple(document for group in orders[0].groups for document in group.documents)
    ways = [Way("Order", "by year", "", by_year)]
    if not few:
        ways.append(Way("Order", "by title", "by-title/", tuple(documents)))
        for order, sort in zip(orders, ("Year", "Topic", "Letter"), strict=True):
            ways += [
                Way(sort, group.title, f"{order.id}/{slug(group.title)}/", group.documents)
                for group in order.groups
            ]
    for sheet in sheets(ways, base, "Documents"):
        yield Lists(sheet, orders if few else ())


def _years(documents: Iterable[BoardDocument]) -> Iterator[DocumentGroup]:
    """Yield the newest year first, and what has no date of its own at the end."""
    years: dict[int, list[BoardDocument]] = {}
    for document in documents:
        years.setdefault(_year(document), []).append(document)
    for year in sorted(years, reverse=True):
        yield DocumentGroup(str(year) if year else UNDATED, tuple(years[year]))


def _year(document: BoardDocument) -> int:
    """Return the year of a document, or the last one that it covers; 0 if neither is known."""
    if document.dated:
        return document.dated.start.year
    return max(map(int, _YEARS.findall(document.period)), default=0)


def _topics(site: Site, documents: Iterable[BoardDocument]) -> Iterator[DocumentGroup]:
    everything = tuple(documents)
    for theme in sorted(not_withdrawn(site, Theme), key=lambda theme: natural(theme.title)):
        if about := tuple(document for document in everything if key_of(theme) in document.themes):
            yield DocumentGroup(theme.title, about)
    if rest := tuple(document for document in everything if not document.themes):
        yield DocumentGroup("No topic recorded", rest)
