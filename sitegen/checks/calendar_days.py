"""Days that no calendar has, written in words: 31 September, Monday 9 March 2027."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from sitegen.checks.context import CheckContext
from sitegen.checks.text_fields import TextField
from sitegen.content.dates import MONTHS
from sitegen.issues.issue import Issue, Severity

if TYPE_CHECKING:
    from sitegen.content.body import Body

_LEAP: Final = 2024
_MOST: Final = 31
"""Days of the longest month; “Room 35 May” names no day unless a year stands beside it."""

_LATE: Final = re.compile(r"(?<!\d)(?:29|[3-9]\d)(?!\d)|(?<!\d)0?0(?!\d)|(?<!\d)0\d{3}(?!\d)")
"""Only such numbers of days can be wrong; most texts have none and are left alone."""

_DIGIT: Final = re.compile("[0-9]")
"""Most pieces of a text have none, which is seen at once."""

_SHORT: Final = {name[:3].lower(): number for number, name in enumerate(MONTHS) if name}
_MONTH: Final = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_YEAR: Final = r"(?:,?\s+(?P<year>\d{4})\b)?"
_ORDINAL: Final = r"(?P<nth>st|nd|rd|th)?"
_BRITISH: Final = re.compile(
    rf"(?<![\d.,/£$-])(?P<day>\d{{1,2}}){_ORDINAL}(?:\s+of)?\s+{_MONTH}{_YEAR}"
)
_AMERICAN: Final = re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}}){_ORDINAL},?\s+(?P<year>\d{{4}})\b")
"""Only with its year: in “In September 31 children came”, the number counts children."""

_BEFORE: Final = re.compile(
    r"\b(?:on|by|from|until|till|before|after|since)(?:\s+the)?\s+\Z", re.IGNORECASE
)
_IN_DIGITS: Final = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})(?P<nth>)/(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:18|19|20)\d\d)(?![\d/])"
)


def days_are_in_the_calendar(body: Body, _context: CheckContext) -> Iterator[Issue]:
    """A day that a text names is in the calendar."""
    for run in body.runs:
        for words, severity in missing_days(run.text):
            yield Issue(run.origin, f"there is no {words}", _HINT, severity=severity)


def fields_name_days_of_the_calendar(field: TextField, _context: CheckContext) -> Iterator[Issue]:
    """A day that a title or another short field names is in the calendar."""
    if field.prose or not _DIGIT.search(field.text):
        return
    for line, origin in field.lines(holding=_LATE):
        for words, severity in missing_days(line):
            message = f"there is no {words}"
            yield Issue(origin, message, _HINT, field=field.name, severity=severity)
    for line, origin in field.lines(holding=_WITH_WEEKDAY):
        for message in wrong_weekdays(line):
            yield Issue(origin, message, _WHICH, field=field.name)


def weekdays_match_their_dates(body: Body, _context: CheckContext) -> Iterator[Issue]:
    """A weekday beside a date is the weekday of that date."""
    for run in body.runs:
        for message in wrong_weekdays(run.text):
            yield Issue(run.origin, message, _WHICH)


_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WHICH: Final = "Check which of the two is wrong."
_WITH_WEEKDAY: Final = re.compile(
    r"\b(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:[a-z]*day|s|nes|rs?|ur)?\.?,?\s+(?:the\s+)?"
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH},?\s+(?P<year>\d{{4}})\b"
)


def wrong_weekdays(text: str) -> Iterator[str]:
    """Yield what is wrong with each weekday beside a date in a text that has another one."""
    for match in _WITH_WEEKDAY.finditer(text) if _DIGIT.search(text) else ():
        number, year = _number(match["month"]), int(match["year"])
        if not _is_missing(int(match["day"]), number, match["year"]):
            right = _WEEKDAYS[date(year, number, int(match["day"])).weekday()]
            if not right.startswith(match["weekday"]):
                said = next(w for w in _WEEKDAYS if w.startswith(match["weekday"]))
                yield f"{match['day']} {MONTHS[number]} {year} is a {right}, not a {said}"


_HINT: Final = "Look the day up, and correct its number, its month or its year."


def missing_days(text: str) -> Iterator[tuple[str, Severity]]:
    """Yield each day that a text names and no calendar has, and how sure that is.

    “31 April referrals” may count referrals, so only what is certainly a day is an error.
    """
    if not _DIGIT.search(text) or not _LATE.search(text):
        return
    for form in (_BRITISH, _AMERICAN, _IN_DIGITS):
        for match in form.finditer(text):
            if _is_missing(int(match["day"]), _number(match["month"]), match["year"]):
                named = match["year"] or match["nth"] or _BEFORE.search(text[: match.start()])
                severity = Severity.ERROR if named else Severity.WARNING
                yield " ".join(match[0].split()).rstrip("."), severity


def _is_missing(day: int, month: int, year: str | None) -> bool:
    if year and year.startswith("0"):
        return True
    if not year and day > _MOST:
        return False
    return not 1 <= day <= calendar.monthrange(int(year or _LEAP), month)[1]


def _number(month: str) -> int:
    return int(month) if month.isdecimal() else _SHORT[month[:3].lower()]
