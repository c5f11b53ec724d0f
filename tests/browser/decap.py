"""The editing screen of a board whose repository is on this machine, through decap-server."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.host import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page, Route

ROOT = Path(__file__).resolve().parents[2]
PINS = Path(__file__).parent / "decap-server"
NOW = ("--now", "2026-11-22T09:00")
BESIDE_PYTHON = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
"""Where Node and npm are looked for: the pinned ones of the tests come first."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A board's repository with its published content."""

    folder: Path

    @classmethod
    def of(cls, content: Path, folder: Path) -> Repository:
        """Commits a content folder, in which the editing screen is switched on."""
        copied = shutil.copytree(content, folder / "content")
        with (copied / "site.yml").open("a", encoding="utf-8") as settings:
            settings.write("editing: {backend: git-gateway}\n")
        made = cls(folder)
        made.git("init", "--quiet", "--initial-branch", "main")
        made.git("config", "user.name", "An editor")
        made.git("config", "user.email", "editor@board.example")
        made.git("add", ".")
        made.git("commit", "--quiet", "--message", "As it was")
        return made

    def git(self, *words: str) -> str:
        """Asks git something."""
        return subprocess.check_output(["git", *words], cwd=self.folder, encoding="utf-8")

    def build(self, output: Path, *options: str) -> str:
        """Builds the site as a person would, and answers what was said."""
        places = ("--content", str(self.folder / "content"), "--output", str(output))
        command = [sys.executable, "build.py", "build", *places, *NOW, *options]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, "PATH": BESIDE_PYTHON},
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        if done.returncode:
            pytest.fail(f"The board did not build:\n{done.stdout}", pytrace=False)
        return done.stdout


def program() -> Path:
    """Fetches decap-server once, exactly as pinned, and answers its script."""
    folder = ROOT / ".cache" / "decap-server"
    lock = (PINS / "package-lock.json").read_bytes()
    done = folder / "installed.json"
    if not done.is_file() or done.read_bytes() != lock:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(PINS, folder)
        quiet = ("--ignore-scripts", "--no-audit", "--no-fund")
        fetched = subprocess.run(
            [tool("npm"), "ci", *quiet],
            cwd=folder,
            env={**os.environ, "PATH": BESIDE_PYTHON},
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        if fetched.returncode:
            said = (
                f"npm could not fetch decap-server, which needs the network once:\n{fetched.stdout}"
            )
            pytest.fail(said, pytrace=False)
        done.write_bytes(lock)
    return folder / "node_modules/decap-server/dist/index.js"


def tool(name: str) -> str:
    """Finds Node or its npm."""
    return shutil.which(name, path=BESIDE_PYTHON) or name


@contextmanager
def served(repository: Repository) -> Iterator[str]:
    """Lets decap-server look after a repository, and answers its address."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    settings = {"PORT": str(port), "BIND_HOST": "127.0.0.1", "MODE": "git", "LOG_LEVEL": "error"}
    variables = {**os.environ, **settings, "GIT_REPO_DIRECTORY": str(repository.folder)}
    server = subprocess.Popen([tool("node"), str(program())], cwd=repository.folder, env=variables)
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/api/v1"
    finally:
        server.terminate()
        server.wait(30)


@contextmanager
def screen(page: Page, public: Path, repository: Repository) -> Iterator[str]:
    """Opens the screen as it is published, its repository on this machine; answers its address."""
    config = (public / "admin/config.yml").read_text(encoding="utf-8")
    with served(repository) as server, serve(public) as origin:
        local = config.replace("{", f'{{\n "local_backend": {{"url": "{origin}/api/v1"}},', 1)

        def pass_on(route: Route) -> None:
            route.fulfill(response=route.fetch(url=server))

        page.route(
            "**/admin/config.yml", lambda route: route.fulfill(body=local, content_type="text/yaml")
        )
        # On the site's own address, so that its policy stands as it is published.
        page.route("**/api/v1", pass_on)
        page.goto(f"{origin}/admin/")
        page.get_by_role("button", name="Login").click()
        page.get_by_role("link", name="Newsletters").wait_for()
        yield f"{origin}/admin/"
        page.unroute_all(behavior="ignoreErrors")
