"""Rewrites an Office file without the properties that name people, companies and folders."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final

from sitegen.inspection.clean import image
from sitegen.inspection.office.archives import open_archive

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_CORE: Final = (
    *("creator", "lastModifiedBy", "description", "keywords", "category", "contentStatus"),
    "subject",
)
_APP: Final = ("Company", "Manager", "HyperlinkBase", "Template")
_DROPPED: Final = re.compile(r"docProps/(custom\.xml|thumbnail\.\w+)")
_MENTION: Final = re.compile(
    rb'<(?:Relationship|Override)\b[^>]*"/?docProps/(?:custom|thumbnail)[^>]*/>'
)
_WRITTEN: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip file can name, so that it tells nothing."""

_PICTURES: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    "jpg": image.jpeg,
    "jpeg": image.jpeg,
    "png": image.png,
    "webp": image.webp,
}


def clean(data: bytes) -> bytes:
    """Give the same document; comments and tracked changes stay, since only authors can decide."""
    archive = open_archive(data)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name in archive.parts:
            if not _DROPPED.fullmatch(name):
                file.writestr(zipfile.ZipInfo(name, _WRITTEN), _part(name, archive.read(name)))
    return out.getvalue()


def _part(name: str, data: bytes) -> bytes:
    if name == "docProps/core.xml":
        return _emptied(data, _CORE)
    if name == "docProps/app.xml":
        return _emptied(data, _APP)
    if name in {"_rels/.rels", "[Content_Types].xml"}:
        return _without_dropped(data)
    ending = name.rpartition(".")[2].casefold()
    return _PICTURES[ending](data) if "/media/" in name and ending in _PICTURES else data


def _emptied(data: bytes, names: tuple[str, ...]) -> bytes:
    """Empty the elements of some names, whatever their prefix is."""
    pattern = rf"<((?:\w+:)?(?:{'|'.join(names)}))(\s[^>]*)?>[^<]*</\1>"
    return re.sub(pattern.encode(), rb"<\1\2/>", data)


def _without_dropped(data: bytes) -> bytes:
    """Take out every mention of the parts that are not written."""
    return _MENTION.sub(b"", data)
