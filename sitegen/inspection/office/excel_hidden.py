"""Finds cells of an Excel file that nobody sees: white on white, or too small to read."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from sitegen.inspection.colours import LIKE_ITS_GROUND, WHITE, alike, colour

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
    for one in elements:
        above = one.parents[-1] if one.parents else ""
        if above == "font":
            _font(styles, one)
        elif one.name == "font" and above == "fonts":
            styles.fonts.append((styles.ink, styles.size))
            styles.ink, styles.size = "", 0.0
        elif one.name == "fill" and above == "fills":
            styles.fills.append(styles.ground)
            styles.ground = ""
        elif one.name == "xf" and above == "cellXfs":
            styles.formats.append((_number(one, "fontId"), _number(one, "fillId")))
        else:
            _fill(styles, one)
    return styles


def _font(styles: _Styles, one: Element) -> None:
    if one.name == "color":
        styles.ink = _said(one)
    elif one.name == "sz":
        styles.size = float(one.attributes.get("val", "0") or 0)


def _fill(styles: _Styles, one: Element) -> None:
    if one.name == "fgColor":
        styles.ground = _said(one) or _ANY
    elif one.name == "patternFill":
        kind = one.attributes.get("patternType", "none")
        styles.ground = "" if kind == "none" else styles.ground if kind == "solid" else _ANY
    elif one.name == "gradientFill":
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
    for one in elements:
        if one.name == "color" and "rPr" in one.parents:
            ink = _said(one)
        elif one.name == "t" and "r" in one.parents and one.text.strip() and ink:
            colours.add(ink)
        elif one.name == "r":
            ink = ""
        elif one.name == "si":
            texts.append(frozenset(colours))
            colours = set()
    return texts


def pale_parts(
    sheet: Sequence[Element], texts: Sequence[frozenset[str]], known: Sequence[str]
) -> int:
    """Return how many cells have a part of their text in the colour of their ground."""
    if any(one.name in {"tablePart", "conditionalFormatting"} for one in sheet):
        return 0
    count, value = 0, ""
    for one in sheet:
        if one.name == "v" and "c" in one.parents:
            value = one.text.strip()
        elif one.name == "c":
            shared = one.attributes.get("t") == "s" and value.isdigit() and int(value) < len(texts)
            number = _number(one, "s")
            ground = known[number] if number < len(known) else WHITE
            count += shared and any(alike(ink, ground) for ink in texts[int(value)])
            value = ""
    return count


def _plain(ground: str) -> str:
    return "" if ground == _ANY else ground or WHITE


def _said(one: Element) -> str:
    if (index := one.attributes.get("indexed", "")) in _INDEXED:
        return _INDEXED[index]
    plain = one.attributes.get("theme") == _BACKGROUND and "tint" not in one.attributes
    return WHITE if plain else colour(one.attributes.get("rgb", ""))


def _number(one: Element, name: str) -> int:
    value = one.attributes.get(name, "0")
    return int(value) if value.isdigit() else 0


def unseen(sheet: Sequence[Element], formats: Sequence[str]) -> Iterator[str]:
    """Yield the reason for each cell with a value that nobody sees."""
    # A table and a rule of conditional formatting bring a ground that no cell names.
    if any(one.name in {"tablePart", "conditionalFormatting"} for one in sheet):
        formats = ["" if reason == LIKE_ITS_GROUND else reason for reason in formats]
    filled = False
    rows: list[int] = []
    for one in sheet:
        if one.name in {"v", "t"} and one.text.strip() and "c" in one.parents:
            filled = True
        elif one.name == "c":
            number = _number(one, "s")
            if filled and number < len(formats) and formats[number]:
                yield formats[number]
            if filled:
                rows.append(int("".join(filter(str.isdigit, one.attributes.get("r", "0"))) or 0))
            filled = False
    rows.sort()
    if any(after - before > _FAR_ROWS for before, after in pairwise(rows)):
        yield "far from the rest"
