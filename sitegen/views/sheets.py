"""Long lists in pages of fifty, with the ways to look at them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

T = TypeVar("T")

PAGE_SIZE: Final = 50
"""Entries that one page of a list shows."""

INDEX_SIZE: Final = 200
"""Choices that one page of an index shows."""

MOST_CHOICES: Final = 12
"""Choices of one sort that stand on every page; more of them have an index of their own."""


@dataclass(frozen=True, slots=True)
class Way(Generic[T]):
    """A selection of the entries in an order, with its place below the list."""

    sort: str
    label: str
    place: str
    entries: tuple[T, ...]
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to look at a list, with how many entries it shows."""

    label: str
    url: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """The choices of one sort, or the address of their index if they are many."""

    label: str
    choices: tuple[Choice, ...]
    index: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Sheet(Generic[T]):
    """One page of a list: its entries or an index, its place in its series, the other ways."""

    url: str
    caption: str
    heading: str
    summary: str
    entries: tuple[T, ...]
    index: tuple[Choice, ...]
    number: int
    pages: int
    previous: str
    following: str
    choices: tuple[ChoiceGroup, ...]


@dataclass(frozen=True, slots=True)
class _Series(Generic[T]):
    """Pages of one way or of one index."""

    way: Way[T]
    noun: str
    base: str
    choices: tuple[ChoiceGroup, ...]

    def pages(self, size: int, entries: Sequence[T], index: Sequence[Choice]) -> Iterator[Sheet[T]]:
        """Yield the pages; a list without entries has one page, which says so."""
        many = max(-(-max(len(entries), len(index)) // size), 1)
        for number in range(1, many + 1):
            part = slice((number - 1) * size, number * size)
            page = f", page {number} of {many}" if many > 1 else ""
            own = bool(self.way.place) or number > 1
            yield Sheet(
                url=self._url(number, many),
                caption=f"{self.noun}, {self.way.label}{page}",
                heading=f"{self.way.label}{page}" if own else "",
                summary=self.way.summary,
                entries=tuple(entries[part]),
                index=tuple(index[part]),
                number=number,
                pages=many,
                previous=self._url(number - 1, many),
                following=self._url(number + 1, many),
                choices=self.choices,
            )

    def _url(self, number: int, many: int) -> str:
        if not 1 <= number <= many:
            return ""
        return self.base + self.way.place + (f"page-{number}/" if number > 1 else "")


def sheets(ways: Sequence[Way[T]], base: str, noun: str) -> Iterator[Sheet[T]]:
    """Arrange every page of a list, below the address of its first one."""
    for way in ways:
        choices = _choices(ways, way, base)
        yield from _Series(way, noun, base, choices).pages(PAGE_SIZE, way.entries, ())
    for sort, found in _sorts(ways).items():
        if len(found) > MOST_CHOICES:
            index = tuple(_choice(way, base, current=False) for way in found)
            own: Way[T] = Way(sort, f"by {sort[:1].lower()}{sort[1:]}", _folder(found[0]), ())
            series = _Series(own, noun, base, _choices(ways, own, base))
            yield from series.pages(INDEX_SIZE, (), index)


def _sorts(ways: Sequence[Way[T]]) -> dict[str, list[Way[T]]]:
    found: dict[str, list[Way[T]]] = {}
    for way in ways:
        found.setdefault(way.sort, []).append(way)
    return found


def _folder(way: Way[T]) -> str:
    """Return the place under which all ways of one sort have theirs."""
    return way.place.partition("/")[0] + "/"


def _choices(ways: Sequence[Way[T]], current: Way[T], base: str) -> tuple[ChoiceGroup, ...]:
    if len(ways) == 1:
        return ()
    return tuple(
        ChoiceGroup(sort, (), base + _folder(found[0]), len(found))
        if len(found) > MOST_CHOICES
        else ChoiceGroup(sort, tuple(_choice(w, base, current=w is current) for w in found))
        for sort, found in _sorts(ways).items()
    )


def _choice(way: Way[T], base: str, *, current: bool) -> Choice:
    return Choice(way.label, base + way.place, len(way.entries), current)
