"""What the register of reviews may not say."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from sitegen.content.dates import long_date
from sitegen.content.values import Key
from sitegen.issues.issue import Issue, Origin, Severity
from sitegen.issues.wording import off_screen
from sitegen.models.base import Status
from sitegen.models.documents import BoardDocument
from sitegen.models.review_types import ReviewStatus
from sitegen.models.reviews import Event, Review

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.context import CheckContext
    from sitegen.checks.references import Withheld
    from sitegen.content.record import Record
    from sitegen.models.base import Item
    from sitegen.site.site import Site

_STEPS: Final = (Event.DECIDED, Event.APPOINTED, Event.REPORTED, Event.TO_PANEL)
"""What happens in this order before a review is published, which may happen more than once."""


def milestones_stand_in_order(record: Record[Item], _context: CheckContext) -> Iterator[Issue]:
    """No step of a review is dated before the step that it follows."""
    review = record.item
    if not isinstance(review, Review):
        return
    for first, second in pairwise(_in_order(review)):
        earlier, later = review.milestones[first], review.milestones[second]
        if later.date.end < earlier.date.start:
            message = (
                f"“{later.event}” ({later.date}) cannot come before "
                f"“{earlier.event}” ({earlier.date})"
            )
            at = off_screen(f" on line {_date_of(record, first).line}")
            hint = f"Correct this date, or that of “{earlier.event}”{at}."
            name = f"milestones.{second + 1}.date"
            yield Issue(
                _date_of(record, second), message, hint, (later.event, earlier.event), field=name
            )


def _in_order(review: Review) -> list[int]:
    """Return the places of the steps in the list of milestones, in the order of their events."""
    milestones = list(enumerate(review.milestones))
    steps = [next((n for n, m in milestones if m.event is event), None) for event in _STEPS]
    published = [n for n, milestone in milestones if milestone.event is Event.PUBLISHED]
    return [n for n in (*steps, *published) if n is not None]


def _date_of(record: Record[Item], number: int) -> Origin:
    return record.entry.place(("milestones", number, "date"))


def statuses_are_explained(site: Site) -> Iterator[Issue]:
    """A review that is delayed or not published says why, and what became of it all the same."""
    for record in site.records:
        review = record.item
        if not isinstance(review, Review) or not review.is_finished:
            continue
        for name in _needed(site, review):
            if not getattr(review, name):
                message = f"a review that is {review.review_status} needs ⟦{name}⟧"
                hint = f"Add ⟦{name}:⟧. {Review.model_fields[name].description}"
                place = record.entry.place(("review_status",))
                yield Issue(place, message, hint, field="review_status", about=(name,))


def _needed(site: Site, review: Review) -> Iterator[str]:
    """Yield the fields that a review in its state needs to be understood."""
    stage = site.settings.states_of_review.get(review.review_status)
    if stage and stage.needs_reason and review.status is not Status.WITHDRAWN:
        yield "status_reason"
        if review.review_status is ReviewStatus.NOT_PUBLISHED and not review.published_by:
            kind = site.settings.kinds_of_review.get(review.review_kind)
            yield from ("panel_informed",) if kind is None or kind.to_panel else ()
            yield "improvements"


def thematic_reviews_join_published_ones(site: Site) -> Iterator[Issue]:
    """A thematic review joins reviews that are out, since it tells what they found."""
    for record in site.records:
        review = record.item
        if not isinstance(review, Review):
            continue
        place = record.entry.place(("joins",))
        kind = site.settings.kinds_of_review.get(review.review_kind)
        if review.joins and kind and not kind.joins:
            hint = "Take ⟦joins⟧ out, or write ⟦review_kind: thematic review⟧."
            message = f"a {review.review_kind} does not join other reviews"
            yield Issue(place, message, hint, field="joins")
        for key in review.joins:
            joined = site.find(key)
            if isinstance(joined, Review) and joined.review_status is not ReviewStatus.PUBLISHED:
                hint = "Take it out, or wait until it is published."
                message = f"“{key.id}” is {joined.review_status}, so no review can join it yet"
                yield Issue(key.origin, message, hint, field="joins", about=(key.id,))


def published_reviews_have_come_out(site: Site) -> Iterator[Issue]:
    """A review that is called published does not have a date of publication in the future."""
    for record in site.records:
        review = record.item
        if not isinstance(review, Review) or review.status is Status.WITHDRAWN:
            continue
        if review.review_status is not ReviewStatus.PUBLISHED:
            continue
        # A page that is scheduled says what will be true when it appears.
        appears = max(filter(None, (site.moment.replace(tzinfo=None), review.publish_at)))
        milestone = review.milestone(Event.PUBLISHED)
        if milestone and milestone.date.start > appears.date():
            number = review.milestones.index(milestone)
            place = record.entry.place(("milestones", number, "date"))
            hint = "Correct the date, or schedule the page: ⟦status: scheduled⟧ and ⟦publish_at:⟧."
            message = f"it is called published, but {milestone.date} has not come yet"
            yield Issue(place, message, hint, field="milestones")


def reviews_in_progress_say_whether_they_show(_site: Site, unseen: Withheld) -> Iterator[Issue]:
    """A review in progress that is called published is hidden because somebody wants it so."""
    for record in unseen.withheld:
        review = record.item
        if not isinstance(review, Review) or "announce" in review.model_fields_set:
            continue
        if review.unannounced and review.status in {Status.PUBLISHED, Status.SCHEDULED}:
            message = "nobody sees this review, because it is in progress and not announced"
            hint = "Write ⟦announce: yes⟧ if the public may know of it, else ⟦announce: no⟧."
            place = record.entry.place(("review_status",))
            yield Issue(place, message, hint, field="review_status", severity=Severity.WARNING)


def pages_follow_their_reviews(site: Site, unseen: Withheld) -> Iterator[Issue]:
    """The page of a review does not say that it is out before the review’s own milestone does.

    A page may be younger than its review, as when a board moves its history here.
    """
    for record in (*site.records, *unseen.withheld):
        review = record.item
        milestone = review.milestone(Event.PUBLISHED) if isinstance(review, Review) else None
        if not milestone or not isinstance(review, Review) or not review.is_finished:
            continue
        if not review.published:
            continue
        name = f"milestones.{review.milestones.index(milestone) + 1}.date"
        place = _date_of(record, review.milestones.index(milestone))
        page = long_date(review.published)
        if milestone.date.start > review.published:
            message = (
                f"this day of publication, {milestone.date}, is after that of the page, {page}"
            )
            hint = "Write the true day in both places: here and in ⟦published⟧."
            yield Issue(place, message, hint, field=name)
        elif review.publish_at and milestone.date.end < review.published:
            message = (
                f"this day of publication, {milestone.date}, is before the embargo lifts, {page}"
            )
            hint = f"If this is the day on which it comes out, write {review.published} here."
            yield Issue(place, message, hint, field=name, severity=Severity.WARNING)


def papers_wait_with_their_review(site: Site, unseen: Withheld) -> Iterator[Issue]:
    """The papers of a review that is not public yet are not public either."""
    waiting = {
        key: review
        for review in unseen.records
        if isinstance(review, Review)
        for key in _papers(review)
    }
    for record in site.records:
        key = Key(record.item.kind, record.id)
        if isinstance(record.item, BoardDocument) and key in waiting:
            message = f"this is a paper of “{waiting[key].id}”, which is not public yet"
            hint = "Give it the same status and ⟦publish_at⟧ as the review."
            yield Issue(record.origin, message, hint, field="status", about=(waiting[key].id,))


def _papers(review: Review) -> Iterator[Key]:
    for name in type(review.documents).model_fields:
        if key := getattr(review.documents, name):
            yield key
