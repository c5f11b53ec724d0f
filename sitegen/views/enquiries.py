"""What was asked, of whom and when, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from sitegen.content.slugs import slug
from sitegen.models.documents import BoardDocument
from sitegen.models.enquiries import Enquiry, Outcome
from sitegen.models.pages import Page, Shows
from sitegen.models.reviews import Review
from sitegen.site.site import Site
from sitegen.views.lookup import (
    Citation,
    citations,
    get_many,
    not_withdrawn,
    page_showing,
    tally,
)
from sitegen.views.sheets import Sheet, Way, first_page_first, sheets

FEW: Final = 10
"""Up to this many enquiries need no choices."""


class EnquiryPage(NamedTuple):
    """An enquiry with the documents that came and the reviews that it is about."""

    enquiry: Enquiry
    documents: tuple[BoardDocument, ...]
    reviews: tuple[Review, ...]
    sources: tuple[Citation, ...]


class EnquiryList(NamedTuple):
    """One page of the log, the newest first."""

    sheet: Sheet[Enquiry]
    entries: tuple[EnquiryPage, ...]
    counts: tuple[tuple[Outcome, int], ...]
    questions: Page | None


def enquiry_lists(site: Site, base: str) -> Iterator[EnquiryList]:
    """Arrange every page of the log, below the address of its first one."""
    counts = tally((enquiry.outcome for enquiry in not_withdrawn(site, Enquiry)), Outcome)
    for sheet in sheets(_ways(site), base, "Asked and answered"):
        yield EnquiryList(
            sheet,
            tuple(enquiry_page(site, enquiry) for enquiry in sheet.entries),
            counts,
            page_showing(site, Shows.QUESTIONS),
        )


def enquiry_page(site: Site, enquiry: Enquiry) -> EnquiryPage:
    """Arrange the page of one enquiry."""
    return EnquiryPage(
        enquiry=enquiry,
        documents=get_many(site, BoardDocument, enquiry.documents),
        reviews=get_many(site, Review, enquiry.reviews),
        sources=citations(site, enquiry),
    )


def _ways(site: Site) -> tuple[Way[Enquiry], ...]:
    every = not_withdrawn(site, Enquiry)
    enquiries = tuple(sorted(every, key=lambda enquiry: enquiry.asked_on, reverse=True))
    first = first_page_first("newest first", enquiries)
    if len(enquiries) <= FEW:
        return (first,)
    outcomes = (
        Way("What came", outcome, f"by-outcome/{slug(outcome)}/", chosen)
        for outcome in Outcome
        if (chosen := tuple(enquiry for enquiry in enquiries if enquiry.outcome is outcome))
    )
    return (first, *outcomes)
