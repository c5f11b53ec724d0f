"""Every page, file and cited place that was ever published answers for ever."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sitegen.pipeline import build as pipeline
from tests.safety.board import PUBLISHED, Board
from tests.safety.canary import pdf

REPORT = {
    "id": "report",
    **PUBLISHED,
    "title": "The report",
    "document_kind": "guidance",
    "about": "What it says.",
    "owner": "The board",
    "file_state": "available",
    "file": "files/report.pdf",
    "only_file_because": "It is a form.",
    "accessible": "yes",
}
MEANS = {"id": "scr", "term": "case review", "meaning": "A look back."}


@pytest.fixture
def board(tmp_path: Path) -> Board:
    """A board with a file, a term and a link to a heading."""
    board = Board(tmp_path / "content")
    board.add("documents", REPORT)
    board.add("glossary", MEANS)
    put(board, "The first version.")
    page(board, "## Who decides\n\nThe board.")
    board.write(
        "pages/about/more.md",
        {**PUBLISHED, "title": "More"},
        "See [who decides](who.md#who-decides).",
    )
    return board


def put(board: Board, words: str) -> None:
    target = board.folder / "files/report.pdf"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(pdf(words, "The report"))


def page(board: Board, body: str, name: str = "who") -> None:
    board.write(f"pages/about/{name}.md", {**PUBLISHED, "title": "Who"}, body)


def build(board: Board) -> list[str]:
    """Build, and give what is told of addresses."""
    done = pipeline.build(board.request())
    return [str(issue) for issue in done.issues if "address" in issue.rule]


def ledger(board: Board) -> list[str]:
    lines = (board.folder / "urls.lock").read_text().splitlines()
    return [line for line in lines if not line.startswith("#")]


def test_pages_files_and_cited_places_are_noted(board: Board) -> None:
    assert build(board) == []
    noted = ledger(board)
    assert {"/about/who/", "/about/who/#who-decides", "/glossary/#scr"} <= set(noted)
    assert [line for line in noted if line.startswith("/files/report.")]
    # A place that nobody names may come and go.
    assert not [line for line in noted if line.endswith("#main_content")]


def test_a_rehearsal_notes_nothing(board: Board) -> None:
    pipeline.build(replace(board.request(), recording=False))
    assert not (board.folder / "urls.lock").exists()


def test_a_place_that_is_gone_is_told_with_the_line_to_paste(board: Board) -> None:
    build(board)
    page(board, "## Who chooses\n\nThe board.")
    board.write("pages/about/more.md", {**PUBLISHED, "title": "More"}, "Nothing.")
    line = (board.folder / "urls.lock").read_text().splitlines().index("/about/who/#who-decides")
    assert "\n".join(build(board)) == (
        f"urls.lock:{line + 1}: error: there is no place “who-decides” on /about/who/ any more, "
        "and others may link to it\n"
        "    Give its heading the earlier words again, or add to addresses.yml:  "
        "- {from: /about/who/#who-decides, to: /about/who/, since: 2027-01-04}"
    )
    entry = {"from": "/about/who/#who-decides", "to": "/about/who/", "since": "2027-01-04"}
    board.add("addresses", entry)
    assert build(board) == []
    assert "#" not in (board.folder.with_name("public") / "_redirects").read_text()


def test_another_file_under_a_published_name_stops_the_build(board: Board) -> None:
    build(board)
    before = ledger(board)
    put(board, "The second version.")
    told = [str(one) for one in pipeline.build(board.request()).issues]
    message = "error: file: “files/report.pdf” is not the file that was published"
    assert any(message in one for one in told)
    assert ledger(board) == before


def test_a_file_that_is_gone_is_told(board: Board) -> None:
    build(board)
    old = next(line for line in ledger(board) if line.startswith("/files/"))
    entry = {**REPORT, "file_state": "awaited"}
    del entry["file"]
    board.lists["documents"] = []
    board.add("documents", entry)
    told = build(board)
    assert len(told) == 2, "its page is gone as well, because nothing is left to read on it"
    assert any(f"error: {old} was published and no longer exists" in one for one in told)


def test_a_page_that_moved_is_told_with_its_new_address(board: Board) -> None:
    build(board)
    (board.folder / "pages/about/who.md").unlink()
    page(board, "## Who decides\n\nThe board.", "who-we-are")
    board.write("pages/about/more.md", {**PUBLISHED, "title": "More"}, "Nothing.")
    told = build(board)
    assert len(told) == 1, "the places on it are not told beside the page itself"
    assert "{from: /about/who/, to: /about/who-we-are/, since: 2027-01-04}" in told[0]
    entry = {"from": "/about/who/", "to": "/about/who-we-are/", "since": "2027-01-04"}
    board.add("addresses", entry)
    assert build(board) == []


def test_a_feed_or_calendar_that_is_gone_is_told(board: Board) -> None:
    build(board)
    assert {"/news/feed.xml", "/events/feed.xml", "/events/calendar.ics"} <= {*ledger(board)}
    board.write("pages/news.md", {**PUBLISHED, "title": "News", "summary": "News."}, "None.")
    (told,) = build(board)
    assert "error: /news/feed.xml was published and no longer exists" in told
    entry = {"from": "/news/feed.xml", "to": "/updates/", "since": "2027-01-04"}
    board.add("addresses", entry)
    assert build(board) == []


def test_the_feed_of_a_withdrawn_page_leads_to_its_notice(board: Board) -> None:
    settings = json.loads((board.folder / "site.yml").read_text())
    board.put("site.yml", {**settings, "menu": ["about"]})
    build(board)
    gone = {"status": "withdrawn", "withdrawn_reason": "It is old.", "shows": "events"}
    board.write("pages/events.md", {**PUBLISHED, "title": "Events", **gone}, "Old.")
    assert build(board) == []
    told = (board.folder.with_name("public") / "_redirects").read_text()
    for name in ("feed.xml", "calendar.ics"):
        assert f"/events/{name} /events/ 302" in told


def test_places_on_a_withdrawn_page_are_not_asked_for(board: Board) -> None:
    build(board)
    keys = {**PUBLISHED, "title": "Who", "status": "withdrawn", "withdrawn_reason": "It is old."}
    board.write("pages/about/who.md", keys, "Secret words.")
    board.write("pages/about/more.md", {**PUBLISHED, "title": "More"}, "Nothing.")
    assert build(board) == []
    files = board.folder.with_name("public").rglob("*")
    texts = [path.read_bytes() for path in files if path.is_file()]
    assert not any(b"Secret words" in text for text in texts)
