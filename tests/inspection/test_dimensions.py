"""A picture's width and height are read from its own bytes, as a browser would show it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sitegen.inspection.examine import examine
from sitegen.inspection.findings import UNSIZED
from tests.inspection import photos
from tests.inspection.photos import picture

WIDE = (60, 40)
TALL = (40, 60)
PICTURES: list[tuple[str, Callable[[], bytes]]] = [
    ("a.jpg", picture),
    ("a.jpg", lambda: picture(progressive=True)),
    ("a.jpg", lambda: picture(exif=photos.exif(Orientation=3))),
    ("a.png", lambda: picture("PNG")),
    ("a.gif", lambda: picture("GIF")),
    ("a.webp", lambda: picture("WEBP")),
    ("a.webp", lambda: picture("WEBP", lossless=True)),
    ("a.webp", lambda: picture("WEBP", exif=photos.exif(Orientation=1))),
]


def svg(attributes: str) -> bytes:
    """Write a picture with attributes of its root."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode()


@pytest.mark.parametrize(("name", "make"), PICTURES)
def test_every_kind_of_picture_tells_its_sides(name: str, make: Callable[[], bytes]) -> None:
    assert examine(name, make()).dimensions == WIDE


@pytest.mark.parametrize("orientation", [5, 6, 7, 8])
@pytest.mark.parametrize(
    ("name", "kind"), [("a.jpg", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP")]
)
def test_a_picture_that_was_taken_sideways_has_its_sides_changed(
    name: str, kind: str, orientation: int
) -> None:
    turned = picture(kind, exif=photos.exif(Orientation=orientation))
    assert examine(name, turned).dimensions == TALL


@pytest.mark.parametrize(
    "attributes",
    [
        'width="60" height="40"',
        'width="60px" height="40.2px" viewBox="0 0 6 4"',
        'viewBox="0 0 60 40"',
        'viewBox="0,0,60,40"',
        'width="100%" height="100%" viewBox="-1 -1 60 40"',
        'width="60" viewBox="0 0 60 40"',
    ],
)
def test_a_drawing_tells_its_sides_or_those_of_its_view_box(attributes: str) -> None:
    assert examine("a.svg", svg(attributes)).dimensions == WIDE


@pytest.mark.parametrize("attributes", ["", 'width="60"', 'viewBox="0 0"', 'viewBox="a b c d"'])
def test_a_drawing_that_tells_no_sides_has_none(attributes: str) -> None:
    assert examine("a.svg", svg(attributes)).dimensions == UNSIZED


@pytest.mark.parametrize("name", ["a.txt", "a.png"])
def test_what_is_no_picture_or_a_broken_one_has_no_sides(name: str) -> None:
    assert examine(name, b"Plain words.").dimensions == UNSIZED
