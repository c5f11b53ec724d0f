"""Finds words of a slide that nobody sees: white, tiny, transparent, covered, or beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.inspection.colours import LIKE_ITS_GROUND, WHITE, alike, colour

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
    reasons: list[str] = field(default_factory=list)
    colours: list[str] = field(default_factory=list)


def slide_size(elements: Iterable[Element]) -> Box | None:
    """Return the size of the slides as a presentation gives it."""
    for one in elements:
        if one.name == "sldSz":
            return Box(0, 0, _number(one, "cx"), _number(one, "cy"))
    return None


def unseen(slide: Sequence[Element], size: Box | None, *, light: bool) -> Iterator[str]:
    """Yield the reason for each shape of which nobody sees words; light if white lies below."""
    shapes = list(_shapes(slide))
    moves = any(one.name == "timing" for one in slide)
    dark = any(one.name == "bgPr" for one in slide) or not light
    for place, shape in enumerate(shapes):
        yield from shape.reasons
        if size and shape.box and not shape.box.meets(size) and (shape.words or _shows(shape)):
            yield "beside the slide"
        if not shape.words:
            continue
        if not moves and _covered(shape, shapes[place + 1 :]):
            yield "under another shape"
        ground = shape.fill or ("" if dark or _below(shape, shapes[:place]) else WHITE)
        if any(alike(one, ground) for one in shape.colours if ground != _UNKNOWN):
            yield LIKE_ITS_GROUND


def _shows(shape: Shape) -> bool:
    return shape.kind == "pic"


def _covered(shape: Shape, later: Iterable[Shape]) -> bool:
    box = shape.box
    return box is not None and any(
        one.box is not None and one.fill not in {"", _UNKNOWN} and one.box.holds(box)
        for one in later
    )


def _below(shape: Shape, earlier: Iterable[Shape]) -> bool:
    """Return whether something may lie below it that is not white, or what that is is unknown."""
    if shape.styled or shape.box is None:
        return shape.styled or any(one.fill or one.styled for one in earlier)
    return any(
        one.box is None or one.box.meets(shape.box)
        for one in earlier
        if one.fill or one.styled or one.kind != "sp"
    )


def _shapes(slide: Iterable[Element]) -> Iterator[Shape]:
    shape, run, here = Shape(), _TextRun(), (0.0, 0.0)
    for one in slide:
        if one.name in _SHAPES and not _PAGES.isdisjoint(one.parents):
            shape.kind = one.name
            if one.name == "pic":
                shape.fill = "picture"
            yield shape
            shape, run = Shape(), _TextRun()
        elif one.name == "off" and "xfrm" in one.parents:
            here = (_number(one, "x"), _number(one, "y"))
        elif one.name == "ext" and "xfrm" in one.parents:
            yield from _placed(shape, one, here)
        elif one.name in {"grpSpPr", "bg"}:
            shape = Shape()
        else:
            _shape_says(shape, one)
            run.says(one, shape)


def _placed(shape: Shape, one: Element, here: tuple[float, float]) -> Iterator[Shape]:
    """Place a shape, or give a group as one, by which what stands in it is measured."""
    x, y = here
    box = Box(x, y, x + _number(one, "cx"), y + _number(one, "cy"))
    groups = one.parents.count("grpSp")
    if groups == 0:
        shape.box = box
    elif groups == 1 and one.parents[-3:] == ("grpSp", "grpSpPr", "xfrm"):
        yield Shape("pic", box)


def _shape_says(shape: Shape, one: Element) -> None:
    above = one.parents[-1] if one.parents else ""
    if one.name == "fillRef" and one.attributes.get("idx", "0") != "0":
        shape.styled = True
    elif one.name in {"gradFill", "blipFill", "pattFill", "grpFill"} and above == "spPr":
        shape.fill = _UNKNOWN
    elif one.name == "alpha" and "spPr" in one.parents and above in {"srgbClr", "schemeClr"}:
        shape.styled = True
    elif one.parents[-2:] == ("spPr", "solidFill"):
        shape.fill = _UNKNOWN if shape.styled else (_said(one) or _UNKNOWN)


def _said(one: Element) -> str:
    value = one.attributes.get("val", "")
    return WHITE if one.name == "schemeClr" and value in _LIGHT else colour(value)


@dataclass(slots=True)
class _TextRun:
    """How the letters look that are read now."""

    colour: str = ""
    size: float = 0
    opaque: bool = True
    shifted: bool = False

    def says(self, one: Element, shape: Shape) -> None:
        """Take from an element what it says of these letters; at their end tell the shape."""
        if "rPr" in one.parents or one.name == "rPr":
            self._look(one)
        elif one.name == "t" and any(letter.isalnum() for letter in one.text):
            shape.words = True
            self._tell(shape)
        elif one.name in {"r", "fld"}:
            self.colour, self.size, self.opaque, self.shifted = "", 0, True, False

    def _look(self, one: Element) -> None:
        if one.name == "rPr":
            self.size = _number(one, "sz")
        elif one.name in {"alpha", "lumMod", "lumOff", "shade", "tint"}:
            if one.name == "alpha":
                self.opaque = _number(one, "val") > 5_000
            else:
                self.shifted = True
        elif one.parents[-2:] == ("rPr", "solidFill"):
            self.colour = "" if self.shifted else _said(one)
        elif one.name == "noFill" and one.parents[-1:] == ("rPr",):
            self.opaque = False

    def _tell(self, shape: Shape) -> None:
        if not self.opaque:
            shape.reasons.append("transparent")
        elif 0 < self.size <= _SMALLEST:
            shape.reasons.append("too small to read")
        if self.colour:
            shape.colours.append(self.colour)


def _number(one: Element, name: str) -> float:
    try:
        return float(one.attributes.get(name, "0"))
    except ValueError:
        return 0
