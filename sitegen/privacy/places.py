"""How a place is told where somebody lives, learns or was treated."""

from __future__ import annotations

import re
from typing import Final

from sitegen.privacy import sentences

_NAME: Final = r"(?:[A-Z][\w’'.-]*\s+){1,4}"
_MONTHS: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"

SCHOOL: Final = (
    r"(?:[A-Z][\w’'.-]+\s+){1,4}(?:(?:C\s?of\s?E|RC|Catholic|Church|Primary|Infants?|Junior|High"
    r"|Secondary|Grammar|Nursery|Community)\s+)*"
    r"(?:School|Academy|Nursery|College|Pre-?[Ss]chool|Playgroup|Kindergarten)\b"
)
NAMED_SCHOOL: Final = (
    rf"\b{SCHOOL}|\b(?:[A-Z][\w’'.-]+\s+){{1,4}}(?:High|Infants|Juniors|Primary)\b(?!\s+[A-Z])"
)
AT_SCHOOL: Final = (
    r"\b(?:attend(?:ed|ing|s)?|enrolled\s+(?:at|in)|excluded\s+from|pupils?\s+(?:at|of)|student\s+at"
    r"|went\s+to|start(?:ed|ing)\s+(?:at\s+)?|moved\s+to|transferred\s+to|place\s+at)"
    rf"\s+(?:the\s+)?{SCHOOL}"
    r"|\b(?:pupil|student)\s+(?:at|of)\s+(?:the\s+)?(?:St\.?\s+)?[A-Z][\w’'-]+"
)
_OF_NO_CHILD: Final = re.compile(
    r"\b(?:Royal|National|University|Virtual|Training|Staff|Medical|Business|Police|Policing|Law|Safer|Summer)\b"
)
"""In the name of what teaches adults, or is no building."""

_NAMELESS: Final = re.compile(
    r"(?:A|An|Any|Each|Every|Her|His|One|Our|That|The|Their|This|Which)(?:\s+(?:[Nn]ew|Primary"
    r"|Secondary|High|Nursery|Infants?|Junior|Community|Grammar))*\s+\S+"
)

SCHOOL_SIGN: Final = re.compile(
    r"School|Academy|Nursery|College|High|Infants|Juniors|Primary|Pre-?school|Playgroup|Kindergarten|(?:pupil|student)\s"
)


def is_of_children(match: re.Match[str]) -> bool:
    """Return whether a school is one of children, and not of doctors, police or staff."""
    return not _OF_NO_CHILD.search(match[0]) and not _NAMELESS.fullmatch(match[0])


def is_school_of_somebody(match: re.Match[str]) -> bool:
    """Return whether a school is named for a child, and not for a meeting held there."""
    return is_of_children(match) and not sentences.is_about_the_work(match)


STREET: Final = (
    r"(?:Street|Road|Avenue|Lane|Close|Drive|Way|Crescent|Court|Place|Terrace|Grove|Gardens|Square"
    r"|Walk|Mews|Row|Hill|Parade|Rise|St|Rd|Ave)"
)
HOME: Final = (
    r"\b(?:address|bungalow|flat|home|hostel|house|liv(?:ed|es|ing)|mov(?:ed|ing)|neighbours?"
    r"|placement|property|refuge|resid(?:ed|ing)|stay(?:ed|ing))\b(?:\s+[a-z’'-]+){0,4}?"
    rf"\s+(?:at|from|in|of|on|to)\s+(?:the\s+)?(?:[A-Z][\w’'-]+\s+){{1,3}}{STREET}\b(?!\s+[A-Z])"
)
HOME_SIGN: Final = re.compile(rf"\s{STREET}\b")
_COURTS: Final = re.compile(
    r"\b(?:Appeal|County|Crown|Family|High|Magistrates[’']?|Supreme|Youth) Court\b"
)


def is_no_court(match: re.Match[str]) -> bool:
    """Return whether a street is one, and no court of law."""
    return not _COURTS.search(match[0])


