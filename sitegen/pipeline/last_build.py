"""What the last whole build left for one that finds nothing but words changed, in rows of a file.

It is read with pickle, which would run what somebody else had written into it: so a file that
another user owns or could write is never opened, and a row whose seal is broken is not there.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sqlite3
import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitegen.cache.file_state import TICK, states
from sitegen.checks.context import CheckContext
from sitegen.content import load
from sitegen.content.body import Body, Reference
from sitegen.issues.issue import Issue, Origin
from sitegen.output.search_entry import EntryFrame
from sitegen.output.search_index import Index

if TYPE_CHECKING:
    from sitegen.pipeline.made import PageNote
    from sitegen.pipeline.report import Summary

_NAME: Final = "last-build.sqlite"
_SEAL: Final = 16
HEAD: Final = "build"
SOURCE: Final = "source "
PAGE: Final = "page "
BUNDLE: Final = "bundle "
PARTS: Final = "parts"
"""How the names of rows begin."""


DAMAGE: Final = (sqlite3.Error, pickle.UnpicklingError, LookupError, ValueError, TypeError)
"""What comes of reading a file that is damaged or lacks a row."""


class SourceState(NamedTuple):
    """In what state a file is: numbers, and its digest where it was written a moment before."""

    numbers: tuple[int, ...]
    digest: bytes


class BuildInputs(NamedTuple):
    """What a build is asked for beside its content, in what state all that is, and where it is."""

    folder: Path
    """Where the rows lie."""

    program: bytes
    """The digest of the program, the arguments and the state of templates and assets."""

    sources: Mapping[str, SourceState]
    """The state of every file of the content folder before the build."""


class BuildHead(NamedTuple):
    """What is true of the last build as a whole."""

    program: bytes
    since: float
    until: float
    """Between which moments the site is right as it is, in seconds since 1970."""

    sources: Mapping[str, SourceState]
    ledger: bytes
    """What the ledger of addresses holds."""

    issues: tuple[Issue, ...]
    """All that was told."""

    summary: Summary
    context: CheckContext
    expansions: Mapping[str, str]
    bundles: int
    """How many bundles the search has."""

    search_page: str
    search_words: str
    """The files of the search page, and of what it knows beside the index; none without a page."""


class SourceRow(NamedTuple):
    """What the site shows of a Markdown file but its words."""

    front: bytes
    """The digest of all that stands above the words."""

    outline: tuple[object, ...]
    filled: Mapping[tuple[object, ...], str]
    """The HTML or the address in place of each reference."""

    pages: tuple[str, ...]
    """The addresses of the pages that show its words."""

    issues: tuple[Issue, ...]
    """What was found in the record alone."""


class PageRow(NamedTuple):
    """A page as it was made."""

    path: str
    note: PageNote
    origin: Origin
    """Where it is written."""

    frame: EntryFrame | None
    """What the search is told beside its words."""


class BundleRow(NamedTuple):
    """A bundle of the search, and what it was told of each page in it beside its words."""

    made: Index
    frames: Sequence[EntryFrame]


class NewRow(NamedTuple):
    """A row for the next build."""

    name: str
    made_from: bytes
    """What tells all that it is made from anything else; nothing if nobody knows that."""

    make: Callable[[], object]


def digest(data: bytes) -> bytes:
    """Return what tells bytes from any others."""
    return hashlib.blake2b(data, digest_size=16).digest()


def sources(content: Path, begun: int) -> Mapping[str, SourceState]:
    """Return the state of all files of a folder but the ledger, to which builds add.

    It is that of a moment, in nanoseconds since 1970. Raises Unsure and OSError.
    """
    rows = {}
    before = len(str(content)) + 1
    for path, numbers in states(content):
        name = path[before:]
        if name != load.LEDGER:
            fresh = max(numbers[2:]) >= begun - TICK
            seal = digest(Path(path).read_bytes()) if fresh else b""
            rows[name] = SourceState(numbers, seal)
    return rows


def ledger(content: Path) -> bytes:
    """Return the digest of the ledger of addresses."""
    path = content / load.LEDGER
    return digest(path.read_bytes() if path.is_file() else b"")


def differs(path: Path, before: SourceState, now: SourceState) -> bool:
    """Return whether a file is not as it was; one that was fresh then is known by its bytes."""
    if before.numbers != now.numbers:
        return True
    return before.digest != b"" and digest(path.read_bytes()) != before.digest


def front(data: bytes, first: int) -> bytes:
    """Return the digest of what stands above the line on which the words of a file begin."""
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    return digest(b"\n".join(lines[: first - 1]))


def outline(body: Body) -> tuple[object, ...]:
    """Return all of a text that others may see: its headings, and what it names and links to."""
    return (
        tuple(heading[:3] for heading in body.headings),
        tuple(map(plainly, body.references)),
        tuple(link.target for link in body.links),
        tuple(picture.target for picture in body.pictures),
        body.paragraph_ids,
    )


def plainly(reference: Reference) -> tuple[object, ...]:
    """Return a reference without the place at which it is written."""
    return (reference.kind, reference.target, reference.anchor, reference.insert)


class LastBuild:
    """The rows; a database that fails is as good as none, because a whole build needs none."""

    def __init__(self, folder: Path) -> None:
        """Take the folder in which the file lies."""
        self.path = folder / _NAME

    def get(self, name: str) -> Any:  # noqa: ANN401 - each kind of row has its own type
        """Return a row; raises LookupError and sqlite3.Error."""
        (row,) = self.several([name])
        return row

    def several(self, names: Sequence[str]) -> list[Any]:
        """Return some rows; raises LookupError and sqlite3.Error."""
        if not self.path.exists():
            raise LookupError(names)
        _refuse_foreign(self.path)
        wanted = "SELECT value FROM rows WHERE name = ?"
        with closing(sqlite3.connect(self.path)) as file:
            return [_value(name, file.execute(wanted, (name,)).fetchone()) for name in names]

    def has(self, name: str) -> bool:
        """Return whether there is a row; raises sqlite3.Error."""
        with closing(sqlite3.connect(self.path)) as rows:
            row = rows.execute("SELECT 1 FROM rows WHERE name = ?", (name,)).fetchone()
        return row is not None

    def forget(self) -> None:
        """Let no build rest on what is there, before anything of it changes; raises OSError."""
        if self.path.exists():
            try:
                _refuse_foreign(self.path)
                with closing(sqlite3.connect(self.path)) as file, file:
                    file.execute("DELETE FROM rows WHERE name = ? AND made_from = x''", (HEAD,))
            except (sqlite3.Error, LookupError):
                self.path.unlink()

    def put(self, rows: Mapping[str, object]) -> None:
        """Write rows in place of those of the same names; raises OSError and sqlite3.Error."""
        with closing(self._open()) as file, file:
            _write(file, (NewRow(name, b"", partial(_same, row)) for name, row in rows.items()))

    def renew(self, rows: Sequence[NewRow]) -> None:
        """Hold these rows and no others; raises OSError and sqlite3.Error.

        A row is made only if what it is made from is not what the row of its name was made from.
        """
        with closing(self._open()) as file, file:
            known = dict(file.execute("SELECT name, made_from FROM rows"))
            gone = known.keys() - {row.name for row in rows}
            file.executemany("DELETE FROM rows WHERE name = ?", ((name,) for name in gone))
            _write(file, (r for r in rows if not r.made_from or r.made_from != known.get(r.name)))

    def _open(self) -> sqlite3.Connection:
        if not self.path.exists():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        file = sqlite3.connect(self.path)
        file.execute("PRAGMA synchronous = OFF")
        columns = "name TEXT PRIMARY KEY, made_from BLOB, value BLOB"
        file.execute(f"CREATE TABLE IF NOT EXISTS rows ({columns})")
        return file


def _write(file: sqlite3.Connection, rows: Iterable[NewRow]) -> None:
    pickled = ((row, pickle.dumps(row.make(), pickle.HIGHEST_PROTOCOL)) for row in rows)
    values = ((row.name, row.made_from, _seal(row.name, data) + data) for row, data in pickled)
    file.executemany("INSERT OR REPLACE INTO rows VALUES (?, ?, ?)", values)


def _same(row: object) -> object:
    return row


def _value(name: str, row: tuple[bytes] | None) -> object:
    if not row or row[0][:_SEAL] != _seal(name, row[0][_SEAL:]):
        raise LookupError(name)
    return pickle.loads(row[0][_SEAL:])  # noqa: S301 - it is ours, see above


def _seal(name: str, data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_SEAL, key=name.encode()[:64]).digest()


def _refuse_foreign(path: Path) -> None:
    """Refuse what another user could have written, as if it were not there; raises LookupError."""
    state = path.lstat()
    mine = os.name != "posix" or (state.st_uid == os.geteuid() and not state.st_mode & 0o077)
    if not stat.S_ISREG(state.st_mode) or not mine:
        raise LookupError(path)
