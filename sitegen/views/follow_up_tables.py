"""The lists by which somebody can follow what became of a recommendation, for downloads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from sitegen.content.dates import PartialDate
from sitegen.content.values import Key
from sitegen.models.enquiries import Enquiry
from sitegen.models.follow_up import (
    Action,
    Evidence,
    HistoryEntry,
    ProgressEntry,
    Recommendation,
    Standing,
)
from sitegen.models.procedures import Procedure
from sitegen.views.columns import Cell, Column, ColumnType, cell, columns, date_columns
from sitegen.views.data_tables import DataTable, Living, PartsOf

_LIST: Final = ColumnType.LIST
_YES_OR_NO: Final = ColumnType.YES_OR_NO


def follow_up_tables(living: Living) -> tuple[DataTable, ...]:
    """Return the lists of recommendations, actions and evidence, each with its dated events."""
    meaning = "something that a review said must be done"
    done = "something that the board and its partners did, or have still to do"
    today = living.site.moment.date()
    return (
        living.table("Recommendations", meaning, Recommendation, _recommendation(living)),
        living.parts("Progress of recommendations", "a dated state", _PROGRESS),
        living.table("Actions", done, Action, _action(today)),
        living.parts("History of actions", "a dated event", _HISTORY),
        living.parts("Evidence of actions", "how we know of an action", _KNOWN),
        living.table("Evidence of effect", "what was measured", Evidence, _EVIDENCE),
        living.table("Asked and answered", "a question or a request", Enquiry, _ENQUIRY),
        living.table("Procedures", "a procedure for practitioners", Procedure, _PROCEDURE),
    )


_PROGRESS: Final = PartsOf(Recommendation, "progress", columns(ProgressEntry, "date progress note"))
_HISTORY: Final = PartsOf(Action, "history", columns(HistoryEntry, "date note"))
_KNOWN: Final = PartsOf(
    Action, "evidence", (Column("evidence", "How we know.", cell, needed=True),)
)
_EVIDENCE: Final = (
    *columns(Evidence, "id title url measure method sample"),
    *date_columns("before_date", "When it was before.", lambda m: m.before and m.before.date),
    Column("before", "What was found before.", lambda m: m.before and m.before.value),
    *date_columns("after_date", "When it was afterwards.", lambda m: m.after.date, needed=True),
    Column("after", "What was found afterwards.", lambda measure: measure.after.value, needed=True),
    *columns(Evidence, "finding date checked_by actions recommendations documents"),
)
_ENQUIRY: Final = columns(
    Enquiry,
    "id title url asked_by asked_of asked_on what outcome answered_on answer documents reviews",
)
_PROCEDURE: Final = columns(
    Procedure, "id title url purpose owner edition next_review link document contacts"
)


def _recommendation(living: Living) -> tuple[Column, ...]:
    """Return the columns that say, with no other file at hand, whether one is open and why."""
    answers: dict[Key, list[Action]] = {}
    for action in living.all(Action):
        for key in action.recommendations:
            answers.setdefault(key, []).append(action)

    def came_out(recommendation: Recommendation) -> PartialDate | None:
        review = living.site.find(recommendation.review)
        return review.known_date if review else None

    return (
        *columns(Recommendation, "id number url review"),
        *date_columns("review_published", "When its review was published.", came_out),
        *columns(Recommendation, "text themes addressees response response_reason responded"),
        *columns(Recommendation, "target"),
        *_standing(living.site.moment.date()),
        *columns(Recommendation, "next_update"),
        *_answering(answers),
    )


def _answering(answers: Mapping[Key, Sequence[Action]]) -> tuple[Column, Column]:
    def every(recommendation: Recommendation) -> Cell:
        actions = answers.get(Key(recommendation.kind, recommendation.id), ())
        return tuple(action.id for action in actions)

    def still_open(recommendation: Recommendation) -> Cell:
        actions = answers.get(Key(recommendation.kind, recommendation.id), ())
        return tuple(action.id for action in actions if action.is_open)

    meaning = "Those of them that have still to be done."
    return (
        Column("actions", "The actions that answer it.", every, _LIST, needed=True),
        Column("open_actions", meaning, still_open, _LIST, needed=True),
    )


def _standing(today: date) -> tuple[Column, ...]:
    words = tuple(str(standing) for standing in Standing)
    past = "Whether the date that the board set had passed when this file was made."
    return (
        Column(
            "standing", "Where it stands.", lambda rec: str(rec.standing), words=words, needed=True
        ),
        Column(
            "still_open",
            "Whether something is still to be done.",
            lambda rec: rec.is_open,
            _YES_OR_NO,
            needed=True,
        ),
        Column("past_target", past, lambda rec: rec.past_target(today), _YES_OR_NO, needed=True),
        *date_columns(
            "last_word_date",
            "When its state was told last.",
            lambda rec: rec.last_word and rec.last_word.date,
        ),
        Column(
            "last_word",
            "What was said of it then.",
            lambda rec: rec.last_word and rec.last_word.note,
        ),
    )


def _action(today: date) -> tuple[Column, ...]:
    past = "Whether the day that was set had passed when this file was made."
    return (
        *columns(Action, "id title url what owner state started due"),
        Column("past_due", past, lambda action: action.past_due(today), _YES_OR_NO, needed=True),
        *columns(Action, "as_at next_update superseded_by recommendations themes documents"),
        *columns(Action, "assured_by not_measured"),
    )
