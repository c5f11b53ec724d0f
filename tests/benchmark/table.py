"""Puts what was measured into Markdown."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Of = Callable[["Measure"], float]


@dataclass(frozen=True, slots=True)
class Measure:
    """What one whole process took."""

    size: int
    run: str
    name: str
    seconds: float
    """How long somebody waited for it."""

    work: float
    """Seconds of all processors, which is less changed by what else the machine does."""

    memory: int
    """KiB of its largest process."""


def seconds(measure: Measure) -> float:
    """Return how long somebody waited."""
    return measure.seconds


def work(measure: Measure) -> float:
    """Return the seconds of all processors."""
    return measure.work


def ratios(measures: Sequence[Measure], unit: str, of: Of) -> Iterator[str]:
    """Yield a line for each size and run, as ratios to the generator that is the unit."""
    names = tuple(dict.fromkeys(measure.name for measure in measures))
    yield _line(("reviews", "run", *names))
    yield _line(["---"] * (len(names) + 2))
    for size, run in dict.fromkeys((measure.size, measure.run) for measure in measures):
        found = [m for m in measures if (m.size, m.run) == (size, run)]
        one = median(found, unit, of)
        cells = (_ratio(median(found, name, of), one) for name in names)
        yield _line((f"{size:,}", run, *cells))


def _ratio(taken: float | None, one: float | None) -> str:
    if taken is None:
        return ""
    if one is None:
        return f"{taken:.2f} s"
    return f"1 ({taken:.2f} s)" if taken == one else f"{short(taken / one)} ({taken:.2f} s)"


def memory(measures: Sequence[Measure]) -> Iterator[str]:
    """Yield a line for each size: the most that the largest process of any run had."""
    names = tuple(dict.fromkeys(measure.name for measure in measures))
    yield _line(("reviews", *names))
    yield _line(["---"] * (len(names) + 1))
    for size in dict.fromkeys(measure.size for measure in measures):
        yield _line((f"{size:,}", *(_mebibytes(measures, size, name) for name in names)))


def growth(measures: Sequence[Measure]) -> Iterator[str]:
    """Yield a line for each size: the milliseconds of all processors that one review took."""
    names = tuple(dict.fromkeys(measure.name for measure in measures))
    yield _line(("reviews", *names))
    yield _line(["---"] * (len(names) + 1))
    for size in dict.fromkeys(measure.size for measure in measures):
        found = [measure for measure in measures if measure.size == size]
        cells = (_each(median(found, name, work), size) for name in names)
        yield _line((f"{size:,}", *cells))


def _each(taken: float | None, size: int) -> str:
    return "" if taken is None else f"{taken / size * 1000:.2f} ms"


def _mebibytes(measures: Iterable[Measure], size: int, name: str) -> str:
    found = [m.memory for m in measures if (m.size, m.name) == (size, name)]
    return f"{max(found) / 1024:.0f} MiB" if found else ""


def median(measures: Iterable[Measure], name: str, of: Of = seconds) -> float | None:
    """Return the median of what a generator took, or nothing if it did not run."""
    found = [of(measure) for measure in measures if measure.name == name]
    return statistics.median(found) if found else None


def short(number: float) -> str:
    """Write a ratio as exactly as it is known: 12, 1.4, 0.07."""
    return f"{number:.0f}" if number >= 9.95 else f"{number:.2g}"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
