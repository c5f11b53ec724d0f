"""Whoever edits the words and writes what is true is never stopped: fifty ordinary edits."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from sitegen.cli import exit_codes
from tests.conftest import last_day
from tests.whole import edits

if TYPE_CHECKING:
    from tests.whole.edits import Edit

CONTENT: Final = Path(__file__).resolve().parents[2] / "content"
FIFTY: Final = 50
TODAY: Final = last_day(CONTENT)
EDITS: Final = edits.ordinary(CONTENT, TODAY, FIFTY)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the edited copy of the content lies: one place, so that a build is short."""
    return tmp_path_factory.mktemp("edited") / "content"


def told(copy: Path, command: str, *options: str) -> dict[str, Any]:
    """Run a command on the copy; return what it tells to tools."""
    where = ("--content", str(copy), "--output", str(copy.with_name("public")))
    words = [command, *where, "--now", f"{TODAY}T23:59", "--json", *options]
    done = subprocess.run(
        [sys.executable, "build.py", *words],
        cwd=CONTENT.parent,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == exit_codes.FINE, done.stdout + done.stderr
    return dict(json.loads(done.stdout))


def warnings(answer: dict[str, Any]) -> Counter[str]:
    """Count the warnings by what they are about."""
    return Counter(f"{found['rule']}: {found['message']}" for found in answer["findings"])


@pytest.fixture(scope="module")
def before(copy: Path) -> Counter[str]:
    """What is told of the content before any edit."""
    shutil.copytree(CONTENT, copy)
    return warnings(told(copy, "check"))


def test_there_are_fifty_edits_of_every_kind() -> None:
    assert len(EDITS) == FIFTY
    assert len({edit.what for edit in EDITS}) == FIFTY


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.what)
def test_an_ordinary_edit_is_checked_and_reported_and_stops_nobody(
    edit: Edit, copy: Path, before: Counter[str], site_dir: Path
) -> None:
    shutil.rmtree(copy)
    shutil.copytree(CONTENT, copy)
    edit.make(copy)
    fresh = warnings(told(copy, "check")) - before
    assert {rule for rule in fresh if rule.partition(":")[0] not in edit.warns} == set()
    assert "Pages changed" in told(copy, "report", "--against", str(site_dir))
