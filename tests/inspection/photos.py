"""Makes real pictures, with all that cameras and programs leave in them."""

from __future__ import annotations

import io
from collections.abc import Mapping

from PIL import Image
from PIL.ExifTags import IFD, Base
from PIL.PngImagePlugin import PngInfo


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: object) -> bytes:
    """Make a picture with some colour in it."""
    out = io.BytesIO()
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    image.save(out, kind, **options)
    return out.getvalue()


def exif(*, gps: bool = False, sub: Mapping[int, object] | None = None, **tags: object) -> bytes:
    """Write EXIF fields, named as Pillow names them."""
    made = Image.Exif()
    for name, value in tags.items():
        made[Base[name]] = value
    if gps:
        made.get_ifd(IFD.GPSInfo)[2] = (53.0, 28.0, 12.0)
    for tag, value in (sub or {}).items():
        made.get_ifd(IFD.Exif)[tag] = value
    return made.tobytes()


def with_thumbnail(kind: bytes = b"") -> bytes:
    """Write EXIF with a second table, in which cameras keep a small copy of the picture."""
    small = kind or picture(size=(8, 8))
    first = (8).to_bytes(4, "little") + (0).to_bytes(2, "little") + (14).to_bytes(4, "little")
    offset = 14 + 2 + 24 + 4
    fields = (
        (0x0201, 4, 1, offset),
        (0x0202, 4, 1, len(small)),
    )
    table = len(fields).to_bytes(2, "little")
    for tag, form, count, value in fields:
        table += tag.to_bytes(2, "little") + form.to_bytes(2, "little")
        table += count.to_bytes(4, "little") + value.to_bytes(4, "little")
    return b"Exif\0\0II*\0" + first + table + bytes(4) + small


def texts(**words: str) -> PngInfo:
    """Write texts into a PNG."""
    made = PngInfo()
    for key, value in words.items():
        made.add_text(key, value)
    return made
