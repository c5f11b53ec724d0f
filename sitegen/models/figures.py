"""Numbers that the site states, each kept once."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, model_validator

from sitegen.issues.issue import Refusal
from sitegen.models.base import Item
from sitegen.models.fields import Partial, Text
from sitegen.models.numbers import agree


class Figure(Item):
    """A number that the site states, kept once so that it can never differ from page to page."""

    kind: ClassVar[str] = "figure"
    named_by: ClassVar[str] = "wording"
    address: ClassVar[str] = "#{id}"
    listed_by: ClassVar[str] = "data"

    value: float = Field(
        description="The number alone, for tables and downloads.", allow_inf_nan=False
    )
    unit: Text = Field(description="What is counted.")
    wording: Text = Field(description="The number as sentences say it, for example “about 1,000”.")
    as_at: Partial = Field(description="The time for which the number was true.")
    method: str = Field("", description="How it was counted, or why it is worded so.")

    @model_validator(mode="after")
    def _wording_agrees_with_value(self) -> Figure:
        if not agree(self.value, self.wording):
            message = f"⟦value: {self.value:g}⟧ and ⟦wording: {self.wording}⟧ are different numbers"
            raise Refusal(message, fields=("value", "wording"))
        return self

    @model_validator(mode="after")
    def _figures_have_sources(self) -> Figure:
        if self.is_finished and not self.sources:
            message = "a figure needs ⟦sources⟧, the document that states it"
            raise Refusal(message, fields=("sources",))
        return self
