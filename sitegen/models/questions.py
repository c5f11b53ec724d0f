"""Questions that the public asks, with what answers them."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field, model_validator

from sitegen.issues.issue import Refusal
from sitegen.models.base import Item
from sitegen.models.fields import Day, Markdown, Text


class QuestionState(StrEnum):
    """How far the board has answered a question."""

    ANSWERED = "answered"
    PARTLY = "partly"
    OPEN = "open"


class Question(Item):
    """A question that the public asks, with the answer that the sources give."""

    kind: ClassVar[str] = "question"
    named_by: ClassVar[str] = "question"
    address: ClassVar[str] = "#{id}"
    listed_by: ClassVar[str] = "questions"

    question: Text = Field(description="The question as people ask it.")
    asked_by: str = Field("", description="Who asked it in public, if that is known.")
    topic: Text = Field(description="The heading under which it stands.")
    answer: Markdown = Field(description="A short answer.")
    state: QuestionState = Field(description="answered, partly or open.")
    answered_on: Day = Field(description="The day on which this answer was written.")

    @model_validator(mode="after")
    def _answers_have_sources(self) -> Question:
        answered = self.state is not QuestionState.OPEN and self.is_finished
        if answered and not self.sources:
            message = "an answered question needs ⟦sources⟧, the documents that the answer is from"
            raise Refusal(message, fields=("sources",))
        return self