_CARED_FOR: Final = (
    r"\b(?:admitted|airlifted|attended|born|brought|died|discharged|examined|flown|in-?patient|nursed"
    r"|operated|patient|presented|registered|rushed|seen|taken|transferred|treated|GP|doctor)\b"
    r"(?:\s+[a-z’'-]+){0,3}?"
)
HOSPITAL: Final = (
    rf"{_CARED_FOR}\s+(?:at|by|from|in|of|to|with)\s+(?:the\s+)?{_NAME}(?:[a-z]+\s+)?"
    r"(?:Hospital|Infirmary|Hospice|Clinic|Surgery|(?:Medical|Health|Walk-[Ii]n)\s+Centre"
    r"|Maternity\s+Unit|Practice)\b(?!\s+(?:NHS|Panel|Trust|Foundation|Review|Learning))"
)
TREATED_AT: Final = (
    r"\b(?:born|cared\s+for|examined|nursed|operated\s+on|treated)\s+at\s+(?:the\s+)?"
    rf"(?!{_MONTHS})[A-Z][a-z]\w+"
    r"|\b(?:[Hh]e|[Ss]he|baby|boy|child|girl|twins?)\s+(?:had\s+been|was|were)\s+"
    r"(?:admitted|airlifted|rushed|taken|transferred)\s+to\s+(?:the\s+)?[A-Z][a-z]\w+"
    r"|\b(?:at|from|in|to)\s+(?:the\s+)?[A-Z]\w+\s+(?:Children|Women)[’']s(?=\s+[a-z]|[.,;])"
    r"|\b[Tt]he\s+[A-Z][a-z]+\s+(?:children[’']s\s+centre|hospital|nursery|practice|school|surgery)\b"
    r"|\b(?:from|in|on|onto|to)\s+(?:the\s+)?(?:[Ww]ard\s+(?:[A-Z]?\d+[A-Z]?|[A-Z])"
    r"|[A-Z][\w’'-]+\s+[Ww]ard)\b"
)
HOSPITAL_SIGN: Final = re.compile(
    r"Hospital|Infirmary|Hospice|Clinic|Surgery|Centre|Maternity\s+Unit|Practice"
)
TREATED_SIGN: Final = re.compile(
    r"(?:born|cared\s+for|examined|nursed|operated\s+on|treated)\s+at\s"
    r"|(?:admitted|airlifted|rushed|taken|transferred)\s+to\s|[Ww]ard\b"
    r"|(?:Children|Women)[’']s|[A-Z][a-z]+\s+(?:children|hospital|nursery|practice|school|surgery)\b"
)

_CAPITAL: Final = (
    r"(?!(?:A|An|At|For|From|In|Of|On|The|This|To)\s)[A-Z][\w’'.-]*"
    r"(?:\s+(?:of\s+)?[A-Z][\w’'.-]*){0,3}"
)
NAMED: Final = (
    rf"\b{_CAPITAL}\s+(?:General|Hospital|Hospice|Infirmary|Surgery|(?:Health|Medical)\s+Centre)\b"
    r"(?!\s+(?:NHS|Trust|Foundation|Assembly))"
    rf"|\b{_CAPITAL}\s+{STREET}\b(?!\s+(?:NHS|Trust|Act|v))"
    r"|\b(?:at|in|from|to)\s+[A-Z][\w’'-]+\s+Lane\s+Site\b|\bward\s+(?:at|in|of)\s+[A-Z]\w+"
)
NAMED_SIGN: Final = re.compile(
    rf"\s(?:General|Hospital|Hospice|Infirmary|Surgery|{STREET})\b"
    r"|Centre\b|ward\s"
)


def is_where_somebody_was(match: re.Match[str]) -> bool:
    """Return whether a place is named where a child or family was, and not a board’s work."""
    return is_no_court(match) and sentences.is_about_somebody(match)
