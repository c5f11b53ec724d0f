"""What every test may ask for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def pytest_xdist_auto_num_workers() -> int:
    """Let one process more than there are cores run tests: some always wait for a browser."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder that holds build.py."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def site_dir(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the whole site, built once by the one door."""
    folder = tmp_path_factory.mktemp("built") / "public"
    moment = ("--now", "2026-11-30T09:00")
    done = subprocess.run(
        [sys.executable, "build.py", "build", "--output", str(folder), *moment],
        cwd=repository,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    if done.returncode:
        pytest.fail(f"The site did not build:\n{done.stdout}", pytrace=False)
    return folder
