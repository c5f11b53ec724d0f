"""A terminal is told that work goes on, nobody else is; and the slow places have names."""

from __future__ import annotations

import io
import re
import signal
import threading
import time
from typing import TYPE_CHECKING

import pytest

from sitegen.cache.memo import Work
from sitegen.cli import exit_codes, profile
from sitegen.cli import main as cli
from tests import small_site

if TYPE_CHECKING:
    from pathlib import Path


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes a second pass quickly."""
    monkeypatch.setattr(profile, "_PATIENCE", 0.05)


@pytest.fixture(params=["by signals", "by a thread"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts the seconds in either way; where a system has no signals, only one is left."""
    if request.param == "by a thread":
        monkeypatch.delattr(signal, "setitimer", raising=False)


def until_counted(stream: Terminal, times: int = 1) -> None:
    """Work until that has been told so many times."""
    while stream.getvalue().count("Building … ") < times:
        time.sleep(0.01)


@pytest.mark.usefixtures("way")
def test_long_work_is_counted_on_a_terminal_and_the_line_is_taken_away() -> None:
    stream = Terminal()
    with profile.shown(stream, "Building …"):
        until_counted(stream)
    said = stream.getvalue()
    assert re.search(r"Building … \d+ s", said)
    assert said.endswith("\r\033[K")


@pytest.mark.usefixtures("way")
def test_short_work_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profile, "_PATIENCE", 600)
    stream = Terminal()
    with profile.shown(stream, "Building …"):
        pass
    assert stream.getvalue() == ""


def test_a_log_says_nothing() -> None:
    stream = io.StringIO()
    with profile.shown(stream, "Building …"):
        time.sleep(0.1)
    assert stream.getvalue() == ""


@pytest.mark.usefixtures("way")
def test_a_fault_ends_the_counting() -> None:
    stream = Terminal()
    with pytest.raises(ZeroDivisionError), profile.shown(stream, "Building …"):
        raise ZeroDivisionError
    before = stream.getvalue()
    time.sleep(0.15)
    assert stream.getvalue() == before


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows has no such timer")
def test_counting_needs_no_thread_beside_which_no_process_could_be_copied() -> None:
    before = threading.active_count()
    with profile.shown(Terminal(), "Building …"):
        assert threading.active_count() == before
    assert signal.getsignal(signal.SIGALRM) is signal.SIG_DFL


def test_a_line_that_is_being_written_is_not_interrupted() -> None:
    class Busy(Terminal):
        busy = True

        def flush(self) -> None:
            busy, self.busy = self.busy, False
            if busy:
                raise RuntimeError("reentrant call")

    stream = Busy()
    with profile.shown(stream, "Building …"):
        until_counted(stream, 2)
    assert stream.getvalue().count("Building … ") > 1


def test_a_profile_names_our_own_functions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = small_site.write(tmp_path)
    arguments = ("--content", str(content), "--output", str(tmp_path / "public"), "--profile")
    assert cli.main(["build", *arguments, "--now", "2026-11-22T09:00"]) == exit_codes.FINE
    said = capsys.readouterr()
    rows = re.findall(r"^ +\d+\.\d{3} s  (\S+\.py):\d+ \S+$", said.err, re.MULTILINE)
    assert "pipeline/build.py" in rows
    assert re.search(r"^It took \d+\.\d seconds\. The site is in ", said.out, re.MULTILINE)


def test_tools_are_not_told_how_long_it_took(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = small_site.write(tmp_path)
    arguments = ("--content", str(content), "--output", str(tmp_path / "public"), "--json")
    assert cli.main(["build", *arguments, "--now", "2026-11-22T09:00"]) == exit_codes.FINE
    assert "It took" not in capsys.readouterr().out


def test_what_takes_far_longer_than_the_rest_is_named() -> None:
    made = [(0.001, "/a/")] * 20
    assert not list(profile.slow({"pages made": Work(made=made)}))
    assert not list(profile.slow({"pages made": Work(made=[*made, (0.04, "/quick/")])}))
    assert not list(profile.slow({"pages made": Work(made=[*made[:5], (2.0, "/one of few/")])}))
    told = list(profile.slow({"pages made": Work(made=[*made, (2.0, "/b/")])}))
    assert told == ["/b/ took 2.0 seconds (pages made); the others took 0.001."]


def test_what_was_made_and_what_was_remembered_is_counted() -> None:
    told = profile.shares({"pages made": Work(found=3, made=[(0.5, "/a/"), (0.25, "/b/")])})
    assert "   0.750 s  pages made: 2 anew, 3 remembered" in told
