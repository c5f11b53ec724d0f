"""Private details inside files: what a document says must be as fit to be seen as a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.checks import personal_data, text_fields, typed_numbers
from sitegen.checks.context import CheckContext
from sitegen.inspection.findings import mask
from sitegen.issues.issue import Issue
from sitegen.privacy import patterns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.checks.text_fields import File
    from sitegen.models.base import Item
    from sitegen.site.site import Site


@dataclass(frozen=True, slots=True)
class _FileDetail:
    """One detail of a file: the rule, what it is, the words, and whether offices have such."""

    rule: str
    what: str
    words: str
    start: int
    office: bool


def files_hold_no_private_details(site: Site) -> Iterator[Issue]:
    """Nothing by which a person could be found stands inside a file, unless it is allowed there."""
    context = CheckContext.of(site)
    for record in site.records:
        for file in text_fields.files_of(record, site):
            text = file.inspection.running
            # What stands on every page is told once.
            details = _all(text, record.item, context.numbers)
            once = {patterns.plain(detail.words): detail for detail in details}
            for plain, detail in once.items():
                allowed = personal_data.allowed(record.item, detail.rule, detail.words)
                if plain not in context.addresses and not allowed:
                    yield _issue(file, detail)


def _all(text: str, item: Item, numbers: Mapping[str, str]) -> Iterator[_FileDetail]:
    """Yield every detail in a text, the last first."""
    for number in (typed.text for typed in typed_numbers.numbers_in(text, numbers)):
        if typed_numbers.national(number) not in numbers:
            what = "a telephone number that no contact point has"
            yield _FileDetail(personal_data.PHONE, what, number, text.index(number), office=True)
    for detail, words, start in reversed(
        patterns.details_in(text, reviews=personal_data.about_a_case(item))
    ):
        yield _FileDetail(detail.name, detail.what, words, start, detail.offices_have_one)


def _issue(file: File, detail: _FileDetail) -> Issue:
    message = (
        f"“{file.path}” holds what looks like {detail.what}: {mask(detail.words)}, "
        f"{file.inspection.where(detail.start)}"
    )
    cure = personal_data.cure(detail.rule, office=detail.office)
    hint = f"Take it out of the file and save it again. {cure}"
    return Issue(file.origin, message, hint, field=file.field, about=(file.path,))
