"""Protected names as fingerprints: what may be committed, and how texts are held against them."""

from __future__ import annotations

import hmac
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sitegen.protect import spelling
from sitegen.protect.spelling import Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sitegen.protect.spelling import Word

KINDS: Final = ("name", "sound", "initial", "part", "spare")
"""A whole name, one that sounds like it, one with an initial, a part alone, and no name at all."""

LONGEST: Final = 4
"""Words that a name in a text may have."""

_DIGITS: Final = 24
"""Hexadecimal digits of a fingerprint: 96 bits, so that no two names ever share one."""

_BETWEEN: Final = 3
"""Signs that may stand between the words of a name."""

HEAD: Final = (
    "# Fingerprints of names that must never be published, made by “python3 build.py protect”.\n"
    "# No name can be read from them without the key, which is kept elsewhere. Commit this file.\n"
)


@dataclass(frozen=True, slots=True)
class Register:
    """Fingerprints by kind, as the file keeps them; useless without the key."""

    salt: str
    check: str
    prints: Mapping[str, frozenset[str]]

    def text(self) -> str:
        """Write the file, in an order that says nothing about who was added when."""
        lines = [f"salt {self.salt}", f"check {self.check}"]
        lines += [f"{kind} {one}" for kind in KINDS for one in sorted(self.prints[kind])]
        return HEAD + "\n".join(lines) + "\n"

    @property
    def empty(self) -> bool:
        """Say whether nothing is protected."""
        return not any(self.prints.values())


def read(text: str) -> Register:
    """Read the file; a line that nobody understands protects nobody and is passed over."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in text.splitlines():
        kind, _, value = line.strip().partition(" ")
        if kind and not kind.startswith("#"):
            found[kind].add(value)
    prints = {kind: frozenset(found[kind]) for kind in KINDS}
    return Register(max(found["salt"], default=""), max(found["check"], default=""), prints)


@dataclass(frozen=True, slots=True)
class Hit:
    """Where in a text a protected name stands."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Names:
    """Protected names, held together with the key that makes their fingerprints."""

    register: Register
    key: bytes = field(repr=False)
    known: dict[Form, str] = field(default_factory=dict, repr=False, compare=False)

    def print_of(self, form: Form) -> str:
        """Give the fingerprint of a form."""
        found = self.known.get(form)
        if found is None:
            message = f"{self.register.salt}:{form.kind}:{form.letters}".encode()
            found = hmac.digest(self.key, message, "sha256").hex()[:_DIGITS]
            self.known[form] = found
        return found

    def right_key(self) -> bool:
        """Say whether this is the key with which the file was made."""
        return hmac.compare_digest(self.print_of(Form("check", "")), self.register.check)

    def holds(self, kind: str, plain: str) -> bool:
        """Say whether letters are protected as one kind of evidence."""
        wanted = self.register.prints[kind]
        return bool(wanted) and self.print_of(Form(kind, plain)) in wanted

    def hits(self, text: str, *, path: bool = False) -> tuple[Hit, ...]:
        """Find protected names in a text; in paths and addresses capitals mean nothing."""
        found = list(spelling.words(text))
        spared: list[Hit] = []
        told: list[Hit] = []
        for run in _runs(found, text):
            plain = "".join(word.letters for word in run)
            place = Hit(run[0].start, run[-1].end)
            if self.holds("spare", plain):
                spared.append(place)
            elif self._protected(run, plain, path=path):
                told.append(place)
        return _joined(
            hit
            for hit in told
            if not any(one.start <= hit.start and hit.end <= one.end for one in spared)
        )

    def _protected(self, run: Sequence[Word], plain: str, *, path: bool) -> bool:
        capitals = path or all(word.capital for word in run)
        if capitals and self.holds("part", plain):
            return True
        if capitals and self.holds("part", plain.removesuffix("s")) and plain.endswith("s"):
            return True
        if self.holds("name", plain):
            return True
        if len(run) < 2 or not capitals:
            return False
        sound = spelling.sound(plain)
        heard = len(sound) >= spelling.SHORTEST_SOUND and self.holds("sound", sound)
        return heard or (_has_initial(run) and self.holds("initial", plain))


def _joined(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Make one of hits that share a word, as a whole name does with its parts."""
    found: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.start, one.end)):
        if found and hit.start < found[-1].end:
            found[-1] = Hit(found[-1].start, max(found[-1].end, hit.end))
        else:
            found.append(hit)
    return tuple(found)


def _has_initial(run: Sequence[Word]) -> bool:
    return any(len(word.letters) <= 2 for word in run)


def _runs(found: Sequence[Word], text: str) -> Iterator[Sequence[Word]]:
    """Give every run of up to a few words that stand close together."""
    for first in range(len(found)):
        for last in range(first, min(first + LONGEST, len(found))):
            if last > first and not _close(found[last - 1], found[last], text):
                break
            yield found[first : last + 1]


def _close(one: Word, other: Word, text: str) -> bool:
    between = text[one.end : other.start]
    return len(between) <= _BETWEEN and not set(between) & set('!?;:()[]{}<>|\n"“”')


def forms(name: str, single: Iterable[str]) -> tuple[Form, ...]:
    """Give every form in which a name is protected, some of its parts also alone."""
    return tuple(dict.fromkeys((*spelling.whole(name), *spelling.alone(single))))
