"""Looks into SVG pictures, which are documents and can hold what a picture should not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.inspection import faults, places
from sitegen.inspection.findings import (
    LONGEST_TEXT,
    UNSIZED,
    Dimensions,
    FileContents,
    Finding,
    Unreadable,
    mask,
)
from sitegen.inspection.images import svg_hidden
from sitegen.inspection.xml import elements

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.inspection.xml import Element

_ACTIVE: Final = {"script", "foreignObject", "iframe", "a", "animate", "set", "handler", "use"}
_ADDRESSES: Final = {"href", "src"}
_LENGTH: Final = re.compile(r"(\d{1,6}(?:\.\d+)?)(?:px)?")
"""A length that needs neither a font nor a screen; a percentage is none."""

_WORDS: Final = {"text", "tspan", "textPath", "title", "desc"}
_SAID: Final = {"metadata", "RDF", "creator", "rights"}


def read(data: bytes) -> FileContents:
    """Look into an SVG picture; raises Unreadable."""
    found = tuple(elements(data))
    if found[-1].name != "svg":
        raise Unreadable(faults.NOT_WHAT_IT_SAYS.found())
    text = "".join(f"{one.text}\n" for one in found if one.name in _WORDS)
    sides = _dimensions(found[-1].attributes)
    return FileContents(tuple(_findings(found)), words=text[:LONGEST_TEXT], dimensions=sides)


def _dimensions(root: Mapping[str, str]) -> Dimensions:
    """Return the sides that a picture gives itself, or else those of its view box."""
    box = root.get("viewBox", "").replace(",", " ").split()
    for sides in ((root.get("width", ""), root.get("height", "")), box[2:]):
        found = [_LENGTH.fullmatch(side.strip()) for side in sides]
        if len(found) == 2 and all(found):
            return Dimensions(*(round(float(one[1])) for one in found if one))
    return UNSIZED


def _findings(found: tuple[Element, ...]) -> Iterator[Finding]:
    if any(map(_active, found)):
        yield faults.ACTIVE_PICTURE.found()
    if any(one.text.strip() for one in found if _SAID & {one.name, *one.parents}):
        yield faults.HIDDEN_WORDS.found("properties of the program that made it")
    own = next(filter(None, (places.own(v) for one in found for v in one.attributes.values())), "")
    if own:
        yield faults.COMPUTER.found(mask(own))
    reasons = sorted(set(svg_hidden.unseen(found)))
    if reasons:
        yield faults.DRAWN_HIDDEN.found(", ".join(reasons))


def _active(one: Element) -> bool:
    leads = any(
        name in _ADDRESSES and not value.startswith("#") for name, value in one.attributes.items()
    )
    return one.name in _ACTIVE or leads or any(name.startswith("on") for name in one.attributes)
