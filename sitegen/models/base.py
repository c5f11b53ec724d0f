"""What every record of the board has in common."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import Any, ClassVar, Final

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, model_validator

from sitegen.content.dates import PartialDate
from sitegen.content.values import Scalar, origin_of
from sitegen.issues.issue import Refusal
from sitegen.models.fields import (
    Day,
    DocumentKey,
    Listed,
    LocalMoment,
    Markdown,
    ParagraphNumber,
    ReviewKey,
    Slug,
    Summary,
    Text,
)
from sitegen.models.worded import Worded

_DATED: Final = re.compile(r"(?:1[89]|20)\d{2}-\d{2}-\d{2}[ T]\d{1,2}:\d{2}\Z")


class Model(BaseModel):
    """A frozen set of fields; a field that is not named here is refused."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True
    )


class Status(Worded):
    """Where a record stands on its way to the public."""

    DRAFT = "draft", "Only editors see it."
    SCHEDULED = "scheduled", "Public from the time that it is given, and unknown until then."
    PUBLISHED = "published", "Public now."
    WITHDRAWN = "withdrawn", "Taken down; its address says why."


class Source(Model):
    """Where a statement was found: a document of the register and the place in it."""

    document: DocumentKey = Field(description="The document that says it.")
    place: str = Field(
        "",
        description="Where in the document, for example “Legal requirements”.",
        json_schema_extra={"x-usual": True},
    )
    paragraph: ParagraphNumber | None = Field(
        None, description="The numbered paragraph of its text on this site, for example 12."
    )

    @model_validator(mode="after")
    def _says_where(self) -> Source:
        if not self.place and not self.paragraph:
            message = "a source needs either ⟦place⟧ or ⟦paragraph⟧, so that readers can look it up"
            raise Refusal(message, fields=("place", "paragraph"), any_of=True)
        return self


class Change(Model):
    """One change to a published record, told to its readers."""

    date: Day = Field(description="The day of the change.")
    note: Text = Field(description="What changed, in one sentence.")


class Allowance(Model):
    """A finding that somebody looked at and found right, so that it need not be told again."""

    rule: Text = Field(description="The rule, as its message names it, for example “postcode”.")
    text: Text = Field(description="The very words that may stand here.")
    reason: Text = Field(description="Why they may.")


class KeptTrace(Model):
    """A withdrawn review of which a record may go on telling, because somebody decided so."""

    review: ReviewKey = Field(description="The withdrawn review.")
    reason: Text = Field(description="Who decided that this may stay, and why.")


class Item(Model):
    """A record that the site can hold, point to and show."""

    kind: ClassVar[str]
    """The word for one record of this type in references, as in `theme:neglect`."""

    address: ClassVar[str] = ""
    """Its address below the page that lists it: of a page, `{id}/`, or of a place, `#{id}`.

    An address that begins with a slash is the same wherever that page is, `/events/{id}/`.
    """

    listed_at: ClassVar[str] = ""
    """Its address while it has no page of its own, `#{id}`."""

    template: ClassVar[str] = ""
    """The file in templates/pages that shows it; none for a record without a page of its own."""

    called: ClassVar[str] = ""
    """What readers know one as in lists and searches, “Handbook chapter”; else its kind."""

    named_by: ClassVar[str] = "title"
    """The field by which links, lists and editors name one, where it has such a field."""

    listed_by: ClassVar[str] = ""
    """What the page `shows:` that lists them and below which their addresses are."""

    news_rank: ClassVar[int] = 9
    """Its place among the news of one day, the smallest first; 9 is no news but only new."""

    plans: ClassVar[frozenset[str]] = frozenset()
    """Fields of which the day may lie ahead, besides `publish_at` and `review_by`; any other has
    come, or somebody typed it wrongly."""

    venues: ClassVar[frozenset[str]] = frozenset()
    """Fields that say where everybody may come, so an address there is no private detail."""

    named_singly: ClassVar[bool] = True
    """Whether the site map and the A to Z name each; else only the page that lists them."""

    id: Slug = Field(description="Its permanent short name, never reused and never a child’s name.")
    status: Status = Field(
        Status.PUBLISHED, description="draft, scheduled, published or withdrawn."
    )
    publish_at: LocalMoment | None = Field(
        None, description="The day and the time, by the clock here, from which it is public."
    )
    never_preview: bool = Field(
        default=False, description="Whether to hide it from previews too until it is public."
    )
    sources: tuple[Source, ...] = Field((), description="The documents that its facts come from.")
    allow: tuple[Allowance, ...] = Field(
        (), description="Words that the search for private details may pass over, each with why."
    )
    keep: tuple[KeptTrace, ...] = Field(
        (), description="Withdrawn reviews of which this may go on telling, each with why."
    )

    _below: str = PrivateAttr("")
    """The address of the page that lists it, if the site has one."""

    def model_post_init(self, context: Any, /) -> None:  # noqa: ANN401 - pydantic's signature
        """Take its place from the addresses of the pages that list records, by what they show."""
        self._below = (context or {}).get(self.listed_by, "")

    @classmethod
    def noun(cls) -> str:
        """Return what one record of this type is called before readers."""
        return cls.called or cls.kind.capitalize()

    @property
    def label(self) -> str:
        """Return the words by which links and lists name this record."""
        words: str = getattr(self, self.named_by)
        return words

    @property
    def known_date(self) -> PartialDate | None:
        """Return the date that readers know it by, which is not the day it came onto this site."""
        return None

    @property
    def url(self) -> str:
        """Return its address on the site, or nothing for a record that is only part of others."""
        home = self.address if self.has_page else self.listed_at or self.address
        return self.placed(home)

    def placed(self, home: str) -> str:
        """Return one of its addresses, `address` or `listed_at`, as it is on this site."""
        below = "" if home.startswith("/") or not home else self.list_url
        return below + home.format(id=self.id)

    @property
    def list_url(self) -> str:
        """Return the address of the page that lists it, or what it would be by its name."""
        # Asked for by its name, a private attribute takes ten times as long, and all pages ask.
        below = (self.__pydantic_private__ or {}).get("_below")
        return below or f"/{self.listed_by}/"

    @property
    def listed_url(self) -> str:
        """Return its place on another page while it has no page of its own, if it has one."""
        return self.placed(self.listed_at)

    @property
    def unannounced(self) -> bool:
        """Return whether the record must stay unknown to the public whatever its status is."""
        return False

    @property
    def is_finished(self) -> bool:
        """Return whether all must be there that it needs together; a draft may still lack some."""
        return self.status is not Status.DRAFT

    @property
    def has_page(self) -> bool:
        """Return whether the record has a page of its own; of some types its author says so."""
        return bool(self.template) and vars(self).get("own_page", True)

    @model_validator(mode="after")
    def _scheduled_means_when(self) -> Item:
        if self.status is Status.SCHEDULED and self.publish_at is None:
            message = "⟦status: scheduled⟧ and ⟦publish_at⟧ go together, and one of them is missing"
            raise Refusal(message, fields=("status", "publish_at"))
        if self.status is not Status.SCHEDULED and self.publish_at is not None:
            message = f"⟦publish_at⟧ means nothing while the status is “{self.status}”"
            hint = "Write ⟦status: scheduled⟧, or take ⟦publish_at⟧ out."
            raise Refusal(message, hint, fields=("publish_at",))
        return self


