"""The register: reviews, themes, recommendations and the actions that followed."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Final

from pydantic import Field, model_validator

from sitegen.issues.issue import Refusal
from sitegen.models.base import Findable, Item, Model, Publication, Status, Titled
from sitegen.models.fields import (
    ActionKey,
    BriefingKey,
    ContactKey,
    Day,
    DocumentKey,
    GroupKey,
    Listed,
    Markdown,
    Partial,
    RecommendationKey,
    ReviewKey,
    Text,
    ThemeKey,
    WebAddress,
)

if TYPE_CHECKING:
    from sitegen.content.values import PartialDate


class ReviewKind(StrEnum):
    """The kind of review, named by the guidance in force when it began."""

    SCR = "serious case review"
    CSPR = "child safeguarding practice review"
    PLR = "practice learning review"
    THEMATIC = "thematic review"


class ReviewStatus(StrEnum):
    """Where a review stands."""

    IN_PROGRESS = "in progress"
    WITH_PANEL = "with the national Panel"
    DELAYED = "delayed"
    PUBLISHED = "published"
    NOT_PUBLISHED = "not published"


class Event(StrEnum):
    """The milestones of a review."""

    APPOINTED = "author appointed"
    REPORTED = "report to the board"
    TO_PANEL = "report to the national Panel"
    PUBLISHED = "published"
    DELAYED = "delayed"

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
    overview_report: DocumentKey | None = Field(None, description="The overview report.")
    briefing: DocumentKey | None = Field(None, description="The 7-minute briefing.")
    response: DocumentKey | None = Field(None, description="The board’s response.")
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
    address: ClassVar[str] = "/reviews/{id}/"
    template: ClassVar[str] = "review.html"
    listed_by: ClassVar[str] = "reviews"

    review_kind: ReviewKind = Field(description="The kind of review.")
    pseudonyms: tuple[Text, ...] = Field((), description="The names that the report uses.")
    children_count: int = Field(description="How many children it is about.", ge=0)
    guidance: Text = Field(description="The statutory guidance under which it was carried out.")
    review_status: ReviewStatus = Field(description="Where it stands.")
    status_reason: Markdown | None = Field(
        None, description="Why it is not published or delayed, in words for the public."
    )
    panel_informed: Partial | None = Field(
        None, description="When the national Panel was told that it will not be published."
    )
    improvements: Markdown | None = Field(
        None, description="What improved because of a review that is not published."
    )
    announce: bool = Field(
        default=False, description="Whether to list a review that is still in progress."
    )
    milestones: tuple[Milestone, ...] = Field((), description="What happened when, in order.")
    documents: ReviewDocuments = Field(ReviewDocuments(), description="Its papers.")
    author: str = Field("", description="The independent author, if the name may be shown.")
    finding_preventability: Markdown | None = Field(
        None, description="What it concluded about prevention, in the board’s wording."
    )
    themes: tuple[ThemeCoding, ...] = Field((), description="The board’s coding of themes.")
    joins: Listed[ReviewKey] = Field((), description="The reviews that a thematic review joins.")
    nspcc_record: WebAddress | None = Field(
        None, description="Its record in the national case review repository."
    )
    nspcc_deposited_on: Day | None = Field(None, description="When it was sent there.")
    signoffs: Signoffs = Field(Signoffs(), description="Private; never shown.")
    body: Markdown = Field(description="What the public should know, below the front matter.")

    @property
    def unannounced(self) -> bool:
        """Say whether the review is in progress and the board has not announced it."""
        return self.review_status is ReviewStatus.IN_PROGRESS and not self.announce

    @property
    def known_date(self) -> PartialDate | None:
        """Return the date of its publication, as exactly as it is known."""
        found = self.milestone(Event.PUBLISHED)
        return found.date if found else None

    def milestone(self, event: Event) -> Milestone | None:
        """Give the milestone of an event, if it is known."""
        return next((m for m in self.milestones if m.event is event), None)


class ThemeGroup(StrEnum):
    """Whether a theme is about a child’s life at home or about the work of professionals."""

    FAMILY = "family"
    PRACTICE = "practice"


class Theme(Findable):
    """A theme of the controlled list."""

    kind: ClassVar[str] = "theme"
    address: ClassVar[str] = "/reviews/themes/{id}/"
    listed_at: ClassVar[str] = "/reviews/themes/#{id}"
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

    @property
    def has_page(self) -> bool:
        """Return whether it has a page of its own; without one the page of themes says it all."""
        return self.own_page


class Recommendation(Item):
    """Something that a review said must be done."""

    kind: ClassVar[str] = "recommendation"
    address: ClassVar[str] = "/reviews/recommendations/#{id}"

    review: ReviewKey = Field(description="The review that made it.")
    text: Markdown = Field(description="The recommendation in the review’s own words.")
    themes: Listed[ThemeKey] = Field((), description="The themes that it is about.")
    accepted: bool | None = Field(None, description="Whether the board accepted it.")

    @property
    def label(self) -> str:
        """Give its id in words."""
        return f"Recommendation {self.id}"


class ActionState(StrEnum):
    """How far an action has come."""

    DONE = "done"
    IN_PROGRESS = "in progress"
    OUTSTANDING = "outstanding"
    SUPERSEDED = "superseded"


class HistoryEntry(Model):
    """One dated event in the life of an action."""

    date: Partial = Field(description="When.")
    note: Text = Field(description="What happened.")


class Action(Titled):
    """Something that the board and its partners did, or have still to do."""

    kind: ClassVar[str] = "action"
    news_rank: ClassVar[int] = 1
    address: ClassVar[str] = "/reviews/actions/#{id}"

    what: Markdown = Field(description="What was or will be done.")
    owner: str = Field("", description="The body that answers for it, if a source says so.")
    recommendations: Listed[RecommendationKey] = Field(
        (), description="The recommendations that it answers."
    )
    themes: Listed[ThemeKey] = Field((), description="The themes that it is about.")
    documents: Listed[DocumentKey] = Field((), description="Documents that came of it.")
    started: Partial | None = Field(None, description="When it began.")
    due: Partial | None = Field(None, description="When it should be done.")
    state: ActionState = Field(description="done, in progress, outstanding or superseded.")
    superseded_by: ActionKey | None = Field(None, description="The action that took its place.")
    evidence: Listed[Markdown] = Field((), description="How we know.")
    assured_by: GroupKey | None = Field(None, description="The group that checked it.")
    history: tuple[HistoryEntry, ...] = Field(
        description="What happened when, oldest first.", min_length=1
    )
    as_at: Partial = Field(description="The time for which its state was true.")
    order: int = Field(100, description="Its place in lists, smallest first.")

    @model_validator(mode="after")
    def _done_means_evidence(self) -> Action:
        if self.state is ActionState.DONE and self.is_finished and not self.evidence:
            message = "“state: done” needs “evidence”"
            raise Refusal(message, "Say how we know, or write  evidence: No evidence supplied.")
        return self


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
    address: ClassVar[str] = "/learning/briefings/{id}/"
    listed_at: ClassVar[str] = "/learning/briefings/#{id}"
    template: ClassVar[str] = "briefing.html"
    listed_by: ClassVar[str] = "briefings"

    review: ReviewKey | None = Field(None, description="The review that it is about.")
    themes: Listed[ThemeKey] = Field((), description="The themes that it is about.")
    document: DocumentKey | None = Field(None, description="The original file.")
    parts: tuple[BriefingPart, ...] = Field((), description="Its seven parts, if its text is here.")
    questions: Listed[Text] = Field((), description="Questions for teams to talk about.")
    body: Markdown = Field(description="Words before the parts, below the front matter.")
    replaced_by: BriefingKey | None = Field(None, description="A newer briefing.")

    @property
    def has_page(self) -> bool:
        """Return whether its text is here; without it the list of briefings says what is known."""
        return bool(self.parts or self.body) or self.status is Status.WITHDRAWN

    @model_validator(mode="after")
    def _has_seven_parts(self) -> Briefing:
        if self.parts and len(self.parts) != SEVEN:
            message = f"a 7-minute briefing has seven parts, and here are {len(self.parts)}"
            raise ValueError(message)
        return self
