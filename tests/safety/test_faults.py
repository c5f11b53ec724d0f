"""Faults that really happen: each is told clearly, and nothing is lost."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from itertools import pairwise
from pathlib import Path

import pytest

from sitegen import checks
from sitegen.cli import exit_codes
from sitegen.cli import main as cli
from sitegen.content import load
from sitegen.output import lock
from sitegen.pipeline import build as pipeline
from tests import small_site

NOW = ("--now", "2026-11-22T09:00")
SAY = "from sitegen.cli import main; import sys; sys.exit(main.main(sys.argv[1:]))"


def contents(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def words(content: Path, public: Path) -> list[str]:
    """Return the command that builds the site."""
    return ["build", "--content", str(content), "--output", str(public), *NOW]


def run(content: Path, public: Path) -> tuple[int, str]:
    """Build, and give the exit code and what was said."""
    said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with redirect_stdout(said), redirect_stderr(said):
        code = cli.main(words(content, public))
    said.seek(0)
    told = said.read()
    assert "Traceback" not in told
    return code, told


def run_apart(content: Path, public: Path, *before: str) -> tuple[int, str]:
    """Build in a process of its own, which may end in any way but has to end soon."""
    done = subprocess.run(
        [*before, sys.executable, "-c", SAY, *words(content, public)],
        cwd=small_site.ROOT,
        check=False,
        timeout=600,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert "Traceback" not in done.stdout
    return done.returncode, done.stdout


# ---- The writer ----


def test_a_writer_that_is_killed_at_any_of_its_acts_tears_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("killed.py")), str(tmp_path)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(small_site.ROOT)},
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 100


@contextmanager
def build_under_way(folder: Path) -> Iterator[None]:
    """Another process that holds the lock of a folder until it is killed."""
    hold = (
        "import pathlib, sys, time; from sitegen.output import lock\n"
        "with lock.alone(pathlib.Path(sys.argv[1])): print('held', flush=True); time.sleep(600)"
    )
    command = [sys.executable, "-c", hold, str(folder)]
    with subprocess.Popen(command, cwd=small_site.ROOT, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline() == b"held\n"
        try:
            yield
        finally:
            other.send_signal(signal.SIGKILL)


def test_a_second_build_at_the_same_time_is_told_to_wait(content: Path, public: Path) -> None:
    assert run(content, public)[0] == exit_codes.FINE
    before = contents(public)
    small_site.change(content, "pages/help.md", "title: ", "title: New ")
    with build_under_way(public):
        code, said = run(content, public)
    assert code == exit_codes.OUR_FAULT
    assert f"another build is writing to {public} at this moment." in said
    assert "Wait until it has ended" in said
    assert contents(public) == before
    assert run(content, public)[0] == exit_codes.FINE, (
        "the lock ends with the process that was killed"
    )
    assert contents(public) != before


def test_two_builds_note_their_addresses_one_after_the_other(content: Path, public: Path) -> None:
    first = small_site.finished(content)
    request = small_site.request(content)
    (content / load.LEDGER).write_text("/noted/by/another/\n", encoding="utf-8")
    pipeline.deliver(first, request)
    noted = (content / load.LEDGER).read_text(encoding="utf-8")
    assert "/noted/by/another/\n" in noted
    assert "/help/\n" in noted


def test_a_full_disk_leaves_the_last_site_whole(content: Path, public: Path) -> None:
    run(content, public)
    before = contents(public)
    small_site.change(content, "pages/help.md", "---\n\n", "---\n\n" + "Many words. " * 9000)
    # A limit on the size of files fails a write halfway through, as a full disk does.
    limit = "import os, resource, signal, sys\n"
    limit += "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    limit += "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n"
    limit += "os.execv(sys.argv[1], sys.argv[1:])"
    code, said = run_apart(content, public, sys.executable, "-c", limit)
    assert code == exit_codes.OUR_FAULT
    assert f"{public}/help/index.html: File too large." in said
    assert "that there is room" in said
    assert contents(public) == before


def test_the_ledger_is_never_half_written(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = content / load.LEDGER
    ledger.write_text("/precious/\n", encoding="utf-8")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    request = small_site.request(content)
    finished = small_site.finished(small_site.write(content.parent / "same"))
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left") as told:
        pipeline.deliver(finished, request)
    assert told.value.filename == str(ledger)
    assert ledger.read_text(encoding="utf-8") == "/precious/\n"
    assert not list(content.glob(".*"))


# ---- The content ----


def test_a_file_that_changes_during_a_build_stops_it(
    content: Path, public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(content, public)
    before = contents(public)

    def meanwhile(*_: object) -> tuple[()]:
        small_site.change(content, "themes.yml", "title: ", "title: New ")
        (content / "pages/fresh.md").write_text("", encoding="utf-8")
        return ()

    monkeypatch.setattr(checks, "SITE_CHECKS", (meanwhile,))
    report = pipeline.build(small_site.request(content))
    assert [str(issue.origin) for issue in report.issues] == ["pages/fresh.md", "themes.yml"]
    assert "was changed while the site was being made" in report.issues[0].message
    assert contents(public) == before


def deep(folder: Path) -> None:
    """Make 300 folders, one in the other."""
    here = os.open(folder, os.O_RDONLY)
    for _ in range(300):
        os.mkdir("d", dir_fd=here)
        inner = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)


def large(folder: Path) -> None:
    """Make a text of 100 MB that takes no room."""
    with (folder / "pages/large.md").open("wb") as file:
        file.truncate(100_000_000)


def loop(folder: Path) -> None:
    """Make folders that lead into one another for ever."""
    (folder / "pages/round").symlink_to(folder / "pages", target_is_directory=True)
    (folder / "pages/itself.md").symlink_to("itself.md")


def same(folder: Path) -> None:
    """Make two files that are one on many computers."""
    (folder / "pages/HELP.md").write_bytes((folder / "pages/help.md").read_bytes())


def unprintable(folder: Path) -> None:
    """Make a file whose name no screen can show."""
    Path(os.fsdecode(os.fsencode(folder) + b"/pages/caf\xe9.md")).write_text("x")


def reserved(folder: Path) -> None:
    """Make a file that Windows takes for a device."""
    (folder / "pages/con.md").write_bytes((folder / "pages/help.md").read_bytes())


def nested(folder: Path) -> None:
    """Make lists in lists, 10,000 deep."""
    (folder / "figures.yml").write_text("[" * 10_000 + "]" * 10_000)


def bomb(folder: Path) -> None:
    """Make a few lines that would be a billion words."""
    lines = ["- &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"- &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in pairwise("abcdefghi")]
    (folder / "figures.yml").write_text("\n".join(lines))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (deep, "folders are nested too deeply here"),
        (large, "pages/large.md: error: this file has more than 2 million characters"),
        (loop, "pages/itself.md: error: this is a link to something else"),
        (loop, "The same once more: content/pages/round."),
        (same, "the name of this file differs from pages/HELP.md only by capitals"),
        (unprintable, "caf\\udce9.md: error: the name of this file has a character that cannot"),
        (reserved, "pages/con.md: error: Windows cannot hold a file of this name"),
        (nested, "figures.yml:1:23: error: lists are nested too deeply here"),
        (bomb, "figures.yml:1:3: error: "),
    ],
)
def test_odd_content_is_told_in_plain_words(
    content: Path, public: Path, spoil: Callable[[Path], None], said: str
) -> None:
    spoil(content)
    code, told = run(content, public)
    assert (code, said in told) == (exit_codes.CONTENT_ERRORS, True), told[:2000]
    assert not public.exists()


def test_a_pipe_among_the_content_does_not_stop_the_build_for_ever(
    content: Path, public: Path
) -> None:
    os.mkfifo(content / "pages/pipe.md")
    code, said = run_apart(content, public)
    assert code == exit_codes.CONTENT_ERRORS
    assert "pages/pipe.md: error: this is not a file that can be read" in said


def test_an_output_that_leads_round_in_a_circle_is_told(content: Path, public: Path) -> None:
    public.symlink_to(public)
    code, said = run(content, public)
    assert code == exit_codes.OUR_FAULT
    assert f"The site could not be made: {public}: " in said


def test_a_build_waits_for_its_turn_where_it_should(tmp_path: Path) -> None:
    with lock.alone(tmp_path), pytest.raises(lock.Busy), lock.alone(tmp_path):
        pytest.fail("two builds were in one folder")
    with lock.alone(tmp_path, waiting=True):
        pass


@pytest.mark.parametrize("cache", ["nothing", "a folder", "a file"])
def test_a_lock_leaves_nothing_in_the_folder_and_needs_nothing_beside_it(
    tmp_path: Path, cache: str
) -> None:
    folder, other_way = tmp_path / "public", tmp_path / "link"
    folder.mkdir()
    other_way.symlink_to(folder)
    if cache == "a folder":
        (tmp_path / ".cache").mkdir()
    elif cache == "a file":
        (tmp_path / ".cache").touch()
    with lock.alone(folder), pytest.raises(lock.Busy), lock.alone(other_way):
        pytest.fail("two builds were in one folder")
    assert not list(folder.iterdir())
