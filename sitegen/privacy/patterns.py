"""How details look by which somebody could be found."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from sitegen.content.glance import Glance
from sitegen.privacy import days

_CLAUSE: Final = r"[^.!?\n]{0,120}?"


@dataclass(frozen=True, slots=True)
class Detail:
    """One kind of detail: its name, what it is, and how it looks.

    Every match holds all of its words, each of which stands between spaces, and all of its signs,
    as soon as anything stands before it. They are found much quicker than the whole pattern, above
    all where each begins with one of a few letters.
    """

    name: str
    what: str
    regex: str
    words: tuple[str, ...]
    signs: tuple[re.Pattern[str], ...] = ()
    offices_have_one: bool = False
    guess: bool = False
    """Whether it may as well be something else, so that it is only a warning."""

    true: Callable[[re.Match[str]], bool] = bool

    @property
    def pattern(self) -> re.Pattern[str]:
        """How it looks, compiled once a sign is met: a build of one edit meets few."""
        return _compiled(self.regex)


@cache
def _compiled(regex: str) -> re.Pattern[str]:
    return re.compile(regex)


def _is_nhs_number(match: re.Match[str]) -> bool:
    """Return whether the last digit is the check digit of the nine before it (modulus 11)."""
    digits = [int(digit) for digit in match[0] if digit.isdigit()]
    total = sum(digit * (10 - place) for place, digit in enumerate(digits[:9]))
    return (11 - total % 11) % 11 == digits[9] and len(set(digits)) > 1


def _is_insurance_number(match: re.Match[str]) -> bool:
    return match[0][:2].upper() not in {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}


DETAILS: Final = (
    Detail(
        "date of birth",
        "a date of birth",
        days.BIRTH,
        words=(days.WORD, days.BIRTH_WORD),
        signs=(days.SIGN,),
        true=days.is_birth_of_the_living,
    ),
    Detail(
        "NHS number",
        "an NHS number",
        r"(?<![\d-])[1-9]\d{2}[ -]?\d{3}[ -]?\d{4}(?![\d-])",
        words=(r"\d{4}",),
        signs=(re.compile(r"\d\d\d[ -]?\d{4}"),),
        true=_is_nhs_number,
    ),
    Detail(
        "National Insurance number",
        "a National Insurance number",
        r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b",
        words=(r"\b[A-Z]{2}(?:\d|\Z)", r"\d\d"),
        signs=(re.compile(r"\d ?[A-D]\b"),),
        true=_is_insurance_number,
    ),
    Detail(
        "postcode",
        "a postcode that no contact point has",
        r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b",
        words=(r"\d[A-Z][A-Z]\b",),
        offices_have_one=True,
    ),
    Detail(
        "address",
        "a house number with a street that no contact point has",
        rf"\b\d{{1,4}}[a-zA-Z]?(?:\s?[-–]\s?\d+)?,?\s+(?:[A-Z][\w’'-]+\s+){{1,3}}{days.STREET}\b",
        words=(rf"\A{days.STREET}\b",),
        signs=(re.compile(r"\d[a-zA-Z]?,?\s+[A-Z]"),),
        offices_have_one=True,
    ),
    Detail(
        "e-mail address",
        "an e-mail address that no contact point has",
        r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+\b",
        words=("@",),
        offices_have_one=True,
    ),
)
"""What is looked for everywhere; each name is what an author writes to allow one."""


@cache
def of_cases() -> tuple[Detail, ...]:
    """Return what is looked for besides where a case is told; most builds ask for none of it."""
    from sitegen.privacy import ages, places

    old, one = "an exact age", ages.of_one_child
    day, dates = "day of an incident", (days.SIGN,)
    aged, harmed = (ages.WORD, ages.NUMBER_WORD), (days.WORD, days.INCIDENT_WORD)
    dated, schooled = (_beside_age(ages.AGE, other) for other in (days.DAY, places.SCHOOL))
    return (
        Detail("exact age", old, ages.EXACT, aged, (ages.SIGN,), true=one),
        Detail("exact age", old, ages.TOLD, (ages.TOLD_WORD,), (ages.TOLD_SIGN,), true=one),
        Detail("day of death", _DIED, days.DEATH, (days.WORD, days.DEATH_WORD), dates),
        Detail(day, _HARMED, days.INCIDENT, harmed, dates, true=days.is_no_report),
        Detail("age with a date", "an age beside a day", dated, (days.WORD, ages.AGE_WORD), dates),
        Detail("school", _PUPIL, schooled, (places.SCHOOL_WORD, ages.AGE_WORD), (ages.AGE_SIGN,)),
        *_of_places(),
        Detail("exact age", old, ages.PERHAPS, (_IN_MARKS,), (ages.PERHAPS_SIGN,), guess=True),
        Detail(
            day, _LIVED, days.ANY, (days.WORD,), dates, true=places.is_about_somebody, guess=True
        ),
    )


_IN_MARKS: Final = r"(?:\A|[,(])\d\d?[,)]"
_DIED: Final = "the day of a death"
_HARMED: Final = "the day on which a child came to harm, or on which somebody had to act"
_PUPIL: Final = "the name of a school beside an age"
_LIVED: Final = "an exact day in the life of a child or a family"


def _beside_age(age: str, other: str) -> str:
    """Return how an age and something else look in the same clause, whichever is told first."""
    return rf"{age}{_CLAUSE}\b{other}|\b{other}{_CLAUSE}{age}"


def _of_places() -> Iterator[Detail]:
    from sitegen.privacy import places

    went, words = "the school of a child", (places.SCHOOL_WORD,)
    yield Detail("school", went, places.AT_SCHOOL, words, true=places.is_of_children)
    home = "the street where somebody lives"
    yield Detail("street", home, places.HOME, (places.HOME_WORD,), true=places.is_no_court)
    treated = "where somebody was treated"
    yield Detail("hospital", treated, places.HOSPITAL, (places.HOSPITAL_WORD,))
    named, true = "the name of a school", places.is_school_of_somebody
    yield Detail("school", named, places.NAMED_SCHOOL, words, true=true, guess=True)
    words, signs = (places.TREATED_WORD,), (places.TREATED_SIGN,)
    yield Detail("hospital", treated, places.TREATED_AT, words, signs, guess=True)
    named, true = "the name of a place where somebody was", places.is_where_somebody_was
    yield Detail("place", named, places.NAMED, (places.NAMED_WORD,), true=true, guess=True)


def at_a_glance(text: str, *, reviews: bool) -> list[Detail]:
    """Return the details that may stand in a text, by its words alone, wherever lines end."""
    details, glance = _sought(reviews=reviews)
    words = glance.signs(text)
    return [detail for detail in details if words.issuperset(detail.words)] if words else []


@cache
def _sought(*, reviews: bool) -> tuple[tuple[Detail, ...], Glance]:
    details = (*DETAILS, *(of_cases() if reviews else ()))
    return details, Glance(*{word for detail in details for word in detail.words})


@lru_cache(maxsize=8_192)
def details_in(text: str, *, reviews: bool) -> tuple[tuple[Detail, str, int], ...]:
    """Return every detail in a text, with its words and the place where they begin.

    A text is searched once, as long as it stays: reports are long, and builds are many.
    """
    after_a_line = f"\n{text}"
    stands = cache(lambda sign: sign.search(after_a_line) is not None)
    found: list[tuple[Detail, str, int]] = []
    told: dict[str, set[int]] = defaultdict(set)
    for detail in at_a_glance(text, reviews=reviews):
        # Of these words nothing of the same name is told before, and of a guess nothing at all.
        before = told["" if detail.guess else detail.name]
        for match in detail.pattern.finditer(text) if all(map(stands, detail.signs)) else ():
            here = range(match.start(), match.end() + 1)
            if before.isdisjoint(here) and detail.true(match):
                found.append((detail, match[0], match.start()))
                told[detail.name].update(here)
                told[""].update(here)
    return tuple(found)


def plain(text: str) -> str:
    """Return words without spaces and capitals, as they are compared."""
    return "".join(text.split()).lower()
