"""Knows when a build would change nothing, from the state of every file, and loads nothing more.

A build notes in what state it found all that it was made from, in what state it left the site,
and until when that stays true. A later run that was asked for the same in that time, and finds
both as they were, has nothing to do. Whenever anything is in doubt, the site is built.

This runs before the packages are there, on systems that have no time zones of their own: so the
note counts in seconds since 1970, and the build that leaves it has translated them.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from sitegen.cache.file_state import TICK, Unsure, look, state, with_and_without

_NOTE: Final = ".cache/unchanged.json"
_VARIABLES: Final = ("CONTEXT", "SITEGEN_KEY", "SITEGEN_SITE", "GITHUB_ACTIONS", "NO_COLOR", "TERM")
"""What a build looks at in its environment."""

_NOTHING_NEW: Final = "Already up to date: nothing has changed since this was built.\n"


class BuildNote(NamedTuple):
    """What a run left for the next one."""

    arguments: str
    started: int
    """When the run began, in nanoseconds since 1970."""

    since: float
    until: float
    """Between which moments the site is right as it is, in seconds since 1970."""

    program: tuple[str, ...]
    """The places that hold what pages are made with, and their state."""

    program_state: str
    content: str
    content_state: str
    output: str
    output_state: str
    libraries: tuple[str, ...]
    versions: str
    printed: str


class Watch(NamedTuple):
    """What a build that is under way was made from, as it was when it began."""

    arguments: str
    started: int
    program: tuple[Path, ...]
    """The places that hold what pages are made with."""

    program_state: str
    content: Path
    ledger: Path
    """The one file of the content to which a build itself may add."""

    content_state: str
    """The state of the content but for the ledger."""

    addresses: bytes
    """What the ledger held."""


def answer(arguments: Sequence[str], root: Path) -> str | None:
    """Return what a build would tell that has nothing to do; nothing if there may be something."""
    try:
        last = _read(root / _NOTE)
        holds = (
            last.arguments == _as_text(arguments)
            and (_at_a_set_moment(arguments) or last.since <= time.time() < last.until)
            and last.versions == _versions(last.libraries)
            and last.program_state == state(map(Path, last.program), last.started - TICK)
            and last.content_state == state([Path(last.content)], last.started - TICK)
            and last.output_state == look(Path(last.output))[0]
        )
        return last.printed + _NOTHING_NEW if holds else None
    except Exception:  # noqa: BLE001 - whatever lies there and is no note, the site is built
        return None


def _read(path: Path) -> BuildNote:
    """Read a note; raises Unsure if others could write it, and all that reading damage raises."""
    with path.open(encoding="utf-8") as file:
        of_file = os.fstat(file.fileno())
        if os.name == "posix" and (of_file.st_uid != os.geteuid() or of_file.st_mode & 0o077):
            raise Unsure(path)
        written: dict[str, Any] = json.load(file)
    return BuildNote(**written)


def watch(
    arguments: Sequence[str], program: Sequence[Path], content: Path, ledger: str
) -> Watch | None:
    """Examine all that a build will be made from, before it begins."""
    started = time.time_ns()
    with suppress(OSError, Unsure):
        return Watch(
            arguments=_as_text(arguments),
            started=started,
            program=tuple(program),
            program_state=state(program, started - TICK),
            content=content,
            ledger=content / ledger,
            content_state=state([content], started - TICK, content / ledger),
            addresses=_bytes(content / ledger),
        )
    return None


class Done(NamedTuple):
    """A build that went well: when it is right, its output, and what it would tell."""

    since: float
    until: float
    """Its moment, and the first at which another build may differ, in seconds since 1970."""

    output: Path
    output_state: str
    printed: str
    ledger: bytes | None = None
    """What the build wrote into the ledger, if it noted new addresses there."""


def note(watched: Watch, done: Done, root: Path) -> None:
    """Leave a note for the next run, if nothing was written meanwhile that the build had read."""
    with suppress(OSError, Unsure):
        content_state = _content_state(watched, done)
        libraries = tuple(place for place in sys.path if _names(place))
        build_note = BuildNote(
            arguments=watched.arguments,
            started=watched.started,
            since=done.since,
            until=done.until,
            program=tuple(map(str, watched.program)),
            program_state=watched.program_state,
            content=str(watched.content),
            content_state=content_state,
            output=str(done.output),
            output_state=done.output_state,
            libraries=libraries,
            versions=_versions(libraries),
            printed=done.printed,
        )
        _write(root / _NOTE, json.dumps(build_note._asdict()))


def _content_state(watched: Watch, done: Done) -> str:
    """Return the state of the content, to which the build itself may have added addresses.

    Raises Unsure if anything else was written since the build read it, and OSError.
    """
    fresh = watched.started - TICK
    whole, but_for_ledger = with_and_without(watched.content, watched.ledger, fresh)
    same = but_for_ledger == watched.content_state
    if not same or state(watched.program, fresh) != watched.program_state:
        raise Unsure(watched.content)
    # After its state is known: what is written between is seen.
    if _bytes(watched.ledger) != (watched.addresses if done.ledger is None else done.ledger):
        raise Unsure(watched.ledger)
    return whole


def _write(path: Path, text: str) -> None:
    """Write a file that only its owner reads, whole or not at all."""
    unfinished = path.with_suffix(".unfinished")
    unfinished.parent.mkdir(exist_ok=True)
    unfinished.unlink(missing_ok=True)
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    unfinished.replace(path)


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _as_text(arguments: Sequence[str]) -> str:
    """Return the digest of what a run is asked for, and of all around it that it looks at."""
    around = [os.environ.get(name, "") for name in _VARIABLES]
    terminal = [sys.stdout.isatty(), sys.stderr.isatty()]
    parts = [list(arguments), str(Path.cwd()), around, terminal, sys.version]
    return hashlib.blake2b(json.dumps(parts).encode(), digest_size=16).hexdigest()


def _at_a_set_moment(arguments: Sequence[str]) -> bool:
    return any(word.startswith("--now") for word in arguments)


def _versions(libraries: Sequence[str]) -> str:
    """Return the digest of all installed libraries with their versions."""
    names = [_names(place) for place in libraries]
    return hashlib.blake2b(json.dumps(names).encode(), digest_size=16).hexdigest()


def _names(place: str) -> list[str]:
    try:
        return sorted(path.name for path in Path(place).iterdir() if path.suffix == ".dist-info")
    except OSError:
        return []
