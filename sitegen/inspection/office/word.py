"""Looks into the text of a Word file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from sitegen.inspection import faults, office_faults
from sitegen.inspection.alternatives import of_shapes
from sitegen.inspection.findings import LONGEST_TEXT, FileContents, Finding, Unreadable, told
from sitegen.inspection.office import leftovers, word_hidden
from sitegen.inspection.office.archives import Archive
from sitegen.inspection.xml import Element
from sitegen.issues.wording import counted

_MAIN: Final = "word/document.xml"
_STORIES: Final = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_CHANGES: Final = {"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"}
_LONG: Final = 3_000
"""Characters of text from which readers need headings to find their way."""


def read(archive: Archive) -> FileContents:
    """Inspect a Word file; raises Unreadable."""
    if _MAIN not in archive.parts:
        raise Unreadable(faults.NOT_UNDERSTOOD.finding("no text where Word keeps it"))
    stories = [name for name in sorted(archive.parts) if _STORIES.fullmatch(name)]
    every = list(archive.elements(*stories))
    styles = word_hidden.styles(archive.elements("word/styles.xml"))
    text = "".join(_text(every))
    changes = sum(e.name in _CHANGES or e.name.endswith("PrChange") for e in every)
    notes = archive.elements(*archive.names_below("word/comments"))
    comments = sum(element.name == "comment" for element in notes)
    lengths = list(of_shapes(every, "drawing"))
    findings = (
        *told((office_faults.TRACKED, counted(changes, "change"), changes)),
        *office_faults.hidden_text(word_hidden.unseen(every, styles), "place"),
        *leftovers.sources(every),
        *leftovers.settings(archive.elements("word/settings.xml")),
        *told((faults.COMMENTS, str(comments), comments)),
        *_access(every, len(text), archive),
        *told((faults.ALTERNATIVE_DIFFERS, counted(len(lengths), "shape"), lengths)),
    )
    return FileContents(findings, words=text[:LONGEST_TEXT])


def _text(elements: Iterable[Element]) -> Iterator[str]:
    """Yield the words of a document, and those by which programs find places in it."""
    for element in elements:
        if element.name in {"t", "delText", "instrText"}:
            yield element.text
        elif element.name in {"alias", "tag"} and "sdtPr" in element.parents:
            yield f"{element.get('val')}\n"
        elif element.name == "bookmarkStart":
            # A name of Word's own begins with a line.
            name = element.get("name", "_")
            yield "" if name.startswith("_") else f"{name.replace('_', ' ')}\n"
        elif element.name in {"p", "tab", "br"}:
            yield "\n"


def _access(every: list[Element], length: int, archive: Archive) -> Iterator[Finding]:
    styles = [element.get("val") for element in every if element.name == "pStyle"]
    headed = any(re.match(r"(?i)heading|title", style) for style in styles)
    undescribed = sum(e.name == "docPr" and not e.get("descr") for e in every)
    # A picture marked as decorative needs no description; the mark stands inside the picture.
    undescribed -= sum(e.name == "decorative" and e.get("val") == "1" for e in every)
    marks = archive.elements("word/styles.xml", "word/settings.xml")
    spoken = any(mark.name in {"lang", "themeFontLang"} and mark.get("val") for mark in marks)
    return told(
        (office_faults.NO_HEADINGS, "", length > _LONG and not headed),
        (faults.NO_ALTERNATIVE, str(undescribed), undescribed > 0),
        (faults.NO_LANGUAGE, "", not spoken),
    )
