"""A finished page: what is known of it, and its bytes once somebody asks for them.

Most pages of a build are as they were. Of those, nobody needs the bytes: what the search, the
checks of the whole site and the host ask about them is a note of a few lines.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sitegen import checks
from sitegen.checks import page_facts
from sitegen.checks.links import ReadPage
from sitegen.checks.page_facts import PageBrief
from sitegen.content.values import NOWHERE
from sitegen.output import search_entry
from sitegen.output.assets import Output, digest_of
from sitegen.output.filters import Rendered, Shown
from sitegen.output.search_entry import EntryFrame


class PageNote(NamedTuple):
    """What is known of a finished page without its bytes."""

    digest: str
    """What tells its bytes from any others."""

    words: tuple[Shown, ...]
    answers: frozenset[tuple[str, bool]]
    """The words that stand on it, and what was asked about words."""

    brief: PageBrief
    sound: bool
    """Whether no check of pages finds anything, wherever the page is written."""

    sought: str
    """What tells that which is indexed of it from anything else; nothing if nothing is."""

    @classmethod
    def of(cls, url: str, frame: EntryFrame | None, page: Rendered) -> PageNote:
        """Read a page that was made."""
        html = page.data.decode()
        facts = page_facts.read(url, html)
        read = ReadPage(facts, NOWHERE)
        return cls(
            digest=digest_of(page.data),
            words=page.words,
            answers=page.answers,
            brief=facts.brief,
            sound=not any(True for check in checks.PAGE_CHECKS for _ in check(read)),
            sought=search_entry.index_entry(frame, html).digest if frame else "",
        )


class MadePage(Output):
    """A page as a file of the site; its bytes are asked for only where they are needed."""

    note: PageNote
    load: Callable[[], bytes]
    key: bytes

    def __init__(
        self, path: str, note: PageNote, load: Callable[[], bytes], key: bytes = b""
    ) -> None:
        """Take what is known of a page, what gives its bytes, and the key of what is known."""
        for name, value in (("path", path), ("note", note), ("load", load), ("key", key)):
            object.__setattr__(self, name, value)

    @property
    def data(self) -> bytes:
        """Return its bytes."""
        return self.load()

    @property
    def digest(self) -> str:
        """Return what tells its bytes from any others."""
        return self.note.digest

    @property
    def url(self) -> str:
        """Return the address at which the host serves it."""
        return self.note.brief.url
