"""The register of reviews: one table while it is short, pages and choices once it is long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitegen.content.markdown import slug
from sitegen.models.reviews import ReviewKind, ReviewStatus
from sitegen.views.reviews import MilestoneRow, Totals, listed, published_on, row, totals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.models.reviews import Review
    from sitegen.site.site import Site

PAGE_SIZE: Final = 50
"""Reviews that one page of the register shows."""

FEW: Final = 10
"""Up to this many reviews need no choices: everybody sees them all at once."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to look at the register, with how many reviews it shows."""

    label: str
    url: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of one sort."""

    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """One page of the register: its rows, where it stands in its series, and the other ways."""

    url: str
    caption: str
    heading: str
    rows: tuple[MilestoneRow, ...]
    totals: Totals
    number: int
    pages: int
    previous: str
    following: str
    choices: tuple[Choices, ...]

    @property
    def mixed(self) -> bool:
        """Return whether the rows are of several kinds, so that each must say its own."""
        return len({row.review.review_kind for row in self.rows}) > 1


@dataclass(frozen=True, slots=True)
class _Way:
    """A selection of the reviews in an order, with its place below the register."""

    sort: str
    label: str
    place: str
    reviews: tuple[Review, ...]


def registers(site: Site, base: str) -> tuple[RegisterPage, ...]:
    """Arrange every page of the register, below the address of its first one."""
    ways = _ways(site)
    counted = totals(site)
    return tuple(
        register
        for way in ways
        for register in _pages(way, base, choices=_choices(ways, way, base), counted=counted)
    )


def _ways(site: Site) -> tuple[_Way, ...]:
    """Give the ways to look at the register, the newest first being the first."""
    newest = tuple(reversed(listed(site)))
    first = _Way("Order", "newest first", "", newest)
    if len(newest) <= FEW:
        return (first,)
    return (
        first,
        _Way("Order", "oldest first", "oldest-first/", newest[::-1]),
        *_selections("Where it stands", "status", newest, ReviewStatus),
        *_selections("Kind", "kind", newest, ReviewKind),
        *_years(newest),
    )


def _selections(
    sort: str, place: str, reviews: tuple[Review, ...], words: type[ReviewStatus | ReviewKind]
) -> Iterator[_Way]:
    for word in words:
        found = tuple(r for r in reviews if word in {r.review_status, r.review_kind})
        if found:
            yield _Way(sort, str(word), f"{place}/{slug(word)}/", found)


def _years(reviews: tuple[Review, ...]) -> Iterator[_Way]:
    years: dict[int, list[Review]] = {}
    for review in reviews:
        if when := published_on(review):
            years.setdefault(when.year, []).append(review)
    for year in sorted(years, reverse=True):
        yield _Way("Published in", str(year), f"year/{year}/", tuple(years[year]))


def _choices(ways: tuple[_Way, ...], current: _Way, base: str) -> tuple[Choices, ...]:
    if len(ways) == 1:
        return ()
    return tuple(
        Choices(
            sort,
            tuple(
                Choice(way.label, base + way.place, len(way.reviews), way is current)
                for way in ways
                if way.sort == sort
            ),
        )
        for sort in dict.fromkeys(way.sort for way in ways)
    )


def _pages(
    way: _Way, base: str, *, choices: tuple[Choices, ...], counted: Totals
) -> Iterator[RegisterPage]:
    pages = max(-(-len(way.reviews) // PAGE_SIZE), 1)

    def url(number: int) -> str:
        if not 1 <= number <= pages:
            return ""
        return base + way.place + (f"page-{number}/" if number > 1 else "")

    for number in range(1, pages + 1):
        shown = way.reviews[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
        yield RegisterPage(
            url=url(number),
            caption=f"Reviews, {way.label}" + _page(number, pages),
            heading=(way.label + _page(number, pages)) if way.place or number > 1 else "",
            rows=tuple(row(review) for review in shown),
            totals=counted,
            number=number,
            pages=pages,
            previous=url(number - 1),
            following=url(number + 1),
            choices=choices,
        )


def _page(number: int, pages: int) -> str:
    return f", page {number} of {pages}" if pages > 1 else ""
