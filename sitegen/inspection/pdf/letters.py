"""Tells which letters nobody can see on a page that was painted with and without them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final, NamedTuple, TypeAlias

Place: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right and top of an area of a page, in points."""

_ENOUGH: Final = 2
"""Letters that nobody sees from which it is no accident of a neighbouring line."""

_NOTHING: Final = 6
_FAINT: Final = 24
"""Steps of 255 by which letters must differ from their ground to be there, and to be read."""

_LARGE: Final = 24.0
"""Points from which letters are read however faint they are, such as “DRAFT” across a page."""

_TINY: Final = 1.5
"""Points below which nobody reads a letter; the smallest print of a contract has four."""

_EDGE: Final = 3.0
_WHOLE_PAGE: Final = 0.7
_BGRX: Final = 4


class PainterExit(IntEnum):
    """How the painter ends when it has no pages to tell of; 1 and 2 are Python’s own."""

    TOO_MUCH = 3
    UNREADABLE = 4


class Reason(StrEnum):
    """Why letters cannot be seen."""

    COVERED = "covered"
    INVISIBLE = "invisible"
    OUTSIDE = "outside"


class Glyph(NamedTuple):
    """One letter of a page: where it stands, how tall its line is, and when it is painted."""

    text: str
    place: Place
    size: float = 12
    order: int = 0
    unpainted: bool = False
    clips: bool = False


@dataclass(frozen=True, slots=True)
class PageFrame:
    """A page painted as readers see it, and without text; and what else lies on it."""

    wide: int
    high: int
    shown: bytes
    bare: bytes
    matrix: tuple[float, float, float, float, float, float]
    covers: tuple[tuple[int, Place], ...] = ()
    pictures: tuple[Place, ...] = ()

    def pixels(self, place: Place) -> tuple[int, int, int, int] | None:
        """Return the columns and rows of an area, or nothing outside of the page."""
        a, b, c, d, e, f = self.matrix
        corners = [
            (a * x + c * y + e, b * x + d * y + f)
            for x in (place[0], place[2])
            for y in (place[1], place[3])
        ]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        left, right = max(0, int(min(xs))), min(self.wide, int(max(xs)) + 1)
        top, low = max(0, int(min(ys))), min(self.high, int(max(ys)) + 1)
        return (left, top, right, low) if left < right and top < low else None

    def contrast(self, place: Place) -> int:
        """Return by how many steps of 255 letters change an area; more than enough is not told."""
        most = 0
        for one, two in self._rows(place):
            if one != two:
                most = max(most, _apart(one, two))
            if most >= _FAINT:
                break
        return most

    def flat(self, place: Place) -> bool:
        """Return whether an area has one colour when the letters are away."""
        rows = [row for _, row in self._rows(place)]
        first = rows[0][:_BGRX] if rows else b""
        return all(_apart(row, first * (len(row) // _BGRX)) < _FAINT for row in rows)

    def scanned(self) -> bool:
        """Return whether pictures fill the page, as a scanner makes them."""
        a, b, c, d, *_ = self.matrix
        area = self.wide * self.high / max(abs(a * d - b * c), 1e-9)
        return sum(_area(place) for place in self.pictures) > _WHOLE_PAGE * area

    def _rows(self, place: Place) -> Iterator[tuple[bytes, bytes]]:
        pixels = self.pixels(place)
        left, top, right, low = pixels or (0, 0, 0, 0)
        for row in range(top, low):
            start = (row * self.wide + left) * _BGRX
            end = start + (right - left) * _BGRX
            yield self.shown[start:end], self.bare[start:end]


@dataclass(frozen=True, slots=True)
class PdfPage:
    """What was seen on one page: letters, pictures, and words that nobody can see."""

    has_text: bool
    has_image: bool
    covered: int = 0
    invisible: int = 0
    outside: int = 0


def judged(frame: PageFrame, letters: Sequence[Glyph]) -> PdfPage:
    """Count the words of a page that can be copied and not be seen, by why that is so."""
    scanned = frame.scanned()
    reasons = [_unseen(frame, word, scanned) for word in _words(letters)]
    return PdfPage(
        has_text=any(not letter.text.isspace() for letter in letters),
        has_image=bool(frame.pictures),
        covered=reasons.count(Reason.COVERED),
        invisible=reasons.count(Reason.INVISIBLE),
        outside=reasons.count(Reason.OUTSIDE),
    )


def _words(letters: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Yield words without their signs: a full stop hides nothing, and has little to be seen by."""
    word: list[Glyph] = []
    for letter in letters:
        if letter.text.isspace() or letter.text == "\0":
            if word:
                yield word
            word = []
        elif unicodedata.category(letter.text)[0] in "LN":
            word.append(letter)
    if word:
        yield word


def _unseen(frame: PageFrame, word: list[Glyph], scanned: bool) -> Reason | None:  # noqa: FBT001 - asked once for a page, not for each word
    """Explain why a word cannot be seen, or enough of its letters, or nothing if it can."""
    unseen = [letter for letter in word if not _seen(frame, letter)]
    if all(_faint(frame, letter) for letter in word):
        unseen = word
    if len(unseen) < min(_ENOUGH, len(word)):
        return None
    if all(frame.pixels(letter.place) is None for letter in unseen):
        return Reason.OUTSIDE
    return _why(frame, unseen, scanned)


def _seen(frame: PageFrame, letter: Glyph) -> bool:
    if letter.unpainted or letter.size < _TINY:
        return False
    if letter.clips:
        # It is the edge of what is painted after it, which stays when the letters are away.
        return not frame.flat(letter.place)
    return frame.contrast(letter.place) >= _NOTHING


def _faint(frame: PageFrame, letter: Glyph) -> bool:
    small = letter.size < _LARGE and not letter.clips
    return small and frame.contrast(letter.place) < _FAINT


def _why(frame: PageFrame, unseen: list[Glyph], scanned: bool) -> Reason | None:  # noqa: FBT001 - see above
    # Readers of scans lay their words under or over the picture. They are seen in the picture,
    # unless nothing is to be seen there: an empty place, or a box that somebody drew.
    read = [glyph for glyph in unseen if _in_picture(frame, glyph, scanned)]
    if len(read) == len(unseen) and sum(frame.flat(glyph.place) for glyph in read) * 2 < len(read):
        return None
    later = [
        cover
        for glyph in unseen
        for order, cover in frame.covers
        if order > glyph.order and not glyph.unpainted and _contains(cover, glyph.place)
    ]
    return Reason.COVERED if later else Reason.INVISIBLE


def _in_picture(frame: PageFrame, letter: Glyph, scanned: bool) -> bool:  # noqa: FBT001 - see above
    inside = any(_contains(picture, letter.place) for picture in frame.pictures)
    return inside and (scanned or letter.unpainted) and letter.size >= _TINY


def _contains(area: Place, place: Place) -> bool:
    x, y = (place[0] + place[2]) / 2, (place[1] + place[3]) / 2
    return area[0] - _EDGE <= x <= area[2] + _EDGE and area[1] - _EDGE <= y <= area[3] + _EDGE


def _area(place: Place) -> float:
    return max(0, place[2] - place[0]) * max(0, place[3] - place[1])


def _apart(one: bytes, two: bytes) -> int:
    return max((abs(x - y) for x, y in zip(one, two, strict=True)), default=0)
