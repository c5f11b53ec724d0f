"""The registers as tables of plain values, for downloads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from sitegen.content.markdown import plain
from sitegen.content.values import Key, Prose
from sitegen.models.base import Item, Status
from sitegen.models.documents import BoardDocument
from sitegen.models.pages import Figure
from sitegen.models.reviews import Action, Event, Review, Theme
from sitegen.views.files import usability

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sitegen.site.site import Site

Cell: TypeAlias = str | int | float | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a download: its name, what it means and how a record fills it."""

    name: str
    meaning: str
    of: Callable[[Item], Cell]


@dataclass(frozen=True, slots=True)
class DataTable:
    """One register as rows of plain values."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(site: Site) -> tuple[DataTable, ...]:
    """Give every register that can be downloaded."""
    gone = frozenset(
        Key(item.kind, item.id) for item in site.all(Item) if item.status is Status.WITHDRAWN
    )

    def living(kind: type[Item]) -> Iterator[Item]:
        return (_without(item, gone) for item in site.all(kind))

    return (
        _table("reviews", "Reviews", _REVIEWS, living(Review)),
        _table("actions", "Actions", _ACTIONS, living(Action)),
        _table("themes", "Themes", _THEMES, living(Theme)),
        _table("documents", "Documents", _documents(site), living(BoardDocument)),
        _table("figures", "Figures", _FIGURES, living(Figure)),
    )


def _without(item: Item, gone: frozenset[Key]) -> Item:
    """Return a record whose lists name nothing that is withdrawn."""
    lists = {name: value for name, value in vars(item).items() if isinstance(value, tuple)}
    named = {name: value for name, value in lists.items() if gone.intersection(_keys(value))}
    left = {name: tuple(one for one in value if one not in gone) for name, value in named.items()}
    return item.model_copy(update=left) if left else item


def _keys(value: tuple[object, ...]) -> Iterator[Key]:
    return (one for one in value if isinstance(one, Key))


def _table(name: str, title: str, columns: tuple[Column, ...], items: Iterable[Item]) -> DataTable:
    living = (item for item in items if item.status is not Status.WITHDRAWN)
    rows = tuple(tuple(column.of(item) for column in columns) for item in living)
    return DataTable(name, title, columns, rows)


def _column(model: type[Item], name: str) -> Column:
    """Take a column’s values and its meaning from a field of the model, or from its address."""

    def of(item: Item) -> Cell:
        return _cell(getattr(item, name))

    field = model.model_fields.get(name)
    return Column(name, (field.description if field else "") or "Its address.", of)


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, Prose):
        return plain(value)
    if isinstance(value, Key):
        return value.id
    if isinstance(value, tuple):
        return tuple(str(_cell(part)) for part in value)
    return getattr(value, "iso", None) or str(value)


def _milestone(name: str, event: Event) -> Column:
    def of(item: Item) -> Cell:
        found = item.milestone(event) if isinstance(item, Review) else None
        return found.date.iso if found else None

    return Column(name, f"When: {event}, as exactly as it is known.", of)


def _coded_themes(item: Item) -> Cell:
    coded = item.themes if isinstance(item, Review) else ()
    return tuple(f"{coding.theme.id}: {coding.coded}" for coding in coded)


def _columns(model: type[Item], names: str) -> tuple[Column, ...]:
    return tuple(_column(model, name) for name in names.split())


_REVIEWS = (
    *_columns(
        Review,
        "id title url review_kind review_status children_count pseudonyms guidance joins",
    ),
    _milestone("author_appointed", Event.APPOINTED),
    _milestone("report_to_board", Event.REPORTED),
    _milestone("report_to_panel", Event.TO_PANEL),
    _milestone("published", Event.PUBLISHED),
    Column("themes", "Each theme with the board’s coding.", _coded_themes),
)
_ACTIONS = _columns(
    Action, "id title url what owner state due as_at superseded_by recommendations themes"
)
_THEMES = _columns(Theme, "id title url plain_explanation national_theme")
_DOCUMENTS = _columns(
    BoardDocument, "id title url document_kind period dated owner file_state lang version"
)


def _documents(site: Site) -> tuple[Column, ...]:
    """Give the columns of the register of documents, those read from the files included."""

    def read(name: str) -> Callable[[Item], Cell]:
        def of(item: Item) -> Cell:
            file = item.file if isinstance(item, BoardDocument) else None
            found = site.inspection(file.path) if file else None
            return getattr(found, name) or None if found else None

        return of

    def state(item: Item) -> Cell:
        return str(usability(site, item).state) if isinstance(item, BoardDocument) else None

    return (
        *_DOCUMENTS,
        Column("accessible", "Whether everybody can use it: yes, partly, no or not known.", state),
        Column("file_type", "The type of the file that is here.", read("type")),
        Column("file_bytes", "The size of the file in bytes.", read("size")),
        Column("file_length", "Its pages, slides or sheets.", read("length")),
        Column("file_sha256", "The SHA-256 checksum of the file.", read("sha256")),
    )


_FIGURES = _columns(Figure, "id value unit wording as_at method")
