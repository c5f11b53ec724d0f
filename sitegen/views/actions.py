"""What the board was told to do, what it did, and what is still to be done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitegen.models.documents import BoardDocument
from sitegen.models.pages import Page, ScrutinyRecord, Shows
from sitegen.models.people import Group
from sitegen.models.reviews import Action, ActionState, Recommendation, Review, ReviewStatus, Theme
from sitegen.views.charts import squares
from sitegen.views.lookup import (
    Citation,
    citations,
    get_many,
    get_or_none,
    key_of,
    not_withdrawn,
    page_showing,
    referencing,
)
from sitegen.views.reviews import listed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sitegen.content.values import PartialDate
    from sitegen.models.reviews import HistoryEntry
    from sitegen.site.site import Site

_UNFINISHED: Final = (ActionState.OUTSTANDING, ActionState.IN_PROGRESS)


@dataclass(frozen=True, slots=True)
class Answered:
    """A recommendation with its themes and the actions that answer it."""

    recommendation: Recommendation
    themes: tuple[Theme, ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class ReviewRecommendations:
    """A review and what it recommended."""

    review: Review
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class Recommendations:
    """What each review recommended, and the published ones for which nothing is supplied."""

    total: int
    answered: int
    reviews: tuple[ReviewRecommendations, ...]
    not_supplied: tuple[Review, ...]
    actions_page: Page | None


@dataclass(frozen=True, slots=True)
class Deed:
    """An action with everything that belongs to it."""

    action: Action
    recommendations: tuple[Recommendation, ...]
    themes: tuple[Theme, ...]
    documents: tuple[BoardDocument, ...]
    assured_by: Group | None
    superseded_by: Action | None
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Pile:
    """The actions in one state."""

    state: ActionState
    deeds: tuple[Deed, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """What happened to actions after the last time that somebody scrutinised the board."""

    record: ScrutinyRecord
    news: tuple[tuple[Action, HistoryEntry], ...]


@dataclass(frozen=True, slots=True)
class Actions:
    """Actions by state, with how many there are of each."""

    total: int
    counts: tuple[tuple[ActionState, int], ...]
    as_at: PartialDate | None
    piles: tuple[Pile, ...]
    linked: int
    other: Page | None
    since: Since | None
    squares: tuple[ActionState, ...]


def recommendations(site: Site) -> Recommendations:
    """Arrange recommendations by the review that made them."""
    reviews = tuple(
        ReviewRecommendations(review, _answers(site, review)) for review in listed(site)
    )
    answers = [answer for asked in reviews for answer in asked.answers]
    return Recommendations(
        total=len(answers),
        answered=sum(bool(answer.actions) for answer in answers),
        reviews=tuple(asked for asked in reviews if asked.answers),
        not_supplied=tuple(
            asked.review
            for asked in reviews
            if not asked.answers and asked.review.review_status is ReviewStatus.PUBLISHED
        ),
        actions_page=page_showing(site, Shows.ACTIONS),
    )


def actions(site: Site) -> Actions:
    """Arrange all actions, those that are not finished first."""
    return _arranged(
        site,
        (*_UNFINISHED, ActionState.DONE, ActionState.SUPERSEDED),
        page_showing(site, Shows.OUTSTANDING),
    )


def outstanding(site: Site) -> Actions:
    """Arrange the actions that are not finished."""
    return _arranged(site, _UNFINISHED, page_showing(site, Shows.ACTIONS))


def state_counts(site: Site) -> tuple[tuple[ActionState, int], ...]:
    """Count all actions by state, leaving out states that none is in."""
    counted = Counter(action.state for action in not_withdrawn(site, Action))
    return tuple((state, counted[state]) for state in ActionState if counted[state])


def latest_state(site: Site) -> PartialDate | None:
    """Return the latest date on which the state of an action was told."""
    return max((action.as_at for action in not_withdrawn(site, Action)), key=_end, default=None)


def _end(when: PartialDate) -> date:
    return when.end


def _arranged(site: Site, states: tuple[ActionState, ...], other: Page | None) -> Actions:
    deeds = tuple(_deed(site, action) for action in _ordered(not_withdrawn(site, Action)))
    shown = [deed for deed in deeds if deed.action.state in states]
    piles = (Pile(state, tuple(d for d in shown if d.action.state is state)) for state in states)
    counts = state_counts(site)
    return Actions(
        total=len(deeds),
        counts=counts,
        as_at=latest_state(site),
        piles=tuple(pile for pile in piles if pile.deeds),
        linked=sum(bool(deed.recommendations) for deed in shown),
        other=other,
        since=_since(site),
        squares=squares(counts),
    )


def _since(site: Site) -> Since | None:
    """Gather what is dated after the last scrutiny, the newest first; never what may be before."""
    records = not_withdrawn(site, ScrutinyRecord)
    if not records:
        return None
    last = max(records, key=lambda record: record.date)
    news = [
        (action, entry)
        for action in not_withdrawn(site, Action)
        for entry in action.history
        if entry.date.start > last.date.end
    ]
    return Since(last, tuple(sorted(news, key=lambda one: one[1].date, reverse=True)))


def _ordered(found: Iterable[Action]) -> list[Action]:
    return sorted(found, key=lambda action: (action.order, action.title.casefold()))


def _deed(site: Site, action: Action) -> Deed:
    return Deed(
        action=action,
        recommendations=get_many(site, Recommendation, action.recommendations),
        themes=get_many(site, Theme, action.themes),
        documents=get_many(site, BoardDocument, action.documents),
        assured_by=get_or_none(site, Group, action.assured_by),
        superseded_by=get_or_none(site, Action, action.superseded_by),
        sources=citations(site, action),
    )


def _answers(site: Site, review: Review) -> tuple[Answered, ...]:
    return tuple(
        Answered(
            recommendation=recommendation,
            themes=get_many(site, Theme, recommendation.themes),
            actions=tuple(_ordered(referencing(site, Action, recommendation))),
        )
        for recommendation in referencing(site, Recommendation, review)
        if recommendation.review == key_of(review)
    )
