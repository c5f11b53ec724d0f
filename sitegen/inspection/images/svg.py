"""Looks into SVG pictures, which are documents and can hold what a picture should not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from sitegen.inspection import faults, picture_faults, places
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
from sitegen.inspection.xml import Element, elements_of

_ACTIVE: Final = {"script", "foreignObject", "iframe", "a", "animate", "set", "handler", "use"}
_ADDRESSES: Final = {"href", "src"}
_LENGTH: Final = re.compile(r"(\d{1,6}(?:\.\d+)?)(?:px)?")
"""A length that needs neither a font nor a screen; a percentage is none."""

_WORDS: Final = {"text", "tspan", "textPath", "title", "desc"}
_LABELS: Final = ("aria-label", "data-name", "label")
_COMMENT: Final = re.compile(rb"<!--(.*?)-->", re.DOTALL)
_TYPED: Final = b"<!DOCTYPE"
_MAKER: Final = re.compile(rb"generat|creat|upload|licen|svg|font|sketch|figma", re.IGNORECASE)
_SAID: Final = {"metadata", "RDF", "creator", "rights"}


def read(data: bytes) -> FileContents:
    """Inspect an SVG picture; raises Unreadable."""
    if _TYPED in data:
        raise Unreadable(picture_faults.DOCUMENT_TYPE.finding())
    drawing = tuple(elements_of(data))
    if drawing[-1].name != "svg":
        raise Unreadable(faults.NOT_WHAT_IT_SAYS.finding())
    said = [element.text for element in drawing if element.name in _WORDS]
    said += [e.attributes[key] for e in drawing for key in _LABELS if key in e.attributes]
    text = "\n".join(said)
    sides = _dimensions(drawing[-1].attributes)
    return FileContents(
        (*_findings(drawing), *_comments(data)), words=text[:LONGEST_TEXT], dimensions=sides
    )


def _dimensions(root: Mapping[str, str]) -> Dimensions:
    """Return the sides that a picture gives itself, or else those of its view box."""
    box = root.get("viewBox", "").replace(",", " ").split()
    for sides in ((root.get("width", ""), root.get("height", "")), box[2:]):
        lengths = [_LENGTH.fullmatch(side.strip()) for side in sides]
        if len(lengths) == 2 and all(lengths):
            return Dimensions(*(round(float(length[1])) for length in lengths if length))
    return UNSIZED


def _findings(drawing: tuple[Element, ...]) -> Iterator[Finding]:
    if any(map(_active, drawing)):
        yield picture_faults.ACTIVE_PICTURE.finding()
    if any(element.text.strip() for element in drawing if _SAID & {element.name, *element.parents}):
        yield picture_faults.HIDDEN_WORDS.finding("properties of the program that made it")
    texts = [value for element in drawing for value in element.attributes.values()]
    texts += [element.text for element in drawing if element.name in {"title", "desc"}]
    if place := next(filter(None, map(places.private_place, texts)), ""):
        yield faults.COMPUTER.finding(mask(place))
    if reasons := sorted(set(svg_hidden.unseen(drawing))):
        yield picture_faults.DRAWN_HIDDEN.finding(", ".join(reasons))


def _comments(data: bytes) -> Iterator[Finding]:
    """Find what somebody wrote between the shapes; what programs write there is no secret."""
    for match in _COMMENT.finditer(data):
        words = match.group(1).split()
        if len(words) > 1 and not _MAKER.search(match.group(1)):
            yield picture_faults.HIDDEN_WORDS.finding(
                mask(match.group(1).decode("utf-8", "replace"))
            )
            return


def _active(element: Element) -> bool:
    return element.name in _ACTIVE or any(
        name.startswith("on") or (name in _ADDRESSES and not value.startswith("#"))
        for name, value in element.attributes.items()
    )
