"""A content folder as its officer changes it: lists, Markdown files and whole edits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml

Row = dict[str, Any]


class Edit(NamedTuple):
    """What an officer does, in words and as an act, and the rules that may warn of it."""

    what: str
    make: Callable[[Path], None]
    warns: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Board:
    """A content folder as an officer sees it, on the day of the edits."""

    content: Path
    today: str
    urls: frozenset[str] = field(default_factory=frozenset)

    def rows(self, name: str) -> list[Row]:
        """Return the entries of a list."""
        path = self.content / f"{name}.yml"
        found = yaml.load(path.read_bytes(), yaml.CBaseLoader) if path.is_file() else []  # noqa: S506 - text only
        return found or []

    def files(self, folder: str) -> Iterator[tuple[str, Row, str]]:
        """Yield the name, the keys and the words of each file of a folder that is public."""
        for path in sorted((self.content / folder).rglob("*.md")):
            keys, words = opened(path)
            if keys.get("status") == "published":
                yield path.relative_to(self.content).as_posix(), keys, words


def opened(path: Path) -> tuple[Row, str]:
    """Return the keys of a Markdown file and its words."""
    _, keys, words = path.read_text(encoding="utf-8").split("---\n", 2)
    return dict(yaml.load(keys, yaml.CBaseLoader)), words  # noqa: S506 - text only


def saved(path: Path, keys: Row, words: str) -> None:
    """Write a Markdown file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{written(keys)}---\n{words}", encoding="utf-8")


def written(value: object) -> str:
    """Return a value as YAML."""
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)


def entry(name: str, number: int, /, **fields: object) -> Callable[[Path], None]:
    """Change fields of an entry of a list; a field that becomes nothing is taken out."""

    def make(content: Path) -> None:
        board = Board(content, "")
        rows = board.rows(name)
        rows[number] = {k: v for k, v in {**rows[number], **fields}.items() if v is not None}
        (content / f"{name}.yml").write_text(written(rows), encoding="utf-8")

    return make


def added(name: str, /, **fields: object) -> Callable[[Path], None]:
    """Add an entry at the end of a list."""

    def make(content: Path) -> None:
        rows = [*Board(content, "").rows(name), fields]
        (content / f"{name}.yml").write_text(written(rows), encoding="utf-8")

    return make


def keys_of(path: str, more: str = "", /, **fields: object) -> Callable[[Path], None]:
    """Change keys of a Markdown file, and write more at its end."""

    def make(content: Path) -> None:
        keys, words = opened(content / path)
        saved(content / path, {**keys, **fields}, f"{words.rstrip()}\n{more}")

    return make


def new_file(path: str, words: str, /, **keys: object) -> Callable[[Path], None]:
    """Write a new Markdown file."""
    return lambda content: saved(content / path, keys, words)


def settings_of(name: str, /, **fields: object) -> Callable[[Path], None]:
    """Change fields of a file that is one record."""

    def make(content: Path) -> None:
        path = content / f"{name}.yml"
        path.write_text(written({**row(path), **fields}), encoding="utf-8")

    return make


def row(path: Path) -> Row:
    """Return a YAML file that is one record."""
    return dict(yaml.load(path.read_bytes(), yaml.CBaseLoader))  # noqa: S506 - text only
