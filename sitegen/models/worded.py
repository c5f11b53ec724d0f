"""Words that authors choose from, each with a sentence that says what it means."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

from pydantic import GetJsonSchemaHandler

if TYPE_CHECKING:
    from pydantic_core.core_schema import CoreSchema


class Worded(StrEnum):
    """A choice of words; the sentence beside each is told wherever one is chosen."""

    sentence: str

    def __new__(cls, word: str, sentence: str = "") -> Self:
        """Keep the sentence beside the word."""
        made = str.__new__(cls, word)
        made._value_ = word
        made.sentence = sentence
        return made

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Return the schema with the sentences, for all that is made from it."""
        schema = handler(core)
        handler.resolve_ref_schema(schema)["x-sentences"] = {
            str(word): word.sentence for word in cls if word.sentence
        }
        return schema
