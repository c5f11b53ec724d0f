"""Looks into PDF files: what they say about themselves, and what their parts hold."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from sitegen.inspection import faults, pdf_faults, xmp
from sitegen.inspection.findings import (
    LONGEST_TEXT,
    PAGE_BREAK,
    FileContents,
    Finding,
    Unreadable,
    mask,
)
from sitegen.inspection.pdf import hidden_text, leftovers, objects
from sitegen.inspection.pdf.letters import PdfPage
from sitegen.issues.wording import counted

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES: Final = 2_000
_LONG: Final = 20
"""Pages from which readers need bookmarks to find their way."""

_HEAD: Final = 1_024
_PROGRAMS: Final = re.compile(
    r"pdf|microsoft|word|excel|powerpoint|publisher|adobe|acrobat|distiller|indesign|illustrator|"
    r"photoshop|office|writer|impress|calc|draw|pages|quartz|skia|chrom|mozilla|firefox|safari|"
    r"edge|ghostscript|weasyprint|typst|cairo|itext|latex|tex|prince|canva|google|reportlab|"
    r"scan|canon|ricoh|xerox|konica|kyocera|epson|hewlett|hp |brother|abbyy",
    re.IGNORECASE,
)
_PATH: Final = re.compile(r"[A-Za-z]:\\|\\\\|/Users/|/home/")
_FILE_NAME: Final = re.compile(
    r"^Microsoft \w+ - |\.(docx?|xlsx?|pptx?|pdf|rtf|odt|indd)$", re.IGNORECASE
)
_HARMLESS: Final = {
    *("/Title", "/Creator", "/Producer", "/CreationDate", "/ModDate", "/Trapped", "/Subject"),
    *("/Keywords", "/Author", "/Company", "/Manager", "/PTEX.Fullbanner"),
}


def read(data: bytes) -> FileContents:
    """Inspect a PDF; raises Unreadable."""
    _refuse_broken(data)
    reader = _open(data)
    count = len(reader.pages)
    if not 0 < count <= MOST_PAGES:
        raise Unreadable(faults.NOT_UNDERSTOOD.finding(f"{count:,} pages"))
    from pypdf.errors import LimitReachedError

    try:
        return _seen(data, reader)
    except LimitReachedError as error:
        raise Unreadable(faults.BOMB.finding()) from error


def _seen(data: bytes, reader: PdfReader) -> FileContents:
    parts = objects.read(reader)
    # The words first: what unpacks without end is told as that, and never painted.
    words = _words(reader)
    inline = list(leftovers.inline(reader))
    said = "\n".join((*parts.alternatives, *(text for _, text in inline)))
    instead = (text for kind, text in inline if kind == "ActualText")
    looked = hidden_text.look(data)
    findings = (
        *_properties(reader),
        *_history(data),
        *leftovers.outside(data),
        *leftovers.unused(reader, parts.objects),
        *leftovers.replaced((*parts.replaced, *instead), words),
        *objects.findings(parts),
        *hidden_text.findings(looked),
        *_access(reader, parts, looked),
    )
    return FileContents(findings, len(looked), "page", f"{said}\n{words}"[:LONGEST_TEXT])


def _refuse_broken(data: bytes) -> None:
    if b"%PDF-" not in data[:_HEAD]:
        raise Unreadable(faults.NOT_WHAT_IT_SAYS.finding())
    # Readers correct a file that was cut off, each in its own way, so that nobody knows what others
    # will see in it.
    if b"%%EOF" not in data[-_HEAD:] or b"startxref" not in data:
        raise Unreadable(faults.TRUNCATED.finding())


def _open(data: bytes) -> PdfReader:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    # It logs what it fixes; what matters of that is told as a finding.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise Unreadable(faults.PROTECTED.finding())
        len(reader.pages)
    except DependencyError as error:
        # Newer ways of locking need a package that nothing else here needs.
        raise Unreadable(faults.PROTECTED.finding()) from error
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise Unreadable(faults.TRUNCATED.finding()) from error
    return reader


def _properties(reader: PdfReader) -> Iterator[Finding]:
    properties = {str(key): str(value).strip() for key, value in (reader.metadata or {}).items()}
    block = _block(reader)
    author = properties.get("/Author") or next(iter(xmp.people(block)), "")
    if author:
        yield faults.AUTHOR.finding(mask(author))
    company = properties.get("/Company") or properties.get("/Manager")
    if company:
        yield faults.COMPANY.finding(mask(company))
    for name in ("/Creator", "/Producer"):
        if properties.get(name) and not _PROGRAMS.search(properties[name]):
            yield pdf_faults.PRODUCER.finding(mask(properties[name]))
    more = [value for key, value in properties.items() if key not in _HARMLESS and value]
    if more or xmp.tells_more(block):
        yield faults.PROPERTIES.finding(mask(more[0]) if more else "a history")
    if any(_PATH.search(value) for value in properties.values()):
        yield faults.COMPUTER.finding()


def _block(reader: PdfReader) -> bytes:
    stream: Any = objects.solid(_catalog(reader).get("/Metadata"))
    return bytes(stream.get_data()) if hasattr(stream, "get_data") else b""


def _catalog(reader: PdfReader) -> Mapping[str, Any]:
    root: Mapping[str, Any] = reader.root_object
    return root


def _history(data: bytes) -> Iterator[Finding]:
    """Find objects that were added behind an earlier end of the file."""
    # A file that is prepared for the web has its first page, with an end, before all others.
    web = 1 if b"/Linearized" in data[:_HEAD] else 0
    ends = [match.end() for match in re.finditer(rb"%%EOF", data)]
    # Word writes a second, empty table behind the first end; only objects are a history.
    later = data[ends[web] :] if len(ends) > web + 1 else b""
    if re.search(rb"\d+\s+\d+\s+obj\b", later):
        yield pdf_faults.HISTORY.finding()


def _access(
    reader: PdfReader, parts: objects.Parts, looked: Sequence[PdfPage]
) -> Iterator[Finding]:
    catalog = _catalog(reader)
    marks = objects.solid(catalog.get("/MarkInfo"))
    tree = objects.solid(catalog.get("/StructTreeRoot"))
    if not (marks and marks.get("/Marked") and tree and "/K" in tree):
        yield pdf_faults.UNTAGGED.finding()
    elif parts.undescribed:
        yield faults.NO_ALTERNATIVE.finding(str(parts.undescribed))
    yield from _title(reader)
    if not str(catalog.get("/Lang") or "").strip():
        yield faults.NO_LANGUAGE.finding()
    yield from _scan(looked)
    outlines = objects.solid(catalog.get("/Outlines"))
    if len(looked) > _LONG and not (outlines and "/First" in outlines):
        yield pdf_faults.NO_BOOKMARKS.finding()


def _title(reader: PdfReader) -> Iterator[Finding]:
    metadata: Mapping[str, Any] = reader.metadata or {}
    title = str(metadata.get("/Title") or "").strip() or xmp.title(_block(reader))
    if not title:
        yield faults.NO_TITLE.finding()
    elif _FILE_NAME.search(title):
        yield pdf_faults.FILE_NAME_TITLE.finding()


def _scan(looked: Sequence[PdfPage]) -> Iterator[Finding]:
    pictures = sum(page.has_image and not page.has_text for page in looked)
    if not any(page.has_text for page in looked):
        yield pdf_faults.SCAN.finding()
    elif pictures:
        yield pdf_faults.SCAN.finding(f"{pictures} of {counted(len(looked), 'page')}")


def _words(reader: PdfReader) -> str:
    # What the file says of itself comes first, because names may stand there as well.
    words = ["\n".join(str(value) for value in (reader.metadata or {}).values())]
    length = 0
    for page in reader.pages:
        text = page.extract_text()
        words.append(text)
        length += len(text)
        if length > LONGEST_TEXT:
            break
    return PAGE_BREAK.join(words)[:LONGEST_TEXT]
