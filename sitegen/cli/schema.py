"""Writes what an editor such as VS Code reads: completion, help on hover, snippets."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from sitegen.cli import exit_codes, folders
from sitegen.cli.site_words import words_of
from sitegen.models import describe
from sitegen.models.describe import Words

FOLDER: Final = ".vscode"


def write(root: Path, content: str = "content") -> tuple[str, ...]:
    """Write the files below a project’s folder, with the words of its board; give their names."""
    written = dict(_files(content, words_of(root / content)))
    for name, value in written.items():
        place = root / FOLDER / name
        place.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
        place.write_text(text, encoding="utf-8", newline="\n")
    return tuple(f"{FOLDER}/{name}" for name in written)


def _files(content: str, words: Words) -> Iterator[tuple[str, Any]]:
    patterns: dict[str, list[str]] = {}
    for name, schema in describe.schemas(words):
        path = f"schemas/{name.removesuffix('.yml')}.json"
        parts = f"{content}/{name.removesuffix('.yml')}/*.yml"
        patterns[f"{FOLDER}/{path}"] = [f"{content}/{name}", parts]
        yield path, schema
    yield (
        "settings.json",
        {
            "yaml.schemas": patterns,
            "files.eol": "\n",
            "files.encoding": "utf8",
            "[markdown]": {"editor.wordWrap": "on", "editor.quickSuggestions": {"other": True}},
            "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2},
        },
    )
    yield "extensions.json", {"recommendations": ["redhat.vscode-yaml"]}
    yield "content.code-snippets", dict(_snippets(words))


def _snippets(words: Words) -> Iterator[tuple[str, Any]]:
    """Yield for each Markdown type the whole front matter, to be stepped through with Tab."""
    for kind in (describe.with_words(kind, words) for kind in describe.kinds()):
        if kind.is_folder:
            needed = (f for f in kind.fields if f.required or f.name == "summary")
            lines = [_line(number, field) for number, field in enumerate(needed, start=1)]
            snippet = {"scope": "markdown", "prefix": kind.name, "description": kind.meaning}
            yield f"A new {kind.name}", {**snippet, "body": ["---", *lines, "---", "$0"]}


def _line(number: int, field: describe.Field) -> str:
    if field.words:
        choice = f"|{','.join(field.words)}|"
        return f"{field.name}: ${{{number}{choice}}}"
    shown = field.examples[0] if field.examples else field.meaning.rstrip(".")
    escaped = shown.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")
    return f"{field.name}: ${{{number}:{escaped}}}"


def command(_: argparse.Namespace) -> int:
    """Write what VS Code needs for completion and help."""
    for name in write(folders.SITE):
        print(name)
    return exit_codes.FINE
