"""How an exact age looks, in all the ways in which people tell one."""

from __future__ import annotations

import re
from typing import Final

from sitegen.content.dates import MONTHS

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
_ONLY: Final = r"(?:(?:about|almost|barely|just|nearly|not\s+yet|only|still)\s+)?"
_ANYBODY: Final = (
    r"(?i:adolescents|adults|anybody|anyone|babies|boys|children|everybody|everyone|girls|infants"
    r"|over|people|pupils|students|teenagers|those|to|toddlers|under|until)"
)
"""Before an age: whom it is about is a group, and no child of the review."""

_THING: Final = (
    r"(?:actions?|boards?|cases?|data|documents?|figures?|guidance|information|numbers?|pages?"
    r"|panels?|partnerships?|plans?|policy|policies|procedures?|projects?|protocols?|recommendations?|records?|reports?|reviews?|services?"
    r"|strategy|strategies|systems?|teams?)"
)
"""What may be old, and is no child."""

_CHILD: Final = r"(?:baby|boy|brother|child|daughter|girl|infant|newborn|sister|son|toddler|twins?)"
_SOMEBODY: Final = rf"(?:[Hh]e|[Ss]he|who|{_CHILD})"
_NAMED: Final = r"(?!(?:Each|Every|It|That|There|This|What|Which)\b)[A-Z][a-z]+"
_IS: Final = rf"(?:is|was|(?:had\s+)?{_ONLY}turn(?:ed|s)|would\s+be)\s+{_ONLY}"
_THEN: Final = r"\s+(?:when|then|at\s+(?:that|the)\s+(?:point|time))\b"
_HALF: Final = r"(?:½|\s+and\s+a\s+half)?"
_ENDS: Final = rf"{_HALF}(?:(?=\s*(?:[.,;:)!?–]|$))|(?={_THEN}))"
_ORDINAL: Final = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|(?:1[0-7]|\d)(?:st|nd|rd|th))"
)

_NO_THING: Final = rf"(?!\s+{_THING}\b)"
_ABOUT: Final = r"(?:(?:about|almost|around|just|nearly|only|over|under)\s+){0,2}"

AGE: Final = (
    rf"(?:\baged?\s+{NUMBER}\b(?!\s*(?:to|or|and|[-–])\s*{NUMBER})"
    rf"|\b{NUMBER}[\s-]+(?:year|month|week|day)s?[\s-]+old\b)"
)
EXACT: Final = (
    rf"\b{NUMBER}[\s-]+years?,?(?:\s+and)?[\s-]+{NUMBER}[\s-]+(?:months?|weeks?)\b"
    rf"|\b{NUMBER}[\s-]*{_SHORTER}[\s-]+(?:old\b|of\s+age\b){_NO_THING}"
    rf"|\b[Aa]ge(?:d|\s+of)?\s+{_ONLY}{_YEARS}\b"
    rf"(?!\s*(?:to|or|and|[-–])\s*{NUMBER})"
    rf"(?:\s+years?(?:\s+and\s+{NUMBER}\s+(?:month|week)s?)?\b)?"
    rf"|\b{_YEARS}(?:[\s-]+and[\s-]+a[\s-]+half|½)?[\s-]*{_YEAR}"
    rf"[\s-]+(?:old\b|of\s+age\b){_NO_THING}"
    r"|\b(?:1[0-7]|\d)\s?(?:yo|y/o)\b"
    rf"|\b{_CHILD}\s+of\s+{_ONLY}{NUMBER}[\s-]+{_UNIT}\b"
    rf"|\b{_CHILD}\s+of\s+{_ONLY}{_YEARS}(?:{_ENDS}|(?=\s+(?:had|is|was|who|with|[a-z]+ed)\b))"
    rf"|\b{_SOMEBODY}\s+{_IS}{NUMBER}(?:\s+{_UNIT})?{_ENDS}"
    rf"|\b{_NAMED}\s+{_IS}{NUMBER}(?:\s+{_UNIT})?(?={_THEN})"
    rf"|\b[Ww]hen\s+{_NAMED}\s+{_IS}{_YEARS}{_ENDS}"
    rf"|\bturn(?:ed|ing)\s+{_ONLY}{_YEARS}{_ENDS}"
    rf"|\b{_ORDINAL}\s+birthday\b"
)
SIGN: Final = re.compile(
    r"old\b(?<=[\s-]old)|age(?<!\wage)(?:d|\s+of)?\s|Age(?<!\wAge)(?:d|\s+of)?\s|of\s+age\b|birthday"
    r"|yo\b(?:(?<=\dyo)|(?<=\d\syo))|y/o\b|year[\s\S]{1,60}?(?:month|week)|"
    + "|".join(
        rf"{verb}\s+{_ONLY}{NUMBER}(?:\b|½)"
        for verb in ("be", "is", "of", "turned", "turning", "turns", "was")
    )
)
"""Found much quicker than the whole; whatever EXACT finds holds it.

Each way begins with a letter: what begins with a choice, or looks back first, is sought slowly.
"""

WORD: Final = (
    r"\b[Aa]ged?\b|\bold\b|year|birthday|yo\b|y/o|turn|\b(?:[Hh]e|[Ss]he|who|[Ww]hen|then|time"
    rf"|point)\b|\b{_CHILD}\Z"
)
"""One of the words of each exact age, besides its number."""

