"""What was measured to find out whether something that was done made a difference."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sitegen.models.follow_up import Evidence
from sitegen.site.site import Site
from sitegen.views.lookup import not_withdrawn
from sitegen.views.sheets import Sheet, Way, sheets


class EvidenceList(NamedTuple):
    """One page of the list of evidence, the newest first."""

    sheet: Sheet[Evidence]
    total: int


def evidence_lists(site: Site, base: str) -> Iterator[EvidenceList]:
    """Arrange every page of the list of evidence, below the address of its first one."""
    evidence = sorted(not_withdrawn(site, Evidence), key=lambda measure: measure.date, reverse=True)
    way = Way("Order", "newest first", "", tuple(evidence))
    return (EvidenceList(sheet, len(evidence)) for sheet in sheets((way,), base, "Evidence"))
