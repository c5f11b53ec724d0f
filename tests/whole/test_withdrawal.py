"""One edit takes a review down, and whatever else tells of it is told until somebody decides."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

import pytest

from sitegen.cli import exit_codes, main
from sitegen.cli.withdraw import together
from sitegen.issues.issue import Issue
from sitegen.pipeline import build as pipeline
from sitegen.pipeline.request import IssueCollector, Request
from sitegen.pipeline.stages import make
from sitegen.site import reading
from tests import small_site
from tests.conftest import NOTHING_WAITS

AT: Final = ("--now", NOTHING_WAITS)
STILL: Final = "still public, though “ex01” is withdrawn: "
WITHDRAWN: Final = "status: withdrawn\nwithdrawn_reason: The board took it down."


MEMO: Final = small_site.LastingMemo()
"""What was worked out of the board before anything was taken down."""


@pytest.fixture(scope="module")
def checked(exampleshire: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of somebody who has checked the board: its content, and what a check remembers."""
    folder = tmp_path_factory.mktemp("checked")
    content = shutil.copytree(exampleshire, folder / "content")
    assert main.main(["check", "--content", str(content), *AT]) == 0
    return folder


@pytest.fixture
def board(checked: Path, tmp_path: Path) -> Path:
    """A copy of the fictional board, whose review EX01 has everything."""
    shutil.copytree(checked, tmp_path, dirs_exist_ok=True)
    return tmp_path / "content"


def request(content: Path) -> Request:
    asked = small_site.request(content)
    return replace(
        asked,
        moment=datetime.fromisoformat(NOTHING_WAITS),
        writing=False,
        searching=False,
        memo=MEMO,
    )


def told(content: Path) -> list[Issue]:
    found = pipeline.build(request(content)).issues
    return [one for one in found if one.severity.value == "error"]


def take_down(content: Path, path: str = "reviews/ex01.md") -> None:
    small_site.change(content, path, "status: published", WITHDRAWN)


def add(content: Path, path: str, text: str) -> None:
    place = content / path
    small_site.put(content, path, place.read_text(encoding="utf-8") + text)


def test_one_edit_takes_down_a_review_and_all_that_tells_of_it_is_told(board: Path) -> None:
    take_down(board)
    assert {(one.origin.path, one.message) for one in told(board)} == {
        ("briefings/ex01.md", f"{STILL}the briefing “ex01” is about it"),
        ("documents.yml", f"{STILL}the document “ex01-summary” is about it"),
        ("documents.yml", f"{STILL}the document “ex01-overview” is about it"),
        ("documents.yml", f"{STILL}the document “press-2014” is about it"),
        ("texts/ex01-overview.md", f"{STILL}the text “ex01-overview” is about it"),
        ("reviews/ex14.md", f"{STILL}this leads to it or its paper"),
    }


def test_no_cure_points_to_another_review(board: Path) -> None:
    take_down(board)
    assert all("ex02" not in one.hint and "Did you mean" not in one.hint for one in told(board))


PAGE: Final = "pages/privacy.md"
TRACES: Final = [
    (PAGE, "\nAlder was three.\n"),
    (PAGE, "\nIt was Alder’s home.\n"),
    (PAGE, "\nALDER was three.\n"),
    (PAGE, "\nSo said **Ald**er.\n"),
    (PAGE, "\n&#65;lder was three.\n"),
    (PAGE, "\nOf Alder, Beech and Cedar.\n"),
    (PAGE, "\nThis was Review EX01.\n"),
    (PAGE, "\nThis was Review EX 01.\n"),
    (PAGE, "\n[The review](review:ex01) said it.\n"),
    (PAGE, "\n[The review](../reviews/ex01.md) said it.\n"),
    (PAGE, "\n[The review](/reviews/ex01/) said it.\n"),
    (PAGE, "\n[The paper](document:ex01-summary) said it.\n"),
    (PAGE, "\n![Three trees, one for Beech](../images/two-lamps.png)\n"),
    (
        "figures.yml",
        (
            "\n- {id: homes, value: 3, unit: homes, wording: three, as_at: 2014,"
            " sources: [{document: ex01-summary, place: Page 1}]}\n"
        ),
    ),
    (
        "questions.yml",
        (
            "\n- {id: why, question: What of Cedar?, topic: The register, answer: Nothing., "
            "state: open, answered_on: 2026-11-20}\n"
        ),
    ),
    (
        "actions.yml",
        (
            "\n- {id: trees, title: Planted an Alder, what: It., owner: Us, state: in progress, "
            "history: [{date: 2020, note: Begun.}], as_at: 2026}\n"
        ),
    ),
    ("glossary.yml", "\n- {id: alder, term: a tree, meaning: Nothing.}\n"),
    ("themes.yml", "\n- {id: t, title: A theme, plain_explanation: As with Beech.}\n"),
]


