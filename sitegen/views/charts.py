"""Pictures drawn from data, measured in hundredths of their width, so that they fit any screen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from sitegen.content.dates import PartialDate
from sitegen.models.follow_up import ActionState
from sitegen.models.processes import Diagram, Process, Step
from sitegen.models.reviews import Event, Milestone, Review

LANES: Final = (Event.APPOINTED, Event.REPORTED, Event.TO_PANEL, Event.PUBLISHED)
"""The milestones that the timeline shows, in the order in which they come."""

FEW: Final = 12
"""Up to this many reviews show each step in a row of its own; more have one row each."""

MOST_SQUARES: Final = 96
"""More squares than this nobody counts; the numbers beside them say it better."""

_LABELS: Final = 5
"""Years that have room beside one another on the smallest screen."""

_LAST_LABEL: Final = 88
"""Where the label of a year would run over the right edge of the smallest screen."""

_LONGEST_DAYS: Final = 30
_DAY: Final = re.compile(r"(?:(?:on|by|from) )?day (\d{1,2})", re.IGNORECASE)


class Year(NamedTuple):
    """Where a year begins, and its label where there is room for one."""

    at: float
    label: str


class Mark(NamedTuple):
    """A step, from the first day that it can have been on to the last."""

    event: Event
    date: PartialDate
    note: str
    start: float
    end: float


class ChartLine(NamedTuple):
    """The steps of one review."""

    review: Review
    marks: tuple[Mark, ...]

    @property
    def words(self) -> str:
        """Return from when to when the steps were, as exactly as that is known."""
        first, last = str(self.marks[0].date), str(self.marks[-1].date)
        return first if first == last else f"{first} to {last}"


class Chart(NamedTuple):
    """Reviews over the years."""

    axis: tuple[Year, ...]
    lines: tuple[ChartLine, ...]

    @property
    def short(self) -> bool:
        """Return whether each review has one row instead of one for each step."""
        return len(self.lines) > FEW


def chart(reviews: Iterable[tuple[Review, tuple[Milestone, ...]]]) -> Chart | None:
    """Return reviews drawn over time, or nothing if no date is known."""
    known = [(review, steps) for review, steps in reviews if steps]
    if not known:
        return None
    dates = [step.date for _, steps in known for step in steps]
    first, last = min(d.start for d in dates).year, max(d.end for d in dates).year
    scale = _Scale(first, last - first + 1)
    return Chart(
        axis=scale.axis(),
        lines=tuple(ChartLine(review, tuple(map(scale.mark, steps))) for review, steps in known),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """Whole years, from January of the first one."""

    first: int
    count: int

    def axis(self) -> tuple[Year, ...]:
        """Return the beginning of each year, with as many labels as have room."""
        step = -(-self.count // _LABELS)
        places = [round(100 * number / self.count, 2) for number in range(self.count)]
        return tuple(
            Year(at, str(self.first + number) if not number % step and at <= _LAST_LABEL else "")
            for number, at in enumerate(places)
        )

    def mark(self, step: Milestone) -> Mark:
        """Return a step as wide as its date is uncertain."""
        start, end = self._at(step.date.start), self._at(step.date.end + timedelta(days=1))
        return Mark(step.event, step.date, step.note, start, end)

    def _at(self, day: date) -> float:
        months = (day.year - self.first) * 12 + day.month - 1 + (day.day - 1) / 31
        return round(100 * months / (12 * self.count), 2)


class ChartDay(NamedTuple):
    """One day of a process, with its place."""

    at: float
    width: float
    gone: bool


class DrawnStep(NamedTuple):
    """A step of a process and the days that have gone by at it; none if its words give no day."""

    step: Step
    days: tuple[ChartDay, ...]


def drawn_steps(process: Process) -> tuple[DrawnStep, ...]:
    """Return the steps of a process; days are drawn where at least two steps give theirs."""
    named = [_day(step.when) for step in process.steps]
    last = max(named, default=0)
    if sum(day > 0 for day in named) < 2 or last > _LONGEST_DAYS:
        last = 0
    return tuple(
        DrawnStep(step, _days(day, last) if day else ())
        for step, day in zip(process.steps, named, strict=True)
    )


def _day(when: str) -> int:
    match = _DAY.fullmatch(when)
    return int(match[1]) if match else 0


def _days(gone: int, last: int) -> tuple[ChartDay, ...]:
    return tuple(
        ChartDay(round(100 * number / last, 2), round(100 / last - 0.8, 2), number < gone)
        for number in range(last)
    )


class Ring(NamedTuple):
    """The boxes of a cycle as rows, each with its left and its right box, around the middle."""

    upper: tuple[tuple[str, ...], ...]
    centre: str
    lower: tuple[tuple[str, ...], ...]


def ring(diagram: Diagram) -> Ring:
    """Return the boxes of a diagram clockwise from the top; which comes first means nothing."""
    nodes = diagram.nodes
    top = nodes[:1] if len(nodes) % 2 else ()
    rest = nodes[len(top) :]
    half = len(rest) // 2
    pairs = tuple(zip(reversed(rest[half:]), rest[:half], strict=True))
    rows = ((top,) if top else ()) + pairs
    middle = (len(rows) + 1) // 2
    return Ring(rows[:middle], diagram.centre, rows[middle:])


def squares(counts: Iterable[tuple[ActionState, int]]) -> tuple[ActionState, ...]:
    """Return the state of each action, or nothing if they are too many to be seen singly."""
    states = tuple(state for state, number in counts for _ in range(number))
    return states if 1 < len(states) <= MOST_SQUARES else ()
