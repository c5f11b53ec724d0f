"""Working days are counted as each division keeps them, and never guessed."""

from __future__ import annotations

from datetime import date

import pytest

from sitegen.cli import deadlines
from sitegen.models import working_days
from sitegen.models.private import Incident
from sitegen.models.working_days import Division

ENGLAND = working_days.of(Division.ENGLAND_AND_WALES)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        ("2026-11-20", 1, "2026-11-23"),  # over a weekend
        ("2026-11-21", 1, "2026-11-23"),  # from a Saturday
        ("2026-04-02", 1, "2026-04-07"),  # Good Friday and Easter Monday
        ("2026-03-27", 7, "2026-04-09"),  # Easter, and the clocks go forward on 29 March
        ("2026-10-23", 2, "2026-10-27"),  # the clocks go back on 25 October
        ("2026-12-24", 1, "2026-12-29"),  # Boxing Day on a Saturday has a substitute on Monday
        ("2027-12-24", 1, "2027-12-29"),  # both days of Christmas have substitutes
        ("2027-12-31", 1, "2028-01-04"),  # New Year’s Day on a Saturday has one too
        ("2026-12-31", 1, "2027-01-04"),  # New Year’s Day on a Friday
        ("2023-05-05", 1, "2023-05-09"),  # the bank holiday for the coronation
        ("2022-09-16", 1, "2022-09-20"),  # the bank holiday for the late Queen’s funeral
        ("2026-11-20", 0, "2026-11-20"),
    ],
)
def test_working_days_are_counted_on(start: str, number: int, end: str) -> None:
    assert ENGLAND.after(day(start), number) == day(end)


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        ("2026-11-20", 7, "2026-11-11"),
        ("2026-11-22", 7, "2026-11-12"),  # from a Sunday, Friday is the first day before
        ("2026-04-08", 7, "2026-03-26"),  # Easter
        ("2027-01-05", 7, "2026-12-22"),  # Christmas with its substitute, and New Year
        ("2028-01-04", 2, "2027-12-30"),
    ],
)
def test_working_days_are_counted_back(start: str, number: int, end: str) -> None:
    assert ENGLAND.before(day(start), number) == day(end)


@pytest.mark.parametrize(
    ("holiday", "kept_by"),
    [
        ("2026-01-02", {Division.SCOTLAND}),
        ("2026-11-30", {Division.SCOTLAND}),  # St Andrew’s Day
        ("2026-03-17", {Division.NORTHERN_IRELAND}),  # St Patrick’s Day
        ("2026-07-13", {Division.NORTHERN_IRELAND}),  # the Boyne, for the 12th, a Sunday
        ("2026-04-06", {Division.ENGLAND_AND_WALES, Division.NORTHERN_IRELAND}),  # Easter Monday
        ("2026-08-03", {Division.SCOTLAND}),  # its summer holiday
        ("2026-12-25", set(Division)),
    ],
)
def test_each_division_keeps_its_own_holidays(holiday: str, kept_by: set[Division]) -> None:
    assert {one for one in Division if not working_days.of(one).has(day(holiday))} == kept_by


def test_beyond_the_list_nothing_is_guessed() -> None:
    last = ENGLAND.last
    with pytest.raises(
        working_days.BeyondTheList, match=f"the bank holidays of {last + 1} are not known here"
    ):
        ENGLAND.after(day(f"{last}-12-31"), 1)
    with pytest.raises(working_days.BeyondTheList):
        ENGLAND.before(day("2012-01-03"), 1)
    assert ENGLAND.after(day("2028-12-28"), 1) == day("2028-12-29")


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2026-05-31", 6, "2026-11-30"),
        ("2026-06-30", 6, "2026-12-30"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-09-30", 6, "2027-03-30"),  # over both clock changes
    ],
)
def test_months_are_counted_on(start: str, number: int, end: str) -> None:
    assert working_days.months_after(day(start), number) == day(end)


INCIDENT = {"id": "scr6", "learned_on": "2026-12-21"}


def told(today: str, **dates: str) -> list[str]:
    incident = Incident.model_validate({**INCIDENT, **dates})
    return [one.sentence(day(today)) for one in deadlines.deadlines(incident, ENGLAND)]


def test_what_is_due_is_told_with_the_days_that_are_left() -> None:
    assert told("2026-12-29") == ["scr6: tell the national Panel by 30 December 2026, in 1 day."]
    assert told("2026-12-30") == ["scr6: tell the national Panel by 30 December 2026. Today."]
    assert told("2027-01-01") == [
        "scr6: tell the national Panel by 30 December 2026. OVERDUE by 2 days."
    ]


def test_the_rapid_review_runs_from_the_notification_as_day_one() -> None:
    first, second = told("2027-01-11", notified_on="2026-12-31")
    assert first.endswith("by 30 December 2026. Done on 31 December 2026, which was late.")
    assert second == (
        "scr6: send the Rapid Review to the national Panel by 21 January 2027, in 10 days."
    )


def test_a_notification_on_a_sunday_begins_on_monday() -> None:
    lines = told("2027-01-01", notified_on="2026-12-27", review_decided_on="2027-01-31")
    assert "Done on 27 December 2026." in lines[0]
    assert "by 19 January 2027" in lines[1]
    assert "publish the review by 31 July 2027" in lines[2]
