"""Goes through every object of a PDF, so that nothing hides where no page points to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sitegen.inspection import faults, pdf_faults, picture_faults, places, xmp
from sitegen.inspection.findings import Finding, Unreadable, mask, told
from sitegen.inspection.images import metadata
from sitegen.issues.wording import counted

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_OBJECTS: Final = 300_000
_DEEPEST: Final = 20
_HARMLESS_NOTES: Final = {"/Link", "/Widget", "/Popup", "/PrinterMark", "/TrapNet"}
_ACTIONS: Final = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition"}
_PICTURES: Final = {"/Figure", "/Formula", "/Link", "/Annot", "/Form", "/Table", "/Note"}
_WORDS: Final = ("/Title", "/Name", "/P", "/Contents", "/V", "/DV", "/T", "/Subj", "/RC", "/Author")
_LISTS: Final = ("/Names", "/Opt", "/Order")
"""Entries with words that no page shows: bookmarks, layers, labels, forms, notes, places."""

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
    versions: int = 0
    views_off: int = 0
    layers_off: bool = False
    broken: int = 0
    private_places: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    alternatives: list[str] = field(default_factory=list)
    pictures: dict[str, Finding] = field(default_factory=dict)
    objects: dict[int, Any] = field(default_factory=dict)


def read(reader: PdfReader) -> Parts:
    """Go through every object once; raises Unreadable for more objects than any document has."""
    parts = Parts()
    for number, value in enumerate(_objects(reader, parts)):
        if number > MOST_OBJECTS:
            raise Unreadable(faults.BOMB.finding("too many objects"))
        _count(value, parts)
    layers = solid(reader.root_object.get("/OCProperties"))
    shown = solid(layers.get("/D")) if layers else None
    if shown:
        off = shown.get("/OFF")
        by_view = "/AS" in shown and bool(parts.views_off)
        base = shown.get("/BaseState") == "/OFF"
        parts.layers_off = bool(off and off.get_object()) or base or by_view
    return parts


def findings(parts: Parts) -> Iterator[Finding]:
    """Report what was counted."""
    yield from told(
        (faults.COMMENTS, str(parts.comments), parts.comments),
        (faults.EMBEDDED, counted(parts.embedded, "file"), parts.embedded),
        (pdf_faults.SCRIPT, "", parts.scripts),
        (pdf_faults.FORM_DATA, counted(parts.answers, "answer"), parts.answers),
        (pdf_faults.PRIVATE_DATA, "", parts.private),
        (faults.THUMBNAIL, counted(parts.thumbnails, "page"), parts.thumbnails),
        (faults.UNUSED, counted(parts.versions, "other version of a picture"), parts.versions),
        (faults.COMPUTER, mask(next(iter(parts.private_places), "")), parts.private_places),
        (pdf_faults.HIDDEN_LAYERS, "", parts.layers_off),
    )
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
            value = IndirectObject(number, generation, reader).get_object()
        except LimitReachedError as error:
            raise Unreadable(faults.BOMB.finding()) from error
        except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, AssertionError):
            parts.broken += 1
            continue
        parts.objects[number] = value
        yield from _within(value, 0)


def _within(value: object, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEPEST:
        raise Unreadable(faults.NOT_UNDERSTOOD.finding("nested too deeply"))
    if isinstance(value, Mapping):
        yield value
        # The values themselves, not what they point to: that is met under its own number.
        for key in value:
            yield from _within(value.raw_get(key) if hasattr(value, "raw_get") else None, depth + 1)
    elif isinstance(value, list):
        for item in value:
            yield from _within(item, depth + 1)


def _count(value: Mapping[str, Any], parts: Parts) -> None:
    kind, subtype = name_in(value, "/Type"), name_in(value, "/Subtype")
    action = name_in(value, "/S")
    if kind == "/Annot" or (subtype and "/Rect" in value):
        parts.comments += subtype not in _HARMLESS_NOTES | _FILE_NOTES
        parts.embedded += subtype in _FILE_NOTES
    parts.embedded += kind == "/EmbeddedFile" or (kind == "/Filespec" and "/EF" in value)
    parts.scripts += action in _ACTIONS or "/JS" in value
    parts.answers += "/FT" in value and _filled(value)
    parts.answers += "/XFA" in value
    parts.private += "/PieceInfo" in value
    parts.thumbnails += "/Thumb" in value
    parts.versions += "/Alternates" in value
    parts.views_off += value.get("/ViewState") == "/OFF"
    _links(value, parts)
    _picture(value, parts)
    _says(value, parts)
    if action in {"/Figure", "/Formula"} and "/P" in value:
        parts.undescribed += not (value.get("/Alt") or value.get("/ActualText"))


def _links(annotation: Mapping[str, Any], parts: Parts) -> None:
    """Note a link to somebody’s own disk or network, and a file that is named with its folder."""
    for key in ("/URI", "/F", "/UF", "/DOS", "/Unix", "/Mac"):
        value = annotation.get(key)
        if isinstance(value, str) and (place := places.private_place(value)):
            parts.private_places.append(place)


def _picture(value: Mapping[str, Any], parts: Parts) -> None:
    """Inspect what a camera wrote into a picture, and what programs say of any part of it."""
    about = solid(value.get("/Metadata")) if name_in(value, "/Type") != "/Catalog" else None
    block = _data(about) if about else b""
    captions = [*xmp.people(block), *xmp.captions(block)]
    if captions or xmp.tells_more(block):
        detail = mask(captions[0]) if captions else "a history"
        parts.pictures.setdefault("words", picture_faults.HIDDEN_WORDS.finding(f"inside: {detail}"))
    as_it_was = any(name in str(value.get("/Filter")) for name in ("/DCTDecode", "/JPXDecode"))
    if name_in(value, "/Subtype") != "/Image" or not as_it_was:
        return
    try:
        seen = metadata.read(_data(value)).findings
    except Unreadable:
        return  # whether it can be shown is the painter’s business
    for finding in seen:
        if finding.fault != faults.OVERSIZED.name:
            parts.pictures.setdefault(finding.fault, finding)


def _says(annotation: Mapping[str, Any], parts: Parts) -> None:
    """Note what is said instead of what is shown."""
    kind = name_in(annotation, "/S")
    for key in ("/Alt", "/ActualText", "/E", "/TU"):
        value = annotation.get(key)
        if isinstance(value, str) and value.strip():
            parts.alternatives.append(str(value))
            if key != "/TU" and kind and kind not in _PICTURES and "/P" in annotation:
                parts.replaced.append(str(value))
    parts.alternatives += _unseen_words(annotation)


def _unseen_words(holder: Mapping[str, Any]) -> Iterator[str]:
    """Yield the words of an object that stand on no page, because names may stand there as well."""
    from pypdf.generic import TextStringObject

    values = [holder.get(key) for key in _WORDS if key in holder]
    lists = (holder.get(key) for key in _LISTS if key in holder)
    values += (value for some in lists if isinstance(some, list) for value in some)
    yield from (str(v) for v in values if isinstance(v, TextStringObject) and v.strip())


def _data(value: object) -> bytes:
    return bytes(value.get_data()) if hasattr(value, "get_data") else b""


def name_in(holder: Any, key: str) -> str:  # noqa: ANN401 - a PDF may hold anything here
    """Return the name that stands under a key, such as a type, or nothing."""
    value = holder.get(key) if isinstance(holder, Mapping) else None
    return str(value) if isinstance(value, str) else ""


def _filled(form_field: Mapping[str, Any]) -> bool:
    value = form_field.get("/V")
    return value is not None and str(value).strip() not in {"", "/Off"}
