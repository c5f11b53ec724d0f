"""In which order things stand: numbers inside words count as numbers."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, TypeAlias

from sitegen.models.follow_up import Action

_NUMBER: Final = re.compile(r"(\d+)")

Natural: TypeAlias = tuple[tuple[int, str], ...]


def natural(text: str) -> Natural:
    """Return a key by which “Part 4” stands before “Part 10”, whatever the capitals."""
    parts = _NUMBER.split(text.casefold())
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts if part)


def by_due_day(action: Action) -> tuple[int, date, Natural]:
    """Return a key by which actions stand as their editors say, then by the day they are due."""
    due = action.due.end if action.due else date.max
    return action.order, due, natural(action.title)
