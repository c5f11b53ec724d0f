"""What was measured to find out whether something that was done made a difference."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sitegen.models.documents import BoardDocument
from sitegen.models.follow_up import Action, Evidence, Recommendation
from sitegen.site.site import Site
from sitegen.views.lookup import Citation, citations, get_many, not_withdrawn
from sitegen.views.sheets import Sheet, Way, sheets


class EvidenceList(NamedTuple):
    """One page of the list of evidence, the newest first."""

    sheet: Sheet[Evidence]
    total: int


class EvidencePage(NamedTuple):
    """A measurement with what it is about and the documents that tell the whole."""

    evidence: Evidence
    actions: tuple[Action, ...]
    recommendations: tuple[Recommendation, ...]
    documents: tuple[BoardDocument, ...]
    sources: tuple[Citation, ...]


def evidence_lists(site: Site, base: str) -> Iterator[EvidenceList]:
    """Arrange every page of the list of evidence, below the address of its first one."""
    evidence = sorted(not_withdrawn(site, Evidence), key=lambda measure: measure.date, reverse=True)
    way = Way("Order", "newest first", "", tuple(evidence))
    return (EvidenceList(sheet, len(evidence)) for sheet in sheets((way,), base, "Evidence"))


def evidence_page(site: Site, evidence: Evidence) -> EvidencePage:
    """Arrange the page of one measurement."""
    return EvidencePage(
        evidence=evidence,
        actions=get_many(site, Action, evidence.actions),
        recommendations=get_many(site, Recommendation, evidence.recommendations),
        documents=get_many(site, BoardDocument, evidence.documents),
        sources=citations(site, evidence),
    )
