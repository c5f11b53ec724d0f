"""What would fail when an embargo lifts is told while somebody can still correct it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from sitegen.pipeline import build as pipeline
from sitegen.pipeline import report, stages
from sitegen.pipeline.request import IssueCollector
from tests.safety.board import Board
from tests.safety.canary import LIFT

LATER = {"status": "scheduled", "publish_at": LIFT, "title": "Later"}


@pytest.fixture
def board(tmp_path: Path) -> Board:
    return Board(tmp_path / "content")


def test_a_fault_of_a_scheduled_page_is_told_today(board: Board) -> None:
    board.write("pages/about/later.md", LATER, "They lived at ZZ1 1ZZ.")
    (issue,) = pipeline.build(board.request()).issues
    assert str(issue.origin) == "pages/about/later.md:6"
    assert issue.message.startswith("once the embargo lifts, there is what looks like a postcode")


def test_a_draft_may_have_faults_that_only_its_readers_would_meet(board: Board) -> None:
    board.write("pages/about/later.md", {"status": "draft", "title": "Later"}, "At ZZ1 1ZZ.")
    assert pipeline.build(board.request()).issues == ()


def test_a_link_to_what_is_embargoed_is_told_at_its_line(board: Board) -> None:
    board.write("pages/about/later.md", LATER, "Words.")
    keys = {"status": "published", "published": "2026-12-01", "title": "Now", "summary": "Now."}
    board.write("pages/about/now.md", keys, "See\n[later](later.md).")
    (issue,) = pipeline.build(board.request()).issues
    assert str(issue) == (
        "pages/about/now.md:8: error: “pages/about/later.md” is not published yet, "
        "so nothing public may name it\n    Take the link out, or publish both together."
    )


def test_the_next_lift_is_told_to_people_without_saying_of_what(board: Board) -> None:
    board.write("pages/about/later.md", LATER, "Words.")
    board.write(
        "pages/about/last.md",
        {**LATER, "title": "Last", "publish_at": "2027-07-01 00:30"},
        "Words.",
    )
    done = pipeline.build(board.request())
    said = report.as_text(done)
    assert "The next embargo lifts at 9:30am on 4 January 2027; build the site again then." in said
    assert "Later" not in said
    assert "2027-01-04" not in json.dumps(json.loads(report.as_json(done))["summary"])


@pytest.mark.parametrize(
    ("lift", "moment", "out"),
    [
        ("2027-07-01 09:30", datetime(2027, 7, 1, 9, 29, 59), False),  # noqa: DTZ001 - local
        ("2027-07-01 09:30", datetime(2027, 7, 1, 9, 30), True),  # noqa: DTZ001 - local
        ("2027-03-28 02:00", datetime(2027, 3, 28, 2, 0), True),  # noqa: DTZ001 - local
        ("2027-10-31 02:30", datetime(2027, 10, 31, 1, 30), False),  # noqa: DTZ001 - local
    ],
)
def test_the_time_of_london_counts(board: Board, lift: str, moment: datetime, *, out: bool) -> None:
    board.write("pages/about/later.md", {**LATER, "publish_at": lift}, "Words.")
    made = stages.make(board.request(moment=moment), IssueCollector())
    urls = {page.url for page in made.pages}
    assert ("/about/later/" in urls) is out
