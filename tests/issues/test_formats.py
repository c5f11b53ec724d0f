"""A fault is shown with its line and a marker, in colours on a terminal alone, or for a robot."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.issues import formats
from sitegen.issues.issue import Issue, Origin, Severity
from tests.small_site import change, put, write

HIDDEN = ("GITHUB_ACTIONS", "NO_COLOR", "TERM")


@pytest.fixture(autouse=True)
def nowhere_special(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what would change how findings are printed."""
    for name in HIDDEN:
        monkeypatch.delenv(name, raising=False)


def told(tmp_path: Path, line: str, issue: Issue) -> str:
    """Write a file of one line and show an issue of it."""
    put(tmp_path / "content", issue.origin.path, line)
    return formats.as_text(formats.with_excerpts([issue], tmp_path / "content"))


def check(content: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a person would."""
    return subprocess.run(
        [sys.executable, "build.py", "check", "--content", str(content), *options],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )


# ---- The line and its marker ----


def test_the_line_itself_is_shown_with_a_marker_under_the_value(tmp_path: Path) -> None:
    content = write(tmp_path)
    change(content, "pages/help.md", "status: published", "status: publishd")
    assert check(content).stderr == (
        "content/pages/help.md:4:9: error: status: “publishd” is not one of the words for this\n"
        "     4 | status: publishd\n"
        "                 ^^^^^^^^\n"
        "    Known here: draft, published, scheduled, withdrawn. Did you mean “published”?\n"
        "1 error, 0 warnings. Nothing was written; fix the errors and run the command again.\n"
    )


def test_the_marker_stands_under_an_unknown_key_not_under_its_value(tmp_path: Path) -> None:
    content = write(tmp_path)
    change(content, "pages/help.md", "summary: Help now.", "sumary: sumary")
    assert "content/pages/help.md:3:1: error: sumary: " in check(content).stderr


def test_a_word_in_a_text_is_marked_where_it_stands(tmp_path: Path) -> None:
    line = "Ask the XQZ."
    issue = Issue(Origin("pages/a.md", 1), "not in the glossary", about=("XQZ",), rule="words")
    assert told(tmp_path, line, issue).splitlines() == [
        "content/pages/a.md:1:9: error: not in the glossary",
        "     1 | Ask the XQZ.",
        "                 ^^^",
    ]


def test_what_a_message_quotes_moves_no_marker(tmp_path: Path) -> None:
    issue = Issue(Origin("a.md", 1), "ask “me” and not “them”", about=("them",), rule="words")
    assert told(tmp_path, "me and them", issue).splitlines()[2] == "                ^^^^"


def test_the_marker_of_a_value_is_not_drawn_under_a_key_of_the_same_name(tmp_path: Path) -> None:
    issue = Issue(Origin("a.yml", 1).at(8), "not a word", about=("status",), rule="fields")
    assert "a.yml:1:10: " in told(tmp_path, 'status: "status"', issue)


def test_a_fault_of_a_whole_file_has_its_path_alone(tmp_path: Path) -> None:
    issue = Issue(Origin("a.yml"), "this file is empty", "Write its keys into it.", rule="files")
    assert told(tmp_path, "", issue) == (
        "content/a.yml: error: this file is empty\n    Write its keys into it.\n"
    )


def test_an_empty_line_and_a_fence_are_not_worth_showing(tmp_path: Path) -> None:
    issue = Issue(Origin("a.md", 1), "this field is missing", field="title", rule="fields")
    assert told(tmp_path, "---", issue) == "content/a.md:1: error: title: this field is missing\n"


def test_a_long_line_is_cut_around_what_is_wrong(tmp_path: Path) -> None:
    issue = Issue(Origin("a.md", 1), "not in the glossary", about=("XQZ",), rule="words")
    _, line, marker = told(tmp_path, "word " * 60 + "XQZ" + " word" * 60, issue).splitlines()
    assert line.startswith("     1 | …")
    assert line.endswith("…")
    assert len(line) < 120
    assert line[marker.index("^") : marker.rindex("^") + 1] == "XQZ"


def test_characters_that_cannot_be_seen_are_shown(tmp_path: Path) -> None:
    issue = Issue(Origin("a.yml", 1).at(0), "there is a tab where spaces are needed", rule="yaml")
    assert "     1 | →a:·1\n" in told(tmp_path, "\ta:\u00a01", issue)


def test_a_byte_order_mark_and_windows_line_ends_do_not_move_the_marker(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "a.yml").write_bytes("\ufeffx: 1\r\nstatus: no\r\n".encode())
    issue = Issue(Origin("a.yml", 2).at(8), "not a word", about=("no",), rule="fields")
    assert "     2 | status: no\n                 ^^\n" in formats.as_text(
        formats.with_excerpts([issue], content)
    )


def test_faults_stand_in_the_order_of_files_lines_and_columns(tmp_path: Path) -> None:
    put(tmp_path / "content", "a.md", "one two three\n")
    found = [
        Issue(Origin("a.md", 1), "wrong", about=(word,), rule="r")
        for word in ("three", "one", "two")
    ]
    places = [one.place for one in formats.with_excerpts(found, tmp_path / "content")]
    assert places == ["content/a.md:1:1", "content/a.md:1:5", "content/a.md:1:9"]


def test_a_folder_that_is_not_there_is_named_as_it_was_given(tmp_path: Path) -> None:
    said = check(tmp_path / "nothing").stderr
    assert said.startswith(f"{tmp_path / 'nothing'}: error: there is no such folder\n")


# ---- Colours ----


def on_a_terminal(content: Path, variables: dict[str, str]) -> str:
    """Run the command on a terminal, and return what the terminal was sent."""
    master, slave = pty.openpty()
    command = [sys.executable, "build.py", "check", "--content", str(content)]
    with subprocess.Popen(
        command, stdout=slave, stderr=slave, env={**os.environ, "TERM": "xterm", **variables}
    ) as process:
        os.close(slave)
        sent = b""
        try:
            while piece := os.read(master, 4096):
                sent += piece
        except OSError:
            pass
        process.wait()
    os.close(master)
    return sent.decode()


def test_a_terminal_gets_colours(tmp_path: Path) -> None:
    content = write(tmp_path)
    put(content, "pages/help.md", "")
    assert "\033[31merror\033[0m" in on_a_terminal(content, {})


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_that_wants_none_gets_none(tmp_path: Path, variables: dict[str, str]) -> None:
    content = write(tmp_path)
    put(content, "pages/help.md", "")
    sent = on_a_terminal(content, variables)
    assert "error" in sent
    assert "\033[31m" not in sent


def test_a_pipe_gets_none(tmp_path: Path) -> None:
    content = write(tmp_path)
    put(content, "pages/help.md", "")
    assert "\033" not in check(content).stderr


# ---- For robots ----


def broken(tmp_path: Path) -> Path:
    """A site with one fault whose words need escaping."""
    content = write(tmp_path)
    change(content, "pages/help.md", "status: published", "status: 100%,")
    return content


def test_github_gets_a_command_for_each_fault(tmp_path: Path) -> None:
    said = check(broken(tmp_path), "--format", "github").stdout
    assert said == (
        "::error file=content/pages/help.md,line=4,col=9::status: “100%25,” is not one of the "
        "words for this%0AKnown here: draft, published, scheduled, withdrawn.\n"
    )


def test_in_github_actions_the_commands_stand_below_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    said = check(broken(tmp_path)).stderr
    assert "     4 | status: 100%,\n" in said
    assert said.splitlines()[-1].startswith("::error file=content/pages/help.md,")


def test_gitlab_gets_a_code_quality_report(tmp_path: Path) -> None:
    [found] = json.loads(check(broken(tmp_path), "--format", "gitlab").stdout)
    assert found["location"] == {"path": "content/pages/help.md", "lines": {"begin": 4}}
    assert found["severity"] == "major"
    assert re.fullmatch(r"[0-9a-f]{64}", found["fingerprint"])


def test_a_warning_is_a_warning_for_robots_too() -> None:
    issue = Issue(Origin("a.md"), "a long sentence", severity=Severity.WARNING, rule="words")
    shown = formats.with_excerpts([issue], None)
    assert formats.as_github(shown) == "::warning file=a.md::a long sentence\n"
    assert json.loads(formats.as_gitlab(shown))[0]["severity"] == "minor"


def test_json_tells_the_column(tmp_path: Path) -> None:
    finding = json.loads(check(broken(tmp_path), "--json").stdout)["findings"][0]
    assert (finding["line"], finding["column"]) == (4, 9)


# ---- The same again ----


def test_what_comes_again_is_told_once_with_all_its_places(tmp_path: Path) -> None:
    def issue(line: int, name: str, severity: Severity) -> Issue:
        return Issue(
            Origin("a.yml", line),
            f"nobody called “{name}”",
            "Call.",
            about=(name,),
            severity=severity,
            rule="rule",
        )

    some = [issue(line, f"N{line}", Severity.WARNING) for line in (3, 5, 9)]
    # Of errors only the very same are folded: one id that many pages name.
    some += [issue(line, name, Severity.ERROR) for line, name in ((4, "N4"), (6, "N6"), (8, "N4"))]
    said = formats.as_text(formats.with_excerpts(some, None))
    assert said == (
        "a.yml:3: warning: nobody called “N3”\n    Call.\n"
        "    The same 2 times more: a.yml:5, 9.\n"
        "a.yml:4: error: nobody called “N4”\n    Call.\n"
        "    The same once more: a.yml:8.\n"
        "a.yml:6: error: nobody called “N6”\n    Call.\n"
    )
