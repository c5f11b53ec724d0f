"""The words of issues: counts, lists, and marks on what a screen calls otherwise than a file.

A message or hint is one sentence in which fields and lists stand between marks, as they are written
in a file: `Write ⟦status: draft⟧, or take ⟦publish_at⟧ out of ⟦actions.yml⟧.` An `Issue` is read
without the marks, as `Write “status: draft”, or …`; the editing screen reads its `parts`, and says
`Write “draft” under “Status”, or …`. What else it says otherwise is made by a function below.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final, NamedTuple, Self

_MARKED: Final = re.compile("⟦([^⟦⟧]*)⟧")
_NEXT: Final = "\x1f"
"""ASCII keeps this for parting one piece of data from the next."""


def counted(number: int, one: str, many: str = "") -> str:
    """Return how many there are, for example “1 comment”, “3 comments” or “1,200 replies”."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def listed(words: Sequence[str]) -> str:
    """Return words as a sentence lists them: “a, b and c”."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


class PartKind(StrEnum):
    """What a marked part of a sentence is."""

    FIELD = "field"
    VALUE = "value"
    FILE = "file"
    ENTRY = "entry"
    PLACE = "place"
    OFF_SCREEN = "off screen"
    COMMAND = "command"


_KINDS: Final = frozenset(PartKind)


class MarkedPart(NamedTuple):
    """A part of a sentence that each reader knows by another name."""

    kind: PartKind
    text: str
    """How it is written in a file or a terminal."""

    data: tuple[str, ...] = ()
    """What a screen needs in order to call it something else."""

    def __str__(self) -> str:
        """Return the part as it stands in a sentence."""
        return f"⟦{_NEXT.join((self.kind, self.text, *self.data))}⟧"

    @classmethod
    def read(cls, marked: str) -> Self:
        """Return what stands between two marks."""
        kind, *rest = marked.split(_NEXT)
        if rest and kind in _KINDS:
            return cls(PartKind(kind), rest[0], tuple(rest[1:]))
        name, _, value = marked.partition(":")
        if value:
            return cls(PartKind.VALUE, f"“{marked}”", (name, value.strip()))
        if name.endswith(".yml"):
            return cls(PartKind.FILE, name, (name.removesuffix(".yml"),))
        return cls(PartKind.FIELD, f"“{marked}”", (name,))


def entry_of(phrase: str, values: Mapping[str, object], below: str = "") -> str:
    """Return the fields of an entry that is to be written, at the `…` of a phrase.

    It may be an entry below a field, which the phrase names then.
    """
    written = ", ".join(f"{name}: {value}" for name, value in values.items())
    pairs = (part for name, value in values.items() for part in (name, str(value)))
    return str(MarkedPart(PartKind.ENTRY, phrase.replace("…", written), (below, *pairs)))


def off_screen(words: str) -> str:
    """Return words such as “ on line 4”, which mean nothing to somebody who sees no file."""
    return str(MarkedPart(PartKind.OFF_SCREEN, words))


def build_command(phrase: str, *words: str) -> str:
    """Return a command of build.py, at the `…` of a phrase such as “Run “…””."""
    written = " ".join(("python3 build.py", *words))
    return str(MarkedPart(PartKind.COMMAND, phrase.replace("…", written), (phrase, *words)))


def parts(text: str) -> Iterator[str | MarkedPart]:
    """Yield the plain words and the marked parts of a sentence, in their order."""
    for number, part in enumerate(_MARKED.split(getattr(text, "marked", text))):
        yield MarkedPart.read(part) if number % 2 else part


def changed(text: str, change: Callable[[MarkedPart], object]) -> MarkedText:
    """Return a sentence with other parts where some are marked."""
    every = (part if isinstance(part, str) else change(part) for part in parts(text))
    return MarkedText("".join(map(str, every)))


class MarkedText(str):
    """A sentence as it is read in a terminal, which still knows its parts."""

    __slots__ = ("marked",)
    marked: str

    def __new__(cls, marked: str) -> Self:
        """Take the marks off what is read."""
        plain = (part if isinstance(part, str) else part.text for part in parts(marked))
        text = super().__new__(cls, "".join(plain))
        text.marked = marked
        return text

    @classmethod
    def of(cls, text: str) -> str:
        """Return the text itself, if nothing in it is marked."""
        return cls(text) if "⟦" in text else text