INNOCENT: Final = [
    "\nThe alder is a tree, and so is the beech.\n",
    "\nThe Alderman came, and Beechwood is a road.\n",
    "\nReview EX010 and Review EX1 are others.\n",
]


def test_every_trace_is_told_at_its_line_and_no_other_words_are(board: Path) -> None:
    take_down(board)
    before = {one.origin for one in told(board)}
    expected = set()
    for text in INNOCENT:
        add(board, PAGE, text)
    for path, text in TRACES:
        add(board, path, text)
        expected.add((path, (board / path).read_text(encoding="utf-8").count("\n")))
    new = [one for one in told(board) if one.message.startswith(STILL)]
    assert {(one.origin.path, one.origin.line) for one in new if one.origin not in before} == (
        expected
    )


def test_words_in_a_file_are_told(board: Path) -> None:
    take_down(board)
    add(board, "files/listening-standard.txt", "Cedar said it.\n")
    assert f"{STILL}the file “files/listening-standard.txt” tells of it" in {
        one.message for one in told(board)
    }


def test_an_address_that_bears_a_pseudonym_is_told_with_how_it_goes(board: Path) -> None:
    take_down(board)
    news = (
        "title: It is out\nstatus: withdrawn\nwithdrawn_reason: It is gone.\npublished: 2026-10-01"
    )
    small_site.put(board, "news/alder-and-beech.md", f"---\n{news}\n---\n\nWords.\n")
    found = pipeline.build(request(board)).issues
    (warned,) = (one for one in found if one.origin.path == "news/alder-and-beech.md")
    assert str(warned) == (
        "news/alder-and-beech.md:1: warning: the address /news/alder-and-beech/ bears a name that "
        "“ex01” gives to a child\n    If nobody may read that name any more, delete what is "
        "written here and its line in urls.lock: the address then answers with “not found”."
    )


def test_the_reason_may_not_bear_a_pseudonym_either(board: Path) -> None:
    reason = WITHDRAWN.replace("took it", "took Alder’s")
    small_site.change(board, "reviews/ex01.md", "status: published", reason)
    assert [one.field for one in told(board) if one.origin.path == "reviews/ex01.md"] == [
        "withdrawn_reason"
    ]


def withdraw(content: Path, what: str) -> int:
    options = ["--reason", "The board took it down.", "--yes", "--content", str(content)]
    return main.main(["withdraw", what, *options, *AT])


