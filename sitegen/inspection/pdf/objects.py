"""Goes through every object of a PDF, so that nothing hides where no page points to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sitegen.inspection import faults, pdf_faults, picture_faults, places, xmp
from sitegen.inspection.findings import Finding, Unreadable, mask
from sitegen.inspection.images import metadata
from sitegen.issues.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader

MOST_OBJECTS: Final = 300_000
_DEEPEST: Final = 20
_HARMLESS_NOTES: Final = {"/Link", "/Widget", "/Popup", "/PrinterMark", "/TrapNet"}
_ACTIONS: Final = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition"}
_PICTURES: Final = {"/Figure", "/Formula", "/Link", "/Annot", "/Form", "/Table", "/Note"}
_FILE_NOTES: Final = {"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}


@dataclass(slots=True)
class Parts:
    """What all the objects of a PDF hold, counted."""

    comments: int = 0
    embedded: int = 0
    scripts: int = 0
    answers: int = 0
    private: int = 0
    undescribed: int = 0
    thumbnails: int = 0
    layers_off: bool = False
    broken: int = 0
    own: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    alternatives: list[str] = field(default_factory=list)
    pictures: dict[str, Finding] = field(default_factory=dict)
    whole: dict[int, Any] = field(default_factory=dict)


def read(reader: PdfReader) -> Parts:
    """Go through every object once; raises Unreadable for more objects than any document has."""
    parts = Parts()
    for number, found in enumerate(_objects(reader, parts)):
        if number > MOST_OBJECTS:
            raise Unreadable(faults.BOMB.found("too many objects"))
        _count(found, parts)
    layers = solid(reader.root_object.get("/OCProperties"))
    shown = solid(layers.get("/D")) if layers else None
    if shown:
        off = shown.get("/OFF")
        parts.layers_off = bool(off and off.get_object()) or shown.get("/BaseState") == "/OFF"
    return parts


def findings(parts: Parts) -> Iterator[Finding]:
    """Tell what was counted."""
    told = (
        (faults.COMMENTS, str(parts.comments), parts.comments),
        (faults.EMBEDDED, counted(parts.embedded, "file"), parts.embedded),
        (pdf_faults.SCRIPT, "", parts.scripts),
        (pdf_faults.FORM_DATA, counted(parts.answers, "answer"), parts.answers),
        (pdf_faults.PRIVATE_DATA, "", parts.private),
        (faults.THUMBNAIL, counted(parts.thumbnails, "page"), parts.thumbnails),
        (faults.COMPUTER, mask(next(iter(parts.own), "")), parts.own),
        (pdf_faults.HIDDEN_LAYERS, "", parts.layers_off),
    )
    yield from (fault.found(detail) for fault, detail, there in told if there)
    yield from parts.pictures.values()


def solid(value: Any) -> Mapping[str, Any] | None:  # noqa: ANN401 - a PDF may hold anything here
    """Return the dictionary that a value is or points to, or nothing."""
    found = value.get_object() if hasattr(value, "get_object") else value
    return found if isinstance(found, Mapping) else None


def _objects(reader: PdfReader, parts: Parts) -> Iterator[Mapping[str, Any]]:
    """Yield every dictionary of the file, those inside other objects included."""
    from pypdf.errors import LimitReachedError, PyPdfError
    from pypdf.generic import IndirectObject

    numbers = {(n, g) for g, table in reader.xref.items() if g < 65_535 for n in table if n}
    numbers |= {(n, 0) for n in reader.xref_objStm}
    yield from _within(reader.trailer, 0)
    for number, generation in sorted(numbers):
        try:
            found = IndirectObject(number, generation, reader).get_object()
        except LimitReachedError as error:
            raise Unreadable(faults.BOMB.found()) from error
        except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, AssertionError):
            parts.broken += 1
            continue
        parts.whole[number] = found
        yield from _within(found, 0)


def _within(value: object, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEPEST:
        raise Unreadable(faults.NOT_UNDERSTOOD.found("nested too deeply"))
    if isinstance(value, Mapping):
        yield value
        # The values themselves, not what they point to: that is met under its own number.
        for key in value:
            yield from _within(value.raw_get(key) if hasattr(value, "raw_get") else None, depth + 1)
    elif isinstance(value, list):
        for item in value:
            yield from _within(item, depth + 1)


def _count(found: Mapping[str, Any], parts: Parts) -> None:
    kind, subtype = _name(found, "/Type"), _name(found, "/Subtype")
    action = _name(found, "/S")
    if kind == "/Annot" or (subtype and "/Rect" in found):
        parts.comments += subtype not in _HARMLESS_NOTES | _FILE_NOTES
        parts.embedded += subtype in _FILE_NOTES
    parts.embedded += kind == "/EmbeddedFile" or (kind == "/Filespec" and "/EF" in found)
    parts.scripts += action in _ACTIONS or "/JS" in found
    parts.answers += "/FT" in found and _filled(found)
    parts.answers += "/XFA" in found
    parts.private += "/PieceInfo" in found
    parts.thumbnails += "/Thumb" in found
    _links(found, parts)
    _picture(found, parts)
    _says(found, parts)
    if action in {"/Figure", "/Formula"} and "/P" in found:
        parts.undescribed += not (found.get("/Alt") or found.get("/ActualText"))


def _links(found: Mapping[str, Any], parts: Parts) -> None:
    """Note a link to somebody’s own disk or network, and a file that is named with its folder."""
    for key in ("/URI", "/F", "/UF", "/DOS", "/Unix", "/Mac"):
        value = found.get(key)
        if isinstance(value, str) and (own := places.own(value)):
            parts.own.append(own)


def _picture(found: Mapping[str, Any], parts: Parts) -> None:
    """Look into a picture for what its camera wrote, and into what programs say of any part."""
    about = solid(found.get("/Metadata")) if _name(found, "/Type") != "/Catalog" else None
    block = _data(about) if about else b""
    told = [*xmp.people(block), *xmp.captions(block)]
    if told or xmp.tells_more(block):
        detail = mask(told[0]) if told else "a history"
        parts.pictures.setdefault("words", picture_faults.HIDDEN_WORDS.found(f"inside: {detail}"))
    kept = any(name in str(found.get("/Filter")) for name in ("/DCTDecode", "/JPXDecode"))
    if _name(found, "/Subtype") != "/Image" or not kept:
        return
    try:
        seen = metadata.read(_data(found)).findings
    except Unreadable:
        return  # whether it can be shown is the painter’s business
    for one in seen:
        if one.fault != faults.OVERSIZED.name:
            parts.pictures.setdefault(one.fault, one)


def _says(found: Mapping[str, Any], parts: Parts) -> None:
    """Note what is said instead of what is shown."""
    kind = _name(found, "/S")
    for key in ("/Alt", "/ActualText", "/E", "/TU"):
        value = found.get(key)
        if isinstance(value, str) and value.strip():
            parts.alternatives.append(str(value))
            if key != "/TU" and kind and kind not in _PICTURES and "/P" in found:
                parts.replaced.append(str(value))


def _data(found: object) -> bytes:
    return bytes(found.get_data()) if hasattr(found, "get_data") else b""


def _name(found: Mapping[str, Any], key: str) -> str:
    value = found.get(key)
    return str(value) if isinstance(value, str) else ""


def _filled(found: Mapping[str, Any]) -> bool:
    value = found.get("/V")
    return value is not None and str(value).strip() not in {"", "/Off"}
