"""What can still be read of files with faults, so that one fault hides no other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Annotated, Any, Final, Generic

from pydantic import TypeAdapter, ValidationError

from sitegen.content import record, validation
from sitegen.content.entry import Entry
from sitegen.content.record import Record
from sitegen.content.validation import ModelT
from sitegen.issues.issue import ContentError, Issue

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from sitegen.content.load import Document


@dataclass(frozen=True, slots=True)
class Salvaged(Generic[ModelT]):
    """The records of a file with faults: those that are whole, and what is left of the others."""

    complete: tuple[Record[ModelT], ...]
    broken: tuple[Record[ModelT], ...]
    """Records that lack every field with a fault; a required one is then None. Only checks of
    texts, fields and references may read them; they never reach a page."""

    issues: tuple[Issue, ...]


def records(
    document: Document, model: type[ModelT], around: Mapping[str, str] | None = None
) -> Salvaged[ModelT]:
    """Return what can be read of a document with faults.

    Where some of its lines could not be read, what only follows from their absence is not told.
    """
    salvaged: Salvaged[ModelT] = Salvaged((), (), ())
    implied = record.implied_by_path(document)
    for entry, lacks in _entries(document):
        issues: tuple[Issue, ...] = ()
        broken = lacks
        try:
            item = validation.read(model, entry, implied, around=around)
        except ContentError as error:
            issues = tuple(i for i in error.issues if not lacks or _of_its_own(i, entry))
            issues = tuple(i for i in issues if i.origin.line not in document.faulty_lines)
            item = partly(model, entry, implied)
            # What is read in parts is told what is around it afterwards.
            item.model_post_init(around)
            broken = True
        rest = (Record(document.collection, _id(item, entry), item, entry, document.digest),)
        salvaged = Salvaged(
            salvaged.complete if broken else (*salvaged.complete, *rest),
            (*salvaged.broken, *rest) if broken else salvaged.broken,
            (*salvaged.issues, *issues),
        )
    return salvaged


def _entries(document: Document) -> Iterator[tuple[Entry, bool]]:
    """Yield each entry, and whether some line of it could not be read."""
    ends = [entry.origin.line for entry in document.entries[1:]]
    for entry, end in zip_longest(document.entries, ends):
        first, faulty = entry.origin.line, document.faulty_lines
        yield entry, any(first <= line and (not end or line < end) for line in faulty)


def _of_its_own(issue: Issue, entry: Entry) -> bool:
    """Return whether a fault stands in what is written, not in what is missing."""
    return issue.field.partition(".")[0] in entry.data and issue.rule != validation.MISSING


def _id(item: object, entry: Entry) -> str:
    name = getattr(item, "id", None) or entry.data.get("id")
    return name if isinstance(name, str) and name else record.by_place(entry)


def partly(model: type[ModelT], entry: Entry, implied: Mapping[str, str]) -> ModelT:
    """Return a value of a class whose fields were read one by one, those with faults left out."""
    written = {**entry.data, **implied}
    values: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        key = field.alias or name
        if field.is_required():
            values[key] = None
        if key in written:
            with suppress(ValidationError):
                values[key] = _value(field, written[key])
    with suppress(ValueError):  # fields that do not fit each other are told already
        return model.model_construct(**values)
    return model.model_construct(**dict.fromkeys(values))


def _value(field: FieldInfo, written: object) -> object:
    """Return the value of a field, without the items of a list that have faults."""
    conditioned: Any = Annotated[field.annotation, *field.metadata, _ANY]
    kind: TypeAdapter[object] = TypeAdapter(conditioned)
    if not isinstance(written, list):
        return kind.validate_python(written)
    items: list[object] = []
    for item in written:
        with suppress(ValidationError):
            kind.validate_python([item])
            items.append(item)
    return kind.validate_python(items)


_ANY: Final = "a field may have no other conditions"
"""Stands among the conditions of a field, because there must be one at least."""
