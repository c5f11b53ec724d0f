"""Every day that a record names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from sitegen.content.dates import PartialDate, long_date
from sitegen.content.entry import Path


def days(value: object, path: Path = ()) -> Iterator[tuple[Path, date | PartialDate]]:
    """Yield each day in a value with the path to it."""
    if isinstance(value, (date, PartialDate)):
        yield path, value
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from days(part, (*path, number))
    elif isinstance(value, BaseModel):
        for name in _dated(type(value)):
            yield from days(getattr(value, name), (*path, name))


def span(day: date | PartialDate) -> tuple[date, date]:
    """Return the first and the last day that a date can mean; a moment is a day here."""
    if isinstance(day, PartialDate):
        return day.start, day.end
    day_only = date(day.year, day.month, day.day)
    return day_only, day_only


def worded(day: date | PartialDate) -> str:
    """Return a day in words, as exactly as it is known."""
    return str(day) if isinstance(day, PartialDate) else long_date(day)


@cache
def _dated(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the fields of a class that can hold a day; to look into all others takes longer."""
    return tuple(n for n, field in model.model_fields.items() if _holds_days(field.annotation))


def _holds_days(annotation: Any) -> bool:  # noqa: ANN401 - any annotation may stand here
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return bool(_dated(annotation))
    if isinstance(annotation, type) and issubclass(annotation, (date, PartialDate)):
        return True
    return any(map(_holds_days, get_args(annotation)))
