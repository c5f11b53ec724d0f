"""What an inspection tells about a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Final, NamedTuple

from sitegen.issues.wording import counted

LONGEST_TEXT: Final = 2_000_000
"""Characters of a file's text that are kept at most."""

PAGE_BREAK: Final = "\f"
"""What stands before each page in the text of a file that has pages."""

_WRAPPED: Final = re.compile(r"(?<!\n)\n(?!\n)")


class Dimensions(NamedTuple):
    """The width and the height at which a picture is shown, in CSS pixels; 0 if it tells none."""

    width: int
    height: int


UNSIZED: Final = Dimensions(0, 0)


class Concern(StrEnum):
    """Whom a finding harms."""

    UNUSABLE = "unusable"
    PRIVACY = "privacy"
    ACCESS = "access"
    WEIGHT = "weight"


class Finding(NamedTuple):
    """One fault of a file, in words that follow its name, and how its owner fixes it."""

    fault: str
    concern: Concern
    what: str
    cure: str
    cleaned: bool = False
    """Whether the command `clean` makes a copy without it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of fault that files can have."""

    name: str
    what: str
    cure: str
    concern: Concern
    cleaned: bool = False

    def finding(self, detail: str = "") -> Finding:
        """Report that a file has this fault, with a detail that may be shown."""
        what = f"{self.what} ({detail})" if detail else self.what
        return Finding(self.name, self.concern, what, self.cure, self.cleaned)


def told(*facts: tuple[Fault, str, object]) -> Iterator[Finding]:
    """Yield a finding for each fault that is there, with its detail."""
    return (fault.finding(detail) for fault, detail, is_there in facts if is_there)


unusable = partial(Fault, concern=Concern.UNUSABLE)
"""Make a kind of fault with which a file is not published."""

private = partial(Fault, concern=Concern.PRIVACY)
"""Make a kind of fault that tells more than is meant."""

removable = partial(Fault, concern=Concern.PRIVACY, cleaned=True)
"""Make one that the command `clean` takes out of a copy."""

inaccessible = partial(Fault, concern=Concern.ACCESS)
"""Make a kind of fault that keeps some readers out."""


class Unreadable(Exception):
    """Raised where a file cannot be looked into any further."""

    def __init__(self, finding: Finding) -> None:
        """Keep the fault that stands in the way."""
        self.finding = finding
        super().__init__(finding.what)


class FileContents(NamedTuple):
    """What the reader of one type of file saw in it."""

    findings: tuple[Finding, ...]
    length: int = 0
    unit: str = ""
    words: str = ""
    dimensions: Dimensions = UNSIZED


@dataclass(frozen=True, slots=True)
class Inspection:
    """All that is known about a file from its bytes alone."""

    type: str
    size: int
    sha256: str
    findings: tuple[Finding, ...]
    length: int = 0
    unit: str = ""
    words: str = ""
    dimensions: Dimensions = UNSIZED

    @property
    def running(self) -> str:
        """Return its words with the lines of a PDF put together, which end where paper does."""
        return _WRAPPED.sub(" ", self.words) if self.type == "PDF" else self.words

    def where(self, start: int) -> str:
        """Explain where in its words something begins, as far as a reader can find it by that."""
        if PAGE_BREAK in self.words:
            page = self.words.count(PAGE_BREAK, 0, start)
            return f"on page {page}" if page else "in what it says of itself"
        line = self.words.count("\n", 0, start) + 1
        return f"in line {line} of its text"

    def about(self, *concerns: Concern) -> tuple[Finding, ...]:
        """Return the findings of some concerns."""
        return tuple(finding for finding in self.findings if finding.concern in concerns)


def mask(text: str) -> str:
    """Show that something is there without telling it: its first letter and its length."""
    plain = " ".join(text.split())
    return f"“{plain[:1]}…”, {counted(len(plain), 'character')}" if plain else "empty"
