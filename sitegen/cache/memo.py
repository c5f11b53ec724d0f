"""Caches answers of slow, pure functions from build to build, under the digest of their inputs.

Nobody records who read what. A key holds everything that an answer was made from, so another
input is another key, and an answer that is out of date cannot be found.
"""

from __future__ import annotations

import hashlib
import pickle
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Final, NamedTuple, TypeAlias, TypeVar

from sitegen.cache import workers

AnswerT = TypeVar("AnswerT")


class Task(NamedTuple):
    """What an answer is for, in words for people: its kind and its name."""

    kind: str
    name: str = ""


_ANY: Final = Task("others")
_NOTHING: Final = object()
"""Stands where no answer is known; an answer may be None."""

_SWIFT: Final = 1
"""The level of zlib that costs less time than it saves."""

_MANY: Final = 40
"""How many answers must be missing before it is quicker to let several processes make them."""


Packed: TypeAlias = bytes | memoryview
"""An answer as it is written, behind its seal."""

_SEAL: Final = 16


def digest(*parts: str | Packed) -> bytes:
    """Return one short key for all parts together, wherever one ends and the next begins."""
    sum_of_all = hashlib.blake2b(digest_size=16)
    for part in parts:
        # A path may hold bytes that are no letters.
        data = part.encode(errors="surrogateescape") if isinstance(part, str) else part
        sum_of_all.update(len(data).to_bytes(8, "big"))
        sum_of_all.update(data)
    return sum_of_all.digest()


@dataclass(slots=True)
class Work:
    """The work of one kind: how many answers were cached, and what computing the others took."""

    hits: int = 0
    computed: list[tuple[float, str]] = field(default_factory=list)
    """Seconds of the processor, and what for."""


class Rows(NamedTuple):
    """What an earlier run left, and whether a part of it is damaged."""

    answers: Mapping[bytes, Packed]
    worn: bool = False


