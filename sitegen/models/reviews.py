"""The register: reviews, their themes and their briefings."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar, Final

from pydantic import Field, model_validator

from sitegen.content.dates import PartialDate
from sitegen.content.values import Key
from sitegen.issues.issue import Refusal
from sitegen.models.base import Findable, Model, Publication, Status
from sitegen.models.fields import (
    BriefingKey,
    ContactKey,
    Count,
    Day,
    DocumentKey,
    Listed,
    Markdown,
    Partial,
    ReviewKey,
    Text,
    ThemeKey,
    WebAddress,
)
from sitegen.models.review_types import (
    OVERVIEW_REPORTS_FROM,
    Paper,
    ReviewKind,
    ReviewStatus,
    ReviewType,
)


class Event(StrEnum):
    """The milestones of a review."""

    DECIDED = "decision to review"
    APPOINTED = "author appointed"
    PAUSED = "paused"
    RESUMED = "resumed"
    TRIAL = "trial"
    INQUEST = "inquest"
    REPORTED = "report to the board"
    TO_PANEL = "report to the national Panel"
    DELAYED = "delayed"
    PUBLISHED = "published"
    RESPONSE = "response"

    @property
    def label(self) -> str:
        """Return the step as a line begins with it."""
        return self[0].upper() + self[1:]


class Milestone(Model):
    """One dated step of a review, as exactly as its date is known."""

    event: Event = Field(description="Which step.")
    date: Partial = Field(description="When, as exactly as the source says.")
    note: str = Field("", description="What the source adds to the date.")


class Coded(StrEnum):
    """Whether a review has a theme, as the board coded it."""

    YES = "yes"
    NO = "no"
    NOT_YET = "not yet coded"


class ThemeCoding(Model):
    """The board’s answer whether a review has a theme."""

    theme: ThemeKey = Field(description="The theme.")
    coded: Coded = Field(description="yes, no or not yet coded.")


class ReviewDocuments(Model):
    """The papers of a review, each in its slot."""

    executive_summary: DocumentKey | None = Field(None, description="The executive summary.")
    overview_report: DocumentKey | None = Field(
        None, description="The overview report of a serious case review."
    )
    report: DocumentKey | None = Field(None, description="The report of any other review.")
    briefing: DocumentKey | None = Field(None, description="The 7-minute briefing.")
    action_plan: DocumentKey | None = Field(None, description="The action plan.")
    response: DocumentKey | None = Field(None, description="The board’s response.")
    letter: DocumentKey | None = Field(
        None, description="The letter of the national Panel, or of who else read the report."
    )
    media_statement: DocumentKey | None = Field(None, description="The statement to the media.")


class Signoffs(Model):
    """Who agreed to publication and when; never shown on the site."""

    chair: Day | None = Field(None, description="The Independent Chair agreed.")
    legal: Day | None = Field(None, description="Legal advice was taken.")
    family: Day | None = Field(None, description="The family was told.")


class Review(Publication):
    """A review of what happened to a child, and what must change."""

    kind: ClassVar[str] = "review"
    news_rank: ClassVar[int] = 0
    address: ClassVar[str] = "{id}/"
    template: ClassVar[str] = "review.html"
    listed_by: ClassVar[str] = "reviews"

    review_kind: ReviewKind | Text = Field(
        description="The kind of review; a board adds its own in its settings.",
        union_mode="left_to_right",
    )
    pseudonyms: tuple[Text, ...] = Field((), description="The names that the report uses.")
    children_count: Count = Field(description="How many children it is about, or “not known”.")
    guidance: Text = Field(description="The statutory guidance under which it was carried out.")
    review_status: ReviewStatus | Text = Field(
        description="Where it stands; a board adds its own states in its settings.",
        union_mode="left_to_right",
    )
    status_reason: Markdown | None = Field(
        None,
        description="Why it is delayed or not published, or took longer, in words for the public.",
    )
    published_by: str = Field(
        "",
        description="The body that published it, if that is not the board of this site.",
        examples=["The safeguarding board of another area"],
    )
    published_at: WebAddress | None = Field(None, description="Where that body shows the review.")
    shared_with: Listed[Text] = Field(
        (), description="Other bodies that carried it out together with the board."
    )
    panel_informed: Partial | None = Field(
        None, description="When the national Panel was told that it will not be published."
    )
    improvements: Markdown | None = Field(
        None, description="What improved because of a review that is not published."
    )
    announce: bool = Field(
        default=False,
        description="Whether the public may know of a review that is still in progress.",
    )
    milestones: tuple[Milestone, ...] = Field((), description="What happened when, in order.")
    documents: ReviewDocuments = Field(ReviewDocuments(), description="Its papers.")
    author: str = Field("", description="The independent author, if the name may be shown.")
    finding_preventability: Markdown | None = Field(
        None, description="What it concluded about prevention, in the board’s wording."
    )
    family: Markdown | None = Field(
        None, description="How the family took part, in words that the family has seen."
    )
    themes: tuple[ThemeCoding, ...] = Field((), description="The board’s coding of themes.")
    joins: Listed[ReviewKey] = Field((), description="The reviews that a thematic review joins.")
    nspcc_record: WebAddress | None = Field(
        None, description="Its record in the national case review repository."
    )
    nspcc_deposited_on: Day | None = Field(None, description="When it was sent there.")
    signoffs: Signoffs = Field(Signoffs(), description="Private; never shown.")
    body: Markdown = Field(description="What the public should know.")

    @property
    def unannounced(self) -> bool:
        """Return whether the review is in progress and the board has not announced it."""
        return self.review_status is ReviewStatus.IN_PROGRESS and not self.announce

    @property
    def known_date(self) -> PartialDate | None:
        """Return the date of its publication, as exactly as it is known."""
        milestone = self.milestone(Event.PUBLISHED)
        return milestone.date if milestone else None

    @property
    def papers(self) -> tuple[Key, ...]:
        """Return the documents in its slots."""
        return tuple(key for key in vars(self.documents).values() if key)

    def milestone(self, event: Event) -> Milestone | None:
        """Return the milestone of an event, if it is known."""
        # All views ask it, and a generator for each answer takes three times as long.
        for milestone in self.milestones:
            if milestone.event is event:
                return milestone
        return None

    def papers_due(self, kind: ReviewType) -> Mapping[Paper, Key | None]:
        """Return the papers that such a review has once it is published, each with its document.

        Boards call the one report of a review “report” or “overview report”; either will do.
        """
        begun = self.milestone(Event.DECIDED) or self.milestone(Event.APPOINTED)
        early = begun is not None and begun.date.end < OVERVIEW_REPORTS_FROM
        papers: dict[Paper, Key | None] = {
            paper: getattr(self.documents, paper)
            for paper in kind.papers
            if not (early and paper is Paper.OVERVIEW_REPORT)
        }
        if Paper.REPORT in papers:
            papers[Paper.REPORT] = self.documents.report or self.documents.overview_report
        return papers

    @model_validator(mode="after")
    def _is_in_progress_or_published(self) -> Review:
        underway = self.is_finished and self.review_status is ReviewStatus.IN_PROGRESS
        out = self.milestone(Event.PUBLISHED) if underway else None
        if out:
            message = f"it cannot be “in progress” and have the milestone “published” ({out.date})"
            hint = "Write ⟦review_status: published⟧, or take the milestone out."
            raise Refusal(message, hint, fields=("review_status",))
        return self

    @model_validator(mode="after")
    def _published_elsewhere_says_by_whom(self) -> Review:
        if self.published_at and not self.published_by:
            message = "⟦published_at⟧ needs ⟦published_by⟧, the body that shows the review there"
            raise Refusal(message, fields=("published_at", "published_by"))
        return self


class ThemeGroup(StrEnum):
    """Whether a theme is about a child’s life at home or about the work of professionals."""

    FAMILY = "family"
    PRACTICE = "practice"


class Theme(Findable):
    """A theme of the controlled list."""

    kind: ClassVar[str] = "theme"
    address: ClassVar[str] = "{id}/"
    listed_at: ClassVar[str] = "#{id}"
    template: ClassVar[str] = "theme.html"
    listed_by: ClassVar[str] = "themes"

    group: ThemeGroup | None = Field(
        None, description="family (what happened at home) or practice (how people worked)."
    )

    plain_explanation: Markdown = Field(description="What the theme means, in plain English.")
    national_theme: str = Field("", description="The national Panel’s name for it.")
    resources: Listed[DocumentKey] = Field((), description="Documents that help with it.")
    exit_button: bool = Field(default=False, description="Whether its page offers a quick way out.")
    support_contacts: Listed[ContactKey] = Field(
        (), description="The support lines of its page, in place of those of the whole site."
    )
    own_page: bool = Field(
        default=False,
        description="Whether it has a page of its own, for when there is much to list.",
    )


SEVEN: Final = 7
"""Parts of a briefing, a minute for each."""


class BriefingPart(Model):
    """One of the seven parts of a briefing."""

    title: Text = Field(description="The heading of the part.")
    text: Markdown = Field(description="The words of the part.")


class Briefing(Publication):
    """A 7-minute briefing: the learning of a review on one side of paper."""

    kind: ClassVar[str] = "briefing"
    news_rank: ClassVar[int] = 4
    address: ClassVar[str] = "{id}/"
    listed_at: ClassVar[str] = "#{id}"
    template: ClassVar[str] = "briefing.html"
    listed_by: ClassVar[str] = "briefings"

    review: ReviewKey | None = Field(None, description="The review that it is about.")
    themes: Listed[ThemeKey] = Field((), description="The themes that it is about.")
    document: DocumentKey | None = Field(None, description="The original file.")
    parts: tuple[BriefingPart, ...] = Field((), description="Its seven parts, if its text is here.")
    questions: Listed[Text] = Field((), description="Questions for teams to talk about.")
    body: Markdown = Field(description="Words before the parts.")
    replaced_by: BriefingKey | None = Field(None, description="A newer briefing.")

    @property
    def has_page(self) -> bool:
        """Return whether its text is here; without it the list of briefings says what is known."""
        return bool(self.parts or self.body) or self.status is Status.WITHDRAWN

    @model_validator(mode="after")
    def _has_seven_parts(self) -> Briefing:
        if self.parts and len(self.parts) != SEVEN:
            message = f"a 7-minute briefing has seven parts, and there are {len(self.parts)}"
            raise Refusal(message, "Add or remove some.", fields=("parts",))
        return self
