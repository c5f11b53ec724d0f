"""Small values that authors write: phone numbers, keys, prose, paths of files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final, Self
from urllib.parse import quote

from sitegen.issues.issue import Origin, Refusal

DASHES: Final = re.compile("[\u2010-\u2015\u2212-]")
"""Dashes of all lengths, which people type for one another."""

IF_IT_HOLDS_A_COLON: Final = 'if it holds a colon, put it in quotes: "Like this: one text".'
"""What to do about a text that was read as a key and its value."""

NOWHERE: Final = Origin("")
"""The origin of a value that no file holds."""


class Scalar(str):
    """Text as it stands in a file, with the place where it starts."""

    __slots__ = ("origin",)
    origin: Origin

    def __new__(cls, text: str, origin: Origin = NOWHERE) -> Self:
        """Make a text that remembers its place."""
        value = super().__new__(cls, text)
        value.origin = origin
        return value


def origin_of(text: str) -> Origin:
    """Return the place from which a text was read, as far as it is known."""
    return text.origin if isinstance(text, Scalar) else NOWHERE


def one_text(written: object) -> str:
    """Take a text, and refuse a list or a set of keys where one text is meant."""
    if isinstance(written, str):
        return written
    if isinstance(written, dict):
        hint = f"Write one text here; {IF_IT_HOLDS_A_COLON}"
        raise Refusal("there are keys and values here, where one text is meant", hint)
    raise Refusal("there is a list here, where one text is meant", "Write one text here.")


_PHONE = re.compile(
    r"(?P<number>(?:18001 )?\+?[0-9][0-9 ]{1,15}[0-9])(?: ext\.? ?(?P<ext>[0-9]{1,6}))?\Z"
)
_EXTENSION = re.compile(r"\s*,?\s*(?:\bext(?:ension|n)?\b\.?|\bx(?=\d))\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number as people read it, digits grouped by spaces."""

    text: str

    @classmethod
    def parse(cls, text: object) -> Self:
        """Read a number such as `0151 496 0000` or `999`; raises Refusal for anything else."""
        plain = DASHES.sub(" ", one_text(text)).strip()
        if plain.startswith("+"):
            # In “+44 (0)151 …” the nought is for callers from within the country alone.
            plain = plain.replace("(0)", " ")
        written = " ".join(plain.replace("(", " ").replace(")", " ").split()).replace("+ ", "+")
        written = _EXTENSION.sub(" ext ", written)
        if not _PHONE.match(written):
            message = f"“{text}” is not a telephone number"
            raise Refusal(message, "Write digits in groups, for example 0151 496 0000.")
        return cls(written)

    @property
    def href(self) -> str:
        """Return the address that a telephone understands (RFC 3966, extensions included)."""
        number, _, extension = self.text.partition(" ext ")
        digits = number.replace(" ", "")
        return f"tel:{digits};ext={extension}" if extension else f"tel:{digits}"

    @property
    def digits(self) -> str:
        """Return the digits alone, for comparing numbers however they are spaced."""
        return self.text.partition(" ext ")[0].removeprefix("18001 ").replace(" ", "")

    @property
    def extension(self) -> str:
        """Return the extension, or nothing."""
        return self.text.partition(" ext ")[2]

    def reaching(self, extension: str) -> Self:
        """Return the number with an extension."""
        return type(self)(f"{self.text} ext {extension}")

    def by_relay(self) -> Self:
        """Return the number as Relay UK is dialled, for those who cannot hear or speak."""
        return type(self)(f"18001 {self.text.removeprefix('18001 ')}")

    def __str__(self) -> str:
        """Return the number as people read it."""
        return self.text


_SEVERAL: Final = re.compile(r"\s*[,;&|]\s*|\s+/\s+|\s+(?:and\s+)?")
_AN_ID: Final = re.compile(r"[a-z0-9/-]+")
"""What people write between ids where a list is meant; no id has a space."""


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """A reference to another record: its kind, its id and the place that names it."""

    kind: str
    id: str
    origin: Origin = field(default=NOWHERE, compare=False)

    @classmethod
    def to(cls, kind: str, text: object) -> Self:
        """Read an id that points to a record of a kind, with or without its kind before it."""
        written = one_text(text)
        name = written.strip("“”„‘’ \t").removeprefix(f"{kind}:").strip()
        if several := _SEVERAL.split(name.lstrip("-–—•·* "))[1:]:
            ids = [_SEVERAL.split(name.lstrip("-–—•·* "))[0], *several]
            listed = [id_.strip("-–—•·* “”'\"") for id_ in ids]
            if not all(map(_AN_ID.fullmatch, listed)):
                hint = "Write its id in small letters, as in its entry or the name of its file."
                raise Refusal(f"“{name}” is not the id of a {kind}", hint)
            hint = f"Write a list: [{', '.join(listed)}]."
            raise Refusal("several names are written here as one text", hint)
        return cls(kind, name, origin_of(written))

    def __str__(self) -> str:
        """Write the reference as authors do, `theme:neglect`."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown text as its author wrote it, with the place where it starts."""

    text: str
    origin: Origin = NOWHERE

    @classmethod
    def read(cls, text: object) -> Self:
        """Take a text from a file, keeping its place."""
        written = one_text(text)
        return cls(str(written), origin_of(written))

    def __bool__(self) -> bool:
        """Return whether anything is written."""
        return bool(self.text.strip())

    def __str__(self) -> str:
        """Return the Markdown source."""
        return self.text


_IN_ADDRESSES: Final = "".join(map(chr, range(0x21, 0x7F))).translate(str.maketrans("", "", '"<>'))


def web_path(path: str) -> str:
    """Return a path as it stands in addresses: `/a b` becomes `/a%20b`, and that stays as it is."""
    return quote(path, safe=_IN_ADDRESSES)


_FROM_THE_TOP: Final = re.compile(r"\A/(?=(?:files|images)/)")
"""The slash that the editing screen, and many people, write before a folder of files."""


@dataclass(frozen=True, slots=True)
class FilePath:
    """A file of the content folder, with the place that names it."""

    path: str
    origin: Origin = field(default=NOWHERE, compare=False)

    @classmethod
    def parse(cls, text: object) -> Self:
        """Read a relative path with forward slashes; raises Refusal if it leaves the folder."""
        path = one_text(text)
        written = _FROM_THE_TOP.sub("", path.strip())
        parts = written.split("/")
        if "\\" in written or ":" in written or {"..", ".", ""} & set(parts):
            message = f"“{text}” is not a path inside the content folder"
            raise Refusal(message, "Write it like files/annual-report-2018.pdf.")
        return cls(written, origin_of(path))

    @property
    def ending(self) -> str:
        """Return the end of its name in small letters, with its dot."""
        return PurePosixPath(self.path).suffix.casefold()

    def __str__(self) -> str:
        """Return the path."""
        return self.path
