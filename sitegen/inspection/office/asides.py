"""Reads what an Office file says beside its text, because names may stand there as well."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from sitegen.inspection.office.archives import Archive
from sitegen.inspection.xml import Element

_ANYWHERE: Final = ("descr", "title", "tooltip", "alt", "string")
"""Attributes that are words for readers, whatever has them: descriptions, tips, lettering."""

_ATTRIBUTES: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(("sheet", "section", "custShow", "cNvPr", "docPr", "tableColumn"), ("name",)),
    **dict.fromkeys(("helpText", "statusText", "default", "attr", "name"), ("val",)),
    **dict.fromkeys(("tblCaption", "tblDescription", "filter", "customFilter"), ("val",)),
    "customWorkbookView": ("name",),
    "definedName": ("name", "comment"),
    "fileSharing": ("userName",),
    "listItem": ("displayText", "value"),
    "permStart": ("ed",),
    "protectedRange": ("name",),
    "scenario": ("name", "user", "comment"),
    "table": ("displayName", "comment"),
}
_QUOTED: Final = {
    "f": "",
    "formula1": "",
    "formula2": "",
    "definedName": "",
    "numFmt": "formatCode",
}
"""Formulas and formats of numbers, whose words stand in quotation marks."""

_HEADERS: Final = re.compile(r"(?:odd|even|first)(?:Header|Footer)")
_QUOTATION: Final = re.compile(r'"([^"]*[^\W\d_]{2}[^"]*)"')
_MARK: Final = re.compile(r'&(?:"[^"]*"|[A-Za-z]|\d+)')
"""What places and shapes the words of a page header in Excel."""

_STORIES: Final = re.compile(
    r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments\d*)\.xml|"
    r"ppt/(?:slides|notesSlides|comments)/.*|xl/(?:sharedStrings\.xml|worksheets/.*|drawings/.*)"
)
"""Parts whose texts are read, or told as a whole, elsewhere."""

_PROPERTIES: Final = "docProps/"
_DATA: Final = "customXml/item"
_WORD: Final = re.compile(r"(?!https?:|urn:|0x|\{).*[^\W\d_]{2}")


def words(archive: Archive) -> Iterator[str]:
    """Yield each text that stands beside the text of a document: names, tips, labels, formulas."""
    for name in archive.names_below("", ending=".xml"):
        for element in archive.elements(name):
            yield from (text for text in _of(element, name) if text.strip())


def _of(element: Element, part: str) -> Iterator[str]:
    if part.startswith(_PROPERTIES):
        yield element.text
        return
    if part.startswith(_DATA):
        yield from filter(_WORD.match, element.attributes.values())
    keys = (*_ANYWHERE, *_ATTRIBUTES.get(element.name, ()))
    yield from (element.attributes[key] for key in keys if key in element.attributes)
    if (key := _QUOTED.get(element.name)) is not None:
        yield from _QUOTATION.findall(element.get(key) if key else element.text)
    elif _HEADERS.fullmatch(element.name):
        yield _MARK.sub(" ", element.text)
    elif element.name in {"t", "v"} and not _STORIES.fullmatch(part):
        yield element.text
