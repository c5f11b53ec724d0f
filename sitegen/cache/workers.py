"""Lets copies of this process work beside it, each on its share; each sends back bytes and ends."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess

# What macOS itself runs in a process does not outlive its being copied.
_CAN_COPY: Final = hasattr(os, "fork") and sys.platform != "darwin"


def processors() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def elsewhere(works: Iterable[Callable[[], bytes]]) -> Iterator[Iterator[bytes]]:
    """Begin each work in a process of its own, and give what each answers, in their order.

    A copy knows all that this process knows. One that fails, or that somebody ends, answers
    nothing. None is begun where the system cannot copy a process, or while other threads run,
    which a copy would lack. All have ended when this ends, however it does.
    """
    alone = threading.active_count() == 1
    begun: list[tuple[ForkProcess, Connection]] = []
    try:
        if _CAN_COPY and alone:
            # A system that has no room for another process does with fewer.
            with suppress(OSError):
                begun.extend(map(_begin, works))
        yield (data for _, end in begun for data in _received(end))
    finally:
        for process, end in begun:
            process.kill()
            process.join()
            end.close()


def _begin(work: Callable[[], bytes]) -> tuple[ForkProcess, Connection]:
    """Begin a work; raises OSError."""
    # Most runs work out little, and need not load this.
    from multiprocessing import get_context

    context = get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_carry_out, args=(work, here, there), daemon=True)
    process.start()
    there.close()
    return process, here


def _carry_out(work: Callable[[], bytes], here: Connection, there: Connection) -> None:
    """Work in a copy; what fails here is tried again, and told, by the process that it copies."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    here.close()
    with suppress(Exception):
        there.send_bytes(work())


def _received(end: Connection) -> Iterator[bytes]:
    with suppress(EOFError, OSError):
        yield end.recv_bytes()
