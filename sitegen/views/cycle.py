"""The picture of a cycle: boxes on a ring around what holds them together."""

from __future__ import annotations

import math
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sitegen.models.pages import Diagram

WIDTH: Final = 920
HEIGHT: Final = 760
BOX: Final = 176
LINE: Final = 22
PADDING: Final = 14
RADIUS_X: Final = 350
RADIUS_Y: Final = 310
_LETTERS: Final = 18


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of a label."""

    y: int
    text: str


@dataclass(frozen=True, slots=True)
class Box:
    """A labelled box, by its left upper corner."""

    x: int
    y: int
    width: int
    height: int
    middle: int
    lines: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class Cycle:
    """A picture with its size, in units of its own."""

    width: int
    height: int
    centre: Box
    boxes: tuple[Box, ...]


def cycle(diagram: Diagram) -> Cycle:
    """Draw the nodes of a diagram clockwise from the top; which comes first means nothing."""
    count = len(diagram.nodes)
    places = [2 * math.pi * number / count - math.pi / 2 for number in range(count)]
    return Cycle(
        width=WIDTH,
        height=HEIGHT,
        centre=_box(diagram.centre, WIDTH // 2, HEIGHT // 2),
        boxes=tuple(
            _box(label, *_point(angle)) for label, angle in zip(diagram.nodes, places, strict=True)
        ),
    )


def _point(angle: float) -> tuple[int, int]:
    return (
        round(WIDTH / 2 + RADIUS_X * math.cos(angle)),
        round(HEIGHT / 2 + RADIUS_Y * math.sin(angle)),
    )


def _box(label: str, x: int, y: int) -> Box:
    words = textwrap.wrap(label, _LETTERS) or [label]
    height = len(words) * LINE + 2 * PADDING
    top = y - height // 2
    first = top + PADDING + LINE - 6
    lines = tuple(TextLine(first + place * LINE, text) for place, text in enumerate(words))
    return Box(x - BOX // 2, top, BOX, height, x, lines)
