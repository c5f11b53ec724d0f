"""Private details inside files: what a document says must be as fit to be seen as a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sitegen.checks import personal_data, text_fields, typed_numbers
from sitegen.checks.context import CheckContext, is_about_a_case
from sitegen.checks.text_fields import File
from sitegen.inspection.findings import mask
from sitegen.issues.issue import Issue, Severity
from sitegen.models.base import Item
from sitegen.privacy import patterns
from sitegen.site.site import Site


class _FileDetail(NamedTuple):
    """One detail of a file: the rule, what it is, the words, and whether offices have such."""

    rule: str
    what: str
    words: str
    start: int
    office: bool
    guess: bool = False


def files_hold_no_private_details(site: Site) -> Iterator[Issue]:
    """Nothing by which a person could be found stands inside a file, unless it is allowed there."""
    context = CheckContext.of(site)
    for record in site.records:
        for file in text_fields.files_of(record, site):
            text = file.inspection.running
            # What stands on every page is told once.
            details = _all(text, record.item, context.numbers)
            once = {patterns.plain(detail.words): detail for detail in details}
            left = [
                detail
                for plain, detail in once.items()
                if plain not in context.addresses
                and not personal_data.allowed(record.item, detail.rule, detail.words)
            ]
            yield from (_issue(file, detail) for detail in left if not detail.guess)
            yield from _guesses(file, [detail for detail in left if detail.guess])


def _all(text: str, item: Item, numbers: Mapping[str, str]) -> Iterator[_FileDetail]:
    """Yield every detail in a text, the last first."""
    for number in (typed.text for typed in typed_numbers.numbers_in(text, numbers)):
        if typed_numbers.national(number) not in numbers:
            what = "a telephone number that no contact point has"
            yield _FileDetail(personal_data.PHONE, what, number, text.index(number), office=True)
    for detail, words, start in reversed(patterns.details_in(text, reviews=is_about_a_case(item))):
        office, guess = detail.offices_have_one, detail.guess
        yield _FileDetail(detail.name, detail.what, words, start, office, guess)


def _guesses(file: File, details: Sequence[_FileDetail]) -> Iterator[Issue]:
    """Tell of each kind that may be harmless once, at its first place: a report may have many."""
    for rule in dict.fromkeys(detail.rule for detail in details):
        alike = sorted((one for one in details if one.rule == rule), key=lambda one: one.start)
        more = f", and {len(alike) - 1} more like it" if len(alike) > 1 else ""
        yield _issue(file, alike[0], more)


def _issue(file: File, detail: _FileDetail, more: str = "") -> Issue:
    message = (
        f"“{file.path}” holds what looks like {detail.what}: {mask(detail.words)}, "
        f"{file.inspection.where(detail.start)}{more}"
    )
    cure = personal_data.cure(detail.rule, office=detail.office)
    hint = f"Take it out of the file and save it again. {cure}"
    severity = Severity.WARNING if detail.guess else Severity.ERROR
    return Issue(file.origin, message, hint, (file.path,), severity, field=file.field)
