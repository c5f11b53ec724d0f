"""Values that the samples of components need and that templates cannot write themselves."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.content.dates import PartialDate
from sitegen.content.values import Phone


@dataclass(frozen=True, slots=True)
class Values:
    """Makes values from words, as the front matter of a record does."""

    def date(self, words: str) -> PartialDate:
        """Read a date."""
        return PartialDate.parse(words)

    def phone(self, words: str) -> Phone:
        """Read a telephone number."""
        return Phone.parse(words)
