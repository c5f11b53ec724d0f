"""Tables of plain values made of records: which records, in which columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sitegen.content.values import Key
from sitegen.models import COLLECTIONS
from sitegen.models.base import Item, Model, Status
from sitegen.site.site import Site
from sitegen.views.columns import Cell, Column, ColumnType


class DataTable(NamedTuple):
    """One register as rows of plain values."""

    name: str
    title: str
    meaning: str
    """What one row is."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    kind: str = ""
    """The kind of record that each row is, by which columns of other tables refer to it."""

    listed_by: str = ""
    """What the page shows that lists its records."""


class _PartRow(NamedTuple):
    """A row that is a part of a record, in its place among the others of its record."""

    whole: Item
    number: int
    part: Any


class PartsOf(NamedTuple):
    """The parts of records that a table is of: whose, their field, and the columns of each part."""

    model: type[Item]
    field: str
    columns: tuple[Column, ...]


_NAMES: Final = {model: name for name, model in COLLECTIONS.items()}


@dataclass(frozen=True, slots=True)
class Living:
    """The records of a site that are not withdrawn, none of them naming one that is."""

    site: Site
    gone: frozenset[Key]

    @classmethod
    def of(cls, site: Site) -> Living:
        """Look which records are withdrawn."""
        withdrawn = (item for item in site.all(Item) if item.status is Status.WITHDRAWN)
        return cls(site, frozenset(Key(item.kind, item.id) for item in withdrawn))

    def all(self, model: type[Any]) -> Iterator[Any]:
        """Yield the records of a type."""
        for item in self.site.all(model):
            if item.status is not Status.WITHDRAWN:
                yield self.without(item)

    def without(self, item: Item) -> Item:
        """Return a record that names nothing which is withdrawn."""
        if not self.gone:
            return item
        named = {name: value for name, value in vars(item).items() if self.gone & _keys(value)}
        left = {name: self.left(value) for name, value in named.items()}
        return item.model_copy(update=left) if left else item

    def left(self, value: object) -> object:
        """Return what is left of a key or of a list of keys."""
        if isinstance(value, tuple):
            return tuple(key for key in value if key not in self.gone)
        return None

    def table(
        self, title: str, row: str, model: type[Item], columns: tuple[Column, ...]
    ) -> DataTable:
        """Return the table of a type of record; each address is whole, as a file travels."""
        columns = tuple(self._with_site(c) if c.name == "url" else c for c in columns)
        rows = tuple(tuple(column.of(item) for column in columns) for item in self.all(model))
        names = (_NAMES[model], title, f"Each row is {row}.")
        return DataTable(*names, columns, rows, model.kind, model.listed_by)

    def _with_site(self, column: Column) -> Column:
        base = self.site.settings.base_url
        return column._replace(of=lambda item: base + item.url)

    def parts(self, title: str, row: str, source: PartsOf) -> DataTable:
        """Return a table of the parts of records, each with the id of its record."""
        kind = source.model.kind
        columns = (column._replace(of=_of_part(column)) for column in source.columns)
        cells = (
            Column(kind, f"The {kind}.", lambda row: row.whole.id, needed=True, refers_to=kind),
            Column("number", "Its place.", lambda row: row.number, ColumnType.WHOLE, needed=True),
            *columns,
        )
        parts = (
            _PartRow(item, number, part)
            for item in self.all(source.model)
            for number, part in enumerate(getattr(item, source.field), start=1)
            if not self.gone & _keys_of_part(part)
        )
        rows = tuple(tuple(column.of(part) for column in cells) for part in parts)
        names = (f"{kind}_{source.field}", title, f"Each row is {row}.")
        return DataTable(*names, cells, rows, listed_by=source.model.listed_by)


def _of_part(column: Column) -> Callable[[_PartRow], Cell]:
    return lambda row: column.of(row.part)


def _keys(value: object) -> frozenset[Key]:
    values = value if isinstance(value, tuple) else (value,)
    return frozenset(key for key in values if isinstance(key, Key))


def _keys_of_part(part: object) -> frozenset[Key]:
    return _keys(tuple(vars(part).values())) if isinstance(part, Model) else frozenset()
