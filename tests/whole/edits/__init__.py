"""Ordinary, true edits of an officer, made out of whatever a content folder holds.

Nothing here knows a name, a number or a page: each edit looks for its records in the folder, so it
fits the content of any board on any day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Final

from tests.whole.edits import new, pages, records
from tests.whole.edits.folder import Board, Edit

KINDS: Final[Sequence[Callable[[Board], Iterator[Edit]]]] = (
    records.people, records.numbers, records.confirmed, records.months, records.coded,
    records.actions, records.supplied, records.figures, records.settings, records.looked_at,
    records.topics, pages.sentences, pages.titles, pages.headings, pages.renamed, new.review,
    new.news, new.question, new.word, new.document, new.occasion, new.page, new.later,
)  # fmt: skip


def ordinary(content: Path, today: str, most: int) -> list[Edit]:
    """Return so many edits that fit a content folder: one of each kind, then a second of each."""
    lock = content / "urls.lock"
    urls = frozenset(lock.read_text(encoding="utf-8").splitlines() if lock.is_file() else ())
    board = Board(content, today, urls)
    turns = zip_longest(*(kind(board) for kind in KINDS))
    found = [edit for turn in turns for edit in turn if edit]
    return found[:most]
