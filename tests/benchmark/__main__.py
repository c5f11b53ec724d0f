"""Measures how fast this generator is beside others: python -m tests.benchmark [WHAT] [OPTIONS].

It needs Linux, npm for Eleventy and Astro, and the network at its first run; nothing of it is a
test. Run one at a time: they would write into the same folders.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tests.benchmark import homes, instructions, race, start, table
from tests.benchmark.generators import HUGO, OURS, PEERS, Generator
from tests.benchmark.table import Measure

ALL: Final = {generator.name.lower(): generator for generator in (*PEERS, OURS)}


def compare(options: argparse.Namespace) -> None:
    """Let the generators do the same work in turn, and print how they compare."""
    chosen = [ALL[name] for name in ALL if name in options.only or name == OURS.name]
    measures: list[Measure] = []
    # First of all: somebody may commit while this runs.
    print(_with_what(chosen, options.rounds), flush=True)
    try:
        for size in options.sizes:
            measured = race.race(
                chosen, size, rounds=options.rounds, runs=options.runs, seed=options.seed
            )
            for measure in measured:
                print(_line(measure), file=sys.stderr, flush=True)
                measures.append(measure)
    finally:
        # A big comparison takes hours; what it has found is worth having if it is stopped.
        print("\n".join(_told(measures)))


def _with_what(chosen: Sequence[Generator], rounds: int) -> str:
    versions = [f"{one.name} {one.version}" for one in chosen if one.version]
    median = f"median of {rounds} rounds" if rounds > 1 else "one run each"
    day = f"{datetime.now(UTC):%d %B %Y}"
    return (
        f"{', '.join((day, f'this generator at {_commit()}', *versions))}; {machine()}; {median}."
    )


def _line(measure: Measure) -> str:
    return f"{measure.size:6} {measure.run:16} {measure.name:32} {measure.seconds:8.2f} s"


def _told(measures: Sequence[Measure]) -> Iterator[str]:
    whole = [measure for measure in measures if measure.run != race.ALONE]
    yield "\nSeconds until it is done, and their ratio to Hugo’s:\n"
    yield from table.ratios(whole, HUGO.name, table.seconds)
    yield "\nSeconds of all processors, which other work on the machine changes less:\n"
    yield from table.ratios(whole, HUGO.name, table.work)
    yield "\nThe largest process of any run:\n"
    yield from table.memory(whole)
    cold = [measure for measure in whole if measure.run == race.COLD]
    yield "\nMilliseconds of all processors for each review, from nothing:\n"
    yield from table.growth(cold)
    yield "\nParts of our work alone, in seconds of all processors:\n"
    parts = [measure for measure in measures if measure.run == race.ALONE]
    yield from table.ratios(parts, "", table.work)
    yield "\nThe largest process of each part:\n"
    yield from table.memory(parts)


def _commit() -> str:
    command = ("git", "describe", "--always", "--dirty")
    done = subprocess.run(command, cwd=homes.ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip()


def machine() -> str:
    """Describe this machine, without its name: processor, memory, Python, how busy it is."""
    fields = dict(
        line.split(":", 1)
        for file in ("/proc/cpuinfo", "/proc/meminfo")
        for line in Path(file).read_text(encoding="utf-8").splitlines()
        if ":" in line
    )
    model = next((fields[name] for name in fields if name.startswith("model name")), "").strip()
    gibibytes = int(fields["MemTotal"].split()[0]) / 1024**2
    return (
        f"{os.cpu_count()} cores ({model}), {gibibytes:.0f} GiB, {platform.system()}, "
        f"Python {platform.python_version()}, load {os.getloadavg()[2]:.1f}"
    )


def arguments() -> argparse.Namespace:
    """Read what is asked for."""
    parser = argparse.ArgumentParser("python -m tests.benchmark", description=__doc__)
    option = parser.add_argument
    option("what", nargs="?", default="compare", choices=tuple(ACTS))
    option("--sizes", type=int, nargs="+", default=[100, 1000], help="reviews (100 1000)")
    option("--rounds", type=int, default=5, help="how often everything is measured (5)")
    option("--seed", type=int, default=1, help="another number makes other reviews (1)")
    option("--only", nargs="*", default=list(ALL), choices=list(ALL), help="which others")
    option("--runs", nargs="+", default=race.RUNS, choices=race.RUNS, help="which runs")
    return parser.parse_args()


def _start(_: argparse.Namespace) -> None:
    print("\n".join(start.told()))


def _serve(options: argparse.Namespace) -> None:
    # Its server is that of the browser tests, whose packages nothing else here needs.
    from tests.benchmark import desk

    for size in options.sizes:
        print(desk.told(size), flush=True)


def _instructions(_: argparse.Namespace) -> None:
    for line in instructions.told():
        print(line, flush=True)


ACTS: Final = {
    "compare": compare,
    "instructions": _instructions,
    "serve": _serve,
    "start": _start,
}

if __name__ == "__main__":
    options = arguments()
    try:
        ACTS[options.what](options)
    except (race.Broken, subprocess.CalledProcessError, OSError) as fault:
        sys.exit(f"Nothing can be compared: {fault}")
