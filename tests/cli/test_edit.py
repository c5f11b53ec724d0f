"""What the editing screen of this machine may read and write, and where it tells of a fault."""

from __future__ import annotations

import hashlib
import re
import subprocess
from functools import partial
from http import HTTPStatus
from pathlib import Path

import pytest

from sitegen.cli.serve import edit, publish, screen_issues, taken_down
from sitegen.cli.serve.dev_server import DevServer
from sitegen.cli.serve.folder import ContentFolder, NotAllowed
from sitegen.issues.issue import Issue, Origin, place_of
from sitegen.issues.wording import build_command, entry_of, off_screen
from tests import small_site


def sha(data: bytes) -> str:
    """What a file is known by."""
    return hashlib.sha256(data).hexdigest()


# ---- The folder ----


def test_texts_are_listed_with_their_words_and_other_files_without(content: Path) -> None:
    (content / "files").mkdir(exist_ok=True)
    (content / "files/a.pdf").write_bytes(b"%PDF-")
    (content / ".hidden.md").write_text("x", encoding="utf-8")
    found = ContentFolder(content).listed()
    home = content.name
    assert found[f"{home}/site.yml"] == (content / "site.yml").read_text(encoding="utf-8")
    assert found[f"{home}/files/a.pdf"] is None
    assert not [path for path in found if "hidden" in path or path.endswith(".lock")]


@pytest.mark.parametrize(
    "path",
    [
        "../outside.md",
        "{home}/../outside.md",
        "/etc/hosts.md",
        "{home}/urls.lock",
        "{home}/.git/config.yml",
        "{home}/pages/script.sh",
        "{home}/way-out/a.md",
        "{home}/files/.htaccess",
        "build.py",
    ],
)
def test_nothing_but_texts_and_uploads_of_the_folder_is_written(content: Path, path: str) -> None:
    (content.parent / "elsewhere").mkdir()
    (content / "way-out").symlink_to(content.parent / "elsewhere")
    before = sorted(content.parent.rglob("*"))
    with pytest.raises(NotAllowed) as told:
        ContentFolder(content).write(path.format(home=content.name), b"x", "")
    assert told.value.status is HTTPStatus.FORBIDDEN
    assert sorted(content.parent.rglob("*")) == before


def test_what_somebody_else_changed_is_neither_overwritten_nor_removed(content: Path) -> None:
    folder, name = ContentFolder(content), f"{content.name}/site.yml"
    was = (content / "site.yml").read_bytes()
    (content / "site.yml").write_bytes(was + b"# Mine\n")
    for act in (
        partial(folder.write, name, b"name: Theirs\n", sha(was)),
        partial(folder.remove, name, sha(was)),
    ):
        with pytest.raises(NotAllowed, match="changed by somebody else") as told:
            act()
        assert told.value.status is HTTPStatus.CONFLICT
    folder.write(name, was, sha(was + b"# Mine\n"))
    assert (content / "site.yml").read_bytes() == was
    folder.remove(name, sha(was))
    assert not (content / "site.yml").exists()
    folder.remove(name, "")  # what is gone already


# ---- Sentences for somebody who sees fields and buttons ----


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "Write ⟦status: scheduled⟧ and ⟦publish_at:⟧, or take ⟦body⟧ out of ⟦site.yml⟧.",
            ("Write “scheduled” under “Status” and “Publish at”, or take “Words” out of Site."),
        ),
        (
            f"Withdraw it too? {build_command('Run “…”', 'withdraw', 'ex01')}.",
            "Withdraw it too? Press “Take down what is about it too” above this list.",
        ),
        (
            f"{build_command('Run “…”', 'withdraw', 'document:a')}, which takes its words along.",
            (
                "Ask whoever looks after the site to run “python3 build.py withdraw document:a”, "
                "which takes its words along."
            ),
        ),
        (
            build_command("Begin it: …", "new", "page", "--set", "id=index", "--set", "shows=home"),
            "Open Pages and press New, with “index” under “Slug” and “home” under “Shows”.",
        ),
        (
            f"{build_command('Begin one with “…”', 'new', 'contact')}, or take it out.",
            "Open Contacts and press Add, or take it out.",
        ),
        (
            f"Empty it. Or {build_command('run: …', 'clean', 'content/files/a.pdf')}.",
            (
                "Empty it. Or ask whoever looks after the site to run “python3 build.py clean "
                "content/files/a.pdf”."
            ),
        ),
        (
            (
                "If it moved, add to ⟦addresses.yml⟧:"
                f"{entry_of('  - {…}  ', {'from': '/a/', 'to': '/b/'})}If not, leave it."
            ),
            (
                "If it moved, add to Addresses: “/a/” under “From” and “/b/” under “To”. If not, "
                "leave it."
            ),
        ),
        (
            f"If it may stay, say why{entry_of(', as in  keep:  - {…}', {'review': 'a'}, 'keep')}",
            "If it may stay, say why under “Keep”: “a” under “Review”.",
        ),
        (
            f"Correct it, or the other{off_screen(' on line 4')}.",
            "Correct it, or the other.",
        ),
        (
            f"See {place_of(Origin('contacts.yml', 1))} and {place_of(Origin('list.yml', 4))}",
            "See Contacts › Emergency services and list.yml, line 4.",
        ),
        ("Did you mean “page:status” in “list.yml”?", "Did you mean “page:status” in “list.yml”?"),
        # What an author typed may look like a mark.
        ("⟦a⟧, ⟦a: ⟧, ⟦⟧, ⟦ and ⟦x\x1fy⟧.", "“A”, “” under “A”, “”, ⟦ and “X\x1fy”."),
        ("⟦place\x1fthere\x1fa\x1fb⟧ ⟦command\x1fc⟧ ⟦entry\x1fe\x1f\x1fa⟧.", "there c e."),
    ],
)
def test_a_cure_on_the_screen_names_a_field_a_button_or_a_person(
    content: Path, written: str, told: str
) -> None:
    (found,) = screen_issues.as_data([Issue(Origin("urls.lock"), "x", written)], content)
    assert found["cure"] == told


