"""No room, no right to write, a clock that jumps: each is told clearly, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from sitegen.cli import exit_codes
from sitegen.cli import main as cli
from sitegen.content.load import LEDGER
from tests import small_site
from tests.safety.test_faults import contents, run, run_apart

ROOT = os.name != "nt" and os.geteuid() == 0
RIGHTS = "-dac_override,-dac_read_search"
OBEYING = ("setpriv", f"--bounding-set={RIGHTS}", f"--inh-caps={RIGHTS}", "--") if ROOT else ()
"""Takes from root what lets it write where nobody may, so that it is like any other user."""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")


# ---- Room ----


@pytest.fixture
def small_disk(content: Path, public: Path) -> Iterator[Path]:
    """A disk with room for one small site and a little more, which is mounted as the output."""
    run(content, public)
    files = [path.stat().st_size for path in public.rglob("*") if path.is_file()]
    shutil.rmtree(public)
    public.mkdir()
    room = sum(-(-size // 4096) * 4096 for size in files) + 100_000
    command = ["mount", "-t", "tmpfs", "-o", f"size={room}", "tmpfs", str(public)]
    if not ROOT or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("nobody may mount a disk here")
    yield public
    subprocess.run(["umount", str(public)], check=True)


def test_a_disk_without_room_keeps_the_last_site(content: Path, small_disk: Path) -> None:
    assert run(content, small_disk)[0] == exit_codes.FINE
    before = contents(small_disk)
    small_site.change(content, "site.yml", "short_name: ", "short_name: New ")
    code, said = run(content, small_disk)
    assert code == exit_codes.OUR_FAULT
    assert "No space left on device" in said
    assert "that there is room" in said
    assert contents(small_disk) == before
    assert not (small_disk / ".unfinished").exists()
    more = ["mount", "-o", "remount,size=20m", str(small_disk)]
    subprocess.run(more, check=True, capture_output=True)
    assert run(content, small_disk)[0] == exit_codes.FINE
    assert contents(small_disk) != before


# ---- Rights ----


def build_without_rights(content: Path, public: Path) -> tuple[int, str]:
    """Build as somebody for whom a folder that may not be written is one."""
    return run_apart(content, public, *OBEYING)


def locked(folder: Path, mode: int) -> None:
    """Give a folder and all in it to be read alone, or back."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(mode if path.is_dir() else 0o600)


def test_an_output_that_may_only_be_read_keeps_the_last_site(content: Path, public: Path) -> None:
    run(content, public)
    before = contents(public)
    small_site.change(content, "site.yml", "short_name: ", "short_name: New ")
    locked(public, 0o500)
    code, said = build_without_rights(content, public)
    locked(public, 0o700)
    assert code == exit_codes.OUR_FAULT
    assert f"The site could not be made: {public}" in said
    assert "Permission denied" in said
    assert contents(public) == before
    assert build_without_rights(content, public)[0] == exit_codes.FINE
    assert contents(public) != before


def test_a_text_that_may_not_be_read_is_named(content: Path, public: Path) -> None:
    run(content, public)
    before = contents(public)
    (content / "pages/help.md").chmod(0)
    code, said = build_without_rights(content, public)
    assert code == exit_codes.CONTENT_ERRORS
    assert "pages/help.md: error: this file cannot be read (Permission denied)" in said
    assert contents(public) == before


def test_a_list_of_addresses_that_may_not_be_written_is_told(content: Path, public: Path) -> None:
    content.chmod(0o500)
    try:
        # Without --now the build is no rehearsal, and notes the addresses.
        where = ("--content", str(content), "--output", str(public))
        done = subprocess.run(
            [*OBEYING, sys.executable, "build.py", "build", *where],
            cwd=small_site.ROOT,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
    finally:
        content.chmod(0o700)
    assert "Traceback" not in done.stdout
    assert done.returncode == exit_codes.OUR_FAULT
    assert f"{LEDGER}.unfinished: Permission denied" in done.stdout
    assert not (content / LEDGER).exists()


# ---- Time ----


def test_a_clock_that_jumps_is_told_and_nothing_is_lost(
    content: Path, public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = small_site.page("Soon.", title="Soon").replace(
        "status: published\npublished: 2026-11-20",
        "status: scheduled\npublish_at: 2026-11-23 09:30",
    )
    small_site.put(content, "pages/soon.md", page)
    small_site.change(content, "site.yml", "footer: [", "footer: [soon, ")
    where = ["build", "--content", str(content), "--output", str(public)]

    def at(year: int, month: int, day: int) -> int:
        moment = datetime(year, month, day, 12, 0)  # noqa: DTZ001 - as the clock in London shows it
        monkeypatch.setattr("sitegen.cli.request.datetime", small_site.clock(moment))
        return cli.main(where)

    assert at(2026, 11, 24) == exit_codes.FINE
    after = contents(public)
    assert any("soon" in path for path in after)
    # Back before its moment the page is under embargo again, although its address is known.
    for year, month, day in ((2026, 11, 22), (1970, 1, 1)):
        assert at(year, month, day) == exit_codes.CONTENT_ERRORS
        assert contents(public) == after
    # What has grown old is told, and holds no build of the host back.
    assert at(9999, 12, 31) == exit_codes.FINE
    assert at(2026, 11, 24) == exit_codes.FINE
    assert contents(public) == after
