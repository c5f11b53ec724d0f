"""Measures how work and memory grow with a board: python -m tests.benchmark.growth [REVIEWS].

Each board is twice as large as the one before; for a review it has five recommendations, ten
actions and three documents, in lists by year. Whatever is linear takes twice as much each time.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from tests import small_site
from tests.benchmark import stopwatch

_MOST: Final = 4
_YEARS: Final = 10
_LISTS: Final = {"recommendations": 5, "actions": 10, "documents": 3}
"""How many entries of a list there are for a review."""

_PAGE: Final = small_site.page("Everything is here.", "shows: {0}", title="All {0}")
_ENTRIES: Final = {
    "recommendations": """- id: r{n}
  review: m{review}
  text: "Agencies tell each other sooner, number {n}."
""",
    "actions": """- id: a{n}
  title: "Action {n}"
  what: "They met, agreed a form and put it to use in month {n}."
  recommendations: [r{of}]
  state: done
  evidence: ["The form is in use."]
  history: [{{date: 2019, note: "Begun, and told to number {n}."}}]
  as_at: 2019
""",
    "documents": """- id: d{n}
  title: "Document {n}"
  summary: "What was said in case {n}."
  status: published
  published: 2026-11-21
  document_kind: guidance
  about: "What was said, to whom, and what came of it, in case {n}."
  dated: 2018
  file_state: awaited
""",
}


class Grown(NamedTuple):
    """What a board of a size needs: seconds of the processor, MiB of the largest process."""

    reviews: int
    work: float
    memory: float


def board(reviews: int) -> dict[str, str]:
    """Return the files of a board, by path."""
    files = dict(small_site.FILES)
    review = files.pop("reviews/scr1.md")
    for number in range(reviews):
        files[f"reviews/m{number}.md"] = review.replace("Robin", f"Child M{number}")
    for name in ("recommendations", "actions"):
        files[f"pages/{name}.md"] = _PAGE.format(name)
    menu = "footer: [recommendations, actions, "
    files["site.yml"] = files["site.yml"].replace("footer: [", menu)
    files["pages/index.md"] = files["pages/index.md"].replace(
        "(document:annual-report)", "(help.md)"
    )
    del files["documents.yml"]
    return files | dict(_lists(reviews))


def _lists(reviews: int) -> Iterator[tuple[str, str]]:
    for name, each in _LISTS.items():
        for year in range(_YEARS):
            found = range(year, reviews * each, _YEARS)
            entries = (_ENTRIES[name].format(n=n, review=n // each, of=n // 2) for n in found)
            yield f"{name}/{2010 + year}.yml", "".join(entries)


def measured(reviews: int, folder: Path) -> Grown:
    """Check a board from nothing in one process; raises CalledProcessError if it has errors."""
    content = folder / str(reviews) / "content"
    for path, text in board(reviews).items():
        small_site.put(content, path, text)
    moment = small_site.MOMENT.isoformat()[:16]
    command = (sys.executable, str(small_site.ROOT / "build.py"), "check", "--jobs", "1")
    asked = (*command, "--content", str(content), "--now", moment)
    log = folder / f"{reviews}.log"
    timed = (sys.executable, stopwatch.__file__, str(log), *asked)
    taken = json.loads(subprocess.run(timed, check=True, capture_output=True).stdout)
    if taken["code"]:
        raise subprocess.CalledProcessError(taken["code"], asked, log.read_text(encoding="utf-8"))
    return Grown(reviews, taken["work"], taken["memory"] / 1024)


def main(reviews: int) -> None:
    """Print a line for each size."""
    print("| reviews | recommendations | actions | documents | seconds | MiB |")
    print("| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        size = reviews
        while size <= _MOST * reviews:
            grown = measured(size, Path(folder))
            counts = (f"{size * each:,}" for each in (1, *_LISTS.values()))
            print(f"| {' | '.join(counts)} | {grown.work:.1f} | {grown.memory:.0f} |", flush=True)
            size *= 2


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 150)
