"""Documents, newsletters and the governance handbook."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field, model_validator

from sitegen.content.dates import PartialDate
from sitegen.content.values import Key
from sitegen.issues.issue import Refusal
from sitegen.models import recordings
from sitegen.models.base import Item, Model, Publication, Status
from sitegen.models.fields import (
    Day,
    DocumentKey,
    File,
    Listed,
    Markdown,
    PageKey,
    Partial,
    ReviewKey,
    Text,
    TextKey,
    ThemeKey,
    WebAddress,
)
from sitegen.models.languages import Language, LanguageCode
from sitegen.models.worded import Worded


class DocumentKind(StrEnum):
    """The kinds by which the library is ordered."""

    ANNUAL_REPORT = "annual report"
    BUSINESS_PLAN = "business plan"
    REVIEW = "review report"
    BRIEFING = "7-minute briefing"
    SCRUTINY = "report to scrutiny"
    STRATEGY = "strategy or standard"
    PROCEDURE = "procedure or agreement"
    GUIDANCE = "guidance"
    NEWSLETTER = "newsletter"
    LEAFLET = "leaflet"
    FILM = "film or sound"
    GOVERNANCE = "governance"
    PRESS = "press or earlier web page"


class FileState(Worded):
    """Whether a document can be had here."""

    AVAILABLE = "available", "Its file or its whole text is on this site."
    ELSEWHERE = "elsewhere", "Another body keeps it; its link says where."
    ON_REQUEST = "on request", "Readers have to ask the board for it."
    AWAITED = "awaited", "The board has not supplied it yet."
    WITHDRAWN = "withdrawn", "It was taken down, and a sentence says why."


class Accessible(Worded):
    """Whether people with a disability can use a file."""

    YES = "yes", "Somebody checked it, and it is."
    PARTLY = "partly", "Some of it is not, and a sentence says what."
    NO = "no", "It is not, and a sentence says why."
    UNKNOWN = "not yet known", "Nobody has checked it."


class EarlierVersion(Model):
    """A version that was replaced; its file stays where it always was."""

    version: Text = Field(description="Its name, for example “Version 1”.")
    file: File = Field(description="Its file, in the files folder.")
    dated: Partial | None = Field(None, description="Its own date, as exactly as it is known.")
    replaced: Day = Field(description="The day on which the next version took its place.")
    why: Text = Field(description="What the next version changed, in one sentence.")


class OtherFormat(Model):
    """The same document in another format or language."""

    format: Text = Field(description="For example “Easy read”, “Large print” or “Polish”.")
    file: File = Field(description="Its file, in the files folder.")
    lang: LanguageCode = Field(
        Language.ENGLISH, description="Its language, for example pl for Polish."
    )


class BoardDocument(Publication):
    """A document of the register, whether or not its file is here."""

    kind: ClassVar[str] = "document"
    address: ClassVar[str] = "{id}/"
    listed_at: ClassVar[str] = "#{id}"
    template: ClassVar[str] = "document.html"
    listed_by: ClassVar[str] = "documents"

    document_kind: DocumentKind | Text = Field(
        description="The kind of document; a board adds its own in its settings.",
        union_mode="left_to_right",
    )
    about: Markdown = Field(description="What the document is and what it is for.")
    period: str = Field("", description="The period that it covers, for example “2017 to 2018”.")
    dated: Partial | None = Field(None, description="Its own date, as exactly as it is known.")
    owner: str = Field("", description="The body that issued it, if a source says so.")
    author: str = Field("", description="Who wrote it, if a source says so.")
    file_state: FileState = Field(
        description="available, elsewhere, on request, awaited, withdrawn."
    )
    file: File | None = Field(None, description="The file, in the files folder.")
    captions: File | None = Field(
        None, description="The captions of a film, as WebVTT (.vtt), in the files folder."
    )
    full_text: TextKey | None = Field(None, description="Its whole text, in the texts folder.")
    what_it_says: TextKey | None = Field(
        None, description="An account of it in other words, in the texts folder."
    )
    version: str = Field("", description="The name of this version, for example “Version 2”.")
    approved: Partial | None = Field(None, description="When the board approved this version.")
    earlier: tuple[EarlierVersion, ...] = Field(
        (), description="The versions that it replaced, the newest first."
    )
    formats: tuple[OtherFormat, ...] = Field((), description="The same in other formats.")
    link: WebAddress | None = Field(None, description="Where another body keeps it.")
    html_page: PageKey | None = Field(None, description="The page that says the same.")
    only_file_because: str = Field(
        "", description="Why there is no page that says the same, in one sentence."
    )
    lang: LanguageCode = Field(
        Language.ENGLISH, description="Its language, for example pl for Polish."
    )
    easy_read: bool = Field(default=False, description="Whether it is an easy read version.")
    accessible: Accessible = Field(
        Accessible.UNKNOWN, description="yes, partly, no or not yet known."
    )
    accessible_why: str = Field("", description="Why it is not, or only partly, accessible.")
    supersedes: DocumentKey | None = Field(None, description="The version that it replaces.")
    themes: Listed[ThemeKey] = Field((), description="The themes that it is about.")
    reviews: Listed[ReviewKey] = Field((), description="The reviews that it is about.")

    own_page: bool = Field(
        default=False,
        description="Whether it has a page of its own though its words are not here, for when the "
        "library is long.",
    )

    @property
    def known_date(self) -> PartialDate | None:
        """Return its own date, as exactly as it is known."""
        return self.dated

    @property
    def is_film(self) -> bool:
        """Return whether its file is a film."""
        return recordings.is_film(self.file)

    @property
    def is_sound(self) -> bool:
        """Return whether its file is sound alone."""
        return recordings.is_sound(self.file)

    @property
    def text(self) -> Key | None:
        """Return the key of the text that its page shows, whole or as an account."""
        return self.full_text or self.what_it_says

    @property
    def has_page(self) -> bool:
        """Return whether there is more to show than a line of the library holds."""
        gone = self.status is Status.WITHDRAWN or self.file_state is FileState.WITHDRAWN
        here = self.file or self.text or self.formats or self.earlier
        return bool(here or gone or self.own_page)

    @model_validator(mode="after")
    def _one_text(self) -> BoardDocument:
        if self.full_text and self.what_it_says:
            message = "⟦full_text⟧ and ⟦what_it_says⟧ replace each other; keep one of the two"
            raise Refusal(message, fields=("full_text", "what_it_says"))
        return self

    @model_validator(mode="after")
    def _film_and_sound_in_words(self) -> BoardDocument:
        recordings.need_words(self.file, self.captions, self.full_text)
        recordings.stand_alone(version.file for version in self.formats)
        return self

    @model_validator(mode="after")
    def _file_fits_its_state(self) -> BoardDocument:
        available = self.file_state is FileState.AVAILABLE
        if available and not self.file and not self.full_text:
            message = "⟦file_state: available⟧ needs either ⟦file⟧ or ⟦full_text⟧"
            raise Refusal(message, fields=("file_state", "file", "full_text"), any_of=True)
        if (self.file or self.full_text) and not available:
            named = "file" if self.file else "full_text"
            message = (
                f"⟦file_state: available⟧ and ⟦{named}⟧ go together, and one of them is missing"
            )
            raise Refusal(message, fields=("file_state", named))
        if (self.file_state is FileState.ELSEWHERE) != (self.link is not None):
            message = "⟦file_state: elsewhere⟧ and ⟦link⟧ go together, and one of them is missing"
            raise Refusal(message, fields=("file_state", "link"))
        if self.file_state is FileState.WITHDRAWN and not self.withdrawn_reason:
            message = "⟦file_state: withdrawn⟧ needs ⟦withdrawn_reason⟧, so that its page says why"
            raise Refusal(message, fields=("file_state", "withdrawn_reason"))
        unsure = self.accessible in {Accessible.PARTLY, Accessible.NO}
        if unsure and not self.accessible_why:
            message = f"⟦accessible: {self.accessible}⟧ needs ⟦accessible_why⟧"
            raise Refusal(message, fields=("accessible", "accessible_why"))
        return self


class Newsletter(Publication):
    """One issue of a newsletter."""

    kind: ClassVar[str] = "newsletter"
    news_rank: ClassVar[int] = 2
    address: ClassVar[str] = "{id}/"
    listed_at: ClassVar[str] = "#{id}"
    template: ClassVar[str] = "newsletter.html"
    listed_by: ClassVar[str] = "newsletters"
    named_singly: ClassVar[bool] = False
    plans: ClassVar[frozenset[str]] = frozenset(("issue",))

    series: PageKey | None = Field(
        None,
        description="The page that lists the issues of its series.",
        json_schema_extra={"x-usual": True},
    )
    issue: Partial = Field(description="Its season and year, for example “autumn 2017”.")
    number: str = Field("", description="Its number, if it has one, for example “Issue 23”.")
    publisher: Text = Field(description="The body that made it.")
    topics: Listed[Text] = Field((), description="What it is about.")
    document: DocumentKey | None = Field(None, description="The original file.")
    body: Markdown = Field(description="Its articles; without them it has no page of its own.")

    @property
    def list_url(self) -> str:
        """Return the address of the page of its series."""
        return f"/{self.series.id}/" if self.series else super().list_url

    @property
    def known_date(self) -> PartialDate | None:
        """Return the season of the issue."""
        return self.issue

    @property
    def has_page(self) -> bool:
        """Return whether its text is here; a line of the list holds what else is known of it."""
        return bool(self.body) or self.status is Status.WITHDRAWN


class DocumentText(Item):
    """The text of a document, whole or as an account; the page of the document shows it."""

    kind: ClassVar[str] = "text"

    body: Markdown = Field(description="Its words; “[12]” before a paragraph is its number.")

    @property
    def label(self) -> str:
        """Return its id, which nobody but editors reads."""
        return self.id


class ChapterShows(StrEnum):
    """What the site generates below the words of a chapter."""

    GROUPS = "groups"
    RECORD = "record"
    ROLES = "roles"


class HandbookChapter(Publication):
    """A chapter of the governance handbook."""

    kind: ClassVar[str] = "chapter"
    address: ClassVar[str] = "{id}/"
    template: ClassVar[str] = "chapter.html"
    called: ClassVar[str] = "Handbook chapter"
    listed_by: ClassVar[str] = "handbook"

    order: int = Field(description="Its number in the handbook.")
    version: str = Field("", description="The version of its words, for example “Version 3”.")
    approved: Partial | None = Field(None, description="When the board approved this version.")
    shows: ChapterShows | None = Field(
        None, description="What stands below its words: groups, record or roles."
    )
    body: Markdown = Field(description="Its words.")
