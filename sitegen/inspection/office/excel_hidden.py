"""Finds cells of an Excel file that nobody sees: white on white, or too small to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from sitegen.inspection.colours import LIKE_ITS_GROUND, WHITE, alike, colour
from sitegen.inspection.xml import Element

_SMALLEST: Final = 2.0
_BACKGROUND: Final = "0"
"""The colour of the theme that sheets have as their ground."""

_INDEXED: Final = {"0": "000000", "1": WHITE, "8": "000000", "9": WHITE}
_FAR_ROWS: Final = 1_000
_ANY: Final = "?"


@dataclass(slots=True)
class _Styles:
    """What the table of styles says, in its order, which is how cells name them."""

    fonts: list[tuple[str, float]] = field(default_factory=list)
    fills: list[str] = field(default_factory=list)
    formats: list[tuple[int, int]] = field(default_factory=list)
    ink: str = ""
    size: float = 0
    ground: str = ""


def reasons(elements: Iterable[Element]) -> Sequence[str]:
    """Return for each format of cells why nobody sees what has it, or nothing."""
    styles = _read(elements)
    return [_reason(styles, font, fill) for font, fill in styles.formats]


def _read(elements: Iterable[Element]) -> _Styles:
    styles = _Styles()
    for element in elements:
        above = element.parent
        if above == "font" and element.name == "color":
            styles.ink = _colour(element)
        elif above == "font" and element.name == "sz":
            styles.size = float(element.get("val", "0") or 0)
        elif element.name == "font" and above == "fonts":
            styles.fonts.append((styles.ink, styles.size))
            styles.ink, styles.size = "", 0.0
        elif element.name == "fill" and above == "fills":
            styles.fills.append(styles.ground)
            styles.ground = ""
        elif element.name == "xf" and above == "cellXfs":
            styles.formats.append((_number(element, "fontId"), _number(element, "fillId")))
        else:
            _fill(styles, element)
    return styles


def _fill(styles: _Styles, element: Element) -> None:
    if element.name == "fgColor":
        styles.ground = _colour(element) or _ANY
    elif element.name == "patternFill":
        kind = element.get("patternType", "none")
        styles.ground = "" if kind == "none" else styles.ground if kind == "solid" else _ANY
    elif element.name == "gradientFill":
        styles.ground = _ANY


def _reason(styles: _Styles, font: int, fill: int) -> str:
    ink, size = styles.fonts[font] if font < len(styles.fonts) else ("", 0)
    ground = styles.fills[fill] if fill < len(styles.fills) else ""
    if 0 < size <= _SMALLEST:
        return "too small to read"
    return LIKE_ITS_GROUND if alike(ink, _plain(ground)) else ""


def grounds(elements: Iterable[Element]) -> Sequence[str]:
    """Return for each format of cells the colour of its ground, or nothing if that is unknown."""
    styles = _read(elements)
    fills = (styles.fills[fill] if fill < len(styles.fills) else "" for _, fill in styles.formats)
    return [_plain(ground) for ground in fills]


def inks(elements: Iterable[Element]) -> Sequence[frozenset[str]]:
    """Return for each shared text the colours in which parts of it are written."""
    texts: list[frozenset[str]] = []
    colours: set[str] = set()
    ink = ""
    for element in elements:
        if element.name == "color" and "rPr" in element.parents:
            ink = _colour(element)
        elif element.name == "t" and "r" in element.parents and element.text.strip() and ink:
            colours.add(ink)
        elif element.name == "r":
            ink = ""
        elif element.name == "si":
            texts.append(frozenset(colours))
            colours = set()
    return texts


def pale_parts(
    sheet: Sequence[Element], texts: Sequence[frozenset[str]], known: Sequence[str]
) -> int:
    """Return how many cells have a part of their text in the colour of their ground."""
    if any(element.name in {"tablePart", "conditionalFormatting"} for element in sheet):
        return 0
    count, value = 0, ""
    for element in sheet:
        if element.name == "v" and "c" in element.parents:
            value = element.text.strip()
        elif element.name == "c":
            is_index = element.get("t") == "s" and value.isdigit()
            shared = is_index and int(value) < len(texts)
            number = _number(element, "s")
            ground = known[number] if number < len(known) else WHITE
            count += shared and any(alike(ink, ground) for ink in texts[int(value)])
            value = ""
    return count


def _plain(ground: str) -> str:
    return "" if ground == _ANY else ground or WHITE


def _colour(element: Element) -> str:
    if (index := element.get("indexed")) in _INDEXED:
        return _INDEXED[index]
    plain = element.get("theme") == _BACKGROUND and "tint" not in element.attributes
    return WHITE if plain else colour(element.get("rgb"))


def _number(element: Element, name: str) -> int:
    value = element.get(name, "0")
    return int(value) if value.isdigit() else 0


_COLUMN: Final = 26


def _row(cell: str) -> int:
    return int("".join(filter(str.isdigit, cell)) or 0)


def _column(cell: str) -> int:
    number = 0
    for letter in cell.rstrip("0123456789"):
        number = number * _COLUMN + ord(letter) - 64
    return number


def _under_merges(sheet: Iterable[Element], cells: Iterable[str]) -> bool:
    """Return whether a cell with a value lies under another one that was merged over it."""
    merged = [one.get("ref").partition(":") for one in sheet if one.name == "mergeCell"]
    filled = [(cell, _row(cell), _column(cell)) for cell in cells] if merged else []
    return any(
        cell != first
        and _row(first) <= row <= _row(last)
        and _column(first) <= column <= _column(last)
        for first, _, last in merged
        for cell, row, column in filled
    )


def _filled(sheet: Iterable[Element]) -> Iterator[Element]:
    """Yield each cell that holds something; it ends after what it holds."""
    filled = False
    for one in sheet:
        if one.name in {"v", "t"} and one.text.strip() and "c" in one.parents:
            filled = True
        elif one.name == "c":
            if filled:
                yield one
            filled = False


def unseen(sheet: Sequence[Element], formats: Sequence[str]) -> Iterator[str]:
    """Yield the reason for each cell with a value that nobody sees."""
    # A table and a rule of conditional formatting bring a ground that no cell names.
    if any(element.name in {"tablePart", "conditionalFormatting"} for element in sheet):
        formats = ["" if reason == LIKE_ITS_GROUND else reason for reason in formats]
    filled = [*_filled(sheet)]
    for cell in filled:
        number = _number(cell, "s")
        if number < len(formats) and formats[number]:
            yield formats[number]
    names = [cell.get("r") for cell in filled]
    if _under_merges(sheet, names):
        yield "under merged cells"
    rows = sorted(map(_row, names))
    if any(after - before > _FAR_ROWS for before, after in pairwise(rows)):
        yield "far from the rest"
