"""The memo on disk: a file for each program, to which a run adds what it has learnt.

It holds texts that nobody may see yet, so its owner alone can read it, and git ignores it. It is
read with pickle, which would run what somebody else had written into it: so a file that another
user owns or could write is never opened.
"""

from __future__ import annotations

import os
import stat
import struct
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache, partial
from itertools import islice
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Final

from sitegen.cache.memo import Memo, Packed, Rows, digest

FOLDER: Final = ".cache"
"""The folder beside the content in which one run leaves what the next can use."""

_NAME: Final = "memo-"
"""How the name of the file begins; it ends with the stamp of the program."""

_PROGRAMS: Final = 3
"""Files that stay, so that who goes from one branch to another and back finds what was there."""

_HEAD: Final = struct.Struct("<16sI")
"""Before rows that were written together: the seal of their table, and how many there are."""

_ROW: Final = struct.Struct("<16sQ")
"""In the table: each key, and how many bytes its answer has. The answers follow."""

_TOGETHER: Final = 500
"""How many rows share a table at most, so that few are held at once."""

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
        return _rows(_read(path))
    except FileNotFoundError:
        return Rows({})
    except Exception as fault:  # noqa: BLE001 - whatever lies there, the next build can do without
        with suppress(OSError):
            path.unlink()
        reason = str(fault) if isinstance(fault, _Unfit) else "its file cannot be read"
        tell(_THROWN_AWAY.format(reason))
        return Rows({})


def _read(path: Path) -> memoryview:
    """Open a file that nobody else could have written; raises _Unfit and OSError.

    Of what nobody asks for nothing is read, but on Windows, which replaces no file that is open.
    """
    # Without waiting, should a pipe lie there that nobody writes into.
    flags = (getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
    handle = os.open(path, os.O_RDONLY | sum(flags))
    with os.fdopen(handle, "rb") as file:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode):
            raise _Unfit("its file is none")
        if os.name == "posix" and (state.st_uid != os.geteuid() or state.st_mode & 0o077):
            raise _Unfit("others could have written its file")
        lazily = os.name == "posix" and state.st_size
        return memoryview(mmap(handle, 0, access=ACCESS_READ) if lazily else file.read())


def _rows(data: memoryview) -> Rows:
    """Return every row; behind a table that is not whole nothing can be told apart any more."""
    rows: dict[bytes, memoryview] = {}
    place = 0
    while place + _HEAD.size <= len(data):
        seal, number = _HEAD.unpack_from(data, place)
        answer = place + _HEAD.size + number * _ROW.size
        table = data[place + _HEAD.size : answer]
        if seal != digest(table):
            break
        for key, size in _ROW.iter_unpack(table):
            rows[key] = data[answer : answer + size]
            answer += size
        place = answer
    return Rows(rows, worn=place != len(data))


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


def saved(folder: Path, memo: Memo) -> bytes:
    """Save what is known, and say so to another process; raises OSError."""
    save(folder, memo)
    return b"saved"


def _write(path: Path, rows: Iterable[tuple[bytes, Packed]], how: int) -> None:
    flags = os.O_WRONLY | how | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    left = iter(rows)
    with os.fdopen(os.open(path, flags, 0o600), "ab") as file:
        while some := [*islice(left, _TOGETHER)]:
            table = b"".join(_ROW.pack(key, len(answer)) for key, answer in some)
            head = _HEAD.pack(digest(table), len(some))
            file.write(b"".join((head, table, *(answer for _, answer in some))))


def _forget_programs(folder: Path) -> None:
    """Delete the files of all but the last few programs."""
    files = [path for path in folder.glob(f"{_NAME}*") if path.is_file()]
    files.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in files[_PROGRAMS:]:
        path.unlink(missing_ok=True)
