"""Finds words of a slide that nobody sees: white, tiny, transparent, covered, or beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from sitegen.inspection.colours import LIKE_ITS_GROUND, WHITE, alike, colour
from sitegen.inspection.xml import Element

_SMALLEST: Final = 200
"""Hundredths of points, which is how PowerPoint counts: two points."""

_SHAPES: Final = {"sp", "pic", "graphicFrame", "cxnSp"}
_PAGES: Final = {"spTree", "twoCellAnchor", "oneCellAnchor", "absoluteAnchor"}
"""What shapes stand on: a slide, or the sheet of a workbook."""

_LIGHT: Final = {"bg1", "lt1"}
_UNKNOWN: Final = "?"


class Box(NamedTuple):
    """A place on a slide, in English metric units."""

    left: float
    top: float
    right: float
    low: float

    def holds(self, other: Box) -> bool:
        """Return whether another place lies within this one."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.low >= other.low
        )

    def meets(self, other: Box) -> bool:
        """Return whether two places have anything in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.low
            and other.top < self.low
        )


@dataclass(slots=True)
class Shape:
    """What is known of one shape: where it is, what fills it, and how its words look."""

    kind: str = ""
    box: Box | None = None
    fill: str = ""
    styled: bool = False
    words: bool = False
    empty: bool = False
    faint: bool = False
    reasons: list[str] = field(default_factory=list)
    colours: list[str] = field(default_factory=list)

    @property
    def covers(self) -> bool:
        """Return whether nothing can be seen through it."""
        filled = self.fill not in {"", _UNKNOWN} or (self.styled and self.fill == "")
        return filled and not self.empty and not self.faint


def slide_size(elements: Iterable[Element]) -> Box | None:
    """Return the size of the slides as a presentation gives it."""
    for element in elements:
        if element.name == "sldSz":
            return Box(0, 0, element.number("cx"), element.number("cy"))
    return None


def unseen(slide: Sequence[Element], size: Box | None, *, light: bool) -> Iterator[str]:
    """Yield the reason for each shape of which nobody sees words; light if white lies below."""
    shapes = list(_shapes(slide))
    moves = any(element.name == "timing" for element in slide)
    dark = any(element.name == "bgPr" for element in slide) or not light
    for place, shape in enumerate(shapes):
        yield from shape.reasons
        seen = shape.words or shape.kind == "pic"
        if seen and size and shape.box and not shape.box.meets(size):
            yield "beside the slide"
        if not shape.words:
            continue
        if not moves and _covered(shape, shapes[place + 1 :]):
            yield "under another shape"
        ground = shape.fill or ("" if dark or _below(shape, shapes[:place]) else WHITE)
        if any(alike(ink, ground) for ink in shape.colours if ground != _UNKNOWN):
            yield LIKE_ITS_GROUND


def _covered(shape: Shape, later: Iterable[Shape]) -> bool:
    box = shape.box
    return box is not None and any(
        above.box is not None and above.covers and above.box.holds(box) for above in later
    )


def _below(shape: Shape, earlier: Iterable[Shape]) -> bool:
    """Return whether something may lie below it that is not white, or what that is is unknown."""
    if shape.styled or shape.box is None:
        return shape.styled or any(below.fill or below.styled for below in earlier)
    return any(
        below.box is None or below.box.meets(shape.box)
        for below in earlier
        if below.fill or below.styled or below.kind != "sp"
    )


def _shapes(slide: Iterable[Element]) -> Iterator[Shape]:
    shape, run, here = Shape(), _TextRun(), (0.0, 0.0)
    for element in slide:
        if element.name in _SHAPES and not _PAGES.isdisjoint(element.parents):
            shape.kind = element.name
            if element.name == "pic":
                shape.fill = "picture"
            yield shape
            shape, run = Shape(), _TextRun()
        elif element.name == "off" and "xfrm" in element.parents:
            here = (element.number("x"), element.number("y"))
        elif element.name == "ext" and "xfrm" in element.parents:
            yield from _placed(shape, element, here)
        elif element.name in {"grpSpPr", "bg"}:
            shape = Shape()
        else:
            _shape_says(shape, element)
            run.says(element, shape)


def _placed(shape: Shape, element: Element, here: tuple[float, float]) -> Iterator[Shape]:
    """Place a shape, or give a group as one, by which what stands in it is measured."""
    x, y = here
    box = Box(x, y, x + element.number("cx"), y + element.number("cy"))
    groups = element.parents.count("grpSp")
    if groups == 0:
        shape.box = box
    elif groups == 1 and element.parents[-3:] == ("grpSp", "grpSpPr", "xfrm"):
        yield Shape("pic", box)


def _shape_says(shape: Shape, element: Element) -> None:
    above = element.parent
    if element.name == "fillRef" and element.get("idx", "0") != "0":
        shape.styled = True
    elif element.name in {"gradFill", "blipFill", "pattFill", "grpFill"} and above == "spPr":
        shape.fill = _UNKNOWN
    elif element.name == "noFill" and above == "spPr":
        shape.empty = True
    elif (
        element.name == "alpha" and "spPr" in element.parents and above in {"srgbClr", "schemeClr"}
    ):
        shape.styled = shape.faint = True
    elif element.parents[-2:] == ("spPr", "solidFill"):
        shape.fill = _UNKNOWN if shape.styled else (_colour(element) or _UNKNOWN)


def _colour(element: Element) -> str:
    value = element.get("val")
    return WHITE if element.name == "schemeClr" and value in _LIGHT else colour(value)


@dataclass(slots=True)
class _TextRun:
    """How the letters look that are read now."""

    colour: str = ""
    size: float = 0
    opaque: bool = True
    shifted: bool = False

    def says(self, element: Element, shape: Shape) -> None:
        """Take from an element what it says of these letters; at their end tell the shape."""
        if "rPr" in element.parents or element.name == "rPr":
            self._look(element)
        elif element.name == "t" and any(letter.isalnum() for letter in element.text):
            shape.words = True
            self._tell(shape)
        elif element.name in {"r", "fld"}:
            self.colour, self.size, self.opaque, self.shifted = "", 0, True, False

    def _look(self, element: Element) -> None:
        if element.name == "rPr":
            self.size = element.number("sz")
        elif element.name in {"alpha", "lumMod", "lumOff", "shade", "tint"}:
            if element.name == "alpha":
                self.opaque = element.number("val") > 5_000
            else:
                self.shifted = True
        elif element.parents[-2:] == ("rPr", "solidFill"):
            self.colour = "" if self.shifted else _colour(element)
        elif element.name == "noFill" and element.parents[-1:] == ("rPr",):
            self.opaque = False

    def _tell(self, shape: Shape) -> None:
        if not self.opaque:
            shape.reasons.append("transparent")
        elif 0 < self.size <= _SMALLEST:
            shape.reasons.append("too small to read")
        if self.colour:
            shape.colours.append(self.colour)
