"""How the same name can be written: letters, signs, order, initials, sounds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple

from sitegen.privacy import name_variants

SHORTEST_PART: Final = 3
"""Letters below which a part of a name alone is no name: “Jo” is in half of all pages."""

SHORTEST_NEAR: Final = 5
"""Letters below which too many words differ from a name by one alone."""

SHORTEST_SOUND: Final = 5
"""Consonants below which names that sound alike are no evidence: too many words share them."""

_PARTICLES: Final = frozenset(
    ("abu", "bin", "del", "della", "der", "fitz", "ibn", "mac", "van", "von")
)
"""What begins many family names, and alone is nobody’s."""

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’‘ʼ`][^\W\d_]+)*")
_INNER_CAPITAL: Final = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])")
_POSSESSIVE: Final = re.compile(r"['’‘ʼ`]s\Z", re.IGNORECASE)
_NOT_A_LETTER: Final = re.compile(r"[^a-z]")
_SPELT_OUT: Final = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
)
_SOUNDS: Final = (
    ("ph", "f"), ("gh", ""), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("ge", "je"), ("gi", "ji"),
    ("c", "k"), ("q", "k"), ("x", "ks"), ("z", "s"), ("v", "f"),
)  # fmt: skip
_UNHEARD: Final = re.compile(r"[aeiouyhw]")


class Word(NamedTuple):
    """A word of a text: its plain letters, where it stands, and whether a capital begins it."""

    letters: str
    start: int
    end: int
    capital: bool


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text; `MarthaSmith`, as file names write it, is two."""
    for match in _WORD.finditer(text):
        start = match.start()
        for piece in _INNER_CAPITAL.split(match[0]):
            if plain := letters(piece):
                yield Word(plain, start, start + len(piece), piece[0].isupper())
            start += len(piece)


@lru_cache(maxsize=50_000)
def letters(word: str) -> str:
    """Return a word in plain small letters, without accents, apostrophes and the possessive."""
    spelt = _POSSESSIVE.sub("", word).casefold().translate(_SPELT_OUT)
    return _NOT_A_LETTER.sub("", unicodedata.normalize("NFKD", spelt).lower())


def sound(plain: str) -> str:
    """Return what is left of a name when its spelling is forgotten: Catherine and Kathryn agree."""
    for written, heard in _SOUNDS:
        plain = plain.replace(written, heard)
    first, rest = plain[:1], _UNHEARD.sub("", plain[1:])
    return "".join(letter for letter, _ in groupby(first + rest))


class NameForm(NamedTuple):
    """One way in which a name can stand in a text: what kind of evidence, and its letters."""

    kind: str
    letters: str


def parts(name: str) -> tuple[str, ...]:
    """Return the parts of a name that are looked for alone; a middle name says too little."""
    given, *rest = name.split() or [""]
    family = rest[-1] if rest else ""
    forms = [letters(part) for part in (given, family)]
    pieces = [word.letters for part in (given, family) for word in words(part)]
    forms += [piece for piece in pieces if piece not in _PARTICLES]
    return tuple(dict.fromkeys(part for part in forms if len(part) >= SHORTEST_PART))


def of_full_name(name: str) -> Iterator[NameForm]:
    """Yield every form of a whole name: both orders, with and without what stands between."""
    given, *rest = [letters(part) for part in name.split()]
    if not rest:
        return
    between, family = rest[:-1], rest[-1]
    double = [word.letters for word in words(name.rsplit(maxsplit=1)[-1])]
    for last in dict.fromkeys((family, *double)):
        for order in ((given, last), (last, given), (given, *between, last)):
            plain = "".join(order)
            yield NameForm("name", plain)
            if len(sound(plain)) >= SHORTEST_SOUND:
                yield NameForm("sound", sound(plain))
        yield from _initials(given, between, last)
    yield from _variants(given, family)


def _variants(given: str, family: str) -> Iterator[NameForm]:
    """Yield the whole name as it is said of others in the family, and among friends."""
    for first in (given, *name_variants.given(given)):
        for last in (family, *name_variants.family(family)):
            yield NameForm("name", f"{first}{last}")
            yield NameForm("name", f"{last}{first}")


def near(part: str) -> Iterator[str]:
    """Yield what two spellings share that differ by one letter: the name without one of them."""
    if len(part) >= SHORTEST_NEAR:
        yield part
        yield from (part[:place] + part[place + 1 :] for place in range(len(part)))


def _initials(given: str, between: Sequence[str], last: str) -> Iterator[NameForm]:
    middle = "".join(name[0] for name in between)
    yield NameForm("initials", given[0] + last[0])
    for order in ((given[0], last), (given[0] + middle, last), (last, given[0]), (given, last[0])):
        yield NameForm("initial", "".join(order))


def alone(some: Iterable[str]) -> Iterator[NameForm]:
    """Yield the forms of parts that must not stand even alone."""
    for part in some:
        yield NameForm("part", part)
        if part[:1] == "o" and part[1:2] not in "aeiou" and len(part) > SHORTEST_SOUND:
            yield NameForm("part", part[1:])  # O’Neill and Neill
        yield from (NameForm("part", form) for form in name_variants.declined(part))
        yield from (NameForm("near", form) for form in near(part))