def test_the_notice_over_the_site_says_what_the_screen_beside_it_says(content: Path) -> None:
    desk = DevServer(lambda: small_site.request(content), content.parent / "kept", coloured=False)
    small_site.change(content, "pages/help.md", "status: published", "status: scheduled")
    assert not desk.build()
    assert f"{content.name}/pages/help.md:" in desk.panel
    assert "Add “publish_at:”" in desk.panel
    edit.answers(desk)
    assert "<h2>Pages › " in desk.panel
    assert "Add “Publish at”" in desk.panel
    assert not re.search(r"publish_at|help\.md", desk.panel)


# ---- Where a fault is corrected ----


@pytest.mark.parametrize(
    ("path", "line", "field", "screen", "at"),
    [
        ("newsletters/a.md", 3, "summary", "/collections/newsletters/entries/a", "summary"),
        ("pages/about/chair.md", 9, "", "/collections/pages/entries/about/chair", "body"),
        ("site.yml", 2, "name", "/collections/_singletons/entries/site", "name"),
        (
            *("actions/2024.yml", 2, "due", "/collections/_singletons/entries/actions-2024"),
            "actions.0.due",
        ),
        ("list.yml", 6, "phone", "", ""),
        ("files/a.pdf", 0, "", "", ""),
    ],
)
def test_a_fault_is_told_where_the_screen_corrects_it(
    content: Path, path: str, line: int, field: str, screen: str, at: str
) -> None:
    (found,) = screen_issues.as_data(
        [Issue(Origin(path, line), "is wrong", field=field, rule="rule")], content
    )
    assert (found["screen"], found["field"]) == (screen, at)


def test_a_fault_in_a_list_is_told_at_its_item(content: Path) -> None:
    listed = "# All of them\n- id: one\n  title: One\n\n- id: two\n  phone: 1\n"
    (content / "contacts.yml").write_text(listed, encoding="utf-8")
    (found,) = screen_issues.as_data(
        [Issue(Origin("contacts.yml", 6), "x", field="phone", rule="r")], content
    )
    assert found["screen"] == "/collections/_singletons/entries/contacts"
    assert found["field"] == "contacts.1.phone"
    assert found["where"] == "Contacts › number 2 › Phone"


def test_a_fault_is_told_by_the_names_of_the_screen(content: Path) -> None:
    record = "---\ntitle: 'Spring, 2025'\nsources:\n  - {document: a}\n---\n"
    (content / "newsletters").mkdir(exist_ok=True)
    (content / "newsletters/spring.md").write_text(record, encoding="utf-8")
    place = Origin("newsletters/spring.md", 4)
    issues = [
        Issue(place, "⟦file_state⟧ is not in ⟦documents.yml⟧", field="sources.1.document"),
        Issue(Origin("list.yml", 4), "y"),
    ]
    at_field, nowhere = screen_issues.as_data(issues, content)
    assert at_field["said"] == "“File state” is not in Documents"
    assert at_field["where"] == "Newsletters › Spring, 2025 › Sources › 1 › Document"
    assert at_field["field"] == "sources.0.document"
    assert nowhere["where"] == "list.yml, line 4"


# ---- Publishing ----


def git(folder: Path, *words: str) -> str:
    """Ask git something, as somebody."""
    who = ("-c", "user.name=E", "-c", "user.email=e@board.example")
    return subprocess.check_output(["git", *who, *words], cwd=folder, encoding="utf-8")


