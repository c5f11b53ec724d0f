"""The columns of the downloads: each with its type, its meaning and how a record fills it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import Enum, StrEnum
from operator import attrgetter
from typing import Any, Final, NamedTuple, TypeAlias

from sitegen.content.dates import SEASONS, PartialDate, Precision
from sitegen.content.markdown import plain
from sitegen.content.values import Key, Prose
from sitegen.models.shapes import shape_of

Cell: TypeAlias = str | int | float | bool | tuple[str, ...] | None

EDTF: Final = r"\d{4}(-(0[1-9]|1[0-2]|2[1-4])(-\d{2})?)?"
"""Dates of ISO 8601-2 (EDTF, level 1) as they are written here: a year, a season, a month, a day;
21 is spring and 24 is winter."""

_SEASON_CODES: Final = {month: 21 + number for number, month in enumerate(SEASONS.values())}


class ColumnType(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    WHOLE = "whole number"
    NUMBER = "number"
    YES_OR_NO = "yes or no"
    DAY = "day"
    DATE = "date as exactly as it is known"
    ADDRESS = "address"
    LIST = "list"


class Column(NamedTuple):
    """A column of a download."""

    name: str
    meaning: str
    of: Callable[[Any], Cell]
    type: ColumnType = ColumnType.TEXT
    needed: bool = False
    """Whether no cell is ever empty."""

    words: tuple[str, ...] = ()
    """The words of which each cell is one, if there are only these."""

    refers_to: str = ""
    """The kind of record whose id a cell holds."""

    of_date: bool = False
    """Whether it says once more what the column of a date before it says."""


ADDRESS: Final = ColumnType.ADDRESS
_TYPES: Final[tuple[tuple[type, ColumnType], ...]] = (
    (bool, ColumnType.YES_OR_NO),
    (int, ColumnType.WHOLE),
    (float, ColumnType.NUMBER),
    (PartialDate, ColumnType.DATE),
    (datetime, ColumnType.TEXT),
    (date, ColumnType.DAY),
)


def columns(model: type[Any], names: str) -> tuple[Column, ...]:
    """Return columns for fields of a model: their meaning and their type are those of the field.

    A date that may be known to the year alone becomes four columns, see `date_columns`.
    """
    return tuple(column for name in names.split() for column in _of_field(model, name))


def date_columns(
    name: str, meaning: str, of: Callable[[Any], PartialDate | None], *, needed: bool = False
) -> tuple[Column, ...]:
    """Return a date as exactly as it is known, its first and last possible day, and its words."""

    def part(write: Callable[[PartialDate], str]) -> Callable[[Any], Cell]:
        def fill(record: Any) -> Cell:  # noqa: ANN401 - whatever the table is made of
            when = of(record)
            return write(when) if when else None

        return fill

    start = part(lambda when: when.start.isoformat())
    end = part(lambda when: when.end.isoformat())
    day, said = ColumnType.DAY, f"{meaning.rstrip('.')}:"
    first, last = f"{said} the first day that it can be.", f"{said} the last day that it can be."
    return (
        Column(name, f"{meaning} In EDTF.", part(edtf), ColumnType.DATE, needed),
        Column(f"{name}_from", first, start, day, needed, of_date=True),
        Column(f"{name}_to", last, end, day, needed, of_date=True),
        Column(f"{name}_words", f"{said} as pages say it.", part(str), needed=needed, of_date=True),
    )


def edtf(when: PartialDate) -> str:
    """Return a date as ISO 8601-2 (EDTF, level 1) writes it: `2018-07`, or `2017-23` for autumn."""
    if when.precision is Precision.SEASON:
        return f"{when.start.year:04}-{_SEASON_CODES[when.start.month]}"
    return when.iso


def text(value: object) -> str:
    """Return a value as plain text."""
    if isinstance(value, Prose):
        return plain(value)
    if isinstance(value, Key):
        return value.id
    if isinstance(value, PartialDate):
        return edtf(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def cell(value: object) -> Cell:
    """Return a value as a cell: whole numbers whole, nothing for an empty text."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, int):
        return value
    if isinstance(value, tuple):
        return tuple(text(part) for part in value)
    return text(value) or None


def _of_field(model: type[Any], name: str) -> Iterator[Column]:
    if name == "url":
        yield Column(name, "Its address.", lambda record: record.url, ADDRESS, needed=True)
        return
    shape = shape_of(model, name)
    kind = ColumnType.LIST if shape.several else _type(shape.type)
    if kind is ColumnType.DATE:
        yield from date_columns(name, shape.meaning, attrgetter(name), needed=shape.needed)
        return
    words = shape.type if issubclass(shape.type, Enum) and not shape.several else ()
    yield Column(
        name,
        shape.meaning,
        lambda record: cell(getattr(record, name)),
        kind,
        needed=shape.needed,
        words=tuple(str(word.value) for word in words),
        refers_to="" if shape.several else shape.refers_to,
    )


def _type(value: type) -> ColumnType:
    return next((known for kind, known in _TYPES if issubclass(value, kind)), ColumnType.TEXT)