class Memo:
    """A cache whose answers last as long as each build asks for them again.

    It may begin with answers that an earlier run packed; each is unpacked when it is asked for.
    """

    def __init__(self, packed: Mapping[bytes, Packed] | Callable[[], Rows] | None = None) -> None:
        """Begin empty, or with what an earlier run packed, read when it is first needed."""
        self._source = packed or {}
        self.worn = False
        """Whether most of what earlier runs left is no longer used, or is damaged."""

        self._earlier: dict[bytes, object] = {}
        self._used: dict[bytes, object] = {}
        self._stored: dict[bytes, int] = {}
        """What an earlier run packed, and its bytes, whether or not anybody asks for it."""

        self._transient: set[bytes] = set()
        self._kept: set[bytes] = set()
        self._kept_before: set[bytes] = set()
        """What lasts though nobody unpacked it, in this build and in those before."""

        self._prefetched: set[bytes] = set()
        self.saved = False
        """Whether another process has saved all that the last build learnt."""

        self.work: dict[str, Work] = {}
        self.before_each: Callable[[], None] = _go_on
        """Is called before each answer; what it raises ends the build that asked."""

    @cached_property
    def _packed(self) -> dict[bytes, Packed]:
        """What an earlier run packed, or another process."""
        rows = self._source() if callable(self._source) else Rows(self._source)
        self._stored = {key: len(answer) for key, answer in rows.answers.items()}
        self.worn |= rows.worn
        return dict(rows.answers)

    def __contains__(self, key: bytes) -> bool:
        """Return whether the answer of a key is there, and whole."""
        answer = self._lookup(key)
        if answer is not _NOTHING:
            self._earlier.setdefault(key, answer)
        return answer is not _NOTHING

    def get_or_make(
        self, key: bytes, make: Callable[[], AnswerT], task: Task = _ANY, *, transient: bool = False
    ) -> AnswerT:
        """Return the answer that is cached under a key, or make it and cache it.

        The task is for telling where time went. What is transient is not worth packing.
        """
        self.before_each()
        work = self.work.setdefault(task.kind, Work())
        answer = self._lookup(key)
        if answer is _NOTHING:
            # Of this thread alone, so that a busy machine makes no page look slow.
            begun = time.thread_time()
            answer = make()
            work.computed.append((time.thread_time() - begun, task.name))
        elif key in self._prefetched:
            # It was counted when it was made.
            self._prefetched.remove(key)
        else:
            work.hits += 1
        self._used[key] = answer
        if transient:
            self._transient.add(key)
        return answer  # type: ignore[return-value]

    def _lookup(self, key: bytes) -> object:
        if key in self._used:
            return self._used[key]
        if key in self._earlier:
            return self._earlier[key]
        if key in self._packed:
            with suppress(Exception):
                return _unpacked(key, self._packed[key])
            # What cannot be unpacked is not known: it is made again, and packed anew.
            del self._packed[key], self._stored[key]
        return _NOTHING

    def keep(self, key: bytes) -> None:
        """Let an answer last without unpacking it, because somebody may ask for it yet."""
        if key in self._earlier:
            self._used.setdefault(key, self._earlier[key])
        elif key in self._packed:
            self._kept.add(key)

    def computed(self, kind: str) -> Iterator[str]:
        """Yield the names of what was computed of a kind, because it was not cached."""
        yield from (name for _, name in self.work.get(kind, Work()).computed)

    def prefetch(self, acts: Mapping[bytes, Callable[[], object]], processes: int) -> None:
        """Compute in several processes what is about to be asked for, if much is missing.

        Each act gets or makes the answer of its key, and others if it likes. What fails is left to
        whoever asks for it in its turn: nothing is told here, so all is told in one order.
        """
        known = self._used.keys() | self._earlier.keys() | self._packed.keys()
        missing = [act for key, act in acts.items() if key not in known]
        if processes == 1 or len(missing) < _MANY:
            return
        before = set(self._used)
        first, *others = (missing[number::processes] for number in range(processes))
        with workers.elsewhere(partial(self._elsewhere, share) for share in others) as answers:
            _try(first)
            self._prefetched |= self._used.keys() - before
            for answer in answers:
                self._take(answer)

    def _elsewhere(self, acts: Iterable[Callable[[], object]]) -> bytes:
        """Act in another process than the one that asks; return, pickled, all that is new there."""
        before = self._used.keys() | self._packed.keys()
        for work in self.work.values():
            work.computed.clear()
        _try(acts)
        new = self._used.keys() - before - self._transient
        answers = {key: _pack(key, self._used[key]) for key in new}
        made = {kind: work.computed for kind, work in self.work.items()}
        return pickle.dumps((answers, made), pickle.HIGHEST_PROTOCOL)

    def _take(self, learnt: bytes) -> None:
        """Take over what another process has computed."""
        answers, made = pickle.loads(learnt)  # noqa: S301 - a copy of this process wrote it
        self._packed |= answers
        self._prefetched |= answers.keys()
        for kind, done in made.items():
            self.work.setdefault(kind, Work()).computed.extend(done)

    def drop_unused(self) -> None:
        """Drop what nobody asked for since the last time, so that a long day does not add up."""
        self.saved = False
        wanted = self._used.keys() | self._kept
        used = sum(self._stored.get(key, 0) for key in wanted)
        self.worn |= used < sum(self._stored.values()) / 2
        self._packed = {key: self._packed[key] for key in wanted & self._packed.keys()}
        self._earlier, self._used = self._used, {}
        self._kept_before, self._kept = self._kept, set()
        self._transient &= self._earlier.keys()

    def keep_unused(self) -> None:
        """Keep what was used and all from before: a build with faults asks for less."""
        self.saved = False
        self._earlier |= self._used
        self._kept_before |= self._kept | self._packed.keys()
        self._used = {}

    @property
    def lasting(self) -> frozenset[bytes]:
        """Return the keys of what is worth packing."""
        return frozenset((self._earlier.keys() | self._kept_before) - self._transient)

    @property
    def changed(self) -> bool:
        """Return whether the next run could use more than this one could, and is left to save."""
        return not (self.saved or self.lasting <= self._stored.keys())

    @property
    def much_changed(self) -> bool:
        """Return whether that is so much that another process may as well save it."""
        return len(self.lasting - self._stored.keys()) >= _MANY

    def new_entries(self) -> Iterator[tuple[bytes, Packed]]:
        """Yield, packed, what earlier runs did not have."""
        return ((key, answer) for key, answer in self.packed() if key not in self._stored)

    def packed(self) -> Iterator[tuple[bytes, Packed]]:
        """Yield every lasting answer, packed for another run."""
        for key in sorted(self.lasting):
            yield key, self._packed[key] if key in self._packed else _pack(key, self._earlier[key])


def _go_on() -> None:
    pass


def _pack(key: bytes, answer: object) -> bytes:
    data = zlib.compress(pickle.dumps(answer, pickle.HIGHEST_PROTOCOL), _SWIFT)
    return digest(key, data) + data


def _unpacked(key: bytes, packed: Packed) -> object:
    """Return an answer; raises ValueError, and others, if it is not what was packed."""
    data = packed[_SEAL:]
    if packed[:_SEAL] != digest(key, data):
        raise ValueError(key)
    return pickle.loads(zlib.decompress(data))  # noqa: S301 - what nobody else wrote, see store


def _try(acts: Iterable[Callable[[], object]]) -> None:
    for act in acts:
        with suppress(Exception):
            act()
