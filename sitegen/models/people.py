"""Whom to call, who holds which post, and which groups there are."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, ClassVar, Final

from pydantic import BeforeValidator, Field, model_validator

from sitegen.content.dates import long_date
from sitegen.content.values import Phone
from sitegen.issues.issue import Refusal
from sitegen.models.base import Item, Model, Titled
from sitegen.models.fields import (
    ContactKey,
    Day,
    DocumentKey,
    Email,
    Extension,
    File,
    GroupKey,
    Listed,
    Markdown,
    Partial,
    PersonKey,
    Telephone,
    Text,
    WebAddress,
)
from sitegen.models.hours import Hours
from sitegen.models.worded import Worded


class ContactKind(Worded):
    """What a contact point is for, which decides how strictly its age is watched."""

    SAFETY = "safety", "For somebody in danger or worried; it must be checked again in time."
    TEAM = "team", "A team or an office."
    POST = "post", "One post, whoever holds it."
    TEXT = "text", "For text messages."


class How(Worded):
    """How somebody made sure of a number; only a call is a check."""

    CALLED = "called", "Somebody called the number and reached them."
    PAGE = "owner’s page", "Somebody read it on the owner’s website."
    COPY = "stored copy of the owner’s page", "Read in a copy of that website."


_HOW_TO_VERIFY: Final = (
    "Call it or read it on its owner’s page. Then write under ⟦verified⟧ the day, who did it, how, "
    "and ⟦number: {number}⟧."
)
_MOST_DAYS: Final = 3650
"""Days, ten years: more is no number of days."""

_TYPOGRAPHIC: Final = BeforeValidator(
    lambda said: said.replace("'", "’") if isinstance(said, str) else said
)
"""Takes the apostrophe of a keyboard for the one that this site writes."""


class Verified(Model):
    """Who made sure of the numbers of a contact point, when and how."""

    on: Day = Field(description="The day on which somebody did it.")
    by: Text = Field(description="Who did it.")
    how: Annotated[How, _TYPOGRAPHIC] = Field(
        description="called, owner’s page or stored copy of the owner’s page."
    )
    numbers: Listed[Telephone] = Field(
        (), alias="number", description="The very number or numbers that were verified."
    )
    owner: str = Field("", description="Whose page it was, if that is not the contact’s title.")
    page: WebAddress | None = Field(None, description="The page that was read.")
    dated: Partial | None = Field(None, description="The date of that page, if it has one.")

    def words(self, title: str) -> str:
        """Return what the public is told: from where the number is, or that somebody called it."""
        if self.how is How.CALLED:
            return f"Checked by calling on {long_date(self.on)}"
        owner = self.owner or title
        whose = f"{owner}’" if owner.endswith("s") else f"{owner}’s"
        if self.how is How.PAGE:
            return f"From {whose} website, read on {long_date(self.on)}"
        if self.dated:
            return f"From {whose} website, {self.dated}"
        return f"From {whose} website, in an undated copy"


class ContactPoint(Titled):
    """One number or address, kept once; every page takes it from here."""

    kind: ClassVar[str] = "contact"

    purpose: ContactKind = Field(description="safety, team, post or text.")
    main_number: Telephone | None = Field(None, alias="phone", description="The telephone number.")
    extension: Extension = Field("", description="The extension to dial or to ask for.")
    text_relay: bool = Field(
        default=False,
        description="Whether people who cannot hear or speak on the phone may call it by Relay UK.",
    )
    email: Email = Field("", description="The e-mail address.")
    text_number: Telephone | None = Field(None, description="A number for text messages.")
    web: WebAddress | None = Field(None, description="A web address that helps.")
    postal: tuple[Text, ...] = Field((), description="The postal address, line by line.")
    hours: Hours | None = Field(None, description="When somebody answers.")
    cost: str = Field("", description="What a call costs.")
    who_for: str = Field("", description="Who should use it and for what, in one sentence.")
    urgent: bool = Field(default=False, description="Whether it is for immediate danger.")
    verified: Verified | None = Field(
        None, description="Who made sure of its numbers, when and how."
    )
    copied: Listed[Telephone] = Field(
        (), description="The very number or numbers of the source, if nobody checked them since."
    )
    recheck_every: int | None = Field(
        None, ge=1, le=_MOST_DAYS, description="Days after which it must be checked again."
    )
    as_at: Partial | None = Field(None, description="The age of the source, if nobody checked it.")

    @property
    def phone(self) -> Phone | None:
        """Return the telephone number with its extension."""
        number = self.main_number
        return number.reaching(self.extension) if number and self.extension else number

    @property
    def relay(self) -> Phone | None:
        """Return the number as it is dialled by Relay UK, if it may be called so."""
        return self.main_number.by_relay() if self.main_number and self.text_relay else None

    @property
    def good_until(self) -> date | None:
        """Return the last day on which the check of its numbers is still good, if it has one."""
        if not self.verified or not self.recheck_every:
            return None
        return self.verified.on + timedelta(self.recheck_every)

    @property
    def provenance(self) -> str:
        """Return where its numbers are from, as the public is told, or nothing if nobody said."""
        return self.verified.words(self.title) if self.verified else ""

    @model_validator(mode="after")
    def _reaches_someone(self) -> ContactPoint:
        if not self.is_finished:
            return self
        if not any((self.phone, self.email, self.text_number, self.web, self.postal)):
            message = (
                "a contact point needs a phone, an e-mail, a text number, a web or postal address"
            )
            raise Refusal(message, "Add one of them.")
        if self.purpose is ContactKind.SAFETY and not (self.verified and self.recheck_every):
            message = "a safety number needs ⟦verified⟧ and ⟦recheck_every⟧"
            raise Refusal(message, fields=("verified", "recheck_every"))
        return self

    @model_validator(mode="after")
    def _belongs_to_a_number(self) -> ContactPoint:
        for field in ("extension", "text_relay"):
            if getattr(self, field) and not self.main_number:
                message = f"⟦{field}⟧ means nothing without a ⟦phone⟧"
                hint = f"Write the number as ⟦phone⟧, or take ⟦{field}⟧ out."
                raise Refusal(message, hint, fields=(field, "phone"))
        if self.extension and self.main_number and self.main_number.extension:
            message = "the extension is both in ⟦phone⟧ and in ⟦extension⟧"
            raise Refusal(message, "Take it out of ⟦phone⟧.", fields=("phone", "extension"))
        return self

    @model_validator(mode="after")
    def _shows_what_was_verified(self) -> ContactPoint:
        """Refuse a number that was changed without anybody making sure of the new one."""
        if not (self.verified or self.copied) or not self.is_finished:
            return self
        known = self.verified.numbers if self.verified else self.copied
        digits = {number.digits for number in known}
        for field, number in (("phone", self.phone), ("text_number", self.text_number)):
            if number and number.digits not in digits:
                message = f"nobody has verified ⟦{field}: {number}⟧"
                raise Refusal(message, _HOW_TO_VERIFY.format(number=number), fields=(field,))
        return self


class Person(Item):
    """A post and, where it may be shown, the name of its holder."""

    kind: ClassVar[str] = "person"
    address: ClassVar[str] = "#{id}"
    listed_by: ClassVar[str] = "contact"

    name: str = Field("", description="The holder’s name; leave it out if it may not be shown.")
    role: Text = Field(description="The post.")
    organisation: Text = Field(description="The organisation or team that the post belongs to.")
    photo: File | None = Field(
        None,
        description="A photograph of the holder, in the images folder, about as wide as high.",
        examples=["images/chair.jpg"],
    )
    bio: Markdown | None = Field(None, description="A few sentences about the holder.")
    contact: ContactKey | None = Field(None, description="How to reach the post.")
    order: int = Field(100, description="Its place in lists, smallest first.")
    as_at: Partial | None = Field(None, description="The time for which this was true, if known.")
    age_note: str = Field(
        "", description="What is known of the age of this entry, in one sentence."
    )

    @property
    def label(self) -> str:
        """Return the holder’s name, or else the post."""
        return self.name or self.role

    @model_validator(mode="after")
    def _is_named_on_a_photo(self) -> Person:
        if self.photo and not self.name and self.is_finished:
            message = "a ⟦photo⟧ needs ⟦name⟧, so that people who do not see it know whom it shows"
            raise Refusal(message, fields=("photo", "name"))
        return self


class Group(Titled):
    """A board, panel or sub-group."""

    kind: ClassVar[str] = "group"
    address: ClassVar[str] = "#{id}"
    listed_by: ClassVar[str] = "structure"

    abbreviation: str = Field("", description="The letters by which it is known, if there are any.")
    also_known_as: Listed[Text] = Field((), description="Other names that documents give it.")
    purpose: Markdown = Field(description="What it is for.")
    parent: GroupKey | None = Field(None, description="The group that it answers to.")
    members: Listed[Text] = Field((), description="The bodies that take part.")
    chair: Listed[PersonKey] = Field((), description="Who chairs it; two are co-chairs.")
    terms_of_reference: DocumentKey | None = Field(None, description="Its terms of reference.")
    order: int = Field(100, description="Its place in lists, smallest first.")


class RoleProfile(Titled):
    """What a role does, as the handbook lists it."""

    kind: ClassVar[str] = "role"
    address: ClassVar[str] = "#{id}"
    listed_by: ClassVar[str] = "roles"

    holder: PersonKey | None = Field(None, description="Who holds the role.")
    version: str = Field("", description="The version of the profile, for example “Version 2”.")
    approved: Partial | None = Field(None, description="When the board approved this version.")
    duties: tuple[Markdown, ...] = Field((), description="What the role does, one sentence each.")
    order: int = Field(100, description="Its place in lists, smallest first.")
