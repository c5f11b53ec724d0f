"""Puts payloads into every field of every model, and reads what becomes of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser

from sitegen import checks
from sitegen.checks import copied, pasted, runner, unfinished, web_addresses
from sitegen.issues.issue import Issue
from sitegen.models import fields
from sitegen.pipeline import stages
from sitegen.pipeline.request import BuildStopped, IssueCollector
from tests import small_site
from tests.safety.board import Board
from tests.safety.canary import Place, Planter, plant
from tests.safety.payloads import payloads

CHUNK: Final = 30
_TYPING: Final = {one.__name__ for one in (copied, pasted, unfinished, web_addresses)}
TYPED: Final = {
    runner.rule_of(check) for check in checks.FIELD_CHECKS if check.__module__ in _TYPING
}
"""The rules for words as they were typed or pasted, which refuse most payloads at their line."""

PUBLISHED: Final = {"status": "published", "published": "2027-01-04", "allow": None}

_RUNS: Final = ("href", "src", "action", "formaction", "xlink:href", "data", "poster", "cite")
_NEVER: Final = {"style", "srcdoc", "formaction", "background", "ping", "xlink:href"}
_ELEMENTS: Final = frozenset(
    [
        "iframe",
        "object",
        "embed",
        "applet",
        "base",
        "frame",
        "frameset",
        "math",
        "portal",
        "template",
        "marquee",
        "isindex",
    ]
)
_OWN: Final = ("/assets/", "/search/")
_SCHEMES: Final = ("https://", "http:", "/", "#", "mailto:", "tel:", "?", "sms:")


@dataclass
class Attacker(Planter):
    """Fills fields with payloads where a planter fills them with words."""

    prose_text: str = ""
    turn: int = 0
    placed: dict[Place, int] = field(default_factory=dict)

    def words(self, kind: Any, place: Place) -> str | None:
        """Make words that hold payloads, as many as a field can take."""
        all_of_them = payloads()
        if kind == fields.Summary or place[1] == "title":
            self.turn += 1
            self.placed[place] = self.placed.get(place, 0) + 1
            return self._short(all_of_them)
        if kind in {str, fields.Text}:
            self.turn += 1
            start = self.turn * CHUNK % len(all_of_them)
            self.placed[place] = self.placed.get(place, 0) + CHUNK
            return f"{self.word()} {' '.join((all_of_them * 2)[start : start + CHUNK])}"
        if kind == fields.WebAddress:
            # What ends an attribute or a tag is refused in an address.
            quotes = "'onload='alert(1)'&quot;onload=&quot;alert(1)&quot;&gt;&lt;script&gt;"
            return f"https://{self.word()}.example/{quotes}alert(1)"
        return super().words(kind, place)

    def _short(self, all_of_them: tuple[str, ...]) -> str:
        text = self.word()
        for step in range(len(all_of_them)):
            payload = all_of_them[(self.turn * 7 + step) % len(all_of_them)]
            if len(text) + len(payload) >= fields.SUMMARY_LENGTH:
                break
            text = f"{text} {payload}"
        return text

    def prose(self, place: Place) -> str:
        """Make a text of every payload that Markdown lets through; a line has room for its word."""
        if place[1] == "line":
            self.placed[place] = 1
            short = [one for one in self.prose_text.split("\n\n") if 10 < len(one) < 80]
            self.turn += 1
            return f"{super().prose(place)} {short[self.turn % len(short)]}"
        self.placed[place] = len(payloads())
        return f"{super().prose(place)}\n\n{self.prose_text}"


class Quoted(Board):
    """A board whose texts stand between single quotation marks, where nothing has a meaning."""

    def put(self, path: str, value: object) -> None:
        """Write a file."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(quoted(value), encoding="utf-8")

    def write(self, path: str, keys: dict[str, Any], body: str) -> None:
        """Write a Markdown file."""
        front = "".join(f"{key}: {quoted(value)}\n" for key, value in keys.items())
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"---\n{front}---\n{body}\n", encoding="utf-8")


def quoted(value: object) -> str:
    """Write a value as YAML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {quoted(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(quoted, value))}]"
    text = re.sub(r"\n+", lambda run: run[0] + "\n", str(value))
    return "'" + text.replace("'", "''").replace("\n", "\n  ") + "'"


def attacked(folder: Path, turn: int, prose_text: str) -> tuple[Board, Attacker]:
    """Fill a board with payloads; another turn puts others into each field."""
    board = Quoted(folder)
    attacker = Attacker(turn=turn * 11, prose_text=prose_text)
    plant(board, PUBLISHED, attacker)
    return board, attacker


def let_through(folder: Path) -> tuple[str, tuple[str, ...]]:
    """Return all payloads that a text may hold, one a paragraph, and those that are refused."""
    content = small_site.write(folder)
    left, refused = list(payloads()), list[str]()
    while True:
        body = "\n\n".join(f"A text: {payload}" for payload in left)
        small_site.put(content, "pages/attack.md", small_site.page(body))
        told = [i for i in small_site.check(content) if i.origin.path == "pages/attack.md"]
        lines = {(issue.origin.line - 8) // 2 for issue in told if issue.origin.line >= 8}
        if not lines:
            return body, tuple(refused)
        refused += [left[line] for line in sorted(lines)]
        left = [payload for number, payload in enumerate(left) if number not in lines]


def active(html: bytes) -> Iterator[str]:
    """Tell of everything in a page that would run, load or lead where it should not."""
    for node in LexborHTMLParser(html.decode()).css("*"):
        held = {name: value or "" for name, value in node.attributes.items()}
        if node.tag in _ELEMENTS:
            yield f"<{node.tag}>"
        if node.tag == "script" and held.get("type") == "application/ld+json":
            json.loads(node.text())  # data, which browsers do not run; it must be whole
        elif node.tag == "script" and not held.get("src", "").startswith(_OWN):
            yield f"<script> {node.html}"
        yield from (f"{name}={value}" for name, value in held.items() if _runs(name, value))


def _runs(name: str, value: str) -> bool:
    """Say whether an attribute runs something, or loads from elsewhere, or leads to a program."""
    if name == "http-equiv":
        return value != "Content-Security-Policy"
    if name.startswith("on") or name in _NEVER:
        return True
    if name == "src" and value.startswith(("//", "http")):
        return True
    leads = name in _RUNS and bool(value)
    return leads and not value.strip().lower().startswith(_SCHEMES)


class SecondLine(IssueCollector):
    """Lets through what checks of typed words refuse: pages must be safe without those, too."""

    def add(self, issues: Iterable[Issue]) -> None:
        """Take in all other issues."""
        super().add(issue for issue in issues if issue.rule not in TYPED)


def outputs(board: Board) -> dict[str, bytes]:
    """Build a board in memory; an error in it is a fault of the attack, and told."""
    found = SecondLine()
    try:
        finished = stages.make(board.request(), found)
    except BuildStopped:
        told = "\n".join(str(i)[:300] for i in found.issues if i.severity == "error")
        raise AssertionError(told) from None
    return {output.path: output.data for output in finished.outputs}
