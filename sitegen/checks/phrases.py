"""Phrases that never belong to what is published, and how each of them is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from sitegen.issues.issue import Issue, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.checks.text_fields import TextField


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words or signs of one kind: how they look, what is said of them, and how sure that is.

    One of the `signs`, in small letters, stands wherever the pattern can match, or what they are a
    pattern of. To look for them is quick, and most texts have none.
    """

    signs: tuple[str, ...] | re.Pattern[str]
    pattern: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR

    def may_stand_in(self, text: str, lowered: str) -> bool:
        """Return whether a text, which is given in small letters as well, has one of the signs."""
        if isinstance(self.signs, tuple):
            return any(sign in lowered for sign in self.signs)
        return self.signs.search(text) is not None


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


def found(field: TextField, phrases: Iterable[Phrase]) -> Iterator[Issue]:
    """Yield an issue for each phrase that stands in a text, at the first of its lines."""
    lowered = field.text.lower()
    already: set[int] = set()
    for suspect in phrases:
        if not suspect.may_stand_in(field.text, lowered):
            continue
        match = _compiled(suspect.pattern).search(field.text)
        before = match.start() + len(match[0]) - len(match[0].lstrip()) if match else 0
        number = field.text.count("\n", 0, before)
        if match and number not in already:
            already.add(number)
            shown = " ".join(match[0].split())[:_MOST]
            message, hint = suspect.message.replace("{}", shown), suspect.hint.replace("{}", shown)
            origin = field.origin.below(number)
            yield Issue(origin, message, hint, (shown,), suspect.severity, field=field.label)
