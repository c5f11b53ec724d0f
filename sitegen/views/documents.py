"""The library of documents, the newsletters and the briefings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from sitegen.content.slugs import slug
from sitegen.models.documents import (
    BoardDocument,
    DocumentKind,
    DocumentText,
    EarlierVersion,
    FileState,
    Newsletter,
)
from sitegen.models.follow_up import Action
from sitegen.models.pages import Page
from sitegen.models.reviews import Briefing, Review, Theme
from sitegen.views.files import Download, Usability, download, usability
from sitegen.views.lookup import (
    get_many,
    get_or_none,
    key_of,
    not_withdrawn,
    per_site,
    referencing,
)
from sitegen.views.orders import natural
from sitegen.views.reviews import in_order, listed
from sitegen.views.sheets import PAGE_SIZE, Sheet, Way, first_page_first, sheets, ways_by_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.content.values import Prose
    from sitegen.models.base import Item
    from sitegen.site.site import Site

_WAYS: Final = (
    ("here", "Read or download here", (FileState.AVAILABLE,)),
    ("elsewhere", "Published elsewhere", (FileState.ELSEWHERE,)),
    ("copies", "Ask us for a copy", (FileState.ON_REQUEST, FileState.AWAITED)),
    ("quoted", "By others, and quoted here", ()),
    ("withdrawn", "Withdrawn", (FileState.WITHDRAWN,)),
)
"""The ways to get a document, with their headings, the shortest way first."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents of one kind."""

    id: str
    kind: DocumentKind
    documents: tuple[BoardDocument, ...]


