"""Pages that are mostly words, and the records that are parts of them."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar, Final

from pydantic import Field, model_validator

from sitegen.issues.issue import Refusal
from sitegen.models.base import Item, Model, Publication, Titled
from sitegen.models.fields import (
    ContactKey,
    Day,
    GroupKey,
    Listed,
    Markdown,
    PageKey,
    PagePath,
    Partial,
    Text,
    WebAddress,
)
from sitegen.models.languages import Language
from sitegen.models.numbers import agree

HOME: Final = "index"
"""The id of the page that answers at the site's bare address."""


class Shows(StrEnum):
    """What the site generates below the words of a page."""

    NOTHING = "page"
    HOME = "home"
    HELP = "help"
    WORRIES = "worries"
    REVIEWS = "reviews"
    TIMELINE = "timeline"
    PROCESS = "process"
    THEMES = "themes"
    RECOMMENDATIONS = "recommendations"
    ACTIONS = "actions"
    OUTSTANDING = "outstanding"
    EVIDENCE = "evidence"
    QUESTIONS = "questions"
    ASKED = "asked"
    FAMILIES = "families"
    PROCEDURES = "procedures"
    BRIEFINGS = "briefings"
    DIAGRAM = "diagram"
    NEWS = "news"
    EVENTS = "events"
    CAMPAIGNS = "campaigns"
    NEWSLETTERS = "newsletters"
    CONTACT = "contact"
    CHAIR = "chair"
    STRUCTURE = "structure"
    HANDBOOK = "handbook"
    HANDBOOK_WHOLE = "handbook-whole"
    ROLES = "roles"
    ACCOUNTABILITY = "accountability"
    DOCUMENTS = "documents"
    DOCUMENT_LISTS = "document-lists"
    DATA = "data"
    UPDATES = "updates"
    GLOSSARY = "glossary"
    SEARCH = "search"
    SITE_MAP = "site-map"
    STATEMENT = "statement"
    NOT_FOUND = "not-found"


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
    body: Markdown = Field(
        description="The words of the page, in Markdown, below the front matter."
    )
    shows: Shows = Field(Shows.NOTHING, description="What the site generates below the words.")
    menu_title: str = Field("", description="A shorter title for menus, if the title is long.")
    order: int = Field(100, description="Its place among its neighbours in menus, smallest first.")
    audience: Listed[Audience] = Field(
        (Audience.EVERYONE,),
        description="Whom it is for; a page for children alone looks it.",
    )
    drawing: Drawing | None = Field(
        None, description="What is drawn on its door on the home page: hand, house or badge."
    )
    contacts: Listed[ContactKey] = Field((), description="Contact points shown on the page.")
    group: GroupKey | None = Field(None, description="The group that the page is about.")
    related: Listed[PageKey] = Field((), description="Other pages that help the same reader.")
    lang: Language = Field(
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
            message = "a page in another language or in easy read needs “version_of”"
            raise ValueError(message)
        if not other and not self.easy_read:
            message = "“version_of” is for pages with another “lang” or with “easy_read: yes”"
            raise Refusal(message, "Take “version_of” out, or say what makes this page another.")
        if other and not self.menu_title:
            message = f"a page in {self.lang.words} needs “menu_title”, its name in English menus"
            raise ValueError(message)
        if other and self.shows not in {Shows.NOTHING, Shows.HELP}:
            message = f"a page in {self.lang.words} cannot show “{self.shows}”, which is in English"
            raise Refusal(message, "Leave “shows” out, or write “shows: help”.")
        return self


class Step(Model):
    """One step of a process."""

    when: Text = Field(description="When it happens, for example “By day 10”.")
    who: Text = Field(description="Who acts.")
    what: Markdown = Field(description="What they do.")


class Process(Titled):
    """Steps that follow each other by a clock, such as the Rapid Review."""

    kind: ClassVar[str] = "process"
    address: ClassVar[str] = "#{id}"
    listed_by: ClassVar[str] = "process"

    clock: Text = Field(description="What the days are, for example “working days”.")
    intro: Markdown | None = Field(None, description="What to know before the first step.")
    steps: tuple[Step, ...] = Field(description="The steps, in order.", min_length=1)
    as_at: Partial = Field(description="When the process was described like this.")


class Diagram(Titled):
    """A picture of how things hang together, with the same said in words."""

    kind: ClassVar[str] = "diagram"
    address: ClassVar[str] = "#{id}"
    listed_by: ClassVar[str] = "diagram"

    text_equivalent: Markdown = Field(
        description="All that the picture says, in words, for those who do not see it."
    )
    centre: Text = Field(description="What stands in the middle of the picture.")
    nodes: tuple[Text, ...] = Field(description="What stands around it, in order.", min_length=2)
    groups: Listed[GroupKey] = Field((), description="The groups that do the work it shows.")


class QuestionState(StrEnum):
    """How far the board has answered a question."""

    ANSWERED = "answered"
    PARTLY = "partly"
    OPEN = "open"


class Question(Item):
    """A question that the public asks, with the answer that the sources give."""

    kind: ClassVar[str] = "question"
    address: ClassVar[str] = "#{id}"
    listed_by: ClassVar[str] = "questions"

    question: Text = Field(description="The question as people ask it.")
    asked_by: str = Field("", description="Who asked it in public, if that is known.")
    topic: Text = Field(description="The heading under which it stands.")
    answer: Markdown = Field(description="A short answer.")
    state: QuestionState = Field(description="answered, partly or open.")
    answered_on: Day = Field(description="The day on which this answer was written.")

    @property
    def label(self) -> str:
        """Return the question itself."""
        return self.question

    @model_validator(mode="after")
    def _answers_have_sources(self) -> Question:
        answered = self.state is not QuestionState.OPEN and self.is_finished
        if answered and not self.sources:
            message = "an answered question needs “sources”, the documents that the answer is from"
            raise ValueError(message)
        return self


class Figure(Item):
    """A number that the site states, kept once so that it can never differ from page to page."""

    kind: ClassVar[str] = "figure"
    named_by: ClassVar[str] = "wording"
    address: ClassVar[str] = "#{id}"
    listed_by: ClassVar[str] = "data"

    value: float = Field(
        description="The number alone, for tables and downloads.", allow_inf_nan=False
    )
    unit: Text = Field(description="What is counted.")
    wording: Text = Field(description="The number as sentences say it, for example “about 1,000”.")
    as_at: Partial = Field(description="The time for which the number was true.")
    method: str = Field("", description="How it was counted, or why it is worded so.")

    @property
    def label(self) -> str:
        """Return the number in words."""
        return self.wording

    @model_validator(mode="after")
    def _wording_agrees_with_value(self) -> Figure:
        if not agree(self.value, self.wording):
            message = f"“value: {self.value:g}” and “wording: {self.wording}” are different numbers"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _figures_have_sources(self) -> Figure:
        if self.is_finished and not self.sources:
            message = "a figure needs “sources”, the document that states it"
            raise ValueError(message)
        return self


class Term(Item):
    """A word or abbreviation that needs explaining."""

    kind: ClassVar[str] = "term"
    address: ClassVar[str] = "#{id}"
    listed_by: ClassVar[str] = "glossary"
    called: ClassVar[str] = "Glossary"

    term: Text = Field(description="The word or abbreviation.")
    expansion: str = Field("", description="What an abbreviation stands for.")
    meaning: Markdown = Field(description="What it means, in plain English.")
    synonyms: Listed[Text] = Field((), description="Other words that people use for it.")
    expand: bool = Field(
        default=True, description="Whether the abbreviation is written out at its first use."
    )

    @property
    def label(self) -> str:
        """Return the term."""
        return self.term


class ScrutinyRecord(Titled):
    """One occasion on which another body looked at the board’s work."""

    kind: ClassVar[str] = "scrutiny"
    address: ClassVar[str] = "#{id}"
    listed_by: ClassVar[str] = "accountability"

    organisation: Text = Field(description="The body that looked.")
    date: Partial = Field(description="When.")
    what: Markdown = Field(description="What was presented or asked.")
    outcome: Markdown | None = Field(None, description="What came of it, if that is known.")
    link: WebAddress | None = Field(None, description="The body’s own record.")


class Address(Item):
    """An address that moved, or that is gone for a reason."""

    kind: ClassVar[str] = "address"

    id: str = Field("", description="Not needed: an address is known by itself.")
    old: Text = Field(alias="from", description="The address that people may still have.")
    to: str = Field("", description="The address that answers now.")
    reason: Markdown | None = Field(None, description="Why nothing answers there any more.")
    how_to_request: Markdown | None = Field(None, description="How to ask for what was there.")
    since: Day = Field(description="The day from which this holds.")

    @property
    def label(self) -> str:
        """Return the old address."""
        return self.old

    @model_validator(mode="after")
    def _moved_or_gone(self) -> Address:
        if self.is_finished and bool(self.to) == bool(self.reason):
            message = "give either “to”, the new address, or “reason”, why it is gone"
            raise ValueError(message)
        return self
