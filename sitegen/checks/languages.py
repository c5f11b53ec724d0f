"""The versions of a page in other languages: each of one page, and each there once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.issues.issue import Issue
from sitegen.models.base import Status
from sitegen.models.pages import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.site.site import Site


def versions_are_of_one_page(site: Site) -> Iterator[Issue]:
    """A version names the page in the language of the site, and no other is the same version."""
    pages = {page.id: page for page in site.all(Page) if page.status is not Status.WITHDRAWN}
    seen: dict[tuple[str, str, bool], str] = {}
    for record in site.records:
        page = record.item
        if not isinstance(page, Page) or not page.version_of or page.id not in pages:
            continue
        first = pages.get(page.version_of.id)
        place = record.entry.place(("version_of",))
        if first and first.version_of:
            message = f"“{first.id}” is itself a version of “{first.version_of.id}”"
            hint = f"Write “version_of: {first.version_of.id}”."
            if first.version_of.id == page.id:
                hint = "Name the page that says the same in the language of the site."
            yield Issue(place, message, hint, (first.id, first.version_of.id), field="version_of")
        same = seen.setdefault((page.version_of.id, page.lang, page.easy_read), page.id)
        if same != page.id:
            message = f"“{same}” is the same version of “{page.version_of.id}”"
            hint = "Keep one of the two, or change “lang” or “easy_read”."
            yield Issue(place, message, hint, field="version_of", about=(same, page.version_of.id))
