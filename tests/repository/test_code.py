"""The code keeps the rules that its tools can read: ruff's, and mypy's strict ones."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path

import pytest

PLACES = ("build.py", "sitegen", "tests")


def run(tool: str, *arguments: str, folder: Path) -> tuple[int, str]:
    """Run a tool as a person would, and return its exit code and what it said."""
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


# ---- Patches ----

ANY = "*"
"""Stands for a name that only a variable holds."""

LEAK = "a leak is planted, which some other check must see"
NETWORK = "it looks for programs, installs packages or asks other sites"
OVERTAKEN = "somebody edits while a build is at this point"
PATCHED: Mapping[str, str] = {
    **dict.fromkeys(("bootstrap.browsers.usual_places", "cli.external_links.ask"), NETWORK),
    "bootstrap.browsers.playwrights_browser": NETWORK,
    "bootstrap.environment.use_packages": NETWORK,
    **dict.fromkeys(("content.load.document_at", "pipeline.stages.make"), OVERTAKEN),
    "output.early.chosen": "it fails, as only a mistake in a view would make it",
    "output.search_index.indexing": "what an index is made from matters there, and not the index",
    "cache.store.stamp": "the program is another one",
    "cache.store.surroundings": "so is what it runs with",
    "output.write.*": OVERTAKEN,
    "cli.report.baseline._unpack": "the history of this project is not needed there",
    **dict.fromkeys(
        (
            *("checks.published_urls.added", "checks.runner.finished", "output.calendar.calendars"),
            *("output.discovery.sitemap", "output.pdf.stand_ins", "output.search_words.added"),
            *("output.search_words.pages", "pipeline.stages.rules", "pipeline.stages.feeds"),
            *("pipeline.stages.tables", "site.reading.texts", "site.site.Site.named_files"),
        ),
        LEAK,
    ),
}
"""Functions of ours that tests replace, each with its reason; all else is patched at the edges."""


def patched(tree: ast.Module) -> Iterator[str]:
    """Yield what of ours a module of tests replaces, by its name below `sitegen`."""
    named = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".setattr"):
            owner = named.get(ast.unparse(node.args[0]))
            patched_name = node.args[1 if owner else 0]
            name = str(patched_name.value) if isinstance(patched_name, ast.Constant) else ANY
            target = f"{owner}.{name}" if owner else name
            if target.startswith("sitegen."):
                yield target.removeprefix("sitegen.")


def is_a_function(target: str) -> bool:
    """Tell whether a name is that of a function, and not of a value that a test may set."""
    module, _, name = target.rpartition(".")
    if name == ANY:
        return True
    try:
        value = getattr(import_module(f"sitegen.{module}"), name)
    except ModuleNotFoundError:  # a method of a class
        return True
    return callable(value) and str(value.__module__).startswith("sitegen.")


def test_our_own_functions_are_patched_for_a_reason_alone(repository: Path) -> None:
    targets = {
        target
        for path in (repository / "tests").rglob("*.py")
        for target in patched(ast.parse(path.read_text(encoding="utf-8")))
        if is_a_function(target)
    }
    assert targets == PATCHED.keys()


@pytest.mark.parametrize(("name", "seen"), [("'replace'", "replace"), ("moment", "*")])
def test_a_patch_is_seen(name: str, seen: str) -> None:
    text = f"from sitegen.output import write\n\npatch.setattr(write, {name}, None)\n"
    assert list(patched(ast.parse(text))) == [f"output.write.{seen}"]
