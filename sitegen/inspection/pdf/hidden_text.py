"""Follows what a page of a PDF paints, to find text that is there and cannot be seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitegen.inspection import faults
from sitegen.inspection.findings import Finding, counted
from sitegen.inspection.pdf.geometry import around, inside
from sitegen.inspection.pdf.interpreter import Painter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pypdf import PageObject, PdfReader

    from sitegen.inspection.pdf.geometry import Box
    from sitegen.inspection.pdf.graphics import Budget, Cover, GlyphRun

_ENOUGH: Final = 2
"""Letters under a box from which it is no accident of neighbouring lines."""

_EDGE: Final = 3.0
_WHOLE_PAGE: Final = 0.7
_SAME: Final = 0.02
_WHITE: Final = (1.0, 1.0, 1.0)
_INVISIBLE: Final = 3


@dataclass(frozen=True, slots=True)
class PdfPage:
    """What was seen on one page."""

    has_text: bool
    has_image: bool
    covered: int
    invisible: int
    outside: int


def look(page: PageObject, reader: PdfReader, budget: Budget) -> PdfPage:
    """Follow the painting of a page; raises Unreadable if it never ends."""
    painter = Painter(reader, budget)
    painter.paint(page)
    left, low, right, high = (float(side) for side in page.cropbox)
    box = around([(left, low), (right, high)])
    covers = [cover for cover in painter.covers if _hides(cover, box)]
    runs = painter.runs
    return PdfPage(
        has_text=bool(runs),
        has_image=painter.has_image,
        covered=sum(_covered(run, covers) for run in runs),
        invisible=sum(_unseen(run, painter) for run in runs),
        outside=sum(_outside(run, box) for run in runs),
    )


def findings(pages: Sequence[PdfPage]) -> Iterator[Finding]:
    """Tell on which pages text is there and cannot be seen."""
    told = (
        (faults.COVERED_TEXT, [number for number, page in enumerate(pages, 1) if page.covered]),
        (faults.INVISIBLE_TEXT, [number for number, page in enumerate(pages, 1) if page.invisible]),
        (faults.OUTSIDE_TEXT, [number for number, page in enumerate(pages, 1) if page.outside]),
    )
    for fault, numbers in told:
        if numbers:
            first = ", ".join(map(str, numbers[:5]))
            more = f" and {counted(len(numbers) - 5, 'more page')}" if len(numbers) > 5 else ""
            yield fault.found(f"page {first}{more}")


def _hides(cover: Cover, page: Box) -> bool:
    """Say whether something painted can hide text: no thin line, and no scan of a whole page."""
    width, height = cover.box[2] - cover.box[0], cover.box[3] - cover.box[1]
    if not cover.opaque or min(width, height) < _EDGE:
        return False
    whole = (page[2] - page[0]) * (page[3] - page[1])
    return not (cover.picture and width * height > _WHOLE_PAGE * whole)


def _covered(run: GlyphRun, covers: Sequence[Cover]) -> bool:
    return any(
        cover.order > run.order
        and sum(inside(point, cover.box) for point in run.points) >= _needed(run)
        for cover in covers
    )


def _needed(run: GlyphRun) -> int:
    return min(_ENOUGH, len(run.points))


def _unseen(run: GlyphRun, painter: Painter) -> bool:
    """Say whether letters have the colour of what they stand on, or none without being a scan."""
    if run.mode == _INVISIBLE:
        return not painter.has_image
    if run.colour is None:
        return False
    middle = run.points[len(run.points) // 2]
    under = [c for c in painter.covers if c.order < run.order and inside(middle, c.box)]
    ground = under[-1].colour if under else _WHITE
    return ground is not None and all(
        abs(one - other) < _SAME for one, other in zip(run.colour, ground, strict=True)
    )


def _outside(run: GlyphRun, page: Box) -> bool:
    left, low, right, high = page
    grown = (left - _EDGE, low - _EDGE, right + _EDGE, high + _EDGE)
    return not any(inside(point, grown) for point in run.points)
