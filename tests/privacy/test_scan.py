"""A protected name stops the build wherever it stands, and no message shows it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sitegen.cache.memo import Memo
from sitegen.cli import protect
from sitegen.cli.protect import ProtectSession
from sitegen.cli.request import key_of
from sitegen.inspection.examine import examine
from sitegen.issues.issue import Origin
from sitegen.pipeline import build as pipeline
from sitegen.pipeline import report
from sitegen.privacy import scan
from sitegen.privacy.names import NameRegister
from tests.safety.board import PUBLISHED, Board
from tests.safety.canary import pdf, png

KEY = "a key for tests that is long enough"
NAME = "Kayleigh Exampleton"
CURE = (
    "    Take the name out, or use the name that the report uses. If it is nobody’s name here, run "
    "“python3 build.py protect --spare” and type the words around it."
)


class Officer:
    """Somebody who answers what she is asked, and hears what is said."""

    def __init__(self, board: Board, *answers: str) -> None:
        self.answers: Iterator[str] = iter((*answers, "", ""))
        self.asked: list[str] = []
        self.heard: list[str] = []
        self.desk = ProtectSession(
            board.folder, board.folder.with_name(".sitegen-key"), self.answer, self.heard.append
        )

    def answer(self, question: str) -> str:
        self.asked.append(question)
        return next(self.answers)


def noted(
    officer: Officer, key: str = KEY, asked: Callable[..., NameRegister] = protect.protect
) -> int:
    """Ask an officer, and return the exit code."""
    return protect.change(officer.desk, key, asked)


PAGE = {**PUBLISHED, "title": "X", "summary": "Words."}


@pytest.fixture
def board(tmp_path: Path) -> Board:
    board = Board(tmp_path / "content")
    assert noted(Officer(board, NAME)) == 0
    return board


def told(board: Board, *, key: str = KEY, require: bool = False) -> list[str]:
    """Build with the key, and give all that is told."""
    request = replace(board.request(), key=key.encode() or None, require_key=require)
    done = pipeline.build(request)
    said = report.as_text(done, board.folder) + report.as_json(done, board.folder)
    assert "exampleton" not in said.lower()
    assert "kayleigh" not in said.lower()
    return [str(issue) for issue in done.issues]


def test_a_clean_site_is_built(board: Board) -> None:
    assert told(board) == []


def test_a_name_in_a_text_is_told_at_its_line_without_showing_it(board: Board) -> None:
    board.write("pages/about/x.md", PAGE, "First.\n\nThen Kayleigh spoke.")
    assert told(board) == [
        "pages/about/x.md:9: error: there is a protected name here, from word 2 of the line\n"
        + CURE
    ]


def test_a_name_that_is_protected_later_is_found_in_what_was_searched_before(board: Board) -> None:
    board.write("pages/about/x.md", PAGE, "Then Wilbur Testerly spoke.")
    request = replace(board.request(), key=KEY.encode(), memo=Memo())
    assert pipeline.build(request).errors == 0
    assert noted(Officer(board, "Wilbur Testerly", "", "y", "y")) == 0
    found = [str(issue.origin) for issue in pipeline.build(request).issues]
    assert "pages/about/x.md:7" in found
    board.write("pages/about/x.md", PAGE, "Then somebody spoke.")
    assert pipeline.build(request).errors == 0


def test_no_other_message_shows_it_either(board: Board) -> None:
    body = "See [Kayleigh Exampleton](http://exampleton.example) and KAYLEIGH EXAMPLETON."
    board.write("pages/about/x.md", PAGE, body)
    assert any("protected name" in one for one in told(board))


@pytest.mark.parametrize("status", ["published", "draft"])
def test_a_name_in_any_field_is_told(board: Board, status: str) -> None:
    keys = {**PUBLISHED, "status": status, "title": "X", "summary": "About K. Exampleton"}
    board.write("pages/about/x.md", keys, "![Kayleigh Exampleton](../../images/x.png)")
    (board.folder / "images").mkdir(exist_ok=True)
    (board.folder / "images/x.png").write_bytes(png("dots"))
    assert len(told(board)) == 2


def test_a_name_of_a_file_is_told_and_masked(board: Board) -> None:
    board.put("files/report-kayleigh.txt", "Words.")
    assert told(board) == [
        "files/report-•••.txt: error: the name of this file or folder holds a protected name\n"
        + CURE
    ]


def test_a_name_that_comes_together_on_a_page_is_told(board: Board) -> None:
    made = scan.ScannedFile(
        "/x/", b"<p>Then <b>Kay</b>leigh <i>Exampleton</i> spoke.</p>", Origin("x.md")
    )
    names, _ = scan.opened(board.folder, KEY.encode(), required=False)
    assert names
    (issue,) = scan.published([made], names)
    assert issue.message == "a protected name is on /x/ once it is made"
    assert issue.secret
    apart = scan.ScannedFile("/x/", b"<li>Kay</li><li>leigh</li>", Origin("x.md"))
    assert list(scan.published([apart], names)) == []


def test_a_name_that_goes_on_in_the_next_line_is_told(board: Board) -> None:
    """Neither half is anybody’s name alone, and readers see no new line."""
    assert noted(Officer(board, "Grace Fisher", "", "n", "n")) == 0
    names, _ = scan.opened(board.folder, KEY.encode(), required=False)
    assert names
    keys = PAGE
    board.write(
        "pages/about/x.md", keys, "First.\n\nThen Grace\nFisher spoke.\n\n- Grace\n- Fisher"
    )
    (first, *_) = told(board)
    assert first.startswith(
        "pages/about/x.md:9: error: there is a protected name here, from word 2"
    )
    assert len([one for one in told(board) if ": there is a protected name here" in one]) == 1
    page = scan.ScannedFile("/x/", b"<p>Then Grace\nFisher spoke.</p>", Origin("x.md"))
    assert len(list(scan.published([page], names))) == 1
    rows = scan.ScannedFile("/data/x.csv", b"1,Grace\nFisher,2", Origin("data/x.csv"))
    assert list(scan.published([rows], names)) == []
    file = examine("a.pdf", pdf("Then Grace) Tj 0 -14 Td (Fisher spoke.", "A report"))
    (issue,) = scan.filed({"files/a.pdf": file}, names)
    assert issue.message == "there is a protected name in this file, on page 1"


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("K Exampleton", "on page 1"),
        ("Nobody.", "in what it says of itself"),
    ],
)
def test_words_inside_files_are_looked_at(board: Board, words: str, where: str) -> None:
    names, _ = scan.opened(board.folder, KEY.encode(), required=False)
    assert names
    file = examine("a.pdf", pdf(words, "By K Exampleton" if words == "Nobody." else "A report"))
    (issue,) = scan.filed({"files/a.pdf": file}, names)
    assert str(issue.origin) == "files/a.pdf"
    assert issue.message == f"there is a protected name in this file, {where}"
    assert issue.hint.startswith("Take the name out of the file")


def test_a_name_in_a_file_is_told_though_another_is_written_and_settings_cannot_be_read(
    board: Board,
) -> None:
    board.write("pages/about/x.md", PAGE, "Then Kayleigh spoke.")
    board.put("files/left.txt", "By K Exampleton.")
    board.put("site.yml", "")
    said = [one.partition("\n")[0] for one in told(board)]
    assert any(
        one.startswith("pages/about/x.md:7: error: there is a protected name") for one in said
    )
    # Nothing names this file, so it stops nobody; a fault may hide what names it.
    assert (
        "files/left.txt: warning: there is a protected name in this file, in line 1 of its text"
        in said
    )


def test_a_name_in_a_file_stops_nobody_who_takes_its_record_down(board: Board) -> None:
    board.put("files/story.txt", "By K Exampleton.")
    entry = {
        "id": "story",
        "title": "A story",
        "summary": "Words.",
        "status": "published",
        "published": "2026-12-01",
        "document_kind": "guidance",
        "about": "Words.",
        "owner": "Us",
        "file_state": "available",
        "file": "files/story.txt",
        "only_file_because": "It is short.",
    }
    board.put("documents.yml", [entry])
    assert any("there is a protected name in this file" in one for one in told(board))
    down = {"status": "withdrawn", "withdrawn_reason": "The board took it down."}
    board.put("documents.yml", [{**entry, **down}])
    assert not any("protected name" in one for one in told(board))


def test_without_the_key_the_build_warns_and_where_it_must_it_stops(board: Board) -> None:
    message = "protected names cannot be looked for, because the key is not here"
    assert told(board, key="")[0].startswith(f"private/names.lock: warning: {message}")
    assert told(board, key="", require=True)[0].startswith(f"private/names.lock: error: {message}")


def test_without_protected_names_no_key_is_needed(tmp_path: Path) -> None:
    assert told(Board(tmp_path / "content"), key="", require=True) == []


def test_a_wrong_key_stops_the_build(board: Board) -> None:
    (issue,) = told(board, key="another key that is long enough")
    assert "error: the key that is set is not the one of these names" in issue


# ---- The officer at the desk ----


def test_a_first_name_brings_a_key_that_stays_out_of_the_repository(tmp_path: Path) -> None:
    board = Board(tmp_path / "content")
    officer = Officer(board, NAME)
    assert noted(officer, "") == 0
    key = officer.desk.key_file.read_text().strip()
    assert len(key) > 40
    assert oct(officer.desk.key_file.stat().st_mode)[-3:] == "600"
    assert key_of("", officer.desk.key_file) == key.encode()
    written = (board.folder / "private/names.lock").read_text()
    assert key not in written
    assert "exampleton" not in written.lower()


def test_a_part_that_stands_on_the_site_is_asked_about(board: Board) -> None:
    board.write("pages/about/x.md", PAGE, "Visit Sampleton.")
    officer = Officer(board, "Jo Sampleton", "", "n")
    assert noted(officer) == 0
    assert officer.heard[0] == "“sampleton” is on the site already (pages/about/x.md:7)."
    assert told(board) == []
    assert noted(Officer(board, "Jo Sampleton", "", "y")) == 0
    assert len(told(board)) == 1


def test_a_pasted_list_is_read_whole_before_anything_is_asked(board: Board) -> None:
    officer = Officer(board, "Grace Sampleton", "Robin Testerby", "", "maybe", "n", "y")
    assert noted(officer) == 0
    assert "Answer y or n." in officer.heard
    board.write("pages/about/x.md", PAGE, "Of Grace, and Testerby.")
    assert len(told(board)) == 1
    board.write("pages/about/x.md", PAGE, "Of Robin.")
    assert len(told(board)) == 1


def test_an_ordinary_word_is_asked_about(board: Board) -> None:
    officer = Officer(board, "Grace Sampleton", "", "n")
    noted(officer)
    assert officer.heard[0] == "“grace” is also an ordinary word or a place."


def test_words_can_be_spared_and_names_forgotten(board: Board) -> None:
    board.write("pages/about/x.md", PAGE, "In Kayleigh Road.")
    assert len(told(board)) == 1
    assert noted(Officer(board, "Kayleigh Road"), asked=protect.spare) == 0
    assert told(board) == []
    board.write("pages/about/x.md", PAGE, "Of Exampleton.")
    assert len(told(board)) == 1
    assert noted(Officer(board, NAME), asked=protect.forget) == 0
    assert told(board) == []


def test_a_missing_or_wrong_key_changes_nothing(board: Board) -> None:
    before = (board.folder / "private/names.lock").read_text()
    officer = Officer(board, "Jo Sampleton")
    assert noted(officer, "") == 1
    assert noted(officer, "another key that is long enough") == 1
    assert (board.folder / "private/names.lock").read_text() == before
    assert len(officer.heard) == 2


def test_a_scan_finds_names_in_downloads(board: Board) -> None:
    names, _ = scan.opened(board.folder, KEY.encode(), required=False)
    assert names
    data = json.dumps({"title": "K Exampleton"}).encode()
    made = scan.ScannedFile("/data/reviews.json", data, Origin("data/reviews.json"))
    assert list(scan.published([made], names))
