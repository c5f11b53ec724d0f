"""How details look by which somebody could be found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from sitegen.content.dates import MONTHS
from sitegen.privacy import ages

if TYPE_CHECKING:
    from collections.abc import Callable

_MONTH: Final = rf"(?:{'|'.join(MONTHS[1:])}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
_DAY: Final = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+\d{{2,4}})?"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,?\s+\d{{4}})?"
    r"|\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}(?!\d)|\d{4}-\d{2}-\d{2})"
)
_DIED: Final = (
    r"(?:died|drowned|perished|passed away|killed|found dead|pronounced dead"
    r"|(?:lost|took) (?:her|his|their) (?:own )?li(?:fe|ves))"
)
_BETWEEN: Final = (
    r"(?:\s+(?!(?:after|and|before|but|when|which|while)\b|publish|report|review)[\w’'-]+){0,6}?"
)
"""Words that may stand between a death and its day; others begin to tell of something else."""

_DEATH: Final = (
    rf"\b{_DIED}{_BETWEEN},?\s+(?:on\s+)?(?:the\s+)?{_DAY}"
    rf"|\b[Dd]eath(?:\s+of(?:\s+[\w’'-]+){{1,2}})?(?:\s+(?:came|happened|occurred|was))?"
    rf"\s+on\s+(?:the\s+)?(?:[A-Z][a-z]+day,?\s+)?(?:the\s+)?{_DAY}"
    rf"|\b[Dd]ate\s+of\s+death\b[^.\n]{{0,12}}?{_DAY}"
    rf"|\b{_DAY}[^.!?\n]{{0,60}}?\b{_DIED}\b"
)
_SCHOOL: Final = (
    r"(?:[A-Z][\w’'.-]+\s+){1,4}(?:(?:C\s?of\s?E|RC|Catholic|Church|Primary|Infants?|Junior|High"
    r"|Secondary|Grammar|Nursery|Community)\s+)*(?:School|Academy|Nursery|College)\b"
)
_STREET: Final = (
    r"(?:Street|Road|Avenue|Lane|Close|Drive|Way|Crescent|Court|Place|Terrace|Grove|Gardens|Square"
    r"|Walk|Mews|Row|Hill|Parade|Rise|St|Rd|Ave)"
)
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
    true: Callable[[str], bool] = bool

    @property
    def pattern(self) -> re.Pattern[str]:
        """How it looks, compiled once a sign is met: a build of one edit meets few."""
        return _compiled(self.regex)


@cache
def _compiled(regex: str) -> re.Pattern[str]:
    return re.compile(regex)


def _is_nhs_number(text: str) -> bool:
    """Return whether the last digit is the check digit of the nine before it (modulus 11)."""
    digits = [int(digit) for digit in text if digit.isdigit()]
    total = sum(digit * (10 - place) for place, digit in enumerate(digits[:9]))
    return (11 - total % 11) % 11 == digits[9] and len(set(digits)) > 1


_LONG_AGO: Final = re.compile(r"\b(?:1[0-8]\d\d|19[01]\d|192[0-5])\b")


def _may_be_of_the_living(text: str) -> bool:
    """Return whether somebody born then can be alive: the law protects the living (UK GDPR, 4)."""
    return not _LONG_AGO.search(text)


def _is_insurance_number(text: str) -> bool:
    return text[:2].upper() not in {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}


DETAILS: Final = (
    Detail(
        "date of birth",
        "a date of birth",
        (
            rf"\b(?:[Bb]orn|[Dd]ate of birth|D\.?O\.?B|[Bb]irthday)\b[^.\n]{{0,25}}?{_DAY}"
            rf"|\bD\.O\.B\.[^.\n]{{0,25}}?{_DAY}"
        ),
        sign=re.compile(r"orn\b|irth|O\.?B"),
        true=_may_be_of_the_living,
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
        rf"\b\d{{1,4}}[a-zA-Z]?(?:\s?[-–]\s?\d+)?,?\s+(?:[A-Z][\w’'-]+\s+){{1,3}}{_STREET}\b",
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
        "day of death",
        "the day of a death",
        _DEATH,
        sign=re.compile(
            r"died|drowned|perished|passed away|killed|nd dead|ced dead|li(?:fe|ves)\b|eath\b"
        ),
        in_reviews_only=True,
    ),
    Detail(
        "age with a date",
        "an age beside a day",
        rf"{ages.AGE}{_CLAUSE}\b{_DAY}|\b{_DAY}{_CLAUSE}{ages.AGE}",
        sign=_AGE_SIGN,
        in_reviews_only=True,
    ),
    Detail(
        "school",
        "the name of a school beside an age",
        rf"{ages.AGE}{_CLAUSE}\b{_SCHOOL}|\b{_SCHOOL}{_CLAUSE}{ages.AGE}",
        sign=_AGE_SIGN,
        in_reviews_only=True,
    ),
)
"""What is looked for; each name is what an author writes to allow one."""

_SIGNS: Final = tuple(dict.fromkeys(detail.sign for detail in DETAILS))
"""Each sign once: several details may share one."""


@lru_cache(maxsize=8_192)
def details_in(text: str, *, reviews: bool) -> tuple[tuple[Detail, str, int], ...]:
    """Return every detail in a text, with its words and the place where they begin.

    A text is searched once, as long as it stays: reports are long, and builds are many.
    """
    seen = {sign for sign in _SIGNS if sign.search(text)}
    return tuple(
        (detail, match[0], match.start())
        for detail in DETAILS
        if (reviews or not detail.in_reviews_only) and detail.sign in seen
        for match in detail.pattern.finditer(text)
        if detail.true(match[0])
    )


def plain(text: str) -> str:
    """Return words without spaces and capitals, as they are compared."""
    return "".join(text.split()).lower()
