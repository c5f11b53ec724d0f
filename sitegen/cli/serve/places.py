"""Where on the editing screen a fault is corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitegen.cli.serve.screen_cures import on_screen
from sitegen.models import COLLECTIONS, describe
from sitegen.output.admin.configuration import part_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sitegen.issues.issue import Issue


def as_data(issues: Iterable[Issue], content: Path) -> list[dict[str, Any]]:
    """Return each fault with its place on the screen, as far as it has one."""
    return [_as_data(issue, content) for issue in issues]


def _as_data(issue: Issue, content: Path) -> dict[str, Any]:
    path = issue.origin.path
    screen, field = _place(issue, content)
    return {
        "file": path,
        "line": issue.origin.line,
        "severity": issue.severity.value,
        "said": issue.message[:1].upper() + issue.message[1:],
        "what": f"{issue.field}: {issue.message}" if issue.field else issue.message,
        "cure": on_screen(issue.hint),
        "rule": issue.rule,
        "screen": screen,
        "field": field,
    }


def _place(issue: Issue, content: Path) -> tuple[str, str]:
    """Return the address on the screen and the path of the field there, or nothing."""
    name, _, below = issue.origin.path.partition("/")
    if below and name in COLLECTIONS and below.endswith(".md"):
        return f"/collections/{name}/entries/{below.removesuffix('.md')}", issue.field or "body"
    if below and name in COLLECTIONS:
        item = f"{name}.{_item(content / issue.origin.path, issue.origin.line)}"
        field = f"{item}.{issue.field}" if issue.field else item
        return f"/collections/_singletons/entries/{part_name(issue.origin.path)}", field
    stem = name.removesuffix(".yml")
    if below or stem == name:
        return "", ""
    if stem in describe.SINGLES:
        return f"/collections/_singletons/entries/{stem}", issue.field
    if stem in COLLECTIONS:
        item = f"{stem}.{_item(content / name, issue.origin.line)}"
        field = f"{item}.{issue.field}" if issue.field else item
        return f"/collections/_singletons/entries/{stem}", field
    return "", ""


def _item(path: Path, line: int) -> int:
    """Return the number of the item of a list, from 0, in which a line stands."""
    try:
        lines = path.read_text("utf-8", errors="replace").splitlines()[: max(line, 1)]
    except OSError:
        return 0
    return max(sum(text.startswith("-") for text in lines) - 1, 0)