@dataclass(frozen=True, slots=True)
class Availability:
    """The documents that are got in the same way, by kind."""

    id: str
    title: str
    number: int
    shelves: tuple[Shelf, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """One page of the documents, by how they are got."""

    sheet: Sheet[BoardDocument]
    ways: tuple[Availability, ...]


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """A version of a document that another has replaced."""

    said: EarlierVersion
    download: Download | None


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """All that the site knows about one document."""

    download: Download | None
    formats: tuple[Download, ...]
    earlier: tuple[DocumentVersion, ...]
    usability: Usability
    html_page: Page | None
    supersedes: BoardDocument | None
    superseded_by: tuple[BoardDocument, ...]
    reviews: tuple[Review, ...]
    themes: tuple[Theme, ...]
    actions: tuple[Action, ...]
    digital: tuple[Item, ...]
    text: Prose | None
    """Its text: whole, or what it says in other words."""


@dataclass(frozen=True, slots=True)
class Brief:
    """A briefing, its review and its original file."""

    briefing: Briefing
    review: Review | None
    document: BoardDocument | None


@dataclass(frozen=True, slots=True)
class Briefings:
    """The briefings in the order of their reviews, and those that are only documents so far."""

    briefs: tuple[Brief, ...]
    documents: tuple[BoardDocument, ...]


@dataclass(frozen=True, slots=True)
class BriefingPage:
    """A briefing with what belongs to it."""

    review: Review | None
    document: BoardDocument | None
    themes: tuple[Theme, ...]
    replaced_by: Briefing | None


@per_site
def briefings_in_order(site: Site) -> tuple[Briefing, ...]:
    """Return all briefings in the order of their reviews."""
    places = {key_of(review): place for place, review in enumerate(listed(site))}
    last = len(places)

    def order(briefing: Briefing) -> tuple[int, str]:
        return places.get(briefing.review, last) if briefing.review else last, briefing.id

    return tuple(sorted(not_withdrawn(site, Briefing), key=order))


def libraries(site: Site, base: str) -> Iterator[Library]:
    """Arrange documents by how they are got, then by kind, the newest of each kind first."""
    documents = _in_order(site, not_withdrawn(site, BoardDocument))
    ways = _ways_to_look(site, documents)
    for sheet in sheets(ways, base, "Documents"):
        chosen = next((way for way in ways if way.place and way.place in sheet.url), ways[0])
        got = Counter(_way(site, document) for document in chosen.entries)
        found = (_availability(site, sheet.entries, way, got[way[0]]) for way in _WAYS)
        yield Library(sheet, tuple(one for one in found if one.shelves))


def _ways_to_look(
    site: Site, documents: tuple[BoardDocument, ...]
) -> tuple[Way[BoardDocument], ...]:
    """Return the ways to look at the library, of which a short one needs but one."""
    shown, number = first_page_first(documents)
    first = Way("Order", "by kind", "", shown, first=number)
    if len(documents) <= PAGE_SIZE:
        return (first,)
    titles = {id_: title for id_, title, _ in _WAYS}
    return (
        first,
        *ways_by_word("How to get it", "by-way", documents, lambda d: (titles[_way(site, d)],)),
        *ways_by_word("Kind", "by-kind", documents, lambda d: (str(d.document_kind),)),
    )


def _in_order(site: Site, documents: Iterable[BoardDocument]) -> tuple[BoardDocument, ...]:
    """Put documents in the order of the library: how they are got, their kind, the newest first."""
    found = tuple(documents)
    return tuple(
        one
        for id_, _, _ in _WAYS
        for kind in DocumentKind
        for one in _newest_first(tuple(d for d in found if _way(site, d) == id_), kind)
    )


def _way(site: Site, document: BoardDocument) -> str:
    """Return the id of the way in which a reader gets a document."""
    another = next(id_ for id_, _, states in _WAYS if not states)
    if _is_another_bodys(site, document):
        return another
    return next(id_ for id_, _, states in _WAYS if _to_be_had(document) in states)


def _is_another_bodys(site: Site, document: BoardDocument) -> bool:
    """Return whether nobody would ask the board for it: an article, or the guidance of others."""
    kept = _to_be_had(document) in {FileState.ON_REQUEST, FileState.AWAITED}
    of_others = document.owner not in {"", site.settings.name, site.settings.short_name}
    kinds = {DocumentKind.PRESS, DocumentKind.GUIDANCE}
    return kept and of_others and document.document_kind in kinds


def _availability(
    site: Site,
    shown: Iterable[BoardDocument],
    way: tuple[str, str, tuple[FileState, ...]],
    number: int,
) -> Availability:
    """Gather what a page shows of one way to get documents; their number is that of all pages."""
    id_, title, _ = way
    found = tuple(document for document in shown if _way(site, document) == id_)
    shelves = (
        Shelf(f"{id_}-{slug(kind)}", kind, tuple(d for d in found if d.document_kind is kind))
        for kind in DocumentKind
    )
    return Availability(id_, title, number, tuple(shelf for shelf in shelves if shelf.documents))


def document_page(site: Site, document: BoardDocument) -> DocumentPage:
    """Arrange the page of one document."""
    key = key_of(document)
    versions: tuple[Briefing | Newsletter, ...] = (
        *referencing(site, Briefing, document),
        *referencing(site, Newsletter, document),
    )
    formats = (download(site, one.file, one.format, one.lang) for one in document.formats)
    return DocumentPage(
        download=download(site, document.file, document.title, document.lang),
        formats=tuple(found for found in formats if found),
        earlier=tuple(
            DocumentVersion(one, download(site, one.file, one.version, document.lang))
            for one in document.earlier
        ),
        usability=usability(site, document),
        html_page=get_or_none(site, Page, document.html_page),
        supersedes=get_or_none(site, BoardDocument, document.supersedes),
        superseded_by=tuple(
            d for d in referencing(site, BoardDocument, document) if d.supersedes == key
        ),
        reviews=_reviews(site, document),
        themes=get_many(site, Theme, document.themes),
        actions=tuple(a for a in referencing(site, Action, document) if key in a.documents),
        digital=tuple(
            version for version in versions if version.document == key and version.has_page
        ),
        text=text.body if (text := get_or_none(site, DocumentText, document.text)) else None,
    )


def briefings(site: Site) -> Briefings:
    """Arrange briefings, then the files of those that have no page of words yet."""
    briefs = tuple(_brief(site, briefing) for briefing in briefings_in_order(site))
    shown = {key_of(brief.document) for brief in briefs if brief.document}
    return Briefings(
        briefs=briefs,
        documents=tuple(
            document
            for document in not_withdrawn(site, BoardDocument)
            if document.document_kind is DocumentKind.BRIEFING and key_of(document) not in shown
        ),
    )


def briefing_page(site: Site, briefing: Briefing) -> BriefingPage:
    """Arrange the page of one briefing."""
    brief = _brief(site, briefing)
    return BriefingPage(
        review=brief.review,
        document=brief.document,
        themes=get_many(site, Theme, briefing.themes),
        replaced_by=get_or_none(site, Briefing, briefing.replaced_by),
    )


def _brief(site: Site, briefing: Briefing) -> Brief:
    return Brief(
        briefing,
        get_or_none(site, Review, briefing.review),
        get_or_none(site, BoardDocument, briefing.document),
    )


def _reviews(site: Site, document: BoardDocument) -> tuple[Review, ...]:
    """Return the reviews that a document is about: it says so, or they have it in a slot."""
    key = key_of(document)
    slotted = (r for r in referencing(site, Review, document) if key in _slots(r))
    told = get_many(site, Review, document.reviews)
    return in_order({key_of(review): review for review in (*told, *slotted)}.values())


def _to_be_had(document: BoardDocument) -> FileState:
    """Return where a reader gets a document; what the board awaits is to be had on request."""
    if document.file or document.text or document.formats or document.earlier:
        return FileState.AVAILABLE
    if document.file_state is FileState.AWAITED:
        return FileState.ON_REQUEST
    return document.file_state


def _newest_first(
    documents: tuple[BoardDocument, ...], kind: DocumentKind
) -> tuple[BoardDocument, ...]:
    found = sorted(
        (document for document in documents if document.document_kind is kind),
        key=lambda document: natural(document.title),
    )
    return tuple(sorted(found, key=_age, reverse=True))


def _age(document: BoardDocument) -> date:
    return document.dated.start if document.dated else date.min


def _slots(review: Review) -> set[object]:
    return {getattr(review.documents, name) for name in type(review.documents).model_fields}
