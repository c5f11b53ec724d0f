"""Writes abbreviations out at their first use in a text, as plain English asks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_VOWELS = frozenset("aeiouAEIOU")
_SENTENCE_ENDS = frozenset(".!?:")


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """What each abbreviation stands for, `{"SCR": "serious case review"}`."""

    expansions: Mapping[str, str]

    def reader(self) -> Callable[[str], str]:
        """Give a function that reads one text piece by piece and expands first uses in it."""
        if not self.expansions:
            return lambda text: text
        return _Expander(self.expansions)


class _Expander:
    """Remembers which abbreviations a text has used already."""

    def __init__(self, expansions: Mapping[str, str]) -> None:
        self.expansions = expansions
        self.used: set[str] = set()
        longest_first = sorted(expansions, key=len, reverse=True)
        words = "|".join(re.escape(word) for word in longest_first)
        self.pattern = re.compile(rf"(?:\b([Aa])n? )?(?<![\w(/-])\b({words})(s|’s|'s)?\b(?![\w/-])")
        self.in_brackets = re.compile(rf"\(({words})s?\)")

    def __call__(self, text: str) -> str:
        """Expand what this piece uses for the first time."""
        # An author who wrote “serious case review (SCR)” has expanded it already.
        self.used.update(match[1] for match in self.in_brackets.finditer(text))
        return self.pattern.sub(self._first_use, text)

    def _first_use(self, match: re.Match[str]) -> str:
        article, word, ending = match[1], match[2], match[3] or ""
        if word in self.used:
            return match[0]
        self.used.add(word)
        words = self.expansions[word] + ending
        if article:
            article += "n" if words[0] in _VOWELS else ""
            return f"{article} {words} ({word}{ending})"
        if _starts_sentence(match.string, match.start()):
            words = words[0].upper() + words[1:]
        return f"{words} ({word}{ending})"


def _starts_sentence(text: str, place: int) -> bool:
    before = text[:place].rstrip()
    return not before or before[-1] in _SENTENCE_ENDS
