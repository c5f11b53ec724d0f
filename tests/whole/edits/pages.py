"""Edits of pages that are there: sentences, titles, headings and addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from tests.whole.edits.folder import Board, Edit, added, keys_of


def sentences(board: Board) -> Iterator[Edit]:
    """A sentence is added to a page, and its readers are told."""
    for path, keys, _ in board.files("pages"):
        if keys.get("shows", "page") == "page":
            note = {"date": board.today, "note": "A sentence was added."}
            changes = [note, *keys.get("changes", [])]
            yield Edit(f"a sentence on {path}", keys_of(path, "\nThis is new.\n", changes=changes))


def titles(board: Board) -> Iterator[Edit]:
    """A page gets another title and summary."""
    for path, keys, _ in board.files("pages"):
        named = {"title": f"{keys['title'].rstrip('?')} today", "summary": "What it says now."}
        yield Edit(f"the title of {path}", keys_of(path, **named))


def headings(board: Board) -> Iterator[Edit]:
    """A heading is reworded to which nobody links: only the list of topics may know it."""
    for path, _, words in board.files("pages"):
        found = re.findall(r"^## (.+)$", words, re.MULTILINE)
        url = f"/{path[6:-3].removesuffix('index').strip('/')}/".replace("//", "/")
        for heading in found:
            anchor = re.sub(r"[^a-z0-9]+", "-", heading.lower().replace("’", "")).strip("-")
            if f"{url}#{anchor}" not in board.urls:
                change = reworded(path, heading)
                yield Edit(f"a heading of {path}", change, frozenset({"topics-are-told"}))
                break


def reworded(path: str, heading: str) -> Callable[[Path], None]:
    """Return a heading other words."""

    def make(content: Path) -> None:
        place = content / path
        text = place.read_text(encoding="utf-8")
        new = text.replace(f"\n## {heading}\n", "\n## In other words\n", 1)
        place.write_text(new, encoding="utf-8")

    return make


def renamed(board: Board) -> Iterator[Edit]:
    """A page gets another address, and the old one leads there."""
    for path, keys, _ in board.files("pages"):
        name = path[6:-3]
        below = (board.content / "pages" / name).is_dir()
        plain = keys.get("shows", "page") == "page" and not name.endswith("/index")
        if plain and "/" in name and not below:
            yield Edit(f"{path} renamed", moved(name, board.today))


def moved(name: str, today: str) -> Callable[[Path], None]:
    """Rename a page, let whatever names it follow, and note where its address leads."""
    last = name.rpartition("/")[2]

    def make(content: Path) -> None:
        (content / f"pages/{name}.md").rename(content / f"pages/{name}-anew.md")
        for path in chain(content.rglob("*.md"), content.glob("*.yml")):
            # The list of topics is left alone: a page that moved takes its topics with it.
            if path.name != "topics.yml":
                text = path.read_text(encoding="utf-8")
                new = re.sub(rf"(?<![\w/-]){re.escape(name)}(?![\w/-]|\.md)", f"{name}-anew", text)
                new = re.sub(rf"(?<=[(/]){re.escape(last)}\.md", f"{last}-anew.md", new)
                new = re.sub(rf"(to: )?/{re.escape(name)}/", f"\\g<1>/{name}-anew/", new)
                path.write_text(new, encoding="utf-8")
        fields = {"from": f"/{name}/", "to": f"/{name}-anew/", "since": today}
        added("addresses", **fields)(content)

    return make
