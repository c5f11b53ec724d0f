"""The procedures that practitioners look for in a hurry."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field, model_validator

from sitegen.issues.issue import Refusal
from sitegen.models.base import Titled
from sitegen.models.fields import ContactKey, Day, DocumentKey, Listed, Markdown, Text, WebAddress


class Purpose(StrEnum):
    """What somebody wants to do who looks for a procedure, the most urgent first."""

    REFER = "refer a child"
    ESCALATE = "disagree with a decision"
    ALLEGATIONS = "report an allegation about staff"
    THRESHOLDS = "find the right level of help"
    OTHER = "something else"


class Procedure(Titled):
    """A procedure that practitioners follow: what it is for, who keeps it and where it is."""

    kind: ClassVar[str] = "procedure"
    address: ClassVar[str] = "#{id}"
    listed_by: ClassVar[str] = "procedures"
    plans: ClassVar[frozenset[str]] = frozenset(("next_review",))

    purpose: Purpose = Field(description="What somebody wants to do who looks for it.")
    owner: Text = Field(description="The body that keeps it.")
    edition: str = Field("", description="Which edition holds, for example “March 2026”.")
    next_review: Day | None = Field(None, description="The day by which its owner looks at it.")
    steps: tuple[Markdown, ...] = Field(
        (), description="What to do first, a sentence a step, for whoever has ten minutes."
    )
    contacts: Listed[ContactKey] = Field((), description="Whom to call.")
    link: WebAddress | None = Field(None, description="Where its owner keeps it.")
    document: DocumentKey | None = Field(None, description="The document, if it is here.")
    order: int = Field(100, description="Its place among those of one purpose, smallest first.")

    @model_validator(mode="after")
    def _is_somewhere(self) -> Procedure:
        if self.is_finished and not (self.link or self.document):
            message = "a procedure needs either ⟦link⟧ or ⟦document⟧, so that it can be read"
            raise Refusal(message, fields=("link", "document"), any_of=True)
        return self
