"""Puts a finished site on disk: only what differs, nothing half-written, nothing left over."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from sitegen.cache.file_state import Numbers, Unsure, look, numbers
from sitegen.output import lock
from sitegen.output.assets import Output, digest_of

_UNFINISHED: Final = ".unfinished"
"""The folder in which new files wait until all of them are there."""


_WINDOWS: Final = os.name == "nt"
_PATIENCE: Final = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between one attempt to replace a file that is in use and the next."""


class ForeignFolder(Exception):
    """Raised when the output folder holds files that no build of ours can have made."""


@dataclass(frozen=True, slots=True)
class Written:
    """How many files a build changed on disk."""

    changed: int
    removed: int
    unchanged: int
    made: str = field(default="", compare=False)
    """The state in which all files were left."""


def write(folder: Path, outputs: Iterable[Output], *, mark: str) -> Written:
    """Make a folder hold exactly these files; raises ForeignFolder, lock.Busy and OSError.

    The mark is the file by which a folder is known as one of ours; without it a folder that is
    not empty is left alone, since everything in it that is not ours would be deleted.
    """
    _refuse_foreign(folder, mark)
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {output.path: output for output in outputs}
    with lock.alone(folder):
        shutil.rmtree(folder / _UNFINISHED, ignore_errors=True)
        files, folders = _existing(folder)
        old = _Old(files, files.keys() - wanted.keys(), folders)
        return _exchanged(folder, [*wanted.values()], old, mark)


def update(
    folder: Path,
    outputs: Sequence[Output],
    gone: AbstractSet[str],
    before: Mapping[str, Numbers],
) -> Written:
    """Replace some files of a folder that is ours, and drop others; raises lock.Busy and OSError.

    Whoever calls it has looked, and found the folder as the last build left it.
    """
    with lock.alone(folder):
        return _exchanged(folder, outputs, _Old(_within(folder, before), gone))


class _Old(NamedTuple):
    """What a folder held before."""

    files: Mapping[str, Numbers]
    gone: AbstractSet[str]
    """Those of them that go."""

    folders: AbstractSet[str] = frozenset()
    """Some of its folders, among them those that were empty."""


def _exchanged(folder: Path, outputs: Sequence[Output], old: _Old, mark: str = "") -> Written:
    """Put files into their places, and drop those that are gone."""
    changed = [output for output in outputs if not _is_unchanged(folder, output, old.files)]
    # A full disk shows here, while every page of the last site is still in its place.
    waiting = _stage(folder, changed)
    new = {path: numbers(place.stat()) for path, place in waiting.items()}
    _move(folder, waiting, mark)
    # What was in the way of a file or a folder is gone already.
    stale = [path for path in old.gone if (folder / path).is_file()]
    for path in stale:
        (folder / path).unlink()
    left = {path: now for path, now in {**old.files, **new}.items() if path not in old.gone}
    _drop_empty(folder, (old.folders | _folders_of(old.gone)) - _folders_of(left))
    return Written(
        len(changed), len(stale), len(outputs) - len(changed), _final_state(folder, left)
    )


def _final_state(folder: Path, left: Mapping[str, Numbers]) -> str:
    """Return the state of a folder in which we left some files.

    Nothing if somebody else wrote there meanwhile, or made a link: the next build puts it right.
    """
    with suppress(Unsure):
        final_state, there = look(folder)
        # The last number of a file changes when it is moved.
        found = {path: now[:-1] for path, now in _within(folder, there).items()}
        return final_state if found == {path: now[:-1] for path, now in left.items()} else ""
    return ""


def _within(folder: Path, files: Mapping[str, Numbers]) -> dict[str, Numbers]:
    """Return files by their paths in a folder."""
    start = len(f"{folder}{os.sep}")
    return {path[start:].replace(os.sep, "/"): now for path, now in files.items()}


def _folders_of(files: Iterable[str]) -> set[str]:
    """Return every folder in which some file lies."""
    found: set[str] = set()
    for path in files:
        within = path.rpartition("/")[0]
        while within and within not in found:
            found.add(within)
            within = within.rpartition("/")[0]
    return found


