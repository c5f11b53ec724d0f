"""How the day is told on which somebody was born, came to harm or died."""

from __future__ import annotations

import re
from typing import Final

from sitegen.content.dates import MONTHS

MONTH: Final = rf"(?:{'|'.join(MONTHS[1:])}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
DAY: Final = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}(?:,?\s+\d{{2,4}})?"
    rf"|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,?\s+\d{{4}})?"
    r"|\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}(?!\d)|\d{4}-\d{2}-\d{2})"
)
_FEAST: Final = (
    r"(?:Christmas (?:Day|Eve)|Boxing Day|New Year[’']s (?:Day|Eve)|Good Friday|Halloween"
    r"|Bonfire Night|Easter (?:Monday|Sunday)|(?:Father|Mother|Valentine)[’']s Day)"
)
SIGN: Final = re.compile(
    rf"[\dA-V](?:[/.-]\d|(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}"
    rf"|[a-z][a-z](?<={'|'.join(month[:3] for month in MONTHS[1:])})[a-z]*\s+\d"
    r"|hristmas|oxing|ew Year|ood Fri|alloween|onfire|aster|(?:ather|other|alentine)[’'])"
)
"""Stands wherever a day is told, or a feast."""

WORD: Final = (
    rf"\d[/.-]\d|{'|'.join(month[:3] for month in MONTHS[1:])}"
    r"|hristmas|oxing|Year|Friday|alloween|onfire|aster|(?:ather|other|alentine)[’']"
)
"""One of the words of each day."""

_REPORTED: Final = (
    r"(?:after|and|announc\w+|because|before|but|consider\w*|decided|discuss\w*|heard|informed"
    r"|learn\w*|notified|publish\w*|report\w*|review\w*|said|says|since|that(?!\s+(?:day|evening|morning|night)\b)|told|when|which|while"
    r"|wrote)"
)
"""Words between a day and what happened that begin to tell of something else."""

_BETWEEN: Final = rf"(?:\s+(?!{_REPORTED}\b)[\w’'-]+){{0,8}}?"
_ON: Final = (
    r",?\s+(?:(?:at|around)\s+[\w.:]+\s+)?(?:on\s+)?(?:the\s+)?"
    r"(?:(?:afternoon|evening|morning|night)\s+of\s+)?(?:the\s+)?(?:[A-Z][a-z]+day,?\s+)?(?:the\s+)?"
)
_NOT_TOLD: Final = rf"(?:(?!\b{_REPORTED}\b)[^.!?;\n]){{0,80}}?"


def _on_a_day(what: str) -> str:
    """Return how something looks that happened on a day, whichever of the two is told first."""
    return rf"\b{what}{_BETWEEN}{_ON}{DAY}|\b{DAY}\b{_NOT_TOLD}\b{what}\b"


_DIED: Final = (
    r"(?:died|drowned|perished|passed away|(?:[Hh]e|[Ss]he|baby|boy|child|girl|twin) passed|killed"
    r"|found dead|pronounced dead|(?:lost|took) (?:her|his|their) (?:own )?li(?:fe|ves))"
)
DEATH: Final = (
    rf"{_on_a_day(_DIED)}"
    rf"|\b[Dd]eath(?:\s+of(?:\s+[\w’'-]+){{1,2}})?(?:\s+(?:came|happened|occurred|was))?"
    rf"\s+on\s+(?:the\s+)?(?:[A-Z][a-z]+day,?\s+)?(?:the\s+)?{DAY}"
    rf"|\b[Dd]ate\s+of\s+death\b[^.\n]{{0,12}}?{DAY}"
)
DEATH_WORD: Final = r"died|drowned|perished|passed|killed|dead|li(?:fe|ves)\b|eath\b"

_THINGS: Final = (
    r"board|campaign|charity|club|group|helpline|idea|movement|panel|partnership|project|scheme"
    r"|service|trust"
)
BIRTH: Final = (
    rf"(?:\b(?:{_THINGS})\s+(?:is|was|were)\s+)?\b(?:[Bb]orn|[Dd]ate of birth|[Bb]irthday)\b"
    rf"[^.\n]{{0,40}}?{DAY}"
    rf"|\b[Gg]ave\s+birth\b[^.\n]{{0,40}}?\b{DAY}"
    rf"|\b{DAY}\b{_NOT_TOLD}\b(?:was born|were born|gave birth)\b"
    rf"|\b(?:[Dd]\.?[Oo]\.?[Bb])\b\.?[^.\n]{{0,25}}?{DAY}"
)
BIRTH_WORD: Final = r"orn\b|irth|[Oo]\.?[Bb]\b"
_LONG_AGO: Final = re.compile(r"\b(?:1[0-8]\d\d|19[01]\d|192[0-5])\b")


