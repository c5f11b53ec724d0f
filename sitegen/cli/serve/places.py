"""Where on the editing screen a place in the files is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from sitegen.content.load import LEDGER
from sitegen.issues.issue import Origin
from sitegen.models import COLLECTIONS, describe
from sitegen.output.admin import fields
from sitegen.output.admin.configuration import part_name

_LISTS: Final = "/collections/_singletons/entries"
_BEGUN: Final = "-"
"""What the first line of each item of a list begins with."""


class ScreenPlace(NamedTuple):
    """A place of the screen: what people call it, its address and the field there, if it is one."""

    name: str
    screen: str = ""
    field: str = ""


def of(origin: Origin, content: Path, field: str = "") -> ScreenPlace:
    """Return where on the screen something stands, by its file, its line and its field."""
    found = _found(origin, content, field)
    if found is None:
        line = f", line {origin.line}" if origin.line else ""
        return ScreenPlace(f"{origin.path}{line}")
    screen, path, called = found
    return ScreenPlace(" › ".join((*called, *_labels(field))), screen, path)


def _found(origin: Origin, content: Path, field: str) -> tuple[str, str, tuple[str, ...]] | None:
    """Return the address, the path of the field there, and the names of what it belongs to."""
    path = origin.path
    name, _, below = path.partition("/")
    stem = name.removesuffix(".yml")
    if below and name in COLLECTIONS and below.endswith(".md"):
        record = below.removesuffix(".md")
        title = _known_as(_lines(content / path), name) or record
        called = (fields.label(name), title)
        return f"/collections/{name}/entries/{record}", _field_path(field) or "body", called
    if below and name in COLLECTIONS:
        return _in_list(origin, content, field)
    if name == LEDGER:
        return _once_published(origin, content)
    if below or stem == name:
        return None
    if stem in describe.SINGLES:
        return f"{_LISTS}/{stem}", _field_path(field), (fields.label(stem),)
    return _in_list(origin, content, field) if stem in COLLECTIONS else None


def _once_published(origin: Origin, content: Path) -> tuple[str, str, tuple[str, ...]]:
    """Return the list in which somebody says what became of an address that was published."""
    [address] = _lines(content / origin.path)[origin.line - 1 : origin.line] or [""]
    name = "documents" if address.startswith("/files/") else "addresses"
    return f"{_LISTS}/{name}", name, (fields.label(name),)


def _in_list(origin: Origin, content: Path, field: str) -> tuple[str, str, tuple[str, ...]]:
    """Return the place of an item of a list."""
    name = origin.path.partition("/")[0].removesuffix(".yml")
    lines = _lines(content / origin.path)
    until = max(origin.line, 1)
    number = max(sum(one.startswith(_BEGUN) for one in lines[:until]) - 1, 0)
    item = f"{name}.{number}"
    first = max((at for at, one in enumerate(lines[:until]) if one.startswith(_BEGUN)), default=0)
    ends = (at for at, one in enumerate(lines) if at > first and one.startswith(_BEGUN))
    title = _known_as(lines[first : next(ends, len(lines))], name) or f"number {number + 1}"
    path = f"{item}.{_field_path(field)}" if field else item
    return f"{_LISTS}/{part_name(origin.path)}", path, (fields.label(name), title)


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
