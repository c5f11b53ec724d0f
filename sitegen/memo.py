"""Answers of slow, pure functions, kept from build to build under the digest of all they are from.

Nobody records who read what. A key holds everything that an answer was made from, so another
input is another key, and an answer that is out of date cannot be found.
"""

from __future__ import annotations

import hashlib
import pickle
import time
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

AnswerT = TypeVar("AnswerT")


class Task(NamedTuple):
    """What an answer is for, in words for people: its kind and its name."""

    kind: str
    name: str = ""


_ANY: Final = Task("others")

_SWIFT: Final = 1
"""The level of zlib that costs less time than it saves."""


def digest(*parts: str | bytes) -> bytes:
    """Give one short key for all parts together, wherever one ends and the next begins."""
    sum_of_all = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        sum_of_all.update(len(data).to_bytes(8, "big"))
        sum_of_all.update(data)
    return sum_of_all.digest()


@dataclass(slots=True)
class Work:
    """What was asked for of one kind: how often the answer was there, and what each other took."""

    found: int = 0
    made: list[tuple[float, str]] = field(default_factory=list)
    """Seconds of the processor, and what for."""


class Memo:
    """Keeps answers as long as each build asks for them again.

    It may begin with answers that an earlier run packed; each is unpacked when it is asked for.
    """

    def __init__(self, packed: Mapping[bytes, bytes | memoryview] | None = None) -> None:
        """Begin with nothing known, or with what an earlier run knew."""
        self._packed: Mapping[bytes, bytes | memoryview] = packed or {}
        self._known: dict[bytes, object] = {}
        self._asked: dict[bytes, object] = {}
        self._before = frozenset(self._packed)
        self._brief: set[bytes] = set()
        self.work: dict[str, Work] = {}

    def recall(
        self, key: bytes, make: Callable[[], AnswerT], task: Task = _ANY, *, brief: bool = False
    ) -> AnswerT:
        """Give the answer that is kept under a key, or make it and keep it.

        The task is for telling where time went. What is brief is not worth packing.
        """
        work = self.work.setdefault(task.kind, Work())
        work.found += 1
        if key in self._asked:
            return self._asked[key]  # type: ignore[return-value]
        if key in self._known:
            answer = self._known[key]
        elif key in self._packed:
            answer = pickle.loads(zlib.decompress(self._packed[key]))  # noqa: S301 - see kept
        else:
            # Of this thread alone, so that a busy machine makes no page look slow.
            begun = time.thread_time()
            answer = make()
            work.found -= 1
            work.made.append((time.thread_time() - begun, task.name))
        self._asked[key] = answer
        if brief:
            self._brief.add(key)
        return answer  # type: ignore[return-value]

    def forget_the_rest(self) -> None:
        """Drop what nobody asked for since the last time, so that a long day does not add up."""
        self._known, self._asked = self._asked, {}
        self._packed = {key: self._packed[key] for key in self._known.keys() & self._packed.keys()}
        self._brief &= self._known.keys()

    @property
    def lasting(self) -> frozenset[bytes]:
        """Give the keys of what is worth packing."""
        return frozenset(self._known.keys() - self._brief)

    @property
    def changed(self) -> bool:
        """Say whether the next run could use more than this one could, or needs less."""
        return self.lasting != self._before

    def packed(self) -> Iterator[tuple[bytes, bytes | memoryview]]:
        """Give what is known, packed for another run."""
        for key in sorted(self.lasting):
            if key in self._packed:
                yield key, self._packed[key]
            else:
                answer = pickle.dumps(self._known[key], pickle.HIGHEST_PROTOCOL)
                yield key, zlib.compress(answer, _SWIFT)
