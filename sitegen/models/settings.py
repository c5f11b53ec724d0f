"""What is said once for the whole site."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar, Final

from pydantic import Field, model_validator

from sitegen.issues.issue import Refusal
from sitegen.models.base import Model
from sitegen.models.documents import DocumentKind
from sitegen.models.fields import (
    Colour,
    ContactKey,
    Day,
    English,
    File,
    HostAddress,
    Listed,
    Markdown,
    PageKey,
    Text,
    WebAddress,
    Zone,
)
from sitegen.models.languages import LANGUAGES, SpokenLanguage
from sitegen.models.review_types import STAGES, TYPES, ReviewStage, ReviewType
from sitegen.models.working_days import Division


class Backend(StrEnum):
    """Through whom the editing screen reaches the repository."""

    GITHUB = "github"
    GITLAB = "gitlab"


class Editing(Model):
    """The editing screen in the browser; every change there becomes a pull request."""

    backend: Backend = Field(description="github or gitlab.")
    repository: Text = Field(description="The repository there, as owner/name.")
    branch: Text = Field("main", description="The branch that the host publishes.")
    sign_in: WebAddress | None = Field(
        None, description="The server that signs editors in to GitHub; if left out, Netlify’s."
    )
    app_id: str = Field("", description="The id of the application that GitLab knows it as.")


class Organisation(StrEnum):
    """What kind of body the site is of, for search engines."""

    PUBLIC = "public body"
    CHARITY = "charity"
    OTHER = "other"

    @property
    def schema_type(self) -> str:
        """Return the type by which schema.org knows it."""
        return _SCHEMA_TYPES[self]


_SCHEMA_TYPES: Final = {
    Organisation.PUBLIC: "GovernmentOrganization",
    Organisation.CHARITY: "NGO",
    Organisation.OTHER: "Organization",
}


class Transport(StrEnum):
    """For which hosts browsers are told to refuse connections without encryption (HSTS)."""

    HOST = "this host"
    SUBDOMAINS = "subdomains"
    PRELOAD = "preload"


class SharingPicture(Model):
    """The picture that other sites show beside a link to this one."""

    file: File = Field(
        description="Its file, in the images folder: a PNG of 1200 by 630 pixels.",
        examples=["images/sharing.png"],
    )
    alt: Text = Field(description="What it shows, in words.")


class Successor(Model):
    """The body that took the place of the board, as another body says; every page names it."""

    name: Text = Field(description="Its name, for example “Exampleshire Safeguarding Partnership”.")
    web: WebAddress = Field(description="The address of its website.")
    said_by: Text = Field(description="Who says that it took the board’s place.")
    source: WebAddress = Field(description="The page that says so.")
    read_on: Day = Field(description="The day on which somebody read that page.")
    read_how: str = Field(
        "", description="How, if not on the owner’s website, for example “in a stored copy”."
    )


class Licence(Model):
    """The licence under which anybody may reuse the lists of this site."""

    title: Text = Field(description="Its name, for example “Open Government Licence v3.0”.")
    web: WebAddress = Field(description="The page with its words.")
    identifier: str = Field(
        "", description="Its short name in the list of SPDX, for example “OGL-UK-3.0”."
    )


class Settings(Model):
    """The settings of a site, `site.yml`."""

    name: Text = Field(description="The full name of the board.")
    short_name: Text = Field(description="The name as titles and the header use it.")
    noun: Text = Field(
        "board",
        description="What the body calls itself in sentences, such as partnership, or we.",
    )
    description: Text = Field(description="What the site is, in one sentence.")
    base_url: HostAddress = Field(description="The address of the site, without a closing slash.")
    owner: Text = Field(description="Who answers for the site.")
    area: Text = Field(description="The area that the board is for.")
    timezone: Zone = Field(description="The time zone in which dates and times are meant.")
    bank_holidays: Division = Field(
        Division.ENGLAND_AND_WALES,
        description="Whose bank holidays count where working days are counted: England and Wales, "
        "Scotland or Northern Ireland.",
    )
    organisation: Organisation = Field(
        Organisation.PUBLIC,
        description="What kind of body it is, as search engines are told: public body, charity "
        "or other.",
    )
    https_only: Transport = Field(
        Transport.HOST,
        description="Where browsers refuse unencrypted connections for two years (HSTS): on this "
        "host, on its subdomains too, or everywhere from a list that browsers carry (preload). "
        "The last two bind every service below the same name.",
    )
    colour: Colour | None = Field(
        None,
        description="The colour of links and buttons, instead of the usual green; other shades "
        "are made from it.",
    )
    mark: File | None = Field(
        None,
        description="The mark beside the name, an SVG or a PNG in the images folder.",
        examples=["images/mark.svg"],
    )
    sharing_picture: SharingPicture | None = Field(
        None, description="The picture that other sites show beside a link to this one."
    )
    language: English = Field("en-GB", description="The language of the site’s own words.")
    menu: tuple[PageKey, ...] = Field(description="The pages in the main menu, in order.")
    footer: tuple[PageKey, ...] = Field(description="The pages in the footer, in order.")
    help_page: PageKey = Field(description="The page for someone worried about a child.")
    urgent_contacts: Listed[ContactKey] = Field(
        min_length=1, description="The numbers in the header."
    )
    support_contacts: Listed[ContactKey] = Field(
        min_length=1, description="The numbers on pages about harm or death."
    )
    office: ContactKey = Field(description="Where to ask for documents and anything else.")
    exit_url: WebAddress = Field(description="Where the quick way out leads.")
    reviews_checked_from: Day | None = Field(
        None,
        description="Reviews first published before this day were signed off before this site was.",
    )
    reply_time: str = Field("", description="How long an answer takes, if the board has said so.")
    age_note: str = Field("", description="What readers should know about the age of the content.")
    licence: Licence | None = Field(
        None,
        description="How the lists may be reused, once the board has decided; until then left out.",
    )
    successor: Successor | None = Field(
        None,
        description="The body that took the board’s place; every page says so until it is out.",
    )
    review_kinds: tuple[ReviewType, ...] = Field(
        (), description="Kinds of review that this board has besides those that every site knows."
    )
    review_states: tuple[ReviewStage, ...] = Field(
        (), description="States of a review besides those that every site knows."
    )
    document_kinds: Listed[Text] = Field(
        (),
        description="Kinds of document that this board has besides those that every site knows, "
        "in small letters.",
        examples=["minutes"],
    )
    languages: tuple[SpokenLanguage, ...] = Field(
        (),
        description="Languages of pages and documents besides those that every site knows.",
    )
    editing: Editing | None = Field(
        None, description="The editing screen at /admin/; if it is left out, there is none."
    )

    @property
    def words_of_fields(self) -> Mapping[str, Mapping[str, str]]:
        """Return the words for the fields to which a board may add its own, with their sentences.

        A field has the same name wherever it stands.
        """
        return {
            "review_kind": dict.fromkeys(self.kinds_of_review, ""),
            "review_status": dict.fromkeys(self.states_of_review, ""),
            "document_kind": dict.fromkeys((*map(str, DocumentKind), *self.document_kinds), ""),
            "lang": {code: f"In {spoken.name}." for code, spoken in self.known_languages.items()},
        }

    @property
    def kinds_of_review(self) -> Mapping[str, ReviewType]:
        """Return every kind of review by its name; what the board says goes before the usual."""
        return {str(type_.name): type_ for type_ in (*TYPES, *self.review_kinds)}

    @property
    def states_of_review(self) -> Mapping[str, ReviewStage]:
        """Return every state of a review by its name; what the board says goes before."""
        return {str(stage.name): stage for stage in (*STAGES, *self.review_states)}

    @property
    def known_languages(self) -> Mapping[str, SpokenLanguage]:
        """Return every language by its code; what the board says goes before the usual."""
        return {str(spoken.code): spoken for spoken in (*LANGUAGES, *self.languages)}

    def own_words(self, sentence: str) -> str:
        """Return a sentence about “the board” in the words by which the body calls itself."""
        if self.noun == "board":
            return sentence
        whose = f"the {self.noun}"
        ours, us = ("our", "us") if self.noun == "we" else (f"{whose}’s", whose)
        for written, said in (("board’s", ours), ("board", us)):
            sentence = re.sub(rf"\b(?:the|this) {written}", said, sentence)
            capital = said[0].upper() + said[1:]
            sentence = re.sub(rf"\b(?:The|This) {written}", capital, sentence)
        return sentence


class Compliance(StrEnum):
    """How far the site meets WCAG 2.2 AA."""

    FULLY = "fully"
    PARTIALLY = "partially"
    NOT = "not"


class Problem(Model):
    """One thing that is not accessible, why, and what to do instead."""

    what: Text = Field(description="What is not accessible.")
    why: Text = Field(description="Why, naming the WCAG success criterion.")
    instead: Text = Field(description="What to use or whom to ask instead.")
    mended_by: Day | None = Field(None, description="The day by which it should be fixed.")


class Statement(Model):
    """The facts of the accessibility statement, `statement.yml`.

    The Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility
    Regulations 2018, regulation 8, say what a statement must hold.
    """

    plans: ClassVar[frozenset[str]] = frozenset(("mended_by",))

    prepared_on: Day = Field(description="When the statement was first written.")
    reviewed_on: Day = Field(description="When it was last looked through.")
    tested_on: Day = Field(description="When the site was last tested.")
    tested_by: Text = Field(description="Who tested it.")
    method: Markdown = Field(description="How it was tested.")
    compliance: Compliance = Field(description="fully, partially or not.")
    non_compliance: tuple[Problem, ...] = Field((), description="What fails the standard.")
    burden: tuple[Problem, ...] = Field((), description="What would be a disproportionate burden.")
    out_of_scope: tuple[Problem, ...] = Field((), description="What the law does not cover.")

    def model_post_init(self, _context: Any, /) -> None:  # noqa: ANN401 - pydantic's signature
        """Refuse “fully” while problems are listed."""
        listed = self.non_compliance or self.burden
        if self.compliance is Compliance.FULLY and listed:
            message = "⟦compliance: fully⟧ cannot stand while problems are listed below it"
            raise Refusal(message, fields=("compliance",))

    @model_validator(mode="after")
    def _is_looked_through_after_it_was_written(self) -> Statement:
        if self.reviewed_on < self.prepared_on:
            message = f"⟦reviewed_on: {self.reviewed_on}⟧ is before ⟦prepared_on⟧"
            raise Refusal(message, "Correct one of the two.", fields=("reviewed_on",))
        return self
