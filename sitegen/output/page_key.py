"""All that a page is made from, as bytes: two pages of the same bytes are the same page.

Whatever a template can reach is in them, by its value; of a record that is all that its file says,
the digest of the file stands for its fields. Where something was written is not, because no
template says it; a test keeps it so.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time, timedelta
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

from sitegen.content.record import Record
from sitegen.content.values import FilePath, Key, Prose
from sitegen.issues.issue import Origin
from sitegen.models.base import Item, Model


class Unresolved(Exception):
    """Raised for a text that cannot be shown; the page that shows it will say why."""


class Resolved(NamedTuple):
    """What the site makes of a value: the HTML of a text, the address and words of a file."""

    text: Callable[[Prose], tuple[object, ...]]
    """Raises Unresolved."""

    file: Callable[[FilePath], tuple[str, ...]]
    records: Mapping[int, Record[Item]]
    """The records that are all that their files say and nothing else, by the ids of their items."""


PARTS: Final = (
    "its template or its address",
    "its frame (menu, trail, links)",
    "its record or what its text names",
    "what it lists",
    "its PDF",
)
"""What a page is made from, in words for people."""


def digest(data: bytes) -> bytes:
    """Return what tells bytes from any others."""
    return hashlib.blake2b(data, digest_size=16).digest()


def of_folder(templates: Path) -> bytes:
    """Return the digest of all templates with their names."""
    hasher = hashlib.blake2b(digest_size=16)
    for path in sorted(templates.rglob("*")):
        if path.is_file():
            hasher.update(path.relative_to(templates).as_posix().encode() + b"\0")
            hasher.update(hashlib.blake2b(path.read_bytes()).digest())
    return hasher.digest()


class PageKeyWriter:
    """Writes values as bytes; a record that many pages show is written once."""

    def __init__(self, resolved: Resolved) -> None:
        """Begin with how the site resolves what a text or a record names."""
        self.resolved = resolved
        self.records: dict[int, tuple[Model, bytes]] = {}

    def of(self, value: object) -> bytes | None:
        """Return a value as bytes; nothing if it holds what has no value, such as a function."""
        try:
            return self.written(value)
        except (pickle.PicklingError, AttributeError, TypeError, Unresolved):
            return None

    def parts(self, *values: object) -> Mapping[str, bytes] | None:
        """Return the digest of each part of a page; nothing if one of them has no value."""
        written = [self.of(value) for value in values]
        known = [digest(part) for part in written if part is not None]
        complete = len(known) == len(values)
        return dict(zip(PARTS, known, strict=True)) if complete else None

    def written(self, value: object) -> bytes:
        """Write a value and all that it holds."""
        file = io.BytesIO()
        writer = pickle.Pickler(file, pickle.HIGHEST_PROTOCOL)
        # Equal values are written alike, whether they are one object or two.
        writer.fast = True
        writer.dump(self.plain(value))
        return file.getvalue()

    def plain(self, value: Any) -> object:  # noqa: ANN401 - whatever a page may hold
        """Return our own values by what they mean: a list of the name of a type and its parts.

        A walk of our own is quicker than to be asked by pickle about each value, and about its
        type once more. Raises TypeError for a value of which nobody knows what it holds.
        """
        if known := self.records.get(id(value)):
            return known[1]
        kind = type(value)
        if kind in _ATOMS:
            return value
        if kind is tuple:
            return tuple(self.plains(value))
        return _walker(kind)(self, value)  # type: ignore[arg-type] # a class can be hashed

    def plains(self, values: Iterable[Any]) -> list[object]:
        """Return each of some values so; most are words and numbers, which need no question."""
        return [value if type(value) in _ATOMS else self.plain(value) for value in values]

    def record(self, value: Model) -> bytes:
        """Return the digest of a record, and remember it: many pages show it."""
        parts: Iterable[object] = (getattr(value, name) for name in type(value).model_fields)
        if known := self.resolved.records.get(id(value)):
            # What texts and files become depends on the rest of the site.
            shown = (self.plain(leaf) for _, leaf in known.leaves if not isinstance(leaf, Key))
            parts = (known.id, known.digest, *shown)
        # Its address depends on where the page stands that lists it.
        data = self.written((_name(type(value)), getattr(value, "url", ""), *parts))
        # The record is kept as well, so that no other object can get its number.
        self.records[id(value)] = value, digest(data)
        return digest(data)


_ATOMS: Final = frozenset((str, bytes, int, float, bool, type(None)))
_PLAIN: Final = (date, time, timedelta)
"""What is left as it is: pickle writes all of it, and it holds nothing of ours."""

_Told: TypeAlias = "Callable[[PageKeyWriter, Any], object]"
_Parts: TypeAlias = "Callable[[PageKeyWriter, Any], Iterable[object]]"

_PARTS: Final[tuple[tuple[type[Any], _Parts], ...]] = (
    (Prose, lambda writer, value: (value.text, *writer.resolved.text(value))),
    (FilePath, lambda writer, value: (value.path, *writer.resolved.file(value))),
    (Key, lambda _, value: (value.kind, value.id)),
    (Enum, lambda _, value: (value.value,)),
    (Origin, lambda _, __: ()),
    (dict, lambda _, value: value.items()),
    *((kind, lambda _, value: value) for kind in (tuple, list, set, frozenset)),
)
"""What gives the parts of a value of ours, or of one that holds others, by its type."""


@cache
def _walker(kind: type[Any]) -> _Told:
    """Return what walks a value of a type; a page holds hundreds of values, so it is asked once."""
    if issubclass(kind, Model):
        return PageKeyWriter.record
    parts = next((parts for known, parts in _PARTS if issubclass(kind, known)), None)
    if parts is None and is_dataclass(kind):
        parts = _fields(kind)
    if parts is None and not issubclass(kind, _PLAIN):
        # Who knows what it holds? A page of which that is not known is made at every build.
        raise TypeError(kind)
    if parts is None:
        return lambda _, value: value
    name = _name(kind)
    return lambda writer, value: [name, *writer.plains(parts(writer, value))]


def _fields(kind: type[Any]) -> _Parts:
    names = tuple(field.name for field in fields(kind))
    return lambda _, value: [getattr(value, name) for name in names]


def _name(kind: type[Any]) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"
