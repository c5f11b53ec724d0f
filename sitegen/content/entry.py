"""One mapping of a file with the place of each value, and the error of a file with faults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from sitegen.content.values import Scalar
from sitegen.issues.issue import ContentError, Issue, Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


Value: TypeAlias = "Scalar | list[Value] | dict[str, Value]"
Path: TypeAlias = tuple[str | int, ...]


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


class UnreadableFile(ContentError):
    """Raised for a text with faults; what can be read of it all the same is for checks alone."""

    def __init__(self, issues: Iterable[Issue], entries: tuple[Entry, ...] = ()) -> None:
        """Keep the faults, and what is left beside them."""
        super().__init__(issues)
        self.entries = entries