@pytest.mark.parametrize(
    ("address", "list_"), [("/files/a.0123456789.pdf", "documents"), ("/gone/", "addresses")]
)
def test_what_is_no_longer_published_is_told_at_the_list_that_says_what_became_of_it(
    content: Path, address: str, list_: str
) -> None:
    (content / "urls.lock").write_text(f"# Addresses\n{address}\n", encoding="utf-8")
    (found,) = screen_issues.as_data([Issue(Origin("urls.lock", 2), "x")], content)
    assert found["where"] == list_.capitalize()
    assert found["screen"] == f"/collections/_singletons/entries/{list_}"


def test_without_git_it_is_said_what_to_send_to_whom(content: Path) -> None:
    told = publish.rehearsed(small_site.request(content))
    assert not told["ready"]
    assert "whoever looks after the site" in told["words"]
    assert f"{content.name}/site.yml" in told["files"]


def test_with_git_the_report_is_shown_and_a_commit_made(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(content.parent, "init", "--quiet", "--initial-branch", "main")
    git(content.parent, "add", ".")
    git(content.parent, "commit", "--quiet", "--message", "As it was")
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "E")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "e@board.example")
    with pytest.raises(publish.NotHandedOn, match="one sentence"):
        publish.hand_on(content, " ")
    with pytest.raises(publish.NotHandedOn, match="Nothing has changed"):
        publish.hand_on(content, "Nothing")
    told = publish.rehearsed(small_site.request(content))
    assert told["words"] == "Nothing has changed since the last time."
    assert (told["ready"], told["sections"], told["files"]) == (False, [], [])
    page = content / "pages/help.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nMore words.\n", encoding="utf-8")
    told = publish.rehearsed(small_site.request(content))
    assert told["ready"]
    assert [part["title"] for part in told["sections"]] == [
        *("Pages changed", "Changed without a change note")
    ]
    assert "“More words.” was added" in told["sections"][0]["lines"][0]
    assert told["sections"][1]["lines"][0].endswith("to its “Changes”")
    assert "pushed" in publish.hand_on(content, "More words")
    small_site.put(
        content, "pages/draft.md", small_site.page("A draft.").replace("published", "draft", 1)
    )
    small_site.put(content, "files/un été.txt", "Words.")
    told = publish.rehearsed(small_site.request(content))
    assert (told["ready"], told["sections"]) == (True, [])
    assert told["files"] == ["content/files/un été.txt", "content/pages/draft.md"]
    assert told["words"].startswith("Readers would see nothing changed")
    git(content.parent, "clean", "--quiet", "--force", "-d", "content")
    assert git(content.parent, "log", "-1", "--format=%s").strip() == "More words"
    assert not git(content.parent, "status", "--porcelain")


def test_nothing_is_handed_on_while_something_has_to_be_fixed(content: Path) -> None:
    late = "---\ntitle: Last year\nsummary: A year late.\nstatus: scheduled\n"
    late += "publish_at: 2025-11-30 09:00\n---\nWords.\n"
    small_site.put(content, "pages/late.md", late)
    told = publish.rehearsed(small_site.request(content))
    assert not told["ready"]
    assert told["words"] == "Something has to be fixed first."
    (section,) = told["sections"]
    line = section["lines"][0]
    assert "Pages › Last year › Publish at: 9am on 30 November 2025 has passed" in line
    assert "write “published” under “Status” and take “Publish at” out." in line


# ---- Taking down ----


def test_what_is_about_a_review_goes_with_it_and_nothing_else(content: Path) -> None:
    review = content / "reviews/scr1.md"
    small_site.change(content, "reviews/scr1.md", "status: published", WITHDRAWN)
    small_site.put(content, "briefings/scr1.md", BRIEFING)
    told = taken_down.still_public(content)
    assert told == [{"kind": "briefing", "title": "Briefing one", "review": "scr1"}]
    before = review.read_bytes()
    taken_down.take_down(content, small_site.MOMENT.date())
    text = (content / "briefings/scr1.md").read_text(encoding="utf-8")
    assert 'status: withdrawn\nwithdrawn_reason: "A court ordered it."\n' in text
    assert review.read_bytes() == before
    assert taken_down.still_public(content) == []


WITHDRAWN = "status: withdrawn\nwithdrawn_reason: |\n  A court\n  ordered it."
PARTS = "".join(f"  - {{title: Part {number}, text: Words.}}\n" for number in range(1, 8))
BRIEFING = f"""---
title: Briefing one
summary: The learning.
status: published
published: 2026-11-01
review: scr1
parts:
{PARTS}questions:
  - What would we have seen?
---
"""
