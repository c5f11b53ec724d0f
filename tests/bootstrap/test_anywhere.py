"""The same commands say and make the same on whatever machine they are run."""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pikepdf
import pytest

from sitegen.bootstrap import environment
from tests.bootstrap.imported import imported
from tests.conftest import NOTHING_WAITS
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
    shutil.copytree(ROOT / "requirements", root / "requirements")
    write(root)
    # These commands look at the clock, and by then nobody would have checked its numbers.
    contacts = root / "content" / "contacts.yml"
    change_all(contacts, "2026-11-20", datetime.now(UTC).date().isoformat())
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
    ("host", "apache"): 0,
    ("report", "--against", "public"): 0,
    ("schema",): 0,
    ("protect",): 2,
    ("move", "nowhere", "elsewhere"): 2,
    ("withdraw", "nothing"): 2,
    ("new", "page", "--set", "title=Page {}"): 0,
    ("clean", "leaflet{}.pdf"): 0,
    ("test", "--version"): 0,
}


def test_every_command_is_tried() -> None:
    from sitegen.cli import commands

    assert {first for first, *_ in COMMANDS} | {"serve"} == commands.COMMANDS.keys()


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_system_without_time_zones_runs_every_command_again_and_again(
    checkout: Path, command: tuple[str, ...]
) -> None:
    # Each finds what the commands before it have remembered, of content that was edited since.
    page = checkout / "content" / "pages" / "help.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    for number in range(2):
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


def test_no_module_imports_what_windows_lacks() -> None:
    lacking = {"curses", "fcntl", "grp", "posix", "pty", "pwd", "readline", "resource", "termios"}
    files = [ROOT / "build.py", *(ROOT / "sitegen").rglob("*.py")]
    modules = {name.partition(".")[0] for path in files for name in imported(path)}
    assert "os" in modules
    assert not modules & lacking


# ---- The same content and the same moment give the same bytes ----

BOARD = ROOT / "tests" / "boards" / "exampleshire"
HAVING_NOTHING = {
    "PYTHONTZPATH": "",
    "LC_ALL": "C",
    "TZ": "Pacific/Auckland",
    "PYTHONHASHSEED": "7",
}


def bytes_of(command: Sequence[str], root: Path, variables: Mapping[str, str]) -> dict[str, str]:
    """Build a whole board with its PDFs from nothing, and give the digest of every file."""
    output = root / "public of a board"
    arguments = ("pdf", "--content", str(root / BOARD.name), "--output", str(output))
    shutil.copytree(BOARD, root / BOARD.name)
    try:
        done = subprocess.run(
            [*command, *arguments, "--now", NOTHING_WAITS],
            cwd=root,
            env=dict(variables),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        assert done.returncode == 0, done.stdout.decode(errors="replace")
        return {
            path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(output.rglob("*"))
            if path.is_file()
        }
    finally:
        # The cache lies beside the content: the next build begins from nothing, too.
        for made in (root / BOARD.name, root / ".cache", output):
            shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(scope="session")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the board gives on this machine as it is."""
    found = bytes_of(
        [sys.executable, str(ROOT / "build.py")], tmp_path_factory.mktemp("usual"), os.environ
    )
    assert sum(path.endswith(".pdf") for path in found) > 5
    return found


def test_a_machine_that_has_nothing_makes_the_same_bytes(
    checkout: Path, usual: dict[str, str], tmp_path: Path
) -> None:
    """It has no time zones, fonts, home or locale, and stands in a folder with odd letters."""
    (tmp_path / "fonts.conf").write_text("<fontconfig></fontconfig>", encoding="utf-8")
    homeless = {"HOME", "USERPROFILE", "LANG"}
    variables = {name: value for name, value in os.environ.items() if name not in homeless}
    variables |= HAVING_NOTHING | {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}
    assert bytes_of([PYTHON, "build.py"], checkout, variables) == usual


def test_a_machine_with_other_fonts_of_the_same_names_makes_the_same_bytes(
    checkout: Path, usual: dict[str, str], tmp_path: Path
) -> None:
    places = [tmp_path / ".fonts", tmp_path / ".local/share/fonts", tmp_path / "Library/Fonts"]
    for place in places:
        place.mkdir(parents=True)
        for font in (ROOT / "templates/paper/fonts").glob("*.ttf"):
            (place / font.name).write_bytes(widened(font.read_bytes()))
    variables = {**os.environ, "HOME": str(tmp_path), "TYPST_FONT_PATHS": str(places[0])}
    assert bytes_of([PYTHON, "build.py"], checkout, variables) == usual


def widened(font: bytes) -> bytes:
    """Alter a font so that each of its letters takes another room, under the same name."""
    tables = int.from_bytes(font[4:6], "big")
    for entry in (font[at : at + 16] for at in range(12, 12 + 16 * tables, 16)):
        if entry[:4] == b"hmtx":
            begin, size = (int.from_bytes(entry[at : at + 4], "big") for at in (8, 12))
            wide = (1500).to_bytes(2, "big") * (size // 2)
            return font[:begin] + wide + font[begin + len(wide) :]
    raise AssertionError("a font knows how wide its letters are")


SECOND = os.environ.get("SITEGEN_SECOND_PYTHON")


@pytest.mark.skipif(
    not SECOND,
    reason="SITEGEN_SECOND_PYTHON names no other Python with the packages, as .ci/run does",
)
def test_another_python_makes_the_same_bytes(usual: dict[str, str], tmp_path: Path) -> None:
    command = [str(SECOND), str(ROOT / "build.py")]
    assert bytes_of(command, tmp_path, os.environ) == usual


def test_what_is_skipped_is_named_in_one_line_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").symlink_to(ROOT / "tests" / "conftest.py")
    (tmp_path / "test_a.py").write_text(
        "import pytest\n"
        "@pytest.mark.skipif(True, reason='nginx is not installed')\n"
        "@pytest.mark.parametrize('number', [1, 2])\n"
        "def test_one(number): pass\n"
        "def test_two(): pytest.skip('nobody may mount a disk here')\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]
    # Whoever runs these tests may have wishes of their own about what pytest says at the end.
    plain = {name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"}
    done = subprocess.run(
        command, cwd=tmp_path, check=False, capture_output=True, text=True, env=plain
    )
    assert done.stdout.splitlines()[-2] == (
        "not tried: 2 tests of test_a.py, because nginx is not installed; "
        "1 test of test_a.py, because nobody may mount a disk here"
    )
