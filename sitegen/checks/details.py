"""Details by which somebody could be found: told wherever they stand, unless allowed there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sitegen.checks import written
from sitegen.content.lines import running
from sitegen.content.values import MONTHS
from sitegen.issues import Issue, Severity, did_you_mean
from sitegen.models.documents import BoardDocument, DocumentKind
from sitegen.models.people import ContactPoint
from sitegen.models.reviews import Briefing, Recommendation, Review

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitegen.checks.written import Line
    from sitegen.content.record import Record
    from sitegen.models.base import Item
    from sitegen.site import Site

RULE: Final = "private detail"
PHONE: Final = "telephone number"
"""The rule for telephone numbers inside files; in texts they come from contact points."""

_MONTH: Final = rf"(?:{'|'.join(MONTHS[1:])}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
_DAY: Final = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+\d{{2,4}})?"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,?\s+\d{{4}})?"
    r"|\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}(?!\d)|\d{4}-\d{2}-\d{2})"
)
_NUMBER: Final = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen)"
)
_AGE: Final = (
    rf"(?:\baged?\s+{_NUMBER}\b(?!\s*(?:to|or|and|[-–])\s*{_NUMBER})"
    rf"|\b{_NUMBER}[\s-]+(?:year|month|week|day)s?[\s-]+old\b)"
)
_EXACT: Final = (
    rf"\b{_NUMBER}[\s-]+years?,?(?:\s+and)?[\s-]+{_NUMBER}[\s-]+(?:months?|weeks?)\b"
    rf"|\b{_NUMBER}[\s-]+(?:weeks?|days?|months?)[\s-]+old\b"
)
_SCHOOL: Final = (
    r"(?:[A-Z][\w’'.-]+\s+){1,4}(?:(?:C\s?of\s?E|RC|Catholic|Church|Primary|Infants?|Junior|High"
    r"|Secondary|Grammar|Nursery|Community)\s+)*(?:School|Academy|Nursery|College)\b"
)
_STREET: Final = (
    r"(?:Street|Road|Avenue|Lane|Close|Drive|Way|Crescent|Court|Place|Terrace|Grove|Gardens|Square"
    r"|Walk|Mews|Row|Hill|Parade|Rise|St|Rd|Ave)"
)
_CLAUSE: Final = r"[^.!?\n]{0,120}?"
_DIGIT: Final = re.compile(r"\d")
_AT: Final = re.compile("@")
_EXACTLY: Final = re.compile(r"old|year[\s\S]{1,60}?(?:month|week)")
_TEACHING: Final = re.compile("School|Academy|Nursery|College")


@dataclass(frozen=True, slots=True)
class Detail:
    """One kind of detail: its name, what it is, and how it looks.

    Every match holds its sign, which is found much quicker than the whole pattern.
    """

    name: str
    what: str
    pattern: re.Pattern[str]
    sign: re.Pattern[str] = _DIGIT
    in_reviews_only: bool = False
    offices_have_one: bool = False
    true: Callable[[str], bool] = bool


def _is_nhs_number(text: str) -> bool:
    """Say whether the last digit is the check digit of the nine before it (modulus 11)."""
    digits = [int(digit) for digit in text if digit.isdigit()]
    total = sum(digit * (10 - place) for place, digit in enumerate(digits[:9]))
    return (11 - total % 11) % 11 == digits[9] and len(set(digits)) > 1


def _is_insurance_number(text: str) -> bool:
    return text[:2].upper() not in {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}


DETAILS: Final = (
    Detail(
        "date of birth",
        "a date of birth",
        re.compile(
            rf"\b(?:[Bb]orn|[Dd]ate of birth|D\.?O\.?B\.?|[Bb]irthday)\b[^.\n]{{0,25}}?{_DAY}"
        ),
    ),
    Detail(
        "NHS number",
        "an NHS number",
        re.compile(r"(?<![\d-])[1-9]\d{2}[ -]?\d{3}[ -]?\d{4}(?![\d-])"),
        true=_is_nhs_number,
    ),
    Detail(
        "National Insurance number",
        "a National Insurance number",
        re.compile(r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b"),
        true=_is_insurance_number,
    ),
    Detail(
        "postcode",
        "a postcode that no contact point has",
        re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b"),
        offices_have_one=True,
    ),
    Detail(
        "address",
        "a house number with a street that no contact point has",
        re.compile(
            rf"\b\d{{1,4}}[a-zA-Z]?(?:\s?[-–]\s?\d+)?,?\s+(?:[A-Z][\w’'-]+\s+){{1,3}}{_STREET}\b"
        ),
        offices_have_one=True,
    ),
    Detail(
        "e-mail address",
        "an e-mail address that no contact point has",
        re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+\b"),
        _AT,
        offices_have_one=True,
    ),
    Detail("exact age", "an exact age", re.compile(_EXACT), _EXACTLY, in_reviews_only=True),
    Detail(
        "age with a date",
        "an age beside a day",
        re.compile(rf"{_AGE}{_CLAUSE}\b{_DAY}|\b{_DAY}{_CLAUSE}{_AGE}"),
        in_reviews_only=True,
    ),
    Detail(
        "school",
        "the name of a school beside an age",
        re.compile(rf"{_AGE}{_CLAUSE}\b{_SCHOOL}|\b{_SCHOOL}{_CLAUSE}{_AGE}"),
        _TEACHING,
        in_reviews_only=True,
    ),
)
"""What is looked for; each name is what an author writes to allow one."""

_A_SIGN: Final = re.compile("|".join(sorted({detail.sign.pattern for detail in DETAILS})))
_IN_REVIEWS: Final = (DocumentKind.REVIEW, DocumentKind.BRIEFING)


def details_are_not_published(site: Site) -> Iterator[Issue]:
    """Nothing by which a person could be found stands in a text, unless its author allowed it."""
    known = kept(site)
    for whole in written.texts(site, holding=_A_SIGN):
        if isinstance(whole.item, ContactPoint):
            continue
        reviews = about_a_case(whole.item)
        for detail, text, start in found(running(whole.text), reviews=reviews):
            if plain(text) not in known and not allowed(whole.item, detail.name, text):
                yield _told(whole, detail, text, start)


@lru_cache(maxsize=8_192)
def found(text: str, *, reviews: bool) -> tuple[tuple[Detail, str, int], ...]:
    """Give every detail in a text, with its words and the place where they begin.

    A text is searched once, as long as it stays: reports are long, and builds are many.
    """
    return tuple(
        (detail, match[0], match.start())
        for detail in DETAILS
        if (reviews or not detail.in_reviews_only) and detail.sign.search(text)
        for match in detail.pattern.finditer(text)
        if detail.true(match[0])
    )


def allowances_are_needed(site: Site) -> Iterator[Issue]:
    """An allowance names a rule that there is, and words that stand there."""
    names = [*(detail.name for detail in DETAILS), PHONE]
    for record in site.records:
        lines = list(_words_of(record, site)) if record.item.allow else []
        for number, one in enumerate(record.item.allow):
            place = record.entry.place(("allow", number))
            if one.rule not in names:
                message = f"“{one.rule}” is not the name of a rule for private details"
                yield Issue(place, RULE, message, did_you_mean(one.rule, names))
            elif not any(plain(one.text) in line for line in lines):
                message = "the words that are allowed here do not stand here any more"
                hint = "Take the allowance out."
                yield Issue(place, RULE, message, hint, severity=Severity.WARNING, secret=True)


def _words_of(record: Record[Item], site: Site) -> Iterator[str]:
    """Give what stands in a record and in its files, as it is compared."""
    yield from (plain(line.text) for line in written.of_record(record))
    yield from (plain(file.inspection.words) for file in written.files_of(record, site))


def kept(site: Site) -> frozenset[str]:
    """Give what contact points publish on purpose: their e-mail, postal address and its parts."""
    known: set[str] = set()
    for point in site.all(ContactPoint):
        whole = " ".join(point.postal)
        known |= {plain(point.email), *map(plain, point.postal)}
        known |= {plain(text) for _, text, _ in found(whole, reviews=False)}
    return frozenset(known)


def about_a_case(item: Item | None) -> bool:
    """Say whether a record is about what happened to a child."""
    if isinstance(item, BoardDocument):
        return item.document_kind in _IN_REVIEWS
    return isinstance(item, Review | Briefing | Recommendation)


def allowed(item: Item | None, rule: str, text: str) -> bool:
    """Say whether the author of a record allowed these words there, perhaps with others."""
    allowances = item.allow if item else ()
    return any(one.rule == rule and plain(text) in plain(one.text) for one in allowances)


def cure(rule: str, *, office: bool) -> str:
    """Say how to allow a detail, as a line for its author to complete."""
    kept_there = "If it belongs to an office, add it to contacts.yml. " if office else ""
    return (
        f"{kept_there}If it may stand here, write in this entry:  "
        f"allow: [{{rule: {rule}, text: those very words, reason: why they may}}]"
    )


def plain(text: str) -> str:
    """Give words without spaces and capitals, as they are compared."""
    return "".join(text.split()).lower()


def _told(whole: Line, detail: Detail, text: str, start: int) -> Issue:
    before = whole.text[:start].rpartition("\n")[2]
    first = len(before.split()) + 1
    last = first + len(text.split()) - 1
    place = f"word {first}" if first == last else f"words {first} to {last}"
    where = "the line" if whole.prose else "its text"
    message = f"what looks like {detail.what} stands here: {place} of {where}"
    hint = "Take it out, or keep it in contacts.yml if it belongs to an office."
    if whole.item:
        hint = f"Take it out. {cure(detail.name, office=detail.offices_have_one)}"
    origin = whole.origin.below(whole.text.count("\n", 0, start))
    return Issue(origin, RULE, message, hint, field=whole.field, secret=True)
