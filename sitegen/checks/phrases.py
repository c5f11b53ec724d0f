"""Phrases that never belong to what is published, and how each of them is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

from sitegen.checks.text_fields import TextField
from sitegen.issues.issue import Issue, Severity


class Phrase(NamedTuple):
    """Words or signs of one kind: how they look, what is said of them, and how sure that is.

    One of the `signs`, in small letters, stands wherever the pattern can match, or what they are a
    pattern of. To look for them is quick, and most texts have none.
    """

    signs: tuple[str, ...] | re.Pattern[str]
    pattern: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR


def phrase(
    signs: str | re.Pattern[str], pattern: str, words: tuple[str, str], *, guess: bool = False
) -> Phrase:
    """Return a phrase; signs are parted by “|”, and capitals mean nothing to the pattern.

    “{}” in the message stands for what was found. A guess is only a warning.
    """
    severity = Severity.WARNING if guess else Severity.ERROR
    parted = tuple(signs.split("|")) if isinstance(signs, str) else signs
    return Phrase(parted, pattern, *words, severity)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    # Most builds meet few of the signs: to compile all patterns would make each start later.
    return re.compile(pattern, re.IGNORECASE | re.MULTILINE)


_MOST: Final = 60
"""Characters of a phrase that are shown."""


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of any of some words, which says quickly that none stands there.

    At each letter of a text it tries one way for each first letter, and not one for each word.
    """
    ways = groupby(sorted(words), key=itemgetter(0))
    ends = ((first, "|".join(re.escape(word[1:]) for word in begun)) for first, begun in ways)
    return re.compile("|".join(f"{re.escape(first)}(?:{rest})" for first, rest in ends))


class Phrases:
    """Phrases of one rule, so that all signs are looked for at once: most texts have none."""

    def __init__(self, *phrases: Phrase) -> None:
        """Take the phrases; of two on one line, the first is told."""
        self._phrases = phrases
        signs = [(phrase.signs, number) for number, phrase in enumerate(phrases)]
        self._words = [(s, n) for words, n in signs if isinstance(words, tuple) for s in words]
        self._any_word = any_of(word for word, _ in self._words)
        self._patterns = [(sign, n) for sign, n in signs if not isinstance(sign, tuple)]

    def that_may_stand_in(self, text: str) -> Iterator[Phrase]:
        """Yield the phrases of which a text has one of the signs."""
        lowered = text.lower()
        words = self._words if self._any_word.search(lowered) else ()
        numbers = {number for word, number in words if word in lowered}
        numbers.update(number for sign, number in self._patterns if sign.search(text))
        return (self._phrases[number] for number in sorted(numbers))


def found(field: TextField, phrases: Phrases) -> Iterator[Issue]:
    """Yield an issue for each phrase that stands in a text, at the first of its lines."""
    already: set[int] = set()
    for suspect in phrases.that_may_stand_in(field.text):
        match = _compiled(suspect.pattern).search(field.text)
        before = match.start() + len(match[0]) - len(match[0].lstrip()) if match else 0
        number = field.text.count("\n", 0, before)
        if match and number not in already:
            already.add(number)
            shown = " ".join(match[0].split())[:_MOST]
            message, hint = suspect.message.replace("{}", shown), suspect.hint.replace("{}", shown)
            origin = field.origin.below(number)
            yield Issue(origin, message, hint, (shown,), suspect.severity, field=field.label)
