"""How sentences say how many there are, and which."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def counted(number: int, one: str, many: str = "") -> str:
    """Return how many there are, for example “1 comment”, “3 comments” or “1,200 replies”."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def listed(words: Sequence[str]) -> str:
    """Return words as a sentence lists them: “a, b and c”."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
