"""What a terminal shows while it waits, and where the time of a build went."""

from __future__ import annotations

import cProfile
import pstats
import signal
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final, TextIO, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sitegen.cache.memo import Work

AnswerT = TypeVar("AnswerT")

_PATIENCE: Final = 1.0
"""Seconds before anything is shown; most work is done by then."""

_ERASE: Final = "\r\033[K"
_OURS: Final = Path(__file__).resolve().parents[1]
_LONGEST_LIST: Final = 15
_TO_COMPARE: Final = 10
"""How many must be made before one of them can be told apart from the rest."""

_FAR: Final = 20
"""How many times longer than usual is worth a line."""


@contextmanager
def shown(stream: TextIO, words: str) -> Iterator[None]:
    """Count the seconds on a terminal while something takes long; say nothing anywhere else."""
    if not stream.isatty():
        yield
        return
    begun = time.perf_counter()

    def count() -> None:
        seconds = time.perf_counter() - begun
        # A signal may come while something else is being written there; the next one will do.
        with suppress(RuntimeError):
            print(f"{_ERASE}{words} {seconds:.0f} s", end="", file=stream, flush=True)

    # Beside a thread no process may be copied, see jobs; so it is the last resort.
    has_signals = hasattr(signal, "setitimer")
    in_front = threading.current_thread() is threading.main_thread()
    try:
        with (_by_signals if has_signals and in_front else _by_a_thread)(count):
            yield
    finally:
        if time.perf_counter() - begun > _PATIENCE:
            print(_ERASE, end="", file=stream, flush=True)


@contextmanager
def _by_signals(act: Callable[[], None]) -> Iterator[None]:
    before = signal.signal(signal.SIGALRM, lambda *_: act())
    signal.setitimer(signal.ITIMER_REAL, _PATIENCE, _PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _by_a_thread(act: Callable[[], None]) -> Iterator[None]:
    done = threading.Event()

    def repeat() -> None:
        while not done.wait(_PATIENCE):
            act()

    counting = threading.Thread(target=repeat, daemon=True)
    counting.start()
    try:
        yield
    finally:
        done.set()
        counting.join()


def slow(work: Mapping[str, Work]) -> Iterator[str]:
    """Tell of what took far longer than all others of its kind."""
    for kind, done in work.items():
        if len(done.made) < _TO_COMPARE:
            continue
        seconds, name = max(done.made)
        usual = median(took for took, _ in done.made)
        if seconds > _PATIENCE and seconds > _FAR * usual:
            yield f"{name} took {seconds:.1f} seconds ({kind}); the others took {usual:.3f}."


def shares(work: Mapping[str, Work]) -> str:
    """Tell for each kind of work how much was made, how much was remembered, and how long."""
    rows = [
        f"{sum(took for took, _ in done.made):8.3f} s  {kind}: {len(done.made)} anew, "
        f"{done.found} remembered"
        for kind, done in work.items()
    ]
    return "\n".join(
        ["What was worked out, in seconds of the processor, and what was remembered:", *rows]
    )


def profiled(act: Callable[[], AnswerT]) -> tuple[AnswerT, str]:
    """Do something and tell in which of our functions the time was spent, the slowest first."""
    profile = cProfile.Profile()
    answer = profile.runcall(act)
    # The table of the profiler: (calls, primitive calls, own time, whole time, callers) by place.
    table = pstats.Stats(profile).stats  # type: ignore[attr-defined] # a field without a type
    spent = [
        (whole, f"{Path(file).relative_to(_OURS).as_posix()}:{line} {name}")
        for (file, line, name), (_, _, _, whole, _) in table.items()
        if Path(file).is_relative_to(_OURS)
    ]
    rows = [f"{whole:8.3f} s  {place}" for whole, place in sorted(spent, reverse=True)]
    looked = "with all that each function calls (slower than without looking)"
    head = f"Where the time of this process went, {looked}:"
    return answer, "\n".join([head, *rows[:_LONGEST_LIST]])
