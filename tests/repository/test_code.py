"""The code keeps the rules that its tools can read: ruff's, and mypy's strict ones."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

PLACES = ("build.py", "sitegen", "tests")


def run(tool: str, *arguments: str, folder: Path) -> tuple[int, str]:
    """Runs a tool as a person would, and answers its exit code and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", tool, *arguments],
        cwd=folder,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("ruff", ["check", "--output-format=concise"]),
        ("ruff", ["format", "--check", "--output-format=concise"]),
        ("mypy", []),
    ],
    ids=["ruff check", "ruff format", "mypy"],
)
def test_the_code_is_clean(repository: Path, tool: str, arguments: list[str]) -> None:
    code, said = run(tool, *arguments, *PLACES, folder=repository)
    if code:
        pytest.fail(f"{tool} {' '.join(arguments)} says:\n{said}", pytrace=False)


@pytest.mark.parametrize(
    ("tool", "arguments", "text", "named"),
    [
        ("ruff", ["check"], "import os\n", "F401"),
        ("ruff", ["format", "--check"], "x  =  1\n", "would be reformatted"),
        ("mypy", [], "def f(x):\n    return x\n", "no-untyped-def"),
    ],
    ids=["ruff check", "ruff format", "mypy"],
)
def test_a_planted_fault_is_seen(
    repository: Path, tmp_path: Path, tool: str, arguments: list[str], text: str, named: str
) -> None:
    (tmp_path / "pyproject.toml").write_bytes((repository / "pyproject.toml").read_bytes())
    (tmp_path / "sitegen").mkdir()
    (tmp_path / "sitegen" / "planted.py").write_text(f'"""A planted fault."""\n\n{text}')
    code, said = run(tool, *arguments, "sitegen", folder=tmp_path)
    assert code == 1
    assert named in said
