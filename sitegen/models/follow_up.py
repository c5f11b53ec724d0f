"""What reviews said must be done, what was done, whether it worked, and who looked at that."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import Field, model_validator

from sitegen.issues.issue import Refusal
from sitegen.models.base import Item, Model, Titled
from sitegen.models.fields import (
    ActionKey,
    DocumentKey,
    GroupKey,
    Listed,
    Markdown,
    Partial,
    RecommendationKey,
    ReviewKey,
    Text,
    ThemeKey,
    WebAddress,
)


class Response(StrEnum):
    """What the board, or whom a recommendation is for, answered to it."""

    ACCEPTED = "accepted"
    IN_PART = "accepted in part"
    NOT_ACCEPTED = "not accepted"


class Progress(StrEnum):
    """How far a recommendation has come."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    DONE = "done"
    CLOSED = "closed"


class Standing(StrEnum):
    """Where a recommendation stands, as lists sort it, the open ones first."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    NOT_RECORDED = "no progress recorded"
    NOT_ACCEPTED = "not accepted"
    DONE = "done"
    CLOSED = "closed"


OPEN: frozenset[Standing] = frozenset(
    (Standing.NOT_STARTED, Standing.IN_PROGRESS, Standing.NOT_RECORDED)
)
"""Where something is still to be done, as far as anybody has said."""


class ProgressEntry(Model):
    """One dated state of a recommendation, with what was said of it then."""

    date: Partial = Field(description="When this was so, as exactly as it is known.")
    progress: Progress = Field(description="not started, in progress, done or closed.")
    note: Text = Field(description="What had been done, or why not, in a sentence.")


class Recommendation(Item):
    """Something that a review said must be done, followed until it is."""

    kind: ClassVar[str] = "recommendation"
    news_rank: ClassVar[int] = 1
    address: ClassVar[str] = "{id}/"
    listed_at: ClassVar[str] = "#{id}"
    template: ClassVar[str] = "recommendation.html"
    listed_by: ClassVar[str] = "recommendations"
    named_singly: ClassVar[bool] = False
    plans: ClassVar[frozenset[str]] = frozenset(("target", "next_update"))

    number: str = Field("", description="Its number in the report, for example “3” or “4b”.")
    review: ReviewKey = Field(description="The review that made it.")
    text: Markdown = Field(description="The recommendation in the review’s own words.")
    themes: Listed[ThemeKey] = Field((), description="The themes that it is about.")
    addressees: Listed[Text] = Field((), description="The bodies that it asks to act.")
    response: Response | None = Field(
        None, description="accepted, accepted in part or not accepted."
    )
    response_reason: Markdown | None = Field(
        None, description="Why it was accepted only in part, or not at all."
    )
    responded: Partial | None = Field(None, description="When the response was given.")
    target: Partial | None = Field(
        None, description="The date that the board set for it; without one, nothing is ever late."
    )
    progress: tuple[ProgressEntry, ...] = Field(
        (), description="Where it stood when, the oldest first; the last is the last word."
    )
    next_update: Partial | None = Field(None, description="When the public is told more.")

    @property
    def label(self) -> str:
        """Return its number and its review, for every review has a first one; or else its id."""
        of_review = f"{self.number} of {self.review.id.upper()}"
        return f"Recommendation {of_review if self.number else self.id}"

    @property
    def last_word(self) -> ProgressEntry | None:
        """Return the latest that was said of it, if anything was."""
        return self.progress[-1] if self.progress else None

    @property
    def standing(self) -> Standing:
        """Return where it stands: as was said last, or else by what was answered to it."""
        if self.last_word:
            return Standing(self.last_word.progress)
        refused = self.response is Response.NOT_ACCEPTED
        return Standing.NOT_ACCEPTED if refused else Standing.NOT_RECORDED

    @property
    def is_open(self) -> bool:
        """Return whether something is still to be done about it."""
        return self.standing in OPEN

    def past_target(self, today: date) -> bool:
        """Return whether the date that the board set has passed while it is still open."""
        return bool(self.target and self.is_open and self.target.end < today)

    @model_validator(mode="after")
    def _refusals_have_reasons(self) -> Recommendation:
        partly = self.response in {Response.IN_PART, Response.NOT_ACCEPTED}
        if partly and self.is_finished and not self.response_reason:
            message = f"⟦response: {self.response}⟧ needs ⟦response_reason⟧"
            raise Refusal(message, fields=("response", "response_reason"))
        return self


class ActionState(StrEnum):
    """How far an action has come."""

    DONE = "done"
    IN_PROGRESS = "in progress"
    OUTSTANDING = "outstanding"
    SUPERSEDED = "superseded"


UNFINISHED: frozenset[ActionState] = frozenset((ActionState.OUTSTANDING, ActionState.IN_PROGRESS))
"""The states in which an action has still to be done."""


class HistoryEntry(Model):
    """One dated event in the life of an action."""

    date: Partial = Field(description="When.")
    note: Text = Field(description="What happened.")


class Action(Titled):
    """Something that the board and its partners did, or have still to do."""

    kind: ClassVar[str] = "action"
    news_rank: ClassVar[int] = 1
    address: ClassVar[str] = "{id}/"
    listed_at: ClassVar[str] = "#{id}"
    template: ClassVar[str] = "action.html"
    listed_by: ClassVar[str] = "actions"
    named_singly: ClassVar[bool] = False
    plans: ClassVar[frozenset[str]] = frozenset(("due", "next_update"))

    what: Markdown = Field(description="What was or will be done.")
    owner: Listed[Text] = Field(
        (), description="The body or bodies that answer for it, if a source says so."
    )
    recommendations: Listed[RecommendationKey] = Field(
        (), description="The recommendations that it answers."
    )
    themes: Listed[ThemeKey] = Field((), description="The themes that it is about.")
    documents: Listed[DocumentKey] = Field((), description="Documents that came of it.")
    started: Partial | None = Field(None, description="When it began.")
    due: Partial | None = Field(
        None, description="When it should be done; without a date, nothing is ever late."
    )
    state: ActionState = Field(description="done, in progress, outstanding or superseded.")
    superseded_by: ActionKey | None = Field(None, description="The action that took its place.")
    evidence: Listed[Markdown] = Field((), description="How we know.")
    not_measured: str = Field(
        "", description="Why nobody measured whether it helped, in one sentence."
    )
    assured_by: GroupKey | None = Field(None, description="The group that checked it.")
    history: tuple[HistoryEntry, ...] = Field(
        description="What happened when, oldest first.", min_length=1
    )
    next_update: Partial | None = Field(None, description="When the public is told more.")
    as_at: Partial = Field(description="The time for which its state was true.")
    order: int = Field(100, description="Its place in lists, smallest first.")
    own_page: bool = Field(
        default=True,
        description="Whether it has a page of its own; with “no” the list says all of it.",
    )

    @property
    def is_open(self) -> bool:
        """Return whether it has still to be done."""
        return self.state in UNFINISHED

    def past_due(self, today: date) -> bool:
        """Return whether the date that was set has passed while it is still to be done."""
        return bool(self.due and self.is_open and self.due.end < today)

    @model_validator(mode="after")
    def _done_means_evidence(self) -> Action:
        if self.state is ActionState.DONE and self.is_finished and not self.evidence:
            message = "⟦state: done⟧ needs ⟦evidence⟧"
            hint = "Say how we know, or write  evidence: No evidence supplied."
            raise Refusal(message, hint, fields=("state", "evidence"))
        return self


class Reading(Model):
    """What was measured at one time."""

    value: Text = Field(description="What was found, with what it counts: “12 of 50 files”.")
    date: Partial = Field(description="When, as exactly as it is known.")


class Evidence(Titled):
    """What was measured to find out whether something that was done made a difference."""

    kind: ClassVar[str] = "evidence"
    address: ClassVar[str] = "{id}/"
    template: ClassVar[str] = "evidence-record.html"
    listed_by: ClassVar[str] = "evidence"
    called: ClassVar[str] = "Evidence of effect"
    named_singly: ClassVar[bool] = False

    measure: Text = Field(description="What was measured.")
    method: Text = Field(description="How it was measured.")
    sample: Text = Field(description="Of whom or of what, and how many.")
    before: Reading | None = Field(None, description="What was found before.")
    after: Reading = Field(description="What was found afterwards.")
    finding: Markdown = Field(description="What this shows, and what it does not show.")
    date: Partial = Field(description="When the result was told.")
    checked_by: str = Field("", description="Who checked the result, if anybody did.")
    actions: Listed[ActionKey] = Field((), description="The actions whose effect it shows.")
    recommendations: Listed[RecommendationKey] = Field(
        (), description="The recommendations that it says something about."
    )
    documents: Listed[DocumentKey] = Field((), description="The documents that tell the whole.")

    @model_validator(mode="after")
    def _before_comes_first(self) -> Evidence:
        if self.before and self.after.date.end < self.before.date.start:
            message = f"⟦after⟧ ({self.after.date}) is earlier than ⟦before⟧ ({self.before.date})"
            raise Refusal(message, "Correct one of the two dates.", fields=("after", "before"))
        return self

    @model_validator(mode="after")
    def _is_about_something(self) -> Evidence:
        if self.is_finished and not (self.actions or self.recommendations):
            message = "evidence needs either ⟦actions⟧ or ⟦recommendations⟧, what it is about"
            raise Refusal(message, fields=("actions", "recommendations"), any_of=True)
        return self


class ScrutinyRecord(Titled):
    """One occasion on which another body looked at the board’s work."""

    kind: ClassVar[str] = "scrutiny"
    address: ClassVar[str] = "#{id}"
    listed_by: ClassVar[str] = "accountability"

    organisation: Text = Field(description="The body that looked.")
    date: Partial = Field(description="When.")
    what: Markdown = Field(description="What was presented or asked.")
    outcome: Markdown | None = Field(None, description="What came of it, if that is known.")
    link: WebAddress | None = Field(None, description="The body’s own record.")
