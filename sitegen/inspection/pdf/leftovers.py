"""Finds what a PDF keeps beside its pages: bytes, objects, and words that replace what is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from sitegen.inspection import faults
from sitegen.inspection.alternatives import differing
from sitegen.inspection.findings import Finding
from sitegen.inspection.pdf.objects import name_in
from sitegen.issues.wording import counted

if TYPE_CHECKING:
    from pypdf import PdfReader

_SHOWS_TEXT: Final = re.compile(rb"T[jJ]\b")
_INLINE: Final = re.compile(rb"/(ActualText|Alt|E)\s*(\((?:\\.|[^\\)])*\)|<[0-9A-Fa-f\s]*>)")


def outside(data: bytes) -> Iterator[Finding]:
    """Report bytes in front of the beginning and behind the end."""
    before = data[: data.find(b"%PDF-")].strip(b"\0 \r\n\t\xef\xbb\xbf")
    behind = data[data.rfind(b"%%EOF") + 5 :].strip(b"\0 \r\n\t\x1a")
    if before or behind:
        yield faults.TRAILING.finding(counted(len(before) + len(behind), "byte"))


def unused(reader: PdfReader, objects: Mapping[int, Any]) -> Iterator[Finding]:
    """Report pages, pictures and words among the objects to which nothing leads."""
    reached = _reached(reader, objects)
    shown = {page.indirect_reference.idnum for page in reader.pages if page.indirect_reference}
    left = [number for number in objects.keys() - reached if _holds_something(objects[number])]
    left += [
        number
        for number in objects.keys() & reached
        if name_in(objects[number], "/Type") == "/Page" and number not in shown
    ]
    if left:
        yield faults.UNUSED.finding(counted(len(left), "object"))


def _reached(reader: PdfReader, objects: Mapping[int, Any]) -> set[int]:
    reached: set[int] = set()
    waiting: list[Any] = [reader.trailer]
    while waiting:
        for number in _references(waiting.pop()):
            if number not in reached:
                reached.add(number)
                waiting += [objects[number]] if number in objects else []
    return reached


def _references(value: Any) -> Iterator[int]:  # noqa: ANN401 - a PDF may hold anything here
    from pypdf.generic import IndirectObject

    waiting = [value]
    while waiting:
        node = waiting.pop()
        if isinstance(node, IndirectObject):
            yield node.idnum
        elif isinstance(node, Mapping):
            waiting += [
                node.raw_get(key) if hasattr(node, "raw_get") else node[key] for key in node
            ]
        elif isinstance(node, list):
            waiting += list.__iter__(node)


def _holds_something(value: Any) -> bool:  # noqa: ANN401 - see above
    if not isinstance(value, Mapping):
        return False
    if name_in(value, "/Type") in {"/Page", "/Annot", "/EmbeddedFile", "/Filespec"}:
        return True
    if name_in(value, "/Subtype") in {"/Image", "/Form"}:
        return True
    return not name_in(value, "/Type") and bool(_SHOWS_TEXT.search(_bytes(value)))


def _bytes(value: Any) -> bytes:  # noqa: ANN401 - see above
    try:
        return bytes(value.get_data()) if hasattr(value, "get_data") else b""
    except Exception:  # noqa: BLE001 - what cannot be unpacked shows nothing to anybody
        return b""


def replaced(said: Iterable[str], words: str) -> Iterator[Finding]:
    """Report words given instead of what is shown, most of which no page shows."""
    for length in differing(said, words):
        yield faults.ALTERNATIVE_DIFFERS.finding(counted(length, "word"))
        return


def inline(reader: PdfReader) -> Iterator[tuple[str, str]]:
    """Yield what pages say beside what they show: the kind, such as ActualText, and the words."""
    for page in reader.pages:
        contents = page.get_contents()
        for match in _INLINE.finditer(contents.get_data() if contents is not None else b""):
            yield match[1].decode(), _decoded(match[2])


def _decoded(text: bytes) -> str:
    if text.startswith(b"<"):
        digits = b"".join(text[1:-1].split())
        plain = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    else:
        plain = re.sub(rb"\\([\\()])", rb"\1", text[1:-1])
    wide = plain.startswith(b"\xfe\xff")
    return plain[2:].decode("utf-16-be", "replace") if wide else plain.decode("latin-1")
