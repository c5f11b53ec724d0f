"""What is left lying in the content folder, and what is typed of what was taken down."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import small_site

_LETTER = """---
title: Our old letter of the year 2019
summary: A letter.
status: {status}
withdrawn_reason: It was wrong.
published: 2026-11-20
issue: autumn 2019
publisher: Exampleshire SCB
---

Words.
"""


def told(content: Path) -> list[str]:
    return small_site.told(small_site.check(content))


def test_a_file_that_nobody_names_is_told_and_one_of_a_draft_is_not(tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    for name in ("files/loose.txt", "files/drafted.txt", "images/a%20b.png"):
        small_site.put(content, name, "Words.")
    small_site.put(
        content,
        "documents.yml",
        small_site.FILES["documents.yml"] + "- {id: drafted, title: A draft, status: draft, "
        "document_kind: leaflet, about: It., file_state: available, file: files/drafted.txt}\n",
    )
    assert [one for one in told(content) if "names this file" in one] == [
        "files/loose.txt: warning: nothing names this file, so nobody can see it",
        "images/a%20b.png: warning: nothing names this file, so nobody can see it",
    ]


def test_the_title_of_what_was_taken_down_is_told_where_somebody_typed_it(tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    small_site.put(content, "newsletters/old.md", _LETTER.format(status="withdrawn"))
    small_site.change(
        content, "pages/documents.md", "Ask", "See Our old letter of the year 2019. Ask"
    )
    assert told(content) == [
        "pages/documents.md:9: warning: “old” is withdrawn, and its title is here"
    ]


@pytest.mark.parametrize(
    "name",
    [
        "pages/glossary - Copy.md", "pages/Copy of glossary.md", "pages/glossary (1).md",
        "pages/glossary (Anna's conflicted copy 2026-11-01).md", "pages/glossary copy.md",
        "pages/glossary-copy.md", "pages/glossary - Copy (2).md", "pages/glossary copy 2.md",
        "pages/glossary.sync-conflict-20261101-101010-ABCDEFG.md", "contacts - Copy.yml",
        "Copy of contacts.yml", "pages/Glossary (2).md",
    ],
)  # fmt: skip
def test_a_copy_that_a_computer_made_is_to_be_deleted(tmp_path: Path, name: str) -> None:
    content = small_site.write(tmp_path)
    small_site.put(content, name, small_site.page("Words."))
    (issue,) = small_site.check(content)
    assert "is a copy of" in issue.message
    assert issue.hint.startswith("Delete it.")
    (content / name).unlink()
    assert not small_site.check(content)


def test_a_page_that_only_ends_like_a_copy_is_none(tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    small_site.put(content, "pages/hard-copy.md", small_site.page("Words.", title="Hard copies"))
    assert not any("copy of" in one for one in told(content))
