"""The picture of the timeline: every milestone drawn as wide as its date is uncertain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitegen.models.reviews import Event

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sitegen.content.values import PartialDate
    from sitegen.models.reviews import Milestone, Review

LABELS: Final = 112
MONTH: Final = 20
ROW: Final = 60
LANE: Final = 10
BAND: Final = 46
TOP: Final = 34
MARGIN: Final = 10
_YEAR: Final = 12

LANES: Final = (Event.APPOINTED, Event.REPORTED, Event.TO_PANEL, Event.PUBLISHED)
"""The milestones that are drawn, each in a lane of its own from top to bottom."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone, from the first month that it can have been in to the last."""

    event: Event
    x: int
    y: int
    width: int
    height: int
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """The marks of one review and the bar that joins them."""

    review: Review
    y: int
    height: int
    bar_x: int
    bar_width: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """Where a year begins."""

    x: int
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture with its size, in units of its own."""

    width: int
    height: int
    years: tuple[Year, ...]
    lines: tuple[Line, ...]


def chart(reviews: Iterable[tuple[Review, tuple[Milestone, ...]]]) -> Chart | None:
    """Draw reviews over time, or nothing if no date is known."""
    known = [(review, steps) for review, steps in reviews if steps]
    if not known:
        return None
    dates = [step.date for _, steps in known for step in steps]
    first, last = min(d.start for d in dates).year, max(d.end for d in dates).year
    return Chart(
        width=LABELS + (last - first + 1) * _YEAR * MONTH + MARGIN,
        height=TOP + len(known) * ROW + MARGIN,
        years=tuple(
            Year(LABELS + number * _YEAR * MONTH, str(first + number))
            for number in range(last - first + 1)
        ),
        lines=tuple(
            _line(review, steps, first=first, place=place)
            for place, (review, steps) in enumerate(known)
        ),
    )


def _line(review: Review, steps: tuple[Milestone, ...], *, first: int, place: int) -> Line:
    top = TOP + place * ROW
    marks = tuple(_mark(step, first=first, top=top) for step in steps)
    left = min(mark.x for mark in marks)
    right = max(mark.x + mark.width for mark in marks)
    return Line(review, top, BAND, left, right - left, marks)


def _mark(step: Milestone, *, first: int, top: int) -> Mark:
    """Draw a milestone in the lane of its event, so that none covers another of its month."""
    left, width = _reach(step.date, first)
    lane = top + 3 + LANES.index(step.event) * LANE
    return Mark(step.event, left, lane, width, LANE, f"{step.event.capitalize()}: {step.date}")


def _reach(when: PartialDate, first: int) -> tuple[int, int]:
    left = _month(when.start, first)
    return LABELS + left * MONTH, (_month(when.end, first) + 1 - left) * MONTH


def _month(day: date, first: int) -> int:
    return (day.year - first) * _YEAR + day.month - 1