class Titled(Item):
    """A record that has a title and a summary."""

    title: Text = Field(description="Its title, in sentence case, without a full stop.")
    summary: Summary = Field("", description="One sentence for lists and search results.")


class Findable(Titled):
    """A record with a page of its own, which a search may lead to before all others."""

    search_words: Listed[Text] = Field(
        (),
        description="Words that people search for when they need this before all others. In them "
        "“somebody” is anybody: “my somebody died” is found by “my nan died” too.",
    )


class Publication(Findable):
    """A record with a page of its own, whose state its author must always say."""

    status: Status = Field(description="draft, scheduled, published or withdrawn.")
    published: Day | None = Field(None, description="The day on which it came onto this site.")
    changes: tuple[Change, ...] = Field((), description="What changed since, newest first.")
    review_by: Day | None = Field(None, description="The day by which someone should look again.")
    absent: Markdown | None = Field(
        None, description="What readers may look for that is not here, and how to get it."
    )
    withdrawn_reason: Markdown | None = Field(
        None, description="Why a withdrawn page is gone and how to ask for what it said."
    )

    @model_validator(mode="before")
    @classmethod
    def _lifted_means_published(cls, written: Any) -> Any:  # noqa: ANN401 - pydantic's signature
        """Take the day on which a scheduled record lifts as its day of publication."""
        if isinstance(written, dict) and "published" not in written:
            moment = written.get("publish_at")
            if isinstance(moment, str) and _DATED.match(moment):
                # A day that no calendar has is told where it was written.
                with suppress(ValueError):
                    day = date.fromisoformat(moment[:10]).isoformat()
                    return {**written, "published": Scalar(day, origin_of(moment))}
        return written

    @model_validator(mode="after")
    def _published_means_dated(self) -> Publication:
        if self.status is Status.PUBLISHED and self.published is None:
            message = "a published page needs ⟦published⟧, the day on which it came onto the site"
            raise Refusal(message, fields=("published",))
        lift = self.publish_at
        if lift and self.published and self.published != lift.date():
            day = lift.date().isoformat()
            message = (
                f"⟦published: {self.published}⟧ and ⟦publish_at: {lift:%Y-%m-%d %H:%M}⟧ differ"
            )
            hint = f"Take ⟦published⟧ out, or write ⟦published: {day}⟧."
            raise Refusal(message, hint, fields=("published", "publish_at"))
        if self.status is Status.WITHDRAWN and not self.withdrawn_reason:
            message = "a withdrawn page needs ⟦withdrawn_reason⟧, so that its address can say why"
            raise Refusal(message, fields=("withdrawn_reason",))
        return self
