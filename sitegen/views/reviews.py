"""The register of reviews, the page of each, and their timeline."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from sitegen.content.dates import exactly_between, months_between
from sitegen.models.documents import BoardDocument
from sitegen.models.follow_up import Action, Recommendation
from sitegen.models.questions import Question
from sitegen.models.review_types import Paper, ReviewStatus
from sitegen.models.reviews import Briefing, Coded, Event, Review, Theme
from sitegen.views.charts import LANES, Chart, chart
from sitegen.views.lookup import get_many, get_or_none, key_of, not_withdrawn, per_site, referencing
from sitegen.views.orders import natural

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitegen.content.dates import PartialDate
    from sitegen.content.values import Key
    from sitegen.models.reviews import Milestone
    from sitegen.site.site import Site

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


MOST_SHOWN: Final = 60
"""Reviews that the timeline shows; older ones are in the register by year."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The time between two milestones, as a range, because dates are known to the month."""

    first: Event
    last: Event
    fewest: int
    most: int
    exact: tuple[int, int] | None = None
    """Months and days, where both days are known."""

    @property
    def words(self) -> str:
        """Say the range in words that judge nothing, or the exact time between two days."""
        if self.exact:
            months, days = self.exact
            parts = [_months(months)] if months or not days else []
            return " and ".join([*parts, *([_days(days)] if days else [])])
        if self.fewest == self.most:
            return _months(self.most)
        if self.fewest == 0:
            return f"at most {_months(self.most)}"
        return f"between {self.fewest} and {_months(self.most)}"


@dataclass(frozen=True, slots=True)
class Totals:
    """How many reviews and how many children, counted apart because they differ."""

    reviews: int
    children: int
    unknown: int
    """Reviews of which nobody knows how many children they are about."""

    by_status: tuple[tuple[str, int], ...]
    withdrawn: int


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A review and its steps, in the order of the columns."""

    review: Review
    steps: tuple[Milestone | None, ...]
    notes: tuple[str, ...]

    @property
    def published(self) -> PartialDate | None:
        """Return when the review was published, as exactly as it is known."""
        return published_on(self.review)

    @property
    def took(self) -> str:
        """Return how long it took from the appointment of the author to publication, in words."""
        found = [one.words for one in intervals(self.review) if one.last is Event.PUBLISHED]
        return found[0].capitalize() if found else ""


@dataclass(frozen=True, slots=True)
class Span:
    """A review's row of the timeline, and the times between its steps."""

    row: MilestoneRow
    intervals: tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The newest reviews, the oldest of them first, and how many older ones there are."""

    columns: tuple[Event, ...]
    spans: tuple[Span, ...]
    chart: Chart | None
    left_out: int

    @property
    def exact(self) -> bool:
        """Return whether every time is known to the day, so that none is a range."""
        return all(found.exact for span in self.spans for found in span.intervals)


@dataclass(frozen=True, slots=True)
class Families:
    """The reviews that tell how the family took part, and how many do not."""

    told: tuple[Review, ...]
    untold: int


@dataclass(frozen=True, slots=True)
class Slot:
    """A paper that a review can have."""

    name: str
    document: BoardDocument


@dataclass(frozen=True, slots=True)
class RecommendationState:
    """A recommendation of a review, and whether the date that was set for it has passed."""

    recommendation: Recommendation
    past: bool


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """All that the site knows about one review."""

    chart: Chart | None
    intervals: tuple[Interval, ...]
    slots: tuple[Slot, ...]
    missing: tuple[str, ...]
    reason_title: str
    briefings: tuple[Briefing, ...]
    themes: tuple[Theme, ...]
    uncoded: int
    recommendations: tuple[RecommendationState, ...]
    actions: tuple[Action, ...]
    questions: tuple[Question, ...]
    joins: tuple[Review, ...]
    joined_by: tuple[Review, ...]
    previous: Review | None
    following: Review | None


@per_site
def listed(site: Site) -> tuple[Review, ...]:
    """Return all reviews in the order of their publication."""
    return in_order(not_withdrawn(site, Review))


def in_order(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """Put reviews in the order of their publication."""
    return tuple(sorted(reviews, key=_order))


def published_on(review: Review) -> PartialDate | None:
    """Return the date of a review's publication, as exactly as it is known."""
    found = review.milestone(Event.PUBLISHED)
    return found.date if found else None


@per_site
def totals(site: Site) -> Totals:
    """Count reviews and children; a review that joins others adds none of their children."""
    reviews = listed(site)
    by_status = Counter(str(review.review_status) for review in reviews)
    known = site.settings.states_of_review
    counted = [review.children_count for review in reviews if not review.joins]
    return Totals(
        reviews=len(reviews),
        children=sum(number or 0 for number in counted),
        unknown=counted.count(None),
        by_status=tuple((status, by_status[status]) for status in known if by_status[status]),
        withdrawn=len(site.all(Review)) - len(reviews),
    )


def timeline(site: Site) -> Timeline:
    """Arrange the timeline of the reviews of which any date is known."""
    dated = tuple(row(review) for review in listed(site) if review.milestones)
    rows = dated[-MOST_SHOWN:]
    drawn = chart((row.review, row.review.milestones) for row in rows)
    spans = tuple(Span(row, intervals(row.review)) for row in rows)
    return Timeline(LANES, spans, drawn, left_out=len(dated) - len(rows))


