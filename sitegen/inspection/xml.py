"""Reads XML that others wrote: piece by piece, without entities, and only up to a limit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from sitegen.inspection import faults
from sitegen.inspection.findings import Unreadable

_CHUNK: Final = 1 << 16
_MOST_ELEMENTS: Final = 3_000_000
_DEEPEST: Final = 300
_LONGEST_TEXT: Final = 100_000


@dataclass(frozen=True, slots=True)
class Element:
    """An element with its own text, told when it ends; names are without their prefixes."""

    name: str
    space: str
    attributes: Mapping[str, str]
    parents: tuple[str, ...]
    text: str

    @property
    def parent(self) -> str:
        """Return the name of the element that holds this one, or nothing."""
        return self.parents[-1] if self.parents else ""

    def get(self, attribute: str, usual: str = "") -> str:
        """Return what an attribute says."""
        return self.attributes.get(attribute, usual)

    def number(self, attribute: str) -> float:
        """Return the number that an attribute is, or 0."""
        return number(self.get(attribute))


def number(text: str) -> float:
    """Return the number that a text is, or 0."""
    try:
        return float(text)
    except ValueError:
        return 0


@dataclass(slots=True)
class _Open:
    name: str
    space: str
    attributes: Mapping[str, str]
    text: list[str] = field(default_factory=list)


class _Builder:
    """Turns the parser's calls into elements."""

    def __init__(self) -> None:
        self.open: list[_Open] = []
        self.done: list[Element] = []
        self.count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > _MOST_ELEMENTS or len(self.open) > _DEEPEST:
            raise Unreadable(faults.BOMB.finding())
        space, local = _split(name)
        plain = {_split(key)[1]: value for key, value in attributes.items()}
        self.open.append(_Open(local, space, plain))

    def end(self, _name: str) -> None:
        last = self.open.pop()
        parents = tuple(element.name for element in self.open)
        text = "".join(last.text)
        self.done.append(Element(last.name, last.space, last.attributes, parents, text))

    def data(self, text: str) -> None:
        if self.open and len(self.open[-1].text) < _LONGEST_TEXT:
            self.open[-1].text.append(text)

    def doctype(self, *_: object) -> None:
        # Document types can declare entities that grow without end or read other files, and no
        # format that is inspected here has any use for them.
        raise Unreadable(faults.NOT_UNDERSTOOD.finding("a document type inside"))


def elements_of(data: bytes) -> Iterator[Element]:
    """Yield every element as it ends; raises Unreadable."""
    builder = _Builder()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = builder.doctype
    for start in range(0, max(len(data), 1), _CHUNK):
        try:
            parser.Parse(data[start : start + _CHUNK], start + _CHUNK >= len(data))
        except expat.ExpatError as error:
            raise Unreadable(faults.TRUNCATED.finding("broken XML inside")) from error
        yield from builder.done
        builder.done.clear()


def _split(name: str) -> tuple[str, str]:
    space, _, local = name.rpartition(" ")
    return space, local
