"""Files are found and read however an editor saved them; what cannot be read is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.content.load import ContentLayout, Loaded, load
from sitegen.issues.issue import Origin

SHAPE = ContentLayout(
    folders=frozenset(("pages", "newsletters")),
    lists=frozenset(("themes", "contacts")),
    singles=frozenset(("site",)),
)
PAGE = "---\ntitle: One\n---\nWords: “curly”.\n"


def loaded(folder: Path, files: dict[str, str | bytes]) -> Loaded:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return load(folder, SHAPE)


def told(found: Loaded) -> list[str]:
    return [str(issue) for issue in found.issues]


def test_every_kind_of_file_is_read_in_its_own_way(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        {
            "site.yml": "name: Board\n",
            "themes.yml": "- id: a\n- id: b\n",
            "pages/about/index.md": PAGE,
            "files/2018/report.pdf": b"%PDF",
            "images/a.png": b"png",
            "urls.lock": "/\n",
        },
    )
    assert found.issues == ()
    assert [(d.path, d.collection, len(d.entries)) for d in found.documents] == [
        ("pages/about/index.md", "pages", 1),
        ("site.yml", "site", 1),
        ("themes.yml", "themes", 2),
    ]
    assert found.files == {
        "files/2018/report.pdf": tmp_path / "files/2018/report.pdf",
        "images/a.png": tmp_path / "images/a.png",
    }


def test_files_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    names = ("pages/b.md", "pages/a/z.md", "pages/a.md", "newsletters/c.md")
    found = loaded(tmp_path, dict.fromkeys(names, PAGE))
    assert [document.path for document in found.documents] == sorted(
        names, key=lambda name: name.split("/")
    )


@pytest.mark.parametrize(
    "saved",
    [
        PAGE.encode(),
        PAGE.encode("utf-8-sig"),
        PAGE.replace("\n", "\r\n").encode(),
        PAGE.replace("\n", "\r\n").encode("utf-8-sig"),
        PAGE.replace("\n", "\r").encode(),
        PAGE.replace("title: One", "title: One\r").encode(),
    ],
    ids=["plain", "byte order mark", "Windows", "Windows with mark", "old Mac", "mixed"],
)
def test_marks_and_line_ends_of_editors_make_no_difference(tmp_path: Path, saved: bytes) -> None:
    found = loaded(tmp_path, {"pages/a.md": saved})
    assert found.issues == ()
    entry = found.documents[0].entries[0]
    assert entry.data["title"] == "One"
    assert entry.data["body"] == "Words: “curly”.\n"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named(tmp_path: Path, encoding: str) -> None:
    (message,) = told(loaded(tmp_path, {"pages/a.md": PAGE.encode(encoding)}))
    assert message.startswith("pages/a.md: error: this file is saved as UTF-16\n    Save it again")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_character_of_another_encoding_is_told_at_its_line(tmp_path: Path, end: str) -> None:
    saved = end.join(["---", "title: Café", "---", "Words.", ""]).encode("latin-1")
    (issue,) = loaded(tmp_path, {"pages/a.md": saved}).issues
    assert issue.origin == Origin("pages/a.md", 2)
    assert issue.message == "a character on this line is not saved as UTF-8"


def test_breaks_of_word_processors_are_spaces_and_move_no_line(tmp_path: Path) -> None:
    text = "---\ntitle: One\u2028two\x0bthree\nsummary: x\n---\nA\u2029b\x0cc\x85d\n"
    found = loaded(tmp_path, {"pages/a.md": text})
    assert found.issues == ()
    entry = found.documents[0].entries[0]
    assert entry.data["title"] == "One two three"
    assert entry.data["body"] == "A b c d\n"
    assert entry.place(("summary",)).line == 3


def test_every_character_that_nobody_sees_is_told_at_its_line(tmp_path: Path) -> None:
    text = "---\ntitle: A bell\x07.\n---\n\x00Nul.\nFine.\nAn \x92 of Windows.\n"
    assert [str(i).splitlines()[0] for i in loaded(tmp_path, {"pages/a.md": text}).issues] == [
        "pages/a.md:2: error: there is an invisible character after “bell”",
        "pages/a.md:4: error: there is an invisible character at the beginning of this line",
        "pages/a.md:6: error: there is an invisible character after “An”",
    ]


def test_tabs_and_signs_of_other_scripts_may_stand(tmp_path: Path) -> None:
    text = "---\ntitle: Łódź 漢字 👍🏽 e\u0301\u200d\tx\n---\n"
    assert loaded(tmp_path, {"pages/a.md": text}).issues == ()


WOULD_NOT = "error: this file is not used by the site"


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("newsleters/a.md", "Did you mean “newsletters/”?"),
        ("Newsletters/a.md", "Did you mean “newsletters/”?"),
        ("file/report.pdf", "Did you mean “files/”?"),
        ("contact.yml", "Did you mean “contacts.yml”?"),
        ("contacts", "Did you mean “contacts.yml”?"),
        ("themes.yaml", "Rename it to themes.yml."),
        ("themes.YML", "Rename it to themes.yml."),
        ("pages/a.MD", "Rename it to pages/a.md."),
        ("pages/about/a.markdown", "Rename it to pages/about/a.md."),
        ("pages/a.docx", "Files in this folder end in .md; documents and pictures go in files/"),
        ("pages/a.yml", "Files in this folder end in .md; documents and pictures go in files/"),
        (
            "themes/a.md",
            "Write it as an entry of themes.yml or of a list in themes/, and delete",
        ),
        ("q.txt", "Known here: contacts.yml, files/, images/, newsletters/, pages/, site.yml, the"),
    ],
)
def test_a_file_that_nothing_reads_is_told_with_its_cure(
    tmp_path: Path, name: str, cure: str
) -> None:
    (message,) = told(loaded(tmp_path, {name: "x"}))
    assert message.startswith(f"{name}: {WOULD_NOT}\n    {cure}")


def test_nobody_is_asked_to_overwrite_a_file_by_renaming_another(tmp_path: Path) -> None:
    (message,) = told(loaded(tmp_path, {"themes.yaml": "[]", "themes.yml": "[]"}))
    assert "themes.yml is there already: move its words, then delete it." in message


@pytest.mark.parametrize(
    "name",
    [
        *(".DS_Store", "pages/.a.md.swp", "pages/a.md~", "files/~$report.docx", ".git/config"),
        *("Thumbs.db", "files/desktop.ini"),
    ],
)
def test_what_systems_and_editors_leave_behind_is_passed_over(tmp_path: Path, name: str) -> None:
    assert loaded(tmp_path, {name: b"\x00"}) == Loaded((), {}, ())


def test_a_link_is_refused_even_to_a_file_that_is_fine(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(PAGE, encoding="utf-8")
    content = tmp_path / "content"
    for name in ("pages/a.md", "files/a.pdf", "newsletters"):
        place = content / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(tmp_path / ("secret.md" if place.suffix else ""))
    found = load(content, SHAPE)
    assert found.documents == ()
    assert found.files == {}
    assert [str(issue.origin) for issue in found.issues] == [
        *("files/a.pdf", "newsletters", "pages/a.md"),
    ]
    assert {issue.message for issue in found.issues} == {"this is a link to something else"}


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    found = load(tmp_path / "content", SHAPE)
    (issue,) = found.issues
    assert issue.message == "there is no such folder"
    assert "--content" in issue.hint


def test_one_broken_file_keeps_no_other_from_being_read(tmp_path: Path) -> None:
    found = loaded(tmp_path, {"pages/a.md": "no keys", "pages/b.md": PAGE, "themes.yml": "a: b"})
    assert [document.path for document in found.documents] == ["pages/b.md"]
    assert [str(issue.origin) for issue in found.issues] == ["pages/a.md:1", "themes.yml:1"]


def test_a_file_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    (message,) = told(loaded(tmp_path, {"pages/a.md": PAGE}))
    assert message.startswith("pages/a.md: error: this file cannot be read (Permission denied)")
