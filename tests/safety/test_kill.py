"""The real command is killed at any moment: no page is torn, and the next build loses nothing."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

import pytest

from sitegen.content.load import LEDGER
from tests import small_site
from tests.browser.host import Host

KILLS = int(os.environ.get("SITEGEN_KILLS", "4"))
"""How often the command is killed; a long run is asked for by this variable."""

LONGEST = 120
"""Seconds that a build may take on a busy machine."""

PAGES = ("/", "/help/", "/reviews/", "/glossary/", "/nowhere/")
REVIEWS = 100
"""So many that the writing of their pages takes a while."""

UNFINISHED = ".unfinished"


@dataclass(frozen=True, slots=True)
class Desk:
    """A copy of a board’s content and what is made of it."""

    content: Path
    public: Path
    repository: Path

    def start(self) -> subprocess.Popen[bytes]:
        """Begin to build as the host does, which notes new addresses."""
        where = ("--content", str(self.content), "--output", str(self.public))
        return subprocess.Popen(
            [sys.executable, "build.py", "build", *where],
            cwd=self.repository,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def build(self) -> Mapping[str, bytes]:
        """Build to the end, and give all that visitors could ask for."""
        assert self.start().wait(LONGEST) == 0
        assert not (self.public / UNFINISHED).exists()
        return self.there()

    def there(self) -> Mapping[str, bytes]:
        """Return all that visitors could ask for."""
        return {
            path.relative_to(self.public).as_posix(): path.read_bytes()
            for path in self.public.rglob("*")
            if path.is_file() and UNFINISHED not in path.parts
        }


@dataclass(slots=True)
class Visitor:
    """Somebody who asks for the same pages again and again while the site is being made."""

    host: Host
    allowed: Mapping[str, set[bytes]]
    gone: Event
    torn: str = ""
    visits: int = 0

    def stay(self) -> None:
        """Look at pages until told to go."""
        while not self.gone.is_set():
            for url in PAGES:
                if self.host.answer(url).body not in self.allowed[url]:
                    self.torn = url
                self.visits += 1
                # On two cores a visitor who never waits would take half of them from the build.
                time.sleep(0.002)


@pytest.fixture
def desk(repository: Path, tmp_path: Path) -> Desk:
    """A desk with a small site of many reviews."""
    content = small_site.write(tmp_path)
    for number in range(REVIEWS):
        review = small_site.FILES["reviews/scr1.md"].replace("of Robin", f"number {number}")
        small_site.put(content, f"reviews/m{number}.md", review)
    return Desk(content, tmp_path / "public", repository)


def kill(building: subprocess.Popen[bytes], desk: Desk, moment: float, *, writing: bool) -> bool:
    """Kill a build at a moment, or so long after it began to write; say whether it was at work."""
    if writing:
        while building.poll() is None and not (desk.public / UNFINISHED).exists():
            time.sleep(0.001)
    with suppress(subprocess.TimeoutExpired):
        building.wait(moment)
    building.send_signal(signal.SIGKILL)
    return building.wait() == -signal.SIGKILL


@dataclass(frozen=True, slots=True)
class Change:
    """One site, and the site that it should become, each with its list of addresses."""

    old: Mapping[str, bytes]
    new: Mapping[str, bytes]
    ledgers: tuple[bytes, bytes]

    def visitor(self, host: Host) -> Visitor:
        """Somebody who may meet either of the two."""
        allowed = {url: {self.old[name], self.new[name]} for url, name in named(PAGES).items()}
        return Visitor(host, allowed, Event())

    def torn(self, found: Mapping[str, bytes]) -> list[str]:
        """Name every file that is of neither, and every page of both that is not there."""
        torn = [p for p, data in found.items() if data not in {self.old.get(p), self.new.get(p)}]
        return [*torn, *((self.old.keys() & self.new.keys()) - found.keys())]


def prepare(desk: Desk) -> Change:
    """Build a site, alter all its pages and add one, and build it again."""
    old, ledger = desk.build(), desk.content / LEDGER
    before = ledger.read_bytes()
    shutil.copytree(desk.public, desk.public.with_name("kept"))
    small_site.change(desk.content, "site.yml", "short_name: ", "short_name: New ")
    small_site.put(desk.content, "pages/new-page.md", small_site.page("Words."))
    small_site.change(desk.content, "site.yml", "footer: [", "footer: [new-page, ")
    new = desk.build()
    assert ledger.read_bytes() != before
    assert new.keys() - old.keys()
    assert sum(old[path] != new[path] for path in new.keys() & old.keys()) > REVIEWS
    return Change(old, new, (before, ledger.read_bytes()))


def survived(desk: Desk, change: Change, moment: float, *, writing: bool) -> tuple[bool, int]:
    """Kill one build; say whether it was at work, and how many pages were looked at meanwhile."""
    ledger = desk.content / LEDGER
    shutil.rmtree(desk.public)
    shutil.copytree(desk.public.with_name("kept"), desk.public)
    ledger.write_bytes(change.ledgers[0])
    visitor = change.visitor(Host.of(desk.public))
    looking = Thread(target=visitor.stay)
    looking.start()
    killed = kill(desk.start(), desk, moment, writing=writing)
    visitor.gone.set()
    looking.join()
    assert visitor.torn == ""
    assert change.torn(desk.there()) == []
    assert ledger.read_bytes() in change.ledgers
    # What it remembered is as the killed build left it.
    assert desk.build() == change.new
    assert ledger.read_bytes() == change.ledgers[1]
    return killed, visitor.visits


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_build_that_is_killed_at_any_moment_tears_nothing(desk: Desk) -> None:
    change = prepare(desk)
    begun = time.monotonic()
    assert desk.build() == change.new
    took = time.monotonic() - begun
    chance = random.Random(KILLS)  # noqa: S311 - the same moments again, not secret ones
    killed = visits = number = 0
    # A build may end before its moment comes, on a machine that was busier when one was measured.
    while killed < KILLS:
        number += 1
        writing = bool(number % 2)
        moment = chance.uniform(0, 0.15 if writing else took) / number**0.5
        at_work, looks = survived(desk, change, moment, writing=writing)
        killed += at_work
        visits += looks
    print(f"killed {killed} of {number} builds of {took:.1f} s; {visits} pages looked at meanwhile")
    assert visits > KILLS * len(PAGES)


def named(urls: tuple[str, ...]) -> dict[str, str]:
    """Return the file of each address."""
    return {url: "404.html" if url == "/nowhere/" else f"{url}index.html"[1:] for url in urls}
