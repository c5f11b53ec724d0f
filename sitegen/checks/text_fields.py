"""Everything that authors wrote, whichever field it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache
from typing import Final, NamedTuple, TypeAlias

from pydantic import BaseModel

from sitegen.content.entry import named
from sitegen.content.record import Record
from sitegen.content.values import FilePath, Prose
from sitegen.inspection.findings import Inspection
from sitegen.issues.issue import Origin
from sitegen.models.base import Item
from sitegen.site.site import Site

_Path: TypeAlias = tuple[str | int, ...]


class TextField(NamedTuple):
    """A text or a short field: its words, its place and its name."""

    text: str
    origin: Origin
    name: str
    item: Item | None = None
    prose: bool = False

    @property
    def label(self) -> str:
        """Return the name by which an author knows the field, or nothing for a long text."""
        return "" if self.prose else self.name

    def place(self, start: int) -> Origin:
        """Return the line on which a letter of a text stands; a short field has one of its own."""
        return self.origin.below(self.text.count("\n", 0, start) if self.prose else 0)

    def lines(self, holding: re.Pattern[str]) -> Iterator[tuple[str, Origin]]:
        """Yield every line in which something stands, with its place."""
        if holding.search(self.text):
            for number, line in enumerate(self.text.split("\n")):
                if holding.search(line):
                    yield line, self.origin.below(number)


class File(NamedTuple):
    """A file that a record names: its path, where that is written, and what was found in it."""

    path: str
    origin: Origin
    field: str
    inspection: Inspection


def of_record(record: Record[Item]) -> tuple[TextField, ...]:
    """Return every text and short field of a record."""
    return tuple(
        _field(value, path, record.entry.place(path), record.item)
        for path, value in _texts(record.item, ())
    )


def of_settings(site: Site) -> tuple[TextField, ...]:
    """Return every text and short field of the settings and of the accessibility statement."""
    files = (("site.yml", site.settings), ("statement.yml", site.statement))
    return tuple(
        _field(value, path, Origin(file))
        for file, model in files
        for path, value in _texts(model, ())
    )


def files_of(record: Record[Item], site: Site) -> Iterator[File]:
    """Yield every file that a record names, and every picture in its texts."""
    for field, leaf in record.leaves:
        if isinstance(leaf, FilePath) and (inspection := site.inspection(leaf.path)):
            yield File(leaf.path, leaf.origin, named(field), inspection)
        body = site.bodies.get(leaf) if isinstance(leaf, Prose) else None
        for reference in body.references if body else ():
            path = site.image(reference) if reference.kind == "image" else ""
            if inspection := site.inspection(path):
                yield File(path, reference.origin, named(field), inspection)


def _field(value: str | Prose, path: _Path, place: Origin, item: Item | None = None) -> TextField:
    prose = isinstance(value, Prose)
    start = value.origin if isinstance(value, Prose) and value.origin.path else place
    return TextField(str(value), start, named(path), item, prose)


def _texts(
    value: BaseModel | tuple[object, ...], path: _Path
) -> Iterator[tuple[_Path, str | Prose]]:
    """Walk a value and give the words in it; fixed words and addresses elsewhere are not words."""
    for name, part in _parts(value):
        if isinstance(part, Prose):
            yield (*path, name), part
        elif isinstance(part, str):
            if not isinstance(part, Enum) and not part.startswith("https://"):
                yield (*path, name), part
        elif isinstance(part, tuple | BaseModel):
            yield from _texts(part, (*path, name))


def _parts(value: BaseModel | tuple[object, ...]) -> Iterable[tuple[str | int, object]]:
    if isinstance(value, tuple):
        return enumerate(value)
    fields = vars(value)
    return ((label, fields[name]) for label, name in _labelled(type(value)))


@cache
def _labelled(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a model, each with its name for authors; asked once, as they stay."""
    # What may stand here is quoted here; it is no second place where it stands.
    fields = {name: info for name, info in model.model_fields.items() if name not in _QUOTING}
    return tuple((info.alias or name, name) for name, info in fields.items())


_QUOTING: Final = ("allow", "keep")