def test_what_is_withdrawn_already_is_not_withdrawn_again(
    board: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (board / "documents.yml").read_bytes()
    assert withdraw(board, "document:dunnock-leaflet") == 0
    assert "It is withdrawn already, at documents.yml:267; nothing" in capsys.readouterr().out
    assert (board / "documents.yml").read_bytes() == before


def test_the_command_withdraws_all_that_is_about_it(board: Path) -> None:
    assert withdraw(board, "ex01") == 1
    (left,) = told(board)
    assert (left.origin.path, left.message) == (
        "reviews/ex14.md",
        f"{STILL}this leads to it or its paper",
    )
    kept = "review_kind: thematic review\nkeep:\n  - {review: ex01, reason: It names no child.}"
    small_site.change(board, "reviews/ex14.md", "review_kind: thematic review", kept)
    assert told(board) == []


def test_nothing_of_it_is_in_what_is_published(board: Path) -> None:
    withdraw(board, "ex01")
    small_site.change(board, "reviews/ex14.md", "[EX01](review:ex01)", "One")
    finished = make(request(board), IssueCollector())
    made = {output.path: output.data for output in finished.outputs}
    tokens = (b"Alder", b"Beech", b"Cedar", b"Seven minutes on Review EX01", b"Fenwick Nemo")
    for path, data in made.items():
        assert not [token for token in tokens if token in data], path
    page = made["reviews/ex01/index.html"].decode()
    assert "This review is no longer here" in page
    assert "The board took it down." in page
    register = made["reviews/recommendations/index.html"].decode()
    assert '<li id="ex01-1">Recommendation ex01-1 was withdrawn' in register
    assert "what a child says, in the child’s own words" not in register
    assert b"ex01-1" not in made["data/actions.csv"]
    assert "/files/ex01-summary." in made["_redirects"].decode()


OTHERS: Final = [
    "document:listening-standard",
    "newsletter:spring-2026",
    "page:cookies",
    "/learning/briefings/listening/",
    "person:manager",
    "person:scrutineer",
    "question:how-many",
    "action:listening-guide",
    "recommendation:ex02-1",
    "group:quality-group",
    "theme:moves",
]


@pytest.mark.parametrize("what", OTHERS)
def test_whatever_else_is_taken_down_in_one_act(board: Path, what: str) -> None:
    assert withdraw(board, what) == 0
    assert [str(one) for one in told(board)] == []


def test_the_paper_of_a_newsletter_goes_with_it_unless_others_name_it(board: Path) -> None:
    def taken() -> list[str]:
        records = reading.read(board).records
        first = next(one for one in records if one.origin.path == "newsletters/spring-2026.md")
        return [one.id for one in together(records, first)]

    assert taken() == ["spring-2026", "newsletter-spring-2026"]
    link = "status: published\nsources: [{document: newsletter-spring-2026, place: Page 1}]"
    small_site.change(board, PAGE, "status: published", link)
    assert taken() == ["spring-2026"]


def test_the_words_of_a_document_go_with_it_and_not_alone(
    board: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (board / "texts" / "ex01-overview.md").read_bytes()
    assert withdraw(board, "text:ex01-overview") == exit_codes.WRONG_USAGE
    assert "Run “python3 build.py withdraw document:ex01-overview”" in capsys.readouterr().err
    assert (board / "texts" / "ex01-overview.md").read_bytes() == before
    assert withdraw(board, "document:ex01-overview") == 0


def test_what_is_inserted_in_a_sentence_is_told_there(board: Path) -> None:
    withdraw(board, "document:annual-report-2024-25")
    assert {one.message for one in told(board)} == {
        "“document:annual-report-2024-25” is withdrawn, so it cannot be shown here"
    }


def test_a_number_that_is_gone_is_told_wherever_it_is_named(board: Path) -> None:
    withdraw(board, "contact:child-deaths-nurse")
    found = told(board)
    assert {
        (one.origin.path, one.message, one.hint) for one in found if one.field == "contact"
    } == {
        (
            "people.yml",
            "“contact:child-deaths-nurse” is withdrawn, so nothing public may name it",
            "Take it out here, or name what took its place.",
        )
    }


def test_what_was_deleted_is_never_replaced_by_something_of_another_review(board: Path) -> None:
    text = (board / "recommendations.yml").read_text(encoding="utf-8")
    small_site.put(board, "recommendations.yml", text[text.index("- id: ex02-1") :])
    hints = [one.hint for one in told(board) if "recommendation “ex01-" in one.message]
    assert hints
    assert not [hint for hint in hints if "ex0" in hint]


MOVES: Final = [
    ("reviews/publication", "reviews/how-we-publish"),
    ("worried-about-a-child/for-children", "young-people"),
    ("pages/cookies.md", "about/cookies"),
    ("/privacy/", "about/privacy"),
    ("reviews", "practice-reviews"),
    ("about/governance-handbook", "rules"),
]


def move(content: Path, old: str, new: str) -> int:
    return main.main(["move", old, new, "--yes", "--content", str(content), *AT])


@pytest.mark.parametrize(("old", "new"), MOVES)
def test_a_page_moves_with_its_links_and_its_redirect(board: Path, old: str, new: str) -> None:
    assert move(board, old, new) == 0
    was = old.removeprefix("pages/").removesuffix(".md").strip("/")
    assert f"- from: /{was}/\n  to: /{new}/\n" in (board / "addresses.yml").read_text("utf-8")
    assert any((board / f"pages/{path}.md").is_file() for path in (new, f"{new}/index"))


def test_what_a_page_lists_moves_with_it(board: Path) -> None:
    assert move(board, "reviews", "practice-reviews") == 0
    moved = (board / "addresses.yml").read_text("utf-8")
    for old in ("reviews/ex01/", "reviews/themes/daily-care/", "reviews/feed.xml"):
        assert f"- from: /{old}\n  to: /practice-{old}\n" in moved


def test_a_series_of_newsletters_takes_its_issues_along(board: Path) -> None:
    assert move(board, "learning/bulletin", "learning/tea") == 0
    led = (board / "addresses.yml").read_text(encoding="utf-8")
    for issue in ("", "bulletin-1/", "bulletin-2/"):
        assert f"- from: /learning/bulletin/{issue}\n  to: /learning/tea/{issue}\n" in led
    # An address that had moved before leads straight to where the issue is now.
    assert "- from: /child-deaths/newsletters/bulletin-1/\n  to: /learning/tea/bulletin-1/" in led
    assert "series: learning/tea" in (board / "newsletters/bulletin-1.md").read_text("utf-8")


RENAMES: Final = [
    ("document:annual-report-2024-25", "annual-report-2025", "/documents/annual-report-2025/"),
    ("reviews/ex02.md", "reviews/review-two.md", "/reviews/review-two/"),
    ("newsletter:spring-2025", "newsletter:sp", "/child-deaths/newsletters/sp/"),
    ("recommendation:ex01-1", "ex01-one", "/reviews/recommendations/ex01-one/"),
    ("person:manager", "boss", ""),
    ("contact:office", "desk", ""),
]


@pytest.mark.parametrize(("old", "new", "url"), RENAMES)
def test_any_record_is_renamed_with_its_links_and_its_redirect(
    board: Path, old: str, new: str, url: str
) -> None:
    assert move(board, old, new) == 0
    assert not url or f"  to: {url}\n" in (board / "addresses.yml").read_text(encoding="utf-8")


def test_what_moved_can_come_back(board: Path) -> None:
    before = (board / "addresses.yml").read_text(encoding="utf-8")
    assert move(board, "theme:moves", "moving-home") == 0
    assert move(board, "theme:moving-home", "moves") == 0
    after = (board / "addresses.yml").read_text(encoding="utf-8").removeprefix(before)
    assert after.startswith("- from: /reviews/themes/moving-home/\n  to: /reviews/themes/moves/\n")
    assert after.count("- from:") == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("cookies", "campaigns/night-lights"),
        ("cookies", "partnership/about-us"),
        ("nowhere", "x"),
        ("index", "x"),
        ("cookies", "privacy"),
        ("reviw:ex02", "x"),
        ("review:ex02", "ex03"),
        ("review:ex02", "Ex 2"),
        ("newsletter:nothing", "x"),
    ],
)
def test_a_move_that_cannot_be_changes_nothing(board: Path, old: str, new: str) -> None:
    before = {path: path.read_bytes() for path in board.rglob("*") if path.is_file()}
    assert move(board, old, new) == 2
    assert {path: path.read_bytes() for path in board.rglob("*") if path.is_file()} == before


NAMES: Final = ["a leaflet.txt", "Leaflet (old).txt", "leaflet 50% off.txt", "leaflet’s.txt"]


def test_files_of_any_name_can_be_published_and_taken_down(board: Path) -> None:
    for number, name in enumerate(NAMES):
        (board / "files" / name).write_text("Words for everybody.\n", encoding="utf-8")
        add(
            board,
            "documents.yml",
            f"\n- id: spaced-{number}\n  title: Leaflet {number} with spaces\n"
            "  status: published\n  published: 2026-11-20\n  document_kind: leaflet\n"
            "  about: Words.\n  dated: 2026\n  owner: Us\n  file_state: available\n"
            f'  file: "files/{name}"\n  only_file_because: It is short.\n',
        )
    done = pipeline.build(replace(request(board), writing=True, searching=True))
    assert [str(one) for one in done.issues if one.severity.value == "error"] == []
    assert [withdraw(board, f"document:spaced-{number}") for number in range(len(NAMES))] == [0] * 4
    assert [str(one) for one in told(board)] == []
