"""Lets the generators do the same work in turn, and looks at what each has made."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pagefind_bin import get_executable

from tests import small_site
from tests.benchmark import homes, ours, whole
from tests.benchmark.corpus import Text, texts
from tests.benchmark.generators import Generator, Source
from tests.benchmark.table import Measure

COLD: Final = "from nothing"
BODY: Final = "one body edited"
TITLE: Final = "one title edited"
SAME: Final = "nothing changed"
RUNS: Final = (COLD, BODY, TITLE, SAME)
ALONE: Final = "alone"
FLOOR: Final = "markdown-it-py alone, processes"
INDEX: Final = "Pagefind alone"
WITHOUT: Final = ("the search", "checks and the search")
PEERS: Final = Path(__file__).resolve().parent / "peers"
_NO_BYTECODE: Final = "PYTHONDONTWRITEBYTECODE"
FEW: Final = 60
"""Reviews of the site that shows, before the clock counts, that a generator works."""


class Broken(Exception):
    """Raised when a generator fails, or its site is not whole."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a command took, as the stopwatch prints it."""

    seconds: float
    work: float
    memory: int


def timed(command: Sequence[str], folder: Path) -> Taken:
    """Run a command in a folder. Raises Broken if it fails."""
    log = folder / "run.log"
    stopwatch = (sys.executable, "-I", "-S", str(Path(__file__).with_name("stopwatch.py")))
    # Whoever is switched to no bytecode compiles all of a program at each start.
    around = {name: value for name, value in os.environ.items() if name != _NO_BYTECODE}
    done = subprocess.run(
        [*stopwatch, str(log), *command],
        cwd=folder,
        check=True,
        stdout=subprocess.PIPE,
        env=around,
    )
    found = json.loads(done.stdout)
    if code := found.pop("code"):
        said = log.read_text(encoding="utf-8", errors="replace")
        message = f"{command[0]} ended with {code}:\n{said[-3000:]}"
        raise Broken(message)
    return Taken(**found)


class Entry:
    """A generator with a site of so many reviews; it edits them and keeps what they say now."""

    def __init__(self, generator: Generator, size: int, seed: int = 1) -> None:
        """Write the site of a generator, replacing an earlier one."""
        self.generator = generator
        self.size = size
        self.home = homes.home(generator)
        self.folder = self.home / f"site-{size}"
        self.texts = list(texts(size, seed))
        shutil.rmtree(self.folder, ignore_errors=True)
        if generator.source is Source.HERE:
            homes.copy(self.folder)
            for path, text in ours.frame(datetime.now(UTC).date()).items():
                small_site.put(self.folder / "content", path, text)
        else:
            shutil.copytree(PEERS / generator.name.lower(), self.folder)
        for number in range(size):
            self.save(number)

    def save(self, number: int) -> None:
        """Write a review as it is now."""
        text = self.texts[number]
        path = f"{self.generator.reviews}/{text.id}.md"
        small_site.put(self.folder, path, self.generator.written(text))

    def edit(self, run: str, number: int) -> None:
        """Change one review, or throw away all that was made, as a run asks."""
        if run == COLD:
            self._forget()
        elif run == BODY:
            words = f"The panel met for the {number}. time."
            self._change(self.size // 2, lambda text: text.with_words(words))
        elif run == TITLE:
            title = f"Review of Child A{self.size}, edition {number}"
            self._change(-1, lambda text: replace(text, title=title))

    def _change(self, number: int, change: Callable[[Text], Text]) -> None:
        self.texts[number] = change(self.texts[number])
        self.save(number)

    def _forget(self) -> None:
        for name in ("public", *self.generator.leftovers):
            for place in (self.folder / name, self.home / name):
                if place.is_dir():
                    shutil.rmtree(place)
                place.unlink(missing_ok=True)

    def measure(self, run: str) -> Measure:
        """Run the generator once. Raises Broken if it fails or its site is not whole."""
        taken = timed(homes.command(self.generator, self.home), self.folder)
        found = [*whole.faults(self.folder / "public", self.generator.made, self.texts)]
        if found:
            told = "\n".join(found[:10])
            message = f"{self.generator.name}, {run}: {len(found)} faults.\n{told}"
            raise Broken(message)
        return Measure(self.size, run, self.generator.name, *astuple(taken))

    def parts(self) -> Iterator[Measure]:
        """Measure parts of this generator's work: Markdown, its index, and all without a stage."""
        floor = [sys.executable, str(Path(__file__).with_name("floor.py")), "content/reviews"]
        alone = {f"{FLOOR}, {jobs}": [*floor, jobs] for jobs in ("1", "2")}
        index = ("--site", "public", "--output-path", "index", "--silent", "--force-language", "en")
        alone[INDEX] = [str(get_executable()), *index]
        without = str(Path(__file__).with_name("without.py"))
        alone |= {f"all without {what}": [sys.executable, without, what] for what in WITHOUT}
        for name, command in alone.items():
            yield Measure(self.size, ALONE, name, *astuple(timed(command, self.folder)))


def race(
    generators: Sequence[Generator], size: int, *, rounds: int, runs: Sequence[str], seed: int = 1
) -> Iterator[Measure]:
    """Measure generators in turn, each round after round, once each has shown that it works."""
    for generator in generators:
        small = Entry(generator, FEW)
        for run in RUNS:
            small.edit(run, 0)
            small.measure(run)
    entries = [Entry(generator, size, seed) for generator in generators]
    for number in range(1, rounds + 1):
        for entry in entries:
            for run in runs:
                entry.edit(run, number)
                yield entry.measure(run)
            if entry.generator.source is Source.HERE and COLD in runs:
                yield from entry.parts()