def replace(path: Path, data: bytes) -> None:
    """Write one file so that it holds its old bytes or its new ones, even if the power fails."""
    unfinished = path.with_name(f".{path.name}{_UNFINISHED}")
    try:
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _replace(unfinished, path)
    except OSError as fault:
        unfinished.unlink(missing_ok=True)
        raise _with_path(fault, path) from None


def _refuse_foreign(folder: Path, mark: str) -> None:
    names = {place.name for place in folder.iterdir()} if folder.exists() else set()
    # A first build that was stopped early leaves nothing but what was waiting.
    if names and mark not in names and names != {_UNFINISHED}:
        message = f"the folder {folder} holds files that this tool did not make"
        raise ForeignFolder(message)


def _existing(folder: Path) -> tuple[dict[str, Numbers], set[str]]:
    """Return all files of a folder with their numbers, by their paths in it, and all folders.

    Links, which no build of ours makes, are removed: to write through one is to write elsewhere.
    """
    files: dict[str, Numbers] = {}
    folders = [""]
    for within in folders:
        with os.scandir(folder / within) as entries:
            for entry in entries:
                if entry.is_symlink():
                    Path(entry.path).unlink()
                elif entry.is_dir():
                    folders.append(f"{within}{entry.name}/")
                elif entry.is_file():
                    files[within + entry.name] = numbers(entry.stat())
    return files, {within.rstrip("/") for within in folders[1:]}


def _is_unchanged(folder: Path, output: Output, there: Mapping[str, Numbers]) -> bool:
    is_there = output.path in there
    return is_there and digest_of((folder / output.path).read_bytes()) == output.digest


def _stage(folder: Path, outputs: Sequence[Output]) -> Mapping[str, Path]:
    """Write all files into one folder, and tell which is which; if one cannot be, none is left."""
    waiting = {o.path: folder / _UNFINISHED / str(number) for number, o in enumerate(outputs)}
    (folder / _UNFINISHED).mkdir(exist_ok=True)
    for output in outputs:
        try:
            waiting[output.path].write_bytes(output.data)
        except OSError as fault:
            shutil.rmtree(folder / _UNFINISHED, ignore_errors=True)
            waits = fault.filename == str(waiting[output.path])
            place = folder / output.path if waits or not fault.filename else fault.filename
            raise OSError(fault.errno, fault.strerror, str(place)) from None
    return waiting


def _move(folder: Path, waiting: Mapping[str, Path], mark: str) -> None:
    """Put the files that wait into their places, each in one step."""
    # The mark comes first, so that a build that is interrupted is still known as ours; pages
    # come after the stylesheets and pictures that they need.
    order = sorted(waiting, key=lambda path: (path != mark, path.endswith(".html"), path))
    ready: set[Path] = set()
    for name in order:
        path = folder / name
        if path.parent not in ready:
            _make_room(folder, path)
            path.parent.mkdir(parents=True, exist_ok=True)
            ready.add(path.parent)
        if path.is_dir():
            shutil.rmtree(path)
        _replace(waiting[name], path)
    shutil.rmtree(folder / _UNFINISHED, ignore_errors=True)


def _replace(source: Path, target: Path) -> None:
    """Put a file in the place of another in one step; raises OSError."""
    for seconds in _PATIENCE:
        try:
            source.replace(target)
            return
        except PermissionError:
            if not _WINDOWS:
                raise
            # It refuses while somebody reads the target: a scanner of viruses, or a browser.
            time.sleep(seconds)
    source.replace(target)


def _with_path(fault: OSError, path: Path) -> OSError:
    """Name the file that could not be written, which the system forgets to do on a full disk."""
    return fault if fault.filename else OSError(fault.errno, fault.strerror, str(path))


def _make_room(folder: Path, path: Path) -> None:
    """Take away what an earlier build left on the way to a file."""
    for parent in path.relative_to(folder).parents:
        if (folder / parent).is_file():
            (folder / parent).unlink()


def _drop_empty(folder: Path, folders: Iterable[str]) -> None:
    """Remove folders in which nothing of ours is left, the inner ones first, if they are empty."""
    for within in sorted(folders, reverse=True):
        place = folder / within
        if place.is_dir() and not any(place.iterdir()):
            place.rmdir()
