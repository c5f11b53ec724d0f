"""What the board tells and what it holds: news, campaigns and events."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from pydantic import Field, model_validator

from sitegen.content.dates import PartialDate, long_date, time_of_day
from sitegen.issues.issue import Refusal
from sitegen.models.base import Publication
from sitegen.models.fields import (
    ContactKey,
    Day,
    DayOrMoment,
    DocumentKey,
    LaterDayOrMoment,
    Listed,
    Markdown,
    PageKey,
    Partial,
    ReviewKey,
    ThemeKey,
    WebAddress,
)


class NewsItem(Publication):
    """A piece of news, dated by the day on which it was published."""

    kind: ClassVar[str] = "news"
    address: ClassVar[str] = "{id}/"
    template: ClassVar[str] = "news-item.html"
    called: ClassVar[str] = "News"
    listed_by: ClassVar[str] = "news"
    named_singly: ClassVar[bool] = False
    news_rank: ClassVar[int] = 3

    themes: Listed[ThemeKey] = Field((), description="The themes that it is about.")
    documents: Listed[DocumentKey] = Field((), description="The documents that it is about.")
    related: Listed[PageKey] = Field((), description="Pages that say more.")
    body: Markdown = Field(description="The news.")


class Campaign(Publication):
    """A campaign of the board or of others: what it is for and what people can do."""

    kind: ClassVar[str] = "campaign"
    address: ClassVar[str] = "{id}/"
    template: ClassVar[str] = "campaign.html"
    listed_by: ClassVar[str] = "campaigns"
    plans: ClassVar[frozenset[str]] = frozenset(("starts", "ends"))
    news_rank: ClassVar[int] = 3

    starts: Partial | None = Field(None, description="When it begins, as exactly as it is known.")
    ends: Partial | None = Field(
        None, description="When it ends; afterwards it stands among the earlier ones."
    )
    run_by: str = Field("", description="Who runs it, if that is not the board.")
    link: WebAddress | None = Field(None, description="Its own website.")
    contacts: Listed[ContactKey] = Field((), description="Whom to call.")
    documents: Listed[DocumentKey] = Field((), description="Leaflets, posters and other files.")
    themes: Listed[ThemeKey] = Field((), description="The themes that it is about.")
    body: Markdown = Field(description="What it is for and what people can do.")

    @property
    def known_date(self) -> PartialDate | None:
        """Return when it begins."""
        return self.starts

    def is_over(self, today: date) -> bool:
        """Return whether it has ended."""
        return bool(self.ends and self.ends.end < today)

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Campaign:
        if self.starts and self.ends and self.ends.end < self.starts.start:
            message = f"⟦ends: {self.ends}⟧ is before ⟦starts: {self.starts}⟧"
            raise Refusal(message, "Correct one of the two dates.", fields=("ends", "starts"))
        return self


class EventType(StrEnum):
    """What kind of event it is."""

    TRAINING = "training"
    LEARNING = "learning event"
    MEETING = "public meeting"
    AWARENESS = "awareness day"
    OTHER = "event"


class EventState(StrEnum):
    """Whether an event takes place, and whether there is room."""

    PLANNED = "planned"
    FULL = "full"
    CANCELLED = "cancelled"


class CalendarEvent(Publication):
    """A training course or another event of the calendar, on one day or several in a row."""

    kind: ClassVar[str] = "event"
    address: ClassVar[str] = "{id}/"
    template: ClassVar[str] = "event.html"
    listed_by: ClassVar[str] = "events"
    plans: ClassVar[frozenset[str]] = frozenset(("starts", "ends", "book_by"))
    named_singly: ClassVar[bool] = False
    venues: ClassVar[frozenset[str]] = frozenset({"place"})
    news_rank: ClassVar[int] = 3

    event_type: EventType = Field(
        description="training, learning event, public meeting, awareness day or event."
    )
    starts: DayOrMoment = Field(
        description="The day, with the time by the clock here if it has one."
    )
    ends: LaterDayOrMoment | None = Field(
        None, description="When it ends, with a time if it has one."
    )
    state: EventState = Field(EventState.PLANNED, description="planned, full or cancelled.")
    place: str = Field(
        "",
        description="Where it is, with its address; for one online, “Online”.",
        json_schema_extra={"x-usual": True},
    )
    online: WebAddress | None = Field(None, description="Where to take part online.")
    who_for: str = Field("", description="Whom it is for, in one sentence.")
    access: str = Field("", description="What makes it easier for people with a disability.")
    cost: str = Field("", description="What it costs, for example “Free”.")
    book: WebAddress | None = Field(None, description="Where to book.")
    book_by: Day | None = Field(None, description="The last day for booking.")
    contacts: Listed[ContactKey] = Field((), description="Whom to ask, or with whom to book.")
    organiser: str = Field("", description="Who holds it, if that is not the board.")
    themes: Listed[ThemeKey] = Field((), description="The themes that it is about.")
    reviews: Listed[ReviewKey] = Field((), description="The reviews that it is about.")
    documents: Listed[DocumentKey] = Field((), description="Programme, slides and other files.")
    body: Markdown = Field(description="What happens there.")

    @property
    def label(self) -> str:
        """Return its title and when it begins, for what is held each month has one title."""
        return f"{self.title}, {self.begins}"

    @property
    def begins(self) -> str:
        """Return when it begins, in words: “9:30am on 9 March 2027”."""
        day = long_date(self.first_day)
        if not isinstance(self.starts, datetime):
            return day
        return f"{time_of_day(self.starts)} on {day}"

    @property
    def has_time(self) -> bool:
        """Return whether its time is known, and not its days alone."""
        return isinstance(self.starts, datetime)

    @property
    def first_day(self) -> date:
        """Return the day on which it begins."""
        return _day(self.starts)

    @property
    def last_day(self) -> date:
        """Return the day on which it ends; one that ends at midnight ends on the day before."""
        ends = self.ends or self.starts
        if isinstance(ends, datetime) and ends != self.starts:
            ends -= timedelta(minutes=1)
        return _day(ends)

    def is_over(self, today: date) -> bool:
        """Return whether its last day has passed."""
        return self.last_day < today

    @property
    def when(self) -> str:
        """Return its days and times in words: “9:30am to 1pm on 9 March 2027”."""
        first, last = long_date(self.first_day), long_date(_day(self.ends or self.starts))
        if not isinstance(self.starts, datetime):
            month = (self.first_day.year, self.first_day.month)
            if month == (self.last_day.year, self.last_day.month):
                first = str(self.first_day.day)
            return last if self.first_day == self.last_day else f"{first} to {last}"
        if not isinstance(self.ends, datetime):
            return self.begins
        if self.first_day == self.last_day:
            return f"{time_of_day(self.starts)} to {time_of_day(self.ends)} on {first}"
        return f"{self.begins} to {time_of_day(self.ends)} on {last}"

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> CalendarEvent:
        if self.ends is None:
            return self
        if isinstance(self.ends, datetime) is not self.has_time:
            message = "⟦starts⟧ and ⟦ends⟧ must both have a time, or neither of them"
            hint = "Write both like 2027-03-09 09:30, or both like 2027-03-09."
            raise Refusal(message, hint, fields=("starts", "ends"))
        # Two days or two times by one clock, as was just made sure.
        if self.ends < self.starts or (self.has_time and self.ends == self.starts):
            message = f"⟦ends: {_text(self.ends)}⟧ is not after ⟦starts: {_text(self.starts)}⟧"
            raise Refusal(message, "Correct one of the two.", fields=("ends", "starts"))
        return self

    @model_validator(mode="after")
    def _comes_out_before_it_is_over(self) -> CalendarEvent:
        if self.publish_at and self.publish_at.date() > self.last_day:
            message = f"it would come out on {long_date(self.publish_at)}, after the event"
            raise Refusal(message, "Correct one of the two.", fields=("publish_at", "starts"))
        return self

    @model_validator(mode="after")
    def _is_somewhere(self) -> CalendarEvent:
        if self.is_finished and not (self.place or self.online):
            message = "an event needs either ⟦place⟧ or ⟦online⟧, so that people find it"
            raise Refusal(message, fields=("place", "online"), any_of=True)
        return self

    @model_validator(mode="after")
    def _booking_ends_before_it_does(self) -> CalendarEvent:
        if self.book_by and self.book_by > self.last_day:
            message = f"⟦book_by: {self.book_by}⟧ is after the event"
            raise Refusal(message, "Correct it, or correct ⟦starts⟧.", fields=("book_by",))
        return self


def _day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when


def _text(when: date | datetime) -> str:
    return f"{when:%Y-%m-%d %H:%M}" if isinstance(when, datetime) else when.isoformat()
