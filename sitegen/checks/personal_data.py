"""Details by which somebody could be found: told wherever they stand, unless allowed there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sitegen.checks import text_fields
from sitegen.checks.context import CheckContext, is_about_a_case
from sitegen.checks.text_fields import TextField
from sitegen.content.body import running
from sitegen.content.record import Record
from sitegen.issues.issue import Issue, Severity, did_you_mean
from sitegen.issues.wording import entry_of
from sitegen.models.base import Item
from sitegen.models.documents import DocumentText
from sitegen.models.people import ContactPoint
from sitegen.privacy.patterns import DETAILS, Detail, at_a_glance, details_in, of_cases, plain
from sitegen.site.site import Site

PHONE: Final = "telephone number"
"""The rule for telephone numbers inside files; in texts they come from contact points."""

_OF_A_PLACE: Final = ("address", "postcode")
"""What may stand in a field that says where everybody may come."""


def details_are_not_published(field: TextField, context: CheckContext) -> Iterator[Issue]:
    """Nothing by which a person could be found stands in a text, unless its author allowed it."""
    if isinstance(field.item, ContactPoint):
        return
    about_a_case = _is_about_a_case(field.item, context)
    if not at_a_glance(field.text, reviews=about_a_case):
        return
    venue = field.item is not None and field.name in field.item.venues
    for detail, text, start in details_in(running(field.text), reviews=about_a_case):
        if venue and detail.name in _OF_A_PLACE:
            continue
        if plain(text) not in context.addresses and not allowed(field.item, detail.name, text):
            yield _issue(field, detail, text, start)


def _is_about_a_case(item: Item | None, context: CheckContext) -> bool:
    text = isinstance(item, DocumentText) and item.id in context.case_texts
    return text or is_about_a_case(item)


def allowances_are_needed(site: Site) -> Iterator[Issue]:
    """An allowance names a rule that there is, and words that stand there."""
    allowing = [record for record in site.records if record.item.allow]
    names = [detail.name for detail in (*DETAILS, *of_cases())] if allowing else []
    names.append(PHONE)
    for record in allowing:
        lines = list(_words_of(record, site))
        for number, allowance in enumerate(record.item.allow):
            place = record.entry.place(("allow", number))
            if allowance.rule not in names:
                message = f"“{allowance.rule}” is not the name of a rule for private details"
                yield Issue(
                    place, message, did_you_mean(allowance.rule, names), about=(allowance.rule,)
                )
            elif not any(plain(allowance.text) in line for line in lines):
                message = "the words that are allowed here are no longer here"
                hint = "Take the allowance out."
                yield Issue(place, message, hint, severity=Severity.WARNING, secret=True)


def _words_of(record: Record[Item], site: Site) -> Iterator[str]:
    """Yield what stands in a record and in its files, as it is compared."""
    yield from (plain(field.text) for field in text_fields.of_record(record))
    yield from (plain(file.inspection.words) for file in text_fields.files_of(record, site))


def allowed(item: Item | None, rule: str, text: str) -> bool:
    """Return whether the author of a record allowed these words there, perhaps with others."""
    allowances = item.allow if item else ()
    return any(a.rule == rule and plain(text) in plain(a.text) for a in allowances)


def cure(rule: str, *, office: bool) -> str:
    """Explain how to allow a detail, as a line for its author to complete."""
    kept_there = "If it belongs to an office, add it to ⟦contacts.yml⟧. " if office else ""
    values = {"rule": rule, "text": "those very words", "reason": "why they may"}
    entry = entry_of(":  allow: [{…}]", values, "allow")
    return f"{kept_there}If it may stay, write in this entry{entry}"


def _issue(field: TextField, detail: Detail, text: str, start: int) -> Issue:
    before = field.text[:start].rpartition("\n")[2]
    first = len(before.split()) + 1
    last = first + len(text.split()) - 1
    place = f"word {first}" if first == last else f"words {first} to {last}"
    where = "the line" if field.prose else "its text"
    message = f"there is what looks like {detail.what} here: {place} of {where}"
    hint = "Take it out, or keep it in ⟦contacts.yml⟧ if it belongs to an office."
    if field.item:
        hint = f"Take it out. {cure(detail.name, office=detail.offices_have_one)}"
    origin = field.origin.below(field.text.count("\n", 0, start))
    severity = Severity.WARNING if detail.guess else Severity.ERROR
    return Issue(origin, message, hint, field=field.name, severity=severity, secret=True)
