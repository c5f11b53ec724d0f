"""The sentence in which something stands, and what it is about."""

from __future__ import annotations

import re
from typing import Final

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
_END: Final = re.compile(r"[!?\n]|\.(?!\d)")


_REACH: Final = 400
"""Letters on either side in which a sentence is looked for: some texts have no full stop."""


def of(match: re.Match[str]) -> str:
    """Return the sentence in which a match stands, as far as full stops tell."""
    text, first, last = match.string, match.start(), match.end()
    begin = max(0, first - _REACH)
    ends = [end.end() for end in _END.finditer(text, begin, first)]
    end = _END.search(text, last, last + _REACH)
    return text[ends[-1] if ends else begin : end.start() if end else last + _REACH]


def is_about_somebody(match: re.Match[str]) -> bool:
    """Return whether a sentence tells of a child or those around it, and not of a board’s work."""
    sentence = of(match)
    return bool(_SOMEBODY.search(sentence)) and not is_about_the_work(match)


def is_about_the_work(match: re.Match[str]) -> bool:
    """Return whether a sentence tells of reviews, law, meetings or training."""
    return bool(_OF_THE_WORK.search(of(match)))
