"""The accessibility statement, worked out from what is known of the documents and the tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sitegen.models.documents import Accessible, BoardDocument, FileState
from sitegen.models.pages import Page, Shows
from sitegen.models.settings import Compliance
from sitegen.site.site import Site
from sitegen.views.files import compliance, usability
from sitegen.views.lookup import get_or_none, not_withdrawn, page_showing


class Flagged(NamedTuple):
    """A document that not everybody can use, why, and the page that says the same."""

    document: BoardDocument
    reasons: tuple[str, ...]
    instead: Page | None


class AccessibilityStatement(NamedTuple):
    """The status that the facts allow, and the documents by how accessible they are."""

    compliance: Compliance
    flagged: tuple[Flagged, ...]
    unchecked: tuple[BoardDocument, ...]
    awaited: int
    documents_page: Page | None
    policy: Page | None


def statement(site: Site) -> AccessibilityStatement:
    """Arrange the statement, so that it never claims more than the register of documents allows."""
    documents = not_withdrawn(site, BoardDocument)
    flagged = tuple(_flagged(site, documents))
    unchecked = tuple(
        document
        for document in documents
        if document.file_state is FileState.AVAILABLE
        and usability(site, document).state is Accessible.UNKNOWN
    )
    said = site.statement
    problems = bool(flagged or unchecked or said.non_compliance or said.burden)
    return AccessibilityStatement(
        compliance=compliance(said.compliance, problems=problems),
        flagged=flagged,
        unchecked=unchecked,
        awaited=sum(document.file_state is FileState.AWAITED for document in documents),
        documents_page=page_showing(site, Shows.DOCUMENTS),
        policy=next((p for p in not_withdrawn(site, Page) if p.id == "accessible-documents"), None),
    )


def _flagged(site: Site, documents: Iterable[BoardDocument]) -> Iterator[Flagged]:
    for document in documents:
        flags = usability(site, document)
        if flags.state in {Accessible.PARTLY, Accessible.NO}:
            yield Flagged(document, flags.reasons, get_or_none(site, Page, document.html_page))
