"""Everything published, indexed and linked; the one thing that pages are made from."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from sitegen.content.entry import named
from sitegen.content.record import leaves
from sitegen.content.values import FilePath, Key, Prose
from sitegen.models import COLLECTIONS
from sitegen.models.base import Item, Status

if TYPE_CHECKING:
    from sitegen.content.body import Body, Reference
    from sitegen.content.record import Record
    from sitegen.inspection.findings import Inspection
    from sitegen.inspection.folders import Filed
    from sitegen.models.settings import Settings, Statement
    from sitegen.site.gate import Published

ItemT = TypeVar("ItemT", bound="Item")

KINDS = {model.kind: model for model in COLLECTIONS.values()}
"""The types by the word that references use for them."""


class BuildInfo(NamedTuple):
    """What is said once for the whole site, and how this build was asked for."""

    settings: Settings
    statement: Statement
    moment: datetime
    preview: bool = False
    noindex: bool = False
    guide: bool = False
    """Whether the guide for editors is shown with it, as in previews."""


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """All published records, found by type, by key, by file and by what they name.

    Two sites are never compared, so a site is equal to itself alone; views may remember what
    they worked out for one.
    """

    build: BuildInfo
    records: tuple[Record[Item], ...]
    bodies: Mapping[Prose, Body]
    files: Mapping[str, Filed]
    by_key: Mapping[Key, Record[Item]]
    by_path: Mapping[str, Record[Item]]
    by_type: Mapping[type[Item], tuple[Item, ...]]

    @classmethod
    def of(
        cls,
        info: BuildInfo,
        published: Iterable[Published],
        *,
        bodies: Mapping[Prose, Body],
        files: Mapping[str, Filed],
    ) -> Site:
        """Index what the gate let through; nothing else can get in."""
        records = tuple(item.record for item in published)
        return cls(
            build=info,
            records=records,
            bodies=bodies,
            files=files,
            by_key={Key(record.item.kind, record.id): record for record in records},
            by_path={
                record.origin.path: record
                for record in records
                if record.origin.path.endswith(".md")
            },
            by_type=_by_type(records),
        )

    @property
    def settings(self) -> Settings:
        """Return the settings of the site."""
        return self.build.settings

    @property
    def statement(self) -> Statement:
        """Return the facts of the accessibility statement."""
        return self.build.statement

    @property
    def moment(self) -> datetime:
        """Return the moment of the build."""
        return self.build.moment

    @property
    def preview(self) -> bool:
        """Return whether drafts are shown."""
        return self.build.preview

    def all(self, kind: type[ItemT]) -> tuple[ItemT, ...]:
        """Return all records of a type, in the order of their files."""
        return cast("tuple[ItemT, ...]", self.by_type.get(kind, ()))

    def get(self, kind: type[ItemT], key: Key | str) -> ItemT:
        """Return one record of a type; raises LookupError if it is not published."""
        wanted = key if isinstance(key, Key) else Key(kind.kind, key)
        item = self.by_key.get(wanted)
        if item is None or not isinstance(item.item, kind):
            raise LookupError(str(wanted))
        return item.item

    def find(self, key: Key | None) -> Item | None:
        """Return the record that a key names, or nothing."""
        record = self.by_key.get(key) if key else None
        return record.item if record else None

    def of_kind(self, kind: str) -> tuple[Item, ...]:
        """Return all records of a kind named by its word, but those that are withdrawn."""
        model = KINDS.get(kind)
        items = self.all(model) if model else ()
        return tuple(item for item in items if item.status is not Status.WITHDRAWN)

    def target(self, reference: Reference) -> Record[Item] | None:
        """Return the record that a text names by key or by file."""
        if reference.kind == "file":
            return self.by_path.get(_relative(reference))
        return self.by_key.get(Key(reference.kind, reference.target))

    def image(self, reference: Reference) -> str:
        """Return the path in the content folder of a picture that a text names.

        Besides the way from its own file it may be the way from the content folder, as the editing
        screen writes it: the screen does not know where a file is until it is saved.
        """
        relative = _relative(reference)
        # The screen begins it with a slash.
        top = reference.target.removeprefix("/")
        return top if top in self.files and relative not in self.files else relative

    def leaves(self) -> tuple[tuple[str, Key | Prose | FilePath], ...]:
        """Return every reference, text and file that is written, with the name of its field."""
        return _leaves(self)

    def named_files(self) -> tuple[str, ...]:
        """Return the files that published records name; no other file is ever copied."""
        paths = {leaf.path for _, leaf in self.leaves() if isinstance(leaf, FilePath)}
        paths |= {self.image(ref) for ref in self.references() if ref.kind == "image"}
        return tuple(sorted(paths & set(self.files)))

    def inspection(self, path: str) -> Inspection | None:
        """Return what was found in a file of the content folder, if it is there."""
        return self.files[path].inspection if path in self.files else None

    def references(self) -> Iterator[Reference]:
        """Yield everything that the texts of the site name."""
        for body in self.texts():
            yield from body.references

    def texts(self) -> Iterator[Body]:
        """Yield every text of the site."""
        yield from self.bodies_of(self.leaves())

    def bodies_of(self, walk: Iterable[tuple[object, Key | Prose | FilePath]]) -> Iterator[Body]:
        """Yield every text that stands among some leaves."""
        for _, leaf in walk:
            if isinstance(leaf, Prose) and leaf in self.bodies:
                yield self.bodies[leaf]


@lru_cache(maxsize=2)
def _leaves(site: Site) -> tuple[tuple[str, Key | Prose | FilePath], ...]:
    """Gather all leaves once for all checks; two are kept, as a rehearsal makes a second site."""
    singles = map(leaves, (site.settings, site.statement))
    walks = chain(*singles, *(record.leaves for record in site.records))
    return tuple((named(path), leaf) for path, leaf in walks)


def _by_type(records: tuple[Record[Item], ...]) -> Mapping[type[Item], tuple[Item, ...]]:
    """Group records by their type and by every type that it is a kind of."""
    by_type: dict[type[Item], list[Item]] = {}
    for record in records:
        for kind in type(record.item).__mro__:
            if issubclass(kind, Item):
                by_type.setdefault(kind, []).append(record.item)
    return {kind: tuple(items) for kind, items in by_type.items()}


def _relative(reference: Reference) -> str:
    """Return the content path that a relative path means, seen from the file that names it."""
    folder = posixpath.dirname(reference.origin.path)
    return posixpath.normpath(posixpath.join(folder, reference.target))
