"""Looks into SVG pictures, which are documents and can hold what a picture should not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.inspection import faults
from sitegen.inspection.findings import LONGEST_TEXT, FileContents, Finding, Unreadable
from sitegen.inspection.xml import elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.inspection.xml import Element

_ACTIVE: Final = {"script", "foreignObject", "iframe", "a", "animate", "set", "handler", "use"}
_ADDRESSES: Final = {"href", "src"}
_SAID: Final = {"metadata", "RDF", "creator", "rights"}


def read(data: bytes) -> FileContents:
    """Look into an SVG picture; raises Unreadable."""
    found = tuple(elements(data))
    if found[-1].name != "svg":
        raise Unreadable(faults.NOT_WHAT_IT_SAYS.found())
    text = "".join(f"{one.text}\n" for one in found if one.name in {"text", "tspan", "title"})
    return FileContents(tuple(_findings(found)), words=text[:LONGEST_TEXT])


def _findings(found: tuple[Element, ...]) -> Iterator[Finding]:
    if any(map(_active, found)):
        yield faults.ACTIVE_PICTURE.found()
    if any(one.text.strip() for one in found if _SAID & {one.name, *one.parents}):
        yield faults.HIDDEN_WORDS.found("properties of the program that made it")


def _active(one: Element) -> bool:
    leads = any(
        name in _ADDRESSES and not value.startswith("#") for name, value in one.attributes.items()
    )
    return one.name in _ACTIVE or leads or any(name.startswith("on") for name in one.attributes)
