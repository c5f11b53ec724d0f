"""The commands do what they say, end with the right code, and never show a traceback."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sitegen import checks
from sitegen.cli import arguments, exit_codes, folders
from sitegen.cli import main as cli
from sitegen.issues.wording import build_command
from tests import small_site

NOW = ("--now", "2026-11-22T09:00")


class Ran(NamedTuple):
    """How a command ended, and what it said where."""

    code: int
    out: str
    err: str


Door = Callable[..., Ran]


@pytest.fixture
def door(
    content: Path,
    public: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Door:
    """Run a command on the small site."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.setattr("sitegen.cli.request.datetime", small_site.clock())

    def run(*arguments: str) -> Ran:
        code = cli.main([*arguments, "--content", str(content), "--output", str(public)])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Ran(code, out, err)

    return run


def spoil(content: Path) -> None:
    """Put an error into the content."""
    small_site.change(content, "themes.yml", "title: Neglect", "titel: Neglect")


# ---- Commands and their ends ----


@pytest.mark.parametrize("arguments", [(), ("build",)])
def test_a_build_is_what_happens_by_default(
    door: Door, public: Path, arguments: tuple[str, ...]
) -> None:
    ran = door(*arguments, *NOW)
    assert (ran.code, ran.err) == (exit_codes.FINE, "")
    assert ran.out.startswith("Built 16 pages, ")
    assert (public / "index.html").is_file()


def test_a_check_says_the_same_and_writes_nothing(door: Door, content: Path, public: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in content.rglob("*")}
    ran = door("check")
    assert (ran.code, ran.err) == (exit_codes.FINE, "")
    assert ran.out.endswith("Nothing was written.\n")
    assert not public.exists()
    assert {path: path.stat().st_mtime_ns for path in content.rglob("*")} == before


@pytest.mark.parametrize("command", ["build", "check"])
def test_errors_in_the_content_are_told_apart_and_end_with_one(
    door: Door, content: Path, public: Path, command: str
) -> None:
    door("build", *NOW)
    before = {path: path.read_bytes() for path in public.rglob("*") if path.is_file()}
    spoil(content)
    ran = door(command)
    assert (ran.code, ran.out) == (exit_codes.CONTENT_ERRORS, "")
    assert "themes.yml:2" in ran.err
    assert "Did you mean “title”?" in ran.err
    assert "Nothing was written; fix the errors and run the command again." in ran.err
    assert {path: path.read_bytes() for path in public.rglob("*") if path.is_file()} == before


def test_warnings_do_not_stop_a_build(door: Door, content: Path) -> None:
    small_site.change(content, "pages/help.md", "shows", "review_by: 2026-11-21\nshows")
    ran = door("build", *NOW)
    assert ran.code == exit_codes.FINE
    assert "pages/help.md:6" in ran.out
    assert "1 warning" in ran.out


def test_the_cure_for_another_site_names_its_folder(door: Door, content: Path) -> None:
    (content / "pages/not-found.md").unlink()
    told = door("check", *NOW).out
    cure = f"python3 build.py new page --content {content} --set id=not-found"
    assert told.count(cure) == 1
    for form in ("json", "github", "gitlab"):
        assert door("check", *NOW, "--format", form).out.count(cure) == 1, form
    cure = build_command("run: …", "clean", "content/files/a.pdf")
    cleaned = f"run: python3 build.py clean {content}/files/a.pdf"
    assert arguments.of_this_site(cure, content) == cleaned
    for words in (("new", "site", "DIR"), ("host", "netlify")):
        assert str(content) not in arguments.of_this_site(build_command("…", *words), content)


# ---- What each option changes ----


def test_a_build_of_now_notes_new_addresses_and_a_rehearsal_does_not(
    door: Door, content: Path
) -> None:
    ledger = content / "urls.lock"
    ran = door("build", *NOW)
    assert not ledger.exists()
    assert "urls.lock" not in ran.out
    ran = door("check")
    assert not ledger.exists()
    ran = door("build")
    assert "/help/" in ledger.read_text(encoding="utf-8").splitlines()
    assert "new addresses noted in urls.lock" in ran.out
    written = ledger.read_bytes()
    assert "urls.lock" not in door("build").out
    assert ledger.read_bytes() == written


def test_a_preview_notes_no_address(door: Door, content: Path) -> None:
    door("build", "--preview")
    assert not (content / "urls.lock").exists()


def test_another_address_of_the_site_is_used_everywhere(door: Door, public: Path) -> None:
    ran = door("build", *NOW, "--base-url", "https://trial.example/")
    assert ran.code == exit_codes.FINE
    for path in ("index.html", "sitemap.xml", "feed.xml", "robots.txt"):
        text = (public / path).read_text(encoding="utf-8")
        assert "https://trial.example/" in text
        assert "www.exampleshire.example" not in text


@pytest.mark.parametrize(("option", "draft"), [("--preview", True), ("--noindex", False)])
def test_drafts_are_shown_in_a_preview_alone_and_neither_is_indexed(
    door: Door, content: Path, public: Path, option: str, *, draft: bool
) -> None:
    text = small_site.page("Words.").replace("status: published", "status: draft")
    small_site.put(content, "pages/reviews/soon.md", text)
    assert door("build", *NOW, option).code == exit_codes.FINE
    assert (public / "reviews/soon/index.html").exists() is draft
    assert "Disallow: /" in (public / "robots.txt").read_text(encoding="utf-8")
    home = (public / "index.html").read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex">' in home


