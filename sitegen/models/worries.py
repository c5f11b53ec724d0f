"""What people worry about, each with one line of advice and the right service to reach."""

from __future__ import annotations

from typing import ClassVar, Final

from pydantic import Field, field_validator

from sitegen.issues.issue import Refusal
from sitegen.models.base import Item
from sitegen.models.fields import ContactKey, Listed, Markdown, PageKey, Text

LINE_LENGTH: Final = 200
"""Characters that a line may have, so that a search result shows it whole."""


class Worry(Item):
    """One worry in plain words: what to know first, and whom to reach about it."""

    kind: ClassVar[str] = "worry"
    address: ClassVar[str] = "#{id}"
    listed_by: ClassVar[str] = "worries"

    title: Text = Field(description="The worry, in a few plain words, such as “Being hit or hurt”.")
    line: Markdown = Field(
        description="The one thing to know or to do first, in a sentence or two."
    )
    words: Listed[Text] = Field(
        description="Words that people type who have this worry: children, parents, neighbours.",
        min_length=1,
    )
    contacts: Listed[ContactKey] = Field(
        description="Whom to reach about it, the right service first.", min_length=1
    )
    page: PageKey | None = Field(None, description="The page that says more.")

    @field_validator("line", mode="after")
    @classmethod
    def _short_enough(cls, line: Markdown) -> Markdown:
        if len(line.text) > LINE_LENGTH:
            message = f"this is {len(line.text)} characters long, and a line has {LINE_LENGTH}"
            raise Refusal(message, "Say the first thing to do here, and the rest on a page.")
        return line
