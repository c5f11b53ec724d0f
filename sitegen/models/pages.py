"""Pages that are mostly words, and what the site shows below them."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar, Final

from pydantic import Field, model_validator

from sitegen.issues.issue import Refusal
from sitegen.models.base import Publication
from sitegen.models.fields import (
    ContactKey,
    GroupKey,
    Listed,
    Markdown,
    PageKey,
    PagePath,
)
from sitegen.models.languages import Language, LanguageCode
from sitegen.models.worded import Worded

HOME: Final = "index"
"""The id of the page that answers at the site's bare address."""


class Shows(Worded):
    """What the site generates below the words of a page."""

    NOTHING = "page", "Nothing but its words."
    HOME = "home", "The home page: numbers to call, doors, totals and the newest reviews."
    HELP = "help", "Whom to call now, with a way to leave quickly."
    WORRIES = "worries", "Worries from A to Z, each with its line of advice."
    REVIEWS = "reviews", "The register; each review has its page below it, and the list has a feed."
    TIMELINE = "timeline", "The milestones of all reviews, drawn and as a table."
    PROCESS = "process", "How a review proceeds, step by step."
    THEMES = "themes", "Which review has which theme; a theme with its own page has it below."
    RECOMMENDATIONS = "recommendations", "All recommendations, by review; each has its place here."
    ACTIONS = "actions", "All actions with their state; each has its place here."
    OUTSTANDING = "outstanding", "The actions that are not done."
    EVIDENCE = (
        "evidence",
        "What is known to have come of actions; each piece has its page below it.",
    )
    QUESTIONS = "questions", "Questions of the public with their answers."
    ASKED = "asked", "What people asked the body for, and what it answered."
    FAMILIES = "families", "How families take part in a review."
    PROCEDURES = "procedures", "What practitioners follow; each has its place here."
    BRIEFINGS = "briefings", "Every 7-minute briefing; each has its page below it."
    DIAGRAM = "diagram", "A picture of how things hang together, and the same in words."
    NEWS = "news", "Every item, the newest first; each has its page below it."
    EVENTS = "events", "What is to come and what is over; each event has its page below it."
    CAMPAIGNS = "campaigns", "Those that run and earlier ones; each has its page below it."
    NEWSLETTERS = "newsletters", "The issues of one series; each has its page below it."
    CONTACT = "contact", "How to reach the office, and people by team."
    CHAIR = "chair", "Who chairs the body."
    STRUCTURE = "structure", "All groups as a tree; each has its place here."
    HANDBOOK = "handbook", "Its chapters; each has its page below it."
    HANDBOOK_WHOLE = "handbook-whole", "All chapters on one page, to print."
    ROLES = "roles", "What each role does."
    ACCOUNTABILITY = "accountability", "Who looked at the body’s work."
    DOCUMENTS = "documents", "The library; a document with a file or a text has its page below it."
    DOCUMENT_LISTS = "document-lists", "The same documents by year, by topic and from A to Z."
    DATA = "data", "Figures with their sources, and every list to download."
    UPDATES = "updates", "What is new and what changed, by day."
    GLOSSARY = "glossary", "Words and abbreviations from A to Z; each has its place here."
    SEARCH = "search", "The field to search in, and what is found."
    SITE_MAP = "site-map", "All pages as a tree."
    STATEMENT = "statement", "The accessibility statement that the law asks for."
    NOT_FOUND = "not-found", "What a wrong address is answered with."


_FOR_HELP: Final = (Shows.HELP, Shows.WORRIES, Shows.SEARCH)
"""Pages that somebody may have to leave in a hurry."""


class Audience(StrEnum):
    """Whom a page is written for."""

    EVERYONE = "everyone"
    CHILDREN = "children"
    PARENTS = "parents"
    PROFESSIONALS = "professionals"


class Drawing(StrEnum):
    """What is drawn beside the link to a page, for whom it is."""

    HAND = "hand"
    HOUSE = "house"
    BADGE = "badge"


class Page(Publication):
    """A page of words, with what the site generates for it underneath."""

    kind: ClassVar[str] = "page"
    template: ClassVar[str] = "page.html"

    id: PagePath = Field(description="Its place in the pages folder, which makes its address.")
    body: Markdown = Field(description="The words of the page.")
    shows: Shows = Field(Shows.NOTHING, description="What the site generates below the words.")
    menu_title: str = Field("", description="A shorter title for menus, if the title is long.")
    order: int = Field(100, description="Its place among its neighbours in menus, smallest first.")
    audience: Listed[Audience] = Field(
        (Audience.EVERYONE,),
        description="Whom it is for; a page for children alone looks different.",
    )
    drawing: Drawing | None = Field(
        None, description="What is drawn on its door on the home page: hand, house or badge."
    )
    contacts: Listed[ContactKey] = Field((), description="Contact points shown on the page.")
    group: GroupKey | None = Field(None, description="The group that the page is about.")
    related: Listed[PageKey] = Field((), description="Other pages that help the same reader.")
    lang: LanguageCode = Field(
        Language.ENGLISH, description="The language of its words, for example pl for Polish."
    )
    easy_read: bool = Field(default=False, description="Whether it is an easy read version.")
    version_of: PageKey | None = Field(
        None, description="The page that says the same in the language of the site."
    )
    exit_button: bool | None = Field(
        None, description="Whether to offer a quick way out; help pages do unless told otherwise."
    )
    support: bool = Field(
        default=False, description="Whether to show support lines, for pages about harm or death."
    )
    support_contacts: Listed[ContactKey] = Field(
        (), description="The support lines of this page, in place of those of the whole site."
    )

    @property
    def url(self) -> str:
        """Return the address that its place in the pages folder makes."""
        if self.shows is Shows.NOT_FOUND:
            return "/404.html"
        return "/" if self.id == HOME else f"/{self.id}/"

    @property
    def label(self) -> str:
        """Return its title, or for a page in another language its English name in menus."""
        return self.title if self.lang is Language.ENGLISH else self.menu_title

    @property
    def menu_label(self) -> str:
        """Return the words by which menus name the page."""
        return self.menu_title or self.title

    @property
    def offers_exit(self) -> bool:
        """Return whether the page offers a quick way out."""
        return self.shows in _FOR_HELP if self.exit_button is None else self.exit_button

    @model_validator(mode="after")
    def _versions_say_of_what(self) -> Page:
        """Refuse a version that nobody could find or that would mix two languages."""
        other = self.lang is not Language.ENGLISH
        if not self.is_finished or not (other or self.easy_read or self.version_of):
            return self
        if not self.version_of:
            message = "a page in another language or in easy read needs ⟦version_of⟧"
            raise Refusal(message, fields=("version_of",))
        if not other and not self.easy_read:
            message = "⟦version_of⟧ is for pages with another ⟦lang⟧ or with ⟦easy_read: yes⟧"
            hint = "Take ⟦version_of⟧ out, or say what makes this page another."
            raise Refusal(message, hint, fields=("version_of", "lang", "easy_read"))
        if other and not self.menu_title:
            message = f"⟦lang: {self.lang}⟧ needs ⟦menu_title⟧, its name in English menus"
            raise Refusal(message, fields=("menu_title",))
        if other and self.shows not in {Shows.NOTHING, Shows.HELP}:
            message = f"⟦lang: {self.lang}⟧ cannot show “{self.shows}”, which is in English"
            raise Refusal(message, "Leave ⟦shows⟧ out, or write ⟦shows: help⟧.", fields=("shows",))
        return self
