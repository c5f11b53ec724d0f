"""The kinds and states of a review that every site knows, and how a board adds its own."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from pydantic import Field

from sitegen.models.base import Model
from sitegen.models.fields import Listed, Text


class ReviewKind(StrEnum):
    """The kinds that every site knows, named by the guidance in force when a review began."""

    SCR = "serious case review"
    CSPR = "child safeguarding practice review"
    RAPID = "rapid review"
    CPR = "child practice review"
    PLR = "practice learning review"
    THEMATIC = "thematic review"
    DARDR = "domestic abuse related death review"
    SAR = "safeguarding adults review"


class ReviewStatus(StrEnum):
    """The states that every site knows."""

    IN_PROGRESS = "in progress"
    PAUSED = "paused"
    WITH_PANEL = "with the national Panel"
    DELAYED = "delayed"
    PUBLISHED = "published"
    NOT_PUBLISHED = "not published"


class Paper(StrEnum):
    """The papers of a review, each with a slot of its own."""

    EXECUTIVE_SUMMARY = "executive_summary"
    OVERVIEW_REPORT = "overview_report"
    REPORT = "report"
    BRIEFING = "briefing"
    ACTION_PLAN = "action_plan"
    RESPONSE = "response"
    LETTER = "letter"
    MEDIA_STATEMENT = "media_statement"


class ReviewType(Model):
    """A kind of review, and what the public may expect of one."""

    name: Text = Field(description="The kind, in small letters, for example “rapid review”.")
    papers: Listed[Paper] = Field(
        (), description="The papers that such a review has once it is published."
    )
    to_panel: bool = Field(
        default=False, description="Whether its report goes to the national Panel in England."
    )
    joins: bool = Field(default=False, description="Whether it joins other reviews.")


class ReviewStage(Model):
    """A state of a review, and what a page in that state must say."""

    name: Text = Field(description="The state, in small letters, for example “with the coroner”.")
    reason_title: Text = Field(
        description="The heading above its reason, for example “Why it waits for the coroner”."
    )
    needs_reason: bool = Field(
        default=False, description="Whether a review in this state must say why."
    )


OVERVIEW_REPORTS_FROM: Final = date(2010, 6, 10)
"""From this day on, a serious case review that was begun had its overview report published."""


TYPES: Final = (
    ReviewType(
        name=ReviewKind.SCR,
        papers=(Paper.EXECUTIVE_SUMMARY, Paper.OVERVIEW_REPORT),
        to_panel=True,
    ),
    ReviewType(name=ReviewKind.CSPR, papers=(Paper.REPORT,), to_panel=True),
    # What a rapid review found is told to the Panel and is not published.
    ReviewType(name=ReviewKind.RAPID),
    ReviewType(name=ReviewKind.CPR, papers=(Paper.REPORT,)),
    # No law asks for it, so none says what must be published of it.
    ReviewType(name=ReviewKind.PLR),
    ReviewType(name=ReviewKind.THEMATIC, papers=(Paper.REPORT,), joins=True),
    ReviewType(name=ReviewKind.DARDR, papers=(Paper.REPORT,)),
    ReviewType(name=ReviewKind.SAR, papers=(Paper.REPORT,)),
)

STAGES: Final = (
    ReviewStage(name=ReviewStatus.IN_PROGRESS, reason_title="Why it is still in progress"),
    ReviewStage(name=ReviewStatus.PAUSED, reason_title="Why it is paused", needs_reason=True),
    ReviewStage(name=ReviewStatus.WITH_PANEL, reason_title="Why it is not out yet"),
    ReviewStage(name=ReviewStatus.DELAYED, reason_title="Why it is delayed", needs_reason=True),
    ReviewStage(name=ReviewStatus.PUBLISHED, reason_title="Why it took longer"),
    ReviewStage(
        name=ReviewStatus.NOT_PUBLISHED, reason_title="Why it is not published", needs_reason=True
    ),
)
