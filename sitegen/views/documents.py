"""The library of documents, the newsletters and the briefings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sitegen.content.values import Prose
from sitegen.models.base import Item
from sitegen.models.documents import (
    BoardDocument,
    DocumentKind,
    DocumentText,
    EarlierVersion,
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
from sitegen.views.reviews import in_order, places

if TYPE_CHECKING:
    from sitegen.site.site import Site


class DocumentVersion(NamedTuple):
    """A version of a document that another has replaced."""

    version: EarlierVersion
    download: Download | None


class DocumentPage(NamedTuple):
    """All that the site knows about one document."""

    download: Download | None
    formats: tuple[Download, ...]
    earlier: tuple[DocumentVersion, ...]
    usability: Usability
    html_page: Page | None
    supersedes: BoardDocument | None
    superseded_by: tuple[BoardDocument, ...]
    reviews: tuple[Review, ...]
    actions: tuple[Action, ...]
    digital: tuple[Item, ...]
    text: Prose | None
    """Its text: whole, or what it says in other words."""


class BriefingPage(NamedTuple):
    """A briefing with what belongs to it."""

    briefing: Briefing
    review: Review | None
    document: BoardDocument | None
    themes: tuple[Theme, ...]
    replaced_by: Briefing | None


class Briefings(NamedTuple):
    """The briefings in the order of their reviews, and those that are only documents so far."""

    briefs: tuple[BriefingPage, ...]
    documents: tuple[BoardDocument, ...]


@per_site
def briefings_in_order(site: Site) -> tuple[Briefing, ...]:
    """Return all briefings in the order of their reviews."""
    order = places(site)
    every = not_withdrawn(site, Briefing)
    return tuple(sorted(every, key=lambda b: (order.get(b.review, len(order)), b.id)))


def document_page(site: Site, document: BoardDocument) -> DocumentPage:
    """Arrange the page of one document."""
    key = key_of(document)
    formats = (download(site, v.file, v.format, v.lang) for v in document.formats)
    return DocumentPage(
        download=download(site, document.file, document.title, document.lang),
        formats=tuple(found for found in formats if found),
        earlier=tuple(
            DocumentVersion(version, download(site, version.file, version.version, document.lang))
            for version in document.earlier
        ),
        usability=usability(site, document),
        html_page=get_or_none(site, Page, document.html_page),
        supersedes=get_or_none(site, BoardDocument, document.supersedes),
        superseded_by=tuple(
            d for d in referencing(site, BoardDocument, document) if d.supersedes == key
        ),
        reviews=_reviews(site, document),
        actions=tuple(a for a in referencing(site, Action, document) if key in a.documents),
        digital=_digital(site, document),
        text=text.body if (text := get_or_none(site, DocumentText, document.text)) else None,
    )


def _digital(site: Site, document: BoardDocument) -> tuple[Briefing | Newsletter, ...]:
    """Return what is a page of words and has this document as its file."""
    key = key_of(document)
    versions: tuple[Briefing | Newsletter, ...] = (
        *referencing(site, Briefing, document),
        *referencing(site, Newsletter, document),
    )
    return tuple(b for b in versions if b.document == key and b.has_page)


def briefings(site: Site) -> Briefings:
    """Arrange briefings, then the files of those that have no page of words yet."""
    briefs = tuple(briefing_page(site, briefing) for briefing in briefings_in_order(site))
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
    return BriefingPage(
        briefing=briefing,
        review=get_or_none(site, Review, briefing.review),
        document=get_or_none(site, BoardDocument, briefing.document),
        themes=get_many(site, Theme, briefing.themes),
        replaced_by=get_or_none(site, Briefing, briefing.replaced_by),
    )


def _reviews(site: Site, document: BoardDocument) -> tuple[Review, ...]:
    """Return the reviews that a document is about: it says so, or they have it in a slot."""
    key = key_of(document)
    slotted = (r for r in referencing(site, Review, document) if key in r.papers)
    reviews = get_many(site, Review, document.reviews)
    return in_order({key_of(review): review for review in (*reviews, *slotted)}.values())
