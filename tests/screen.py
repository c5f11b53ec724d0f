"""What somebody at the editing screen cannot follow, because it stands in files alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from sitegen.issues.issue import Issue
from sitegen.issues.wording import parts
from sitegen.models import COLLECTIONS, describe
from sitegen.models.describe import Field

_QUOTED: Final = re.compile(r"“([a-z_]+)(:(?: [^”]*)?)?”")
_FILE: Final = re.compile(r"\b([a-z]+)\.yml\b")

ABOUT_FILES: Final = frozenset({"files", "yaml"})
"""The rules about files as they are typed, which no screen can break."""


def not_followed(issues: Iterable[Issue]) -> list[str]:
    """Return what some issues say in the words of a file or a terminal without a mark."""
    return [
        word
        for issue in issues
        if issue.rule not in ABOUT_FILES
        for text in (issue.message, issue.hint)
        for part in parts(text)
        if isinstance(part, str)
        for word in as_in_files(part)
    ]


def as_in_files(text: str) -> Iterator[str]:
    """Yield what a text says as only a file or a terminal says it."""
    for match in _QUOTED.finditer(text):
        if match[1] in field_names() and (match[2] or "_" in match[1]):
            yield match[0]
    for match in _FILE.finditer(text):
        if match[1] in COLLECTIONS or match[1] in describe.SINGLES:
            yield match[0]
    if "python3 build.py" in text:
        yield "python3 build.py"


@cache
def field_names() -> frozenset[str]:
    """Return the names of all fields of all kinds, and of their bodies."""
    kinds = (*describe.kinds(), *describe.settings())
    return frozenset({"body", *(name for kind in kinds for name in _names(kind.fields))})


def _names(some: Iterable[Field]) -> Iterator[str]:
    for one in some:
        yield one.name
        yield from _names(one.parts)
