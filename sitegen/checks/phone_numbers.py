"""Telephone numbers outside texts: in titles, summaries and other short fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.checks import prose, typed_numbers
from sitegen.issues.issue import Issue
from sitegen.models.people import ContactPoint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.context import CheckContext
    from sitegen.checks.text_fields import TextField

_DIGIT: Final = re.compile(r"\d")


def numbers_stand_in_no_other_field(field: TextField, known: CheckContext) -> Iterator[Issue]:
    """A number in a short field cannot be inserted from its contact point, so it is not there."""
    if field.prose or isinstance(field.item, ContactPoint):
        return
    for line, origin in field.lines(holding=_DIGIT):
        for number, _ in typed_numbers.found(line, known.numbers):
            key = known.numbers.get(typed_numbers.national(number))
            insert = f"write {{contact:{key}}}" if key else "add it to contacts.yml and insert it"
            message = f"the telephone number “{number}” is typed into this field"
            hint = f"Leave it out here, and {insert} in a text, such as the words of the page."
            yield Issue(origin, prose.RULE, message, hint, field=field.name)
