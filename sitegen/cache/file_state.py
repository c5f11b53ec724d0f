"""In what state files are, by numbers that change whenever one of them is written."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from operator import attrgetter
from pathlib import Path
from typing import Final

_MADE_BY_PYTHON: Final = "__pycache__"

TICK: Final = 2_000_000_000
"""Nanoseconds between two ticks of the coarsest clock that a disk has."""


class Unsure(Exception):
    """Raised where the state of a file cannot be told: it is a link, a pipe or a device."""


def state(places: Iterable[Path], fresh: int | None = None, besides: Path | None = None) -> str:
    """Return one digest of the state of files and of all files below folders.

    A file of the same size could be written twice between two ticks of the disk’s clock. So of
    what was written after a moment, in nanoseconds since 1970, the bytes count as well.
    One file may be left out. Raises Unsure and OSError.
    """
    left_out = str(besides)
    hasher = hashlib.blake2b(digest_size=16)
    for place in places:
        for path, now in _all(place):
            if path == left_out:
                continue
            hasher.update(_line(path, now))
            if now and fresh is not None and max(now.st_mtime_ns, now.st_ctime_ns) >= fresh:
                hasher.update(hashlib.blake2b(Path(path).read_bytes()).digest())
    return hasher.hexdigest()


def look(folder: Path) -> tuple[str, Mapping[str, tuple[int, ...]]]:
    """Return the state of a folder, as `state` tells it, and that of each file in it.

    Raises Unsure and OSError.
    """
    entries = _all(folder)
    hasher = hashlib.blake2b(digest_size=16)
    for path, now in entries:
        hasher.update(_line(path, now))
    return hasher.hexdigest(), {path: _numbers(now) for path, now in entries if now}


def states(folder: Path) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield every file below a folder with its numbers; the last two are times in nanoseconds.

    Raises Unsure and OSError.
    """
    for path, now in _all(folder):
        if now:
            yield path, _numbers(now)


def touched(before: Mapping[str, tuple[int, ...]], folder: Path, ours: Collection[str]) -> bool:
    """Return whether any file of a folder is not as it was before, but for those that are ours."""
    after = dict(states(folder))
    others = (before.keys() | after.keys()).difference(ours)
    return any(before.get(path) != after.get(path) for path in others)


def _line(path: str, now: os.stat_result | None) -> bytes:
    numbers = _numbers(now) if now else ()
    return f"{path}\0{numbers}\0".encode(errors="surrogateescape")


def _numbers(now: os.stat_result) -> tuple[int, ...]:
    return now.st_ino, now.st_size, now.st_mtime_ns, now.st_ctime_ns


def _all(place: Path) -> list[tuple[str, os.stat_result | None]]:
    """Return a file with its numbers, or all that is below a folder; neither may be there."""
    entries: list[tuple[str, os.stat_result | None]] = []
    try:
        now = place.stat()
    except FileNotFoundError:
        return entries
    if stat.S_ISDIR(now.st_mode):
        _add(entries, str(place))
    elif stat.S_ISREG(now.st_mode):
        entries.append((str(place), now))
    else:
        raise Unsure(place)
    return entries


def _add(listed: list[tuple[str, os.stat_result | None]], folder: str) -> None:
    """Add a folder and all that is below it, in a fixed order."""
    listed.append((folder, None))
    with os.scandir(folder) as entries:
        inside = sorted(entries, key=attrgetter("name"))
    for entry in inside:
        if entry.is_file(follow_symlinks=False):
            listed.append((entry.path, entry.stat()))
        elif not entry.is_dir(follow_symlinks=False):
            raise Unsure(entry.path)
        elif entry.name != _MADE_BY_PYTHON:
            _add(listed, entry.path)
