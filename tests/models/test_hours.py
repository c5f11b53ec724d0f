"""When a service answers: what authors may write, what is printed, what a script reckons with."""

from __future__ import annotations

from typing import Any

import pytest

from sitegen.issues.issue import Refusal
from sitegen.models.hours import Hours, TimeOfDay, Weekdays


def hours(*spans: tuple[str, str, str], **fields: Any) -> Hours:
    """Read hours as their author writes them."""
    written = [{"days": days, "from": opens, "to": closes} for days, opens, closes in spans]
    return Hours.model_validate({"open": written, **fields})


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Monday to Friday", "Monday to Friday"),
        ("monday, tuesday and Thursday", "Monday, Tuesday and Thursday"),
        (["Sunday", "Saturday"], "Saturday and Sunday"),
        ("Saturdays and Sundays", "Saturday and Sunday"),
        ("Monday to Wednesday, and Friday", "Monday, Tuesday, Wednesday and Friday"),
        ("every day", "Every day"),
        ("Wednesday", "Wednesday"),
    ],
)
def test_days_are_read_as_people_write_them(said: object, words: str) -> None:
    assert str(Weekdays.parse(said)) == words


@pytest.mark.parametrize("said", ["", "Fryday", "Friday to Monday", "weekdays", "Monday to"])
def test_days_that_are_none_are_refused(said: str) -> None:
    with pytest.raises(Refusal, match="does not name days"):
        Weekdays.parse(said)


@pytest.mark.parametrize(
    ("said", "words", "minutes"),
    [
        ("9am", "9am", 540),
        ("5:30pm", "5:30pm", 1050),
        ("5.30 pm", "5:30pm", 1050),
        ("17:30", "5:30pm", 1050),
        ("00:30", "12:30am", 30),
        ("12am", "midnight", 0),
        ("12pm", "midday", 720),
        ("midday", "midday", 720),
        ("midnight", "midnight", 1440),
    ],
)
def test_times_are_read_as_people_write_them(said: str, words: str, minutes: int) -> None:
    time = TimeOfDay.parse(said)
    assert (str(time), time.minutes) == (words, minutes)


@pytest.mark.parametrize("said", ["9", "", "25:00", "13pm", "0am", "9:60", "nine", "9am-5pm"])
def test_times_that_are_none_are_refused(said: str) -> None:
    with pytest.raises(Refusal, match="not a time of the day"):
        TimeOfDay.parse(said)


def test_hours_are_printed_in_full_with_the_days_on_which_nobody_answers() -> None:
    found = hours(("Monday to Friday", "9am", "5:30pm"), bank_holidays="closed")
    assert found.lines == (
        "Monday to Friday, 9am to 5:30pm",
        "Closed on Saturday, Sunday and bank holidays",
    )
    daily = hours(("every day", "9am", "5pm"), bank_holidays="closed")
    assert daily.lines == ("Every day, 9am to 5pm", "Closed on bank holidays")


def test_what_is_not_known_of_bank_holidays_is_said() -> None:
    assert hours(("every day", "midnight", "8am")).lines == (
        "Every day, midnight to 8am",
        "Hours on bank holidays may differ",
    )


def test_a_script_reckons_only_with_hours_that_hold_now() -> None:
    span = ("Saturday and Sunday", "9am", "midnight")
    assert hours(span).reckoning == "5 540 1440,6 540 1440"
    assert hours(span, as_at="2020-04").reckoning == ""
    assert hours(always="yes").reckoning == ""
    assert hours(words="By day").reckoning == ""


def test_two_times_of_one_day_may_follow_each_other() -> None:
    assert hours(("Monday", "9am", "midday"), ("Monday", "1pm", "5pm")).reckoning
