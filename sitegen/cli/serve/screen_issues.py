"""Issues as somebody reads them in a browser, who sees fields and buttons, no files and lines."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sitegen.cli.serve import overlay, places
from sitegen.issues.issue import Issue, Origin
from sitegen.issues.wording import MarkedPart, PartKind, listed, parts
from sitegen.models import describe
from sitegen.output.admin import fields


def as_data(issues: Iterable[Issue], content: Path) -> list[dict[str, Any]]:
    """Return each issue with its place on the screen, as far as it has one."""
    return [_as_data(issue, content) for issue in issues]


def _as_data(issue: Issue, content: Path) -> dict[str, Any]:
    place = places.of(issue.origin, content, issue.field)
    said, cure = (on_screen(text, content) for text in (issue.message, issue.hint))
    return {
        "file": issue.origin.path,
        "line": issue.origin.line,
        "where": place.name,
        "severity": issue.severity.value,
        "said": said[:1].upper() + said[1:],
        "cure": cure if not cure or cure.endswith((".", "?")) else f"{cure}.",
        "rule": issue.rule,
        "screen": place.screen,
        "field": place.field,
    }


def panel(issues: Iterable[Issue], content: Path) -> str:
    """Return what lies over the site beside the editing screen while something is wrong."""
    return overlay.faults_on_screen(as_data(issues, content))


def on_screen(text: str, content: Path) -> str:
    """Return a sentence that names fields, buttons and people in place of lines and commands."""
    said = (part if isinstance(part, str) else _said(part, content) for part in parts(text))
    return "".join(said)


def _said(part: MarkedPart, content: Path) -> str:
    match part.kind, part.data:
        case PartKind.FIELD, (name,):
            return f"“{_label(name)}”"
        case PartKind.VALUE, (name, value):
            return _under(name, value)
        case PartKind.ENTRY, (below, *pairs) if pairs[1:]:
            within = f" under “{_label(below)}”:" if below else ""
            end = ". " if part.text.endswith(" ") else "."
            return f"{within} {_filled(pairs)}{end}"
        case PartKind.FILE, (name,):
            return fields.label(name)
        case PartKind.PLACE, (path, line) if line.isdigit():
            return places.of(Origin(path, int(line)), content).name
        case PartKind.COMMAND, (phrase, *words):
            act = _act(words)
            return act[:1].upper() + act[1:] if phrase[:1].isupper() else act
        case PartKind.OFF_SCREEN, _:
            return ""
        case _:
            return part.text


def _label(name: str) -> str:
    return fields.WORDS if name == "body" else fields.label(name)


def _under(name: str, value: str) -> str:
    return f"“{value}” under “{_label(name)}”"


def _filled(pairs: list[str]) -> str:
    return listed([_under(*pair) for pair in zip(pairs[::2], pairs[1::2], strict=False)])


def _act(words: list[str]) -> str:
    """Return what does the same as a command, or who can give that."""
    match words:
        case "withdraw", what if ":" not in what:
            return "press “Take down what is about it too” above this list"
        case "new", name, *options if kind := describe.kind_called(name):
            button = "New" if kind.is_folder else "Add"
            pairs = [part for option in options[1::2] for part in option.split("=", 1)]
            called = [fields.SLUG if part == "id" and kind.is_folder else part for part in pairs]
            given = f", with {_filled(called)}" if pairs else ""
            return f"open {fields.label(kind.collection)} and press {button}{given}"
        case _:
            return f"ask whoever looks after the site to run “python3 build.py {' '.join(words)}”"
