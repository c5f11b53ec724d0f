"""What every test may ask for."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock

MOMENT = "2026-11-22T09:00"
"""When the fictional boards are built."""

NOTHING_WAITS = "2026-12-02T09:00"
"""When all is out: a build that has no embargo to rehearse takes half the time."""


def pytest_xdist_auto_num_workers() -> int:
    """Let two processes more than there are cores run tests: some always wait for a browser."""
    return (os.cpu_count() or 1) + 2


LONGEST = (
    *("browser/test_editing", "safety/test_embargo", "bootstrap/test_anywhere"),
    *("browser/test_views", "whole/test_withdrawal", "browser/test_exampleshire"),
    *("host/test_netlify", "browser/test_pages", "pipeline/test_cached", "whole/test_edits"),
    *("browser/test_search", "cache/test_workers", "bootstrap/test_bootstrap"),
)
"""Files that take long, those that mostly wait between those that mostly work."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files, so that none is left to one process at the end."""
    places = {f"{name}.py": place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get("/".join(item.path.parts[-2:]), len(places)))


def pytest_configure() -> None:
    """Let Ctrl+C be heard, which what a shell starts with `&` would ignore."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell in one line what was not tried, so that no skip goes unseen."""
    if told := not_tried(terminalreporter.getreports("skipped")):
        terminalreporter.write_line(told)


def not_tried(skipped: Sequence[pytest.TestReport]) -> str:
    """Return how many tests of which files were skipped, and why; nothing if none was."""
    found: Counter[tuple[str, str]] = Counter()
    for report in skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else "of no known reason"
        found[report.nodeid.partition("::")[0], reason.removeprefix("Skipped: ")] += 1
    parts = [
        f"{number} test{'s' * (number > 1)} of {file}, because {reason}"
        for (file, reason), number in sorted(found.items())
    ]
    return f"not tried: {'; '.join(parts)}" if parts else ""


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder that holds build.py."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def exampleshire(repository: Path) -> Path:
    """The content of a whole fictional board; whoever wants to change it makes a copy."""
    return repository / "tests" / "boards" / "exampleshire"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The content of a small site, for a test to change."""
    from tests import small_site

    return small_site.write(tmp_path)


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """Where the small site is written."""
    return tmp_path / "public"


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that the first process of this run that asks for it fills, and all share."""
    own = factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    with FileLock(folder.with_suffix(".lock")):
        if not folder.with_suffix(".whole").exists():
            make(folder)
            folder.with_suffix(".whole").touch()
    return folder


@pytest.fixture(scope="session")
def example_site(
    repository: Path, exampleshire: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The built site of the fictional board, for tests that know what is on its pages."""
    build = partial(built, repository, exampleshire)
    return once(tmp_path_factory, "example-site", build)


def last_day(content: Path) -> str:
    """Return the last day before now that a content folder names: nothing in it was out of date."""
    written = (path for path in content.rglob("*.*") if path.suffix in {".md", ".yml"})
    text = "\n".join(path.read_text(encoding="utf-8") for path in written)
    named: list[str] = re.findall(r"(?:on|published|since|date): *(\d{4}-\d\d-\d\d)\b", text)
    today = datetime.now(UTC).date().isoformat()
    return max(day for day in named if day <= today)


@pytest.fixture(scope="session")
def last_edited(repository: Path) -> str:
    """The end of the last day that `content/` names."""
    return f"{last_day(repository / 'content')}T23:59"


@pytest.fixture(scope="session")
def site_dir(repository: Path, last_edited: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of `content/`, for what must be so on every page, whoever wrote it."""
    build = partial(built, repository, repository / "content", moment=last_edited)
    return once(tmp_path_factory, "real-site", build)


def built(repository: Path, content: Path, folder: Path, moment: str = MOMENT) -> None:
    """Build a site by the one door."""
    where = ("--content", str(content), "--output", str(folder))
    done = subprocess.run(
        [sys.executable, "build.py", "build", *where, "--now", moment],
        cwd=repository,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    if done.returncode:
        pytest.fail(f"The site did not build:\n{done.stdout}", pytrace=False)
