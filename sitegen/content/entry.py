"""One mapping of a file with the place of each value, and the error of a file with faults."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from sitegen.content.values import Scalar
from sitegen.issues.issue import ContentError, Issue, Origin

Value: TypeAlias = "Scalar | list[Value] | dict[str, Value]"
Path: TypeAlias = tuple[str | int, ...]


def named(path: Path) -> str:
    """Write the way to a field as people count, from one."""
    return ".".join(str(part + 1 if isinstance(part, int) else part) for part in path)


@dataclass(frozen=True, slots=True)
class Entry:
    """One mapping of a file: its values as text, and the line on which each stands."""

    origin: Origin
    data: Mapping[str, Value]
    places: Mapping[Path, Origin]

    def place(self, path: Path) -> Origin:
        """Return the place of a value, or of the nearest thing around it."""
        for end in range(len(path), 0, -1):
            if place := self.places.get(path[:end]):
                return place
        return self.origin

    def __reduce__(self) -> tuple[object, ...]:
        """Pack as plain values, which are unpacked in a third of the time that reading YAML takes.

        Places are unpacked once somebody asks for one, to tell a fault.
        """
        places = [(path, place.line, place.column) for path, place in self.places.items()]
        plain = marshal.dumps((_plain(self.data), marshal.dumps(places)))
        return _unpacked, (self.origin, plain)


def _unpacked(origin: Origin, plain: bytes) -> Entry:
    data, places = marshal.loads(plain)  # noqa: S302 - out of a pickle of ours
    return Entry(origin, _read(data, origin.path), _Places(origin.path, places))


def _plain(value: Value | Mapping[str, Value]) -> Any:  # noqa: ANN401 - what marshal takes
    """Return a value without our own types: a text is a tuple with its line and column."""
    if isinstance(value, Scalar):
        return str(value), value.origin.line, value.origin.column
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return {name: _plain(part) for name, part in value.items()}


def _read(plain: Any, path: str) -> Any:  # noqa: ANN401 - what _plain returns
    """Return the value that a plain one stands for."""
    if isinstance(plain, tuple):
        text, line, column = plain
        return Scalar(text, Origin(path, line, column))
    if isinstance(plain, list):
        return [_read(part, path) for part in plain]
    return {name: _read(part, path) for name, part in plain.items()}


class _Places(Mapping[Path, Origin]):
    """The places of one entry, unpacked once somebody asks for one."""

    def __init__(self, path: str, packed: bytes) -> None:
        self.path = path
        self.packed = packed

    @cached_property
    def unpacked(self) -> dict[Path, Origin]:
        every = marshal.loads(self.packed)  # noqa: S302 - out of a pickle of ours
        return {where: Origin(self.path, line, column) for where, line, column in every}

    def __getitem__(self, path: Path) -> Origin:
        return self.unpacked[path]

    def __iter__(self) -> Iterator[Path]:
        return iter(self.unpacked)

    def __len__(self) -> int:
        return len(self.unpacked)


class UnreadableFile(ContentError):
    """Raised for a text with faults; what can be read of it all the same is for checks alone."""

    def __init__(self, issues: Iterable[Issue], entries: tuple[Entry, ...] = ()) -> None:
        """Keep the faults, and what is left beside them."""
        super().__init__(issues)
        self.entries = entries
