"""Counts the processor's instructions of the pure stages, which no other work changes.

Each stage is run once and once more under Valgrind's callgrind; the difference is the stage alone.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from sitegen.checks import page_facts
from sitegen.content import markdown, values
from sitegen.content.abbreviations import Abbreviations
from sitegen.issues.issue import Origin
from tests import small_site
from tests.benchmark import homes, ours
from tests.benchmark.corpus import texts

COUNT: Final = 5
"""Reviews that are worked on; callgrind is some fifty times slower than the processor."""

_COLLECTED: Final = re.compile(r"Collected : (\d+)")
NOTHING: Final = "nothing"


def stages(folder: Path) -> Mapping[str, Callable[[], Any]]:
    """Make everything ready, each stage done once; give what does it again."""
    for path, text in ours.frame(date(2026, 11, 22)).items():
        small_site.put(folder / "content", path, text)
    reviews = texts(COUNT)
    for review in reviews:
        small_site.put(folder / "content", f"reviews/{review.id}.md", ours.review(review))
    pages = small_site.finished(folder / "content").outputs
    html = {o.path: o.data.decode() for o in pages if "reviews/child-a" in o.path}
    prose = [values.Prose(review.body, Origin(review.id, 1)) for review in reviews]
    return {
        NOTHING: lambda: None,
        "markdown.render": lambda: [markdown.render(one, Abbreviations({})) for one in prose],
        "facts.read": lambda: [page_facts.read(path, text) for path, text in html.items()],
        "stages.make": lambda: small_site.finished(folder / "content"),
    }


def told() -> Iterator[str]:
    """Tell the instructions of each stage for one review; takes some minutes."""
    if not shutil.which("valgrind"):
        yield "Valgrind is not installed; on Debian, `apt-get install valgrind` brings it."
        return
    without = counted(NOTHING)
    yield "| stage | million instructions a review |\n| --- | --- |"
    for stage in ("markdown.render", "facts.read", "stages.make"):
        yield f"| {stage} | {(counted(stage) - without) / COUNT / 1e6:.1f} |"


def counted(stage: str) -> int:
    """Count the instructions of making everything ready and doing one stage again."""
    valgrind = ("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null")
    done = subprocess.run(
        [*valgrind, sys.executable, "-m", "tests.benchmark.instructions", stage],
        cwd=homes.ROOT,
        env={**os.environ, "PYTHONHASHSEED": "0"},
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return int(_COLLECTED.findall(done.stderr)[-1])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        stages(Path(name))[sys.argv[1]]()
