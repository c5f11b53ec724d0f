"""Addresses that moved, or that are gone for a reason."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, model_validator

from sitegen.issues.issue import Refusal
from sitegen.models.base import Item
from sitegen.models.fields import Day, Markdown, Text


class Address(Item):
    """An address that moved, or that is gone for a reason."""

    kind: ClassVar[str] = "address"

    id: str = Field("", description="Not needed: an address is known by itself.")
    old: Text = Field(alias="from", description="The address that people may still have.")
    to: str = Field("", description="The address that answers now.")
    reason: Markdown | None = Field(None, description="Why nothing answers there any more.")
    how_to_request: Markdown | None = Field(None, description="How to ask for what was there.")
    since: Day = Field(description="The day from which this holds.")

    @property
    def label(self) -> str:
        """Return the old address."""
        return self.old

    @model_validator(mode="after")
    def _moved_or_gone(self) -> Address:
        if self.is_finished and bool(self.to) == bool(self.reason):
            message = "give either ⟦to⟧, the new address, or ⟦reason⟧, why it is gone"
            raise Refusal(message, fields=("to", "reason"), any_of=True)
        return self
