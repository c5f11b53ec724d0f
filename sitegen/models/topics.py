"""What the site must go on telling, whoever edits it, and where it tells it."""

from __future__ import annotations

import re
from typing import ClassVar, Final

from pydantic import Field, field_validator

from sitegen.issues.issue import Refusal
from sitegen.models.base import Item
from sitegen.models.fields import Text

_PLACE: Final = re.compile(r"/\S*")


class RequiredTopic(Item):
    """Something that the site must go on telling, and the place that tells it."""

    kind: ClassVar[str] = "topic"
    named_by: ClassVar[str] = "topic"

    id: str = Field("", description="Not needed: a topic is known by its words.")
    topic: Text = Field(description="What is told, in a few words that finish “the site tells …”.")
    place: Text = Field(
        description="The address of the page, and after “#” the heading or entry that tells it.",
        examples=["/about/chair/#experience"],
    )
    released: str = Field(
        "", description="Why nothing on the site need tell this any more, in one sentence."
    )

    @field_validator("place", mode="after")
    @classmethod
    def _on_this_site(cls, place: str) -> str:
        if not _PLACE.fullmatch(place):
            message = f"“{place}” is not an address on this site"
            hint = "Begin it with “/”, as in /about/chair/, and add “#” and the place on the page."
            raise Refusal(message, hint)
        return place
