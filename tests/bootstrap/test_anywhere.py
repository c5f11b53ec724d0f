"""The same commands say and make the same on whatever machine they are run."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pikepdf
import pytest

from sitegen.bootstrap import environment
from tests.small_site import ROOT, write

# The Python below the one of these tests, which finds no package until a checkout has its .venv.
PYTHON = getattr(sys, "_base_executable", sys.executable)
TOP = ("build.py", "sitegen", "templates", "assets", "host")


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout of the generator with a small site, and the packages of these tests in .venv."""
    root = tmp_path_factory.mktemp("checkout") / "A folder of Siân’s, ŵ"
    root.mkdir()
    for name in TOP:
        here = ROOT / name
        shutil.copytree(here, root / name) if here.is_dir() else shutil.copy(here, root)
    for pins in ROOT.glob("requirements*.txt"):
        shutil.copy(pins, root)
    write(root)
    # These commands look at the clock, and by then nobody would have checked its numbers.
    contacts = root / "content" / "contacts.yml"
    change_all(contacts, "on: 2026-11-20", f"on: {datetime.now(UTC).date()}")
    leaflet = pikepdf.new()
    leaflet.add_blank_page()
    for number in range(3):
        leaflet.save(root / f"leaflet{number}.pdf")
    _give_packages(root)
    return root


def change_all(path: Path, old: str, new: str) -> None:
    """Exchange words of a file for others."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _give_packages(root: Path) -> None:
    """Let .venv be the very environment in which these tests run, marked as finished."""
    made = environment.Environment(root)
    made.folder.mkdir()
    for entry in Path(sys.prefix).iterdir():
        if entry.name != made.stamp.name:
            (made.folder / entry.name).symlink_to(entry)
    sets = (environment.BUILD, environment.CLEAN, environment.PDF, environment.TEST)
    lines = (environment.this_python(), *map(made.line, sets))
    made.stamp.write_text("\n".join(lines) + "\n", encoding="utf-8")


def run(root: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run build.py as somebody does who has nothing but Python."""
    return subprocess.run(
        [PYTHON, "build.py", *arguments],
        cwd=root,
        env={**os.environ, **variables},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
    )


# A system without time zones, as Windows is, and slim images of Linux.
WITHOUT_ZONES = {"PYTHONTZPATH": ""}

COMMANDS = {
    ("build",): 0,
    ("build", "--noindex"): 0,
    ("check",): 0,
    ("clock",): 0,
    ("pdf",): 0,
    ("verify", "public"): 0,
    ("nginx",): 0,
    ("report", "--against", "public"): 0,
    ("schema",): 0,
    ("protect",): 2,
    ("new", "page", "--set", "title=Page {}"): 0,
    ("clean", "leaflet{}.pdf"): 0,
    ("test", "--version"): 0,
}


def test_every_command_is_tried() -> None:
    from sitegen.cli import main as cli

    assert {first for first, *_ in COMMANDS} | {"serve"} == {*cli.COMMANDS, "test"}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_system_without_time_zones_runs_every_command_again_and_again(
    checkout: Path, command: tuple[str, ...]
) -> None:
    page = checkout / "content" / "pages" / "help.md"
    for number, when in enumerate(("the first run", "the second", "one after an edit")):
        if when == "one after an edit":
            page.write_text(page.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
        done = run(checkout, *(one.format(number) for one in command), **WITHOUT_ZONES)
        assert "Traceback" not in done.stdout, done.stdout
        assert done.returncode == COMMANDS[command], done.stdout


def test_a_system_without_time_zones_serves_the_site_again_and_again(checkout: Path) -> None:
    for _ in range(2):
        serve(checkout, **WITHOUT_ZONES)


def serve(root: Path, **variables: str) -> None:
    """Serve the site until its first page is there."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    command = [PYTHON, "build.py", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=root, env={**os.environ, **variables}) as process:
        try:
            while process.poll() is None:
                with suppress(URLError), urlopen(f"http://127.0.0.1:{port}/") as page:
                    assert page.status == HTTPStatus.OK
                    return
                time.sleep(0.05)
            pytest.fail(f"serve ended with {process.returncode}")
        finally:
            process.kill()
