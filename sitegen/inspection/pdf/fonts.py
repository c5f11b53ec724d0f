"""How wide the letters of a PDF's font are, so that the place of each is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_USUAL: Final = 500.0
"""Thousandths of the font size that a letter takes on average where nothing says more."""

_MOST_WIDTHS: Final = 70_000


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The letters of one font: bytes to a code, and the width of each code."""

    length: int
    widths: Mapping[int, float]
    usual: float

    def codes(self, text: bytes) -> Iterator[int]:
        """Give the codes of a shown text."""
        for start in range(0, len(text), self.length):
            yield int.from_bytes(text[start : start + self.length])

    def width(self, code: int) -> float:
        """Give the width of a code, as a part of the font size."""
        return self.widths.get(code, self.usual) / 1000

    def is_space(self, code: int) -> bool:
        """Say whether a code is a space for certain; it is only fixed in simple fonts."""
        return self.length == 1 and code in {32, 160}


PLAIN: Final = Glyphs(1, {}, _USUAL)


def glyphs(font: Mapping[str, Any] | None) -> Glyphs:
    """Read the widths of a font."""
    if not font:
        return PLAIN
    if str(font.get("/Subtype")) == "/Type0":
        return _composite(font)
    first = _number(font.get("/FirstChar"), 0)
    listed = _list(font.get("/Widths"))
    widths = {int(first) + place: _number(width, _USUAL) for place, width in enumerate(listed)}
    factor = 1.0
    if str(font.get("/Subtype")) == "/Type3":
        matrix = _list(font.get("/FontMatrix"))
        factor = _number(matrix[0], 0.001) * 1000 if matrix else 1.0
    return Glyphs(1, {code: width * factor for code, width in widths.items()}, _USUAL)


def _composite(font: Mapping[str, Any]) -> Glyphs:
    below = _list(font.get("/DescendantFonts"))
    inner = below[0].get_object() if below else {}
    widths: dict[int, float] = {}
    entries = [item.get_object() for item in _list(inner.get("/W"))]
    place = 0
    while place + 1 < len(entries) and len(widths) < _MOST_WIDTHS:
        first, second = int(_number(entries[place], 0)), entries[place + 1]
        if isinstance(second, list):
            given = (_number(width, _USUAL) for width in second)
            widths.update({first + step: width for step, width in enumerate(given)})
            place += 2
        elif place + 2 < len(entries):
            last = min(int(_number(second, 0)), first + _MOST_WIDTHS)
            widths.update(dict.fromkeys(range(first, last + 1), _number(entries[place + 2], 0)))
            place += 3
        else:
            break
    return Glyphs(2, widths, _number(inner.get("/DW"), 1000.0))


def _list(value: Any) -> list[Any]:  # noqa: ANN401 - a PDF may hold anything here
    found = value.get_object() if hasattr(value, "get_object") else value
    return found if isinstance(found, list) else []


def _number(value: Any, otherwise: float) -> float:  # noqa: ANN401 - the same
    found = value.get_object() if hasattr(value, "get_object") else value
    return float(found) if isinstance(found, int | float) else otherwise