# ---- For tools ----


@pytest.mark.parametrize("command", ["build", "pdf"])
@pytest.mark.parametrize("asked", [("--preview",), NOW])
def test_the_public_site_is_never_made_of_what_is_not_public(
    door: Door, public: Path, monkeypatch: pytest.MonkeyPatch, command: str, asked: tuple[str, ...]
) -> None:
    monkeypatch.setenv("CONTEXT", "production")
    ran = door(command, *asked)
    assert ran.code == exit_codes.WRONG_USAGE
    assert ran.err.startswith("--preview and --now show what is not public yet")
    assert not public.exists()


def test_tools_read_findings_and_summary_from_the_output_alone(door: Door) -> None:
    ran = door("check", "--json", *NOW)
    value: dict[str, Any] = json.loads(ran.out)
    assert (ran.code, ran.err) == (exit_codes.FINE, "")
    assert (value["errors"], value["warnings"], value["findings"]) == (0, 0, [])
    assert value["summary"]["pages"] == 16
    assert value["summary"]["written"] is False


def test_tools_are_told_errors_with_the_same_code(door: Door, content: Path) -> None:
    spoil(content)
    ran = door("build", "--json")
    value: dict[str, Any] = json.loads(ran.out)
    assert (ran.code, ran.err) == (exit_codes.CONTENT_ERRORS, "")
    assert value["errors"] == len(value["findings"]) > 0
    assert {found["path"] for found in value["findings"]} == {"themes.yml"}


# ---- Faults that are not the content's ----


def test_a_content_folder_that_is_not_there_is_told(door: Door, content: Path) -> None:
    content.rename(content.with_name("elsewhere"))
    ran = door("build")
    assert ran.code == exit_codes.CONTENT_ERRORS
    assert "there is no such folder" in ran.err


def test_a_folder_of_somebody_else_is_left_alone(door: Door, public: Path) -> None:
    public.mkdir()
    (public / "letters.txt").write_text("dear", encoding="utf-8")
    ran = door("build", *NOW)
    assert (ran.code, ran.out) == (exit_codes.OUR_FAULT, "")
    assert ran.err == (
        f"The site could not be made: the folder {public} "
        "holds files that this tool did not make.\n"
        "Choose an empty folder with --output, or empty that one yourself.\n"
    )
    assert [path.name for path in public.iterdir()] == ["letters.txt"]


def test_an_output_that_is_a_file_is_told(door: Door, public: Path) -> None:
    public.write_text("a file", encoding="utf-8")
    ran = door("build", *NOW)
    assert ran.code == exit_codes.OUR_FAULT
    assert ran.err.startswith(f"The site could not be made: {public}: Not a directory.\nCheck that")


def refusing(place: Path) -> Callable[..., None]:
    """Stand for a system call on a folder that may not be used; root may use all."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(place))

    return refuse


def test_a_content_folder_that_may_not_be_read_is_told(
    door: Door, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "scandir", refusing(content))
    ran = door("build", *NOW)
    assert (ran.code, ran.out) == (exit_codes.OUR_FAULT, "")
    assert ran.err.startswith(f"The site could not be made: {content}: Permission denied.\n")


def test_an_output_folder_that_may_not_be_written_is_told(
    door: Door, public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "write_bytes", refusing(public))
    ran = door("build", *NOW)
    assert (ran.code, ran.out) == (exit_codes.OUR_FAULT, "")
    assert ran.err.startswith(f"The site could not be made: {public}: Permission denied.\n")
    assert "that you may read and write" in ran.err


def test_a_faulty_template_is_told(
    door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "assets").symlink_to(small_site.ROOT / "assets")
    monkeypatch.setattr(folders, "HERE", tmp_path)
    ran = door("build", *NOW)
    assert ran.code == exit_codes.OUR_FAULT
    assert "templates/pages/home.html cannot make /: TemplateNotFound" in ran.err
    assert "Correct the template; the content is not at fault." in ran.err


def test_a_fault_of_ours_is_named_and_kept_in_a_file(
    door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(*_: object) -> None:
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr(checks, "CONTENT_CHECKS", (fall,))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    ran = door("build")
    assert ran.code == exit_codes.OUR_FAULT
    assert "ZeroDivisionError at test_commands.py:" in ran.err
    (log,) = tmp_path.glob("sitegen-*.log")
    assert ran.err.count("\n") == 1
    assert str(log) in ran.err
    assert "Traceback" not in ran.err
    text = log.read_text(encoding="utf-8")
    assert "Traceback" in text
    assert "ZeroDivisionError: by nothing" in text


def test_a_ledger_with_strange_letters_is_told_at_its_line(door: Door, content: Path) -> None:
    (content / "urls.lock").write_bytes(b"/help/\n/caf\xe9/\n")
    ran = door("check")
    assert ran.code == exit_codes.CONTENT_ERRORS
    assert "urls.lock:2" in ran.err
