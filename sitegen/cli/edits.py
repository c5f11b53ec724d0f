"""Edits of the content by a command: made of its text, shown first, written together."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitegen.cli import exit_codes
from sitegen.models.base import Item, Publication
from sitegen.output import write

if TYPE_CHECKING:
    from sitegen.content.record import Record

_ENTRY: Final = re.compile(r"(\s*- )(\{\s*)?")
_FLOW_LIFT: Final = re.compile(r",?\s*publish_at:[^,}]*")
_STATUS: Final = re.compile(r"status:\s*[a-z]+")


class EditedTexts:
    """The texts of content files as they will be; what was not read is as it was."""

    def __init__(self, folder: Path) -> None:
        """Begin with nothing changed."""
        self.folder = folder
        self.before: dict[str, str] = {}
        self.after: dict[str, str] = {}
        self.moved: dict[str, str] = {}

    def lines(self, path: str) -> list[str]:
        """Return the lines of a file as they will be, each with its end."""
        if path not in self.after:
            there = self.folder / path
            text = there.read_bytes().decode("utf-8") if there.is_file() else ""
            self.before[path] = self.after[path] = text
        return self.after[path].splitlines(keepends=True)

    def put(self, path: str, lines: list[str]) -> None:
        """Change a file."""
        self.after[path] = "".join(lines)

    def move(self, old: str, new: str) -> None:
        """Give a file another path; its text is still asked for and changed by the old one."""
        self.lines(old)
        self.moved[old] = new

    def changed(self) -> Mapping[str, str]:
        """Return the files that will differ, with their texts, by their old paths."""
        return {
            path: text
            for path, text in self.after.items()
            if text != self.before[path] or path in self.moved
        }

    def shown(self) -> str:
        """Return all changes as a difference that people can read."""
        renamed = "".join(f"{old} becomes {new}\n" for old, new in self.moved.items())
        return renamed + "".join(
            line if line.endswith("\n") else f"{line}\n"
            for path, text in self.changed().items()
            for line in unified_diff(
                self.before[path].splitlines(keepends=True),
                text.splitlines(keepends=True),
                f"{self.folder.name}/{path}",
                f"{self.folder.name}/{self.moved.get(path, path)}",
                n=1,
            )
        )

    def write(self) -> None:
        """Write what differs; raises OSError."""
        for path, text in self.changed().items():
            place = self.folder / self.moved.get(path, path)
            place.parent.mkdir(parents=True, exist_ok=True)
            write.replace(place, text.encode())
        for path in self.moved:
            (self.folder / path).unlink()


def write_if_agreed(texts: EditedTexts, *, yes: bool) -> int | None:
    """Show all changes and write them if that is agreed; return the exit code if it is not."""
    print(texts.shown(), end="")
    try:
        if not yes and input("Write this? [y/N] ").strip().lower() not in {"y", "yes"}:
            print("Nothing was written.")
            return exit_codes.FINE
    except (EOFError, KeyboardInterrupt):
        return stopped()
    texts.write()
    return None


def stopped() -> int:
    """Explain that whoever was asked ended the command."""
    print("\nStopped before the end; nothing was written.", file=sys.stderr)
    return exit_codes.WRONG_USAGE


def withdrawn(folder: Path, reasons: Iterable[tuple[Record[Item], str]], day: date) -> EditedTexts:
    """Return the files as they are once some records are withdrawn, each for its reason."""
    texts = EditedTexts(folder)
    # From the end of each file to its beginning, so that the places above stay true.
    for record, reason in sorted(reasons, key=lambda pair: pair[0].origin, reverse=True):
        _withdraw(texts, record, reason, day)
    return texts


def _withdraw(texts: EditedTexts, record: Record[Item], reason: str, day: date) -> None:
    """Write into a record that it is withdrawn, since when and why."""
    path, first = record.origin.path, record.origin.line
    lines = texts.lines(path)
    place = record.entry.places.get(("status",))
    number = (place.line if place else first) - 1
    match = _ENTRY.match(lines[number])
    if match and match[2]:
        lines[number] = _in_flow(lines[number], record, reason)
    else:
        _in_block(lines, number, record, _added(record, reason, day))
    texts.put(path, lines)


def _in_flow(line: str, record: Record[Item], reason: str) -> str:
    """Write it into an entry that stands in braces."""
    line = _FLOW_LIFT.sub("", line)
    why = f", withdrawn_reason: {quoted(reason)}" if isinstance(record.item, Publication) else ""
    if _STATUS.search(line):
        return _STATUS.sub(lambda _: f"status: withdrawn{why}", line, count=1)
    return line.replace("{", f"{{status: withdrawn{why}, ", 1)


def _in_block(lines: list[str], number: int, record: Record[Item], added: list[str]) -> None:
    """Write it below the status of an entry that has a line for each key, or below its id."""
    entry = _ENTRY.match(lines[number])
    plain = lines[number].lstrip(" ")
    indent = " " * (len(entry[1]) if entry else len(lines[number]) - len(plain))
    if ("status",) in record.entry.places:
        lines[number] = _STATUS.sub("status: withdrawn", lines[number], count=1)
    else:
        added = ["status: withdrawn", *added]
    lift = record.entry.places.get(("publish_at",))
    changes = record.entry.places.get(("changes",))
    dated = [line for line in added if line.startswith("  - ")]
    if changes:
        added = [line for line in added if line not in dated and line != "changes:"]
        if dated and lines[changes.line - 1].rstrip().endswith("changes:"):
            lines.insert(changes.line, f"{indent}{dated[0]}\n")
    new = [f"{indent}{line}\n" for line in added]
    if lift and lift.line - 1 > number:
        del lines[lift.line - 1]
    lines[number + 1 : number + 1] = new
    if lift and lift.line - 1 < number:
        del lines[lift.line - 1]


def _added(record: Record[Item], reason: str, day: date) -> list[str]:
    item = record.item
    if not isinstance(item, Publication):
        return []
    lines = [] if item.withdrawn_reason else [f"withdrawn_reason: {quoted(reason)}"]
    return [*lines, "changes:", f"  - {{date: {day}, note: Withdrawn.}}"]


def quoted(text: str) -> str:
    """Return a text in quotes, as both YAML and JSON read it."""
    return json.dumps(text, ensure_ascii=False)
