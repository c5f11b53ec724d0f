"""Lets one build at a time into a folder, on every system."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

_BESIDE: Final = ".cache"
"""The folder beside the locked one that holds the lock: inside it, it would be published."""


class Busy(Exception):
    """Raised when another build is at work in the same folder."""


@contextmanager
def alone(folder: Path, *, waiting: bool = False) -> Iterator[None]:
    """Keep other builds out of a folder for a while; raises Busy, or waits for its turn.

    The system itself holds the lock, so that it ends with the process whatever happens to that;
    the empty file that is locked stays, and means nothing.
    """
    # Only a build that writes needs this, and the others need not load it.
    from filelock import FileLock, Timeout

    lock = FileLock(_file(folder), timeout=-1 if waiting else 0)
    try:
        lock.acquire()
    except Timeout:
        message = f"another build is writing to {folder} at this moment"
        raise Busy(message) from None
    try:
        yield
    finally:
        lock.release()


def _file(folder: Path) -> Path:
    """Return the file whose lock stands for a folder, whichever way leads there."""
    place = Path(os.path.realpath(folder))
    lock_file = place.parent / _BESIDE
    with suppress(OSError):
        lock_file.mkdir(exist_ok=True)
    if lock_file.is_dir() and os.access(lock_file, os.W_OK):
        return lock_file / f"{place.name}.lock"
    name = hashlib.blake2b(os.fsencode(place), digest_size=16).hexdigest()
    return Path(tempfile.gettempdir()) / f"sitegen-{name}.lock"
