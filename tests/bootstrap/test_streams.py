"""A command ends in order wherever its words go: a full disk, a closed pipe, nowhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import small_site

CHECK = ("check", "--now", "2026-11-22T09:00", "--content")
NO_ROOM = "Nothing more can be written: No space left on device.\n"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a POSIX shell closes the streams here")


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content of a small site."""
    return small_site.write(tmp_path_factory.mktemp("heard"))


def said(line: str, content: Path, **variables: str) -> tuple[int, str]:
    """Run a line of a shell in which $0 is our command; return its exit code and all it said."""
    command = [sys.executable, "build.py", *CHECK, str(content)]
    done = subprocess.run(
        ["sh", "-c", line.replace("$0", '"$@"'), "sh", *command],
        cwd=small_site.ROOT,
        env={**os.environ, **variables},
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize("line", ["$0 >&-", "$0 2>&-", "$0 <&- >&- 2>&-"])
def test_a_command_that_nobody_hears_does_its_work(content: Path, line: str) -> None:
    code, told = said(line, content)
    assert code == 0
    assert "Traceback" not in told


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is full")
@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("$0 >/dev/full", NO_ROOM),
        ("$0 >/dev/full 2>&1", ""),
        ("$0 --format json >/dev/full", NO_ROOM),
    ],
)
def test_words_that_find_no_room_are_told_in_a_sentence(
    content: Path, line: str, told: str
) -> None:
    assert said(line, content) == (3, told)


def test_whoever_closes_a_pipe_is_told_nothing(content: Path) -> None:
    assert said("{ $0; echo $? >&2; } | true", content) == (0, "3\n")


@pytest.mark.parametrize("option", ["-P", "-I"])
def test_a_python_that_is_asked_to_be_safe_finds_the_generator(option: str) -> None:
    command = [sys.executable, option, "build.py", "--help"]
    done = subprocess.run(command, cwd=small_site.ROOT, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
