"""Protected names as fingerprints: what may be committed, and how texts are held against them."""

from __future__ import annotations

import hmac
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, NamedTuple, TypeAlias

from sitegen.privacy import name_forms
from sitegen.privacy.name_forms import NameForm, Word

KINDS: Final = ("name", "sound", "initial", "initials", "part", "near", "spare")
"""A whole name, one that sounds like it, one with an initial, initials alone, a part alone, one
that differs by a letter, and no name at all."""

LONGEST: Final = 4
"""Words that a name in a text may have."""

_DIGITS: Final = 24
"""Hexadecimal digits of a fingerprint: 96 bits, so that no two names ever share one."""

_MOST: Final = 200_000
"""Verdicts that are kept at once, some forty megabytes."""

_INITIAL: Final = 2
"""Letters that may stand for a name, as in “St” or “J”."""

_CLOSE: Final = re.compile(r"[^!?;:()\[\]{}<>|\n\"“”]{0,3}")
"""What may stand between the words of a name."""

_INITIALS: Final = re.compile(r"(?<![\w.&])([A-Z])\.?[ \u00a0]?([A-Z])(?:\.(?!\w))?(?![\w&/-])")
_OF_SOMEBODY: Final = re.compile(
    r"\b(?:child|baby|infant|boy|girl|toddler|sibling|brother|sister|son|daughter|twin|mother|father"
    r"|mum|dad|parents?|aged?|born|died|family)\b|[’']s\b",
    re.IGNORECASE,
)
"""Words beside which two capitals are rather somebody than an abbreviation."""

_BESIDE: Final = 40
"""Characters on both sides of two initials in which such a word is looked for."""

HEAD: Final = (
    "# Fingerprints of names that must never be published, made by “python3 build.py protect”.\n"
    "# No name can be read from them without the key, which is kept elsewhere. Commit this file.\n"
)


@dataclass(frozen=True, slots=True)
class NameRegister:
    """Fingerprints by kind, as the file keeps them; useless without the key."""

    salt: str
    check: str
    prints: Mapping[str, frozenset[str]]

    def text(self) -> str:
        """Write the file, in an order that says nothing about who was added when."""
        lines = [f"salt {self.salt}", f"check {self.check}"]
        lines += [f"{kind} {print_}" for kind in KINDS for print_ in sorted(self.prints[kind])]
        return HEAD + "\n".join(lines) + "\n"

    @property
    def empty(self) -> bool:
        """Return whether nothing is protected."""
        return not any(self.prints.values())


def read(text: str) -> NameRegister:
    """Read the file; a line that nobody understands protects nobody and is passed over."""
    digests: defaultdict[str, set[str]] = defaultdict(set)
    for line in text.splitlines():
        kind, _, value = line.strip().partition(" ")
        if kind and not kind.startswith("#"):
            digests[kind].add(value)
    prints = {kind: frozenset(digests[kind]) for kind in KINDS}
    return NameRegister(max(digests["salt"], default=""), max(digests["check"], default=""), prints)


class Hit(NamedTuple):
    """Where in a text a protected name stands."""

    start: int
    end: int


_Run: TypeAlias = tuple[str, bool, bool, bool]
"""What words that stand together are judged by: their letters in one piece, whether each begins
with a capital, whether they are several, and whether one of them may be an initial."""


class _Verdict(Enum):
    """What words that stand together are."""

    NOTHING = 0
    TOLD = 1
    SPARED = 2


