"""Reads XMP, the properties that Adobe’s and other programs write into pictures and PDFs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sitegen.inspection.findings import Unreadable
from sitegen.inspection.xml import Element, elements_of

_PEOPLE: Final = {
    *("creator", "contributor", "Author", "Authors", "AuthorsPosition", "CaptionWriter", "Credit"),
    *("Company", "Manager", "LastModifiedBy", "OwnerName", "Owner", "PersonInImage", "Artist"),
    *("By-line", "CreatorContactInfo"),
}
_CAPTIONS: Final = {"description", "Headline", "City", "Location", "title"}
_MORE: Final = {
    *("History", "DerivedFrom", "Ingredients", "Pantry", "DocumentAncestors", "ManageFrom"),
    *("GPSLatitude", "GPSLongitude", "SerialNumber", "HasCrop", "RegionList", "ContainsFile"),
    "FilePath",
}
_PDF_EXTRA: Final = "http://ns.adobe.com/pdfx/1.3/"
"""Where Acrobat puts the properties that only one program knows, such as the company."""


def people(block: bytes) -> tuple[str, ...]:
    """Return the names and words about people that a block holds."""
    return tuple(text for name, text in _properties(block) if name in _PEOPLE and text)


def captions(block: bytes) -> tuple[str, ...]:
    """Return the words about the content and its place that a block holds."""
    return tuple(text for name, text in _properties(block) if name in _CAPTIONS and text)


def tells_more(block: bytes) -> bool:
    """Return whether a block holds a history, places or properties of a single program."""
    return any(name in _MORE or name.startswith(_PDF_EXTRA) for name, _ in _properties(block))


def title(block: bytes) -> str:
    """Return the title that a block holds."""
    return next((text for name, text in _properties(block) if name == "title" and text), "")


def _properties(block: bytes) -> Iterator[tuple[str, str]]:
    """Yield each property with its text; what cannot be read counts as telling more."""
    if not block:
        return
    try:
        for element in elements_of(block.strip(b"\0 \r\n")):
            yield from _names(element)
    except Unreadable:
        yield "History", ""


def _names(element: Element) -> Iterator[tuple[str, str]]:
    # Lists stand below their property as rdf:Seq, rdf:Alt or rdf:Bag with rdf:li.
    within = (
        element.parents[-2] if element.name == "li" and len(element.parents) > 1 else element.name
    )
    yield within, element.text.strip()
    if element.space == _PDF_EXTRA:
        yield _PDF_EXTRA, element.text.strip()
    if element.name == "Description":
        yield from ((name, value.strip()) for name, value in element.attributes.items())
    else:
        yield element.name, ""
