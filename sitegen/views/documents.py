"""The library of documents, the newsletters and the briefings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sitegen.models.documents import BoardDocument, DocumentKind, FileState, Newsletter
from sitegen.models.pages import Page
from sitegen.models.reviews import Action, Briefing, Review, Theme
from sitegen.views.lookup import Citation, citations, key_of, live, one, several
from sitegen.views.questions import slug
from sitegen.views.reviews import is_listed, listed, may_name, named

if TYPE_CHECKING:
    from sitegen.models.base import Item
    from sitegen.site import Site


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents of one kind."""

    id: str
    kind: DocumentKind
    documents: tuple[BoardDocument, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """All documents by kind, and how many can be had here."""

    total: int
    counts: tuple[tuple[FileState, int], ...]
    shelves: tuple[Shelf, ...]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """All that the site knows about one document."""

    file_type: str
    html_page: Page | None
    supersedes: BoardDocument | None
    superseded_by: tuple[BoardDocument, ...]
    reviews: tuple[Review, ...]
    themes: tuple[Theme, ...]
    actions: tuple[Action, ...]
    digital: tuple[Item, ...]
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Newsletters:
    """The issues of a newsletter, the newest first."""

    issues: tuple[Newsletter, ...]


@dataclass(frozen=True, slots=True)
class NewsletterPage:
    """An issue, its original file and its neighbours in time."""

    document: BoardDocument | None
    previous: Newsletter | None
    following: Newsletter | None


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


def listed_documents(site: Site) -> tuple[BoardDocument, ...]:
    """Give the documents that may be named: none that is only about an unlisted review."""
    secret = {
        getattr(review.documents, name)
        for review in live(site, Review)
        if not is_listed(review)
        for name in type(review.documents).model_fields
    }
    return tuple(
        document
        for document in live(site, BoardDocument)
        if key_of(document) not in secret and may_name(site, document.reviews)
    )


def listed_briefings(site: Site) -> tuple[Briefing, ...]:
    """Give the briefings that may be named, in the order of their reviews."""
    places = {key_of(review): place for place, review in enumerate(listed(site))}
    found = (b for b in live(site, Briefing) if may_name(site, filter(None, [b.review])))
    last = len(places)
    return tuple(
        sorted(found, key=lambda b: (places.get(b.review, last) if b.review else last, b.id))
    )


def library(site: Site) -> Library:
    """Arrange documents by kind, the newest of each kind first."""
    documents = listed_documents(site)
    counted = Counter(document.file_state for document in documents)
    shelves = (
        Shelf(f"kind-{slug(kind)}", kind, _newest_first(documents, kind)) for kind in DocumentKind
    )
    return Library(
        total=len(documents),
        counts=tuple((state, counted[state]) for state in FileState if counted[state]),
        shelves=tuple(shelf for shelf in shelves if shelf.documents),
    )


def document_page(site: Site, document: BoardDocument) -> DocumentPage:
    """Arrange the page of one document."""
    key = key_of(document)
    slotted = (r for r in listed(site) if key in _slots(r) and key_of(r) not in document.reviews)
    versions: tuple[Briefing | Newsletter, ...] = (*listed_briefings(site), *live(site, Newsletter))
    return DocumentPage(
        file_type=PurePosixPath(str(document.file)).suffix.lstrip(".").upper()
        if document.file
        else "",
        html_page=one(site, Page, document.html_page),
        supersedes=one(site, BoardDocument, document.supersedes),
        superseded_by=tuple(d for d in listed_documents(site) if d.supersedes == key),
        reviews=(*named(site, document.reviews), *slotted),
        themes=several(site, Theme, document.themes),
        actions=tuple(action for action in live(site, Action) if key in action.documents),
        digital=tuple(version for version in versions if version.document == key),
        sources=citations(site, document),
    )


def newsletters(site: Site) -> Newsletters:
    """Arrange newsletters, the newest first."""
    return Newsletters(tuple(reversed(_by_issue(site))))


def newsletter_page(site: Site, newsletter: Newsletter) -> NewsletterPage:
    """Arrange the page of one issue."""
    issues = _by_issue(site)
    place = issues.index(newsletter)
    return NewsletterPage(
        document=one(site, BoardDocument, newsletter.document),
        previous=issues[place - 1] if place else None,
        following=issues[place + 1] if place + 1 < len(issues) else None,
    )


def briefings(site: Site) -> Briefings:
    """Arrange briefings, then the files of those that have no page of words yet."""
    briefs = tuple(_brief(site, briefing) for briefing in listed_briefings(site))
    shown = {key_of(brief.document) for brief in briefs if brief.document}
    return Briefings(
        briefs=briefs,
        documents=tuple(
            document
            for document in listed_documents(site)
            if document.document_kind is DocumentKind.BRIEFING and key_of(document) not in shown
        ),
    )


def briefing_page(site: Site, briefing: Briefing) -> BriefingPage:
    """Arrange the page of one briefing."""
    brief = _brief(site, briefing)
    return BriefingPage(
        review=brief.review,
        document=brief.document,
        themes=several(site, Theme, briefing.themes),
        replaced_by=one(site, Briefing, briefing.replaced_by),
    )


def _brief(site: Site, briefing: Briefing) -> Brief:
    reviews = named(site, filter(None, [briefing.review]))
    return Brief(
        briefing, reviews[0] if reviews else None, one(site, BoardDocument, briefing.document)
    )


def _newest_first(
    documents: tuple[BoardDocument, ...], kind: DocumentKind
) -> tuple[BoardDocument, ...]:
    found = sorted(
        (document for document in documents if document.document_kind is kind),
        key=lambda document: document.title.casefold(),
    )
    return tuple(sorted(found, key=_age, reverse=True))


def _age(document: BoardDocument) -> date:
    return document.dated.start if document.dated else date.min


def _slots(review: Review) -> set[object]:
    return {getattr(review.documents, name) for name in type(review.documents).model_fields}


def _by_issue(site: Site) -> tuple[Newsletter, ...]:
    return tuple(sorted(live(site, Newsletter), key=lambda newsletter: newsletter.issue))
