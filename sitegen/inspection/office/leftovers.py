"""Finds what an Office file keeps beside its document: parts, bytes, places and sources."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import Final

from sitegen.inspection import faults, office_faults, places
from sitegen.inspection.findings import Finding, mask, told
from sitegen.inspection.office.archives import Archive
from sitegen.inspection.xml import Element
from sitegen.issues.wording import counted

_ROOT: Final = "_rels/.rels"
_SHOWN: Final = {"t", "v", "is", "delText"}
_END: Final = b"PK\x05\x06"
_END_LENGTH: Final = 22
_HEAD: Final = 30
_SLACK: Final = 64
"""Bytes that programs leave between two parts for their own bookkeeping."""

_DRAWING: Final = re.compile(
    r"\s*\\?\*?\s*(MERGEFIELD|MERGEREC|MERGESEQ|NEXT|NEXTIF|SKIPIF|DOCVARIABLE|DOCPROPERTY|"
    r"INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|DDE|DDEAUTO|DATABASE|RD|FILENAME|FILESIZE|"
    r"AUTHOR|LASTSAVEDBY|USERNAME|USERINITIALS|USERADDRESS|TEMPLATE|COMMENTS|KEYWORDS|SUBJECT|INFO|"
    r"IF|ASK|FILLIN|SET|QUOTE|PRIVATE|MACROBUTTON|ADDRESSBLOCK|GREETINGLINE)\b",
    re.IGNORECASE,
)
"""Fields that draw on other files, on data or on people; those of pages, dates and links do not."""


def findings(archive: Archive, data: bytes) -> Iterator[Finding]:
    """Report what is there and no part of the document."""
    thumbnails = archive.names_below("docProps/thumbnail")
    unused = [name for name in unreached(archive) if name not in thumbnails]
    yield from told(
        (faults.THUMBNAIL, "", thumbnails),
        (faults.UNUSED, counted(len(unused), "part"), unused),
    )
    yield from _blocks(archive)
    yield from _behind(archive, data)
    yield from _private_places(archive)


def unreached(archive: Archive) -> tuple[str, ...]:
    """Return the parts to which no other part leads."""
    if _ROOT not in archive.parts:
        return ()
    seen: set[str] = set()
    waiting = [_ROOT]
    while waiting:
        name = waiting.pop()
        if name in seen or name not in archive.parts:
            continue
        seen.add(name)
        if name.endswith(".rels"):
            waiting += _targets(archive, name)
        else:
            folder, _, last = name.rpartition("/")
            waiting.append(posixpath.join(folder, "_rels", f"{last}.rels"))
    return tuple(
        name for name in sorted(archive.parts) if name not in seen | {"[Content_Types].xml"}
    )


def _targets(archive: Archive, name: str) -> Iterator[str]:
    """Yield the parts that a table of relations leads to, named from the top of the file."""
    home = posixpath.dirname(posixpath.dirname(name))
    for element in archive.elements(name):
        to = element.get("Target")
        if to and element.get("TargetMode") != "External":
            yield posixpath.normpath(posixpath.join("/", home, to)).lstrip("/")


def _blocks(archive: Archive) -> Iterator[Finding]:
    """Find words kept for use elsewhere; those that stand in empty fields are no such words."""
    for name in archive.names_below("word/glossary/document.xml"):
        kinds = [e for e in archive.elements(name) if e.name in {"docPart", "type"}]
        empty = sum(element.get("val") == "bbPlcHdr" for element in kinds)
        filled = sum(element.name == "docPart" for element in kinds) - empty
        if filled > 0:
            yield faults.UNUSED.finding(counted(filled, "building block"))


def _behind(archive: Archive, data: bytes) -> Iterator[Finding]:
    """Find bytes behind the end, in front of the beginning, in the comment or between parts."""
    end = data.rfind(_END)
    behind = len(data) - (end + _END_LENGTH)
    infos = sorted(archive.file.infolist(), key=lambda info: info.header_offset)
    ends = [0, *(_after(info.header_offset, data) + info.compress_size for info in infos)]
    starts = [*(info.header_offset for info in infos), archive.file.start_dir]
    gaps = sum(start - stop > _SLACK for start, stop in zip(starts, ends, strict=True))
    if behind > 0:
        yield faults.TRAILING.finding(counted(behind, "byte"))
    elif gaps:
        yield faults.TRAILING.finding("between its parts")


def _after(start: int, data: bytes) -> int:
    """Return where the packed bytes of a part begin, behind its head, name and extras."""
    name = int.from_bytes(data[start + 26 : start + 28], "little")
    extra = int.from_bytes(data[start + 28 : start + 30], "little")
    return start + _HEAD + name + extra


def _private_places(archive: Archive) -> Iterator[Finding]:
    """Find places on somebody’s own disk or network in what readers do not see."""
    for name in archive.names_below("xl/printerSettings/", "word/printerSettings"):
        words = archive.read(name).decode("utf-16-le", "replace")
        if place := places.private_place(words):
            yield faults.COMPUTER.finding(f"a printer, {mask(place)}")
            return
    # Links out of the file are told on their own, whatever they lead to.
    parts = (n for n in archive.names_below("", ending=".xml") if n != "docProps/app.xml")
    for element in archive.elements(*parts):
        text = "" if element.name in _SHOWN else element.text
        said = [*element.attributes.values(), text]
        if place := next(filter(None, map(places.private_place, said)), ""):
            yield faults.COMPUTER.finding(mask(place))
            return


def sources(elements: Iterable[Element]) -> Iterator[Finding]:
    """Report the fields, variables and merge sources among the elements of a Word file."""
    kinds = filter(None, map(_DRAWING.match, _instructions(elements)))
    drawing = sorted({kind[1].upper() for kind in kinds})
    return told((office_faults.FIELDS, ", ".join(drawing[:5]), drawing))


def _instructions(elements: Iterable[Element]) -> Iterator[str]:
    """Yield the instruction of each field, which Word may cut into pieces."""
    pieces: list[str] = []
    for element in elements:
        if element.name == "instrText":
            pieces.append(element.text)
        elif element.name == "fldSimple":
            yield element.get("instr")
        elif element.name == "fldChar" and pieces:
            yield "".join(pieces)
            pieces = []


def settings(elements: Iterable[Element]) -> Iterator[Finding]:
    """Report the variables and merge sources that the settings of a Word file hold."""
    names = {element.name for element in elements}
    sources = [source for name, source in _SOURCES.items() if name in names]
    return told((office_faults.FIELDS, " and ".join(sources), sources))


_SOURCES: Final = {"docVar": "document variables", "mailMerge": "the source of a mail merge"}
