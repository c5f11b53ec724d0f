"""Takes the files of the content folder to their inspection; the only part of it with a disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

from sitegen.inspection import faults, media_faults
from sitegen.inspection.examine import LARGEST, RECORDINGS, examine, unread
from sitegen.inspection.findings import Inspection

Look: TypeAlias = "Callable[[str, bytes], Inspection]"


class Filed(NamedTuple):
    """A file of the content folder: where it is on this machine, and what was found in it."""

    place: Path
    inspection: Inspection


def inspect(files: Mapping[str, Path], look: Look = examine) -> Mapping[str, Filed]:
    """Inspect files by their names in the content folder, with a look that may remember."""
    return {name: Filed(path, _inspect(name, path, look)) for name, path in files.items()}


def _inspect(name: str, path: Path, look: Look) -> Inspection:
    # A link could lead out of the content folder, to whatever the machine that builds can read.
    if path.is_symlink() or not path.is_file():
        return unread(name, faults.LINK.finding())
    try:
        size = path.stat().st_size
        if size > LARGEST:
            how_large = f"{size / 1e6:.0f} MB, {LARGEST / 1e6:.0f} is the most"
            film = path.suffix.casefold() in RECORDINGS
            fault = media_faults.FILM_TOO_LARGE if film else faults.TOO_LARGE
            return unread(name, fault.finding(how_large), size)
        return look(name, path.read_bytes())
    except OSError as error:
        return unread(name, faults.NOT_READABLE.finding(error.strerror or ""))
