"""Rewrites an Office file without the properties that name people, companies and folders."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Final

from sitegen.inspection.clean import image
from sitegen.inspection.office import leftovers
from sitegen.inspection.office.archives import open_archive

_CORE: Final = (
    *("creator", "lastModifiedBy", "description", "keywords", "category", "contentStatus"),
    "subject",
)
_APP: Final = ("Company", "Manager", "HyperlinkBase", "Template")
_DROPPED: Final = re.compile(r"docProps/(custom\.xml|thumbnail\.\w+)|word/glossary/.*")
_MENTION: Final = re.compile(
    rb'<(?:Relationship|Override)\b[^>]*"/?(?:docProps/(?:custom|thumbnail)|(?:word/)?glossary/)[^>]*/>'
)
"""Every mention of the parts that are not written."""

_SOURCES: Final = re.compile(rb"<(w:docVars|w:mailMerge)\b[^>]*?(?:/>|>.*?</\1>)", re.DOTALL)
_FOLDER: Final = re.compile(rb"<\w+:absPath\b[^>]*/>")
_WRITTEN: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip file can name, so that it tells nothing."""

_PICTURES: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    "jpg": image.jpeg,
    "jpeg": image.jpeg,
    "png": image.png,
    "webp": image.webp,
}


def clean(data: bytes) -> bytes:
    """Return the same document; comments and tracked changes stay, for authors to decide."""
    archive = open_archive(data)
    unused = set(leftovers.unreached(archive))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name in archive.parts:
            if not _DROPPED.fullmatch(name) and name not in unused:
                part = _part(name, archive.read(name))
                if name == "[Content_Types].xml":
                    part = _without_types(part, unused)
                file.writestr(zipfile.ZipInfo(name, _WRITTEN), part)
    return out.getvalue()


def _part(name: str, data: bytes) -> bytes:
    if name == "docProps/core.xml":
        return _emptied(data, _CORE)
    if name == "docProps/app.xml":
        return _emptied(data, _APP)
    if name == "word/settings.xml":
        return _SOURCES.sub(b"", data)
    if name == "xl/workbook.xml":
        return _FOLDER.sub(b"", data)
    if name in {"_rels/.rels", "word/_rels/document.xml.rels", "[Content_Types].xml"}:
        return _MENTION.sub(b"", data)
    ending = name.rpartition(".")[2].casefold()
    return _PICTURES[ending](data) if "/media/" in name and ending in _PICTURES else data


def _without_types(data: bytes, unused: set[str]) -> bytes:
    """Take out what is said of the parts to which nothing leads."""
    for name in unused:
        data = re.sub(rb'<Override\b[^>]*"/?%s"[^>]*/>' % re.escape(name.encode()), b"", data)
    return data


def _emptied(data: bytes, names: tuple[str, ...]) -> bytes:
    """Empty the elements of some names, whatever their prefix is."""
    pattern = rf"<((?:\w+:)?(?:{'|'.join(names)}))(\s[^>]*)?>[^<]*</\1>"
    return re.sub(pattern.encode(), rb"<\1\2/>", data)
