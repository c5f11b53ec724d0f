"""How a place is told where somebody lives, learns or was treated, and in which sentences."""

from __future__ import annotations

import re
from typing import Final

from sitegen.privacy.days import MONTH, STREET

_NAME: Final = r"(?:[A-Z][\w’'.-]*\s+){1,4}"

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

SCHOOL_WORD: Final = (
    r"(?:School|Academy|Nursery|College|High|Infants|Juniors|Primary|Preschool|Pre-school|Playgroup"
    r"|Kindergarten)\b|pupils?\Z|student\Z"
)


def is_of_children(match: re.Match[str]) -> bool:
    """Return whether a school is one of children, and not of doctors, police or staff."""
    return not _OF_NO_CHILD.search(match[0]) and not _NAMELESS.fullmatch(match[0])


def is_school_of_somebody(match: re.Match[str]) -> bool:
    """Return whether a school is named for a child, and not for a meeting held there."""
    return is_of_children(match) and not is_about_the_work(match)


HOME: Final = (
    r"\b(?:address|bungalow|flat|home|hostel|house|liv(?:ed|es|ing)|mov(?:ed|ing)|neighbours?"
    r"|placement|property|refuge|resid(?:ed|ing)|stay(?:ed|ing))\b(?:\s+[a-z’'-]+){0,4}?"
    rf"\s+(?:at|from|in|of|on|to)\s+(?:the\s+)?(?:[A-Z][\w’'-]+\s+){{1,3}}{STREET}\b(?!\s+[A-Z])"
)
HOME_WORD: Final = rf"\A{STREET}\b"
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
    rf"(?!{MONTH})[A-Z][a-z]\w+"
    r"|\b(?:[Hh]e|[Ss]he|baby|boy|child|girl|twins?)\s+(?:had\s+been|was|were)\s+"
    r"(?:admitted|airlifted|rushed|taken|transferred)\s+to\s+(?:the\s+)?[A-Z][a-z]\w+"
    r"|\b(?:at|from|in|to)\s+(?:the\s+)?[A-Z]\w+\s+(?:Children|Women)[’']s(?=\s+[a-z]|[.,;])"
    r"|\b[Tt]he\s+[A-Z][a-z]+\s+(?:children[’']s\s+centre|hospital|nursery|practice|school|surgery)\b"
    r"|\b(?:from|in|on|onto|to)\s+(?:the\s+)?(?:[Ww]ard\s+(?:[A-Z]?\d+[A-Z]?|[A-Z])"
    r"|[A-Z][\w’'-]+\s+[Ww]ard)\b"
)
HOSPITAL_WORD: Final = r"Hospital|Infirmary|Hospice|Clinic|Surgery|Centre|Maternity\Z|Practice"
TREATED_WORD: Final = (
    r"\b(?:born|cared|examined|nursed|operated|treated|admitted|airlifted|rushed|taken|transferred"
    r"|[Ww]ard|hospital|nursery|practice|school|surgery)\b|children|(?:Children|Women)[’']s"
)
TREATED_SIGN: Final = re.compile(
    r"\W(?:(?:born|cared\s+for|examined|nursed|operated\s+on|treated)\s+at\s"
    r"|(?:admitted|airlifted|rushed|taken|transferred)\s+to\s|[Ww]ard\b"
    r"|[A-Z](?:\w+\s+(?:Children|Women)[’']s|(?!(?<=T)he\s)[a-z]+\s+(?:children|hospital|nursery"
    r"|practice|school|surgery)\b))"
)
"""“The school” is everywhere, and “the The school” nowhere: “The” is no name of a school."""

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
NAMED_WORD: Final = rf"\A(?:General|Hospital|Hospice|Infirmary|Surgery|{STREET})\b|Centre\b|ward\Z"


def is_where_somebody_was(match: re.Match[str]) -> bool:
    """Return whether a place is named where a child or family was, and not a board’s work."""
    return is_no_court(match) and is_about_somebody(match)


_SOMEBODY: Final = re.compile(
    r"\b(?:accident|ambulance|arrest\w*|aunt|bab(?:y|ies)|bed(?:room)?|boy|brother|bruis\w*"
    r"|caravan|carers?|child|children|class|court|dad|daughter|death|died|doctors?|eldest"
    r"|famil(?:y|ies)|father|fire|flat|foster\w*|fractur\w+|girl|GP|grand\w+|guilty|he"
    r"|health visitor|her|him|his|hit|home(?!\s+(?:educat\w+|office|page|secretary)\b)|hospital"
    r"|house|husband|incident|infant|inflicted|injur\w*|intruder|midwife|mother|mum|neighbours?|nurse|nursery"
    r"|offence|paramedics?|parents?|partner|police(?!\s+forces?)|pregnan\w+|prison|pupil|school"
    r"|she|siblings?|sister|social worker|son|step\w+|surgeon|teachers?|teenager|toddler"
    r"|tribunal|twins?|uncle|victim|wounds?|X-ray|visited|wife|youngest)\b",
    re.IGNORECASE,
)
_OF_THE_WORK: Final = re.compile(
    r"\b(?:action plan|actions?|Acts?|agenda|annual|appointed|audits?|author|board|briefed"
    r"|briefing|bulletin|campaign|commissioner|committee|consultation|councillors?|councils?|courses?"
    r"|criteria|Department|drafts?|events?|framework|government|guidance|inspect\w*|journalists?"
    r"|law|learning|legislation|letter|minister|minutes|newsletter|newspapers?|Ofsted|panel"
    r"|parliament|partners|partnership|policy|practitioners?|press|procedures?|progress"
    r"|publish\w*|recommendations?|regulations?|reports?|response|review\w*|scrutiny|statement"
    r"|statutory|strategy|trained|training|trusts?|update\w*|webinars?|websites?|workshops?)\b",
    re.IGNORECASE,
)
_FULL_STOP: Final = re.compile(r"[!?\n]|\.(?!\d)")


_REACH: Final = 400
"""Letters on either side in which a sentence is looked for: some texts have no full stop."""


def _sentence(match: re.Match[str]) -> str:
    """Return the sentence in which a match stands, as far as full stops tell."""
    text, first, last = match.string, match.start(), match.end()
    begin = max(0, first - _REACH)
    ends = [end.end() for end in _FULL_STOP.finditer(text, begin, first)]
    end = _FULL_STOP.search(text, last, last + _REACH)
    return text[ends[-1] if ends else begin : end.start() if end else last + _REACH]


def is_about_somebody(match: re.Match[str]) -> bool:
    """Return whether a sentence tells of a child or those around it, and not of a board’s work."""
    sentence = _sentence(match)
    return bool(_SOMEBODY.search(sentence)) and not is_about_the_work(match)


def is_about_the_work(match: re.Match[str]) -> bool:
    """Return whether a sentence tells of reviews, law, meetings or training."""
    return bool(_OF_THE_WORK.search(_sentence(match)))
