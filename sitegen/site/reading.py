"""From the content folder to records, settings and, when asked, rendered texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol, TypeAlias

from sitegen.content import load, markdown
from sitegen.content.abbreviations import Abbreviations
from sitegen.content.body import Body
from sitegen.content.load import Document
from sitegen.content.record import Record, leaves, listed_twice, records_of
from sitegen.content.validation import ModelT
from sitegen.content.values import Prose
from sitegen.issues.issue import ContentError, Issue, Origin, nearest
from sitegen.issues.wording import build_command
from sitegen.models import COLLECTIONS, listing
from sitegen.models.base import Item, Model
from sitegen.models.documents import HandbookChapter
from sitegen.models.glossary import Term
from sitegen.models.pages import Page
from sitegen.models.private import LISTS
from sitegen.models.settings import Settings, Statement
from sitegen.site.gate import SOMEWHERE

SHAPE: Final = load.ContentLayout(
    folders=frozenset(name for name, model in COLLECTIONS.items() if "body" in model.model_fields),
    lists=frozenset(n for n, model in COLLECTIONS.items() if "body" not in model.model_fields)
    | LISTS.keys(),
    singles=frozenset(("site", "statement")),
)


class Recording(Protocol):
    """How a document becomes records; a build passes a way that caches."""

    def __call__(
        self, document: Document, model: type[ModelT], around: Mapping[str, str] | None, /
    ) -> tuple[Record[ModelT], ...]:
        """Make the records, told what is around them; raises ContentError."""


class Remains(NamedTuple):
    """What is left of what has faults: it never reaches a page, but one fault hides no other."""

    records: tuple[Record[Item], ...] = ()
    settings: Settings | None = None
    statement: Statement | None = None


class ContentSource(NamedTuple):
    """All that the content folder holds, published or not."""

    settings: Settings | None
    statement: Statement | None
    records: tuple[Record[Item], ...]
    remains: Remains
    files: Mapping[str, Path]
    private: tuple[Record[Model], ...]
    """What only checks may read; it is never handed to Site."""

    places: Mapping[str, str]
    """The address of the page that lists each kind of record, by what it shows."""

    unread: frozenset[str]
    """The kinds of which some record cannot be read, so that who misses it is not told too.

    The settings are among them, as “site”.
    """

    issues: tuple[Issue, ...]
    doubled: frozenset[str] = frozenset()
    """The kinds of lists in which two entries bear one id: what else one was called is unknown."""

    lost: frozenset[str] = frozenset()
    """Addresses that are missing because of what is told elsewhere."""


def read(
    folder: Path, parsing: load.Parsing = load.at_once, recording: Recording = records_of
) -> ContentSource:
    """Read every file, and find everything that is wrong in each of them."""
    loaded = load.load(folder, SHAPE, parsing)
    if not loaded.documents and not loaded.issues:
        return _nothing(folder)
    reading = _ContentReading(loaded, recording, list(loaded.issues))
    settings, broken_settings = reading.single("site", Settings)
    statement, broken_statement = reading.single("statement", Statement)
    places = _places(reading)
    records, broken = reading.records(COLLECTIONS, places)
    private, _ = reading.records(LISTS)
    twice = tuple(listed_twice(records))
    reading.issues.extend(twice)
    doubled = _kinds(issue.origin.path for issue in twice if issue.origin.path.endswith(".yml"))
    once = {(record.collection, record.id): record for record in reversed(records)}
    return ContentSource(
        settings,
        statement,
        tuple(record for record in records if once[record.collection, record.id] is record),
        Remains(broken, _usable(broken_settings), broken_statement),
        loaded.files,
        private,
        places,
        _unread(loaded, broken) | doubled | ({"site"} if broken_settings else set()),
        tuple(reading.issues),
        doubled,
    )


_UNTIL_THEN: Final = {"timezone": SOMEWHERE, "base_url": "https://www.example.org"}
"""What counts where these settings cannot be read: the clock of the capital, and any host."""


def _usable(broken: Settings | None) -> Settings | None:
    """Fill in what nothing may seem wrong without; that it is missing is told already."""
    if broken is None:
        return None
    filled = {name: getattr(broken, name) or usual for name, usual in _UNTIL_THEN.items()}
    return broken.model_copy(update=filled)


def _nothing(folder: Path) -> ContentSource:
    """Report a folder without content by one issue, and by no other."""
    hint = build_command("Begin a whole site, in a new folder: …", "new", "site", "DIR")
    issue = Issue(Origin(str(folder)), "this folder holds no content yet", hint, rule=load.RULE)
    return ContentSource(None, None, (), Remains(), {}, (), {}, frozenset(), (issue,))


@dataclass(frozen=True, slots=True)
class _ContentReading:
    """What was found in the content folder, how records are made of it, and all faults so far."""

    loaded: load.Loaded
    recording: Recording
    issues: list[Issue]
    known: dict[str, Any] = field(default_factory=dict)
    """What was made of each file, by its path: pages are read before all that stands on them."""

    def single(self, name: str, model: type[ModelT]) -> tuple[ModelT | None, ModelT | None]:
        """Return the value of a file of its own if it is whole, and else what is left of it."""
        path = f"{name}.yml"
        document = next((d for d in self.loaded.documents if d.path == path), None)
        if document is None and not any(issue.origin.path == path for issue in self.issues):
            hint = "Every site has one; docs/settings.md lists its keys."
            self.issues.append(Issue(Origin(path), "this file is missing", hint, rule=load.RULE))
        if document is None:
            return None, None
        complete, broken = self.made(document, model, None)
        return next((r.item for r in complete), None), next((r.item for r in broken), None)

    def records(
        self, models: Mapping[str, type[ModelT]], around: Mapping[str, str] | None = None
    ) -> tuple[tuple[Record[ModelT], ...], tuple[Record[ModelT], ...]]:
        """Return the whole records of some collections, and what is left of the others."""
        documents = [
            self.once(document, model, around)
            for document in self.loaded.documents
            if (model := models.get(document.collection))
        ]
        every = chain.from_iterable
        return tuple(every(pair[0] for pair in documents)), tuple(
            every(pair[1] for pair in documents)
        )

    def once(
        self, document: Document, model: type[ModelT], around: Mapping[str, str] | None
    ) -> tuple[tuple[Record[ModelT], ...], tuple[Record[ModelT], ...]]:
        """Return what was made of a document before, or make it now."""
        if document.path not in self.known:
            self.known[document.path] = self.made(document, model, around)
        pair: tuple[tuple[Record[ModelT], ...], ...] = self.known[document.path]
        return pair[0], pair[1]

    def made(
        self, document: Document, model: type[ModelT], around: Mapping[str, str] | None
    ) -> tuple[tuple[Record[ModelT], ...], tuple[Record[ModelT], ...]]:
        """Return the whole records of a document and what is left of the others."""
        if not document.faulty_lines:
            with suppress(ContentError):
                return self.recording(document, model, around), ()
        # Only what has faults is taken apart.
        from sitegen.content import salvage

        salvaged = salvage.records(document, model, around)
        self.issues.extend(salvaged.issues)
        return salvaged.complete, salvaged.broken


def _places(reading: _ContentReading) -> Mapping[str, str]:
    """Return the address of the page that lists each kind of record, by what it shows.

    Pages say it, and then chapters of the handbook, whose own addresses pages say.
    """
    pages = [record.item for group in reading.records({"pages": Page}) for record in group]
    around = listing.by_pages(pages)
    chapters = reading.records({"handbook": HandbookChapter}, around)
    return {**listing.by_chapters(record.item for group in chapters for record in group), **around}


Rendering: TypeAlias = "Callable[[Abbreviations, Sequence[Prose]], Callable[[Prose], Body]]"
"""How texts become bodies, told beforehand which; a build passes a way that caches."""


class Texts(NamedTuple):
    """The rendered texts of some values, and the faults of those that could not be read whole."""

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
    written_out = abbreviations(records)
    walks = (*map(leaves, singles), *(record.leaves for record in records))
    every = [leaf for _, leaf in chain.from_iterable(walks) if isinstance(leaf, Prose)]
    render = rendering(written_out, every)
    bodies: dict[Prose, Body] = {}
    issues: list[Issue] = []
    for prose in every:
        try:
            bodies[prose] = render(prose)
        except markdown.UnreadableText as error:
            issues.extend(error.issues)
            bodies[prose] = error.body
    return Texts(bodies, tuple(issues))


def abbreviations(records: Iterable[Record[Item]]) -> Abbreviations:
    """Return what the terms among some records write out."""
    terms = [r.item for r in records if isinstance(r.item, Term) and r.item.expand]
    # What is left of a term with faults may lack the very word.
    return Abbreviations(
        {term.term: term.expansion for term in terms if term.term and term.expansion}
    )


def _unread(loaded: load.Loaded, broken: Iterable[Record[Item]]) -> frozenset[str]:
    """Return the kinds of files that could not be read, or not wholly where they hold a list."""
    nameless = {record.item.kind for record in broken if not _has_id(record)}
    paths = {issue.origin.path for issue in loaded.issues}
    named = {d.path for d in loaded.documents if d.path.endswith(".md") and d.faulty_lines}
    return _kinds(paths - named) | nameless


def _kinds(paths: Iterable[str]) -> frozenset[str]:
    names = {collection_of(path) for path in paths}
    return frozenset(COLLECTIONS[name].kind for name in names & COLLECTIONS.keys())


def collection_of(path: str) -> str:
    """Return the collection that a file belongs to, or would with its folder’s name put right."""
    top = path.partition("/")[0].removesuffix(".yml")
    return top if top in COLLECTIONS or top in load.ASSET_FOLDERS else nearest(top, COLLECTIONS)


def _has_id(broken: Record[Item]) -> bool:
    """Return whether it is known what others call a record with faults."""
    return broken.item.id is not None
