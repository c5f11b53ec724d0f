"""When a service answers, as data, so that it is printed in full and can be reckoned with."""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import combinations
from typing import Annotated, Final, NamedTuple

from pydantic import Field, PlainValidator, model_validator

from sitegen.issues.issue import Refusal
from sitegen.issues.wording import listed
from sitegen.models.base import Model
from sitegen.models.fields import Markdown, Partial, written

DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NOON: Final = 12 * 60
MIDNIGHT: Final = 24 * 60

_DAYS_HINT: Final = "Write “Monday to Friday”, “Monday, Wednesday and Friday” or “every day”."
_TIME_HINT: Final = "Write it like 9am, 5:30pm, midday or midnight."
_TIME: Final = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s*([ap]m)?")


class Weekdays(NamedTuple):
    """Days of the week by their numbers, Monday being 0."""

    numbers: tuple[int, ...]

    @classmethod
    def parse(cls, value: object) -> Weekdays:
        """Return the days that words name; raises Refusal for anything else."""
        said = ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
        numbers: set[int] = set()
        for part in re.split(r",\s*(?:and\s+)?|\s+and\s+", said.strip()):
            numbers.update(_range(part, said))
        return cls(tuple(sorted(numbers)))

    @property
    def parts(self) -> list[str]:
        """Return the days in words, three or more in a row as one part, “Monday to Friday”."""
        if len(self.numbers) == len(DAYS):
            return ["Every day"]
        first, last = self.numbers[0], self.numbers[-1]
        if len(self.numbers) > 2 and last - first == len(self.numbers) - 1:
            return [f"{DAYS[first]} to {DAYS[last]}"]
        return [DAYS[number] for number in self.numbers]

    def __str__(self) -> str:
        """Return the days in words."""
        return listed(self.parts)


class TimeOfDay(NamedTuple):
    """A time of the day in minutes since the midnight before."""

    minutes: int

    @classmethod
    def parse(cls, value: object) -> TimeOfDay:
        """Return the time that words name; raises Refusal for anything else."""
        said = str(value).strip().lower()
        named = {"midday": NOON, "noon": NOON, "midnight": MIDNIGHT}
        if said in named:
            return cls(named[said])
        match = _TIME.fullmatch(said)
        if not match or (not match[2] and not match[3]):
            raise _refused(value)
        hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
        if minute > 59 or hour > (12 if half else 23) or (half and not hour):
            raise _refused(value)
        hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
        return cls(hour * 60 + minute)

    def __str__(self) -> str:
        """Return the time as GOV.UK writes times: 9am, 5:30pm, midday, midnight."""
        if self.minutes in {0, NOON, MIDNIGHT}:
            return "midday" if self.minutes == NOON else "midnight"
        hour, minute = divmod(self.minutes, 60)
        half = "am" if self.minutes < NOON else "pm"
        return f"{(hour - 1) % 12 + 1}{f':{minute:02}' if minute else ''}{half}"


DaysOfWeek = Annotated[
    Weekdays,
    PlainValidator(
        Weekdays.parse, json_schema_input_type=written("Monday to Friday", "Saturday and Sunday")
    ),
]
Time = Annotated[
    TimeOfDay,
    PlainValidator(TimeOfDay.parse, json_schema_input_type=written("9am", "5:30pm", "midnight")),
]


class BankHolidays(StrEnum):
    """What happens on bank holidays."""

    SAME = "as usual"
    CLOSED = "closed"
    UNKNOWN = "not known"

    @property
    def words(self) -> str:
        """Return what callers are told about them."""
        words = {
            BankHolidays.SAME: "The same hours on bank holidays",
            BankHolidays.CLOSED: "Closed on bank holidays",
            BankHolidays.UNKNOWN: "Hours on bank holidays may differ",
        }
        return words[self]


