"""Phrases that never belong to what is published, and how each of them is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from sitegen.checks.text_fields import TextField
from sitegen.content.glance import Glance, Literals
from sitegen.issues.issue import Issue, Severity


class Phrase(NamedTuple):
    """Words or signs of one kind: how they look, what is said of them, and how sure that is.

    One of the `signs`, in small letters, stands wherever the pattern can match, or a word in which
    the pattern `word` finds something. To look for them is quick, and most texts have none.
    """

    signs: tuple[str, ...]
    word: str
    pattern: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR


def phrase(
    signs: str | re.Pattern[str], pattern: str, words: tuple[str, str], *, guess: bool = False
) -> Phrase:
    """Return a phrase; signs are parted by “|”, or a pattern of one word.

    Capitals mean nothing to the pattern of the phrase. “{}” in the message stands for what was
    found. A guess is only a warning.
    """
    severity = Severity.WARNING if guess else Severity.ERROR
    parted = tuple(signs.split("|")) if isinstance(signs, str) else ()
    word = "" if isinstance(signs, str) else signs.pattern
    return Phrase(parted, word, pattern, *words, severity)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    # Most builds meet few of the signs: to compile all patterns would make each start later.
    return re.compile(pattern, re.IGNORECASE | re.MULTILINE)


_MOST: Final = 60
"""Characters of a phrase that are shown."""


class Phrases:
    """Phrases of one rule, so that all signs are looked for at once: most texts have none."""

    def __init__(self, *phrases: Phrase) -> None:
        """Take the phrases; of two on one line, the first is told."""
        self._phrases = phrases
        self._literals = Literals(*(sign for phrase in phrases for sign in phrase.signs))
        self._glance = Glance(*(phrase.word for phrase in phrases if phrase.word))

    def that_may_stand_in(self, text: str) -> Iterator[Phrase]:
        """Yield the phrases of which a text has one of the signs."""
        signs = self._literals.standing_in(text).union(self._glance.signs(text))
        for one in self._phrases if signs else ():
            if not signs.isdisjoint((*one.signs, one.word)):
                yield one


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
