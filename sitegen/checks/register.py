"""What the register of reviews may not say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.content.values import Key
from sitegen.issues import Issue
from sitegen.models.base import Status
from sitegen.models.documents import BoardDocument
from sitegen.models.reviews import Event, Review, ReviewKind, ReviewStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.references import Unseen
    from sitegen.site import Site

RULE: Final = "register"


def thematic_reviews_join_published_ones(site: Site) -> Iterator[Issue]:
    """A thematic review joins reviews that are out, since it tells what they found."""
    for record in site.records:
        review = record.item
        if not isinstance(review, Review):
            continue
        place = record.entry.place(("joins",))
        if review.joins and review.review_kind is not ReviewKind.THEMATIC:
            hint = "Take “joins” out, or write “review_kind: thematic review”."
            message = f"a {review.review_kind} does not join other reviews"
            yield Issue(place, RULE, message, hint, field="joins")
        for key in review.joins:
            joined = site.find(key)
            if isinstance(joined, Review) and joined.review_status is not ReviewStatus.PUBLISHED:
                hint = "Take it out, or wait until it is published."
                message = f"“{key.id}” is {joined.review_status}, so no review can join it yet"
                yield Issue(key.origin, RULE, message, hint, field="joins")


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
        found = review.milestone(Event.PUBLISHED)
        if found and found.date.start > appears.date():
            number = review.milestones.index(found)
            place = record.entry.place(("milestones", number, "date"))
            hint = "Mend the date, or write “review_status: in progress” and schedule the page."
            message = f"it is called published, but {found.date} has not come yet"
            yield Issue(place, RULE, message, hint, field="milestones")


def papers_wait_with_their_review(site: Site, unseen: Unseen) -> Iterator[Issue]:
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
            hint = "Give it the same status and “publish_at” as the review."
            yield Issue(record.origin, RULE, message, hint, field="status")


def _papers(review: Review) -> Iterator[Key]:
    for name in type(review.documents).model_fields:
        if key := getattr(review.documents, name):
            yield key
