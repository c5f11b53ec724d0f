"""Telephone numbers: those of contact points can be called, and no other field has one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from sitegen.checks import typed_numbers
from sitegen.checks.context import CheckContext
from sitegen.checks.links import FinishedPage
from sitegen.checks.text_fields import TextField
from sitegen.content.record import Record
from sitegen.content.values import Phone
from sitegen.issues.issue import Diagnosis, Issue, Severity
from sitegen.models.base import Item
from sitegen.models.people import ContactPoint, How
from sitegen.site.site import Site

_DIGIT: Final = re.compile(r"\d")
_UK: Final = "GB"
_DRAMA: Final = re.compile(
    r"0(?:1632960|7700900|8081570|9098790|3069990|2079460|1134960|1144960|1154960|1164960|1174960"
    r"|1184960|1214960|1314960|1414960|1514960|1614960|1914980|2890180|2920180)\d{3}\Z"
)
"""Numbers that nobody will ever have, for films and for examples (Ofcom)."""

_LONGEST_BEFORE_A_CHECK: Final = 731
"""Days after which nobody can say that a number was ever looked at again."""

_SHORTEST_LOCAL: Final = 6
_LONGEST_LOCAL: Final = 8


def contacts_can_be_called(record: Record[Item], _context: CheckContext) -> Iterator[Issue]:
    """A number of a contact point is one that the numbering plan of its country knows.

    What the plan does not know may be newer than our copy of it, so whoever called the number
    knows better.
    """
    point = record.item
    if not isinstance(point, ContactPoint) or not point.is_finished:
        return
    if (point.recheck_every or 0) > _LONGEST_BEFORE_A_CHECK:
        message = "more than two years would go by without a check"
        hint = "Write the number of days, for example 90 or 180."
        yield record.warning("recheck_every", message, hint)
    called = point.verified is not None and point.verified.how is How.CALLED
    for name, phone in (("phone", point.phone), ("text_number", point.text_number)):
        fault = _fault(phone) if phone else None
        if fault and not (called and fault.severity is Severity.WARNING):
            yield Issue(record.entry.place((name,)), *fault, field=name)


def _fault(phone: Phone) -> Diagnosis | None:
    digits = phone.digits
    if _DRAMA.match(digits) or _is_known(digits):
        return None
    if not digits.startswith(("0", "+")):
        if _is_known(f"0{digits}") or _DRAMA.match(f"0{digits}"):
            message = f"“{phone}” lacks the 0 at its beginning"
            return Diagnosis(message, f"Write 0{phone}.", (str(phone),))
        if _SHORTEST_LOCAL <= len(digits) <= _LONGEST_LOCAL:
            message = f"“{phone}” has no area code, so it reaches nobody from a mobile"
            hint = "Write the area code before it, as in 0151 496 0000."
            return Diagnosis(message, hint, (str(phone),))
    is_national = digits.startswith(("0", "+"))
    for wrong, near in (("few", [f"{digits}{d}" for d in range(10)]), ("many", [digits[:-1]])):
        if is_national and any(_DRAMA.match(number) or _is_known(number) for number in near):
            message = f"“{phone}” has one digit too {wrong}"
            hint = "Compare it with where it is from, digit by digit."
            return Diagnosis(message, hint, (str(phone),))
    message = f"“{phone}” is in no list of numbers that are in use"
    hint = "Call it. If somebody answers, say so in ⟦verified⟧, with ⟦how: called⟧."
    return Diagnosis(message, hint, (str(phone),), Severity.WARNING)


def _is_known(digits: str) -> bool:
    """Return whether the plan knows a number, as it is dialled in the country or from abroad."""
    # The plans of all countries are large, and are read where a contact point changed.
    import phonenumbers

    try:
        number = phonenumbers.parse(digits, _UK)
    except phonenumbers.NumberParseException:
        return False
    if phonenumbers.is_valid_short_number_for_region(number, _UK):
        return not digits.startswith("0")
    return digits.startswith(("0", "+")) and phonenumbers.is_valid_number(number)


_SHORTEST_WHOLE: Final = 8
"""Digits from which a row of them is a number and no coincidence, as in 0800 1111."""


def finished_pages_insert_their_numbers(
    site: Site, pages: Iterable[FinishedPage]
) -> Iterator[Issue]:
    """Report the number of a contact point that stands on a page and was not inserted there.

    Whatever lies between its digits, readers see one number, and it would stay when it changes.
    """
    known = {
        phone.digits: point.id
        for point in site.all(ContactPoint)
        for phone in (point.phone, point.text_number)
        if phone and len(phone.digits) >= _SHORTEST_WHOLE
    }
    for page in pages:
        for typed in page.brief.typed_numbers:
            plain = typed_numbers.national(typed)
            for digits, key in known.items():
                if digits in plain:
                    message = f"the number of “{key}” is typed on {page.brief.url}, as “{typed}”"
                    hint = f"Write {{contact:{key}}} where it is typed."
                    yield Issue(page.origin, message, hint, about=(key, typed))


def numbers_stand_in_no_other_field(field: TextField, context: CheckContext) -> Iterator[Issue]:
    """A number in a short field cannot be inserted from its contact point, so it is not there."""
    if field.prose or isinstance(field.item, ContactPoint):
        return
    for line, origin in field.lines(holding=_DIGIT):
        for number, _ in typed_numbers.numbers_in(line, context.numbers):
            key = context.numbers.get(typed_numbers.national(number))
            insert = f"write {{contact:{key}}}" if key else "add it to ⟦contacts.yml⟧ and insert it"
            message = f"the telephone number “{number}” is typed into this field"
            hint = f"Leave it out here, and {insert} in a text, such as the words of the page."
            yield Issue(origin, message, hint, field=field.name, about=(number,))
