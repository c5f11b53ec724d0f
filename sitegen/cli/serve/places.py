"""Where on the editing screen a fault is corrected."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitegen.cli.serve.screen_cures import in_its_names, on_screen
from sitegen.models import COLLECTIONS, describe
from sitegen.output.admin import fields
from sitegen.output.admin.configuration import part_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from sitegen.issues.issue import Issue

_LISTS: Final = "/collections/_singletons/entries"
_BEGUN: Final = "-"
"""What the first line of each item of a list begins with."""


class _ScreenPlace(NamedTuple):
    """A place of the screen: its address, the field there, and what people call it."""

    screen: str = ""
    field: str = ""
    called: tuple[str, ...] = ()


def as_data(issues: Iterable[Issue], content: Path) -> list[dict[str, Any]]:
    """Return each fault with its place on the screen, as far as it has one."""
    return [_as_data(issue, content) for issue in issues]


def _as_data(issue: Issue, content: Path) -> dict[str, Any]:
    path, line = issue.origin.path, issue.origin.line
    place = _place(issue, content)
    where = (*place.called, *_labels(issue.field)) if place.screen else (path,)
    return {
        "file": path,
        "line": line,
        "where": " › ".join(where) if place.screen or not line else f"{path}, line {line}",
        "severity": issue.severity.value,
        "said": in_its_names(issue.message[:1].upper() + issue.message[1:]),
        "cure": on_screen(issue.hint),
        "rule": issue.rule,
        "screen": place.screen,
        "field": place.field,
    }


def _place(issue: Issue, content: Path) -> _ScreenPlace:
    """Return where on the screen a fault is, or nothing."""
    path = issue.origin.path
    name, _, below = path.partition("/")
    stem = name.removesuffix(".yml")
    if below and name in COLLECTIONS and below.endswith(".md"):
        record = below.removesuffix(".md")
        title = _known_as(_lines(content / path), name) or record
        called = (fields.label(name), title)
        field = _field_path(issue.field) or "body"
        return _ScreenPlace(f"/collections/{name}/entries/{record}", field, called)
    if below and name in COLLECTIONS:
        return _in_list(issue, content, part_name(path))
    if below or stem == name:
        return _ScreenPlace()
    if stem in describe.SINGLES:
        return _ScreenPlace(f"{_LISTS}/{stem}", _field_path(issue.field), (fields.label(stem),))
    return _in_list(issue, content, stem) if stem in COLLECTIONS else _ScreenPlace()


def _in_list(issue: Issue, content: Path, list_name: str) -> _ScreenPlace:
    """Return the place of an item of a list."""
    path, line = issue.origin.path, issue.origin.line
    name = path.partition("/")[0].removesuffix(".yml")
    lines = _lines(content / path)
    until = max(line, 1)
    number = max(sum(one.startswith(_BEGUN) for one in lines[:until]) - 1, 0)
    item = f"{name}.{number}"
    first = max((at for at, one in enumerate(lines[:until]) if one.startswith(_BEGUN)), default=0)
    title = _known_as(_until_next(lines[first:]), name) or f"number {number + 1}"
    field = f"{item}.{_field_path(issue.field)}" if issue.field else item
    return _ScreenPlace(f"{_LISTS}/{list_name}", field, (fields.label(name), title))


def _until_next(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines of the first item of those of a list."""
    ends = (at for at, one in enumerate(lines[1:], 1) if one.startswith(_BEGUN))
    return lines[: next(ends, len(lines))]


def _known_as(lines: Sequence[str], collection: str) -> str:
    """Return what a record is known by, as its lines say it, or nothing."""
    kind = next((one for one in describe.kinds() if one.collection == collection), None)
    known = kind and fields.known_by(kind)
    found = (re.match(rf"(?:- |  )?{known}: *(\S.*)$", line) for line in lines)
    return next((match[1].strip("\"' |>") for match in found if match), "")


def _field_path(field: str) -> str:
    """Return the path of a field on the screen, which counts from 0 where people count from 1."""
    return ".".join(str(int(one) - 1) if one.isdigit() else one for one in field.split("."))


def _labels(field: str) -> Iterable[str]:
    """Return the parts of a field's path as the screen calls them."""
    return (fields.WORDS if one == "body" else fields.label(one) for one in field.split(".") if one)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return []
