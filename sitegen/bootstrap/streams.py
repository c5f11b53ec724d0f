"""What a command says goes somewhere, whatever it was started with: a console, a pipe, nothing."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

_MODES = {"stdin": "r", "stdout": "w", "stderr": "w"}


def prepare() -> None:
    """Let what nobody hears be said into nothing, and what a console cannot show be replaced."""
    for name, mode in _MODES.items():
        if getattr(sys, name) is None:
            # In this order each takes the number of the one that is closed, so that no file does.
            nothing = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - lives as we do
            os.set_inheritable(nothing.fileno(), True)
            setattr(sys, name, nothing)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]


def finish() -> None:
    """Send what was said on its way; raises OSError if it cannot go there."""
    sys.stdout.flush()
    sys.stderr.flush()


_LOST = (errno.EPIPE, errno.ENOSPC, errno.EIO, errno.EBADF, errno.EINVAL)
"""What is wrong where words cannot be written; Windows says EINVAL of a pipe that was closed."""


def refused(fault: OSError) -> bool:
    """Return whether a fault can be that of a stream that takes no more; then tell of it.

    Whoever closes a pipe has heard enough, and is told nothing.
    """
    if fault.filename is not None or fault.errno not in _LOST:
        return False
    with suppress(OSError):
        if not isinstance(fault, BrokenPipeError):
            print(f"Nothing more can be written: {fault.strerror}.", file=sys.stderr, flush=True)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            # What is left in it would fail once more when Python ends.
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, stream.fileno())
            os.close(nothing)
    return True
