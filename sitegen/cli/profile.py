"""Where the time of a build went."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from sitegen.cache.memo import Work

AnswerT = TypeVar("AnswerT")

_PATIENCE: Final = 1.0
"""Seconds that one piece of work may take before it is worth a line."""

_OURS: Final = Path(__file__).resolve().parents[1]
_LONGEST_LIST: Final = 15
_TO_COMPARE: Final = 10
"""How many must be made before one of them can be told apart from the rest."""

_FAR: Final = 20
"""How many times longer than usual is worth a line."""


def slow(work: Mapping[str, Work]) -> Iterator[str]:
    """Report what took far longer than all others of its kind."""
    for kind, done in work.items():
        if len(done.computed) < _TO_COMPARE:
            continue
        seconds, name = max(done.computed)
        usual = median(took for took, _ in done.computed)
        if seconds > _PATIENCE and seconds > _FAR * usual:
            yield f"{name} took {seconds:.1f} seconds ({kind}); the others took {usual:.3f}."


def shares(work: Mapping[str, Work]) -> str:
    """Report for each kind of work how much was made, how much was remembered, and how long."""
    rows = [
        f"{sum(took for took, _ in done.computed):8.3f} s  {kind}: {len(done.computed)} anew, "
        f"{done.hits} remembered"
        for kind, done in work.items()
    ]
    return "\n".join(
        ["What was worked out, in seconds of the processor, and what was remembered:", *rows]
    )


def profiled(act: Callable[[], AnswerT]) -> tuple[AnswerT, str]:
    """Do something and tell in which of our functions the time was spent, the slowest first."""
    # Few runs are profiled, and the others need not load this.
    import cProfile
    import pstats

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
