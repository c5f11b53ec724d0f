"""From the content folder to records, settings and, when asked, rendered texts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from sitegen.content import load, markdown, record, validation
from sitegen.content.abbreviations import Abbreviations
from sitegen.content.values import Prose
from sitegen.issues.issue import ContentError, Issue, Origin
from sitegen.models import COLLECTIONS
from sitegen.models.pages import Term
from sitegen.models.private import LISTS
from sitegen.models.settings import Settings, Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from sitegen.content.body import Body
    from sitegen.content.load import Document
    from sitegen.content.record import Record
    from sitegen.content.validation import ModelT
    from sitegen.models.base import Item, Model

SHAPE: Final = load.ContentLayout(
    folders=frozenset(name for name, model in COLLECTIONS.items() if "body" in model.model_fields),
    lists=frozenset(n for n, model in COLLECTIONS.items() if "body" not in model.model_fields)
    | LISTS.keys(),
    singles=frozenset(("site", "statement")),
)


class Recording(Protocol):
    """How a document becomes records; somebody who remembers may do it."""

    def __call__(self, document: Document, model: type[ModelT], /) -> tuple[Record[ModelT], ...]:
        """Make the records; raises ContentError."""


@dataclass(frozen=True, slots=True)
class ContentSource:
    """All that the content folder holds, published or not."""

    settings: Settings | None
    statement: Statement | None
    records: tuple[Record[Item], ...]
    files: Mapping[str, Path]
    private: tuple[Record[Model], ...]
    """What only checks may read; it is never handed to Site."""

    unread: frozenset[str]
    """The kinds of which some record has faults, so that what it is missed by is not told too."""

    issues: tuple[Issue, ...]


def read(
    folder: Path, parsing: load.Parsing = load.at_once, recording: Recording = record.records
) -> ContentSource:
    """Read every file, and find everything that is wrong in each of them."""
    loaded = load.load(folder, SHAPE, parsing)
    issues = list(loaded.issues)
    settings = _single(loaded.documents, "site", Settings, issues)
    statement = _single(loaded.documents, "statement", Statement, issues)
    records = _made(loaded.documents, COLLECTIONS, recording, issues)
    issues.extend(record.twice(records))
    private = _made(loaded.documents, LISTS, recording, issues)
    unread = _unread(issues)
    return ContentSource(settings, statement, records, loaded.files, private, unread, tuple(issues))


def _single(
    documents: Iterable[Document], name: str, model: type[ModelT], issues: list[Issue]
) -> ModelT | None:
    path = f"{name}.yml"
    entry = next((found.entries[0] for found in documents if found.path == path), None)
    if entry is None:
        if not any(issue.origin.path == path for issue in issues):
            hint = "Every site has one; the README lists its keys."
            issues.append(Issue(Origin(path), load.RULE, "this file is missing", hint))
        return None
    try:
        return validation.read(model, entry)
    except ContentError as error:
        issues.extend(error.issues)
        return None


def _made(
    documents: Iterable[Document],
    models: Mapping[str, type[ModelT]],
    recording: Recording,
    issues: list[Issue],
) -> tuple[Record[ModelT], ...]:
    """Make the records of some collections, and add what is wrong with others."""
    records: list[Record[ModelT]] = []
    for document in documents:
        if model := models.get(document.collection):
            try:
                records.extend(recording(document, model))
            except ContentError as error:
                issues.extend(error.issues)
    return tuple(records)


Rendering: TypeAlias = "Callable[[Abbreviations, Sequence[Prose]], Callable[[Prose], Body]]"
"""How texts become bodies, told beforehand which; somebody who remembers may do it."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The rendered texts of some values, and the faults of those that could not be."""

    bodies: Mapping[Prose, Body]
    issues: tuple[Issue, ...]


def plainly(abbreviations: Abbreviations, _: Sequence[Prose]) -> Callable[[Prose], Body]:
    """Render each text anew."""
    return lambda prose: markdown.render(prose, abbreviations)


def texts(
    records: Iterable[Record[Item]],
    rendering: Rendering = plainly,
    *,
    singles: Iterable[Model] = (),
) -> Texts:
    """Render every text of some records, and of values that are no records.

    Abbreviations are written out by the terms among the records alone.
    """
    records = tuple(records)
    terms = [one.item for one in records if isinstance(one.item, Term) and one.item.expand]
    abbreviations = Abbreviations({term.term: term.expansion for term in terms if term.expansion})
    walks = (*map(validation.leaves, singles), *(record.leaves for record in records))
    every = [leaf for _, leaf in chain.from_iterable(walks) if isinstance(leaf, Prose)]
    render = rendering(abbreviations, every)
    bodies: dict[Prose, Body] = {}
    issues: list[Issue] = []
    for prose in every:
        try:
            bodies[prose] = render(prose)
        except ContentError as error:
            issues.extend(error.issues)
    return Texts(bodies, tuple(issues))


def _unread(issues: Iterable[Issue]) -> frozenset[str]:
    names = {issue.origin.path.partition("/")[0].removesuffix(".yml") for issue in issues}
    return frozenset(COLLECTIONS[name].kind for name in names & COLLECTIONS.keys())
