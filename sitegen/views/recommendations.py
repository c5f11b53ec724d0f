"""What each review recommended, what was answered, and where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from sitegen.content.slugs import slug
from sitegen.content.values import Key
from sitegen.models.follow_up import Action, Evidence, Recommendation, Standing
from sitegen.models.pages import Page, Shows
from sitegen.models.review_types import ReviewStatus
from sitegen.models.reviews import Review, Theme
from sitegen.site.site import Site
from sitegen.views.lookup import (
    get_many,
    get_or_none,
    key_of,
    neighbours,
    not_withdrawn,
    page_showing,
    per_site,
    referencing,
)
from sitegen.views.orders import by_due_day, natural
from sitegen.views.reviews import listed, year_of
from sitegen.views.sheets import Sheet, Way, sheets, ways_by_word

_SORTED: tuple[Standing, ...] = tuple(Standing)


class RecommendationRow(NamedTuple):
    """A recommendation as lists show it."""

    recommendation: Recommendation
    review: Review
    past: bool
    """Whether the date that the board set has passed while it is still open."""


class RowGroup(NamedTuple):
    """Recommendations of one review that stand together on a page of the list."""

    review: Review
    rows: tuple[RecommendationRow, ...]


class RecommendationCounts(NamedTuple):
    """How many recommendations there are, and where they stand."""

    total: int
    open: int
    past: int
    by_standing: tuple[tuple[Standing, int], ...]


class RecommendationList(NamedTuple):
    """One page of the list of recommendations."""

    sheet: Sheet[RecommendationRow]
    groups: tuple[RowGroup, ...]
    counts: RecommendationCounts
    not_supplied: tuple[Review, ...]
    """Published reviews of which no recommendation is recorded; told on the first page alone."""

    actions_page: Page | None


class RecommendationPage(NamedTuple):
    """All that the site knows about one recommendation."""

    review: Review | None
    past: bool
    actions: tuple[tuple[Action, bool], ...]
    """Each action that answers it, and whether its own date has passed."""

    evidence: tuple[Evidence, ...]
    previous: Recommendation | None
    following: Recommendation | None


def recommendation_lists(site: Site, base: str) -> Iterator[RecommendationList]:
    """Arrange every page of the list of recommendations, below the address of its first one."""
    counted = counts(all_rows(site))
    bare = _not_supplied(site)
    actions_page = page_showing(site, Shows.ACTIONS)
    for sheet in sheets(_ways(site), base, "Recommendations"):
        first = sheet.url == base
        yield RecommendationList(
            sheet, _grouped(sheet.entries), counted, bare if first else (), actions_page
        )


def recommendation_page(site: Site, recommendation: Recommendation) -> RecommendationPage:
    """Arrange the page of one recommendation."""
    today = site.moment.date()
    answering = (
        a
        for a in referencing(site, Action, recommendation)
        if key_of(recommendation) in a.recommendations
    )
    actions = sorted(answering, key=by_due_day)
    of_review = by_review(site).get(recommendation.review, ())
    place = next((n for n, other in enumerate(of_review) if other.id == recommendation.id), 0)
    previous, following = neighbours(of_review, place)
    return RecommendationPage(
        review=get_or_none(site, Review, recommendation.review),
        past=recommendation.past_target(today),
        actions=tuple((action, action.past_due(today)) for action in actions),
        evidence=evidence_for(site, recommendation, actions),
        previous=previous,
        following=following,
    )


def evidence_for(
    site: Site, record: Recommendation | Action, actions: Iterable[Action] = ()
) -> tuple[Evidence, ...]:
    """Return the evidence about a record and about the actions that answer it, each once."""
    evidence = (
        measure
        for item in (record, *actions)
        for measure in referencing(site, Evidence, item)
        if key_of(item) in {*measure.actions, *measure.recommendations}
    )
    return tuple({key_of(measure): measure for measure in evidence}.values())


@per_site
def all_rows(site: Site) -> tuple[RecommendationRow, ...]:
    """Return all recommendations of listed reviews, by the newest review and by their numbers."""
    today = site.moment.date()
    return tuple(
        RecommendationRow(recommendation, review, recommendation.past_target(today))
        for review in reversed(listed(site))
        for recommendation in by_review(site).get(key_of(review), ())
    )


@per_site
def by_review(site: Site) -> Mapping[Key, tuple[Recommendation, ...]]:
    """Gather the recommendations of each review in the order of their numbers."""
    grouped: dict[Key, list[Recommendation]] = {}
    for recommendation in not_withdrawn(site, Recommendation):
        grouped.setdefault(recommendation.review, []).append(recommendation)
    return {
        key: tuple(sorted(recommendation, key=lambda r: natural(r.number or r.id)))
        for key, recommendation in grouped.items()
    }


def counts(rows: Iterable[RecommendationRow]) -> RecommendationCounts:
    """Count recommendations by where they stand."""
    all_of_them = tuple(rows)
    by = Counter(row.recommendation.standing for row in all_of_them)
    return RecommendationCounts(
        total=len(all_of_them),
        open=sum(row.recommendation.is_open for row in all_of_them),
        past=sum(row.past for row in all_of_them),
        by_standing=tuple((standing, by[standing]) for standing in _SORTED if by[standing]),
    )


def _ways(site: Site) -> tuple[Way[RecommendationRow], ...]:
    """Return the ways to look at the recommendations, those of the newest review first."""
    every = all_rows(site)
    first = Way("Order", "newest review first", "", every)
    if len(every) < 2:
        return (first,)
    return (
        first,
        *_standings(every),
        *reversed(tuple(_chosen("Year", "by-year", every, lambda row: year_of(row.review)))),
        *_chosen("For", "by-body", every, lambda row: row.recommendation.addressees),
        *_chosen("Theme", "by-theme", every, lambda row: theme_titles(site, row.recommendation)),
        *_chosen("Review", "by-review", every, lambda row: (row.review.title,)),
    )


def _standings(rows: tuple[RecommendationRow, ...]) -> Iterator[Way[RecommendationRow]]:
    """Yield the open ones, those past their date, and one way for each place to stand."""
    tests: list[tuple[str, Callable[[RecommendationRow], bool]]] = [
        ("still open", lambda row: row.recommendation.is_open),
        ("past the date that was set", lambda row: row.past),
    ]
    for label, test in tests:
        if chosen := tuple(row for row in rows if test(row)):
            yield Way("Where it stands", label, f"by-state/{slug(label)}/", chosen)
    for standing in _SORTED:
        if chosen := tuple(row for row in rows if row.recommendation.standing is standing):
            yield Way("Where it stands", standing, f"by-state/{slug(standing)}/", chosen)


def theme_titles(site: Site, record: Recommendation | Action) -> list[str]:
    """Return the titles of the themes that a record is about."""
    return [theme.title for theme in get_many(site, Theme, record.themes)]


def _chosen(
    sort: str,
    place: str,
    rows: tuple[RecommendationRow, ...],
    words: Callable[[RecommendationRow], Iterable[str]],
) -> Iterator[Way[RecommendationRow]]:
    """Yield a way for each word that rows have; what is still open stands first in it."""
    for way in ways_by_word(sort, place, rows, words):
        ordered = sorted(way.entries, key=lambda row: not row.recommendation.is_open)
        yield way._replace(entries=tuple(ordered), summary=_summary(counts(ordered)))


def _summary(many: RecommendationCounts) -> str:
    """Return how many of some recommendations are still open."""
    noun = "recommendation" if many.total == 1 else "recommendations"
    past = f", {many.past} of them past the date that was set" if many.past else ""
    return f"{many.total} {noun}; {many.open} still open{past}."


def _grouped(rows: Iterable[RecommendationRow]) -> tuple[RowGroup, ...]:
    together = groupby(rows, key=lambda row: row.review.id)
    lists = (tuple(group) for _, group in together)
    return tuple(RowGroup(group[0].review, group) for group in lists)


def _not_supplied(site: Site) -> tuple[Review, ...]:
    """Return the published reviews of which no recommendation is recorded."""
    return tuple(
        review
        for review in listed(site)
        if key_of(review) not in by_review(site)
        and review.review_status is ReviewStatus.PUBLISHED
        and not review.published_by
    )
