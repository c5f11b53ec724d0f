"""What Pagefind is given of a finished page: what is its own, and how much it weighs."""

from __future__ import annotations

import hashlib
import re
from typing import Final, NamedTuple

_BLOCKS: Final = ("contents", "support", "after", "cite", "update-history", "gone", "ask")
"""The classes of blocks that stand on many pages alike, or name other pages."""

BESIDE_THE_POINT: Final = ("nav", "svg", *(f".{name}" for name in _BLOCKS), ".hidden")
"""What stands on many pages alike, or says again for the eye what words have said."""


_MAIN: Final = re.compile(r"<main\b[^>]*>(.*)</main>", re.DOTALL)
_CELL: Final = re.compile(r"<(?=/(?:caption|d[dt]|span|strong|t[dh])>)")
"""Where words end for the eye, which Pagefind would join to those that follow."""

_BLOCK: Final = re.compile(rf'<(nav\b|\w+(?= class="(?:{"|".join(_BLOCKS)})[ "]))')


class IndexEntry(NamedTuple):
    """What Pagefind is given of a page."""

    path: str
    html: str

    @property
    def digest(self) -> str:
        """Return what tells it from any other."""
        return hashlib.sha256(f"{self.path}\0{self.html}".encode()).hexdigest()


class EntryFrame(NamedTuple):
    """What Pagefind is given of a page beside its words: its weight, and its text if it is set."""

    url: str
    weight: float
    main: str | None
    of_many: bool = False
    """Whether more pages are of its kind than one bundle holds."""

    @property
    def path(self) -> str:
        """Return where Pagefind finds the page."""
        return f"{self.url.strip('/') or '.'}/index.html"


def index_entry(frame: EntryFrame, html: str) -> IndexEntry:
    """Keep of a page what is its own."""
    match = _MAIN.search(html)
    main = _CELL.sub(" <", _without_blocks(match[1])) if match else ""
    if frame.main is not None:
        main = frame.main
    body = f'<main data-pagefind-body data-pagefind-weight="{frame.weight}">{main}</main>'
    return IndexEntry(frame.path, f'<html lang="en">{body}</html>')


def _without_blocks(main: str) -> str:
    """Return the main part without the blocks that Pagefind leaves out as well.

    They name other pages: with them, another title would make the index of all those pages anew.
    """
    pieces, place = [], 0
    for block in _BLOCK.finditer(main):
        if block.start() >= place:
            pieces.append(main[place : block.start()])
            place = _end_of(block)
    return "".join((*pieces, main[place:]))


def _end_of(block: re.Match[str]) -> int:
    """Return where an element ends, whatever elements with the same tag are in it."""
    depth = 0
    for tag in re.compile(rf"<(/?){block[1]}\b[^>]*>").finditer(block.string, block.start()):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return block.start()
