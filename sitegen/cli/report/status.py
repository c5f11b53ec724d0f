"""What the officer should know besides what changes: embargoes, allowances, gaps, advice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

from sitegen.cli.report.diff import ReportSection
from sitegen.content.dates import long_moment
from sitegen.issues.wording import counted
from sitegen.models.documents import BoardDocument, FileState
from sitegen.models.people import ContactKind, ContactPoint, How
from sitegen.models.reviews import Coded, Review
from sitegen.site.gate import EmbargoLift
from sitegen.site.site import Site

_SOON: Final = timedelta(days=7)
_LONG_SENTENCE: Final = 25
"""Words from which a sentence is worth a second look, as GOV.UK advises."""


def sections(
    site: Site, lifts: Iterable[EmbargoLift], *, protected: bool
) -> Iterator[ReportSection]:
    """Report where the site stands today."""
    yield ReportSection("Embargoes that lift in the next week", tuple(_soon(lifts, site.moment)))
    yield ReportSection("Private details that are allowed", tuple(_allowances(site)))
    yield ReportSection("Still missing before launch", tuple(_gaps(site, protected=protected)))
    yield ReportSection("Advice", tuple(_advice(site)))


def _soon(lifts: Iterable[EmbargoLift], now: datetime) -> Iterator[str]:
    for lift in lifts:
        if lift.at <= now.replace(tzinfo=None) + _SOON:
            yield f"{long_moment(lift.at)}: “{lift.record.item.label}” ({lift.record.origin.path})"


def _allowances(site: Site) -> Iterator[str]:
    for record in site.records:
        for number, allowed in enumerate(record.item.allow):
            place = record.entry.place(("allow", number))
            yield f"{place}: {allowed.rule}, because: {allowed.reason}"


def _gaps(site: Site, *, protected: bool) -> Iterator[str]:
    if not protected:
        yield "No name is protected yet: run “python3 build.py protect”"
    documents = [d.title for d in site.all(BoardDocument) if d.file_state is FileState.AWAITED]
    points = site.all(ContactPoint)
    asked = [point for point in points if point.purpose is not ContactKind.TEXT]
    unchecked = [point.title for point in asked if point.verified is None]
    phones = [point for point in points if point.phone and point.verified]
    read = [p.title for p in phones if p.verified and p.verified.how is not How.CALLED]
    uncoded = [
        review.title
        for review in site.all(Review)
        if any(coding.coded is Coded.NOT_YET for coding in review.themes)
    ]
    for titles, one, what in (
        (documents, "document", "that the board has still to send"),
        (unchecked, "contact", f"that nobody has checked: {', '.join(unchecked)}"),
        (read, "number", f"that nobody has called: {', '.join(read)}"),
        (uncoded, "review", "with themes not yet coded"),
    ):
        if titles:
            yield f"{counted(len(titles), one)} {what}"


def _advice(site: Site) -> Iterator[str]:
    """Point out the sentences that are hard to follow, the longest first."""
    sentences = sorted(_long_sentences(site), key=lambda sentence: -sentence[0])
    if sentences:
        have = "has" if len(sentences) == 1 else "have"
        count = counted(len(sentences), "sentence")
        yield f"{count} {have} more than {_LONG_SENTENCE} words; the longest:"
    for number, place, start in sentences[:5]:
        yield f"{place}: {number} words, from “{start} …”"


def _long_sentences(site: Site) -> Iterator[tuple[int, str, str]]:
    for paragraph in (run for body in site.texts() for run in body.paragraphs()):
        for sentence in re.split(r"(?<=[.?!])\s+", paragraph.text):
            words = sentence.split()
            if len(words) > _LONG_SENTENCE:
                yield len(words), str(paragraph.origin), " ".join(words[:5])
