"""What a field of a model holds, for those who turn records into tables."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from types import NoneType
from typing import Annotated, NamedTuple, get_args, get_origin

from pydantic import BaseModel, PlainValidator

from sitegen.content.values import Key, Prose


class FieldShape(NamedTuple):
    """What one field holds."""

    meaning: str
    type: type
    several: bool
    """Whether it is a list of such values."""

    needed: bool
    """Whether it always holds something."""

    refers_to: str
    """The kind of record that it names, if it names one."""


def shape_of(model: type[BaseModel], name: str) -> FieldShape:
    """Look through `Listed`, `| None` and what pydantic adds, to the type of the values."""
    field = model.model_fields[name]
    shape, several, optional = field.annotation, False, False
    refers_to = _kind(field.metadata)
    while args := get_args(shape):
        if get_origin(shape) is Annotated:
            refers_to, args = refers_to or _kind(args[1:]), args[:1]
        several = several or get_origin(shape) is tuple
        optional = optional or NoneType in args
        choices = tuple(arg for arg in args if arg not in {NoneType, Ellipsis})
        # Where there are words or else any text, it is any text.
        shape = choices[0] if len(choices) == 1 else str
    value = shape if isinstance(shape, type) else str
    # The words of a file may be none, though their field is always there.
    filled = field.is_required() or (field.default is not None and field.default != "")
    needed = several or (filled and not optional and value is not Prose)
    return FieldShape(field.description or "", value, several, needed, refers_to)


def _kind(metadata: Iterable[object]) -> str:
    """Return the kind of record of a key, which its reader was made for."""
    for note in metadata:
        read = note.func if isinstance(note, PlainValidator) else None
        if isinstance(read, partial) and read.func == Key.to:
            return str(read.args[0])
    return ""
