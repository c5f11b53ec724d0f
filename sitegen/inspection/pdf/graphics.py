"""What lies on a page of a PDF while it is painted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, TypeAlias

from sitegen.inspection import faults
from sitegen.inspection.findings import Unreadable
from sitegen.inspection.pdf.fonts import PLAIN, Glyphs
from sitegen.inspection.pdf.geometry import EVERYWHERE, SAME, Box, Matrix, Point, around, meet

Colour: TypeAlias = tuple[float, float, float]

MOST_STEPS: Final = 1_500_000
"""Steps of painting in a whole document; a long illustrated report has a tenth of that."""

MOST_BYTES: Final = 20_000_000
"""Bytes of painting in a whole document, for the same reason."""

BLACK: Final[Colour] = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Letters shown at once: the middle of each, in the order of painting."""

    order: int
    points: tuple[Point, ...]
    colour: Colour | None
    mode: int


@dataclass(frozen=True, slots=True)
class Cover:
    """An area painted at once; its colour is unknown for pictures and shapes."""

    order: int
    box: Box
    colour: Colour | None
    opaque: bool
    picture: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """What painting depends on."""

    matrix: Matrix = SAME
    colour: Colour | None = BLACK
    solid: bool = True
    clip: Box = EVERYWHERE
    font: Glyphs = PLAIN
    size: float = 1.0
    stretch: float = 1.0
    letter: float = 0.0
    word: float = 0.0
    lead: float = 0.0
    rise: float = 0.0
    mode: int = 0


@dataclass(slots=True)
class PathShape:
    """The path that is being drawn: its separate parts, each straight or not."""

    parts: list[list[Point]] = field(default_factory=list)
    straight: bool = True
    clips: bool = False

    def meets(self, part: list[Point]) -> bool:
        """Say whether another part lies where this one does."""
        box = around(part)
        return any(other is not part and meet(around(other), box) for other in self.parts)


@dataclass(slots=True)
class Budget:
    """What the painting of all pages together may still take."""

    steps: int = MOST_STEPS
    size: int = MOST_BYTES

    def spend(self, *, steps: int = 0, size: int = 0) -> None:
        """Take something off; raises Unreadable when nothing is left."""
        self.steps -= steps
        self.size -= size
        if self.steps < 0 or self.size < 0:
            raise Unreadable(faults.NOT_UNDERSTOOD.found("it paints without end"))
