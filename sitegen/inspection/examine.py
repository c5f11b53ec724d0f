"""From the name and the bytes of a file to all that can be told of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Final

from sitegen.inspection import faults
from sitegen.inspection.findings import LONGEST_TEXT, FileContents, Finding, Inspection, Unreadable

LARGEST: Final = 25_000_000
"""Bytes that a file may have, so that someone with a phone and a poor line can still have it."""

TYPES: Final[Mapping[str, str]] = {
    ".pdf": "PDF",
    ".docx": "Word",
    ".xlsx": "Excel",
    ".pptx": "PowerPoint",
    ".csv": "CSV",
    ".txt": "text",
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".png": "PNG",
    ".webp": "WebP",
    ".gif": "GIF",
    ".svg": "SVG",
    ".mp4": "MP4",
    ".m4a": "M4A",
    ".mp3": "MP3",
    ".vtt": "WebVTT",
}
RECORDINGS: Final = (".mp4", ".m4a", ".mp3")
_CAPTIONS: Final = ".vtt"
_OFFICE: Final = (".docx", ".xlsx", ".pptx")
_WORDS: Final = (".csv", ".txt")
_MACROS: Final = (".docm", ".dotm", ".xlsm", ".xltm", ".xlsb", ".pptm", ".potm", ".ppsm")
_OLD: Final = (".doc", ".dot", ".xls", ".ppt", ".pps", ".rtf")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")


def examine(name: str, data: bytes) -> Inspection:
    """Inspect a file; a pure function of its name’s ending and its bytes."""
    ending = PurePosixPath(name).suffix.casefold()
    try:
        seen = _look(ending, data)
    except Unreadable as fault:
        seen = FileContents((fault.finding,))
    except Exception as error:  # noqa: BLE001 - a file made to break its readers must not break us
        seen = FileContents((faults.NOT_UNDERSTOOD.finding(type(error).__name__),))
    return Inspection(
        type=_type(ending),
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        findings=tuple(dict.fromkeys(seen.findings)),
        length=seen.length,
        unit=seen.unit,
        words=seen.words,
        dimensions=seen.dimensions,
    )


def unread(name: str, finding: Finding, size: int = 0) -> Inspection:
    """Report a file that was not even read."""
    return Inspection(_type(PurePosixPath(name).suffix.casefold()), size, "", (finding,))


def _type(ending: str) -> str:
    return TYPES.get(ending, ending.lstrip(".").upper())


def _look(ending: str, data: bytes) -> FileContents:
    if not data:
        raise Unreadable(faults.EMPTY.finding())
    _refuse(ending, data)
    if ending in _WORDS:
        from sitegen.inspection import plain_texts

        return plain_texts.read(_text(data)[:LONGEST_TEXT], ending)
    # Most builds know every file already, so that the readers of the others are never loaded.
    if ending == ".pdf":
        from sitegen.inspection.pdf import read

        return read.read(data)
    if ending in _OFFICE:
        from sitegen.inspection.office import package

        return package.read(data, ending)
    return _heard(ending, data) if ending in (*RECORDINGS, _CAPTIONS) else _picture(ending, data)


def _heard(ending: str, data: bytes) -> FileContents:
    from sitegen.inspection import media

    if ending in RECORDINGS:
        return media.read(data, ending)
    return media.captions(_text(data)[:LONGEST_TEXT])


def _picture(ending: str, data: bytes) -> FileContents:
    from sitegen.inspection.images import metadata, svg

    if ending == ".svg":
        return svg.read(data)
    if not data.startswith(metadata.MAGIC[ending]):
        raise Unreadable(faults.NOT_WHAT_IT_SAYS.finding())
    return metadata.read(data)


def _refuse(ending: str, data: bytes) -> None:
    if ending in _MACROS:
        raise Unreadable(faults.MACRO_TYPE.finding())
    if ending in _OLD:
        raise Unreadable(faults.OLD_OFFICE.finding())
    if ending not in TYPES:
        raise Unreadable(faults.TYPE_UNKNOWN.finding(ending or "no ending"))
    if data.startswith(_OLE):
        # Office wraps a file that has a password into its old format.
        locked = _LOCKED in data
        raise Unreadable((faults.PROTECTED if locked else faults.NOT_WHAT_IT_SAYS).finding())


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(faults.NOT_WHAT_IT_SAYS.finding("not UTF-8 text")) from error
    if "\0" in text:
        raise Unreadable(faults.NOT_WHAT_IT_SAYS.finding("not text"))
    return text
