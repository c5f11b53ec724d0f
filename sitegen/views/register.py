"""The register of reviews: one table while it is short, pages and choices once it is long."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from sitegen.models.review_types import ReviewKind, ReviewStatus
from sitegen.models.reviews import Review
from sitegen.site.site import Site
from sitegen.views.reviews import Totals, listed, totals, year_of
from sitegen.views.sheets import Sheet, Way, sheets, ways_by_word
from sitegen.views.timeline import MilestoneRow, row

FEW: Final = 10
"""Up to this many reviews need no choices: everybody sees them all at once."""


class RegisterPage(NamedTuple):
    """One page of the register: its rows, where it stands in its series, and the other ways."""

    sheet: Sheet[Review]
    rows: tuple[MilestoneRow, ...]
    totals: Totals

    @property
    def mixed(self) -> bool:
        """Return whether the rows are of several kinds, so that each must say its own."""
        return len({row.review.review_kind for row in self.rows}) > 1


def registers(site: Site, base: str) -> tuple[RegisterPage, ...]:
    """Arrange every page of the register, below the address of its first one."""
    counted = totals(site)
    return tuple(
        RegisterPage(sheet, tuple(row(review) for review in sheet.entries), counted)
        for sheet in sheets(_ways(site), base, "Reviews")
    )


def _ways(site: Site) -> tuple[Way[Review], ...]:
    """Return the ways to look at the register, the newest first being the first."""
    newest = tuple(reversed(listed(site)))
    first = Way("Order", "newest first", "", newest)
    if len(newest) <= FEW:
        return (first,)
    return (
        first,
        Way("Order", "oldest first", "oldest-first/", newest[::-1]),
        *_by_word("Where it stands", "status", newest, lambda review: str(review.review_status)),
        *_by_word("Kind", "kind", newest, lambda review: str(review.review_kind)),
        *reversed([*ways_by_word("Published in", "year", newest, year_of)]),
    )


def _by_word(
    sort: str, place: str, reviews: tuple[Review, ...], word: Callable[[Review], str]
) -> Iterator[Way[Review]]:
    """Yield a way for each word; those that every site knows come first, in their order."""
    known = [str(value) for value in (*ReviewStatus, *ReviewKind)]
    ways = {way.label: way for way in ways_by_word(sort, place, reviews, lambda r: (word(r),))}
    yield from (ways.pop(said) for said in known if said in ways)
    yield from ways.values()
