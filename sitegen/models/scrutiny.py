"""Occasions on which other bodies looked at the board’s work."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from sitegen.models.base import Titled
from sitegen.models.fields import Markdown, Partial, Text, WebAddress


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
