"""From a document to records: typed values that know where they came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from pydantic import BaseModel

from sitegen.content import validation
from sitegen.content.entry import Entry, Path, named
from sitegen.content.validation import ModelT
from sitegen.content.values import FilePath, Key, Prose
from sitegen.issues.issue import ContentError, Issue, Origin, Severity, place_of

if TYPE_CHECKING:
    from sitegen.content.load import Document

ItemT = TypeVar("ItemT")
Leaf = Key | Prose | FilePath

RULE = "records"


@dataclass(frozen=True, slots=True)
class Record(Generic[ItemT]):
    """A typed value with its collection, its place in the files and its entry."""

    collection: str
    id: str
    item: ItemT
    entry: Entry
    digest: bytes
    """What tells the text of its file from any other."""

    leaves: tuple[tuple[Path, Leaf], ...] = field(init=False, compare=False, repr=False)
    """Every reference, text and file in the value, with the path to each."""

    def __post_init__(self) -> None:
        """Walk the value once, for everybody who asks."""
        object.__setattr__(self, "leaves", tuple(leaves(self.item)))

    @property
    def origin(self) -> Origin:
        """Return the place where the record begins."""
        return self.entry.origin

    def error(self, field: str | Path, message: str, hint: str = "", *about: str) -> Issue:
        """Return an error at a field: its name, or the path to a part of it."""
        path = (field,) if isinstance(field, str) else field
        return Issue(self.entry.place(path), message, hint, about, field=named(path))

    def warning(self, field: str | Path, message: str, hint: str = "", *about: str) -> Issue:
        """Return a warning at a field, in the same way."""
        return replace(self.error(field, message, hint, *about), severity=Severity.WARNING)


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


def of_type(records: Iterable[Record[Any]], kind: type[ItemT]) -> Iterator[Record[ItemT]]:
    """Yield the records whose value is of a type."""
    return (record for record in records if isinstance(record.item, kind))


def records_of(
    document: Document, model: type[ModelT], around: Mapping[str, str] | None = None
) -> tuple[Record[ModelT], ...]:
    """Make the records of a document; raises ContentError with the faults of all its entries.

    What the class has to know of what is around it is handed on to it.
    """
    records: list[Record[ModelT]] = []
    issues: list[Issue] = []
    for entry in document.entries:
        try:
            item = validation.read(model, entry, implied_by_path(document), around=around)
            name = _id(item, entry)
            records.append(Record(document.collection, name, item, entry, document.digest))
        except ContentError as error:
            issues.extend(error.issues)
    if issues:
        raise ContentError(issues)
    return tuple(records)


def implied_by_path(document: Document) -> dict[str, str]:
    """Return what the place of a file says: the id of a Markdown file."""
    name = id_of(document.path)
    return {"id": name} if name else {}


def id_of(path: str) -> str:
    """Return the id that a Markdown file has by its place: `about` for `pages/about/index.md`."""
    _, _, rest = path.partition("/")
    if not rest.endswith(".md"):
        return ""
    name = rest.removesuffix(".md")
    return name.removesuffix("/index") if name != "index" else name


def _id(item: object, entry: Entry) -> str:
    """Return a record's id; one that needs none is known by its place."""
    return getattr(item, "id", "") or by_place(entry)


def by_place(entry: Entry) -> str:
    """Return by what a record without an id is known: its line, and its file among several."""
    _, among, name = entry.origin.path.rpartition("/")
    return f"{f'{name}-' if among else ''}line-{entry.origin.line}"


def listed_twice(records: Iterable[Record[ItemT]]) -> Iterator[Issue]:
    """Report two records of one collection that have the same id, at the second of them."""
    first: dict[tuple[str, str], Record[ItemT]] = {}
    for record in records:
        earlier = first.setdefault((record.collection, record.id), record)
        if earlier is not record:
            yield _same_id(record, earlier)


def _same_id(record: Record[ItemT], earlier: Record[ItemT]) -> Issue:
    path, same_file = record.origin.path, record.origin.path == earlier.origin.path
    if not same_file and not path.endswith(".yml"):
        other = place_of(earlier.origin, earlier.origin.path)
        message = f"this file and {other} would have the same address"
        return Issue(Origin(path), message, "Rename or delete one of the two.", rule=RULE)
    line = f"the entry on line {earlier.origin.line}"
    where = line if same_file else f"an entry in {earlier.origin}"
    message = f"“{record.id}” is already the id of {place_of(earlier.origin, where)}"
    return replace(record.error("id", message, _OTHER, record.id), rule=RULE)


_OTHER: Final = "Give one of the two another id."
