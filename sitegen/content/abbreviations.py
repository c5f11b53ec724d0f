"""Writes abbreviations out at their first use in a text, as plain English asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_VOWELS: Final = frozenset("aeiouAEIOU")
_SENTENCE_ENDS: Final = (".", "!", "?", "…")
_OPENING: Final = " “‘(\"'"
_CLOSING: Final = "”’)\"'"
_ARTICLE: Final = re.compile(r"\b[Aa](n?)\s+\Z")


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """What each abbreviation stands for, `{"SCR": "serious case review"}`."""

    expansions: Mapping[str, str]

    def reader(self) -> Callable[[str, str], str]:
        """Return a function that reads one text piece by piece and expands first uses in it.

        It takes a piece and what stands before that piece in the same paragraph.
        """
        if not self.expansions:
            return lambda text, _before: text
        return _Expander(self.expansions)


class _Expander:
    """Remembers which abbreviations a text has used already."""

    def __init__(self, expansions: Mapping[str, str]) -> None:
        self.expansions = expansions
        self.used: set[str] = set()
        self.patterns = _patterns(frozenset(expansions))

    def __call__(self, text: str, before: str) -> str:
        """Expand what this piece uses for the first time."""
        anywhere, in_brackets, to_expand = self.patterns
        if not anywhere.search(text):
            return text
        # An author who wrote “serious case review (SCR)” has expanded it already.
        self.used.update(match[1] for match in in_brackets.finditer(text))
        return to_expand.sub(lambda match: self._first_use(match, before), text)

    def _first_use(self, match: re.Match[str], before: str) -> str:
        article, word, ending = match[1], match[2], match[3] or ""
        if word in self.used:
            return match[0]
        expansion = self.expansions[word]
        said = before + match.string[: match.start()]
        if not article and not _fits_article(said, expansion):
            return match[0]  # the article stands in another piece; the next use is expanded
        self.used.add(word)
        if match.string[match.end() :].lower().startswith(f" ({expansion.lower()}"):
            return match[0]  # its author explained it behind
        words = _plural(expansion) if ending == "s" else expansion + ending
        if article:
            article += "n" if words[0] in _VOWELS else ""
            return f"{article} {words} ({word}{ending})"
        if _starts_sentence(said):
            words = words[0].upper() + words[1:]
        return f"{words} ({word}{ending})"


@lru_cache(maxsize=4)
def _patterns(abbreviations: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    """Return how an abbreviation looks anywhere, in brackets, and where it can be expanded."""
    longest_first = sorted(abbreviations, key=len, reverse=True)
    words = "|".join(re.escape(word) for word in longest_first)
    return (
        re.compile(words),
        re.compile(rf"\(({words})s?\)"),
        re.compile(rf"(?:\b([Aa])n? )?(?<![\w(/-])\b({words})(s|’s|'s)?\b(?![\w/-])"),
    )


def _plural(words: str) -> str:
    if re.search(r"[^aeiou]y\Z", words):
        return f"{words[:-1]}ies"
    return words + ("es" if re.search(r"(s|x|ch|sh)\Z", words) else "s")


def _fits_article(said: str, expansion: str) -> bool:
    article = _ARTICLE.search(said)
    return article is None or bool(article[1]) == (expansion[0] in _VOWELS)


def _starts_sentence(said: str) -> bool:
    words = said.rstrip(_OPENING)
    return not words or words.rstrip(_CLOSING).endswith(_SENTENCE_ENDS)
