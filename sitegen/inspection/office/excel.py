"""Looks into the sheets of an Excel file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from sitegen.inspection import faults, office_faults
from sitegen.inspection.findings import LONGEST_TEXT, FileContents, Finding, Unreadable
from sitegen.inspection.office import excel_hidden, powerpoint_hidden
from sitegen.inspection.office.archives import Archive
from sitegen.inspection.xml import Element, elements_of
from sitegen.issues.wording import counted

_BOOK: Final = "xl/workbook.xml"
_SOURCES: Final = ("xl/pivotCache/pivotCacheRecords", "xl/externalLinks/externalLink")
_NOTES: Final = ("xl/comments", "xl/threadedComments/")
_TRUE: Final = {"1", "true"}


_DRAWING: Final = "xl/drawings/drawing"
_MESSAGES: Final = ("promptTitle", "prompt", "errorTitle", "error")
"""What a cell says when somebody goes there, or writes something else than it takes."""


def read(archive: Archive) -> FileContents:
    """Inspect an Excel file; raises Unreadable."""
    if _BOOK not in archive.parts:
        raise Unreadable(faults.NOT_UNDERSTOOD.finding("no workbook where Excel keeps it"))
    book = tuple(elements_of(archive.read(_BOOK)))
    findings = (
        *_hidden(book),
        *_cells(archive),
        *_pale(archive),
        *_boxes(archive),
        *_parts(archive),
        *_headers(archive),
        *_sources(archive),
        *_notes(archive),
        *_pictures(archive),
    )
    sheets = sum(element.name == "sheet" for element in book)
    return FileContents(findings, sheets, "sheet", "".join(_text(archive))[:LONGEST_TEXT])


def _hidden(book: Sequence[Element]) -> Iterator[Finding]:
    """Find hidden names and sheets; names of Excel's own are always hidden."""
    names = (e.attributes for e in book if e.name == "definedName")
    quiet = (name for name in names if name.get("hidden", "") in _TRUE)
    if any(not name.get("name", "").startswith("_xl") for name in quiet):
        yield office_faults.HIDDEN_TEXT.finding("hidden names")
    states = [e.attributes.get("state", "visible") for e in book if e.name == "sheet"]
    if hidden := sum(state != "visible" for state in states):
        yield office_faults.HIDDEN_SHEETS.finding(str(hidden))


def _text(archive: Archive) -> Iterator[str]:
    for name in archive.names_below("xl/sharedStrings.xml", "xl/worksheets/sheet", _DRAWING):
        for element in elements_of(archive.read(name)):
            if element.name in {"t", "v"}:
                yield f"{element.text}\n"
            elif element.name == "dataValidation":
                yield from (f"{element.attributes.get(key, '')}\n" for key in _MESSAGES)


def _cells(archive: Archive) -> Iterator[Finding]:
    rows = columns = 0
    for name in archive.names_below("xl/worksheets/"):
        for element in elements_of(archive.read(name)) if name.endswith(".xml") else ():
            rows += element.name == "row" and _unseen(element, "ht")
            columns += element.name == "col" and _unseen(element, "width")
    if rows or columns:
        yield office_faults.HIDDEN_CELLS.finding(
            f"{counted(rows, 'row')}, {counted(columns, 'column')}"
        )
    if "xl/styles.xml" in archive.parts:
        formats = (e for e in elements_of(archive.read("xl/styles.xml")) if e.name == "numFmt")
        if any(element.attributes.get("formatCode", "").startswith(";;") for element in formats):
            yield office_faults.HIDDEN_VALUES.finding()


