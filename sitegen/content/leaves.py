"""Walks a value and gives every reference, text and file in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel

from sitegen.content.values import FilePath, Key, Prose

if TYPE_CHECKING:
    from sitegen.content.entry import Path


Leaf = Key | Prose | FilePath
_LEAVES: Final = (Key, Prose, FilePath)


def leaves(value: object, path: Path = ()) -> Iterator[tuple[Path, Leaf]]:
    """Walk a value and give every reference, text and file in it, with the path to each."""
    for name, part in _parts(value):
        if isinstance(part, _LEAVES):
            yield (*path, name), part
        elif isinstance(part, tuple) or _has_fields(type(part)):  # type: ignore[arg-type] # a class can be hashed
            yield from leaves(part, (*path, name))


def _parts(value: object) -> Iterable[tuple[str | int, object]]:
    if isinstance(value, tuple):
        return enumerate(value)
    return vars(value).items() if isinstance(value, BaseModel) else ()


@cache
def _has_fields(kind: type) -> bool:
    """Return whether values of a class have fields; to ask it of each value takes much longer."""
    return issubclass(kind, BaseModel)
