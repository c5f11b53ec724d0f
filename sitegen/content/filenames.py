"""Which names a file may have, so that it is the same file on every computer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from sitegen.issues.issue import Issue, Origin

RULE: Final = "files"
DEEPEST: Final = 20
"""Folders that may stand in one another; no real content comes near."""

LARGEST: Final = 2_000_000
"""Bytes that a text may have: about a thousand printed pages."""

_RESERVED: Final = re.compile(
    r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?|.*[. ]|.*[<>:\"|?*\\\x00-\x1f\x7f].*",
    re.IGNORECASE | re.DOTALL,
)


_COPY: Final = re.compile(
    r"(?P<before>Copy of (?:a )?)?(?P<name>.+?)"
    r"(?P<after>(?: - Copy| copy|-copy)(?: ?\(?\d+\)?)?| ?\(\d+\)"
    r"| ?\([^()]*\bconflict(?:ed copy)?\b[^()]*\)|\.sync-conflict-[\w-]+)?(?P<end>\.(?:md|yml))",
    re.IGNORECASE,
)
"""How Windows, macOS, browsers and shared folders call a second copy of a text."""


def original(name: str, names: Iterable[str]) -> str:
    """Return the text of which a file is a copy that some program made, or nothing."""
    folder, slash, file = name.rpartition("/")
    match = _COPY.fullmatch(file)
    if not match or not (match["before"] or match["after"]):
        return ""
    original_name = f"{folder}{slash}{match['name']}{match['end']}".casefold()
    return next((path for path in names if path.casefold() == original_name), "")


def shown(name: str) -> str:
    """Write a name so that it can be printed, whatever bytes it consists of."""
    if name.isascii() and name.isprintable():
        return name
    safe = name.encode("utf-8", "backslashreplace").decode()
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in safe)


def faults(names: Iterable[str]) -> Iterator[Issue]:
    """Report names that some computers cannot hold, or take for the name of another file."""
    first: dict[str, str] = {}
    known = frozenset(names)
    for name in sorted(known):
        origin = Origin(shown(name))
        if shown(name) != name:
            message = "the name of this file has a character that cannot be read"
            yield Issue(origin, message, "Rename it, with letters, digits and hyphens.", rule=RULE)
        elif any(_RESERVED.fullmatch(part) for part in name.split("/")):
            message = "Windows cannot hold a file of this name"
            yield Issue(origin, message, "Rename it, with letters, digits and hyphens.", rule=RULE)
        elif of := original(name, known):
            message = f"this is a copy of {of}, as computers make them"
            hint = f"Delete it. If it holds words that {of} lacks, move them there first."
            yield Issue(origin, message, hint, rule=RULE)
        earlier = first.setdefault(name.casefold(), name)
        if earlier != name:
            message = f"the name of this file differs from {shown(earlier)} only by capitals"
            hint = "Rename one of them: many computers take the two for one file."
            yield Issue(origin, message, hint, rule=RULE)