@dataclass(frozen=True, slots=True)
class Names:
    """Protected names, held together with the key that makes their fingerprints."""

    register: NameRegister
    key: bytes = field(repr=False)
    judged: dict[_Run, _Verdict] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )
    lines: dict[str, tuple[Hit, ...]] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )
    resembling: dict[str, bool] = field(init=False, default_factory=dict, repr=False, compare=False)

    def print_of(self, form: NameForm) -> str:
        """Return the fingerprint of a form."""
        message = f"{self.register.salt}:{form.kind}:{form.letters}".encode()
        return hmac.digest(self.key, message, "sha256").hex()[:_DIGITS]

    def right_key(self) -> bool:
        """Return whether this is the key with which the file was made."""
        return hmac.compare_digest(self.print_of(NameForm("check", "")), self.register.check)

    def holds(self, kind: str, plain: str) -> bool:
        """Return whether letters are protected as one kind of evidence."""
        wanted = self.register.prints[kind]
        return bool(wanted) and self.print_of(NameForm(kind, plain)) in wanted

    def line(self, text: str) -> tuple[Hit, ...]:
        """Find protected names in a line that many pages may share; each is looked at once."""
        if text not in self.lines:
            self.lines[text] = self.hits(text)
        return self.lines[text]

    def hits(self, text: str, *, path: bool = False) -> tuple[Hit, ...]:
        """Find protected names in a text; in paths and addresses capitals mean nothing."""
        spared: list[Hit] = []
        hits: list[Hit] = []
        for run, start, end in _runs(text, path=path):
            # The same words come again and again.
            verdict = self.judged.get(run)
            if verdict is None:
                if len(self.judged) >= _MOST:
                    self.judged.clear()
                verdict = self.judged[run] = self._judge(run)
            if verdict is not _Verdict.NOTHING:
                (hits if verdict is _Verdict.TOLD else spared).append(Hit(start, end))
        return _joined(
            hit
            for hit in hits
            if not any(spare.start <= hit.start and hit.end <= spare.end for spare in spared)
        )

    def near(self, text: str) -> tuple[Hit, ...]:
        """Find words that differ by one letter from a name that must not stand even alone."""
        sure = self.hits(text)
        return tuple(
            Hit(word.start, word.end)
            for word in name_forms.words(text)
            if word.capital
            and self._is_near(word.letters)
            and not any(hit.start <= word.start < hit.end for hit in sure)
        )

    def initialled(self, text: str) -> tuple[Hit, ...]:
        """Find the initials of a name where a child is spoken of, or with full stops."""
        if not self.register.prints["initials"]:
            return ()
        return tuple(
            Hit(match.start(), match.end())
            for match in _INITIALS.finditer(text)
            if (match[0][1] == "." or _OF_SOMEBODY.search(_around(text, match)))
            and self.holds("initials", f"{match[1]}{match[2]}".lower())
        )

    def _is_near(self, plain: str) -> bool:
        if len(plain) < name_forms.SHORTEST_NEAR or not self.register.prints["near"]:
            return False
        run = (plain, True, False, False)
        known = self.resembling.get(plain)
        if known is None:
            near = any(self.holds("near", form) for form in name_forms.near(plain))
            known = near and self._judge(run) is _Verdict.NOTHING
            self.resembling[plain] = known
        return known

    def _judge(self, run: _Run) -> _Verdict:
        if self.holds("spare", run[0]):
            return _Verdict.SPARED
        return _Verdict.TOLD if self._protected(run) else _Verdict.NOTHING

    def _protected(self, run: _Run) -> bool:
        plain, capitals, several, initial = run
        if capitals and self.holds("part", plain):
            return True
        if capitals and self.holds("part", plain.removesuffix("s")) and plain.endswith("s"):
            return True
        if self.holds("name", plain):
            return True
        if not several or not capitals:
            return False
        sound = name_forms.sound(plain)
        heard = len(sound) >= name_forms.SHORTEST_SOUND and self.holds("sound", sound)
        return heard or (initial and self.holds("initial", plain))


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - _BESIDE) : match.end() + _BESIDE]


def _joined(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Make one of hits that share a word, as a whole name does with its parts."""
    joined: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, hit.end)):
        if joined and hit.start < joined[-1].end:
            joined[-1] = Hit(joined[-1].start, max(joined[-1].end, hit.end))
        else:
            joined.append(hit)
    return tuple(joined)


def _runs(text: str, *, path: bool) -> Iterator[tuple[_Run, int, int]]:
    """Yield every run of up to a few words that stand close together, and its place."""
    for words in _together(text):
        for place, first in enumerate(words):
            plain, capitals, initial = "", True, False
            for word in words[place : place + LONGEST]:
                plain += word.letters
                capitals = capitals and (path or word.capital)
                initial = initial or len(word.letters) <= _INITIAL
                yield (plain, capitals, word is not first, initial), first.start, word.end


def _together(text: str) -> Iterator[list[Word]]:
    """Part the words of a text where no name can go on."""
    near: list[Word] = []
    for word in name_forms.words(text):
        if near and not _CLOSE.fullmatch(text, near[-1].end, word.start):
            yield near
            near = []
        near.append(word)
    if near:
        yield near


def forms(name: str, single: Iterable[str]) -> tuple[NameForm, ...]:
    """Return every form in which a name is protected, some of its parts also alone."""
    return tuple(dict.fromkeys((*name_forms.of_full_name(name), *name_forms.alone(single))))
