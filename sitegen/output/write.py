"""Puts a finished site on disk: only what differs, nothing half-written, nothing left over."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.output.assets import Output

_UNFINISHED: Final = ".part"


class ForeignFolder(Exception):
    """Raised when the output folder holds files that no build of ours can have made."""


@dataclass(frozen=True, slots=True)
class Written:
    """How many files a build changed on disk."""

    changed: int
    removed: int
    unchanged: int


def write(folder: Path, outputs: Iterable[Output], *, mark: str) -> Written:
    """Make a folder hold exactly these files; raises ForeignFolder and OSError.

    The mark is the file by which a folder is known as one of ours; without it a folder that is
    not empty is left alone, since everything in it that is not ours would be deleted.
    """
    _refuse_foreign(folder, mark)
    _drop_links(folder)
    wanted = {output.path: output for output in outputs}
    present = set(_files(folder))
    # The mark is written first, so that a build that is interrupted is still known as ours; pages
    # come after the stylesheets and pictures that they need.
    order = sorted(
        wanted.values(), key=lambda o: (o.path != mark, o.path.endswith(".html"), o.path)
    )
    changed = sum(_put(folder, output) for output in order)
    stale = present - wanted.keys()
    for path in stale:
        if (folder / path).is_file():  # it may have made room for another already
            (folder / path).unlink()
    _drop_empty_folders(folder)
    return Written(changed, len(stale), len(wanted) - changed)


def _refuse_foreign(folder: Path, mark: str) -> None:
    found = {place.name for place in folder.iterdir()} if folder.exists() else set()
    # A first build that was stopped at once leaves the mark itself unfinished.
    if found and mark not in found and found != {mark + _UNFINISHED}:
        message = f"the folder {folder} holds files that this tool did not make"
        raise ForeignFolder(message)


def _drop_links(folder: Path) -> None:
    """Remove links, which no build of ours makes: to write through one is to write elsewhere."""
    for parent, folders, names in os.walk(folder):
        for name in (*folders, *names):
            place = Path(parent) / name
            if place.is_symlink():
                place.unlink()


def _put(folder: Path, output: Output) -> bool:
    """Write a file in one step, unless it holds these bytes already."""
    path, data = folder / output.path, output.data
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return False
    _make_room(folder, path)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + _UNFINISHED)
    unfinished.write_bytes(data)
    unfinished.replace(path)
    return True


def _make_room(folder: Path, path: Path) -> None:
    """Take away what an earlier build left: a folder where a file comes, or a file on its way."""
    if path.is_dir():
        shutil.rmtree(path)
    for parent in path.relative_to(folder).parents:
        if (folder / parent).is_file():
            (folder / parent).unlink()


def _files(folder: Path) -> Iterator[str]:
    for parent, _, names in os.walk(folder):
        for name in names:
            yield (Path(parent) / name).relative_to(folder).as_posix()


def _drop_empty_folders(folder: Path) -> None:
    for parent, _, _ in os.walk(folder, topdown=False):
        place = Path(parent)
        if place != folder and not any(place.iterdir()):
            place.rmdir()