def _pale(archive: Archive) -> Iterator[Finding]:
    """Find cells with a value in the colour of their ground, or too small to read."""
    if "xl/styles.xml" not in archive.parts:
        return
    formats = excel_hidden.reasons(elements_of(archive.read("xl/styles.xml")))
    names = [name for name in archive.names_below("xl/worksheets/") if name.endswith(".xml")]
    sheets = (tuple(elements_of(archive.read(name))) for name in names)
    reasons = [reason for sheet in sheets for reason in excel_hidden.unseen(sheet, formats)]
    if reasons:
        kinds = ", ".join(sorted(set(reasons)))
        yield office_faults.HIDDEN_TEXT.finding(f"{kinds}; {counted(len(reasons), 'cell')}")


def _boxes(archive: Archive) -> Iterator[Finding]:
    """Find words of text boxes that nobody sees, which are drawn as on a slide."""
    drawings = [tuple(elements_of(archive.read(name))) for name in archive.names_below(_DRAWING)]
    reasons = [why for d in drawings for why in powerpoint_hidden.unseen(d, None, light=True)]
    named = (element for drawing in drawings for element in drawing if element.name == "cNvPr")
    reasons += ["hidden" for element in named if element.attributes.get("hidden") in _TRUE]
    if reasons:
        kinds = ", ".join(sorted(set(reasons)))
        yield office_faults.HIDDEN_TEXT.finding(f"{kinds}; {counted(len(reasons), 'shape')}")


def _parts(archive: Archive) -> Iterator[Finding]:
    """Find cells of which a part is written in the colour of its ground."""
    if "xl/sharedStrings.xml" not in archive.parts:
        return
    texts = excel_hidden.inks(elements_of(archive.read("xl/sharedStrings.xml")))
    if not any(texts):
        return
    styles = elements_of(archive.read("xl/styles.xml")) if "xl/styles.xml" in archive.parts else ()
    grounds = excel_hidden.grounds(styles)
    count = sum(
        excel_hidden.pale_parts(tuple(elements_of(archive.read(name))), texts, grounds)
        for name in archive.names_below("xl/worksheets/")
        if name.endswith(".xml")
    )
    if count:
        yield office_faults.HIDDEN_TEXT.finding(
            f"a part of the colour of its ground; {counted(count, 'cell')}"
        )


def _headers(archive: Archive) -> Iterator[Finding]:
    """Find headers and footers that print where the file lies on somebody’s computer."""
    count = sum(
        element.name in _HEADERS and bool(_PATH.search(element.text.replace("&&", "")))
        for name in archive.names_below("xl/worksheets/")
        if name.endswith(".xml")
        for element in elements_of(archive.read(name))
    )
    if count:
        yield office_faults.PATH_IN_HEADER.finding(counted(count, "header"))


_PATH: Final = re.compile("&Z", re.IGNORECASE)
_HEADERS: Final = {
    *("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"),
}


def _unseen(element: Element, measure: str) -> bool:
    """Return whether a row or column is hidden, or has been made too small to see."""
    size = element.attributes.get(measure, "")
    return element.attributes.get("hidden", "") in _TRUE or (bool(size) and _number(size) < 1)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _sources(archive: Archive) -> Iterator[Finding]:
    names = [
        *archive.names_below(*_SOURCES),
        *archive.names_below("xl/connections.xml", "xl/queryTables/"),
    ]
    if names:
        yield office_faults.SOURCE_DATA.finding(counted(len(names), "source"))


def _notes(archive: Archive) -> Iterator[Finding]:
    names = [name for name in archive.names_below(*_NOTES) if name.endswith(".xml")]
    ends = {"comment", "threadedComment"}
    count = sum(
        element.name in ends for name in names for element in elements_of(archive.read(name))
    )
    if count:
        yield faults.COMMENTS.finding(str(count))
    if archive.names_below("xl/revisions/"):
        yield office_faults.TRACKED.finding()


def _pictures(archive: Archive) -> Iterator[Finding]:
    missing = sum(
        e.name == "cNvPr" and "nvPicPr" in e.parents and not e.attributes.get("descr")
        for name in archive.names_below(_DRAWING)
        for e in elements_of(archive.read(name))
    )
    if missing:
        yield faults.NO_ALTERNATIVE.finding(str(missing))
