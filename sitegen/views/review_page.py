"""The page of one review: its papers, themes, recommendations and what came of them."""

from __future__ import annotations

from typing import Final, NamedTuple

from sitegen.models.documents import BoardDocument
from sitegen.models.follow_up import Action, Recommendation
from sitegen.models.questions import Question
from sitegen.models.review_types import Paper, ReviewStatus
from sitegen.models.reviews import Briefing, Coded, Review, Theme
from sitegen.site.site import Site
from sitegen.views.charts import Chart, chart
from sitegen.views.lookup import (
    get_many,
    get_or_none,
    key_of,
    neighbours,
    not_withdrawn,
    referencing,
)
from sitegen.views.recommendations import RecommendationRow, by_review
from sitegen.views.reviews import in_order, listed, places
from sitegen.views.timeline import Interval, intervals

_SLOTS: Final = {
    Paper.EXECUTIVE_SUMMARY: "Executive summary",
    Paper.OVERVIEW_REPORT: "Overview report",
    Paper.REPORT: "Report",
    Paper.BRIEFING: "7-minute briefing",
    Paper.ACTION_PLAN: "Action plan",
    Paper.RESPONSE: "Response",
    Paper.LETTER: "Letter about the report",
    Paper.MEDIA_STATEMENT: "Statement to the media",
}
"""What the papers of a review are called, in the order of its page."""


class Slot(NamedTuple):
    """A paper that a review can have."""

    name: str
    document: BoardDocument


class ReviewPage(NamedTuple):
    """All that the site knows about one review."""

    chart: Chart | None
    intervals: tuple[Interval, ...]
    slots: tuple[Slot, ...]
    missing: tuple[str, ...]
    reason_title: str
    briefings: tuple[Briefing, ...]
    themes: tuple[Theme, ...]
    uncoded: int
    recommendations: tuple[RecommendationRow, ...]
    actions: tuple[Action, ...]
    questions: tuple[Question, ...]
    joins: tuple[Review, ...]
    joined_by: tuple[Review, ...]
    previous: Review | None
    following: Review | None


def review_page(site: Site, review: Review) -> ReviewPage:
    """Arrange the page of one review."""
    recommendations = by_review(site).get(key_of(review), ())
    today = site.moment.date()
    slots = _slots(site, review)
    previous, following = neighbours(listed(site), places(site)[key_of(review)])
    return ReviewPage(
        chart=chart([(review, review.milestones)]),
        intervals=intervals(review),
        slots=slots,
        missing=_missing(site, review),
        reason_title=reason_title(site, review),
        briefings=_briefings(site, review),
        themes=_coded(site, review, Coded.YES),
        uncoded=len(_coded(site, review, Coded.NOT_YET)),
        recommendations=tuple(
            RecommendationRow(r, review, r.past_target(today)) for r in recommendations
        ),
        actions=_actions(site, recommendations),
        questions=referencing(site, Question, review),
        joins=in_order(get_many(site, Review, review.joins)),
        joined_by=in_order(
            r for r in referencing(site, Review, review) if key_of(review) in r.joins
        ),
        previous=previous,
        following=following,
    )


def _briefings(site: Site, review: Review) -> tuple[Briefing, ...]:
    """Return the briefings about a review that have a page of their own."""
    key = key_of(review)
    naming = referencing(site, Briefing, review)
    return tuple(briefing for briefing in naming if briefing.review == key and briefing.has_page)


def reason_title(site: Site, review: Review) -> str:
    """Return the heading above the reason that a review gives, by the state that it is in."""
    stage = site.settings.states_of_review.get(review.review_status)
    return stage.reason_title if stage else f"Why it is {review.review_status}"


def _slots(site: Site, review: Review) -> tuple[Slot, ...]:
    kind = site.settings.kinds_of_review.get(review.review_kind)
    # The one report of a review that has no other is simply its report, whatever its slot.
    only = kind is not None and Paper.OVERVIEW_REPORT not in kind.papers
    names = _SLOTS | ({Paper.OVERVIEW_REPORT: _SLOTS[Paper.REPORT]} if only else {})
    papers = (
        (name, get_or_none(site, BoardDocument, getattr(review.documents, paper)))
        for paper, name in names.items()
    )
    return tuple(Slot(name, document) for name, document in papers if document)


def _missing(site: Site, review: Review) -> tuple[str, ...]:
    """Name the papers that such a review has once it is published and that are not recorded."""
    if review.review_status is not ReviewStatus.PUBLISHED or review.published_by:
        return ()
    kind = site.settings.kinds_of_review.get(review.review_kind)
    due = review.papers_due(kind) if kind else {}
    return tuple(_SLOTS[paper] for paper, document in due.items() if not document)


def _coded(site: Site, review: Review, answer: Coded) -> tuple[Theme, ...]:
    """Return the themes to which the board gives an answer; no answer is an answer of its own."""
    codings: dict[str, Coded] = {}
    for entry in review.themes:
        codings.setdefault(entry.theme.id, entry.coded)
    return tuple(
        theme
        for theme in not_withdrawn(site, Theme)
        if codings.get(theme.id, Coded.NOT_YET) is answer
    )


def _actions(site: Site, recommendations: tuple[Recommendation, ...]) -> tuple[Action, ...]:
    actions = (
        action
        for recommendation in recommendations
        for action in referencing(site, Action, recommendation)
    )
    return tuple({key_of(action): action for action in actions}.values())