class Opening(Model):
    """Some days of the week and the hours of those days."""

    days: DaysOfWeek = Field(description="The days, for example “Monday to Friday”.")
    opens: Time = Field(alias="from", description="When it opens, for example 9am.")
    closes: Time = Field(alias="to", description="When it closes, for example 5:30pm.")

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Opening:
        start = self.opens.minutes % MIDNIGHT
        if start >= self.closes.minutes:
            message = f"⟦to⟧ is {self.closes}, which is not after ⟦from⟧, {self.opens}"
            hint = "Hours that go past midnight are two lines, one for each day."
            raise Refusal(message, hint, fields=("to", "from"))
        return self

    def __str__(self) -> str:
        """Return the days and hours in words."""
        return f"{self.days}, {self.opens} to {self.closes}"


class Hours(Model):
    """When a service answers: at any time, on days with from and to, or as words say."""

    always: bool = Field(
        default=False,
        description="Whether it answers at any hour of any day.",
        json_schema_extra={"x-usual": True},
    )
    open: tuple[Opening, ...] = Field((), description="The days, each with from and to.")
    words: str = Field(
        "", description="The hours in words, only where days with from and to cannot say them."
    )
    bank_holidays: BankHolidays = Field(
        BankHolidays.UNKNOWN, description="as usual, closed or not known."
    )
    otherwise: Markdown | None = Field(
        None, description="What to do at other times, with {contact:…} for the number."
    )
    as_at: Partial | None = Field(
        None, description="The time for which the hours were true, if they may have changed since."
    )

    @model_validator(mode="after")
    def _said_in_one_way(self) -> Hours:
        if sum(map(bool, (self.always, self.open, self.words))) != 1:
            message = "hours need one of ⟦always⟧, ⟦open⟧ and ⟦words⟧"
            hint = "Write ⟦always: yes⟧, or ⟦open:⟧ with days, from and to."
            raise Refusal(message, hint, fields=("always", "open", "words"))
        for one, other in combinations(self.open, 2):
            if _overlap(one, other):
                message = f"the hours overlap: “{one}” and “{other}”"
                raise Refusal(message, "Give each hour of a day once.", fields=("open",))
        return self

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the hours in full, a line for each thing to know."""
        if self.always:
            return ("24 hours a day, every day",)
        if self.words:
            return (self.words,)
        named = {number for opening in self.open for number in opening.days.numbers}
        rest = tuple(number for number in range(len(DAYS)) if number not in named)
        closed = Weekdays(rest).parts if rest else []
        if closed and self.bank_holidays is BankHolidays.CLOSED:
            return (*map(str, self.open), f"Closed on {listed([*closed, 'bank holidays'])}")
        shut = (f"Closed on {listed(closed)}",) if closed else ()
        return (*map(str, self.open), *shut, self.bank_holidays.words)

    @property
    def reckoning(self) -> str:
        """Return the hours for a script: “0 540 1050” is Monday, 9am to 5:30pm, in minutes.

        Nothing is returned where a script could only be wrong: for hours in words, and for hours
        that are known for an earlier time alone.
        """
        spans = () if self.as_at else self.open
        return ",".join(
            f"{number} {span.opens.minutes % MIDNIGHT} {span.closes.minutes}"
            for span in spans
            for number in span.days.numbers
        )


def _refused(value: object) -> Refusal:
    return Refusal(f"“{value}” is not a time of the day", _TIME_HINT)


def _range(part: str, said: str) -> range:
    """Return the days that one part names: a day, “Monday to Friday” or “every day”."""
    if part.lower() == "every day":
        return range(len(DAYS))
    ends = [_day(word, said) for word in part.split(" to ")]
    if len(ends) > 2 or ends[0] > ends[-1]:
        raise Refusal(f"“{said}” does not name days of the week", _DAYS_HINT)
    return range(ends[0], ends[-1] + 1)


def _day(word: str, said: str) -> int:
    name = word.strip().capitalize().removesuffix("s")
    if name not in DAYS:
        raise Refusal(f"“{said}” does not name days of the week", _DAYS_HINT)
    return DAYS.index(name)


def _overlap(one: Opening, other: Opening) -> bool:
    same = set(one.days.numbers) & set(other.days.numbers)
    apart = (
        one.closes.minutes <= other.opens.minutes % MIDNIGHT
        or other.closes.minutes <= one.opens.minutes % MIDNIGHT
    )
    return bool(same) and not apart
