"""Whoever edits the words and writes what is true is never stopped: fifty ordinary edits."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pytest

from sitegen.cache import store
from sitegen.cli import exit_codes
from sitegen.issues.issue import Issue, Severity
from sitegen.pipeline import build as pipeline
from sitegen.pipeline.request import Request
from tests.conftest import last_day
from tests.small_site import LastingMemo
from tests.whole import edits
from tests.whole.edits.folder import Edit, entry

ROOT: Final = Path(__file__).resolve().parents[2]
CONTENT: Final = ROOT / "content"
FIFTY: Final = 50
TODAY: Final = last_day(CONTENT)
EDITS: Final = edits.ordinary(CONTENT, TODAY, FIFTY)
REPORTED: Final = EDITS[:: FIFTY // 3]
"""A report is a process of its own, so it is asked for of a few edits only."""


@pytest.fixture(scope="module")
def request_(tmp_path_factory: pytest.TempPathFactory) -> Request:
    """What the command `check` asks for, but the index of the search, which judges nothing."""
    folder = tmp_path_factory.mktemp("edited")
    return Request(
        content=folder / "content",
        output=folder / "public",
        templates=ROOT / "templates",
        assets=ROOT / "assets",
        moment=datetime.fromisoformat(f"{TODAY}T23:59"),
        writing=False,
        searching=False,
        memo=LastingMemo(),
    )


def copied(content: Path) -> None:
    """Begin from the content as it is."""
    shutil.rmtree(content, ignore_errors=True)
    shutil.copytree(CONTENT, content)


def counted(issues: Iterable[Issue]) -> Counter[str]:
    """Count what is told by what it is about: where it stands may change."""
    return Counter(f"{one.rule}: {one.message}" for one in issues)


@pytest.fixture(scope="module")
def before(request_: Request) -> Counter[str]:
    """What is told of the content before any edit."""
    copied(request_.content)
    found = counted(pipeline.build(request_).issues)
    # As on the officer’s own machine, where each command knows what the last has worked out.
    store.save(request_.content.parent / store.FOLDER, request_.memo)
    return found


def test_there_are_fifty_edits_of_every_kind() -> None:
    assert len(EDITS) == FIFTY
    assert len({edit.what for edit in EDITS}) == FIFTY


def test_an_edit_that_is_wrong_is_seen(request_: Request, before: Counter[str]) -> None:
    copied(request_.content)
    entry("contacts", 0, phone="1", purpose="nothing known")(request_.content)
    found = pipeline.build(request_).issues
    assert any(one.severity is Severity.ERROR for one in found)
    assert counted(found) - before


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.what)
def test_an_ordinary_edit_is_checked_and_stops_nobody(
    edit: Edit, request_: Request, before: Counter[str]
) -> None:
    copied(request_.content)
    edit.make(request_.content)
    fresh = counted(pipeline.build(request_).issues) - before
    assert {told for told in fresh if told.partition(":")[0] not in edit.warns} == set()


@pytest.mark.parametrize("edit", REPORTED, ids=lambda edit: edit.what)
def test_an_ordinary_edit_is_reported(
    edit: Edit, request_: Request, before: Counter[str], site_dir: Path
) -> None:
    copied(request_.content)
    edit.make(request_.content)
    assert "Pages changed" in report(request_.content, site_dir)


def report(content: Path, against: Path) -> dict[str, Any]:
    """Run the command that the workflow runs; return what it tells to tools."""
    where = ("--content", str(content), "--against", str(against), "--now", f"{TODAY}T23:59")
    done = subprocess.run(
        [sys.executable, "build.py", "report", "--json", *where],
        cwd=ROOT,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == exit_codes.FINE, done.stdout + done.stderr
    return dict(json.loads(done.stdout))
