"""Processes in steps, and pictures of how things hang together."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from sitegen.models.base import Model, Titled
from sitegen.models.fields import GroupKey, Listed, Markdown, Partial, Text


class Step(Model):
    """One step of a process."""

    when: Text = Field(description="When it happens, for example “By day 10”.")
    who: Text = Field(description="Who acts.")
    what: Markdown = Field(description="What they do.")


class Process(Titled):
    """Steps that follow each other by a clock, such as the Rapid Review."""

    kind: ClassVar[str] = "process"
    address: ClassVar[str] = "#{id}"
    listed_by: ClassVar[str] = "process"

    clock: Text = Field(description="What the days are, for example “working days”.")
    intro: Markdown | None = Field(None, description="What to know before the first step.")
    steps: tuple[Step, ...] = Field(description="The steps, in order.", min_length=1)
    as_at: Partial = Field(description="When the process was described like this.")


class Diagram(Titled):
    """A picture of how things hang together, with the same said in words."""

    kind: ClassVar[str] = "diagram"
    address: ClassVar[str] = "#{id}"
    listed_by: ClassVar[str] = "diagram"

    text_equivalent: Markdown = Field(
        description="All that the picture says, in words, for those who do not see it."
    )
    centre: Text = Field(description="What stands in the middle of the picture.")
    nodes: tuple[Text, ...] = Field(description="What stands around it, in order.", min_length=2)
    groups: Listed[GroupKey] = Field((), description="The groups that do the work it shows.")
