"""Puts a finished site on disk: only what differs, nothing half-written, nothing left over."""

from __future__ import annotations

import os
import shutil
import stat
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sitegen.cache.file_state import Unsure, state
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
        return _exchanged(folder, [*wanted.values()], None, mark=mark)


def update(folder: Path, outputs: Sequence[Output], gone: Iterable[str], *, mark: str) -> Written:
    """Replace some files of a folder that is ours, and drop others; raises lock.Busy and OSError.

    Whoever calls it knows that the folder is as the last build left it.
    """
    with lock.alone(folder):
        return _exchanged(folder, outputs, gone, mark=mark)


def _exchanged(
    folder: Path, outputs: Sequence[Output], gone: Iterable[str] | None, *, mark: str
) -> Written:
    """Put files into their places, and drop those that are gone, or all others."""
    shutil.rmtree(folder / _UNFINISHED, ignore_errors=True)
    before = _existing(folder)
    _drop_links(folder, before)
    changed = [output for output in outputs if not _is_unchanged(folder, output, before)]
    # A full disk shows here, while every page of the last site is still in its place.
    waiting = _stage(folder, changed)
    ours = _numbers(before) | _numbers({path: place.stat() for path, place in waiting.items()})
    _move(folder, waiting, mark)
    there = before.keys() | waiting.keys()
    dropped = there - {output.path for output in outputs} if gone is None else {*gone}
    # What was in the way of a file or a folder is gone already.
    stale = [path for path in dropped if (folder / path).is_file()]
    for path in stale:
        (folder / path).unlink()
    _drop_empty_folders(folder)
    final_state = _final_state(folder)
    # What somebody else wrote meanwhile is not ours: the next build will put it right.
    if _numbers(_existing(folder)) != {path: ours[path] for path in there - dropped}:
        final_state = ""
    return Written(len(changed), len(stale), len(outputs) - len(changed), final_state)


def _final_state(folder: Path) -> str:
    """Return the state in which a folder was left; nothing if a link of somebody else hides it."""
    with suppress(Unsure):
        return state([folder])
    return ""


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


def _existing(folder: Path) -> dict[str, os.stat_result]:
    """Return all files of a folder with their numbers, by their paths in it; links as they are."""
    found: dict[str, os.stat_result] = {}
    folders = [""]
    for within in folders:
        with os.scandir(folder / within) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{within}{entry.name}/")
                else:
                    found[within + entry.name] = entry.stat(follow_symlinks=False)
    return found


def _numbers(files: Mapping[str, os.stat_result]) -> dict[str, tuple[int, int, int]]:
    """Return by which numbers each file is known, also when it was moved."""
    return {path: (now.st_ino, now.st_size, now.st_mtime_ns) for path, now in files.items()}


def _drop_links(folder: Path, there: Mapping[str, os.stat_result]) -> None:
    """Remove links, which no build of ours makes: to write through one is to write elsewhere."""
    for path, now in there.items():
        if stat.S_ISLNK(now.st_mode):
            (folder / path).unlink()


def _is_unchanged(folder: Path, output: Output, there: Mapping[str, os.stat_result]) -> bool:
    now = there.get(output.path)
    if now is None or not stat.S_ISREG(now.st_mode):
        return False
    return digest_of((folder / output.path).read_bytes()) == output.digest


def _stage(folder: Path, outputs: Sequence[Output]) -> Mapping[str, Path]:
    """Write all files into one folder, and tell which is which; if one cannot be, none is left."""
    waiting = {o.path: folder / _UNFINISHED / str(number) for number, o in enumerate(outputs)}
    for output in outputs:
        try:
            waiting[output.path].parent.mkdir(exist_ok=True)
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
    for name in order:
        path = folder / name
        _make_room(folder, path)
        path.parent.mkdir(parents=True, exist_ok=True)
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
    """Take away what an earlier build left: a folder where a file comes, or a file on its way."""
    if path.is_dir():
        shutil.rmtree(path)
    for parent in path.relative_to(folder).parents:
        if (folder / parent).is_file():
            (folder / parent).unlink()


def _drop_empty_folders(folder: Path) -> None:
    for parent, _, names in os.walk(folder, topdown=False):
        # What was in a folder may be gone since it was looked into.
        place = Path(parent)
        if not names and place != folder and not any(place.iterdir()):
            place.rmdir()
