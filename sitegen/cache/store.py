"""The memo on disk: one file that is whole, ours and of this very program, or is thrown away.

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
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitegen.cache.memo import Memo, digest

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER: Final = ".cache"
"""The folder beside the content in which one run leaves what the next can use."""

_NAME: Final = "memo"
_SEAL: Final = struct.Struct("<8s16s")
"""A mark, and the digest of all that follows."""

_HEAD: Final = struct.Struct("<16sQ")
"""The stamp of the program, and how many answers there are."""

_ROW: Final = struct.Struct("<16sQ")
"""A key, and how many bytes its answer has; these rows stand behind all answers."""

_DIGEST: Final = 16

_MARK: Final = b"sitegen\n"
_THROWN_AWAY: Final = "The build cache was discarded, because {}."


class _Unfit(Exception):
    """Raised when the file cannot be trusted, saying why."""


def stamp() -> bytes:
    """Give what tells this program from any other: its sources, its libraries, its Python."""
    package = Path(__file__).parents[1]
    sources = sorted(package.rglob("*.py"))
    texts = (part for one in sources for part in (str(one.relative_to(package)), one.read_bytes()))
    return digest(sys.version, sys.platform, *sorted(_libraries()), *texts)


def _libraries() -> Iterator[str]:
    """Name each installed library with its version, as its folder does."""
    for place in sys.path:
        with suppress(OSError):
            yield from (one.name for one in Path(place).iterdir() if one.suffix == ".dist-info")


def load(folder: Path) -> tuple[Memo, str]:
    """Give what an earlier run kept, and a line for the author if something was thrown away."""
    path = folder / _NAME
    try:
        return Memo(_read(path)), ""
    except FileNotFoundError:
        return Memo(), ""
    except Exception as fault:  # noqa: BLE001 - whatever lies there, the next build can do without
        with suppress(OSError):
            path.unlink()
        reason = str(fault) if isinstance(fault, _Unfit) else "its file cannot be read"
        return Memo(), _THROWN_AWAY.format(reason) if reason else ""


def _read(path: Path) -> dict[bytes, memoryview]:
    """Read the file; raises _Unfit and OSError."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        _refuse_foreign(os.fstat(handle))
        data = file.read()
    rest = memoryview(data)[_SEAL.size :]
    if data[: _SEAL.size] != _seal(hashlib.blake2b(rest)):
        raise _Unfit("its file is not whole")
    made_by, count = _HEAD.unpack_from(rest)
    if made_by != stamp():
        raise _Unfit("")
    place, rows = _HEAD.size, rest[len(rest) - _ROW.size * count :]
    found: dict[bytes, memoryview] = {}
    for key, size in _ROW.iter_unpack(rows):
        # A view of the file, not a copy: it is unpacked when it is asked for.
        found[key] = rest[place : place + size]
        place += size
    return found


def _seal(sum_of_all: hashlib.blake2b) -> bytes:
    return _SEAL.pack(_MARK, sum_of_all.digest()[:_DIGEST])


def _refuse_foreign(state: os.stat_result) -> None:
    """Refuse what another user could have written; raises _Unfit."""
    if not stat.S_ISREG(state.st_mode):
        raise _Unfit("its file is none")
    if os.name == "posix" and (state.st_uid != os.geteuid() or state.st_mode & 0o077):
        raise _Unfit("others could have written its file")


def save(folder: Path, memo: Memo) -> None:
    """Keep what the last build asked for, in one step; raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    ignored = folder / ".gitignore"
    if not ignored.exists():
        ignored.write_text("*\n", encoding="utf-8")
    unfinished = folder / f"{_NAME}.unfinished"
    unfinished.unlink(missing_ok=True)
    handle = os.open(
        unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
    )
    with os.fdopen(handle, "wb") as file:
        file.write(bytes(_SEAL.size))
        sum_of_all = hashlib.blake2b()
        for part in _parts(memo):
            sum_of_all.update(part)
            file.write(part)
        # The seal comes last, so that a file that was not written to its end has none.
        file.seek(0)
        file.write(_seal(sum_of_all))
    unfinished.replace(folder / _NAME)


def _parts(memo: Memo) -> Iterator[bytes | memoryview]:
    """Give the file in pieces: answers of a large site would not fit into memory once more."""
    yield _HEAD.pack(stamp(), len(memo.lasting))
    rows: list[bytes] = []
    for key, answer in memo.packed():
        rows.append(_ROW.pack(key, len(answer)))
        yield answer
    yield from rows
