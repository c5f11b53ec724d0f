"""Puts a finished site on disk: only what differs, nothing half-written, nothing left over."""

from __future__ import annotations

import os
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
    if folder.exists() and any(folder.iterdir()) and not (folder / mark).is_file():
        message = f"the folder {folder} holds files that this tool did not make"
        raise ForeignFolder(message)
    wanted = {output.path: output for output in outputs}
    present = set(_files(folder))
    # The mark is written first, so that a build that is interrupted is still known as ours; pages
    # come after the stylesheets and pictures that they need.
    order = sorted(
        wanted.values(), key=lambda o: (o.path != mark, o.path.endswith(".html"), o.path)
    )
    changed = sum(_put(folder / output.path, output.data) for output in order)
    stale = present - wanted.keys()
    for path in stale:
        (folder / path).unlink()
    _drop_empty_folders(folder)
    return Written(changed, len(stale), len(wanted) - changed)


def _put(path: Path, data: bytes) -> bool:
    """Write a file in one step, unless it holds these bytes already."""
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + _UNFINISHED)
    unfinished.write_bytes(data)
    unfinished.replace(path)
    return True


def _files(folder: Path) -> Iterator[str]:
    for parent, _, names in os.walk(folder):
        for name in names:
            yield (Path(parent) / name).relative_to(folder).as_posix()


def _drop_empty_folders(folder: Path) -> None:
    for parent, _, _ in os.walk(folder, topdown=False):
        place = Path(parent)
        if place != folder and not any(place.iterdir()):
            place.rmdir()