def row(review: Review) -> MilestoneRow:
    """Put a review’s steps in the order of the columns, its notes beside them."""
    notes = (f"{m.event.label}: {m.note}" for m in review.milestones if m.note)
    return MilestoneRow(review, tuple(review.milestone(event) for event in LANES), tuple(notes))


def intervals(review: Review) -> tuple[Interval, ...]:
    """Return the times that people ask about: from the start to the report and to publication."""
    start = review.milestone(Event.APPOINTED)
    ends = (review.milestone(event) for event in (Event.REPORTED, Event.PUBLISHED))
    if start is None:
        return ()
    return tuple(
        Interval(
            start.event,
            end.event,
            *months_between(start.date, end.date),
            exact=exactly_between(start.date, end.date),
        )
        for end in ends
        if end
    )


def families(site: Site) -> Families:
    """Gather what is told of how families took part, of the newest review first."""
    reviews = tuple(reversed(listed(site)))
    told = tuple(review for review in reviews if review.family)
    return Families(told, len(reviews) - len(told))


def review_page(site: Site, review: Review) -> ReviewPage:
    """Arrange the page of one review."""
    asked = recommended(site, review)
    slots = _slots(site, review)
    previous, following = _neighbours(site, review)
    return ReviewPage(
        chart=chart([(review, review.milestones)]),
        intervals=intervals(review),
        slots=slots,
        missing=_missing(site, review),
        reason_title=reason_title(site, review),
        briefings=tuple(
            b
            for b in referencing(site, Briefing, review)
            if b.review == key_of(review) and b.has_page
        ),
        themes=_coded(site, review, Coded.YES),
        uncoded=len(_coded(site, review, Coded.NOT_YET)),
        recommendations=tuple(
            RecommendationState(one, one.past_target(site.moment.date())) for one in asked
        ),
        actions=_actions(site, asked),
        questions=referencing(site, Question, review),
        joins=in_order(get_many(site, Review, review.joins)),
        joined_by=in_order(
            r for r in referencing(site, Review, review) if key_of(review) in r.joins
        ),
        previous=previous,
        following=following,
    )


def _order(review: Review) -> tuple[date, date, str]:
    """Order by publication; what is not yet published comes after what is."""
    when = published_on(review)
    return (when.start, when.end, review.id) if when else (date.max, date.max, review.id)


def _months(number: int) -> str:
    return "1 month" if number == 1 else f"{number} months"


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


def reason_title(site: Site, review: Review) -> str:
    """Return the heading above the reason that a review gives, by the state that it is in."""
    stage = site.settings.states_of_review.get(review.review_status)
    return stage.reason_title if stage else f"Why it is {review.review_status}"


def recommended(site: Site, review: Review) -> tuple[Recommendation, ...]:
    """Return what a review recommended, in the order of the numbers in its report."""
    found = (r for r in referencing(site, Recommendation, review) if r.review == key_of(review))
    return tuple(sorted(found, key=lambda one: natural(one.number or one.id)))


def _slots(site: Site, review: Review) -> tuple[Slot, ...]:
    kind = site.settings.kinds_of_review.get(review.review_kind)
    # The one report of a review that has no other is simply its report, whatever its slot.
    only = kind is not None and Paper.OVERVIEW_REPORT not in kind.papers
    names = _SLOTS | ({Paper.OVERVIEW_REPORT: _SLOTS[Paper.REPORT]} if only else {})
    found = (
        (name, get_or_none(site, BoardDocument, getattr(review.documents, paper)))
        for paper, name in names.items()
    )
    return tuple(Slot(name, document) for name, document in found if document)


def _missing(site: Site, review: Review) -> tuple[str, ...]:
    """Name the papers that such a review has once it is published and that are not recorded."""
    if review.review_status is not ReviewStatus.PUBLISHED or review.published_by:
        return ()
    kind = site.settings.kinds_of_review.get(review.review_kind)
    due = review.papers_due(kind) if kind else {}
    return tuple(_SLOTS[paper] for paper, document in due.items() if not document)


def _coded(site: Site, review: Review, answer: Coded) -> tuple[Theme, ...]:
    """Return the themes to which the board gives an answer; no answer is an answer of its own."""
    given: dict[str, Coded] = {}
    for entry in review.themes:
        given.setdefault(entry.theme.id, entry.coded)
    return tuple(
        theme
        for theme in not_withdrawn(site, Theme)
        if given.get(theme.id, Coded.NOT_YET) is answer
    )


def _actions(site: Site, asked: tuple[Recommendation, ...]) -> tuple[Action, ...]:
    found = (action for told in asked for action in referencing(site, Action, told))
    return tuple({key_of(action): action for action in found}.values())


@per_site
def _places(site: Site) -> Mapping[Key, int]:
    return {key_of(review): place for place, review in enumerate(listed(site))}


def _neighbours(site: Site, review: Review) -> tuple[Review | None, Review | None]:
    reviews = listed(site)
    place = _places(site)[key_of(review)]
    previous = reviews[place - 1] if place else None
    return previous, reviews[place + 1] if place + 1 < len(reviews) else None
