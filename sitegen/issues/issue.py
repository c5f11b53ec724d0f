"""What can be wrong with the content, said so that its author can correct it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from typing import Final, NamedTuple, Self

from sitegen.issues.wording import MarkedPart, MarkedText, PartKind


class Severity(StrEnum):
    """How much an issue matters: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """The place in the author's files that something came from; line 0 means the whole file.

    The column, from 1, is a help for the eye: two places on one line are the same place.
    """

    path: str
    line: int = 0
    column: int = field(default=0, compare=False)

    def __str__(self) -> str:
        """Return the place as editors and terminals write it, for example `pages/index.md:4`."""
        return f"{self.path}:{self.line}" if self.line else self.path

    def __reduce__(self) -> tuple[type[Self], tuple[str, int, int]]:
        """Pack as three plain values; a text has many places, and they are packed and unpacked."""
        return type(self), (self.path, self.line, self.column)

    def below(self, lines: int) -> Origin:
        """Return the place a number of lines further down in the same file."""
        return Origin(self.path, self.line + lines) if lines or self.column else self

    def at(self, before: int) -> Origin:
        """Return the place on the same line that stands after a number of characters."""
        return Origin(self.path, self.line, before + 1)


def place_of(origin: Origin, called: str = "") -> str:
    """Return another place in the content, contacts.yml:4, or what it is called in a file."""
    called = called or str(origin)
    return str(MarkedPart(PartKind.PLACE, called, (origin.path, str(origin.line))))


@dataclass(frozen=True, slots=True)
class Issue:
    """One fault: where, which rule and field, what is wrong, and the smallest act that fixes it."""

    origin: Origin
    message: str
    hint: str = ""
    about: tuple[str, ...] = ()
    """The author’s own words that are wrong: the first that the line holds gets the marker."""

    severity: Severity = Severity.ERROR
    field: str = ""
    secret: bool = False
    """Whether the line itself must not be shown, because it holds what nobody may read."""

    rule: str = ""
    """What was broken; a check leaves it out, because whoever runs it gives it the check's name."""

    def __post_init__(self) -> None:
        """Let both sentences be read as a terminal shows them, whatever is marked in them."""
        object.__setattr__(self, "message", MarkedText.of(self.message))
        object.__setattr__(self, "hint", MarkedText.of(self.hint))

    def __str__(self) -> str:
        """Write the issue as a person reads it, its hint indented on a line of its own."""
        field = f"{self.field}: " if self.field else ""
        hint = f"\n    {self.hint}" if self.hint else ""
        return f"{self.origin}: {self.severity}: {field}{self.message}{hint}"

    @property
    def likeness(self) -> tuple[str, str, str]:
        """Return what issues have in common that differ in the words they are about alone."""
        message, hint = self.message, self.hint
        for words in self.about:
            quoted = f"“{words}”"
            message, hint = message.replace(quoted, ""), hint.replace(quoted, "")
        return self.rule, message, hint

    @property
    def sort_key(self) -> tuple[Origin, int, str, str]:
        """Order issues as their author meets them: by file, line and column."""
        return self.origin, self.origin.column, self.field, self.message


class Diagnosis(NamedTuple):
    """What is wrong and what fixes it, before it is known where; the first fields of an `Issue`."""

    message: str
    hint: str = ""
    about: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR


class ContentError(Exception):
    """Raised by a parser, with all the faults of its input at once."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        """Keep the faults in the order in which they were found."""
        self.issues = tuple(issues)
        super().__init__("\n".join(str(issue) for issue in self.issues))


class Refusal(ValueError):
    """Raised where a value cannot be read, or where the fields of one record do not fit."""

    def __init__(
        self, message: str, hint: str = "", *, fields: tuple[str, ...] = (), any_of: bool = False
    ) -> None:
        """Keep what is wrong apart from what fixes it, and from the fields that it is about.

        The fields are named as authors write them, the first being where to look. Without a hint
        the cure follows from which of them are missing: all of those are needed, or any of them.
        """
        self.message = MarkedText.of(message)
        self.hint = MarkedText.of(hint)
        self.fields = fields
        self.any_of = any_of
        super().__init__(self.message)


_DIGITS: Final = re.compile(r"\d+")

LIKE: Final = 0.6
"""How much of two words must be the same for one to be suggested instead of the other."""


def nearest(word: str, known: Iterable[str], *, like: float = LIKE) -> str:
    """Return the known word that looks most like another, whatever its capitals, or nothing.

    What differs in a digit is something else: no cure leads from one review to another.
    """
    digits = _DIGITS.findall(word)
    choices = {
        choice.lower(): choice
        for choice in sorted(set(known), reverse=True)
        if _DIGITS.findall(choice) == digits
    }
    near = get_close_matches(word.lower(), choices, n=1, cutoff=like)
    return choices[near[0]] if near else ""


def known_words(word: str, known: Iterable[str]) -> str:
    """List the words that are known, then suggest the nearest one, if one is near.

    The list comes first, because the nearest word is often another thing: “rapid review” is no
    “thematic review”.
    """
    choices = sorted(set(known))
    near = nearest(word, choices)
    guess = f" Did you mean “{near}”?" if near else ""
    return f"Known here: {', '.join(choices)}.{guess}"


def did_you_mean(word: str, known: Iterable[str], *, few: int = 12, like: float = LIKE) -> str:
    """Suggest the nearest known word as a sentence, or list the known ones if they are few."""
    choices = sorted(set(known))
    if near := nearest(word, choices, like=like):
        return f"Did you mean “{near}”?"
    if 0 < len(choices) <= few:
        return f"Known here: {', '.join(choices)}."
    return ""
