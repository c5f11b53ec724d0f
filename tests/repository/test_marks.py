"""What is written in files and typed in terminals is marked in every message and hint."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests import screen

ROOMS: Final = ("checks", "content", "inspection", "models", "privacy", "site")
"""The rooms whose words may be read on the editing screen."""

ABOUT_FILES: Final = frozenset(
    {"decoding.py", "listing.py", "load.py", "yaml_errors.py", "yaml_reader.py"}
)
"""They tell of files as they are typed, which no screen does wrong, or where a list is from."""

_MARKED: Final = re.compile("⟦[^⟧]*⟧")


def sentences(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield each text that somebody may be told, with its line."""
    silent: set[int] = set()
    for node in ast.walk(tree):
        silent.update(map(id, _silent(node)))
        if id(node) in silent:
            silent.update(map(id, ast.iter_child_nodes(node)))
        elif isinstance(node, ast.JoinedStr):
            silent.update(id(part) for part in node.values if isinstance(part, ast.Constant))
            pieces = (p.value if isinstance(p, ast.Constant) else "x" for p in node.values)
            yield node.lineno, "".join(map(str, pieces))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def _silent(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what is told elsewhere: docstrings, and phrases around what is marked."""
    match node:
        case ast.Expr(value=ast.Constant()):
            yield node.value
        case ast.Call(func=ast.Name(id="entry_of" | "build_command" | "off_screen")):
            yield from node.args


def unmarked(source: str) -> list[str]:
    """Return what a text of the code says as a file or a terminal does, with its line."""
    return [
        f"{line}: {word}"
        for line, text in sentences(ast.parse(source))
        if " " in text and not text.startswith("# ")
        for word in screen.as_in_files(_MARKED.sub("", text))
    ]


def test_every_sentence_marks_what_a_screen_calls_otherwise(repository: Path) -> None:
    found = {
        str(path.relative_to(repository)): words
        for room in ROOMS
        for path in sorted((repository / "sitegen" / room).rglob("*.py"))
        if path.name not in ABOUT_FILES and (words := unmarked(path.read_text("utf-8")))
    }
    assert found == {}


def test_every_marked_field_is_one(repository: Path) -> None:
    marked = (
        (path.name, match[1])
        for room in ROOMS
        for path in sorted((repository / "sitegen" / room).rglob("*.py"))
        for match in re.finditer(r"⟦([a-z_]+)(?::[^⟧]*)?⟧", path.read_text("utf-8"))
    )
    assert [(file, name) for file, name in marked if name not in screen.field_names()] == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('hint = "Write “author:” with the name."', ["1: “author:”"]),
        ('hint = f"Take “publish_at” out of {x}."', ["1: “publish_at”"]),
        ('hint = "Add it to contacts.yml."', ["1: contacts.yml"]),
        ('hint = f"Write “status: {x}”."', ["1: “status: x”"]),
        ('hint = "Run: python3 build.py clean."', ["1: python3 build.py"]),
        ('hint = "Add it to ⟦contacts.yml⟧ as ⟦author:⟧, or “author”."', []),
        ('"""Write “author:” there."""', []),
    ],
)
def test_what_is_not_marked_is_seen(line: str, told: list[str]) -> None:
    assert unmarked(line) == told
