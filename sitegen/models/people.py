"""Whom to call, who holds which post, and which groups there are."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field, model_validator

from sitegen.models.base import Item, Titled
from sitegen.models.fields import (
    ContactKey,
    Day,
    DocumentKey,
    GroupKey,
    Listed,
    Markdown,
    Partial,
    PersonKey,
    Telephone,
    Text,
    WebAddress,
)


class ContactKind(StrEnum):
    """What a contact point is for, which decides how strictly its age is watched."""

    SAFETY = "safety"
    TEAM = "team"
    POST = "post"
    TEXT = "text"


class ContactPoint(Titled):
    """One number or address, kept once; every page takes it from here."""

    kind: ClassVar[str] = "contact"

    purpose: ContactKind = Field(description="safety, team, post or text.")
    phone: Telephone | None = Field(None, description="The telephone number.")
    email: str = Field("", description="The e-mail address.")
    text_number: Telephone | None = Field(None, description="A number for text messages.")
    web: WebAddress | None = Field(None, description="A web address that helps.")
    postal: tuple[Text, ...] = Field((), description="The postal address, line by line.")
    hours: str = Field("", description="Opening hours, for example “Monday to Friday, 9am to 5pm”.")
    cost: str = Field("", description="What a call costs.")
    who_for: str = Field("", description="Who should use it and for what, in one sentence.")
    urgent: bool = Field(default=False, description="Whether it is for immediate danger.")
    verified_on: Day | None = Field(None, description="The day on which someone last checked it.")
    verified_by: str = Field("", description="Who checked it, and how.")
    recheck_every: int | None = Field(
        None, description="Days after which it must be checked again."
    )
    as_at: Partial | None = Field(None, description="The age of the source, if nobody checked it.")

    @model_validator(mode="after")
    def _reaches_someone(self) -> ContactPoint:
        if not self.is_finished:
            return self
        if not any((self.phone, self.email, self.text_number, self.web, self.postal)):
            message = (
                "a contact point needs a phone, an e-mail, a text number, a web or postal address"
            )
            raise ValueError(message)
        checked = self.verified_on and self.verified_by and self.recheck_every
        if self.purpose is ContactKind.SAFETY and not checked:
            message = "a safety number needs “verified_on”, “verified_by” and “recheck_every”"
            raise ValueError(message)
        return self


class Person(Item):
    """A post and, where it may be shown, the name of its holder."""

    kind: ClassVar[str] = "person"
    address: ClassVar[str] = "/about/contact/#{id}"

    name: str = Field("", description="The holder’s name; leave it out if it may not be shown.")
    role: Text = Field(description="The post.")
    organisation: Text = Field(description="The organisation or team that the post belongs to.")
    bio: Markdown | None = Field(None, description="A few sentences about the holder.")
    contact: ContactKey | None = Field(None, description="How to reach the post.")
    order: int = Field(100, description="Its place in lists, smallest first.")
    as_at: Partial | None = Field(None, description="The time for which this was true, if known.")
    age_note: str = Field(
        "", description="What is known of the age of this entry, in one sentence."
    )

    @property
    def label(self) -> str:
        """Give the holder’s name, or else the post."""
        return self.name or self.role


class Group(Titled):
    """A board, panel or sub-group."""

    kind: ClassVar[str] = "group"
    address: ClassVar[str] = "/about/structure/#{id}"

    abbreviation: Text = Field(description="The letters by which it is known.")
    also_known_as: Listed[Text] = Field((), description="Other names that documents give it.")
    purpose: Markdown = Field(description="What it is for.")
    parent: GroupKey | None = Field(None, description="The group that it answers to.")
    members: Listed[Text] = Field((), description="The bodies that take part.")
    chair: PersonKey | None = Field(None, description="Who chairs it.")
    terms_of_reference: DocumentKey | None = Field(None, description="Its terms of reference.")
    order: int = Field(100, description="Its place in lists, smallest first.")


class RoleProfile(Titled):
    """What a role does, as the handbook lists it."""

    kind: ClassVar[str] = "role"
    address: ClassVar[str] = "/about/governance-handbook/role-profiles/#{id}"

    holder: PersonKey | None = Field(None, description="Who holds the role.")
    version: str = Field("", description="The version of the profile, for example “Version 2”.")
    approved: Partial | None = Field(None, description="When the board approved this version.")
    duties: tuple[Markdown, ...] = Field((), description="What the role does, one sentence each.")
    not_supplied: str = Field("", description="What the board has not yet supplied about the role.")
    order: int = Field(100, description="Its place in lists, smallest first.")
