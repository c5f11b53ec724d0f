"""Tells of every save in some folders, a few milliseconds after it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

import watchfiles

_QUIET: Final = 5
"""Milliseconds without another change after which a save is taken to be whole."""

_LOOK_AGAIN: Final = 500
"""Milliseconds after which folders are looked for that were deleted or renamed."""


def watch(folders: Sequence[Path], tell: Callable[[], None]) -> None:
    """Report every change, for ever; find folders again that were deleted, renamed or made anew."""
    while True:
        there = _existing(folders)
        for changed in _changes(tuple(there.values())):
            moved = _existing(folders).keys() != there.keys()
            if changed or moved:
                tell()
            if moved:
                break


def _changes(folders: Sequence[Path]) -> Iterator[bool]:
    """Yield at once that something changed, and now and then that nothing did."""
    try:
        for changes in watchfiles.watch(
            *folders,
            step=_QUIET,
            rust_timeout=_LOOK_AGAIN,
            yield_on_timeout=True,
            # Events that a thread may wait for are set by nobody here: the thread ends with us.
            stop_event=threading.Event(),
        ):
            yield bool(changes)
    except OSError:
        # A folder went away between two looks.
        time.sleep(_LOOK_AGAIN / 1000)
        yield True


def _existing(folders: Sequence[Path]) -> dict[tuple[str, int], Path]:
    """Return the folders that are there, each known by its place and by itself."""
    return {(str(path), path.stat().st_ino): path for path in folders if path.is_dir()}
