"""How details look by which somebody could be found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from sitegen.privacy import ages, days, places, sentences

if TYPE_CHECKING:
    from collections.abc import Callable

_AGE_SIGN: Final = re.compile(r"age(?<!\wage)d?\s|[\s-]old\b")
"""It looks back only where “age” stands: what begins with looking back is sought slowly."""

_CLAUSE: Final = r"[^.!?\n]{0,120}?"


@dataclass(frozen=True, slots=True)
class Detail:
    """One kind of detail: its name, what it is, and how it looks.

    Every match holds its sign, which is found much quicker than the whole pattern.
    """

    name: str
    what: str
    regex: str
    sign: re.Pattern[str]
    in_reviews_only: bool = False
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
        sign=days.BIRTH_SIGN,
        true=days.is_birth_of_the_living,
    ),
    Detail(
        "NHS number",
        "an NHS number",
        r"(?<![\d-])[1-9]\d{2}[ -]?\d{3}[ -]?\d{4}(?![\d-])",
        sign=re.compile(r"\d{3}[ -]?\d{4}"),
        true=_is_nhs_number,
    ),
    Detail(
        "National Insurance number",
        "a National Insurance number",
        r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b",
        sign=re.compile(r"\d ?[A-D]\b"),
        true=_is_insurance_number,
    ),
    Detail(
        "postcode",
        "a postcode that no contact point has",
        r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b",
        sign=re.compile(r"\d[A-Z][A-Z]"),
        offices_have_one=True,
    ),
    Detail(
        "address",
        "a house number with a street that no contact point has",
        rf"\b\d{{1,4}}[a-zA-Z]?(?:\s?[-–]\s?\d+)?,?\s+(?:[A-Z][\w’'-]+\s+){{1,3}}{places.STREET}\b",
        sign=re.compile(r"\d[a-zA-Z]?,?\s+[A-Z]"),
        offices_have_one=True,
    ),
    Detail(
        "e-mail address",
        "an e-mail address that no contact point has",
        r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+\b",
        sign=re.compile("@"),
        offices_have_one=True,
    ),
    Detail(
        "exact age",
        "an exact age",
        ages.EXACT,
        sign=ages.SIGN,
        in_reviews_only=True,
        true=ages.of_one_child,
    ),
    Detail(
        "exact age",
        "an exact age",
        ages.TOLD,
        sign=ages.TOLD_SIGN,
        in_reviews_only=True,
        true=ages.of_one_child,
    ),
    Detail(
        "day of death",
        "the day of a death",
        days.DEATH,
        sign=days.DEATH_SIGN,
        in_reviews_only=True,
    ),
    Detail(
        "day of an incident",
        "the day on which a child came to harm, or on which somebody had to act",
        days.INCIDENT,
        sign=days.INCIDENT_SIGN,
        in_reviews_only=True,
        true=days.is_no_report,
    ),
    Detail(
        "age with a date",
        "an age beside a day",
        rf"{ages.AGE}{_CLAUSE}\b{days.DAY}|\b{days.DAY}{_CLAUSE}{ages.AGE}",
        sign=_AGE_SIGN,
        in_reviews_only=True,
    ),
    Detail(
        "school",
        "the name of a school beside an age",
        rf"{ages.AGE}{_CLAUSE}\b{places.SCHOOL}|\b{places.SCHOOL}{_CLAUSE}{ages.AGE}",
        sign=_AGE_SIGN,
        in_reviews_only=True,
    ),
    Detail(
        "school",
        "the school of a child",
        places.AT_SCHOOL,
        sign=places.SCHOOL_SIGN,
        in_reviews_only=True,
        true=places.is_of_children,
    ),
    Detail(
        "street",
        "the street where somebody lives",
        places.HOME,
        sign=places.HOME_SIGN,
        in_reviews_only=True,
        true=places.is_no_court,
    ),
    Detail(
        "hospital",
        "where somebody was treated",
        places.HOSPITAL,
        sign=places.HOSPITAL_SIGN,
        in_reviews_only=True,
    ),
    Detail(
        "exact age",
        "an exact age",
        ages.PERHAPS,
        sign=ages.PERHAPS_SIGN,
        in_reviews_only=True,
        guess=True,
    ),
    Detail(
        "school",
        "the name of a school",
        places.NAMED_SCHOOL,
        sign=places.SCHOOL_SIGN,
        in_reviews_only=True,
        guess=True,
        true=places.is_school_of_somebody,
    ),
    Detail(
        "hospital",
        "where somebody was treated",
        places.TREATED_AT,
        sign=places.TREATED_SIGN,
        in_reviews_only=True,
        guess=True,
    ),
    Detail(
        "place",
        "the name of a place where somebody was",
        places.NAMED,
        sign=places.NAMED_SIGN,
        in_reviews_only=True,
        guess=True,
        true=places.is_where_somebody_was,
    ),
    Detail(
        "day of an incident",
        "an exact day in the life of a child or a family",
        days.ANY,
        sign=days.ANY_SIGN,
        in_reviews_only=True,
        guess=True,
        true=sentences.is_about_somebody,
    ),
)
"""What is looked for; each name is what an author writes to allow one."""


@lru_cache(maxsize=8_192)
def details_in(text: str, *, reviews: bool) -> tuple[tuple[Detail, str, int], ...]:
    """Return every detail in a text, with its words and the place where they begin.

    A text is searched once, as long as it stays: reports are long, and builds are many.
    """
    seen: dict[re.Pattern[str], bool] = {}
    found: list[tuple[Detail, str, int]] = []
    told = bytearray(len(text) + 1)
    for detail in DETAILS:
        if detail.in_reviews_only and not reviews:
            continue
        if detail.sign not in seen:
            seen[detail.sign] = detail.sign.search(text) is not None
        for match in detail.pattern.finditer(text) if seen[detail.sign] else ():
            place = slice(match.start(), match.end() + 1)
            # A guess at what is told already says nothing new.
            if not (detail.guess and any(told[place])) and detail.true(match):
                found.append((detail, match[0], match.start()))
                told[place] = bytes([1]) * (match.end() + 1 - match.start())
    return tuple(found)


def plain(text: str) -> str:
    """Return words without spaces and capitals, as they are compared."""
    return "".join(text.split()).lower()
