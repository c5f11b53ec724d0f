"""Measures `build.py serve`: from the save of a review to its new page over HTTP."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from typing import Final
from urllib.request import urlopen

from tests.benchmark.generators import OURS
from tests.benchmark.race import BODY, COLD, Entry
from tests.browser.reload import desk

TIMES: Final = 20
PAUSE: Final = 1.0
"""Seconds between two saves: nobody saves again before having looked."""

_LOOK: Final = 0.002
_PATIENCE: Final = 120


def saves(size: int) -> Iterator[float]:
    """Save one review again and again beside others; give the seconds until it is answered."""
    entry = Entry(OURS, size)
    entry.edit(COLD, 0)
    edited = entry.texts[size // 2].id
    with desk(entry.folder / "content") as address:
        for number in range(TIMES + 1):
            time.sleep(PAUSE)
            words = f"The panel met for the {number}. time."
            begun = time.perf_counter()
            entry.edit(BODY, number)
            _wait(f"{address}reviews/{edited}/", words.encode())
            # The first one is slower, because some packages are loaded by it.
            if number:
                yield time.perf_counter() - begun


def _wait(url: str, words: bytes) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        with urlopen(url, timeout=_PATIENCE) as answer:
            if words in answer.read():
                return
        time.sleep(_LOOK)
    message = f"{url} did not show the save within {_PATIENCE} seconds"
    raise TimeoutError(message)


def told(size: int) -> str:
    """Tell how long saves take at a size."""
    found = [*saves(size)]
    middle, longest = statistics.median(found) * 1000, max(found) * 1000
    return f"{size:,} reviews: {middle:.0f} ms median of {TIMES} saves, {longest:.0f} ms longest"
