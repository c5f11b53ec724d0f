"""The versions of a page: other languages, and easy read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.models.languages import Language
from sitegen.models.pages import Page
from sitegen.views.lookup import not_withdrawn

if TYPE_CHECKING:
    from sitegen.site.site import Site


@dataclass(frozen=True, slots=True)
class Version:
    """The same page in another language or in easy read, under the name its readers know."""

    label: str
    language: Language
    url: str
    easy_read: bool
    current: bool


def page_versions(site: Site, page: Page | None) -> tuple[Version, ...]:
    """Return all versions of a page, the one in the language of the site first."""
    if not page:
        return ()
    first = page.version_of.id if page.version_of else page.id
    versions = [
        other for other in not_withdrawn(site, Page) if first in {other.id, _original(other)}
    ]
    versions.sort(key=lambda other: (other.id != first, other.lang.words, other.easy_read))
    return tuple(
        Version(_version_label(other), other.lang, other.url, other.easy_read, other.id == page.id)
        for other in versions
        if len(versions) > 1
    )


def _original(page: Page) -> str:
    return page.version_of.id if page.version_of else ""


def _version_label(page: Page) -> str:
    if not page.easy_read:
        return page.lang.own_name
    english = page.lang is Language.ENGLISH
    return "Easy read" if english else f"{page.lang.own_name} (easy read)"
