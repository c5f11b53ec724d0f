"""What is taken down with a review, what is left of it, and how its traces are known."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from sitegen.content.record import Record
from sitegen.content.values import FilePath, Key, Prose
from sitegen.models.base import Item, Publication, Status, Titled
from sitegen.models.documents import BoardDocument
from sitegen.models.follow_up import Recommendation
from sitegen.models.reviews import Review

_NOTICE: Final = frozenset(
    (
        *("id", "title", "status", "published", "changes", "withdrawn_reason", "shows", "order"),
        "own_page",
    )
)
"""What is left of a withdrawn record: enough to say there that it was, and why it is gone."""

_DIGITS: Final = re.compile(r"([a-z])-?(\d)")
_OF_A_LETTER: Final = r"(?:child|baby|infant|boy|girl|young person|sibling|family|adult|parent)\s+"
"""A pseudonym or an id of one letter is looked for behind such a word; alone it is an article."""


@dataclass(frozen=True)
class Traces:
    """By what a text tells of a review: its pseudonyms, its title and its id as people write it."""

    record: Record[Item]
    review: Review
    others: frozenset[Key] = frozenset()
    """Documents that stand in no slot of the review and say themselves that they are about it."""

    @property
    def key(self) -> Key:
        """Return the key by which other records name the review."""
        return Key(Review.kind, self.record.id)

    @cached_property
    def papers(self) -> frozenset[Key]:
        """Return the documents in its slots."""
        return frozenset(self.review.papers)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        id_ = _DIGITS.sub(r"\1[ -]?\2", re.escape(self.record.id))
        forms = [re.escape(self.review.title), _OF_A_LETTER + id_ if len(id_) == 1 else id_]
        for name in self.review.pseudonyms:
            escaped = r"\s+".join(map(re.escape, name.split()))
            forms.append(_OF_A_LETTER + escaped if len(name) == 1 else escaped)
        return re.compile(rf"(?<![^\W_])(?:{'|'.join(forms)})(?![^\W_])", re.IGNORECASE)

    def places(self, text: str) -> Iterator[int]:
        """Yield where a text tells of the review, as numbers of characters before it.

        “Rose” is a pseudonym and “rose” a flower, unless nothing in the text has capitals, as in
        an address.
        """
        small = text == text.lower()
        for match in self._pattern.finditer(text):
            if small or not match[0][0].islower():
                yield match.start()

    def names_in(self, address: str) -> bool:
        """Return whether an address or the path of a file bears one of its pseudonyms."""
        written = ("-".join(name.lower().split()) for name in self.review.pseudonyms)
        names = "|".join(
            f"(?:child|baby|family)-{name}" if len(name) == 1 else re.escape(name)
            for name in written
        )
        found = names and re.search(rf"(?<![^\W_])(?:{names})(?![^\W_])", address.lower())
        return bool(found)

    def shown_in(self, text: str) -> bool:
        """Return whether a text tells of the review."""
        return next(self.places(text), None) is not None


def traces(records: Iterable[Record[Item]]) -> tuple[Traces, ...]:
    """Return by what each withdrawn review is known; the records are those of the authors."""
    records = tuple(records)
    return tuple(
        of_review(record, record.item, records)
        for record in records
        if isinstance(record.item, Review) and record.item.status is Status.WITHDRAWN
    )


def of_review(record: Record[Item], review: Review, records: Iterable[Record[Item]]) -> Traces:
    """Return by what a review is known."""
    key = Key(Review.kind, record.id)
    documents = [other for other in records if isinstance(other.item, BoardDocument)]
    about = (document for document in documents if getattr(document.item, "reviews", ()) == (key,))
    return Traces(record, review, frozenset(Key(BoardDocument.kind, d.id) for d in about))


def withdrawn_together(records: Iterable[Record[Item]]) -> tuple[Record[Item], ...]:
    """Return records in which the recommendations of withdrawn reviews are withdrawn as well.

    One edit takes a review down: what answers a recommendation loses the link by itself, as it
    does with every record that is withdrawn.
    """
    records = tuple(records)
    gone = {trace.key for trace in traces(records)}
    return tuple(_with_its_review(record, gone) if gone else record for record in records)


def _with_its_review(record: Record[Item], gone: set[Key]) -> Record[Item]:
    item = record.item
    # Whether its embargo has lifted is not known here, and does not matter any more.
    public = item.status in {Status.PUBLISHED, Status.SCHEDULED}
    if not isinstance(item, Recommendation) or item.review not in gone or not public:
        return record
    # Who remembers what was found in the record must know that it is another now.
    digest = hashlib.blake2b(record.digest + b"withdrawn", digest_size=16).digest()
    item = item.model_copy(update={"status": Status.WITHDRAWN, "publish_at": None})
    return replace(record, item=item, digest=digest)


def files_taken_down(records: Iterable[Record[Item]]) -> Mapping[str, str]:
    """Return the address of its notice for each file that a withdrawn record names."""
    return {
        leaf.path: record.item.url
        for record in records
        if record.item.status is Status.WITHDRAWN and record.item.has_page
        for _, leaf in record.leaves
        if isinstance(leaf, FilePath)
    }


def notice(record: Record[Item], taken_down: Sequence[Traces]) -> Record[Item]:
    """Take out of a withdrawn record all that its notice does not need.

    Of a review, and of what is about a withdrawn one, not even the title and the notes are left:
    they may bear a pseudonym.
    """
    item = record.item
    if item.status is not Status.WITHDRAWN:
        return record
    # The words of an entry on a page stand on no notice; that of a page names what was there.
    named = _NOTICE if isinstance(item, Publication) else _NOTICE - {"title"}
    left: dict[str, object] = {
        name: _emptied(getattr(item, name), field.get_default(call_default_factory=True))
        for name, field in type(item).model_fields.items()
        if name not in named and (not field.is_required() or _is_words(getattr(item, name)))
    }
    if isinstance(item, Titled) and "title" not in named:
        left["title"] = ""
    if isinstance(item, Publication) and any(_about(record, withdrawn) for withdrawn in taken_down):
        left["title"] = f"This {item.kind} is no longer here"
        left["changes"] = tuple(
            change.model_copy(update={"note": "Changed."}) for change in item.changes
        )
    return replace(record, item=item.model_copy(update=left))


def _about(record: Record[Item], withdrawn: Traces) -> bool:
    """Return whether a record is a review, or tells of it."""
    key = Key(record.item.kind, record.id)
    named = {leaf for _, leaf in record.leaves if isinstance(leaf, Key)}
    item = record.item
    words = (item.title, *(c.note for c in item.changes)) if isinstance(item, Publication) else ()
    return (
        key in {withdrawn.key, *withdrawn.papers}
        or withdrawn.key in named
        or any(map(withdrawn.shown_in, words))
    )


def _is_words(value: object) -> bool:
    return isinstance(value, Prose) or type(value) is str


def _emptied(value: object, default: object) -> object:
    if isinstance(value, Prose):
        return None if default is None else Prose("")
    return "" if type(value) is str else default
