"""What must be in place before a review may be published, and when it may not be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from sitegen.checks.context import standing
from sitegen.content.dates import PartialDate, Precision, long_date
from sitegen.content.record import Record, of_type
from sitegen.content.values import Key
from sitegen.issues.issue import Issue, Severity
from sitegen.issues.wording import entry_of
from sitegen.models import working_days
from sitegen.models.base import Item, Model, Publication
from sitegen.models.documents import BoardDocument, FileState
from sitegen.models.follow_up import Recommendation
from sitegen.models.private import QuietPeriod, Signoff
from sitegen.models.review_types import Paper, ReviewStatus
from sitegen.models.reviews import Event, Review
from sitegen.models.working_days import WorkingDays
from sitegen.site.site import Site

PANEL_DAYS: Final = 7
"""Working days before publication by which the Panel has the report (Working Together 2018)."""

EXPECTED_MONTHS: Final = 6
"""Months in which a review is expected to be completed and published (Working Together 2018)."""

_HAD: Final = (FileState.AVAILABLE, FileState.ELSEWHERE)
_SIGNOFFS: Final = {
    "chair": "the Independent Chair has not agreed to publication",
    "legal": "legal advice on publication is not noted",
    "family": "it is not noted that the family was told",
}


class CheckedReview(NamedTuple):
    """A review that is about to be published, or was, since the board began to check."""

    record: Record[Review]
    review: Review
    out: PartialDate
    """When it came out: its own milestone, which may be long before its page stood on this site."""

    def issue(self, field: str, message: str, hint: str) -> Issue:
        """Make an issue at a field of the review."""
        return self.record.error(tuple(field.split(".")), message, hint)


def due(site: Site) -> Iterator[CheckedReview]:
    """Yield the published reviews that are not history.

    Reviews that came out before this site began to check were signed off elsewhere, and nobody
    can correct that today.
    """
    since = site.settings.reviews_checked_from
    for record in standing(site.records, Review):
        review = record.item
        milestone = review.milestone(Event.PUBLISHED)
        historic = since and milestone and milestone.date.end < since
        # What another body published was signed off there.
        ours = review.review_status is ReviewStatus.PUBLISHED and not review.published_by
        if ours and review.published and not historic:
            day = PartialDate(review.published, review.published, Precision.DAY)
            yield CheckedReview(record, review, milestone.date if milestone else day)


def reviews_are_signed_off(site: Site) -> Iterator[Issue]:
    """The chair and the lawyers agreed and the family was told, before publication."""
    for checked in due(site):
        begun = checked.review.milestone(Event.APPOINTED)
        for name, missing in _SIGNOFFS.items():
            when: date | None = getattr(checked.review.signoffs, name)
            field = f"signoffs.{name}"
            if when is None:
                entry = entry_of("  …", {name: "2024-03-09"})
                hint = f"Once it is done, write the day below ⟦signoffs:⟧, as in{entry}"
                yield checked.issue(field, missing, hint)
            elif when > checked.out.end:
                hint = "Correct the date, or that of the milestone “published”, or publish later."
                message = f"{long_date(when)} is after the day of publication, {checked.out}"
                yield checked.issue(field, message, hint)
            elif begun and when < begun.date.start:
                message = f"{long_date(when)} is before the author was appointed, {begun.date}"
                yield checked.issue(field, message, "Correct one of the two dates.")


def reviews_have_their_papers(site: Site) -> Iterator[Issue]:
    """A published review has the papers of its kind, and the board’s response if a law asks."""
    for checked in due(site):
        kind = site.settings.kinds_of_review.get(checked.review.review_kind)
        if kind is None:
            continue
        papers = dict(checked.review.papers_due(kind))
        if kind.to_panel:
            papers[Paper.RESPONSE] = checked.review.documents.response
        for name, key in papers.items():
            paper = site.find(key)
            words = name.replace("_", " ")
            field = f"documents.{name}"
            if key is None:
                hint = (
                    "Add it to ⟦documents.yml⟧, then write its id below ⟦documents:⟧, "
                    f"as ⟦{name}: its-id⟧."
                )
                yield checked.issue(field, f"the {words} is missing", hint)
            elif isinstance(paper, BoardDocument) and not (
                paper.file_state in _HAD or paper.html_page
            ):
                hint = (
                    f"At “{key.id}” in ⟦documents.yml⟧, name its file with ⟦file:⟧ and write "
                    "⟦file_state: available⟧, or with ⟦html_page:⟧ the page that says the same."
                )
                yield checked.issue(field, f"the {words} is not there yet to be read", hint)


def reviews_name_their_reviewer(site: Site) -> Iterator[Issue]:
    """The name of the independent reviewer is published with the review (SI 2018/789)."""
    for checked in due(site):
        if not checked.review.author:
            hint = "Write ⟦author:⟧ with the reviewer’s name."
            yield checked.issue("author", "the reviewer’s name is missing", hint)


def reviews_have_recommendations(site: Site) -> Iterator[Issue]:
    """A review without recommendations is rare enough to be asked about."""
    named = {recommendation.review for recommendation in site.all(Recommendation)}
    for checked in due(site):
        if Key(Review.kind, checked.review.id) not in named:
            hint = f"Add them to ⟦recommendations.yml⟧, each with ⟦review: {checked.review.id}⟧."
            message = "no recommendation of this review is in the register"
            issue = checked.issue("recommendations", message, hint)
            yield Issue(issue.origin, message, hint, severity=Severity.WARNING)


def the_panel_has_the_report_in_time(site: Site) -> Iterator[Issue]:
    """The national Panel has the final report at least seven working days before publication."""
    days = working_days.of(site.settings.bank_holidays)
    for checked in due(site):
        kind = site.settings.kinds_of_review.get(checked.review.review_kind)
        if kind is None or not kind.to_panel:
            continue
        sent = checked.review.milestone(Event.TO_PANEL)
        if sent is None:
            hint = f"Add a milestone ⟦event: {Event.TO_PANEL}⟧ with the day on which it was sent."
            message = "there is no record of when the report went to the national Panel"
            yield checked.issue("milestones", message, hint)
            continue
        try:
            latest = days.before(checked.out.end, PANEL_DAYS)
            safe = days.before(checked.out.start, PANEL_DAYS)
        except working_days.BeyondTheList as fault:
            yield checked.issue("published", str(fault), working_days.HOW_TO_GO_ON)
            continue
        yield from _in_time(checked, sent.date, (safe, latest), days)


def _in_time(
    checked: CheckedReview, sent: PartialDate, last: tuple[date, date], days: WorkingDays
) -> Iterator[Issue]:
    safe, latest = last
    if sent.start > latest:
        message = (
            f"the report went to the national Panel on {sent}; to publish on "
            f"{checked.out} it had to be there by {long_date(latest)}, "
            "seven working days before"
        )
        yield checked.issue("milestones", message, _later(sent, days))
    elif sent.end > safe:
        unsure = sent if sent.precision is not Precision.DAY else checked.out
        message = f"“{unsure}” does not say whether the Panel had the report by {long_date(safe)}"
        hint = f"Write the whole day instead of “{unsure}”."
        yield checked.record.warning("milestones", message, hint, str(unsure))


def _later(sent: PartialDate, days: WorkingDays) -> str:
    try:
        first = days.after(days.first_from(sent.end), PANEL_DAYS)
    except working_days.BeyondTheList:
        return "Publish later."
    return f"Publish on {long_date(first)} or later."


def delays_have_reasons(site: Site) -> Iterator[Issue]:
    """A review that took more than six months says why, in words for the public."""
    for checked in due(site):
        begun = checked.review.milestone(Event.APPOINTED)
        if begun is None:
            continue
        if checked.out.start <= working_days.months_after(begun.date.end, EXPECTED_MONTHS):
            continue
        reasons = checked.review.status_reason or any(
            milestone.event is Event.DELAYED or milestone.note
            for milestone in checked.review.milestones
        )
        if not reasons:
            hint = "Write ⟦status_reason:⟧ with one sentence, or a note at the milestone."
            message = f"it took more than {EXPECTED_MONTHS} months, and the page does not say why"
            yield checked.issue("status_reason", message, hint)


def quiet_periods_are_kept(
    records: Iterable[Record[Item]], private: Iterable[Record[Model]], ledger: Mapping[str, int]
) -> Iterator[Issue]:
    """Nothing about a review is published, nor scheduled, within its quiet period.

    What the ledger holds was public before, and stays.
    """
    periods = [period.item for period in of_type(private, QuietPeriod)]
    for record in of_type(records, Publication):
        item = record.item
        if not item.published or item.url in ledger:
            continue
        for period in periods:
            about = period.review in _reviews_of(record)
            if about and period.start <= item.published <= period.end:
                name = "publish_at" if item.publish_at else "published"
                message = (
                    f"nothing about “{period.review.id}” may be published from "
                    f"{long_date(period.start)} to {long_date(period.end)}"
                )
                yield record.error(name, message, "Choose a day before or after.", period.review.id)


def _reviews_of(record: Record[Publication]) -> frozenset[Key]:
    """Return the reviews that a record is, or is about."""
    named = (leaf for _, leaf in record.leaves if isinstance(leaf, Key))
    itself = Key(record.item.kind, record.id)
    return frozenset(key for key in (itself, *named) if key.kind == Review.kind)


def private_notes_agree(
    records: Iterable[Record[Item]], private: Iterable[Record[Model]]
) -> Iterator[Issue]:
    """What the private folder says of a review is about a review that there is, and agrees."""
    reviews = {record.id: record.item for record in of_type(records, Review)}
    for note in private:
        item = note.item
        if not isinstance(item, QuietPeriod | Signoff):
            continue
        review = reviews.get(item.review.id)
        if review is None:
            hint = "Correct the id; it is the name of the review’s file without “.md”."
            message = f"there is no review “{item.review.id}”"
            yield note.error("review", message, hint, item.review.id)
        elif isinstance(item, Signoff):
            yield from _agrees(note, item, review)


def _agrees(note: Record[Model], item: Signoff, review: Review) -> Iterator[Issue]:
    if item.step not in _SIGNOFFS:
        hint = f"Known here: {', '.join(_SIGNOFFS)}."
        message = f"“{item.step}” is not a step of signing off"
        yield note.error("step", message, hint, item.step)
    elif getattr(review.signoffs, item.step) != item.date:
        message = f"the review “{review.id}” gives another day, or none, for “{item.step}”"
        yield note.error(
            "date", message, "Write the same day in both places.", review.id, item.step
        )
