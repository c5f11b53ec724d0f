"""A text as HTML that still has slots, and all that checks ask about it."""

from __future__ import annotations

import pickle
import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Final, NamedTuple, Self
from urllib.parse import unquote

from sitegen.content.values import web_path
from sitegen.issues.issue import Origin

_OUTSIDE: Final = ("https:", "http:", "mailto:", "tel:")
_KEY: Final = re.compile(r"([a-z]+):(?!//)([a-z0-9][a-z0-9/-]*)(#[\w-]+)?\Z")


class Reference(NamedTuple):
    """Something on the site that a text names: a record by kind and id, or a file by path."""

    kind: str
    target: str
    anchor: str
    origin: Origin
    insert: bool = False

    @classmethod
    def of(cls, target: str, place: Origin) -> Self | None:
        """Read what a link names; nothing for other sites and for places on the same page."""
        if target.lower().startswith((*_OUTSIDE, "#")):
            return None
        if match := _KEY.match(target):
            return cls(match[1], match[2], match[3] or "", place)
        path, mark, anchor = unquote(target).partition("#")
        if path.startswith("/"):
            return cls("address", web_path(path), mark + anchor, place)
        return cls("file", path, mark + anchor, place)

    def __str__(self) -> str:
        """Write the reference as its author did."""
        if self.insert:
            return f"{{{self.kind}:{self.target}}}"
        kind = "" if self.kind in {"file", "image", "address"} else f"{self.kind}:"
        return f"{kind}{self.target}{self.anchor}"


class Link(NamedTuple):
    """A link as its reader meets it."""

    text: str
    target: str
    origin: Origin


class Picture(NamedTuple):
    """A picture in a text, with the words that stand for it."""

    alt: str
    target: str
    origin: Origin


class Heading(NamedTuple):
    """A heading of a text, with the name by which links reach it."""

    level: int
    id: str
    text: str
    origin: Origin


class Run(NamedTuple):
    """A stretch of plain text on one line of one paragraph, for rules that look at words."""

    text: str
    origin: Origin
    paragraph: int


class BodyWords:
    """A text word by word, unpacked once somebody asks: lists and links need no words."""

    def __init__(self, packed: bytes) -> None:
        """Take what an earlier build packed."""
        self.packed = packed

    @classmethod
    def of(
        cls,
        parts: Iterable[str | Reference],
        runs: Iterable[Run] = (),
        code: Iterable[Run] = (),
    ) -> BodyWords:
        """Take the words themselves."""
        words = cls(b"")
        words.all = tuple(parts), tuple(runs), tuple(code)
        return words

    @cached_property
    def all(self) -> tuple[tuple[str | Reference, ...], tuple[Run, ...], tuple[Run, ...]]:
        """The parts of the HTML, the stretches of plain text, and those of code."""
        return pickle.loads(zlib.decompress(self.packed))  # type: ignore[no-any-return]  # noqa: S301 - out of a pickle of ours

    def __reduce__(self) -> tuple[type[BodyWords], tuple[bytes]]:
        """Pack apart from what is known of the text, and so that it takes little memory."""
        packed = self.packed or zlib.compress(pickle.dumps(self.all, pickle.HIGHEST_PROTOCOL), 1)
        return BodyWords, (packed,)

    def __eq__(self, other: object) -> bool:
        """Return whether another text has the same words in the same places."""
        return isinstance(other, BodyWords) and self.all == other.all

    def __hash__(self) -> int:
        """Return one number for all texts of the same words."""
        return hash(self.all)


class Body(NamedTuple):
    """A text as HTML with slots for its references, and all that checks ask about it."""

    words: BodyWords
    html_digest: bytes = b""
    """What tells the HTML with empty slots from any other, if that is known."""

    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    pictures: tuple[Picture, ...] = ()
    references: tuple[Reference, ...] = ()
    paragraph_ids: tuple[str, ...] = ()
    """The names by which links reach its numbered paragraphs."""

    @property
    def parts(self) -> tuple[str | Reference, ...]:
        """Return the HTML, with a reference in place of each slot."""
        return self.words.all[0]

    @property
    def runs(self) -> tuple[Run, ...]:
        """Return all plain text."""
        return self.words.all[1]

    @property
    def code(self) -> tuple[Run, ...]:
        """Return what is shown as computer code: its marks, or an insert that stands in it."""
        return self.words.all[2]

    def html(self, fill: Callable[[Reference], str]) -> str:
        """Return the HTML, each slot filled by an address or by HTML of its own."""
        return "".join(part if isinstance(part, str) else fill(part) for part in self.parts)

    def paragraphs(self) -> Iterator[Run]:
        """Yield the words of each paragraph, heading or cell in one piece."""
        for pieces in self.by_paragraph():
            text = " ".join(" ".join([piece.text for piece in pieces]).split())
            yield Run(text, pieces[0].origin, pieces[0].paragraph)

    def by_paragraph(self) -> Iterable[list[Run]]:
        """Return the runs of each paragraph, heading or cell."""
        paragraphs: dict[int, list[Run]] = defaultdict(list)
        for run in self.runs:
            paragraphs[run.paragraph].append(run)
        return paragraphs.values()


_GOES_ON: Final = re.compile(r"\n(?!\s*(?:[-*+>#|:]|\d+[.)]\s|\n|\Z))")
_WORDS: Final = re.compile(r"\S[ \t\r]*\Z")


def running(text: str) -> str:
    """Write a space for each new line in which a sentence may go on; every sign keeps its place.

    A list, a heading, a table and an empty line begin something new.
    """
    return _GOES_ON.sub(_space, text)


def _space(end: re.Match[str]) -> str:
    """Return a space for the end of a line that has words, and let an empty line stay."""
    start = end.string.rfind("\n", 0, end.start()) + 1
    return " " if _WORDS.search(end.string, start, end.start()) else "\n"
