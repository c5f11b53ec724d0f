"""Words that need explaining."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from sitegen.models.base import Item
from sitegen.models.fields import Listed, Markdown, Text


class Term(Item):
    """A word or abbreviation that needs explaining."""

    kind: ClassVar[str] = "term"
    named_by: ClassVar[str] = "term"
    address: ClassVar[str] = "#{id}"
    listed_by: ClassVar[str] = "glossary"
    called: ClassVar[str] = "Glossary"

    term: Text = Field(description="The word or abbreviation.")
    expansion: str = Field("", description="What an abbreviation stands for.")
    meaning: Markdown = Field(description="What it means, in plain English.")
    synonyms: Listed[Text] = Field((), description="Other words that people use for it.")
    expand: bool = Field(
        default=True, description="Whether the abbreviation is written out at its first use."
    )
