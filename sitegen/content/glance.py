"""Says at a glance which of many signs may stand in a text, from its words alone.

A word is what stands between two spaces. People write the same ones again and again, and of most
it is known from the texts before that they are no sign of anything.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property, lru_cache
from typing import Final

_MOST: Final = 50_000
"""Words that are kept in mind."""


@lru_cache(maxsize=32)
def _words(text: str) -> frozenset[str]:
    """Return the words of a text, split once for all rules that look at it in turn."""
    return frozenset(text.split())


class Glance:
    """Patterns of which each finds something within one word."""

    def __init__(self, *signs: str) -> None:
        """Take the patterns; they are compiled when the first text is looked at."""
        self._signs = signs
        self._plain: set[str] = set()
        """Words that are no sign of anything."""

        self._telling: dict[str, frozenset[str]] = {}

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return re.compile("|".join(self._signs))

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        return {sign: re.compile(sign) for sign in self._signs}

    def signs(self, text: str) -> frozenset[str]:
        """Return those of the patterns that find something in a text."""
        words = _words(text)
        if words <= self._plain:
            return frozenset()
        return frozenset().union(*map(self._of_word, words - self._plain))

    def _of_word(self, word: str) -> frozenset[str]:
        if word in self._telling:
            return self._telling[word]
        if len(self._plain) + len(self._telling) > _MOST:
            self._plain.clear()
            self._telling.clear()
        if not self._any.search(word):
            self._plain.add(word)
            return frozenset()
        patterns = self._patterns.items()
        signs = frozenset(sign for sign, pattern in patterns if pattern.search(word))
        return self._telling.setdefault(word, signs)


class Literals:
    """Pieces of text, perhaps of several words, whose capitals mean nothing."""

    def __init__(self, *literals: str) -> None:
        """Take the pieces, in small letters."""
        self._of_word: dict[str, list[str]] = defaultdict(list)
        for literal in literals:
            self._of_word[_word_of(literal)].append(literal)
        self._glance = Glance(*self._of_word)

    def standing_in(self, text: str) -> set[str]:
        """Return those that stand in a text."""
        words = self._glance.signs(text)
        lowered = text.lower() if words else ""
        return {piece for word in words for piece in self._of_word[word] if piece in lowered}


def _word_of(literal: str) -> str:
    """Return how the longest word looks of which a piece of text holds all or an end."""
    parts = literal.split(" ")
    number, longest = max(enumerate(parts), key=lambda pair: len(pair[1]))
    begins = r"\A" if number else ""
    ends = r"\Z" if number + 1 < len(parts) else ""
    return f"{begins}(?i:{re.escape(longest)}){ends}"
