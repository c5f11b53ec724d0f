"""How a fault is shown: with the line that holds it and a marker, or as a robot wants it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from sitegen.issues.issue import Issue, Severity

_WIDEST: Final = 100
"""Characters of a line that are shown; a paragraph is often one very long line."""

_PLACES: Final = 12
"""Places that are named where a warning comes again and again."""

_BEFORE: Final = 40
"""Characters that are shown before what is wrong, where a line is too long."""

_MADE_VISIBLE: Final = str.maketrans({"\t": "→", "\u00a0": "·", "\u202f": "·", "\u200b": "·"})
_RED, _YELLOW, _BOLD, _FAINT, _PLAIN = "\033[31m", "\033[33m", "\033[1m", "\033[2m", "\033[0m"


class Excerpt(NamedTuple):
    """The line that holds a fault, and which part of it is meant; no column means all of it."""

    text: str = ""
    column: int = 0
    width: int = 0


@dataclass(frozen=True, slots=True)
class ShownIssue:
    """An issue as its reader meets it: the path from the project’s folder, and the line itself."""

    issue: Issue
    path: str
    excerpt: Excerpt

    @property
    def place(self) -> str:
        """Return the place as editors and terminals write it, `content/pages/index.md:4:8`."""
        line, column = self.issue.origin.line, self.excerpt.column
        return ":".join(str(part) for part in (self.path, line, line and column) if part)

    @property
    def sentence(self) -> str:
        """Return the field and what is wrong with it."""
        field = f"{self.issue.field}: " if self.issue.field else ""
        return field + self.issue.message


def with_excerpts(issues: Iterable[Issue], folder: Path | None) -> tuple[ShownIssue, ...]:
    """Find the line of each issue in the files of the content folder, as far as there is one."""
    texts: dict[str, list[str]] = {}
    every: list[ShownIssue] = []
    for issue in issues:
        path = issue.origin.path
        if path not in texts:
            texts[path] = _lines(folder / path) if folder else []
        excerpt = _excerpt(issue, texts[path])
        every.append(ShownIssue(issue, _from_project(folder, path), excerpt))
    return tuple(sorted(every, key=lambda issue: (issue.issue.origin, issue.excerpt.column)))


def _from_project(folder: Path | None, path: str) -> str:
    """Return a path as seen from the folder that holds the content folder."""
    if folder is None or path == str(folder) or Path(path).is_absolute():
        return path
    return f"{folder.name}/{path}"


def _lines(path: Path) -> list[str]:
    try:
        # What has a name like a file may be a pipe, and reading that would never end.
        text = path.read_bytes().decode("utf-8-sig", errors="replace") if path.is_file() else ""
    except OSError:
        return []
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _excerpt(issue: Issue, lines: Sequence[str]) -> Excerpt:
    if issue.secret or not 0 < issue.origin.line <= len(lines):
        return Excerpt()
    text = lines[issue.origin.line - 1].rstrip()
    if not text.strip(" -"):
        return Excerpt()
    start = max(issue.origin.column - 1, 0)
    key = issue.field.rpartition(".")[2] if issue.origin.column else ""
    for word in filter(None, (*issue.about, key)):
        # What stands before the place of a value is its key, which may hold the same word.
        if (place := text.find(word, start)) >= 0:
            return Excerpt(text, place + 1, len(word))
    return Excerpt(text, issue.origin.column, 1 if issue.origin.column else 0)


def as_text(issues: Iterable[ShownIssue], *, coloured: bool = False) -> str:
    """Write issues for a person, each with its line, a marker and what fixes it.

    What says the same as an earlier one is told there, by its place: of an error the very same, of
    a warning what differs only in the words it is about.
    """
    return "".join(
        f"{_as_text(first, _Paint(coloured))}\n{_again(more)}" for first, more in _folded(issues)
    )


def _folded(issues: Iterable[ShownIssue]) -> Iterator[tuple[ShownIssue, tuple[ShownIssue, ...]]]:
    """Yield each issue with those that say the same after it.

    Errors are folded where one cause has many places, such as an id that many pages name.
    """
    groups: dict[object, list[ShownIssue]] = {}
    for shown_issue in issues:
        issue = shown_issue.issue
        error = issue.severity is Severity.ERROR
        same = (issue.message, issue.hint) if error else issue.likeness
        groups.setdefault((issue.severity, same), []).append(shown_issue)
    yield from ((first, tuple(more)) for first, *more in groups.values())


def _again(more: Sequence[ShownIssue]) -> str:
    """Write in one line where else the same is wrong."""
    if not more:
        return ""
    # Each error has to be put right, and none may wait for the next run.
    most = _PLACES if more[0].issue.severity is Severity.WARNING else len(more)
    lines: dict[str, list[str]] = {}
    for issue in more[:most]:
        lines.setdefault(issue.path, []).append(str(issue.issue.origin.line or ""))
    places = "; ".join(
        f"{path}:{', '.join(numbers)}" if any(numbers) else path for path, numbers in lines.items()
    )
    rest = f", and {len(more) - most} more" if len(more) > most else ""
    times = "once more" if len(more) == 1 else f"{len(more)} times more"
    return f"    The same {times}: {places}{rest}.\n"


@dataclass(frozen=True, slots=True)
class _Paint:
    """Colours, or none."""

    coloured: bool

    def __call__(self, text: str, colour: str) -> str:
        return f"{colour}{text}{_PLAIN}" if self.coloured else text


def _as_text(shown: ShownIssue, paint: _Paint) -> str:
    issue = shown.issue
    colour = _RED if issue.severity is Severity.ERROR else _YELLOW
    lines = [f"{paint(shown.place, _BOLD)}: {paint(issue.severity, colour)}: {shown.sentence}"]
    if shown.excerpt.text:
        lines += _drawn(shown, paint, colour)
    if issue.hint:
        lines.append(f"    {issue.hint}")
    return "\n".join(lines)


def _drawn(shown: ShownIssue, paint: _Paint, colour: str) -> list[str]:
    """Draw the line with its number, and a marker below the part that is meant."""
    excerpt = _cut(shown.excerpt)
    number = f"{shown.issue.origin.line:>6} | "
    lines = [paint(number, _FAINT) + excerpt.text.translate(_MADE_VISIBLE)]
    if excerpt.column:
        before = " " * (len(number) + excerpt.column - 1)
        lines.append(before + paint("^" * excerpt.width, colour))
    return lines


def _cut(excerpt: Excerpt) -> Excerpt:
    """Keep a long line to the part that matters."""
    if len(excerpt.text) <= _WIDEST:
        return excerpt
    start = max(excerpt.column - 1 - _BEFORE, 0)
    part = excerpt.text[start : start + _WIDEST]
    head, tail = "…" * bool(start), "…" * (start + _WIDEST < len(excerpt.text))
    column = excerpt.column - start + len(head) if excerpt.column else 0
    width = min(excerpt.width, _WIDEST - max(column - 1, 0))
    return Excerpt(f"{head}{part}{tail}", column, width)


def as_github(issues: Iterable[ShownIssue]) -> str:
    """Write issues as commands of GitHub Actions, which shows each beside its line."""
    return "".join(_annotation(issue) for issue in issues)


def _annotation(shown: ShownIssue) -> str:
    origin = shown.issue.origin
    places = {"file": shown.path, "line": origin.line, "col": shown.excerpt.column}
    escaped = {name: _escaped(str(value)) for name, value in places.items() if value}
    properties = ",".join(
        f"{name}={value.replace(':', '%3A').replace(',', '%2C')}" for name, value in escaped.items()
    )
    said = f"{shown.sentence}\n{shown.issue.hint}".strip()
    return f"::{shown.issue.severity} {properties}::{_escaped(said)}\n"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def as_gitlab(issues: Iterable[ShownIssue]) -> str:
    """Write issues as a Code Quality report, which GitLab shows beside the lines of a merge."""
    value = [
        {
            "description": f"{shown.sentence} {shown.issue.hint}".strip(),
            "check_name": shown.issue.rule,
            "fingerprint": hashlib.sha256(f"{shown.place} {shown.sentence}".encode()).hexdigest(),
            "severity": "major" if shown.issue.severity is Severity.ERROR else "minor",
            "location": {
                "path": shown.path,
                "lines": {"begin": max(shown.issue.origin.line, 1)},
            },
        }
        for shown in issues
    ]
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
