"""The timeline of the reviews: their steps in columns, and the times between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitegen.content.dates import exactly_between, months_between
from sitegen.issues.wording import counted
from sitegen.models.reviews import Event, Review
from sitegen.views.charts import LANES, Chart, chart
from sitegen.views.reviews import listed, published_on

if TYPE_CHECKING:
    from sitegen.content.dates import PartialDate
    from sitegen.models.reviews import Milestone
    from sitegen.site.site import Site


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
            parts = [counted(months, "month")] if months or not days else []
            return " and ".join([*parts, *([counted(days, "day")] if days else [])])
        if self.fewest == self.most:
            return counted(self.most, "month")
        if self.fewest == 0:
            return f"at most {counted(self.most, 'month')}"
        return f"between {self.fewest} and {counted(self.most, 'month')}"


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
