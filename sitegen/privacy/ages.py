"""How an exact age looks, in all the ways in which people tell one."""

from __future__ import annotations

import re
from typing import Final

_UP_TO_NINE: Final = r"one|two|three|four|five|six|seven|eight|nine"
_TEENS: Final = r"ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
NUMBER: Final = (
    rf"(?:\d{{1,3}}|twenty(?:[\s-](?:{_UP_TO_NINE}))?|thirty(?:[\s-](?:{_UP_TO_NINE}))?"
    rf"|{_UP_TO_NINE}|{_TEENS}|eighteen|nineteen|forty)"
)
"""Numbers of weeks and months go on after those of a child’s years."""

_YEARS: Final = rf"(?:1[0-7]|\d|{_UP_TO_NINE}|{_TEENS})"
_YEAR: Final = r"(?:years?|yrs?)"
_SHORTER: Final = r"(?:hours?|days?|weeks?|wks?|months?|mths?)"
_UNIT: Final = rf"(?:{_YEAR}|{_SHORTER})"
_ONLY: Final = r"(?:(?:about|almost|barely|just|nearly|only|still)\s+)?"
_ANYBODY: Final = (
    r"(?i:adolescents|adults|anybody|anyone|babies|boys|children|everybody|everyone|girls|infants"
    r"|over|people|pupils|students|teenagers|those|toddlers|under|until)"
)
"""Before an age: whom it is about is a group, and no child of the review."""

_CHILD: Final = r"(?:baby|boy|brother|child|daughter|girl|infant|newborn|sister|son|toddler|twins?)"
_SOMEBODY: Final = rf"(?:[Hh]e|[Ss]he|{_CHILD})"
_NAMED: Final = r"(?!(?:Each|Every|It|That|There|This|What|Which)\b)[A-Z][a-z]+"
_IS: Final = rf"(?:is|was|(?:had\s+)?{_ONLY}turn(?:ed|s)|would\s+be)\s+{_ONLY}"
_THEN: Final = r"\s+(?:when|then|at\s+(?:that|the)\s+(?:point|time))\b"
_ENDS: Final = rf"(?:(?=\s*(?:[.,;:)!?–]|$))|(?={_THEN}))"
_ORDINAL: Final = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|(?:1[0-7]|\d)(?:st|nd|rd|th))"
)

AGE: Final = (
    rf"(?:\baged?\s+{NUMBER}\b(?!\s*(?:to|or|and|[-–])\s*{NUMBER})"
    rf"|\b{NUMBER}[\s-]+(?:year|month|week|day)s?[\s-]+old\b)"
)
EXACT: Final = (
    rf"\b{NUMBER}[\s-]+years?,?(?:\s+and)?[\s-]+{NUMBER}[\s-]+(?:months?|weeks?)\b"
    rf"|\b{NUMBER}[\s-]*{_SHORTER}[\s-]+(?:old\b|of\s+age\b)"
    rf"|(?:\b{_ANYBODY}\s+(?:the\s+)?)?\b[Aa]ge(?:d|\s+of)?\s+{_ONLY}{_YEARS}\b"
    rf"(?!\s*(?:to|or|and|[-–])\s*{NUMBER})"
    rf"(?:\s+years?(?:\s+and\s+{NUMBER}\s+(?:month|week)s?)?\b)?"
    rf"|(?:\b{_ANYBODY}\s+(?:the\s+)?)?\b{_YEARS}(?:[\s-]+and[\s-]+a[\s-]+half|½)?[\s-]*{_YEAR}"
    rf"[\s-]+(?:old\b|of\s+age\b)"
    r"|\b(?:1[0-7]|\d)\s?(?:yo|y/o)\b"
    rf"|\b{_CHILD}\s+of\s+{_ONLY}{NUMBER}[\s-]+{_UNIT}\b"
    rf"|\b{_CHILD}\s+of\s+{_ONLY}{_YEARS}(?:{_ENDS}|(?=\s+(?:had|is|was|who|with)\b))"
    rf"|\b{_SOMEBODY}\s+{_IS}{NUMBER}(?:\s+{_UNIT})?{_ENDS}"
    rf"|\b{_NAMED}\s+{_IS}{NUMBER}(?:\s+{_UNIT})?(?={_THEN})"
    rf"|\b[Ww]hen\s+{_NAMED}\s+{_IS}{_YEARS}{_ENDS}"
    rf"|\bturn(?:ed|ing)\s+{_ONLY}{_YEARS}{_ENDS}"
    rf"|\b{_ORDINAL}\s+birthday\b"
)
SIGN: Final = re.compile(
    r"old\b(?<=[\s-]old)|[Aa]ge(?<!\w[Aa]ge)(?:d|\s+of)?\s|of\s+age\b|birthday"
    r"|yo\b(?:(?<=\dyo)|(?<=\d\syo))|y/o\b"
    r"|year[\s\S]{1,60}?(?:month|week)"
    rf"|(?:of|is|was|turn(?:ed|ing|s)|be)\s+{_ONLY}{NUMBER}\b"
)
"""Found much quicker than the whole; whatever EXACT finds holds it.

It looks back only where “old” or “yo” stands: what begins with a space is sought slowly.
"""


def of_one_child(text: str) -> bool:
    """Return whether an age is somebody’s own; “children aged 10” is a group."""
    return not re.match(_ANYBODY, text, re.IGNORECASE)