NUMBER_WORD: Final = (
    rf"\d|\b(?:{_UP_TO_NINE}|{_TEENS}|eighteen|nineteen|twenty|thirty|forty)|birthday"
)
AGE_SIGN: Final = re.compile(r"age(?<!\wage)d?\s|old\b(?<=[\s-]old)")
AGE_WORD: Final = r"\baged?\b|\bold\b"

TOLD: Final = (
    rf"\b{_CHILD}\s+\((?:aged?\s+)?(?:1[0-7]|\d|{NUMBER}\s+{_UNIT})\)"
    rf"|\b(?:{_CHILD}|eldest|oldest|siblings?|youngest),\s+(?:aged\s+|now\s+|then\s+){{0,2}}"
    rf"{_YEARS}(?:\s+{_UNIT})?(?=,|\s+and\b)"
    rf"|\b(?:was|were)\s+aged\s+(?:\d\d?,\s*)+\d\d?(?:,?\s+and\s+\d\d?)?"
    r"|\b(?:[Bb]oth|[Hh]er|[Hh]is|[Tt]he|[Tt]heir)\s+(?:two\s+|three\s+|four\s+)?"
    r"(?:boys|brothers|children|daughters|girls|siblings|sisters|sons|twins),\s+(?:aged\s+)?"
    r"\d\d?(?:,\s*\d\d?)*,?\s+and\s+\d\d?\b"
    rf"|\bage\s+(?:is|was)\s+{_ONLY}{NUMBER}\b|\bbeing\s+{_ONLY}{_YEARS}{_ENDS}"
    rf"|\b(?:adopted|died|home|placed|seen|walked|weighed)\s+at\s+{_ABOUT}{NUMBER}\s+{_UNIT}\b"
    rf"|\breach(?:ed|ing)\s+(?:the\s+age\s+of\s+)?{_YEARS}{_ENDS}"
    rf"|\b(?:lived|alive|survived)\s+(?:for\s+)?{_ABOUT}{NUMBER}\s+{_UNIT}\b"
    rf"|\b{NUMBER}\s+{_UNIT}\s+of\s+(?:her|his)\s+(?:short\s+)?life\b"
    rf"|\b[Aa]t\s+{_ABOUT}{NUMBER}\s+{_UNIT},?\s+(?:he|she|(?:her|his|the)\s+{_CHILD})\b"
    rf"|\b[Ii]n\s+(?:her|his)\s+{_ORDINAL}\s+year\b(?!\s+(?:as|at|in|of|on|with))"
    rf"|\b{_SOMEBODY}\s+(?:had\s+been|is|was)\s+(?:a\s+|in\s+)(?:Year\s+\d{{1,2}}|Reception)\b"
    rf"|\b(?:Year\s+\d{{1,2}}|Reception)\s+(?:boy|child|girl|pupil|student)\b"
)
"""How stories tell an age: by what somebody did then, how long they had lived, or their class."""

TOLD_SIGN: Final = re.compile(
    rf"\W(?:Year\s+\d|Reception\b|[Aa]t\s+{_ABOUT}{NUMBER}\s|[Ii]n\s+(?:her|his)\s+[\w-]+\s+year"
    rf"|(?<=,)\s+(?:aged\s+|now\s+|then\s+){{0,2}}(?:\d\d?|{_YEARS})\b"
    rf"|(?<=\()(?:aged?\s+)?(?:\d\d?\)|{NUMBER}\s)|age\s+(?:is|was)\s|aged\s+\d"
    rf"|reach(?:ed|ing)\s|being\s+{_ONLY}{NUMBER}(?:\b|½)|(?:lived|alive|survived)\s"
    r"|of\s+(?:her|his)\s+(?:short\s+)?life)"
)


PERHAPS: Final = (
    r"(?<![.!?–-]\s)(?<!\n)\b(?!(?:Appendix|Article|Chapter|Figure|Level|Page|Part|Section|Stage|Step"
    rf"|Table|Volume|Week|Working|Year|{'|'.join(MONTHS[1:])})\b)[A-Z][a-z]+(?:,\s+(?:then\s+)?|\s+\()(?:1[0-7]|[1-9])(?:,|\))"
)
"""A name and a number, as newspapers tell an age."""

TOLD_WORD: Final = (
    r"\b(?:[Hh]e|[Ss]he|her|his|who|eldest|oldest|siblings?|youngest|aged?|being|adopted|died|home|placed"
    r"|seen|walked|weighed|reach(?:ed|ing)|lived|alive|survived|Year|Reception"
    rf"|boys|brothers|children|daughters|girls|sisters|sons)\b|\A{_CHILD}\b|\b{_CHILD},?\Z"
)
PERHAPS_SIGN: Final = re.compile(r"[,(]\s*(?:then\s+)?\d\d?[,)]")


_OTHERS: Final = re.compile(
    rf"\b(?:{_ANYBODY}\s+(?:the\s+)?|{_THING}\s+(?:are|is|was|were)\s+{_ONLY})\Z", re.IGNORECASE
)


def of_one_child(match: re.Match[str]) -> bool:
    """Return whether an age is somebody’s own; “children aged 10” is a group; plans grow old."""
    return not _OTHERS.search(match.string, max(0, match.start() - 60), match.start())
