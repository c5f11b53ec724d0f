"""The register of reviews, the page of each, and their timeline."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from sitegen.content.values import months_between
from sitegen.models.documents import BoardDocument
from sitegen.models.pages import Question
from sitegen.models.reviews import (
    Action,
    Briefing,
    Coded,
    Event,
    Recommendation,
    Review,
    ReviewStatus,
    Theme,
)
from sitegen.views.charts import LANES, Chart, chart
from sitegen.views.lookup import (
    get_many,
    get_or_none,
    key_of,
    not_withdrawn,
    per_site,
    referencing,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitegen.content.values import Key, PartialDate
    from sitegen.models.reviews import Milestone
    from sitegen.site.site import Site

_SLOTS: Final = (
    ("Executive summary", "executive_summary"),
    ("Overview report", "overview_report"),
    ("7-minute briefing", "briefing"),
    ("The board’s response", "response"),
    ("Statement to the media", "media_statement"),
)


MOST_SHOWN: Final = 60
"""Reviews that the timeline shows; older ones are in the register by year."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The time between two milestones, as a range, because dates are known to the month."""

    first: Event
    last: Event
    fewest: int
    most: int

    @property
    def words(self) -> str:
        """Say the range in words that judge nothing."""
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
    by_status: tuple[tuple[ReviewStatus, int], ...]


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


@dataclass(frozen=True, slots=True)
class Slot:
    """A paper that a review can have."""

    name: str
    document: BoardDocument


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """All that the site knows about one review."""

    chart: Chart | None
    intervals: tuple[Interval, ...]
    slots: tuple[Slot, ...]
    missing: tuple[str, ...]
    briefings: tuple[Briefing, ...]
    themes: tuple[Theme, ...]
    uncoded: int
    recommendations: tuple[Recommendation, ...]
    actions: tuple[Action, ...]
    questions: tuple[Question, ...]
    joins: tuple[Review, ...]
    joined_by: tuple[Review, ...]
    previous: Review | None
    following: Review | None


@per_site
def listed(site: Site) -> tuple[Review, ...]:
    """Give all reviews in the order of their publication."""
    return in_order(not_withdrawn(site, Review))


def in_order(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """Put reviews in the order of their publication."""
    return tuple(sorted(reviews, key=_order))


def published_on(review: Review) -> PartialDate | None:
    """Give the date of a review's publication, as exactly as it is known."""
    found = review.milestone(Event.PUBLISHED)
    return found.date if found else None


@per_site
def totals(site: Site) -> Totals:
    """Count reviews and children; a review that joins others adds none of their children."""
    reviews = listed(site)
    by_status = Counter(review.review_status for review in reviews)
    return Totals(
        reviews=len(reviews),
        children=sum(review.children_count for review in reviews if not review.joins),
        by_status=tuple(
            (status, by_status[status]) for status in ReviewStatus if by_status[status]
        ),
    )


def timeline(site: Site) -> Timeline:
    """Arrange the timeline of the reviews of which any date is known."""
    dated = tuple(row(review) for review in listed(site) if review.milestones)
    rows = dated[-MOST_SHOWN:]
    drawn = chart((row.review, tuple(step for step in row.steps if step)) for row in rows)
    spans = tuple(Span(row, intervals(row.review)) for row in rows)
    return Timeline(LANES, spans, drawn, left_out=len(dated) - len(rows))


def row(review: Review) -> MilestoneRow:
    """Put a review’s steps in the order of the columns, its notes beside them."""
    notes = (f"{m.event.capitalize()}: {m.note}" for m in review.milestones if m.note)
    return MilestoneRow(review, tuple(review.milestone(event) for event in LANES), tuple(notes))


def intervals(review: Review) -> tuple[Interval, ...]:
    """Give the times that people ask about: from the start to the report and to publication."""
    start = review.milestone(Event.APPOINTED)
    ends = (review.milestone(event) for event in (Event.REPORTED, Event.PUBLISHED))
    if start is None:
        return ()
    return tuple(
        Interval(start.event, end.event, *months_between(start.date, end.date))
        for end in ends
        if end
    )


def review_page(site: Site, review: Review) -> ReviewPage:
    """Arrange the page of one review."""
    asked = tuple(
        r for r in referencing(site, Recommendation, review) if r.review == key_of(review)
    )
    slots = _slots(site, review)
    previous, following = _neighbours(site, review)
    return ReviewPage(
        chart=chart([(review, review.milestones)]),
        intervals=intervals(review),
        slots=slots,
        missing=_missing(review, slots),
        briefings=tuple(
            b
            for b in referencing(site, Briefing, review)
            if b.review == key_of(review) and b.has_page
        ),
        themes=_coded(site, review, Coded.YES),
        uncoded=len(_coded(site, review, Coded.NOT_YET)),
        recommendations=asked,
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


def _slots(site: Site, review: Review) -> tuple[Slot, ...]:
    found = (
        (name, get_or_none(site, BoardDocument, getattr(review.documents, field)))
        for name, field in _SLOTS
    )
    return tuple(Slot(name, document) for name, document in found if document)


def _missing(review: Review, slots: tuple[Slot, ...]) -> tuple[str, ...]:
    """Name the papers that a published review should have and for which nothing is recorded."""
    if review.review_status is not ReviewStatus.PUBLISHED:
        return ()
    present = {slot.name for slot in slots}
    return tuple(name for name, _ in _SLOTS[:2] if name not in present)


def _coded(site: Site, review: Review, answer: Coded) -> tuple[Theme, ...]:
    """Give the themes to which the board gives an answer; no answer is an answer of its own."""
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
