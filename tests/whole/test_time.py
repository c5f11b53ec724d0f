"""What has a day is told before that day, and stops whoever edits and never the host."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from sitegen.cli import deadlines
from sitegen.issues.issue import Issue, Severity
from sitegen.models import working_days
from sitegen.models.working_days import Division
from sitegen.pipeline import build as pipeline
from sitegen.pipeline.request import IssueCollector
from sitegen.pipeline.stages import make
from sitegen.site import gate, reading
from tests import small_site

CHECKED = "2026-11-20"
"""The day on which the numbers of the small site were checked, for ninety days."""


def at(content: Path, moment: str, *, editing: bool = True) -> tuple[Issue, ...]:
    when = datetime.strptime(moment, "%Y-%m-%d %H:%M")  # noqa: DTZ007 - local, as authors write it
    request = replace(small_site.request(content), moment=when, writing=False, editing=editing)
    return pipeline.build(request).issues


def number(content: Path, moment: str, *, editing: bool = True) -> set[str]:
    issues = at(content, moment, editing=editing)
    return {
        f"{one.severity}: {one.message}" for one in issues if "Emergency services" in one.message
    }


@pytest.mark.parametrize(
    ("day", "editor", "host"),
    [
        ("2027-01-18", set(), set()),
        ("2027-01-19", {"warning: {} is to be checked again by 2027-02-18, in 30 days"}, None),
        ("2027-02-17", {"warning: {} is to be checked again by 2027-02-18, in 1 day"}, None),
        ("2027-02-18", {"warning: {} is to be checked again by 2027-02-18, today"}, None),
        (
            "2027-02-19",
            {"error: {} was due to be checked again by 2027-02-18"},
            {"warning: {} was due to be checked again by 2027-02-18"},
        ),
    ],
)
def test_a_number_is_told_thirty_days_ahead_and_never_stops_the_host(
    content: Path, day: str, editor: set[str], host: set[str] | None
) -> None:
    def named(told: set[str]) -> set[str]:
        return {one.format("“Emergency services”") for one in told}

    assert number(content, f"{day} 09:00") == named(editor)
    assert number(content, f"{day} 09:00", editing=False) == named(editor if host is None else host)


def test_the_public_line_says_that_a_check_is_overdue(content: Path) -> None:
    def line(day: int) -> bool:
        moment = datetime(2027, 2, day, 9, 0)  # noqa: DTZ001 - local, as --now gives it
        ask = replace(small_site.request(content), moment=moment, editing=False)
        made = {one.path: one.data for one in make(ask, IssueCollector()).outputs}
        by = '<time datetime="2027-02-18">18 February 2027</time>'
        return f"due to be checked again by {by}" in made["help/index.html"].decode()

    assert not line(18)
    assert line(19)


def scheduled(content: Path, name: str, moment: str, body: str = "Words.") -> None:
    page = small_site.page(body, title=f"Page {name}")
    old = "status: published\npublished: 2026-11-20"
    waiting = page.replace(old, f"status: scheduled\npublish_at: {moment}")
    small_site.put(content, f"pages/{name}.md", waiting)


def test_what_will_be_overdue_when_an_embargo_lifts_is_told_today(content: Path) -> None:
    scheduled(content, "soon", "2027-06-01 09:30")
    told = number(content, "2026-11-22 09:00")
    overdue = "“Emergency services” was due to be checked again by 2027-02-18"
    assert told == {f"warning: once the embargo lifts, {overdue}"}


def test_every_lift_is_rehearsed_at_its_own_moment(content: Path) -> None:
    scheduled(content, "first", "2026-12-01 09:30", "They lived at ZZ1 1ZZ.")
    scheduled(content, "second", "2027-01-04 09:30", "It was ZZ2 2ZZ.")
    told = [one.message for one in at(content, "2026-11-22 09:00") if "embargo" in one.message]
    first = [one for one in told if one.startswith("once the embargo of 9:30am on 1 December 2026")]
    second = [one for one in told if one.startswith("once the embargo of 9:30am on 4 January 2027")]
    assert first
    assert second
    assert len(set(told)) == len(told)


def test_no_age_of_anything_stops_the_host(tmp_path: Path) -> None:
    content = shutil.copytree(small_site.ROOT / "tests/boards/exampleshire", tmp_path / "content")
    told = at(content, "2099-12-31 09:00", editing=False)
    assert [one for one in told if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    ("lift", "editor"),
    [
        ("2025-12-01 09:30", Severity.ERROR),  # the year of yesterday, typed by habit
        ("2026-11-20 09:30", Severity.WARNING),  # it lifted, and nobody built here since
    ],
)
def test_an_embargo_that_has_passed_is_told_and_never_stops_the_host(
    content: Path, lift: str, editor: Severity
) -> None:
    scheduled(content, "soon", lift)
    scheduled(content, "later", "2027-01-04 09:30")

    def told(*, editing: bool) -> list[Severity]:
        found = at(content, "2026-11-22 09:00", editing=editing)
        return [one.severity for one in found if "has passed, so" in one.message]

    assert told(editing=True) == [editor]
    assert told(editing=False) == [Severity.WARNING]
    small_site.put(content, "urls.lock", "/soon/\n")
    assert told(editing=True) == []


def clock(content: Path, today: str) -> str:
    source = reading.read(content)
    day = datetime.strptime(today, "%Y-%m-%d")  # noqa: DTZ007 - local, as authors write it
    passed = gate.gate(source.records, gate.Moment.of(day, "Europe/London"), preview=False)
    days = working_days.of(Division.ENGLAND_AND_WALES)
    desk = deadlines.Agenda(source.records, source.private, passed.lifts, source.statement, days)
    return deadlines.text(desk, date.fromisoformat(today))


def test_the_clock_tells_everything_that_has_a_day(content: Path) -> None:
    scheduled(content, "soon", "2027-06-01 09:30")
    small_site.put(
        content,
        "actions.yml",
        "- {id: a, title: Train everybody, what: It., owner: The board, state: in progress, "
        "due: 2021-06, history: [{date: 2020, note: Begun.}], as_at: 2026}",
    )
    small_site.change(content, "pages/help.md", "shows: help", "shows: help\nreview_by: 2026-11-22")
    small_site.change(content, "statement.yml", "office.}", "office., mended_by: 2027-01-01}")
    told = clock(content, "2026-11-22")
    for line in (
        "- 9:30am on 1 June 2027: “Page soon” (pages/soon.md)",
        "- before that, by 18 February 2027: check “Emergency services” again (contacts.yml:7)",
        "- 18 February 2027: check “The board’s office” again (contacts.yml:27), in 88 days.",
        "- 30 June 2021: finish the action “Train everybody” (actions.yml:1). OVERDUE by",
        "- 22 November 2026: look at “Worried about a child” again (pages/help.md:7). Today.",
        "- 22 November 2027: look through the accessibility statement (statement.yml), in 365",
        "- 1 January 2027: correct what the accessibility statement says of “Old files.”",
        "Quiet periods:\n- nothing",
        "Working days can be counted until the end of 20",
    ):
        assert line in told, line


SLIPS = [
    ("published: 2026-11-20", "published: 0226-11-20", "in the year 0226"),
    ("published: 2026-11-20", "published: 2206-11-20", "in the year 2206"),
    ("published: 2026-11-20", "published: 1026-11-20", "in the year 1026"),
    ("published: 2026-11-20", "published: 2026-11-20\nreview_by: 0027-01-01", "in the year 0027"),
    (
        "status: published",
        "status: scheduled\npublish_at: 2026-12-01 09:30",
        "“published: 2026-11-20” and “publish_at: 2026-12-01 09:30” differ",
    ),
    (
        "status: published\npublished: 2026-11-20",
        "status: scheduled\npublish_at: 0226-12-01 09:30",
        "in the year 0226",
    ),
]


@pytest.mark.parametrize(("old", "new", "said"), SLIPS)
def test_a_slip_in_a_date_is_told_in_one_line(content: Path, old: str, new: str, said: str) -> None:
    small_site.put(content, "pages/a.md", small_site.page("Words.").replace(old, new))
    told = [one for one in small_site.check(content) if one.origin.path == "pages/a.md"]
    assert [said in one.message for one in told] == [True]
