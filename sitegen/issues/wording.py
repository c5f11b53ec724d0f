"""How messages say how many there are."""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """Say how many there are, for example “1 comment”, “3 comments” or “1,200 replies”."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
