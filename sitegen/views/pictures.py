"""Small pictures of what the site says in words: the days of a process, the actions so far."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.models.pages import Process, Step
    from sitegen.models.reviews import ActionState

LABELS: Final = 140
DAY: Final = 40
ROW: Final = 44
TOP: Final = 40
MARGIN: Final = 10
SQUARE: Final = 34
GAP: Final = 8
IN_A_ROW: Final = 12
MOST: Final = 96
"""More squares than this nobody counts; the numbers beside them say it better."""

_DAY: Final = re.compile(r"(?:(?:on|by|from) )?day (\d{1,2})", re.IGNORECASE)
_LONGEST: Final = 30


@dataclass(frozen=True, slots=True)
class Dot:
    """A step on its day; an open one may also come later."""

    step: Step
    x: int
    y: int
    open: bool


@dataclass(frozen=True, slots=True)
class Days:
    """The steps of a process whose words give a day, over the days of its clock."""

    width: int
    height: int
    columns: tuple[tuple[int, int], ...]
    dots: tuple[Dot, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Square:
    """One action, by its left upper corner."""

    state: ActionState
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Squares:
    """A square for each action, those of one state together."""

    width: int
    height: int
    squares: tuple[Square, ...]


def days(process: Process) -> Days | None:
    """Draw the steps that name a day, or nothing if fewer than two do."""
    found = [
        (step, int(match[1])) for step in process.steps if (match := _DAY.fullmatch(step.when))
    ]
    last = max((day for _, day in found), default=0)
    if len(found) < 2 or last > _LONGEST:
        return None
    dots = tuple(
        Dot(step, _middle(day), TOP + place * ROW + ROW // 2, step.when.lower().startswith("from"))
        for place, (step, day) in enumerate(found)
    )
    return Days(
        width=LABELS + last * DAY + DAY,
        height=TOP + len(found) * ROW + MARGIN,
        columns=tuple((day, _middle(day)) for day in range(1, last + 1)),
        dots=dots,
        left_out=len(process.steps) - len(found),
    )


def _middle(day: int) -> int:
    return LABELS + (day - 1) * DAY + DAY // 2


def squares(counts: Iterable[tuple[ActionState, int]]) -> Squares | None:
    """Draw a square for each action, or nothing if they are too many to be seen singly."""
    states = [state for state, number in counts for _ in range(number)]
    if not 1 < len(states) <= MOST:
        return None
    drawn = tuple(
        Square(state, place % IN_A_ROW * (SQUARE + GAP), place // IN_A_ROW * (SQUARE + GAP))
        for place, state in enumerate(states)
    )
    rows = -(-len(states) // IN_A_ROW)
    across = min(len(states), IN_A_ROW)
    return Squares(across * (SQUARE + GAP), rows * (SQUARE + GAP), drawn)
