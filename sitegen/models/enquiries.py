"""What the public asked, and what the board asked for: when, of whom, and what came."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field, model_validator

from sitegen.issues.issue import Refusal
from sitegen.models.base import Model, Titled
from sitegen.models.fields import DocumentKey, Listed, Markdown, Partial, ReviewKey, Text


class Outcome(StrEnum):
    """What came of an enquiry."""

    ANSWERED = "answered"
    IN_PART = "answered in part"
    REFUSED = "refused"
    NOTHING_HELD = "nothing is held"
    WAITING = "waiting for an answer"


class Contacted(Model):
    """One time at which somebody asked again, or answered."""

    date: Partial = Field(description="When.")
    note: Text = Field(description="Who asked or answered what, in one sentence.")


class Enquiry(Titled):
    """A question or a request, and what came of it."""

    kind: ClassVar[str] = "enquiry"
    address: ClassVar[str] = "{id}/"
    listed_at: ClassVar[str] = "#{id}"
    template: ClassVar[str] = "enquiry.html"
    listed_by: ClassVar[str] = "asked"
    called: ClassVar[str] = "Asked and answered"
    named_singly: ClassVar[bool] = False

    asked_by: Text = Field(description="Who asked; of the public, a post or “a resident”.")
    asked_of: Text = Field(description="Who was asked.")
    asked_on: Partial = Field(description="When, as exactly as it is known.")
    what: Markdown = Field(description="What was asked or asked for.")
    outcome: Outcome = Field(description="What came of it.")
    answered_on: Partial | None = Field(None, description="When the answer came.")
    answer: Markdown | None = Field(None, description="What the answer was, or why there is none.")
    history: tuple[Contacted, ...] = Field(
        (), description="Who asked again or answered when, the oldest first."
    )
    documents: Listed[DocumentKey] = Field((), description="The documents that came.")
    reviews: Listed[ReviewKey] = Field((), description="The reviews that it is about.")
    own_page: bool = Field(
        default=True,
        description="Whether it has a page of its own; with “no” the list says all of it.",
    )

    @model_validator(mode="after")
    def _answers_are_told(self) -> Enquiry:
        waiting = self.outcome is Outcome.WAITING
        if not waiting and self.is_finished and not self.answer:
            message = f"⟦outcome: {self.outcome}⟧ needs ⟦answer⟧"
            raise Refusal(message, fields=("outcome", "answer"))
        if waiting and self.answered_on:
            message = f"⟦outcome: {self.outcome}⟧ and ⟦answered_on⟧ cannot both be true"
            raise Refusal(message, fields=("outcome", "answered_on"))
        return self
