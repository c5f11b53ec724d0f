"""Paints the pages of a PDF with and without their text: a process of its own, apart from us.

PDFium is written in C++ and reads what strangers made. It runs here alone, with little memory and
little time, so that a file which breaks it breaks nothing else.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, Final

import pypdfium2.raw as pdfium

from sitegen.inspection.pdf.letters import Glyph, PageFrame, PainterExit, Place, judged

SCALE: Final = 1.5
"""Pixels for each point of a page: enough for strokes of small letters to leave their colour."""

_MOST_PIXELS: Final = 6_000_000
_MOST_OBJECTS: Final = 300_000
"""Things painted on all pages; a long illustrated report has a tenth of that."""

_DEEPEST: Final = 12
_INVISIBLE: Final = 3
_CLIPPING: Final = 7
_SECONDS: Final = 40
_BYTES: Final = 1_500_000_000
_BGRX: Final = 4
_LATIN: Final = 0x100
_UNKNOWN: Final = "\ufffd"
_COVERS: Final = (
    pdfium.FPDF_PAGEOBJ_PATH,
    pdfium.FPDF_PAGEOBJ_IMAGE,
    pdfium.FPDF_PAGEOBJ_SHADING,
)


class TooMuch(Exception):
    """Raised for a page that no reader would wait for."""


@dataclass(slots=True)
class Things:
    """What a page paints, in its order: its texts, and the places of all that is no text."""

    texts: dict[int, int]
    covers: list[tuple[int, Place]]
    pictures: list[Place]
    handles: list[Any]


def main() -> None:
    """Read a PDF from the input and write a line of JSON about its pages."""
    _limit()
    pdfium.FPDF_InitLibrary()
    data = sys.stdin.buffer.read()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        sys.exit(PainterExit.UNREADABLE)
    try:
        pages = [asdict(page) for page in _pages(document)]
    except TooMuch:
        sys.exit(PainterExit.TOO_MUCH)
    sys.stdout.write(json.dumps(pages))


def _limit() -> None:
    try:
        resource: Any = importlib.import_module("resource")
    except ImportError:
        return  # Windows knows no such limits; whoever started this ends it by the clock
    for kind, most in ((resource.RLIMIT_CPU, _SECONDS), (resource.RLIMIT_AS, _BYTES)):
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):
            continue  # a system that has the name and not the limit, such as macOS for memory


def _pages(document: Any) -> Iterator[Any]:  # noqa: ANN401 - handles of C have no narrower type
    spent = 0
    for number in range(pdfium.FPDF_GetPageCount(document)):
        page = pdfium.FPDF_LoadPage(document, number)
        if not page:
            sys.exit(PainterExit.UNREADABLE)
        things = Things({}, [], [], [])
        spent += _collect(_each(page, _PAGE), things, (1, 0, 0, 1, 0, 0), 0)
        if spent > _MOST_OBJECTS:
            raise TooMuch
        # The letters are read first, because the second painting takes them away.
        letters = list(_letters(page, things))
        yield judged(_frame(page, things), letters)
        pdfium.FPDF_ClosePage(page)


_PAGE: Final = (pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject)
_FORM: Final = (pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)
"""How many things stand on a page or in a form, and each of them."""


def _each(holder: Any, asked: tuple[Callable[..., Any], Callable[..., Any]]) -> Iterator[Any]:  # noqa: ANN401
    count, get = asked
    # Before the first is asked for: each question takes its time.
    if (number := count(holder)) > _MOST_OBJECTS:
        raise TooMuch
    return map(partial(get, holder), range(number))


Matrix = tuple[float, float, float, float, float, float]


def _collect(objects: Iterator[Any], things: Things, matrix: Matrix, depth: int) -> int:
    """Sort what is painted; return how much that is."""
    count = 0
    for thing in objects:
        count += 1
        if count > _MOST_OBJECTS or depth > _DEEPEST:
            raise TooMuch
        kind = pdfium.FPDFPageObj_GetType(thing)
        order = len(things.texts) + len(things.covers)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            things.texts[_address(thing)] = order
            things.handles.append(thing)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            inner = _times(_matrix(thing), matrix)
            count += _collect(_each(thing, _FORM), things, inner, depth + 1)
        elif kind in _COVERS:
            place = _bounds(thing, matrix)
            things.covers.append((order, place))
            if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                things.pictures.append(place)
    return count


def _address(handle: Any) -> int:  # noqa: ANN401
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _matrix(thing: Any) -> Matrix:  # noqa: ANN401
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, matrix)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, *_ = two
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, *_at(two, e, f))


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(thing: Any, matrix: Matrix) -> Place:  # noqa: ANN401
    left, low, right, high = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(thing, left, low, right, high)
    corners = [_at(matrix, x.value, y.value) for x in (left, right) for y in (low, high)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def _frame(page: Any, things: Things) -> PageFrame:  # noqa: ANN401
    """Paint a page as readers see it, and once more without any text."""
    wide, high = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    scale = min(SCALE, (_MOST_PIXELS / max(wide * high, 1)) ** 0.5)
    size = (max(1, round(wide * scale)), max(1, round(high * scale)))
    shown = _painted(page, size)
    bare = shown
    if things.handles:
        for handle in things.handles:
            pdfium.FPDFPageObj_SetIsActive(handle, False)
        bare = _painted(page, size)
    return PageFrame(
        *size,
        shown,
        bare,
        _to_pixels(page, size),
        covers=tuple(things.covers) + tuple((sys.maxsize, note) for note in _notes(page)),
        pictures=tuple(things.pictures),
    )


def _painted(page: Any, size: tuple[int, int]) -> bytes:  # noqa: ANN401
    wide, high = size
    room = ctypes.create_string_buffer(wide * high * _BGRX)
    bitmap = pdfium.FPDFBitmap_CreateEx(wide, high, pdfium.FPDFBitmap_BGRx, room, wide * _BGRX)
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, 0xFFFFFFFF)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, wide, high, 0, pdfium.FPDF_ANNOT)
    pdfium.FPDFBitmap_Destroy(bitmap)
    return room.raw


def _to_pixels(page: Any, size: tuple[int, int]) -> Matrix:  # noqa: ANN401
    """Return the matrix from places on a page to pixels; a page may be turned or cropped."""
    far = 10_000
    points = []
    for x, y in ((0, 0), (far, 0), (0, far)):
        right, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, right, down)
        points.append((right.value, down.value))
    (e, f), (ax, ay), (cx, cy) = points
    return ((ax - e) / far, (ay - f) / far, (cx - e) / far, (cy - f) / far, e, f)


def _notes(page: Any) -> Iterator[Place]:  # noqa: ANN401
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        area = pdfium.FS_RECTF()
        if pdfium.FPDFAnnot_GetRect(note, area):
            yield (area.left, area.bottom, area.right, area.top)
        pdfium.FPDFPage_CloseAnnot(note)


def _letters(page: Any, things: Things) -> Iterator[Glyph]:  # noqa: ANN401
    text = pdfium.FPDFText_LoadPage(page)
    left, right, low, high = (ctypes.c_double() for _ in range(4))
    matrix = pdfium.FS_MATRIX()
    for index in range(pdfium.FPDFText_CountChars(text)):
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            yield Glyph(" ", (0, 0, 0, 0))
            continue
        pdfium.FPDFText_GetCharBox(text, index, left, right, low, high)
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        owner = pdfium.FPDFText_GetTextObject(text, index)
        stretch = (matrix.c**2 + matrix.d**2) ** 0.5
        mode = pdfium.FPDFTextObj_GetTextRenderMode(owner) if owner else 0
        yield Glyph(
            _or_replacement(chr(pdfium.FPDFText_GetUnicode(text, index)), owner),
            (left.value, low.value, right.value, high.value),
            size=pdfium.FPDFText_GetFontSize(text, index) * stretch,
            order=things.texts.get(_address(owner), 0) if owner else 0,
            unpainted=mode == _INVISIBLE,
            clips=mode == _CLIPPING,
        )
    pdfium.FPDFText_ClosePage(text)


def _or_replacement(letter: str, owner: Any) -> str:  # noqa: ANN401
    """Return a letter, or the sign for one that only the font of another machine could draw.

    Fonts that a file names and does not bring are replaced by PDFium's own, which draw Latin. What
    they cannot draw is no secret: a reader whose machine has the font sees it.
    """
    if not owner or ord(letter) < _LATIN:
        return letter
    brought = pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(owner)) == 1
    return letter if brought else _UNKNOWN


if __name__ == "__main__":
    main()
