"""Long lists in pages of fifty, with the ways to look at them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import count
from typing import Final, Generic, NamedTuple, TypeVar

from sitegen.content.slugs import slug
from sitegen.models.base import Item
from sitegen.views.orders import natural

T = TypeVar("T")
Listed = TypeVar("Listed", bound="Item")

PAGE_SIZE: Final = 50
"""Entries that one page of a list shows."""

INDEX_SIZE: Final = 200
"""Choices that one page of an index shows."""

_LONGEST_NAME: Final = 80
"""Characters of a name of a folder: disks take 255, a whole path on Windows 260."""

_PAGE: Final = re.compile(r"page-\d+")
"""What the addresses of the further pages of a list end in."""

MOST_CHOICES: Final = 12
"""Choices of one sort that stand on every page; more of them have an index of their own."""


class Way(NamedTuple, Generic[T]):
    """A selection of the entries in an order, with its place below the list."""

    sort: str
    label: str
    place: str
    entries: tuple[T, ...]
    summary: str = ""
    first: int = 0
    """Entries that stand on its first page, if more than a page holds."""

    size: int = PAGE_SIZE
    """Entries that a page shows."""


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
    place: str
    """The place of its way below the list."""
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
        first = max(size, self.way.first)
        ends = (first, *range(first + size, max(len(entries), len(index)) + size, size))
        many = len(ends)
        for number, end in enumerate(ends, start=1):
            part = slice(ends[number - 2] if number > 1 else 0, end)
            page = f", page {number} of {many}" if many > 1 else ""
            is_below = bool(self.way.place) or number > 1
            yield Sheet(
                url=self._url(number, many),
                place=self.way.place,
                caption=f"{self.noun}, {self.way.label}{page}",
                heading=f"{self.way.label}{page}" if is_below else "",
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
        yield from _Series(way, noun, base, choices).pages(way.size, way.entries, ())
    for sort, several in _sorts(ways).items():
        if len(several) > MOST_CHOICES:
            index = tuple(_choice(way, base, current=False) for way in several)
            list_way: Way[T] = Way(
                sort, f"by {sort[:1].lower()}{sort[1:]}", _folder(several[0]), ()
            )
            series = _Series(list_way, noun, base, _choices(ways, list_way, base))
            yield from series.pages(INDEX_SIZE, (), index)


def first_page_first(label: str, entries: Sequence[Listed]) -> Way[Listed]:
    """Return the way of a list on whose first page stands what has no page of its own."""
    if len(entries) <= PAGE_SIZE:
        return Way("Order", label, "", tuple(entries))
    without = sum(not item.has_page for item in entries)
    others = [item for item in entries if item.has_page]
    on_first = {id(item) for item in others[: max(PAGE_SIZE - without, PAGE_SIZE // 2)]}
    first = [item for item in entries if not item.has_page or id(item) in on_first]
    placed = (*first, *(item for item in others if id(item) not in on_first))
    return Way("Order", label, "", placed, first=len(first))


def ways_by_word(
    sort: str, place: str, entries: Iterable[T], words: Callable[[T], Iterable[str]]
) -> Iterator[Way[T]]:
    """Yield a way for each word that entries have, in the order of the words.

    Words that differ in their capitals alone are one, as the first entry has it. Each way has an
    address of its own.
    """
    chosen: dict[str, list[T]] = {}
    written: dict[str, str] = {}
    for entry in entries:
        for word in {word.casefold(): word for word in words(entry)}.values():
            written.setdefault(word.casefold(), word)
            chosen.setdefault(word.casefold(), []).append(entry)
    taken: set[str] = set()
    for folded in sorted(chosen, key=natural):
        name = _name(folded, taken)
        taken.add(name)
        yield Way(sort, written[folded], f"{place}/{name}/", tuple(chosen[folded]))


def _name(word: str, taken: AbstractSet[str]) -> str:
    """Return the last part of an address: short enough for every disk, and this word’s alone."""
    short = slug(word)[:_LONGEST_NAME].strip("-") or "other"
    if short not in taken and not _PAGE.fullmatch(short):
        return short
    numbered = (f"{short}-{number}" for number in count(2))
    return next(name for name in numbered if name not in taken)


def _sorts(ways: Sequence[Way[T]]) -> dict[str, list[Way[T]]]:
    sorts: dict[str, list[Way[T]]] = {}
    for way in ways:
        sorts.setdefault(way.sort, []).append(way)
    return sorts


def _folder(way: Way[T]) -> str:
    """Return the place under which all ways of one sort have theirs."""
    return way.place.partition("/")[0] + "/"


def _choices(ways: Sequence[Way[T]], current: Way[T], base: str) -> tuple[ChoiceGroup, ...]:
    if len(ways) == 1:
        return ()
    return tuple(
        ChoiceGroup(sort, (), base + _folder(several[0]), len(several))
        if len(several) > MOST_CHOICES
        else ChoiceGroup(sort, tuple(_choice(w, base, current=w is current) for w in several))
        for sort, several in _sorts(ways).items()
    )


def _choice(way: Way[T], base: str, *, current: bool) -> Choice:
    return Choice(way.label, base + way.place, len(way.entries), current)
