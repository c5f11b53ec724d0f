"""What only checks and the officer may see: content/private/, of which nothing is published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pydantic import Field, model_validator

from sitegen.issues.issue import Refusal
from sitegen.models.base import Model
from sitegen.models.fields import Day, ReviewKey, Slug, Text


class QuietPeriod(Model):
    """Days on which nothing about a review is published; the reason is never written down."""

    review: ReviewKey = Field(description="The id of the review.")
    start: Day = Field(alias="from", description="The first day of the quiet period.")
    end: Day = Field(alias="to", description="The last day of the quiet period.")

    @model_validator(mode="after")
    def _starts_before_it_ends(self) -> QuietPeriod:
        if self.end < self.start:
            message = "a quiet period cannot end before it starts"
            raise Refusal(message, "Correct the one that is wrong.", fields=("from", "to"))
        return self


class Incident(Model):
    """The dates from which the officer’s clock runs; no word about what happened."""

    id: Slug = Field(description="The id that its review has or will have, never a child’s name.")
    learned_on: Day = Field(description="When the council learned of the incident.")
    notified_on: Day | None = Field(None, description="When it told the national Panel.")
    rapid_review_sent_on: Day | None = Field(
        None, description="When the Rapid Review was sent to the national Panel."
    )
    review_decided_on: Day | None = Field(
        None, description="When it was decided to carry out a review."
    )
    published_on: Day | None = Field(None, description="When the review was published.")
    closed: bool = Field(default=False, description="Whether nothing is due any more.")

    @model_validator(mode="after")
    def _begins_with_what_was_learned(self) -> Incident:
        for name in ("notified_on", "rapid_review_sent_on", "review_decided_on", "published_on"):
            day = getattr(self, name)
            if day and day < self.learned_on:
                message = f"“{name}: {day}” is before “learned_on: {self.learned_on}”"
                raise Refusal(message, "Correct one of the two.", fields=(name, "learned_on"))
        return self


class Signoff(Model):
    """Who agreed to a publication, with the words that the board keeps about it."""

    review: ReviewKey = Field(description="The id of the review.")
    step: Text = Field(description="chair, legal or family.")
    who: Text = Field(description="Who agreed, or who told the family.")
    date: Day = Field(description="When; the same day as in the review’s “signoffs”.")
    note: str = Field("", description="What else the board wants to remember.")


LISTS: Final[Mapping[str, type[Model]]] = {
    "private/quiet": QuietPeriod,
    "private/clock": Incident,
    "private/signoffs": Signoff,
}
"""The files of the private folder, each a YAML list; none of them has to be there."""
