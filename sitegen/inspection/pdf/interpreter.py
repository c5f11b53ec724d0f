"""Carries out the painting of a PDF page as far as places and colours go."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from sitegen.inspection import faults
from sitegen.inspection.findings import Unreadable
from sitegen.inspection.pdf.fonts import Glyphs, glyphs
from sitegen.inspection.pdf.geometry import (
    SAME,
    Box,
    Matrix,
    Point,
    around,
    at,
    matrix,
    meet,
    multiply,
    square,
    upright,
)
from sitegen.inspection.pdf.graphics import BLACK, Budget, Colour, Cover, GlyphRun, PathShape, State

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pypdf import PageObject, PdfReader
    from pypdf.generic import ContentStream

_DEEPEST: Final = 12


class Painter:
    """Follows the steps of one page and keeps what was painted."""

    def __init__(self, reader: PdfReader, budget: Budget) -> None:
        """Begin with an empty page."""
        self.reader = reader
        self.budget = budget
        self.runs: list[GlyphRun] = []
        self.covers: list[Cover] = []
        self.has_image = False
        self.state = State()
        self.saved: list[State] = []
        self.shape = PathShape()
        self.text = self.line = SAME
        self.fonts: dict[int, Glyphs] = {}

    def paint(self, page: PageObject) -> None:
        """Paint a page; raises Unreadable if that never ends."""
        contents = page.get_contents()
        resources = page.get("/Resources")
        if contents is not None:
            self._run(contents, _dictionary(resources), 0)

    def _run(self, stream: ContentStream, resources: Mapping[str, Any], depth: int) -> None:
        self.budget.spend(size=len(stream.get_data()))
        for operands, operator in stream.operations:
            self.budget.spend(steps=1)
            if operator == b"Do":
                self._picture(operands, resources, depth)
            elif operator == b"INLINE IMAGE":
                self._cover((0, 0, 1, 1), None, picture=True)
            elif operator in {b"Tf", b"gs"}:
                self._resource(operator, operands, resources)
            elif step := _STEPS.get(operator):
                try:
                    step(self, operands)
                except (IndexError, TypeError, ValueError):
                    continue  # a step without its numbers paints nothing in any viewer

    def _picture(self, operands: Sequence[Any], resources: Mapping[str, Any], depth: int) -> None:
        named = _dictionary(resources.get("/XObject"))
        found = _dictionary(named.get(operands[0])) if operands else {}
        if str(found.get("/Subtype")) == "/Image":
            self.has_image = True
            seen_through = "/SMask" in found or "/Mask" in found or "/ImageMask" in found
            if not seen_through:
                self._cover((0, 0, 1, 1), None, picture=True)
        elif str(found.get("/Subtype")) == "/Form":
            if depth > _DEEPEST:
                raise Unreadable(faults.NOT_UNDERSTOOD.found("pictures within pictures"))
            self._form(found, resources, depth)

    def _form(self, found: Any, resources: Mapping[str, Any], depth: int) -> None:  # noqa: ANN401 - a stream of pypdf, which brings no narrower type
        from pypdf.generic import ContentStream

        before, text, line, saved = self.state, self.text, self.line, self.saved
        self.saved = []
        self.transform(found.get("/Matrix", SAME))
        inner = _dictionary(found.get("/Resources")) or resources
        self._run(ContentStream(found, self.reader), inner, depth + 1)
        self.state, self.text, self.line, self.saved = before, text, line, saved

    def _resource(
        self, operator: bytes, operands: Sequence[Any], resources: Mapping[str, Any]
    ) -> None:
        kind = "/Font" if operator == b"Tf" else "/ExtGState"
        named = _dictionary(resources.get(kind))
        found = _dictionary(named.get(operands[0])) if operands else {}
        if operator == b"Tf":
            key = id(found)
            if key not in self.fonts:
                self.fonts[key] = glyphs(found)
            size = float(operands[1]) if len(operands) > 1 else 1.0
            self.state = replace(self.state, font=self.fonts[key], size=size)
        else:
            solid = float(found.get("/ca", 1)) > 0.95 and str(found.get("/BM", "/Normal")) in {
                "/Normal",
                "/Compatible",
            }
            self.state = replace(self.state, solid=solid)

    def _cover(self, area: Box, colour: Colour | None, *, picture: bool = False) -> None:
        left, low, right, high = area
        corners = ((left, low), (right, low), (left, high), (right, high))
        box = meet(around([at(self.state.matrix, *c) for c in corners]), self.state.clip)
        if box:
            opaque = self.state.solid and upright(self.state.matrix)
            self.has_image = self.has_image or picture
            self.covers.append(Cover(self._order(), box, colour, opaque, picture))

    def _order(self) -> int:
        return len(self.covers) + len(self.runs)

    def show(self, parts: Sequence[Any]) -> None:
        """Show text, with the shifts between its parts, and move on by its width."""
        points: list[Point] = []
        for part in parts:
            if isinstance(part, int | float):
                self._move(-float(part) / 1000 * self.state.size * self.state.stretch)
                continue
            for code in self.state.font.codes(_bytes(part)):
                self._letter(code, points)
        if points:
            self.runs.append(
                GlyphRun(self._order(), tuple(points), self.state.colour, self.state.mode)
            )

    def _letter(self, code: int, points: list[Point]) -> None:
        state = self.state
        width = state.font.width(code) * state.size
        space = state.font.is_space(code)
        if not space:
            whole = multiply(self.text, state.matrix)
            points.append(at(whole, width / 2 * state.stretch, state.rise + 0.25 * state.size))
        self._move((width + state.letter + (state.word if space else 0)) * state.stretch)

    def _move(self, distance: float) -> None:
        self.text = multiply((1, 0, 0, 1, distance, 0), self.text)

    def new_line(self, right: float, up: float) -> None:
        """Go to a new line of text."""
        self.line = self.text = multiply((1, 0, 0, 1, right, up), self.line)

    def set_text(self, matrix: Matrix) -> None:
        """Go to a place on the page."""
        self.line = self.text = matrix

    def save(self) -> None:
        """Remember the state."""
        if len(self.saved) < 10_000:
            self.saved.append(self.state)

    def restore(self) -> None:
        """Go back to the state that was remembered last."""
        if self.saved:
            self.state = self.saved.pop()

    def change(self, **values: Any) -> None:  # noqa: ANN401 - the values of any field of State
        """Change what painting depends on."""
        self.state = replace(self.state, **values)

    def transform(self, numbers: Sequence[Any]) -> None:
        """Move, turn or stretch everything that follows."""
        self.change(matrix=multiply(matrix(numbers), self.state.matrix))

    def rectangle(self, numbers: Sequence[Any]) -> None:
        """Add a rectangle to the path."""
        x, y, width, height = (float(number) for number in numbers[:4])
        corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        self.shape.parts.append(corners)

    def begin(self, numbers: Sequence[Any]) -> None:
        """Begin another part of the path."""
        self.shape.parts.append([(float(numbers[0]), float(numbers[1]))])

    def go_on(self, numbers: Sequence[Any], *, straight: bool) -> None:
        """Draw a line or a curve to another point."""
        values = [float(number) for number in numbers]
        self.shape.straight = self.shape.straight and straight
        self.shape.parts[-1] += list(zip(values[::2], values[1::2], strict=False))

    def finish(self, *, fills: bool, holes: bool = False) -> None:
        """Paint the path, whose parts may be holes, and clip by it if that was asked for."""
        shape, self.shape = self.shape, PathShape()
        for points in shape.parts if fills else ():
            if shape.straight and square(points) and not (holes and shape.meets(points)):
                self._cover(around(points), self.state.colour)
            else:
                self._shade(around(points))
        if shape.clips and shape.parts:
            points = [at(self.state.matrix, x, y) for part in shape.parts for x, y in part]
            self.change(clip=meet(around(points), self.state.clip) or (0, 0, 0, 0))

    def _shade(self, area: Box) -> None:
        """Note an area of unknown shape: no text on it can be judged by its colour."""
        before = self.state
        self.change(solid=False)
        self._cover(area, None)
        self.state = before


def _bytes(part: Any) -> bytes:  # noqa: ANN401 - pypdf gives text or bytes
    original = getattr(part, "original_bytes", None)
    if isinstance(original, bytes):
        return original
    return part if isinstance(part, bytes) else str(part).encode("latin-1", "replace")


def _dictionary(value: Any) -> Any:  # noqa: ANN401 - a PDF may hold anything here
    found = value.get_object() if hasattr(value, "get_object") else value
    return found if hasattr(found, "get") else {}


def _colour(numbers: Sequence[Any]) -> Colour | None:
    """Give red, green and blue of grey, RGB or CMYK; nothing for patterns."""
    values = [float(number) for number in numbers if isinstance(number, int | float)]
    if len(values) == 1:
        return values[0], values[0], values[0]
    if len(values) == 3:
        return values[0], values[1], values[2]
    if len(values) == 4:
        cyan, magenta, yellow, black = values
        return tuple((1 - ink) * (1 - black) for ink in (cyan, magenta, yellow))  # type: ignore[return-value]
    return None


def _clip(painter: Painter, _: Sequence[Any]) -> None:
    painter.shape.clips = True


def _line_with_lead(painter: Painter, numbers: Sequence[Any]) -> None:
    painter.change(lead=-float(numbers[1]))
    painter.new_line(float(numbers[0]), float(numbers[1]))


def _show_below(painter: Painter, parts: Sequence[Any]) -> None:
    painter.new_line(0, -painter.state.lead)
    painter.show(parts)


_STEPS: Final[Mapping[bytes, Callable[[Painter, Sequence[Any]], object]]] = {
    b"q": lambda p, _: p.save(),
    b"Q": lambda p, _: p.restore(),
    b"cm": lambda p, n: p.transform(n),
    b"g": lambda p, n: p.change(colour=_colour(n)),
    b"rg": lambda p, n: p.change(colour=_colour(n)),
    b"k": lambda p, n: p.change(colour=_colour(n)),
    b"sc": lambda p, n: p.change(colour=_colour(n)),
    b"scn": lambda p, n: p.change(colour=_colour(n)),
    b"cs": lambda p, _: p.change(colour=BLACK),
    b"re": lambda p, n: p.rectangle(n),
    b"m": lambda p, n: p.begin(n),
    b"l": lambda p, n: p.go_on(n, straight=True),
    **dict.fromkeys((b"c", b"v", b"y"), lambda p, n: p.go_on(n, straight=False)),
    b"W": _clip,
    b"W*": _clip,
    **dict.fromkeys((b"f", b"F", b"B", b"b"), lambda p, _: p.finish(fills=True)),
    **dict.fromkeys((b"f*", b"B*", b"b*"), lambda p, _: p.finish(fills=True, holes=True)),
    **dict.fromkeys((b"n", b"S", b"s"), lambda p, _: p.finish(fills=False)),
    b"BT": lambda p, _: p.set_text(SAME),
    b"Tm": lambda p, n: p.set_text(matrix(n)),
    b"Td": lambda p, n: p.new_line(float(n[0]), float(n[1])),
    b"TD": _line_with_lead,
    b"T*": lambda p, _: p.new_line(0, -p.state.lead),
    b"TL": lambda p, n: p.change(lead=float(n[0])),
    b"Tc": lambda p, n: p.change(letter=float(n[0])),
    b"Tw": lambda p, n: p.change(word=float(n[0])),
    b"Tz": lambda p, n: p.change(stretch=float(n[0]) / 100),
    b"Ts": lambda p, n: p.change(rise=float(n[0])),
    b"Tr": lambda p, n: p.change(mode=int(n[0])),
    b"Tj": lambda p, n: p.show(n[:1]),
    b"TJ": lambda p, n: p.show(n[0]),
    b"'": lambda p, n: _show_below(p, n[:1]),
    b'"': lambda p, n: _show_below(p, n[2:3]),
}
"""What the operators of the PDF standard do, as far as it matters here."""
