"""In what state files are, by numbers that change whenever one of them is written."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from pathlib import Path
from typing import Final, TypeAlias

_MADE_BY_PYTHON: Final = "__pycache__"

TICK: Final = 2_000_000_000
"""Nanoseconds between two ticks of the coarsest clock that a disk has."""


Numbers: TypeAlias = tuple[int, int, int, int]


class Unsure(Exception):
    """Raised where a file’s state cannot be told: it is a link, pipe or device, or changes now."""


def state(places: Iterable[Path], fresh: int | None = None, besides: Path | None = None) -> str:
    """Return one digest of the state of files and of all files below folders.

    A file of the same size could be written twice between two ticks of the disk’s clock. So of
    what was written after a moment, in nanoseconds since 1970, the bytes count as well.
    One file may be left out. Raises Unsure and OSError.
    """
    hasher = hashlib.blake2b(digest_size=16)
    for place in places:
        for path, line in _lines(place, fresh):
            if path != str(besides):
                hasher.update(line)
    return hasher.hexdigest()


def with_and_without(place: Path, besides: Path, fresh: int) -> tuple[str, str]:
    """Return the state of a folder, and what `state` tells of it without one file.

    Raises Unsure and OSError.
    """
    whole, rest = (hashlib.blake2b(digest_size=16) for _ in range(2))
    for path, line in _lines(place, fresh):
        whole.update(line)
        if path != str(besides):
            rest.update(line)
    return whole.hexdigest(), rest.hexdigest()


def look(folder: Path) -> tuple[str, Mapping[str, Numbers]]:
    """Return the state of a folder of a site, in which nothing is left out, and of each file in it.

    Raises Unsure and OSError.
    """
    entries = _all(folder, left_out="")
    hasher = hashlib.blake2b(digest_size=16)
    for path, now in entries:
        hasher.update(_line(path, now))
    return hasher.hexdigest(), {path: numbers(now) for path, now in entries if now}


def states(folder: Path) -> Iterator[tuple[str, Numbers]]:
    """Yield every file below a folder with its numbers; the last two are times in nanoseconds.

    Raises Unsure and OSError.
    """
    for path, now in _all(folder):
        if now:
            yield path, numbers(now)


def _lines(place: Path, fresh: int | None) -> Iterator[tuple[str, bytes]]:
    """Yield each path with what is known of it: its numbers, and its bytes if it is fresh."""
    for path, now in _all(place):
        line = _line(path, now)
        if now and fresh is not None and max(now.st_mtime_ns, now.st_ctime_ns) >= fresh:
            line += hashlib.blake2b(Path(path).read_bytes()).digest()
        yield path, line


def _line(path: str, now: os.stat_result | None) -> bytes:
    return f"{path}\0{numbers(now) if now else ()}\0".encode(errors="surrogateescape")


def numbers(now: os.stat_result) -> Numbers:
    """Return by which numbers a file is known: the last one changes also when it is moved."""
    return now.st_ino, now.st_size, now.st_mtime_ns, now.st_ctime_ns


def _all(place: Path, left_out: str = _MADE_BY_PYTHON) -> list[tuple[str, os.stat_result | None]]:
    """Return a file with its numbers, or all that is below a folder; neither may be there.

    Folders of one name are left out.
    """
    entries: list[tuple[str, os.stat_result | None]] = []
    try:
        now = place.stat()
    except FileNotFoundError:
        return entries
    if stat.S_ISDIR(now.st_mode):
        _add(entries, str(place), left_out)
    elif stat.S_ISREG(now.st_mode):
        entries.append((str(place), now))
    else:
        raise Unsure(place)
    return entries


def _add(listed: list[tuple[str, os.stat_result | None]], folder: str, left_out: str) -> None:
    """Add a folder and all that is below it, in a fixed order."""
    listed.append((folder, None))
    with os.scandir(folder) as entries:
        inside = sorted(entries, key=attrgetter("name"))
    for entry in inside:
        if entry.is_file(follow_symlinks=False):
            listed.append((entry.path, entry.stat()))
        elif not entry.is_dir(follow_symlinks=False):
            raise Unsure(entry.path)
        elif entry.name != left_out:
            _add(listed, entry.path, left_out)
