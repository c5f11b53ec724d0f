"""Themes: which review has which, and what was done about each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from sitegen.content.dates import PartialDate
from sitegen.models.documents import BoardDocument
from sitegen.models.follow_up import Action, Recommendation
from sitegen.models.reviews import Briefing, Coded, Review, Theme, ThemeGroup
from sitegen.site.site import Site
from sitegen.views.lookup import get_many, key_of, not_withdrawn, per_site, referencing
from sitegen.views.orders import by_due_day, natural
from sitegen.views.reviews import listed, places, published_on

_GROUPS: Final = (
    (ThemeGroup.PRACTICE, "practice", "How professionals work"),
    (ThemeGroup.FAMILY, "family", "What happens in a family"),
    (None, "meanings", "What each theme means"),
)
"""The headings under which themes stand."""

MOST_SHOWN: Final = 30
"""Reviews, recommendations, actions and documents that a theme shows; it counts the others."""

WIDEST: Final = 24
"""Reviews that the matrix shows across; with more, it shows years."""


class ThemeSpan(NamedTuple):
    """The reviews that have a theme, and the first and last time it was seen."""

    reviews: tuple[Review, ...]
    first: PartialDate | None
    last: PartialDate | None
    not_yet: int


class ThemeRow(NamedTuple):
    """A theme and the board's answer for each review."""

    theme: Theme
    cells: tuple[Coded, ...]
    """None where years stand across."""

    seen: ThemeSpan
    page: ThemePage


class ThemeShelf(NamedTuple):
    """Themes of one kind, under a heading of their own."""

    id: str
    title: str
    rows: tuple[ThemeRow, ...]


class YearRow(NamedTuple):
    """A theme and, for each year, in how many of the coded reviews it was found."""

    theme: Theme
    found: tuple[tuple[int, int], ...]
    seen: ThemeSpan


class Matrix(NamedTuple):
    """Themes down and reviews across; years across once reviews are too many to read."""

    reviews: tuple[Review, ...]
    """None where years stand across."""

    rows: tuple[ThemeRow, ...]
    groups: tuple[ThemeShelf, ...]
    years: tuple[int, ...]
    year_rows: tuple[YearRow, ...]
    coded: int
    cells: int


class ThemePage(NamedTuple):
    """All that the site knows about one theme."""

    seen: ThemeSpan
    briefings: tuple[Briefing, ...]
    recommendations: tuple[Recommendation, ...]
    more_recommendations: int
    """How many there are besides those that the page shows; the list of all holds them."""

    actions: tuple[Action, ...]
    more_actions: int
    documents: tuple[BoardDocument, ...]
    more_documents: int

    @property
    def reviews(self) -> tuple[Review, ...]:
        """Return the newest reviews that have it, the oldest of them first."""
        return self.seen.reviews[-MOST_SHOWN:]


def matrix(site: Site) -> Matrix:
    """Arrange themes against reviews."""
    reviews = listed(site)
    themes = sorted(not_withdrawn(site, Theme), key=lambda theme: natural(theme.title))
    answers = [_answers(site)[theme.id] for theme in themes]
    wide = len(reviews) > WIDEST
    years = tuple(when.year if (when := published_on(review)) else None for review in reviews)
    rows = tuple(
        ThemeRow(theme, () if wide else cells, spans(site)[theme.id], theme_page(site, theme))
        for theme, cells in zip(themes, answers, strict=True)
    )
    by_year = (
        YearRow(row.theme, _by_year(years, cells), row.seen)
        for row, cells in zip(rows, answers, strict=True)
    )
    return Matrix(
        reviews=() if wide else reviews,
        rows=rows,
        groups=_grouped(rows),
        years=_sorted(years) if wide else (),
        year_rows=tuple(by_year) if wide else (),
        coded=sum(len(cells) - cells.count(Coded.NOT_YET) for cells in answers),
        cells=len(themes) * len(reviews),
    )


def _grouped(rows: Sequence[ThemeRow]) -> tuple[ThemeShelf, ...]:
    """Put themes under the headings of their groups; those of no group come last."""
    sorts = (
        (name, title, tuple(row for row in rows if row.theme.group == kind))
        for kind, name, title in _GROUPS
    )
    return tuple(ThemeShelf(name, title, several) for name, title, several in sorts if several)


@per_site
def spans(site: Site) -> Mapping[str, ThemeSpan]:
    """Return which listed reviews have each theme, by its id, and when it was seen."""
    return {theme.id: _span(site, theme) for theme in site.all(Theme)}


def _span(site: Site, theme: Theme) -> ThemeSpan:
    answers = _answers(site)[theme.id]
    pairs = zip(listed(site), answers, strict=True)
    having = tuple(review for review, answer in pairs if answer is Coded.YES)
    dates = sorted(when for review in having if (when := published_on(review)))
    return ThemeSpan(
        reviews=having,
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        not_yet=answers.count(Coded.NOT_YET),
    )


@per_site
def _answers(site: Site) -> Mapping[str, tuple[Coded, ...]]:
    """Return by theme the board’s answer for each review; no answer is an answer of its own."""
    coded: dict[str, dict[str, Coded]] = {theme.id: {} for theme in site.all(Theme)}
    for review in listed(site):
        for entry in review.themes:
            coded.setdefault(entry.theme.id, {}).setdefault(review.id, entry.coded)
    ids = [review.id for review in listed(site)]
    return {
        theme: tuple([known.get(review, Coded.NOT_YET) for review in ids])
        for theme, known in coded.items()
    }


def _sorted(years: Iterable[int | None]) -> tuple[int, ...]:
    """Return the years in which reviews were published, each once."""
    return tuple(sorted({year for year in years if year}))


def _by_year(
    years: tuple[int | None, ...], cells: tuple[Coded, ...]
) -> tuple[tuple[int, int], ...]:
    """Count, for each year, the reviews that have a theme and those that are coded for it."""
    counts = dict.fromkeys(_sorted(years), (0, 0))
    for year, cell in zip(years, cells, strict=True):
        if year and cell is not Coded.NOT_YET:
            having, coded = counts[year]
            counts[year] = having + (cell is Coded.YES), coded + 1
    return tuple(counts.values())


def theme_page(site: Site, theme: Theme) -> ThemePage:
    """Arrange the page of one theme."""
    key = key_of(theme)
    helpful = get_many(site, BoardDocument, theme.resources)
    about = (d for d in referencing(site, BoardDocument, theme) if key in d.themes)
    documents = {key_of(document): document for document in (*helpful, *about)}
    recommendations = [r for r in referencing(site, Recommendation, theme) if key in r.themes]
    order = places(site)
    recommendations.sort(key=lambda r: natural(r.number or r.id))
    recommendations.sort(key=lambda r: (not r.is_open, -order.get(r.review, len(order) - 1)))
    deeds = sorted(
        (action for action in referencing(site, Action, theme) if key in action.themes),
        key=lambda action: (not action.is_open, by_due_day(action)),
    )
    return ThemePage(
        seen=spans(site)[theme.id],
        briefings=tuple(b for b in referencing(site, Briefing, theme) if key in b.themes),
        recommendations=tuple(recommendations[:MOST_SHOWN]),
        more_recommendations=max(len(recommendations) - MOST_SHOWN, 0),
        actions=tuple(deeds[:MOST_SHOWN]),
        more_actions=max(len(deeds) - MOST_SHOWN, 0),
        documents=tuple(documents.values())[:MOST_SHOWN],
        more_documents=max(len(documents) - MOST_SHOWN, 0),
    )
