"""One mapping of a file with the place of each value, and the error of a file with faults."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
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
        return _unpacked, (self.origin, marshal.dumps(_plain(self.data)), marshal.dumps(places))


def _unpacked(origin: Origin, data: bytes, places: bytes) -> Entry:
    return Entry(origin, _EntryValues(origin.path, data), _Places(origin.path, places))


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


@lru_cache(maxsize=1)
def _values(path: str, packed: bytes) -> dict[str, Value]:
    """Return the values of the entry that was asked for last, and let the others go.

    Once its record is made, hardly anybody asks for one, and all of them would fill the memory.
    """
    values: dict[str, Value] = _read(marshal.loads(packed), path)  # noqa: S302 - out of a pickle of ours
    return values


class _EntryValues(Mapping[str, Value]):
    """The values of one entry, unpacked while somebody asks for them."""

    def __init__(self, path: str, packed: bytes) -> None:
        self.path = path
        self.packed = packed

    def __getitem__(self, name: str) -> Value:
        return _values(self.path, self.packed)[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_values(self.path, self.packed))

    def __len__(self) -> int:
        return len(_values(self.path, self.packed))


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
