"""A site without what is missing from it, so that its pages are looked at all the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from sitegen.content.body import Body, BodyWords, Reference
from sitegen.content.record import leaves
from sitegen.content.values import FilePath, Key

if TYPE_CHECKING:
    from sitegen.content.record import Record
    from sitegen.models.base import Item

    There = Callable[[Key | FilePath], bool]


def records(every: Sequence[Record[Item]], there: There) -> tuple[Record[Item], ...]:
    """Return records without what they name and is not there.

    A record that cannot do without it goes too, and what names that one is fixed in its turn.
    """
    gone: set[Key] = set()
    remaining = tuple(every)
    while True:
        is_there = partial(_is_there, there, frozenset(gone))
        cut = [_cut(record, is_there) for record in remaining]
        pairs = zip(remaining, cut, strict=True)
        lost = {Key(record.item.kind, record.id) for record, left in pairs if left is None}
        remaining = tuple(record for record in cut if record)
        if not lost:
            return remaining
        gone |= lost


def _is_there(there: There, gone: frozenset[Key], named: Key | FilePath) -> bool:
    return named not in gone and there(named)


def _cut(record: Record[Item], there: There) -> Record[Item] | None:
    """Take out of a record each field that names what is not there, or of a list that item."""
    changed: dict[str, object] = {}
    for name, field in type(record.item).model_fields.items():
        value = getattr(record.item, name)
        if _is_complete(value, there):
            continue
        if isinstance(value, tuple):
            changed[name] = tuple(part for part in value if _is_complete(part, there))
        elif field.is_required():
            return None
        else:
            changed[name] = field.get_default(call_default_factory=True)
    if not changed:
        return record
    # It is no more what its file says.
    return replace(record, item=record.item.model_copy(update=changed), digest=b"")


def _is_complete(value: object, there: There) -> bool:
    inside = leaves((value,))
    return all(there(leaf) for _, leaf in inside if isinstance(leaf, Key | FilePath))


def body(text: Body, there: Callable[[Reference], bool]) -> Body:
    """Return a text whose links and inserts all lead somewhere."""
    if all(map(there, text.references)):
        return text
    parts = [
        part if isinstance(part, str) or there(part) else _instead(part) for part in text.parts
    ]
    references = [reference for reference in text.references if there(reference)]
    words = BodyWords.of(parts, text.runs, text.code)
    return text._replace(words=words, html_digest=b"", references=tuple(references))


def _instead(missing: Reference) -> str | Reference:
    """Return what stands in for a reference: nothing to read, or the way to the home page."""
    if missing.insert or missing.kind == "image":
        return ""
    return Reference("address", "/", "", missing.origin)
