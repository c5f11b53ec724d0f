"""What the board and its partners did, and what is still to be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from sitegen.content.dates import PartialDate
from sitegen.content.slugs import slug
from sitegen.models.documents import BoardDocument
from sitegen.models.follow_up import (
    UNFINISHED,
    Action,
    ActionState,
    Evidence,
    HistoryEntry,
    Recommendation,
    ScrutinyRecord,
)
from sitegen.models.pages import Page, Shows
from sitegen.models.people import Group
from sitegen.models.reviews import Theme
from sitegen.site.site import Site
from sitegen.views.charts import squares
from sitegen.views.lookup import (
    Citation,
    citations,
    get_many,
    get_or_none,
    not_withdrawn,
    page_showing,
    per_site,
    tally,
)
from sitegen.views.orders import by_due_day
from sitegen.views.recommendations import evidence_for, theme_titles
from sitegen.views.sheets import Sheet, Way, first_page_first, sheets, ways_by_word

_STATES: Final = (
    ActionState.OUTSTANDING,
    ActionState.IN_PROGRESS,
    ActionState.DONE,
    ActionState.SUPERSEDED,
)
"""The states in the order of lists: what is still to be done comes first."""

MOST_CHANGES: Final = 20
"""Changes since the last scrutiny that a page shows."""


class Deed(NamedTuple):
    """An action with everything that belongs to it."""

    action: Action
    past: bool
    """Whether the date that was set has passed while it is still to be done."""

    recommendations: tuple[Recommendation, ...]
    themes: tuple[Theme, ...]
    documents: tuple[BoardDocument, ...]
    assured_by: Group | None
    superseded_by: Action | None
    evidence: tuple[Evidence, ...]
    sources: tuple[Citation, ...]


class Pile(NamedTuple):
    """The actions of one page of a list that are in one state."""

    state: ActionState
    total: int
    """How many there are in that state on all pages of the list."""

    deeds: tuple[Deed, ...]


class Since(NamedTuple):
    """What happened to actions after the last time that somebody scrutinised the board."""

    record: ScrutinyRecord
    news: tuple[tuple[Action, HistoryEntry], ...]
    total: int


class ActionList(NamedTuple):
    """One page of a list of actions by state, with how many there are of each."""

    sheet: Sheet[Action]
    piles: tuple[Pile, ...]
    total: int
    counts: tuple[tuple[ActionState, int], ...]
    as_at: PartialDate | None
    other: Page | None
    since: Since | None
    squares: tuple[ActionState, ...]


def action_lists(site: Site, base: str) -> Iterator[ActionList]:
    """Arrange every page of the list of all actions, those that are not finished first."""
    return _lists(site, base, _STATES, page_showing(site, Shows.OUTSTANDING))


def outstanding_lists(site: Site, base: str) -> Iterator[ActionList]:
    """Arrange every page of the list of the actions that are not finished."""
    states = tuple(state for state in _STATES if state in UNFINISHED)
    return _lists(site, base, states, page_showing(site, Shows.ACTIONS))


def action_page(site: Site, action: Action) -> Deed:
    """Arrange the page of one action."""
    return Deed(
        action=action,
        past=action.past_due(site.moment.date()),
        recommendations=get_many(site, Recommendation, action.recommendations),
        themes=get_many(site, Theme, action.themes),
        documents=get_many(site, BoardDocument, action.documents),
        assured_by=get_or_none(site, Group, action.assured_by),
        superseded_by=get_or_none(site, Action, action.superseded_by),
        evidence=evidence_for(site, action),
        sources=citations(site, action),
    )


@per_site
def state_counts(site: Site) -> tuple[tuple[ActionState, int], ...]:
    """Count all actions by state, leaving out states that none is in."""
    return tally((action.state for action in not_withdrawn(site, Action)), ActionState)


@per_site
def latest_state(site: Site) -> PartialDate | None:
    """Return the latest date on which the state of an action was told."""
    told = (action.as_at for action in not_withdrawn(site, Action))
    return max(told, key=lambda when: when.end, default=None)


def _lists(
    site: Site, base: str, states: tuple[ActionState, ...], other: Page | None
) -> Iterator[ActionList]:
    ordered = sorted(not_withdrawn(site, Action), key=by_due_day)
    shown = tuple(action for state in states for action in ordered if action.state is state)
    ways = _ways(site, shown)
    counts = state_counts(site)
    of_way = {way.place: Counter(action.state for action in way.entries) for way in ways}
    for sheet in sheets(ways, base, "Actions"):
        totals = of_way.get(sheet.place, Counter())
        first = sheet.url == base
        yield ActionList(
            sheet=sheet,
            piles=_piles(site, sheet.entries, states, totals),
            total=len(ordered),
            counts=counts,
            as_at=latest_state(site),
            other=other,
            since=_since(site) if first else None,
            squares=squares(counts) if first else (),
        )


def _piles(
    site: Site,
    actions: Iterable[Action],
    states: Iterable[ActionState],
    totals: Counter[ActionState],
) -> tuple[Pile, ...]:
    deeds = tuple(action_page(site, action) for action in actions)
    piles = (
        Pile(state, totals[state], tuple(deed for deed in deeds if deed.action.state is state))
        for state in states
    )
    return tuple(pile for pile in piles if pile.deeds)


FEW: Final = 20
"""Up to this many actions need no choices: their headings are choice enough."""


def _ways(site: Site, shown: tuple[Action, ...]) -> tuple[Way[Action], ...]:
    first = first_page_first("by state", shown)
    if len(shown) <= FEW:
        return (first,)
    today = site.moment.date()
    past = tuple(action for action in shown if action.past_due(today))
    label = "past the date that was set"
    return (
        first,
        *([Way("State", label, f"by-state/{slug(label)}/", past)] if past else []),
        *ways_by_word("State", "by-state", shown, lambda action: (str(action.state),)),
        *ways_by_word("Responsible", "by-owner", shown, lambda action: action.owner),
        *ways_by_word("Theme", "by-theme", shown, lambda action: theme_titles(site, action)),
    )


@per_site
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
    ordered = sorted(news, key=lambda pair: pair[1].date, reverse=True)
    return Since(last, tuple(ordered[:MOST_CHANGES]), len(ordered))
