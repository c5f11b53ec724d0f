"""The library: every document by how it is got and by its kind, in pages once it is long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from sitegen.content.slugs import slug
from sitegen.models.documents import BoardDocument, DocumentKind, FileState
from sitegen.site.site import Site
from sitegen.views.lookup import not_withdrawn
from sitegen.views.orders import natural
from sitegen.views.sheets import PAGE_SIZE, Sheet, Way, first_page_first, sheets, ways_by_word

_WAYS: Final = (
    ("here", "Read or download here", (FileState.AVAILABLE,)),
    ("elsewhere", "Published elsewhere", (FileState.ELSEWHERE,)),
    ("copies", "Ask us for a copy", (FileState.ON_REQUEST, FileState.AWAITED)),
    ("quoted", "By others, and quoted here", ()),
    ("withdrawn", "Withdrawn", (FileState.WITHDRAWN,)),
)
"""The ways to get a document, with their headings, the shortest way first."""


class Shelf(NamedTuple):
    """The documents of one kind."""

    id: str
    kind: str
    documents: tuple[BoardDocument, ...]


class Availability(NamedTuple):
    """The documents that are got in the same way, by kind."""

    id: str
    title: str
    number: int
    shelves: tuple[Shelf, ...]


class Library(NamedTuple):
    """One page of the documents, by how they are got."""

    sheet: Sheet[BoardDocument]
    ways: tuple[Availability, ...]


def libraries(site: Site, base: str) -> Iterator[Library]:
    """Arrange documents by how they are got, then by kind, the newest of each kind first."""
    documents = not_withdrawn(site, BoardDocument)
    got = {document.id: _way(site, document) for document in documents}
    ways = _ways_to_look(got, _in_order(got, documents))
    numbers = {way.place: Counter(got[document.id] for document in way.entries) for way in ways}
    for sheet in sheets(ways, base, "Documents"):
        number = numbers.get(sheet.place, numbers[""])
        availabilities = (_availability(got, sheet.entries, way, number[way[0]]) for way in _WAYS)
        yield Library(sheet, tuple(a for a in availabilities if a.shelves))


def _ways_to_look(
    got: Mapping[str, str], documents: tuple[BoardDocument, ...]
) -> tuple[Way[BoardDocument], ...]:
    """Return the ways to look at the library, of which a short one needs but one."""
    first = first_page_first("by kind", documents)
    if len(documents) <= PAGE_SIZE:
        return (first,)
    titles = {id_: title for id_, title, _ in _WAYS}
    return (
        first,
        *ways_by_word("How to get it", "by-way", documents, lambda d: (titles[got[d.id]],)),
        *ways_by_word("Kind", "by-kind", documents, lambda d: (str(d.document_kind),)),
    )


def _in_order(
    got: Mapping[str, str], documents: Iterable[BoardDocument]
) -> tuple[BoardDocument, ...]:
    """Put documents in the order of the library: how they are got, their kind, the newest first."""
    ways = [id_ for id_, _, _ in _WAYS]
    newest = sorted(sorted(documents, key=lambda d: natural(d.title)), key=_age, reverse=True)
    newest.sort(key=lambda d: (ways.index(got[d.id]), _rank(d.document_kind)))
    return tuple(newest)


def _rank(kind: str) -> tuple[int, str]:
    """Return the place of a kind: the usual ones in their order, then what the board adds."""
    usual = list(map(str, DocumentKind))
    return (usual.index(kind), "") if kind in usual else (len(usual), kind)


def _way(site: Site, document: BoardDocument) -> str:
    """Return the id of the way in which a reader gets a document."""
    another = next(id_ for id_, _, states in _WAYS if not states)
    if _is_another_bodys(site, document):
        return another
    return next(id_ for id_, _, states in _WAYS if _to_be_had(document) in states)


def _is_another_bodys(site: Site, document: BoardDocument) -> bool:
    """Return whether nobody would ask the board for it: an article, or the guidance of others."""
    held_back = _to_be_had(document) in {FileState.ON_REQUEST, FileState.AWAITED}
    of_others = document.owner not in {"", site.settings.name, site.settings.short_name}
    kinds = {DocumentKind.PRESS, DocumentKind.GUIDANCE}
    return held_back and of_others and document.document_kind in kinds


def _availability(
    got: Mapping[str, str],
    shown: Iterable[BoardDocument],
    way: tuple[str, str, tuple[FileState, ...]],
    number: int,
) -> Availability:
    """Gather what a page shows of one way to get documents; their number is that of all pages."""
    id_, title, _ = way
    documents = tuple(document for document in shown if got[document.id] == id_)
    kinds = sorted({str(document.document_kind) for document in documents}, key=_rank)
    shelves = (
        Shelf(f"{id_}-{slug(kind)}", kind, tuple(d for d in documents if d.document_kind == kind))
        for kind in kinds
    )
    return Availability(id_, title, number, tuple(shelves))


def _to_be_had(document: BoardDocument) -> FileState:
    """Return where a reader gets a document; what the board awaits is to be had on request."""
    if document.file or document.text or document.formats or document.earlier:
        return FileState.AVAILABLE
    if document.file_state is FileState.AWAITED:
        return FileState.ON_REQUEST
    return document.file_state


def _age(document: BoardDocument) -> date:
    return document.dated.start if document.dated else date.min
