"""The timeline of the reviews: their steps in columns, and the times between them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from sitegen.content.dates import PartialDate, exactly_between, months_between
from sitegen.issues.wording import counted
from sitegen.models.reviews import Event, Milestone, Review
from sitegen.site.site import Site
from sitegen.views.charts import LANES, Chart, chart
from sitegen.views.reviews import listed, published_on
from sitegen.views.sheets import Sheet, Way, sheets

DRAWN: Final = 25
"""Reviews that one page of the timeline draws and writes into its tables."""


class Interval(NamedTuple):
    """The time between two milestones, as a range, because dates are known to the month."""

    first: Event
    last: Event
    fewest: int
    most: int
    exact: tuple[int, int] | None = None
    """Months and days, where both days are known."""

    @property
    def words(self) -> str:
        """Return the range in words that judge nothing, or the exact time between two days."""
        if self.exact:
            months, days = self.exact
            parts = [counted(months, "month")] if months or not days else []
            return " and ".join([*parts, *([counted(days, "day")] if days else [])])
        if self.fewest == self.most:
            return counted(self.most, "month")
        if self.fewest == 0:
            return f"at most {counted(self.most, 'month')}"
        return f"between {self.fewest} and {counted(self.most, 'month')}"

    @property
    def in_words(self) -> str:
        """Return the time in words, with where it began if no author's appointment is known."""
        begun = " from the decision" if self.first is Event.DECIDED else ""
        return self.words.capitalize() + begun


class MilestoneRow(NamedTuple):
    """A review and its steps, in the order of the columns."""

    review: Review
    steps: tuple[Milestone | None, ...]
    other_steps: tuple[Milestone, ...]
    """The steps that have no column, in their order."""

    notes: tuple[str, ...]

    @property
    def published(self) -> PartialDate | None:
        """Return when the review was published, as exactly as it is known."""
        return published_on(self.review)

    @property
    def took(self) -> str:
        """Return how long it took from its start to publication, in words."""
        times = [i.in_words for i in intervals(self.review) if i.last is Event.PUBLISHED]
        return times[0] if times else ""


class Span(NamedTuple):
    """A review's row of the timeline, and the times between its steps."""

    row: MilestoneRow
    intervals: tuple[Interval, ...]


class Timeline(NamedTuple):
    """One page of the timeline: the newest reviews on the first, the oldest of a page first."""

    sheet: Sheet[Review]
    columns: tuple[Event, ...]
    spans: tuple[Span, ...]
    chart: Chart | None

    @property
    def has_others(self) -> bool:
        """Return whether any review has a step without a column."""
        return any(span.row.other_steps for span in self.spans)

    @property
    def exact(self) -> bool:
        """Return whether every time is known to the day, so that none is a range."""
        return all(interval.exact for span in self.spans for interval in span.intervals)


def timelines(site: Site, base: str) -> Iterator[Timeline]:
    """Arrange the pages of the timeline of the reviews of which any date is known."""
    dated = tuple(review for review in reversed(listed(site)) if review.milestones)
    way = Way("Order", "newest reviews first", "", dated, size=DRAWN)
    for sheet in sheets((way,), base, "Timeline"):
        shown = sheet.entries[::-1]
        drawn = chart((review, review.milestones) for review in shown)
        spans = tuple(Span(row(review), intervals(review)) for review in shown)
        yield Timeline(sheet, LANES, spans, drawn)


def row(review: Review) -> MilestoneRow:
    """Put a review’s steps in the order of the columns, its notes beside them."""
    notes = (f"{m.event.label}: {m.note}" for m in review.milestones if m.note)
    steps = tuple(review.milestone(event) for event in LANES)
    others = tuple(step for step in review.milestones if step.event not in LANES)
    return MilestoneRow(review, steps, others, tuple(notes))


def intervals(review: Review) -> tuple[Interval, ...]:
    """Return the times that people ask about: from the start to the report and to publication.

    A rapid review has no author, so it starts with the decision to review.
    """
    start = review.milestone(Event.APPOINTED) or review.milestone(Event.DECIDED)
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
