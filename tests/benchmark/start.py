"""Tells which packages the start of a build loads, and how long each takes."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from tests.benchmark import homes

_LINE: Final = re.compile(r"^import time: +(\d+) \| +\d+ \| *(\w+)", re.MULTILINE)
_MOST: Final = 15


def told() -> Iterator[str]:
    """Tell what a check of the site loads, the slowest first."""
    command = [sys.executable, "-X", "importtime", "build.py", "check"]
    done = subprocess.run(
        command, cwd=homes.ROOT, check=True, capture_output=True, encoding="utf-8"
    )
    spent = packages(done.stderr)
    yield f"All imports: {sum(spent.values()) / 1000:.0f} ms (slower than without looking)\n"
    yield "| package | ms |\n| --- | --- |"
    for name, microseconds in sorted(spent.items(), key=lambda pair: -pair[1])[:_MOST]:
        yield f"| {name} | {microseconds / 1000:.1f} |"


def packages(said: str) -> Mapping[str, int]:
    """Add up the microseconds of each package's own modules from what -X importtime says."""
    spent: dict[str, int] = defaultdict(int)
    for microseconds, name in _LINE.findall(said):
        spent[name] += int(microseconds)
    return spent
