"""What the register of reviews may not say."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from sitegen.checks.context import CheckContext, standing
from sitegen.checks.references import Withheld
from sitegen.content.dates import long_date
from sitegen.content.record import Record, of_type
from sitegen.content.values import Key
from sitegen.issues.issue import Issue
from sitegen.issues.wording import off_screen
from sitegen.models.base import Item, Status
from sitegen.models.documents import BoardDocument
from sitegen.models.review_types import ReviewStatus
from sitegen.models.reviews import Event, Review
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
            place = record.entry.place(("milestones", first, "date"))
            at = off_screen(f" on line {place.line}")
            hint = f"Correct this date, or that of “{earlier.event}”{at}."
            path = ("milestones", second, "date")
            yield record.error(path, message, hint, later.event, earlier.event)


def _in_order(review: Review) -> list[int]:
    """Return the places of the steps in the list of milestones, in the order of their events."""
    milestones = list(enumerate(review.milestones))
    steps = [next((n for n, m in milestones if m.event is event), None) for event in _STEPS]
    published = [n for n, milestone in milestones if milestone.event is Event.PUBLISHED]
    return [n for n in (*steps, *published) if n is not None]


def statuses_are_explained(site: Site) -> Iterator[Issue]:
    """A review that is delayed or not published says why, and what became of it all the same."""
    for record in of_type(site.records, Review):
        review = record.item
        for name in _needed(site, review) if review.is_finished else ():
            if not getattr(review, name):
                message = f"a review that is {review.review_status} needs ⟦{name}⟧"
                hint = f"Add ⟦{name}:⟧. {Review.model_fields[name].description}"
                yield record.error("review_status", message, hint, name)


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
    for record in of_type(site.records, Review):
        review = record.item
        kind = site.settings.kinds_of_review.get(review.review_kind)
        if review.joins and kind and not kind.joins:
            hint = "Take ⟦joins⟧ out, or write ⟦review_kind: thematic review⟧."
            message = f"a {review.review_kind} does not join other reviews"
            yield record.error("joins", message, hint)
        for key in review.joins:
            joined = site.find(key)
            if isinstance(joined, Review) and joined.review_status is not ReviewStatus.PUBLISHED:
                hint = "Take it out, or wait until it is published."
                message = f"“{key.id}” is {joined.review_status}, so no review can join it yet"
                yield Issue(key.origin, message, hint, field="joins", about=(key.id,))


def published_reviews_have_come_out(site: Site) -> Iterator[Issue]:
    """A review that is called published does not have a date of publication in the future."""
    for record in standing(site.records, Review):
        review = record.item
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
    for record in of_type(unseen.withheld, Review):
        review = record.item
        if "announce" in review.model_fields_set:
            continue
        if review.unannounced and review.status in {Status.PUBLISHED, Status.SCHEDULED}:
            message = "nobody sees this review, because it is in progress and not announced"
            hint = "Write ⟦announce: yes⟧ if the public may know of it, else ⟦announce: no⟧."
            yield record.warning("review_status", message, hint)


def pages_follow_their_reviews(site: Site, unseen: Withheld) -> Iterator[Issue]:
    """The page of a review does not say that it is out before the review’s own milestone does.

    A page may be younger than its review, as when a board moves its history here.
    """
    for record in of_type((*site.records, *unseen.withheld), Review):
        review = record.item
        milestone = review.milestone(Event.PUBLISHED)
        if not milestone or not review.is_finished or not review.published:
            continue
        path = ("milestones", review.milestones.index(milestone), "date")
        page = long_date(review.published)
        if milestone.date.start > review.published:
            message = (
                f"this day of publication, {milestone.date}, is after that of the page, {page}"
            )
            hint = "Write the true day in both places: here and in ⟦published⟧."
            yield record.error(path, message, hint)
        elif review.publish_at and milestone.date.end < review.published:
            message = (
                f"this day of publication, {milestone.date}, is before the embargo lifts, {page}"
            )
            hint = f"If this is the day on which it comes out, write {review.published} here."
            yield record.warning(path, message, hint)


def papers_wait_with_their_review(site: Site, unseen: Withheld) -> Iterator[Issue]:
    """The papers of a review that is not public yet are not public either."""
    waiting = {
        key: review
        for review in unseen.records
        if isinstance(review, Review)
        for key in review.papers
    }
    for record in of_type(site.records, BoardDocument):
        key = Key(record.item.kind, record.id)
        if key in waiting:
            message = f"this is a paper of “{waiting[key].id}”, which is not public yet"
            hint = "Give it the same status and ⟦publish_at⟧ as the review."
            yield Issue(record.origin, message, hint, field="status", about=(waiting[key].id,))
