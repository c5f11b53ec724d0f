"""The memo on disk: a file for each program, to which a run adds what it has learnt.

It holds texts that nobody may see yet, so its owner alone can read it, and git ignores it. It is
read with pickle, which would run what somebody else had written into it: so a file that another
user owns or could write is never opened.
"""

from __future__ import annotations

import hashlib
import os
import stat
import struct
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import Final

from sitegen.cache.memo import Memo, Rows, digest

FOLDER: Final = ".cache"
"""The folder beside the content in which one run leaves what the next can use."""

_NAME: Final = "memo-"
"""How the name of the file begins; it ends with the stamp of the program."""

_PROGRAMS: Final = 3
"""Files that stay, so that who goes from one branch to another and back finds what was there."""

_ROW: Final = struct.Struct("<16s16sQ")
"""Before each answer: the seal of the row, the key, and how many bytes the answer has."""

_DIGEST: Final = 16
_THROWN_AWAY: Final = "The build cache was discarded, because {}."


class _Unfit(Exception):
    """Raised when the file cannot be trusted, saying why."""


@cache
def stamp() -> bytes:
    """Return what tells this program from any other: its sources, its libraries, its Python."""
    package = Path(__file__).parents[1]
    sources = sorted(package.rglob("*.py"))
    texts = (part for p in sources for part in (str(p.relative_to(package)), p.read_bytes()))
    return digest(*surroundings(), *texts)


def surroundings() -> tuple[str, ...]:
    """Return what a program runs with: its Python, and each library with its version."""
    libraries = []
    for place in sys.path:
        with suppress(OSError):
            names = (path.name for path in Path(place).iterdir())
            libraries += [name for name in names if name.endswith(".dist-info")]
    return sys.version, sys.platform, *sorted(libraries)


def _file(folder: Path) -> Path:
    return folder / f"{_NAME}{stamp().hex()}"


def load(folder: Path, tell: Callable[[str], object]) -> Memo:
    """Return what an earlier run kept, read once somebody asks for it.

    If something is thrown away, a line for the author is told.
    """
    return Memo(partial(_load, folder, tell))


def _load(folder: Path, tell: Callable[[str], object]) -> Rows:
    path = _file(folder)
    try:
        data = _read(path)
        rows = dict(_rows(data))
        return Rows(rows, sum(_ROW.size + len(row) for row in rows.values()) < len(data))
    except FileNotFoundError:
        return Rows({})
    except Exception as fault:  # noqa: BLE001 - whatever lies there, the next build can do without
        with suppress(OSError):
            path.unlink()
        reason = str(fault) if isinstance(fault, _Unfit) else "its file cannot be read"
        tell(_THROWN_AWAY.format(reason))
        return Rows({})


def _read(path: Path) -> bytes:
    """Read a file that nobody else could have written; raises _Unfit and OSError."""
    # Without waiting, should a pipe lie there that nobody writes into.
    flags = (getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
    handle = os.open(path, os.O_RDONLY | sum(flags))
    with os.fdopen(handle, "rb") as file:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode):
            raise _Unfit("its file is none")
        if os.name == "posix" and (state.st_uid != os.geteuid() or state.st_mode & 0o077):
            raise _Unfit("others could have written its file")
        return file.read()


def _rows(data: bytes) -> Iterator[tuple[bytes, memoryview]]:
    """Yield every whole row; behind one that is not, nothing can be told apart any more."""
    view, place = memoryview(data), 0
    while place + _ROW.size <= len(data):
        seal, key, size = _ROW.unpack_from(data, place)
        end = place + _ROW.size + size
        if seal != _seal(view[place + _DIGEST : end]):
            return
        # A view of the file, not a copy: it is unpacked when it is asked for.
        yield key, view[place + _ROW.size : end]
        place = end


def _seal(row: bytes | memoryview) -> bytes:
    return hashlib.blake2b(row, digest_size=_DIGEST).digest()


def save(folder: Path, memo: Memo) -> None:
    """Keep what is known: what is new behind the rest, unless most of that is of no more use.

    Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ignored = folder / ".gitignore"
    if not ignored.exists():
        ignored.write_text("*\n", encoding="utf-8")
    path, unfinished = _file(folder), folder / f"{_NAME}unfinished"
    if memo.worn or not path.is_file():
        unfinished.unlink(missing_ok=True)
        _write(unfinished, memo.packed(), os.O_CREAT | os.O_EXCL)
        unfinished.replace(path)
    else:
        _write(path, memo.new_entries(), os.O_APPEND)
    _forget_programs(folder)


def _write(path: Path, rows: Iterable[tuple[bytes, bytes | memoryview]], how: int) -> None:
    flags = os.O_WRONLY | how | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "ab") as file:
        for key, answer in rows:
            row = _ROW.pack(bytes(_DIGEST), key, len(answer))[_DIGEST:] + bytes(answer)
            file.write(_seal(row) + row)


def _forget_programs(folder: Path) -> None:
    """Delete the files of all but the last few programs."""
    files = [path for path in folder.glob(f"{_NAME}*") if path.is_file()]
    files.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in files[_PROGRAMS:]:
        path.unlink(missing_ok=True)
