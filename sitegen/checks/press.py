"""What the press wrote about a child is never tied to the name that a review gives to one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sitegen.checks import text_fields
from sitegen.checks.context import CheckContext, KnownReview
from sitegen.content.glance import Literals
from sitegen.content.record import Record
from sitegen.content.values import Key
from sitegen.issues.issue import Issue, Origin, Severity
from sitegen.models.base import Item, Status
from sitegen.models.reviews import Review

_HARMS: Final = {
    "fractur": r"fractur\w+",
    "broken": r"broken (?:bones?|ribs?|arms?|legs?|skull)",
    "injur": r"(?:head|brain|abdominal|internal|non-accidental|life-threatening) injur\w+",
    "shak": r"shaking|(?:was|were|been|being|after|had|and) shaken|shaken (?:by|her|him)",
    "bruis": r"bruis(?:e|es|ed|ing)",
    "burn": r"burn(?:s|t|ed)",
    "scald": r"scald\w*",
    "bite": r"bite marks?",
    "bled": r"bled",
    "bleed": r"bleeding",
    "morrhag": r"ha?emorrhag\w+",
    "strangl": r"strangl\w+",
    "suffocat": r"suffocat\w+",
    "drown": r"drown\w+",
    "poison": r"poison\w+",
    "stabb": r"stabb\w+",
    "beaten": r"beaten",
    "punched": r"punched",
    "kicked": r"kicked",
    "starv": r"starv\w+",
    "malnourish": r"malnourish\w+",
    "positive": r"test(?:ed|ing)? positive",
    "cocaine": r"cocaine",
    "heroin": r"heroin",
    "cannabis": r"cannabis",
    "methadone": r"methadone",
    "opiate": r"opiates?",
    "overdos": r"overdos\w+",
    "rape": r"raped?",
    "sexually": r"sexually (?:abused|assaulted)",
    "cardiac": r"cardiac arrest",
    "unresponsive": r"unresponsive",
    "found dead": r"found dead",
    "sleep": r"co-?sleep\w*",
    "murder": r"murder\w*",
    "manslaughter": r"manslaughter",
    "killed": r"killed",
    "jailed": r"jailed",
    "pleaded": r"pleaded guilty",
    "life sentence": r"life sentence",
    "hospital": r"hospitali[sz]ed",
    "intensive": r"intensive care",
}
"""What newspapers tell of a child’s body, and of a court: each under letters that it holds.

Most texts hold none of these letters, and to see that is quick.
"""

_LETTERS: Final = Literals(*_HARMS)
_HARM: Final = re.compile(rf"\b(?:{'|'.join(_HARMS.values())})\b", re.IGNORECASE)

_CHILD: Final = re.compile(
    r"\b(?:child|baby|infant|newborn|toddler|boy|girl|twin|mother|father|parents?|he|she|her|his)\b",
    re.IGNORECASE,
)
_ABOUT: Final = ("review", "reviews")
_SENTENCE: Final = re.compile(r"(?:[^.!?\n]|[.!?](?!\s)|\n(?!\s*\n))+")
_WHY: Final = (
    "Take it out, unless the review itself says it. The press names no pseudonym, so nobody knows "
    "which child it wrote about; together the two could identify one."
)


def press_details_stay_untied(record: Record[Item], context: CheckContext) -> Iterator[Issue]:
    """What happened to a child is told of a review only where its own papers can be read.

    Without them it can have come from the press alone, which names no pseudonym.
    """
    if record.item.status is Status.WITHDRAWN:
        return
    about = {
        leaf.id
        for path, leaf in record.leaves
        if isinstance(leaf, Key) and leaf.kind == Review.kind and path[0] in _ABOUT
    }
    if isinstance(record.item, Review):
        about.add(record.id)
    cited = {source.document.id for source in record.item.sources} & set(context.press)
    told_by = [review for review in context.reviews if cited or not review.readable]
    for field in text_fields.of_record(record) if told_by else ():
        for match in _SENTENCE.finditer(field.text) if _tells_of_harm(field.text) else ():
            harm = _HARM.search(match[0])
            review = next((r for r in told_by if _is_about(match[0], r, about)), None)
            if harm and review:
                yield _issue(harm[0], review, field.place(match.start() + harm.start()))


def tells_of_harm(record: Record[Item]) -> bool:
    """Return whether a record tells of any harm; for one that does not, no review matters here."""
    return any(_tells_of_harm(field.text) for field in text_fields.of_record(record))


def _tells_of_harm(text: str) -> bool:
    return bool(_LETTERS.standing_in(text) and _HARM.search(text))


def _is_about(sentence: str, review: KnownReview, about: set[str]) -> bool:
    """Return whether a sentence tells of a review, by name or because its record is about it."""
    named = any(re.search(rf"\b{re.escape(name)}\b", sentence) for name in review.names)
    return named or (review.id in about and bool(_CHILD.search(sentence)))


def _issue(harm: str, review: KnownReview, place: Origin) -> Issue:
    why = "this cites the press" if review.readable else "no paper of that review can be read here"
    message = f"“{harm}” is told beside “{review.id}”, and {why}"
    return Issue(place, message, _WHY, severity=Severity.WARNING, about=(harm, review.id))
