"""Rewrites a PDF without properties, private data of programs and earlier versions of itself."""

from __future__ import annotations

import io
from typing import Any, Final

_KEPT: Final = ("/Title", "/CreationDate", "/ModDate")
_STANDARD: Final = "pdfuaid:part"


def clean(data: bytes) -> bytes:
    """Give the same pages, tags and bookmarks, and nothing of their history."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as found:
        told = found.open_metadata()
        standard, title = told.get(_STANDARD), told.get("dc:title", "")
        for key in list(found.docinfo.keys()):
            if key not in _KEPT:
                del found.docinfo[key]
        title = str(found.docinfo.get("/Title", "")) or title
        for place in (found.Root, *(page.obj for page in found.pages)):
            _drop(place)
        with found.open_metadata(set_pikepdf_as_editor=False) as fresh:
            if title:
                fresh["dc:title"] = title
            if standard:
                fresh[_STANDARD] = standard
        out = io.BytesIO()
        # Writing every object anew is what leaves the earlier versions behind.
        found.save(out, deterministic_id=True)
    return out.getvalue()


def _drop(place: Any) -> None:  # noqa: ANN401 - pikepdf’s objects have no narrower type
    for key in ("/Metadata", "/PieceInfo", "/Thumb"):
        if key in place:
            del place[key]
