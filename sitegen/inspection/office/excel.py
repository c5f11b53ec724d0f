"""Looks into the sheets of an Excel file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sitegen.inspection import faults, office_faults
from sitegen.inspection.alternatives import undescribed
from sitegen.inspection.findings import LONGEST_TEXT, FileContents, Finding, Unreadable, told
from sitegen.inspection.office import excel_hidden, powerpoint_hidden
from sitegen.inspection.office.archives import Archive
from sitegen.inspection.xml import Element, number
from sitegen.issues.wording import counted

_BOOK: Final = "xl/workbook.xml"
_STYLES: Final = "xl/styles.xml"
_SOURCES: Final = (
    *("xl/pivotCache/pivotCacheRecords", "xl/externalLinks/externalLink"),
    *("xl/connections.xml", "xl/queryTables/"),
)
_NOTES: Final = ("xl/comments", "xl/threadedComments/")
_TRUE: Final = {"1", "true"}


_DRAWING: Final = "xl/drawings/drawing"
_MESSAGES: Final = ("promptTitle", "prompt", "errorTitle", "error")
"""What a cell says when somebody goes there, or writes something else than it takes."""


def read(archive: Archive) -> FileContents:
    """Inspect an Excel file; raises Unreadable."""
    if _BOOK not in archive.parts:
        raise Unreadable(faults.NOT_UNDERSTOOD.finding("no workbook where Excel keeps it"))
    book = tuple(archive.elements(_BOOK))
    findings = (
        *_hidden(book),
        *_cells(archive),
        *_pale(archive),
        *_boxes(archive),
        *_parts(archive),
        *_headers(archive),
        *_beside(archive),
    )
    sheets = sum(element.name == "sheet" for element in book)
    return FileContents(findings, sheets, "sheet", "".join(_text(archive))[:LONGEST_TEXT])


def _hidden(book: Sequence[Element]) -> Iterator[Finding]:
    """Find hidden names and sheets; names of Excel's own are always hidden."""
    names = (e.attributes for e in book if e.name == "definedName")
    quiet = (name for name in names if name.get("hidden", "") in _TRUE)
    if any(not name.get("name", "").startswith("_xl") for name in quiet):
        yield office_faults.HIDDEN_TEXT.finding("hidden names")
    states = [e.get("state", "visible") for e in book if e.name == "sheet"]
    if hidden := sum(state != "visible" for state in states):
        yield office_faults.HIDDEN_SHEETS.finding(str(hidden))


def _text(archive: Archive) -> Iterator[str]:
    names = archive.names_below("xl/sharedStrings.xml", "xl/worksheets/sheet", _DRAWING)
    for element in archive.elements(*names):
        if element.name in {"t", "v"}:
            yield f"{element.text}\n"
        elif element.name == "dataValidation":
            yield from (f"{element.get(key)}\n" for key in _MESSAGES)


def _sheets(archive: Archive) -> tuple[str, ...]:
    return archive.names_below("xl/worksheets/", ending=".xml")


def _cells(archive: Archive) -> Iterator[Finding]:
    rows = columns = 0
    for element in archive.elements(*_sheets(archive)):
        rows += element.name == "row" and _unseen(element, "ht")
        columns += element.name == "col" and _unseen(element, "width")
    if rows or columns:
        yield office_faults.HIDDEN_CELLS.finding(
            f"{counted(rows, 'row')}, {counted(columns, 'column')}"
        )
    formats = (e.get("formatCode") for e in archive.elements(_STYLES) if e.name == "numFmt")
    if any(code.startswith(";;") for code in formats):
        yield office_faults.HIDDEN_VALUES.finding()


def _pale(archive: Archive) -> Iterator[Finding]:
    """Find cells with a value in the colour of their ground, or too small to read."""
    if _STYLES not in archive.parts:
        return
    formats = excel_hidden.reasons(archive.elements(_STYLES))
    sheets = (tuple(archive.elements(name)) for name in _sheets(archive))
    reasons = (reason for sheet in sheets for reason in excel_hidden.unseen(sheet, formats))
    yield from office_faults.hidden_text(reasons, "cell")


def _boxes(archive: Archive) -> Iterator[Finding]:
    """Find words of text boxes that nobody sees, which are drawn as on a slide."""
    drawings = [tuple(archive.elements(name)) for name in archive.names_below(_DRAWING)]
    reasons = [why for d in drawings for why in powerpoint_hidden.unseen(d, None, light=True)]
    named = (element for drawing in drawings for element in drawing if element.name == "cNvPr")
    reasons += ["hidden" for element in named if element.get("hidden") in _TRUE]
    yield from office_faults.hidden_text(reasons, "shape")


def _parts(archive: Archive) -> Iterator[Finding]:
    """Find cells of which a part is written in the colour of its ground."""
    texts = excel_hidden.inks(archive.elements("xl/sharedStrings.xml"))
    if not any(texts):
        return
    grounds = excel_hidden.grounds(archive.elements(_STYLES))
    sheets = (tuple(archive.elements(name)) for name in _sheets(archive))
    if count := sum(excel_hidden.pale_parts(sheet, texts, grounds) for sheet in sheets):
        yield office_faults.HIDDEN_TEXT.finding(
            f"a part of the colour of its ground; {counted(count, 'cell')}"
        )


def _headers(archive: Archive) -> Iterator[Finding]:
    """Find headers and footers that print where the file lies on somebody’s computer."""
    headers = (e.text for e in archive.elements(*_sheets(archive)) if e.name in _HEADERS)
    if count := sum("&z" in text.replace("&&", "").casefold() for text in headers):
        yield office_faults.PATH_IN_HEADER.finding(counted(count, "header"))


_HEADERS: Final = {
    *("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"),
}


def _unseen(element: Element, measure: str) -> bool:
    """Return whether a row or column is hidden, or has been made too small to see."""
    size = element.get(measure)
    return element.get("hidden") in _TRUE or (bool(size) and number(size) < 1)


def _beside(archive: Archive) -> Iterator[Finding]:
    """Find what a workbook holds beside its cells."""
    sources = archive.names_below(*_SOURCES)
    notes = archive.elements(*archive.names_below(*_NOTES, ending=".xml"))
    comments = sum(element.name in {"comment", "threadedComment"} for element in notes)
    missing = undescribed(archive.elements(*archive.names_below(_DRAWING)))
    return told(
        (office_faults.SOURCE_DATA, counted(len(sources), "source"), sources),
        (faults.COMMENTS, str(comments), comments),
        (office_faults.TRACKED, "", archive.names_below("xl/revisions/")),
        (faults.NO_ALTERNATIVE, str(missing), missing),
    )
