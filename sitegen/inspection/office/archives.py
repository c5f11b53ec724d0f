"""Opens zip files that others made: never more than they may hold, and nothing twice."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sitegen.inspection import faults
from sitegen.inspection.findings import Unreadable
from sitegen.inspection.xml import Element, elements_of
from sitegen.issues.wording import counted

MOST_PARTS: Final = 5_000
LARGEST_PART: Final = 60_000_000
LARGEST_WHOLE: Final = 200_000_000
_ENCRYPTED: Final = 0x1
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN: Final = (zipfile.BadZipFile, ValueError, NotImplementedError, OSError)
"""What the reader of zip files raises; names that are no text are a ValueError."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip file whose table of contents was found in order."""

    file: zipfile.ZipFile
    parts: Mapping[str, zipfile.ZipInfo]

    def read(self, name: str) -> bytes:
        """Unpack one part, up to the limit; raises Unreadable."""
        try:
            with self.file.open(self.parts[name]) as part:
                # What a part declares may be untrue, so what comes out of it is counted as well.
                data = part.read(LARGEST_PART + 1)
        except (*_BROKEN, zlib.error, EOFError) as error:
            raise Unreadable(faults.TRUNCATED.finding("a part of it cannot be unpacked")) from error
        if len(data) > LARGEST_PART:
            raise Unreadable(faults.BOMB.finding())
        return data

    def elements(self, *names: str) -> Iterator[Element]:
        """Yield the elements of those parts that are there; raises Unreadable."""
        for name in names:
            if name in self.parts:
                yield from elements_of(self.read(name))

    def names_below(self, *beginnings: str, ending: str = "") -> tuple[str, ...]:
        """Return the parts whose names begin and end like this, in order."""
        names = (name for name in self.parts if name.startswith(beginnings))
        return tuple(sorted(name for name in names if name.endswith(ending)))


def open_archive(data: bytes) -> Archive:
    """Read the table of contents and refuse what no honest document has; raises Unreadable."""
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise Unreadable(faults.TRUNCATED.finding()) from error
    infos = file.infolist()
    if len(infos) > MOST_PARTS:
        raise Unreadable(faults.BOMB.finding(counted(len(infos), "part")))
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise Unreadable(faults.PROTECTED.finding())
    _refuse_bombs(infos, len(data))
    _refuse_tricks(infos)
    return Archive(file, {info.filename: info for info in infos if not info.is_dir()})


def _refuse_bombs(infos: list[zipfile.ZipInfo], size: int) -> None:
    declared = sum(info.file_size for info in infos)
    largest = max((info.file_size for info in infos), default=0)
    if declared > LARGEST_WHOLE or largest > LARGEST_PART:
        raise Unreadable(faults.BOMB.finding(f"{declared:,} bytes from {size:,}"))
    # Parts that share their packed bytes are the other way to grow a small file without end.
    if sum(info.compress_size for info in infos) > size:
        raise Unreadable(faults.BOMB.finding("parts lie over one another"))


def _refuse_tricks(infos: list[zipfile.ZipInfo]) -> None:
    """Refuse what different programs would read differently."""
    names = [info.filename.casefold() for info in infos]
    if len(set(names)) < len(names):
        raise Unreadable(faults.NOT_UNDERSTOOD.finding("two parts of one name inside"))
    if any(info.compress_type not in _METHODS for info in infos):
        raise Unreadable(faults.NOT_UNDERSTOOD.finding("an unknown way of packing inside"))
    if any(name.startswith(("/", "\\")) or ".." in name.split("/") for name in names):
        raise Unreadable(faults.NOT_UNDERSTOOD.finding("a part outside of it"))
