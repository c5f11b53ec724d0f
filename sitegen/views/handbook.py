"""The governance handbook, by chapter and whole, and its role profiles."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.models.documents import HandbookChapter
from sitegen.models.follow_up import ScrutinyRecord
from sitegen.models.pages import Page, Shows
from sitegen.models.people import Person, RoleProfile
from sitegen.site.site import Site
from sitegen.views.lookup import Citation, get_or_none, neighbours, not_withdrawn, page_showing
from sitegen.views.orders import natural
from sitegen.views.pages import ContentsPart, accountability
from sitegen.views.people import Structure, structure


class Role(NamedTuple):
    """A role profile and who holds the role."""

    profile: RoleProfile
    holder: Person | None


class Handbook(NamedTuple):
    """The chapters in their order, with the pages that belong to the handbook."""

    chapters: tuple[HandbookChapter, ...]
    roles: tuple[Role, ...]
    structure: Structure
    scrutiny: tuple[tuple[ScrutinyRecord, tuple[Citation, ...]], ...]
    cover: Page | None
    whole_page: Page | None
    roles_page: Page | None

    @property
    def headings(self) -> tuple[ContentsPart, ...]:
        """Return where the page of all chapters begins each of them."""
        return tuple(ContentsPart(f"chapter-{c.id}", c.title) for c in self.chapters)


class ChapterPage(NamedTuple):
    """A chapter among its neighbours."""

    handbook: Handbook
    previous: HandbookChapter | None
    following: HandbookChapter | None


def handbook(site: Site) -> Handbook:
    """Arrange the handbook, for its cover and for the page that holds all of it."""
    chapters = sorted(
        not_withdrawn(site, HandbookChapter), key=lambda chapter: (chapter.order, chapter.id)
    )
    return Handbook(
        chapters=tuple(chapters),
        roles=roles(site),
        structure=structure(site),
        scrutiny=accountability(site),
        cover=page_showing(site, Shows.HANDBOOK),
        whole_page=page_showing(site, Shows.HANDBOOK_WHOLE),
        roles_page=page_showing(site, Shows.ROLES),
    )


def chapter_page(site: Site, chapter: HandbookChapter) -> ChapterPage:
    """Arrange the page of one chapter."""
    book = handbook(site)
    return ChapterPage(book, *neighbours(book.chapters, book.chapters.index(chapter)))


def roles(site: Site) -> tuple[Role, ...]:
    """Return all role profiles, in their order."""
    profiles = sorted(
        not_withdrawn(site, RoleProfile), key=lambda role: (role.order, natural(role.title))
    )
    return tuple(Role(profile, get_or_none(site, Person, profile.holder)) for profile in profiles)
