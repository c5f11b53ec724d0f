"""The versions of a page: other languages, and easy read."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.models.languages import Language, SpokenLanguage
from sitegen.models.pages import Page
from sitegen.site.site import Site
from sitegen.views.lookup import not_withdrawn


class Version(NamedTuple):
    """The same page in another language or in easy read, under the name its readers know."""

    label: str
    language: SpokenLanguage
    url: str
    easy_read: bool
    current: bool


def page_versions(site: Site, page: Page | None) -> tuple[Version, ...]:
    """Return all versions of a page, the one in the language of the site first."""
    if not page:
        return ()
    first = page.version_of.id if page.version_of else page.id
    every = not_withdrawn(site, Page)
    versions = [o for o in every if first in {o.id, o.version_of.id if o.version_of else ""}]
    spoken = site.settings.known_languages
    versions.sort(key=lambda other: (other.id != first, spoken[other.lang].name, other.easy_read))
    return tuple(
        _version(other, spoken[other.lang], current=other.id == page.id)
        for other in versions
        if len(versions) > 1
    )


def _version(page: Page, language: SpokenLanguage, *, current: bool) -> Version:
    label = language.own_name
    if page.easy_read:
        label = "Easy read" if page.lang is Language.ENGLISH else f"{label} (easy read)"
    return Version(label, language, page.url, page.easy_read, current)
