"""Places and areas on a page, as the PDF standard reckons them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

Point: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[float, float, float, float]
Matrix: TypeAlias = tuple[float, float, float, float, float, float]

EVERYWHERE: Final[Box] = (-1e9, -1e9, 1e9, 1e9)
SAME: Final[Matrix] = (1, 0, 0, 1, 0, 0)
_CLOSE: Final = 0.5


def matrix(numbers: Sequence[Any]) -> Matrix:
    """Read the six numbers of a matrix."""
    a, b, c, d, e, f = (float(number) for number in numbers[:6])
    return a, b, c, d, e, f


def multiply(one: Matrix, two: Matrix) -> Matrix:
    """Give the matrix that does one thing and then another."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def at(place: Matrix, x: float, y: float) -> Point:
    """Give where a point of the drawing lies on the page."""
    a, b, c, d, e, f = place
    return a * x + c * y + e, b * x + d * y + f


def upright(place: Matrix) -> bool:
    """Say whether boxes stay boxes: nothing is turned but by quarters."""
    a, b, c, d, _, _ = place
    return (abs(b) < 1e-6 and abs(c) < 1e-6) or (abs(a) < 1e-6 and abs(d) < 1e-6)


def around(points: Sequence[Point]) -> Box:
    """Give the smallest box that holds all the points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def meet(one: Box, two: Box) -> Box | None:
    """Give what two boxes have in common, if anything."""
    box = max(one[0], two[0]), max(one[1], two[1]), min(one[2], two[2]), min(one[3], two[3])
    return box if box[0] < box[2] and box[1] < box[3] else None


def inside(point: Point, box: Box) -> bool:
    """Say whether a point lies in a box."""
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def square(points: Sequence[Point]) -> bool:
    """Say whether points go round a box with upright sides."""
    left, low, right, high = around(points)
    return all(
        (abs(x - left) < _CLOSE or abs(x - right) < _CLOSE)
        and (abs(y - low) < _CLOSE or abs(y - high) < _CLOSE)
        for x, y in points
    )
