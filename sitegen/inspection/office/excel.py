"""Looks into the sheets of an Excel file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.inspection import faults, office_faults
from sitegen.inspection.findings import LONGEST_TEXT, FileContents, Finding, Unreadable
from sitegen.inspection.office import excel_hidden, powerpoint_hidden
from sitegen.inspection.xml import elements
from sitegen.issues.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.inspection.office.archives import Archive
    from sitegen.inspection.xml import Element

_BOOK: Final = "xl/workbook.xml"
_SOURCES: Final = ("xl/pivotCache/pivotCacheRecords", "xl/externalLinks/externalLink")
_NOTES: Final = ("xl/comments", "xl/threadedComments/")
_TRUE: Final = {"1", "true"}


_DRAWING: Final = "xl/drawings/drawing"
_MESSAGES: Final = ("promptTitle", "prompt", "errorTitle", "error")
"""What a cell says when somebody goes there, or writes something else than it takes."""


def read(archive: Archive) -> FileContents:
    """Look into an Excel file; raises Unreadable."""
    if _BOOK not in archive.parts:
        raise Unreadable(faults.NOT_UNDERSTOOD.found("no workbook where Excel keeps it"))
    sheets = [one for one in elements(archive.read(_BOOK)) if one.name == "sheet"]
    hidden = sum(one.attributes.get("state", "visible") != "visible" for one in sheets)
    findings = []
    names = [one for one in elements(archive.read(_BOOK)) if one.name == "definedName"]
    quiet = [one for one in names if one.attributes.get("hidden", "") in _TRUE]
    if any(not one.attributes.get("name", "").startswith("_xl") for one in quiet):
        findings.append(office_faults.HIDDEN_TEXT.found("hidden names"))
    if hidden:
        findings.append(office_faults.HIDDEN_SHEETS.found(str(hidden)))
    findings += [
        *_cells(archive),
        *_pale(archive),
        *_boxes(archive),
        *_parts(archive),
        *_headers(archive),
        *_sources(archive),
        *_notes(archive),
        *_pictures(archive),
    ]
    return FileContents(
        tuple(findings), len(sheets), "sheet", "".join(_text(archive))[:LONGEST_TEXT]
    )


def _text(archive: Archive) -> Iterator[str]:
    for name in archive.named("xl/sharedStrings.xml", "xl/worksheets/sheet", _DRAWING):
        for one in elements(archive.read(name)):
            if one.name in {"t", "v"}:
                yield f"{one.text}\n"
            elif one.name == "dataValidation":
                yield from (f"{one.attributes.get(key, '')}\n" for key in _MESSAGES)


def _cells(archive: Archive) -> Iterator[Finding]:
    rows = columns = 0
    for name in archive.named("xl/worksheets/"):
        for one in elements(archive.read(name)) if name.endswith(".xml") else ():
            rows += one.name == "row" and _unseen(one, "ht")
            columns += one.name == "col" and _unseen(one, "width")
    if rows or columns:
        yield office_faults.HIDDEN_CELLS.found(
            f"{counted(rows, 'row')}, {counted(columns, 'column')}"
        )
    if "xl/styles.xml" in archive.parts:
        formats = (one for one in elements(archive.read("xl/styles.xml")) if one.name == "numFmt")
        if any(one.attributes.get("formatCode", "").startswith(";;") for one in formats):
            yield office_faults.HIDDEN_VALUES.found()


def _pale(archive: Archive) -> Iterator[Finding]:
    """Find cells with a value in the colour of their ground, or too small to read."""
    if "xl/styles.xml" not in archive.parts:
        return
    formats = excel_hidden.reasons(elements(archive.read("xl/styles.xml")))
    names = [one for one in archive.named("xl/worksheets/") if one.endswith(".xml")]
    sheets = (tuple(elements(archive.read(name))) for name in names)
    reasons = [one for sheet in sheets for one in excel_hidden.unseen(sheet, formats)]
    if reasons:
        kinds = ", ".join(sorted(set(reasons)))
        yield office_faults.HIDDEN_TEXT.found(f"{kinds}; {counted(len(reasons), 'cell')}")


def _boxes(archive: Archive) -> Iterator[Finding]:
    """Find words of text boxes that nobody sees, which are drawn as on a slide."""
    drawings = [tuple(elements(archive.read(name))) for name in archive.named(_DRAWING)]
    reasons = [why for one in drawings for why in powerpoint_hidden.unseen(one, None, light=True)]
    named = (one for drawing in drawings for one in drawing if one.name == "cNvPr")
    reasons += ["hidden" for one in named if one.attributes.get("hidden") in _TRUE]
    if reasons:
        kinds = ", ".join(sorted(set(reasons)))
        yield office_faults.HIDDEN_TEXT.found(f"{kinds}; {counted(len(reasons), 'shape')}")


def _parts(archive: Archive) -> Iterator[Finding]:
    """Find cells of which a part is written in the colour of its ground."""
    if "xl/sharedStrings.xml" not in archive.parts:
        return
    texts = excel_hidden.inks(elements(archive.read("xl/sharedStrings.xml")))
    if not any(texts):
        return
    styles = elements(archive.read("xl/styles.xml")) if "xl/styles.xml" in archive.parts else ()
    known = excel_hidden.grounds(styles)
    count = sum(
        excel_hidden.pale_parts(tuple(elements(archive.read(name))), texts, known)
        for name in archive.named("xl/worksheets/")
        if name.endswith(".xml")
    )
    if count:
        yield office_faults.HIDDEN_TEXT.found(
            f"a part of the colour of its ground; {counted(count, 'cell')}"
        )


def _headers(archive: Archive) -> Iterator[Finding]:
    """Find headers and footers that print where the file lies on somebody’s computer."""
    count = sum(
        one.name in _HEADERS and bool(_PATH.search(one.text.replace("&&", "")))
        for name in archive.named("xl/worksheets/")
        if name.endswith(".xml")
        for one in elements(archive.read(name))
    )
    if count:
        yield office_faults.PATH_IN_HEADER.found(counted(count, "header"))


_PATH: Final = re.compile("&Z", re.IGNORECASE)
_HEADERS: Final = {
    *("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"),
}


def _unseen(one: Element, measure: str) -> bool:
    """Return whether a row or column is hidden, or has been made too small to see."""
    size = one.attributes.get(measure, "")
    return one.attributes.get("hidden", "") in _TRUE or (bool(size) and _number(size) < 1)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _sources(archive: Archive) -> Iterator[Finding]:
    names = [*archive.named(*_SOURCES), *archive.named("xl/connections.xml", "xl/queryTables/")]
    if names:
        yield office_faults.SOURCE_DATA.found(counted(len(names), "source"))


def _notes(archive: Archive) -> Iterator[Finding]:
    names = [name for name in archive.named(*_NOTES) if name.endswith(".xml")]
    ends = {"comment", "threadedComment"}
    count = sum(one.name in ends for name in names for one in elements(archive.read(name)))
    if count:
        yield faults.COMMENTS.found(str(count))
    if archive.named("xl/revisions/"):
        yield office_faults.TRACKED.found()


def _pictures(archive: Archive) -> Iterator[Finding]:
    missing = sum(
        one.name == "cNvPr" and "nvPicPr" in one.parents and not one.attributes.get("descr")
        for name in archive.named(_DRAWING)
        for one in elements(archive.read(name))
    )
    if missing:
        yield faults.NO_ALTERNATIVE.found(str(missing))
