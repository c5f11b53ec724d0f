"""Rules for every finished page that its HTML can show: WCAG 2.2 AA and the board's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from itertools import pairwise
from typing import Final, TypeVar

from sitegen.checks.links import ReadPage
from sitegen.issues.issue import Issue
from sitegen.issues.wording import off_screen
from sitegen.models.languages import CODE

Thing = TypeVar("Thing", bound="Hashable")


def pages_name_their_language(page: ReadPage) -> Iterator[Issue]:
    """The page says in which language it is (WCAG 3.1.1)."""
    if not page.facts.lang:
        yield _fault(page, "the html element has no lang")


def parts_name_a_language_that_there_is(page: ReadPage) -> Iterator[Issue]:
    """What is in another language says so by a code that screen readers know (WCAG 3.1.2)."""
    for code in page.facts.languages:
        if not CODE.fullmatch(code):
            yield _fault(page, f"“{code}” is not the code of a language, such as pl or en-GB")


def pages_have_one_main_heading(page: ReadPage) -> Iterator[Issue]:
    """There is exactly one h1, and no heading level is skipped (WCAG 1.3.1, 2.4.6)."""
    levels = [heading.level for heading in page.facts.headings]
    if levels.count(1) != 1:
        yield _fault(page, f"there are {levels.count(1)} h1 headings; a page needs exactly one")
    for above, below in pairwise(page.facts.headings):
        if below.level > above.level + 1:
            message = f"a heading of level {below.level} follows one of level {above.level}"
            yield _fault(page, f"{message}: “{below.text}”")


def pages_are_described(page: ReadPage) -> Iterator[Issue]:
    """Search results have a sentence to show."""
    if not page.facts.description:
        yield _fault(
            page,
            "the page has no description",
            f"Write a summary{off_screen(' in its front matter')}.",
        )


def links_have_names(page: ReadPage) -> Iterator[Issue]:
    """A screen reader has words for every link, and the same words never lead to two places."""
    targets: dict[str, set[str]] = {}
    for anchor in page.facts.anchors:
        if not anchor.name:
            yield _fault(page, f"the link to {anchor.href} has no words")
        elif not anchor.href.startswith("#"):  # a list of contents may say what a menu says
            targets.setdefault(anchor.name.lower(), set()).add(anchor.href)
    for name, hrefs in targets.items():
        if len(hrefs) > 1:
            places = " and ".join(sorted(hrefs)[:3])
            message = f"the link text “{name}” leads to different places: {places}"
            hint = "Let each say where it leads; two entries may have one title or one number."
            yield _fault(page, message, hint)


def images_have_alternatives(page: ReadPage) -> Iterator[Issue]:
    """Every image has an alt attribute, empty only if it says nothing (WCAG 1.1.1)."""
    for source in page.facts.images_without_alt:
        yield _fault(page, f"the image {source} has no alt")


def tables_are_described(page: ReadPage) -> Iterator[Issue]:
    """Data tables have header cells with a scope, and a caption or a named region around them."""
    for table in page.facts.tables:
        if not table.headers:
            yield _fault(page, "a table has no header cells", "Begin it with a header row.")
        elif table.headers_without_scope:
            yield _fault(page, f"header cells without scope in the table “{table.name}”")
        if not table.name:
            yield _fault(page, "a table has no caption")


def ids_are_unique(page: ReadPage) -> Iterator[Issue]:
    """No id stands twice on a page."""
    for name in _twice(page.facts.ids):
        hint = (
            "Look for a heading of these words, or a record of this id, that meets another of them "
            "or a part that the page has by itself. Reword the heading; give a new record "
            "another id."
        )
        yield _fault(page, f"the id “{name}” stands twice on the page", hint)


def landmarks_are_told_apart(page: ReadPage) -> Iterator[Issue]:
    """There is one main region, and regions of one kind have different names (WCAG 1.3.1)."""
    roles = [landmark.role for landmark in page.facts.landmarks]
    if roles.count("main") != 1:
        yield _fault(page, f"there are {roles.count('main')} main regions, not one")
    for role, name in _twice((mark.role, mark.name) for mark in page.facts.landmarks):
        yield _fault(page, f"two regions “{role}” are both named “{name}”")


def fields_have_labels(page: ReadPage) -> Iterator[Issue]:
    """Every form field has a label (WCAG 1.3.1, 3.3.2)."""
    for field in page.facts.fields_without_label:
        yield _fault(page, f"the field “{field}” has no label")


def nothing_is_empty(page: ReadPage) -> Iterator[Issue]:
    """No paragraph, list item, heading, cell or button stands empty."""
    for tag in sorted(set(page.facts.empty_elements)):
        hint = "Look for a text or a field without words; fill it, or take it out."
        yield _fault(page, f"an empty {_PARTS.get(tag, 'heading')} stands on the page", hint)


_PARTS: Final = {
    "p": "paragraph",
    "li": "item of a list",
    "dt": "term of a list",
    "dd": "explanation of a list",
    "th": "heading of a table",
    "caption": "caption of a table",
    "a": "link",
    "button": "button",
}
"""Parts of a page in an editor’s words; all others that must not be empty are headings."""


def pages_hold_no_code(page: ReadPage) -> Iterator[Issue]:
    """Nothing stands in a page that the content security policy would refuse."""
    for what in sorted(set(page.facts.inline_code)):
        yield _fault(page, what)


def the_skip_link_comes_first(page: ReadPage) -> Iterator[Issue]:
    """The first link leads past the header to the main part (WCAG 2.4.1)."""
    if not page.facts.first_link.startswith("#"):
        yield _fault(page, "the first link does not skip to the main part")


def _twice(things: Iterable[Thing]) -> list[Thing]:
    return [thing for thing, count in Counter(things).items() if count > 1]


def _fault(page: ReadPage, message: str, hint: str = "") -> Issue:
    return Issue(page.origin, f"{page.facts.url}: {message}", hint)
