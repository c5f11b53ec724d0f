"""Finds words of an SVG drawing that nobody sees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import prod
from typing import Final

from sitegen.inspection.colours import WHITE, alike, colour
from sitegen.inspection.xml import Element

_TEXTS: Final = {"text", "tspan", "textPath"}
_DRAWN: Final = {"rect", "path", "circle", "ellipse", "polygon", "image", "use"}
_UNDRAWN: Final = {"defs", "clipPath", "mask", "pattern", "symbol", "metadata"}
_SMALLEST: Final = 1.0
_RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
_NUMBER: Final = re.compile(r"-?[\d.]+")
_CLOSED: Final = {"none", "transparent"}


def unseen(elements: Sequence[Element]) -> Iterator[str]:
    """Yield the reason for each text that nobody sees."""
    rules = _rules(elements)
    window = _window(elements[-1])
    looks = [_look(element, rules) for element in elements]
    for place, element in enumerate(elements):
        if element.name in _TEXTS and any(letter.isalnum() for letter in element.text):
            chain = [looks[place], *(looks[index] for index in _around(elements, place))]
            look = _inherited(chain)
            if reason := _reason(element, look, window) or _put_away(
                chain, elements, (element.text, window)
            ):
                yield reason
            elif _covered(look, zip(elements[place:], looks[place:], strict=True)):
                yield "under another shape"
            elif _pale(look) and not _ground(zip(elements[:place], looks[:place], strict=True)):
                yield "of the colour of its ground"


def _rules(elements: Sequence[Element]) -> Mapping[str, Mapping[str, str]]:
    rules: dict[str, Mapping[str, str]] = {}
    for element in elements:
        for names, inner in _RULE.findall(element.text) if element.name == "style" else ():
            for name in names.split(","):
                rules[name.strip()] = {**rules.get(name.strip(), {}), **_pairs(inner)}
    return rules


def _pairs(text: str) -> Mapping[str, str]:
    parts = (rule.partition(":") for rule in text.split(";") if ":" in rule)
    return {key.strip(): value.replace("!important", "").strip() for key, _, value in parts}


def _look(element: Element, rules: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    """Return how an element looks: a rule outweighs an attribute, its own style outweighs both."""
    names = element.get("class").split()
    ruled = [rules.get(element.name, {}), *(rules.get(f".{name}", {}) for name in names)]
    ruled.append(rules.get(f"#{element.get('id')}", {}))
    look = dict(element.attributes)
    for rule in (*ruled, _pairs(element.get("style"))):
        look.update(rule)
    return look


def _around(elements: Sequence[Element], place: int) -> Iterator[int]:
    """Yield the elements around one, from the inside out; each ends after what it holds."""
    depth = len(elements[place].parents)
    for index in range(place + 1, len(elements)):
        if len(elements[index].parents) < depth:
            depth = len(elements[index].parents)
            yield index


def _inherited(looks: Sequence[Mapping[str, str]]) -> Mapping[str, str]:
    merged: dict[str, str] = {}
    for look in reversed(looks):
        faded = merged.get("opacity", "1")
        gone = merged.get("display") == "none"
        merged.update({key: value for key, value in look.items() if value != "inherit"})
        # What is not displayed, or faded, hides all that it holds, whatever that says of itself.
        merged["display"] = "none" if gone else look.get("display", "inline")
        merged["opacity"] = str(_number(faded, 1) * _number(look.get("opacity", "1"), 1))
    return merged


def _reason(element: Element, look: Mapping[str, str], window: tuple[float, ...]) -> str:
    if look.get("display") == "none" or look.get("visibility") in {"hidden", "collapse"}:
        return "hidden"
    if _UNDRAWN & set(element.parents):
        return "not drawn"
    ink = max(
        0.0 if look.get(kind, default).strip() in _CLOSED else _number(look.get(strength), 1)
        for kind, strength, default in (
            ("fill", "fill-opacity", "black"),
            ("stroke", "stroke-opacity", "none"),
        )
    )
    if ink * _number(look.get("opacity"), 1) < 0.05:
        return "transparent"
    size = look.get("font-size", "")
    is_scaled = "transform" in look or "%" in size or "em" in size
    if _number(size, 16) <= _SMALLEST and not is_scaled:
        return "too small to read"
    return "outside of the drawing" if _outside(look, window) else ""


def _outside(look: Mapping[str, str], window: tuple[float, ...]) -> bool:
    if len(window) != 4 or "transform" in look:
        return False
    left, top, wide, high = window
    size = _number(look.get("font-size"), 16)
    x, y = _number(look.get("x"), 0), _number(look.get("y"), 0)
    start = look.get("text-anchor", "start") == "start"
    below = y - size > top + high
    return below or y + size < top or (start and x > left + wide) or x < left - 100 * size


_TRANSLATED: Final = re.compile(r"\s*translate\(\s*(-?[\d.]+)(?:[\s,]+(-?[\d.]+))?\s*\)\s*")
_SHRUNK: Final = re.compile(r"\bscale\(\s*0?\.?0*\s*[,)]|\bmatrix\(\s*0[\s,]+0[\s,]+0[\s,]+0[\s,]")
_CLIP: Final = re.compile(r"url\([\"']?#([^\"')]+)[\"']?\)")


def _put_away(
    chain: Sequence[Mapping[str, str]],
    elements: Sequence[Element],
    drawn: tuple[str, tuple[float, ...]],
) -> str:
    """Explain how a text is shrunk, moved or clipped away, as far as that is plain."""
    text, window = drawn
    moves = [look["transform"] for look in chain if look.get("transform")]
    if any(map(_SHRUNK.search, moves)) or _too_small(chain, moves, window):
        return "too small to read"
    if any(_is_masked(look, elements) for look in chain):
        return "masked"
    x, y = _number(chain[0].get("x"), 0), _number(chain[0].get("y"), 0)
    match = _TRANSLATED.fullmatch(moves[0]) if len(moves) == 1 else None
    if match:
        moved = {**chain[0], "x": str(x + float(match[1])), "y": str(y + float(match[2] or 0))}
        moved.pop("transform", None)
        ends = _number(moved["x"], 0) + len(text) * _number(_inherited(chain).get("font-size"), 16)
        if _outside(moved, window) or (window and ends < window[0]):
            return "outside of the drawing"
    clips = [name[1] for look in chain if (name := _CLIP.search(look.get("clip-path", "")))]
    if not moves and any(_is_clipped((x, y), name, elements) for name in clips):
        return "clipped"
    return ""


_SCALED: Final = re.compile(r"\b(?:scale|matrix)\(\s*(-?[\d.]+(?:e-?\d+)?)")


def _too_small(
    chain: Sequence[Mapping[str, str]], moves: Iterable[str], window: tuple[float, ...]
) -> bool:
    """Return whether a text is scaled down to less than anybody can read of the drawing."""
    size = _number(_inherited(chain).get("font-size"), 16)
    factors = [float(number) for move in moves for number in _SCALED.findall(move)]
    size *= abs(prod(factors))
    return bool(factors) and len(window) == 4 and size <= _SMALLEST and 200 * size < window[3]


def _is_masked(look: Mapping[str, str], elements: Sequence[Element]) -> bool:
    """Return whether a mask lets nothing through, or a filter paints over all."""
    masks, filters = (_named(kind, look, elements) for kind in ("mask", "filter"))
    shut = masks is not None and all(one.name in _DRAWN and _lets_nothing(one) for one in masks)
    return shut or (bool(filters) and all(one.name == "feFlood" for one in filters or ()))


def _named(
    kind: str, look: Mapping[str, str], elements: Sequence[Element]
) -> Sequence[Element] | None:
    """Return what the mask or filter holds that a look names, if it is there."""
    name = _CLIP.search(look.get(kind, ""))
    for place, one in enumerate(elements if name else ()):
        if name and one.name == kind and one.get("id") == name[1]:
            return elements[place - _held(elements, place) : place]
    return None


def _lets_nothing(one: Element) -> bool:
    look = {**one.attributes, **_pairs(one.get("style"))}
    black = {"black", "#000", "#000000", "none"}
    return {look.get("fill", "black"), look.get("stroke", "none")} <= black and one.name != "image"


def _is_clipped(at: tuple[float, float], name: str, elements: Sequence[Element]) -> bool:
    """Return whether a clip that is one rectangle leaves nothing where a text begins."""
    ends = [place for place, element in enumerate(elements) if element.get("id") == name]
    if not ends or elements[ends[0]].name != "clipPath":
        return False
    inside = [element for element in elements[: ends[0]] if "clipPath" in element.parents]
    shapes = inside[-_held(elements, ends[0]) :] if _held(elements, ends[0]) else []
    if len(shapes) != 1 or shapes[0].name != "rect" or "transform" in shapes[0].attributes:
        return False
    sides = shapes[0].attributes
    left, top = _number(sides.get("x"), 0), _number(sides.get("y"), 0)
    wide, high = _number(sides.get("width"), 0), _number(sides.get("height"), 0)
    if not wide or not high:
        return True
    below, right = at[1] > top + 2 * high, at[0] > left + wide
    return below or right


def _held(elements: Sequence[Element], end: int) -> int:
    """Return how many elements one holds; each ends after what it holds."""
    depth, count = len(elements[end].parents), 0
    while count < end and len(elements[end - 1 - count].parents) > depth:
        count += 1
    return count


def _window(root: Element) -> tuple[float, ...]:
    numbers = _NUMBER.findall(root.get("viewBox"))
    if not numbers:
        sizes = [root.get(name) for name in ("width", "height")]
        numbers = ["0", "0", *sizes] if all(_NUMBER.match(size) for size in sizes) else []
    return tuple(_number(number, 0) for number in numbers) if "%" not in "".join(numbers) else ()


def _pale(look: Mapping[str, str]) -> bool:
    edge = look.get("stroke", "none")
    return alike(colour(look.get("fill", "black")), WHITE) and (
        edge in _CLOSED or alike(colour(edge), WHITE)
    )


def _ground(earlier: Iterable[tuple[Element, Mapping[str, str]]]) -> bool:
    """Return whether something was drawn before, on which white letters may stand."""
    return any(
        element.name in _DRAWN
        and not _UNDRAWN & set(element.parents)
        and not alike(colour(look.get("fill", "")), WHITE)
        for element, look in earlier
    )


def _covered(text: Mapping[str, str], later: Iterable[tuple[Element, Mapping[str, str]]]) -> bool:
    """Return whether an opaque box or picture lies over the beginning of a text."""
    x, y = _number(text.get("x"), 0), _number(text.get("y"), 0)
    for element, look in later:
        if element.name not in {"rect", "image"} or {"transform"} & {*text, *look}:
            continue
        left, top = _number(look.get("x"), 0), _number(look.get("y"), 0)
        wide, high = _number(look.get("width"), 0), _number(look.get("height"), 0)
        solid = look.get("fill", "black") not in _CLOSED and not _UNDRAWN & set(element.parents)
        faint = {look.get("opacity", "1"), look.get("fill-opacity", "1")} - {"1"}
        blend = "mix-blend-mode" in look
        inside = left <= x < left + wide and top <= y <= top + high
        if solid and not faint and not blend and inside:
            return True
    return False


def _number(text: str | None, usual: float) -> float:
    match = _NUMBER.match((text or "").strip())
    try:
        value = float(match.group()) if match else usual
    except ValueError:
        return usual
    return value / 100 if match and (text or "").strip().endswith("%") else value
