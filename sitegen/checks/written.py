"""Everything that authors wrote, line by line, whichever field it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from pydantic import BaseModel

from sitegen.content.schema import leaves
from sitegen.content.values import FilePath, Prose
from sitegen.issues import Origin
from sitegen.site import named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.content.record import Record
    from sitegen.inspection.findings import Inspection
    from sitegen.models.base import Item
    from sitegen.site import Site


_Path: TypeAlias = tuple[str | int, ...]
_Walk: TypeAlias = tuple[tuple[_Path, str | Prose], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A text, a line of one or a short field: its words, its place and the name of its field."""

    text: str
    origin: Origin
    field: str
    item: Item | None = None
    prose: bool = False


_ANYTHING: Final = re.compile("")


@dataclass(frozen=True, slots=True)
class File:
    """A file that a record names: its path, where that is written, and what was found in it."""

    path: str
    origin: Origin
    field: str
    inspection: Inspection


def lines(site: Site, holding: re.Pattern[str] = _ANYTHING) -> Iterator[Line]:
    """Give every line of the site in which something stands, in whichever field that is."""
    for whole in texts(site, holding):
        for number, text in enumerate(whole.text.split("\n")):
            if holding.search(text):
                yield replace(whole, text=text, origin=whole.origin.below(number))


def texts(site: Site, holding: re.Pattern[str] = _ANYTHING) -> Iterator[Line]:
    """Give every text and short field in which something stands, as a whole."""
    for record, walk in _walks(site):
        yield from _holding(record, walk, holding)
    for path, model in (("site.yml", site.settings), ("statement.yml", site.statement)):
        for field, value in _texts(model, ()):
            yield from _whole(value, Line("", Origin(path), named(field)), holding)


def of_record(record: Record[Item], holding: re.Pattern[str] = _ANYTHING) -> Iterator[Line]:
    """Give every text of one record in which something stands."""
    yield from _holding(record, _texts(record.item, ()), holding)


@lru_cache(maxsize=2)
def _walks(site: Site) -> tuple[tuple[Record[Item], _Walk], ...]:
    """Walk all records once for all checks; two sites are kept, as a rehearsal makes a second."""
    return tuple((record, tuple(_texts(record.item, ()))) for record in site.records)


def _holding(
    record: Record[Item], walk: Iterable[tuple[_Path, str | Prose]], holding: re.Pattern[str]
) -> Iterator[Line]:
    for field, value in walk:
        # Where a field stands is looked up only if something stands there.
        if holding.search(str(value)):
            place = Line("", record.entry.place(field), named(field), record.item)
            yield from _whole(value, place, _ANYTHING)


def files_of(record: Record[Item], site: Site) -> Iterator[File]:
    """Give every file that a record names, and every picture in its texts."""
    for field, leaf in leaves(record.item):
        if isinstance(leaf, FilePath) and (found := site.inspection(leaf.path)):
            yield File(leaf.path, leaf.origin, named(field), found)
        body = site.bodies.get(leaf) if isinstance(leaf, Prose) else None
        for reference in body.references if body else ():
            path = site.image(reference) if reference.kind == "image" else ""
            if found := site.inspection(path):
                yield File(path, reference.origin, named(field), found)


def _whole(value: str | Prose, place: Line, holding: re.Pattern[str]) -> Iterator[Line]:
    if holding.search(str(value)):
        prose = isinstance(value, Prose)
        start = value.origin if isinstance(value, Prose) and value.origin.path else place.origin
        yield Line(str(value), start, place.field, place.item, prose)


def _texts(value: object, path: _Path) -> Iterator[tuple[_Path, str | Prose]]:
    """Walk a value and give the words in it; fixed words and addresses elsewhere are not words."""
    if isinstance(value, Prose):
        yield path, value
    elif isinstance(value, str):
        if not isinstance(value, Enum) and not value.startswith("https://"):
            yield path, value
    else:
        for name, part in _parts(value):
            yield from _texts(part, (*path, name))


def _parts(value: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            # What may stand here is quoted here; it is no second place where it stands.
            if name != "allow":
                yield info.alias or name, getattr(value, name)
    elif isinstance(value, tuple):
        yield from enumerate(value)
