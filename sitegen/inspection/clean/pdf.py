"""Rewrites a PDF without properties, private data of programs and earlier versions of itself."""

from __future__ import annotations

import contextlib
import io
from typing import Any, Final

from sitegen.inspection import places
from sitegen.inspection.clean import image
from sitegen.inspection.findings import Unreadable

_KEPT: Final = ("/Title", "/CreationDate", "/ModDate")
_JPEG: Final = ("/DCTDecode", ["/DCTDecode"])
_JPEG_2000: Final = ("/JPXDecode", ["/JPXDecode"])
_STANDARD: Final = "pdfuaid:part"


def clean(data: bytes) -> bytes:
    """Return the same pages, tags and bookmarks, and nothing of their history."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        metadata = pdf.open_metadata()
        standard, title = metadata.get(_STANDARD), metadata.get("dc:title", "")
        for key in list(pdf.docinfo.keys()):
            if key not in _KEPT:
                del pdf.docinfo[key]
        title = str(pdf.docinfo.get("/Title", "")) or title
        for place in (pdf.Root, *(page.obj for page in pdf.pages)):
            _drop(place)
        for thing in pdf.objects:
            _tidy(thing)
        with pdf.open_metadata(set_pikepdf_as_editor=False) as fresh:
            if title:
                fresh["dc:title"] = title
            if standard:
                fresh[_STANDARD] = standard
        out = io.BytesIO()
        # Writing every object anew is what leaves the earlier versions behind.
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _tidy(thing: Any) -> None:  # noqa: ANN401 - see below
    """Take from a picture what its camera wrote, and from a link where its owner keeps things."""
    import pikepdf

    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return
    _drop(thing)
    action = thing.get("/A")
    if isinstance(action, pikepdf.Dictionary) and places.private_place(str(action.get("/URI", ""))):
        del thing["/A"]
    if isinstance(thing, pikepdf.Stream) and thing.get("/Filter") in _JPEG:
        with contextlib.suppress(Unreadable):
            thing.write(image.jpeg(thing.read_raw_bytes()), filter=pikepdf.Name.DCTDecode)
    if isinstance(thing, pikepdf.Stream) and thing.get("/Filter") in _JPEG_2000:
        thing.write(image.jpeg_2000(thing.read_raw_bytes()), filter=pikepdf.Name.JPXDecode)


def _drop(place: Any) -> None:  # noqa: ANN401 - pikepdf’s objects have no narrower type
    for key in ("/Metadata", "/PieceInfo", "/Thumb"):
        if key in place:
            del place[key]
