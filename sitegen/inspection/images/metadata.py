"""Looks into pictures: what they say about place, time and people beside what they show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from sitegen.inspection import faults, picture_faults, xmp
from sitegen.inspection.findings import Dimensions, FileContents, Finding, Unreadable, mask, told
from sitegen.inspection.images import containers, exif
from sitegen.inspection.images.containers import ImageSegments
from sitegen.inspection.images.exif import ExifSummary
from sitegen.issues.wording import counted

WIDEST: Final = 4_000
"""Pixels beyond which a side of a picture is more than any page can show."""

MAGIC: Final[Mapping[str, bytes]] = {
    **dict.fromkeys((".jpg", ".jpeg"), b"\xff\xd8"),
    ".png": b"\x89PNG\r\n\x1a\n",
    ".webp": b"RIFF",
    ".gif": b"GIF8",
}
_READERS: Final[Mapping[bytes, Callable[[bytes], ImageSegments]]] = {
    MAGIC[".jpg"]: containers.jpeg,
    MAGIC[".png"]: containers.png,
    MAGIC[".webp"]: containers.webp,
    MAGIC[".gif"]: containers.gif,
    containers.JPEG_2000: containers.jpeg_2000,
}


def read(data: bytes) -> FileContents:
    """Inspect a picture of any type that is known; raises Unreadable."""
    for magic, reader in _READERS.items():
        if data.startswith(magic):
            picture = reader(data)
            summary = exif.read(picture.exif) if picture.exif else exif.NOTHING
            findings = tuple(_findings(picture, summary))
            return FileContents(findings, dimensions=_dimensions(picture, summary))
    raise Unreadable(faults.NOT_WHAT_IT_SAYS.finding())


def _dimensions(picture: ImageSegments, summary: ExifSummary) -> Dimensions:
    """Return the sides as browsers show them, which turn a picture as its camera was turned."""
    sides = picture.width, picture.height
    return Dimensions(*(reversed(sides) if summary.orientation in exif.ON_ITS_SIDE else sides))


def _findings(picture: ImageSegments, summary: ExifSummary) -> Iterator[Finding]:
    blocks = [*map(xmp.people, picture.xmp), *map(xmp.captions, picture.xmp)]
    words = [*summary.people, *(word for block in blocks for word in block), *picture.texts]
    about = mask(words[0]) if words else "a record of how it was made"
    changed = summary.width and (summary.width, summary.height) not in {
        (picture.width, picture.height),
        (picture.height, picture.width),
    }
    size = f"{picture.width:,} by {picture.height:,}"
    return told(
        (picture_faults.PLACE, "", summary.place),
        (picture_faults.CAMERA, ", ".join(summary.camera), summary.camera),
        (picture_faults.HIDDEN_WORDS, about, words or any(map(xmp.tells_more, picture.xmp))),
        (faults.CROPPED, "", summary.thumbnail or changed or picture.leftover),
        (faults.UNUSED, counted(picture.unknown, "piece"), picture.unknown),
        (faults.OVERSIZED, size, max(picture.width, picture.height) > WIDEST),
    )
