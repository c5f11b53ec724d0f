"""Reads EXIF, which cameras write into pictures: place, time, camera and people."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

_SIZES: Final = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_MOST_FIELDS: Final = 1_000

ORIENTATION: Final = 0x0112
ON_ITS_SIDE: Final = range(5, 9)
"""The orientations of a picture that is shown turned by a quarter (EXIF 2.32, section 4.6.4)."""

_EXIF, _GPS = 0x8769, 0x8825
_WIDTH, _HEIGHT = 0xA002, 0xA003
_THUMBNAIL: Final = 0x0201
_CAMERA: Final[Mapping[int, str]] = {
    0x010F: "maker",
    0x0110: "model",
    0x0131: "program",
    0x0132: "time",
    0x9003: "time",
    0x9004: "time",
    0xA431: "serial number",
    0xA434: "lens",
    0xA435: "serial number",
    0x927C: "maker’s notes",
    0xA420: "number of the picture",
}
_PEOPLE: Final = {0x010E, 0x013B, 0x8298, 0x9286, 0xA430, 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F}
"""Description, artist, copyright, comment, owner, and Windows’ title, comment, author and so on."""


class ExifSummary(NamedTuple):
    """What EXIF tells."""

    place: bool = False
    camera: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    thumbnail: bool = False
    width: int = 0
    height: int = 0
    orientation: int = 1


NOTHING: Final = ExifSummary()


@dataclass(frozen=True, slots=True)
class _ExifTag:
    tag: int
    data: bytes
    order: str

    @property
    def number(self) -> int:
        size = min(len(self.data), 4)
        return int.from_bytes(self.data[:size], "big" if self.order == ">" else "little")

    @property
    def text(self) -> str:
        return self.data.decode("utf-8", "replace").replace("\0", "").strip()


def read(block: bytes) -> ExifSummary:
    """Read an EXIF block; what is broken in it is passed over, because viewers do so too."""
    fields = {field.tag: field for field in _fields(block)}
    camera = (name for tag, name in _CAMERA.items() if tag in fields and fields[tag].text)
    people = (fields[tag].text for tag in sorted(_PEOPLE & fields.keys()))
    return ExifSummary(
        place=_GPS in fields,
        camera=tuple(dict.fromkeys(camera)),
        people=tuple(text for text in people if text.strip()),
        thumbnail=_THUMBNAIL in fields,
        width=fields[_WIDTH].number if _WIDTH in fields else 0,
        height=fields[_HEIGHT].number if _HEIGHT in fields else 0,
        orientation=fields[ORIENTATION].number if ORIENTATION in fields else 1,
    )


def _fields(block: bytes) -> Iterator[_ExifTag]:
    """Yield the fields of all tables of a block, each table read once."""
    order = {b"II": "<", b"MM": ">"}.get(block[:2], "")
    if not order or len(block) < 8:
        return
    waiting = [struct.unpack(f"{order}I", block[4:8])[0]]
    seen: set[int] = set()
    while waiting:
        place = waiting.pop()
        if place in seen or not 8 <= place <= len(block) - 2:
            continue
        seen.add(place)
        count = struct.unpack(f"{order}H", block[place : place + 2])[0]
        end = place + 2 + 12 * count
        for field in _table(block, place + 2, min(count, _MOST_FIELDS), order):
            yield field
            if field.tag == _EXIF:
                waiting.append(field.number)
        if end + 4 <= len(block):
            waiting.append(struct.unpack(f"{order}I", block[end : end + 4])[0])


def _table(block: bytes, place: int, count: int, order: str) -> Iterator[_ExifTag]:
    for start in range(place, place + 12 * count, 12):
        if start + 12 > len(block):
            return
        tag, kind, number = struct.unpack(f"{order}HHI", block[start : start + 8])
        size = _SIZES.get(kind, 1) * number
        inside = start + 8
        if size > 4:
            inside = struct.unpack(f"{order}I", block[inside : inside + 4])[0]
        yield _ExifTag(tag, block[inside : inside + min(size, len(block))], order)
