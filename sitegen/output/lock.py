"""Lets one build at a time into a folder; nothing is left behind by a build that was killed."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Busy(Exception):
    """Raised when another build is at work in the same folder."""


@contextmanager
def alone(folder: Path, *, waiting: bool = False) -> Iterator[None]:
    """Keep other builds out of a folder for a while; raises Busy, or waits for its turn.

    The system itself holds the lock, on the folder, so that it ends with the process whatever
    happens to that. Windows cannot lock a folder: there nothing is kept out.
    """
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        _lock(handle, folder, waiting=waiting)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, folder: Path, *, waiting: bool) -> None:
    if sys.platform != "win32":
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if waiting else fcntl.LOCK_NB))
        except BlockingIOError:
            message = f"another build is writing to {folder} at this moment"
            raise Busy(message) from None
