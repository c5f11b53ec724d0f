"""“If you push now” says in plain English what readers will see changed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from sitegen.cli import exit_codes, folders
from sitegen.cli import main as cli
from sitegen.cli.report import baseline, diff
from tests import small_site
from tests.safety.board import POLICE, PUBLISHED, Board
from tests.safety.canary import LIFT

CALLED = {"on": "2026-12-02", "by": "us", "how": "called", "number": "01632 960002"}
SHELL = (
    "<!doctype html><html lang='en'><head><title>{title} – Board</title></head>"
    "<body><main>{main}</main></body></html>"
)


def site(**pages: str) -> diff.Snapshot:
    """Make a site of pages by name, each a text for its main part."""
    written = {
        f"{name}/index.html": SHELL.format(title=name.capitalize(), main=main).encode()
        for name, main in pages.items()
    }
    return diff.snapshot(written)


def told(old: diff.Snapshot, new: diff.Snapshot) -> dict[str, tuple[str, ...]]:
    return {part.title: part.lines for part in diff.compare(old, new) if part.lines}


def test_pages_come_and_go() -> None:
    assert told(site(a="A", b="B"), site(b="B", c="C")) == {
        "Pages added": ("/c/ “C”",),
        "Pages removed": ("/a/ “A”",),
    }


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("We met twice.", "We met three times.", "“twice.” became “three times.”"),
        ("We met.", "We met in May.", "“met.” became “met in May.”"),
        ("One two", "One two three", "“three” was added"),
        ("One two three", "One two", "“three” was taken out"),
        ("a b c d", "A b C d", "“a b c” became “A b C”"),
        (
            "a 1 1 1 b 1 1 1 c 1 1 1 d 1 1 1 e",
            "A 1 1 1 B 1 1 1 C 1 1 1 D 1 1 1 E",
            "“a” became “A”; “b” became “B”; “c” became “C”; and 2 more places",
        ),
        (" ".join("x" * 20), "", f"“{' '.join('x' * 12)} …” was taken out"),
    ],
)
def test_changed_words_are_told(old: str, new: str, line: str) -> None:
    assert told(site(a=old), site(a=new)) == {"Pages changed": (f"/a/ “A”: {line}",)}


def dated(main: str, day: str) -> diff.Snapshot:
    """Make a site of one page that says when it last changed."""
    page = SHELL.format(title="A", main=main).encode()
    entry = f"<url><loc>https://b.example/a/</loc><lastmod>{day}</lastmod></url>"
    return diff.snapshot({"a/index.html": page, "sitemap.xml": entry.encode()})


def test_a_page_whose_readers_are_not_told_of_a_change_is_named() -> None:
    title = "Changed without a change note"
    silent = told(dated("One", "2026-01-12"), dated("Two", "2026-01-12"))
    assert silent[title] == (
        "/a/ “A”: if its meaning changed, add the day and a sentence to its “changes”",
    )
    assert title not in told(dated("One", "2026-01-12"), dated("Two", "2026-11-22"))
    assert title not in told(dated("One", "2026-01-12"), dated("One", "2026-01-12"))


def test_what_changed_alike_on_many_pages_is_told_once_and_a_number_whole() -> None:
    old = {name: f"Call 0151 496 5000 about {name}." for name in "abcde"}
    new = {name: words.replace("5000", "5001") for name, words in old.items()}
    new["e"] = "Call 0151 496 5001 about eels."
    assert told(site(**old), site(**new)) == {
        "The same change on many pages": ("“0151 496 5000” became “0151 496 5001” on 4 pages",),
        "Pages changed": ("/e/ “E”: “0151 496 5000 about e.” became “0151 496 5001 about eels.”",),
    }


def test_links_and_numbers_are_told() -> None:
    old = site(a='<a href="https://one.example/">x</a> <a href="tel:01632960001">y</a>')
    new = site(a='<a href="https://two.example/">x</a> <a href="tel:01632960002">y</a>')
    assert told(old, new) == {
        "Links to other sites added": ("https://two.example/",),
        "Links to other sites removed": ("https://one.example/",),
        "Telephone numbers added": ("01632960002",),
        "Telephone numbers removed": ("01632960001",),
    }


def test_files_and_figures_are_told() -> None:
    def with_figure(wording: str, name: str) -> diff.Snapshot:
        rows = {"figures": [{"id": "courses", "wording": wording, "unit": "courses"}]}
        return diff.snapshot({"data/figures.json": json.dumps(rows).encode(), name: b"x"})

    assert told(with_figure("25", "files/a.pdf"), with_figure("26", "files/b.pdf")) == {
        "Files added": ("files/b.pdf",),
        "Files removed": ("files/a.pdf",),
        "Figures changed": ("courses: “25 courses” became “26 courses”",),
    }


def test_the_three_ways_of_writing_say_the_same() -> None:
    parts = [diff.ReportSection("Pages added", ("/c/ “C”",)), diff.ReportSection("Advice", ())]
    assert diff.as_text(parts) == "If you push now:\nPages added (1):\n- /c/ “C”\n"
    assert diff.as_markdown(parts).splitlines() == [
        "# If you push now",
        "",
        "## Pages added (1)",
        "",
        "- /c/ “C”",
    ]
    assert json.loads(diff.as_json(parts)) == {"Pages added": ["/c/ “C”"], "Advice": []}
    assert diff.as_text([]) == "If you push now:\nNothing changes for readers.\n"


@pytest.fixture
def board(tmp_path: Path) -> Board:
    """A board in a repository of its own, committed once."""
    board = Board(tmp_path / "content")
    board.write("pages/about/x.md", {**PUBLISHED, "title": "X"}, "We met twice.")
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "First"]):
        who = ["-c", "user.name=T", "-c", "user.email=t@board.example"]
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True)
    return board


def run(board: Board, *options: str) -> int:
    place = ["--content", str(board.folder), "--now", "2027-01-04T09:00"]
    return cli.main(["report", *place, *options])


def test_the_report_compares_with_what_was_pushed(
    board: Board, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Templates and assets are those of this project, which has a history of its own.
    unpack = baseline._unpack

    def only_content(folder: Path, target: Path) -> None:
        if folder == board.folder:
            unpack(folder, target)
        else:
            target.symlink_to(folder)

    monkeypatch.setattr(baseline, "_unpack", only_content)
    assert run(board) == 0
    assert "Pages changed" not in capsys.readouterr().out
    allowed = [{"rule": "postcode", "text": "ZZ1 1ZZ", "reason": "A famous place."}]
    keys = {**PUBLISHED, "title": "X", "allow": allowed}
    board.write("pages/about/x.md", keys, "We met thrice at ZZ1 1ZZ.")
    keys = {"status": "scheduled", "publish_at": LIFT, "title": "Later"}
    board.write("pages/about/y.md", keys, "Later.")
    assert run(board) == 0
    out = capsys.readouterr().out
    assert "- /about/x/ “X”: “twice.” became “thrice at ZZ1 1ZZ.”\n" in out
    assert "- pages/about/x.md:5: postcode, because: A famous place.\n" in out
    assert "- 9:30am on 4 January 2027: “Later” (pages/about/y.md)\n" in out
    assert not (board.folder / "urls.lock").exists(), "a report writes nothing"


def test_the_report_compares_with_an_earlier_output(
    board: Board, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "public"
    place = ["--content", str(board.folder), "--output", str(output), "--now", "2027-01-04T09:00"]
    assert cli.main(["build", *place]) == 0
    capsys.readouterr()
    board.lists["contacts"] = []
    board.add("contacts", {**POLICE, "phone": "01632 960002", "verified": CALLED})
    assert run(board, "--against", str(output), "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["Telephone numbers added"] == ["01632960002"]
    assert said["Telephone numbers removed"] == ["01632960001"]


def test_without_anything_earlier_it_says_what_to_do(
    board: Board, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(board, "--against", str(tmp_path / "empty")) == 2
    assert "holds no site; give the folder of an earlier build" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("variables", "begun", "told"),
    [
        ({"PATH": "/nowhere"}, True, "git was not found; install it"),
        ({}, False, "the site is in no git repository; begin one"),
        ({}, True, "nothing of this site was committed yet; commit it"),
        ({"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"}, True, "git refuses a folder of another user"),
    ],
    ids=["no git", "no repository", "no commit", "another user"],
)
def test_why_git_gives_nothing_is_told_with_what_to_do(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    told: str,
    *,
    begun: bool,
) -> None:
    if begun:
        subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(baseline.NothingEarlier, match=told):
        baseline._unpack(tmp_path, tmp_path / "earlier")


def test_templates_of_then_without_one_of_now_hide_no_words(
    board: Board, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    unpack = baseline._unpack

    def none_of_then(folder: Path, target: Path) -> None:
        if folder.name == "templates":
            target.mkdir()
        elif folder == board.folder:
            unpack(folder, target)
        else:
            target.symlink_to(folder)

    monkeypatch.setattr(baseline, "_unpack", none_of_then)
    board.write("pages/about/x.md", {**PUBLISHED, "title": "X"}, "We met thrice.")
    assert run(board) == 0
    assert "- /about/x/ “X”: “twice.” became “thrice.”\n" in capsys.readouterr().out


def test_a_faulty_template_is_told_by_a_report_too(
    board: Board,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "assets").symlink_to(small_site.ROOT / "assets")
    monkeypatch.setattr(folders, "HERE", tmp_path)
    assert run(board) == exit_codes.OUR_FAULT
    assert "Correct the template; the content is not at fault." in capsys.readouterr().err


def test_errors_are_told_first(board: Board, capsys: pytest.CaptureFixture[str]) -> None:
    board.write("pages/about/x.md", {**PUBLISHED, "title": "X"}, "See [it](y.md).")
    assert run(board) == 1
    assert "there is no content file “pages/about/y.md”" in capsys.readouterr().err
