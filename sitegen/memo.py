"""Answers of slow, pure functions, kept from build to build under the digest of all they are from.

Nobody records who read what. A key holds everything that an answer was made from, so another
input is another key, and an answer that is out of date cannot be found.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

AnswerT = TypeVar("AnswerT")


def digest(*parts: str | bytes) -> bytes:
    """Give one short key for all parts together, wherever one ends and the next begins."""
    sum_of_all = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        sum_of_all.update(len(data).to_bytes(8, "big"))
        sum_of_all.update(data)
    return sum_of_all.digest()


class Memo:
    """Keeps answers as long as each build asks for them again."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._known: dict[bytes, object] = {}
        self._asked: dict[bytes, object] = {}

    def recall(self, key: bytes, make: Callable[[], AnswerT]) -> AnswerT:
        """Give the answer that is kept under a key, or make it and keep it."""
        if key in self._asked:
            return self._asked[key]  # type: ignore[return-value]
        answer = self._known[key] if key in self._known else make()
        self._asked[key] = answer
        return answer  # type: ignore[return-value]

    def forget_the_rest(self) -> None:
        """Drop what nobody asked for since the last time, so that a long day does not add up."""
        self._known, self._asked = self._asked, {}