def is_birth_of_the_living(match: re.Match[str]) -> bool:
    """Return whether somebody born then can be alive: the law protects the living (UK GDPR, 4)."""
    return not _LONG_AGO.search(match[0]) and not re.match(_THINGS, match[0])


_HAPPENED: Final = (
    r"(?:(?:admitted|brought|flown|rushed|taken|transferred|airlifted)\s+(?:[\w’'-]+\s+){0,3}?"
    r"(?:hospital|A&E|intensive\s+care|theatre)|(?:was|were|been)\s+(?:re-?)?admitted"
    r"|ambulance\s+(?:was|were)\s+(?:called|sent)|called\s+(?:an\s+ambulance|999)"
    r"|(?:paramedics|police)\s+were\s+called|999\s+call"
    r"|found\s+(?:alone|collapsed|hanged|hanging|injured|lifeless|not\s+breathing|unconscious"
    r"|unresponsive|wandering)"
    r"|(?:was|were|been|being)\s+(?:\w+ly\s+)?(?:abducted|abused|arrested|assaulted|attacked|bailed"
    r"|beaten|bitten|burned|burnt|charged|convicted|detained|hit|hurt|injured|jailed|poisoned|raped"
    r"|remanded|scalded|sectioned|sentenced|shaken|shot|stabbed|strangled)"
    r"|removed\s+from\s+(?:her|his|home|the\s+family|their)|collapsed|stopped\s+breathing"
    r"|went\s+missing|ran\s+away|absconded|overdosed|took\s+an\s+overdose|hanged\s+(?:her|him)self"
    r"|fell\s+(?:down|from|out\s+of)|funeral|(?:came|went)\s+into\s+care|taken\s+into\s+care)"
)
_MISHAP: Final = (
    r"(?:accident|assault|attack|collapse|fire|incident|injur(?:ies|y)|overdose|shooting|stabbing)"
)
INCIDENT: Final = (
    rf"{_on_a_day(_HAPPENED)}"
    rf"|(?:\b{_REPORTED}\s+(?:[\w’'-]+\s+){{0,4}}?)?\b{_MISHAP}"
    rf"(?:\s+(?:happened|itself|occurred|took\s+place|was))?\s+on\s+(?:the\s+)?"
    rf"(?:(?:afternoon|evening|morning|night)\s+of\s+)?(?:[A-Z][a-z]+day,?\s+)?(?:the\s+)?{DAY}"
)
INCIDENT_WORD: Final = (
    r"\b(?:hospital|A&E|intensive|theatre|(?:re)?admitted|ambulance|999|police|paramedics|found|removed|collaps"
    r"|breathing|missing|away|abscond|overdos|hanged|fell|funeral|care|abducted|abused"
    r"|arrested|assault|attack|bailed|beaten|bitten|burne?[dt]|charged|convicted|detained|hit"
    r"|hurt|injur|jailed|poisoned|raped|remanded|scalded|sectioned|sentenced|shaken|shot|stabb"
    r"|strangled|accident|fire|incident|shooting)"
)

ANY: Final = rf"\b(?:{DAY}(?!\d)|{_FEAST},?(?:\s+in)?\s+\d{{4}}\b)"


def is_no_report(match: re.Match[str]) -> bool:
    """Return whether a day is that of an incident, and not of a report of one."""
    return not re.match(_REPORTED, match[0])


# A start loads the signs of every text alone: this module, and none of what only cases ask for.
STREET: Final = (
    r"(?:Street|Road|Avenue|Lane|Close|Drive|Way|Crescent|Court|Place|Terrace|Grove|Gardens|Square"
    r"|Walk|Mews|Row|Hill|Parade|Rise|St|Rd|Ave)"
)
"""What the name of a street ends with."""
