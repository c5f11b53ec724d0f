"""Finds text of a Word file that readers do not see: white, tiny, transparent or off the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from sitegen.inspection.colours import LIKE_ITS_GROUND, WHITE, alike, colour
from sitegen.inspection.xml import Element, number

_OFF: Final = {"0", "false", "off", "none"}
_SMALLEST: Final = 4
"""Half points, which is how Word counts: two points."""

_NARROW: Final = 10
"""Per cent of their width to which letters can be squeezed."""

_PLAIN_TABLES: Final = {"TableGrid", "TableNormal", "PlainTable1", ""}
_FAR: Final = 12_700 * 1_500
"""English metric units: further from its paragraph than any page is long."""


_MARKERS: Final = {
    "none": "", "white": "", "black": "000000", "blue": "0000FF", "green": "00FF00",
    "red": "FF0000", "yellow": "FFFF00", "cyan": "00FFFF", "magenta": "FF00FF",
    "darkBlue": "000080", "darkRed": "800000", "darkGreen": "008000",
}  # fmt: skip
"""The colours with which words can be marked."""

_LOWEST_ROW: Final = 40
"""Twentieths of a point: a row of this height shows nothing of its letters."""

DEFAULT: Final = " "
"""The name under which the look stands of what names no style; no style can have it."""

_TWIPS: Final = (-3_000, 24_000)
"""Twentieths of a point from the edge of the paper: further out no page reaches."""

_WIDEST: Final = 600
"""Points that a shape may be wide which does not say how wide it is."""

_SHIFT: Final = re.compile(r"(left|top|width)\s*:\s*(-?[\d.]+)(pt|in)?")


@dataclass(slots=True)
class Look:
    """How letters look, as far as a place or a style says so."""

    colour: str = ""
    ground: str = ""
    size: float = 0
    hidden: bool = False
    faded: bool = False

    def over(self, below: Look) -> Look:
        """Return this look laid over another, which holds where this one is silent."""
        return Look(
            self.colour or below.colour,
            self.ground or below.ground,
            self.size or below.size,
            self.hidden or below.hidden,
            self.faded or below.faded,
        )

    def unseen(self) -> str:
        """Explain why nobody sees it, or nothing."""
        if self.hidden:
            return "hidden"
        if self.faded:
            return "transparent"
        if 0 < self.size <= _SMALLEST:
            return "too small to read"
        ground = self.ground or WHITE
        return LIKE_ITS_GROUND if alike(self.colour, ground) else ""


@dataclass(slots=True)
class _Place:
    """Where in a document a reader of its elements is."""

    run: Look = field(default_factory=Look)
    paragraph: Look = field(default_factory=Look)
    cell: str = ""
    page: str = ""
    style: str = ""
    tables: list[str] = field(default_factory=list)
    words: bool = False
    low: bool = False


def styles(elements: Iterable[Element]) -> Mapping[str, Look]:
    """Return the look of each style, those that it is based on included."""
    looks: dict[str, Look] = {}
    based: dict[str, str] = {}
    look, below = Look(), ""
    for element in elements:
        if element.name == "basedOn":
            below = element.get("val")
        elif element.name == "rPrDefault":
            looks[DEFAULT], look = look, Look()
        elif element.name == "style":
            name = element.get("styleId")
            looks[name], based[name] = look, below
            if element.get("default") and element.get("type") == "paragraph":
                looks[DEFAULT] = look.over(looks.get(DEFAULT, Look()))
            look, below = Look(), ""
        elif {"style", "rPrDefault"} & set(element.parents) and "tblStylePr" not in element.parents:
            change(look, element)
    return {name: _inherited(name, looks, based) for name in looks}


def _inherited(name: str, looks: Mapping[str, Look], based: Mapping[str, str]) -> Look:
    look, seen = Look(), set[str]()
    while name in looks and name not in seen:
        seen.add(name)
        look = look.over(looks[name])
        name = based.get(name, "")
    return look


def change(look: Look, element: Element) -> None:
    """Take from an element what it says of a look."""
    value = element.get("val")
    if element.name == "color":
        theme = element.get("themeColor")
        shifted = {"themeShade", "themeTint"} & element.attributes.keys()
        plain = theme in {"background1", "light1"} and not shifted
        look.colour = WHITE if plain else colour(value)
    elif element.name == "shd":
        look.ground = colour(element.get("fill")) or (
            "" if element.get("fill", "auto") == "auto" else "?"
        )
    elif element.name == "highlight":
        look.ground = _MARKERS.get(value, "?")
    elif element.name == "sz" and value.isdigit():
        look.size = float(value)
    else:
        _fade(look, element, value)


def _fade(look: Look, element: Element, value: str) -> None:
    if element.name == "w" and value.isdigit() and int(value) <= _NARROW:
        look.size = _SMALLEST
    elif element.name in {"vanish", "webHidden"}:
        look.hidden = look.hidden or value.casefold() not in _OFF
    elif element.name == "alpha" and "textFill" in element.parents:
        # Word writes how transparent letters are, DrawingML how opaque.
        look.faded = value.isdigit() and int(value) >= 95_000
    elif element.name == "noFill" and "textFill" in element.parents:
        look.faded = True


def unseen(elements: Iterable[Element], looks: Mapping[str, Look]) -> Iterator[str]:
    """Yield the reason for each run of letters that nobody sees."""
    place = _Place(paragraph=looks.get(DEFAULT, Look()))
    for element in elements:
        if element.name == "r":
            if place.words and (reason := _reason(place, element)):
                yield reason
            place.run, place.words = Look(), False
        else:
            _step(place, element, looks)
            if _off_the_page(element):
                yield "outside of the page"
            if "visibility:hidden" in element.get("style").replace(" ", ""):
                yield "hidden"


def _squeezed(element: Element) -> bool:
    """Return whether a line is so low that nothing of its letters is left."""
    exact = element.get("lineRule") == "exact" and "pPr" in element.parents
    return exact and element.number("line") <= 10 * _SMALLEST


def _off_the_page(element: Element) -> bool:
    """Return whether something is put where no page reaches."""
    least, most = _TWIPS
    if element.name == "posOffset":
        return abs(number(element.text)) > _FAR
    if element.name in {"ind", "framePr"}:
        sides = map(element.number, ("left", "start", "x", "y"))
        return any(not least < side < most for side in sides)
    return _outside(element.get("style"))


def _outside(style: str) -> bool:
    """Return whether a style of VML puts a shape to the left or above of any page, or far off."""
    least, most = _TWIPS
    sides = {
        name: number(length) * (72 if unit == "in" else 1)
        for name, length, unit in _SHIFT.findall(style)
    }
    left = sides.get("left", 0) + sides.get("width", _WIDEST)
    shifts = (2 * sides.get(side, 0) for side in ("left", "top"))
    return 20 * left < least or any(not least < shift < most for shift in shifts)


def _step(place: _Place, element: Element, looks: Mapping[str, Look]) -> None:
    value = element.get("val")
    if element.name == "t":
        place.words = place.words or any(letter.isalnum() for letter in element.text)
    elif element.name == "p":
        place.paragraph = looks.get(DEFAULT, Look())
    elif element.name == "pStyle":
        place.paragraph = looks.get(value, Look())
    elif element.name == "rStyle" and "r" in element.parents:
        place.run = place.run.over(looks.get(value, Look()))
    elif element.name == "spacing" and _squeezed(element):
        place.paragraph = Look(hidden=True)
    elif element.name == "shd" and element.parents[-1:] == ("pPr",):
        change(place.paragraph, element)
    elif "rPr" in element.parents and "r" in element.parents and "rPrChange" not in element.parents:
        change(place.run, element)
    else:
        _ground(place, element)


def _ground(place: _Place, element: Element) -> None:
    """Follow what lies below the words: the page, tables and their cells."""
    if element.name == "background":
        place.page = colour(element.get("color"))
    elif element.name == "tblStyle":
        place.style = element.get("val")
    elif element.name == "tblPr" and element.parents[-1:] == ("tbl",):
        place.tables.append(place.style)
        place.style = ""
    elif element.name == "tbl" and place.tables:
        place.tables.pop()
    elif element.name == "tc":
        place.cell = ""
    elif element.name in {"trHeight", "tr"}:
        place.low = element.get("hRule") == "exact" and element.number("val") <= _LOWEST_ROW
    elif element.name == "shd" and "tcPr" in element.parents:
        cell = Look()
        change(cell, element)
        place.cell = cell.ground


def _reason(place: _Place, run: Element) -> str:
    if place.low and "tr" in run.parents:
        return "in a row too low to show it"
    look = place.run.over(place.paragraph).over(Look(ground=place.cell or place.page))
    reason = look.unseen()
    # What a style of tables, a text box or a drawing puts behind words is not worked out here.
    unsure = {"txbxContent", "textbox", "drawing", "pict"} & set(run.parents)
    table = "tbl" in run.parents and any(name not in _PLAIN_TABLES for name in place.tables)
    if reason == LIKE_ITS_GROUND and not look.ground and (unsure or table):
        return ""
    return reason
