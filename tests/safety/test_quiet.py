"""In a quiet period nothing about a review is published or scheduled."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from sitegen.pipeline import build as pipeline
from tests.safety.board import NOW, PUBLISHED, Board

REVIEW: dict[str, Any] = {
    "title": "A review",
    "status": "published",
    "published": "2026-12-10",
    "review_kind": "thematic review",
    "children_count": "1",
    "guidance": "Working Together 2018",
    "review_status": "with the national Panel",
    "summary": "About a review.",
}
SAID = "error: {}: nothing about “one” may be published from 5 December 2026 to 20 January 2027"

SIGNED = "private/signoffs.yml:1: error: "


@pytest.fixture
def board(tmp_path: Path) -> Board:
    board = Board(tmp_path / "content")
    board.put("private/quiet.yml", [{"review": "one", "from": "2026-12-05", "to": "2027-01-20"}])
    return board


def told(board: Board, moment: datetime = NOW) -> list[str]:
    found = pipeline.build(board.request(moment=moment)).issues
    return [str(issue).partition("\n")[0] for issue in found]


@pytest.mark.parametrize("day", ["2026-12-05", "2026-12-10"])
def test_nothing_is_published(board: Board, day: str) -> None:
    board.write("reviews/one.md", {**REVIEW, "published": day}, "Words.")
    assert told(board) == ["reviews/one.md:4: " + SAID.format("published")]


def test_nothing_is_scheduled(board: Board) -> None:
    keys = {**REVIEW, "status": "scheduled", "publish_at": "2027-01-20 23:59"}
    board.write("reviews/one.md", {k: v for k, v in keys.items() if k != "published"}, "Words.")
    assert told(board) == ["reviews/one.md:9: " + SAID.format("publish_at")]


@pytest.mark.parametrize("day", ["2026-12-04", "2027-01-21"])
def test_before_and_after_it_may_be(board: Board, day: str) -> None:
    keys = {**REVIEW, "status": "scheduled", "publish_at": f"{day} 09:00"}
    board.write("reviews/one.md", {k: v for k, v in keys.items() if k != "published"}, "Words.")
    assert told(board, moment=NOW.replace(year=2026, month=12, day=3)) == []


def test_what_is_about_the_review_waits_too(board: Board) -> None:
    board.write("reviews/one.md", {**REVIEW, "published": "2026-12-01"}, "Words.")
    keys = {**PUBLISHED, "published": "2026-12-10", "title": "Briefing", "review": "one"}
    board.write("briefings/one.md", {**keys, "summary": "About a review."}, "Words.")
    assert told(board) == ["briefings/one.md:3: " + SAID.format("published")]


def test_what_was_public_before_stays(board: Board) -> None:
    board.write("reviews/one.md", REVIEW, "Words.")
    (board.folder / "urls.lock").write_text("/reviews/one/\n")
    assert told(board) == []


def test_the_private_folder_leaves_no_byte(board: Board, tmp_path: Path) -> None:
    board.write("reviews/one.md", {**REVIEW, "published": "2026-12-01"}, "Words.")
    signed = {"review": "one", "step": "chair", "who": "zqsecretq", "date": "2026-11-30"}
    board.put("private/signoffs.yml", [{**signed, "note": "zqsecretq"}])
    board.put("private/clock.yml", [{"id": "zqsecretq", "learned_on": "2026-11-30"}])
    board.write(
        "reviews/one.md",
        {**REVIEW, "published": "2026-12-01", "signoffs": {"chair": "2026-11-30"}},
        "Words.",
    )
    assert told(board) == []
    for path in (tmp_path / "public").rglob("*"):
        assert path.is_dir() or b"zqsecretq" not in path.read_bytes(), path


@pytest.mark.parametrize(
    ("path", "entry", "said"),
    [
        (
            "private/quiet.yml",
            {"review": "two", "from": "2026-12-05", "to": "2026-12-06"},
            "private/quiet.yml:1: error: review: there is no review “two”",
        ),
        (
            "private/quiet.yml",
            {"review": "one", "from": "2026-12-06", "to": "2026-12-05"},
            "private/quiet.yml:1: error: a quiet period cannot end before it starts",
        ),
        (
            "private/signoffs.yml",
            {"review": "one", "step": "chair", "who": "She", "date": "2026-11-30"},
            SIGNED + "date: the review “one” gives another day, or none, for “chair”",
        ),
        (
            "private/signoffs.yml",
            {"review": "one", "step": "chief", "who": "She", "date": "2026-11-30"},
            SIGNED + "step: “chief” is not a step of signing off",
        ),
    ],
)
def test_private_notes_that_do_not_fit_are_told(
    board: Board, path: str, entry: dict[str, str], said: str
) -> None:
    board.put("private/quiet.yml", [])
    board.write("reviews/one.md", {**REVIEW, "published": "2026-12-01"}, "Words.")
    board.put(path, [entry])
    assert told(board) == [said]
