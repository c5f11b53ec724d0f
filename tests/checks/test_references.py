"""What a record names must be there, and one fault is told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import small_site

NAMES_ALL = (
    "See [the page](../pages/help.md), [the paper](document:annual-report) "
    "and [the theme](theme:neglect)."
)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("documents.yml", "owner: Exampleshire SCB", "ownr: Exampleshire SCB"),
        ("pages/help.md", "status: published", "status: publshed"),
        ("themes.yml", "title: Neglect", "title: *Neglect"),
        ("themes.yml", "- id", "id"),
    ],
)
def test_a_file_with_faults_is_not_missed_by_others(
    content: Path, path: str, old: str, new: str
) -> None:
    small_site.change(content, "reviews/scr1.md", "Robin’s needs", f"{NAMES_ALL} Robin’s needs")
    small_site.change(content, path, old, new)
    issues = small_site.check(content)
    assert {issue.origin.path for issue in issues} == {path}


def test_a_chapter_that_could_not_be_read_is_not_missed_by_links_to_its_file(content: Path) -> None:
    small_site.put(content, "handbook/purpose.md", small_site.page("Words.", "order: one"))
    small_site.change(
        content, "pages/help.md", "Call", "Read [the handbook](../handbook/purpose.md). Call"
    )
    assert small_site.told(small_site.check(content)) == [
        "handbook/purpose.md:6: error: order: “one” does not fit here"
    ]


def test_other_files_are_missed_all_the_same(content: Path) -> None:
    small_site.change(content, "documents.yml", "document_kind: annual report\n  ", "")
    small_site.change(content, "pages/help.md", "Call", "Read [no theme](theme:no). Call")
    assert small_site.told(small_site.check(content)) == [
        "documents.yml:1: error: document_kind: this field is missing",
        "pages/help.md:10: error: there is no theme “no”",
    ]


def test_a_menu_that_names_no_page_is_told_at_its_line(content: Path) -> None:
    small_site.change(content, "site.yml", "menu: [help, reviews]", "menu:\n  - help\n  - reviws")
    (issue,) = small_site.check(content)
    assert str(issue) == (
        "site.yml:10: error: menu.2: there is no page “reviws”\n    Did you mean “reviews”? "
        "If it is gone, take it out here."
    )


def test_a_record_that_is_not_yet_public_must_not_be_named(content: Path) -> None:
    small_site.change(content, "documents.yml", "status: published", "status: draft")
    (issue,) = small_site.check(content)
    assert str(issue) == (
        "pages/index.md:10: error: “document:annual-report” is not published yet, "
        "so nothing public may name it\n    Take the link out, or publish both together."
    )


def test_a_preview_may_name_what_is_not_yet_public(content: Path) -> None:
    small_site.change(content, "documents.yml", "status: published", "status: draft")
    assert small_site.finished(content, preview=True).site.preview


def test_a_fault_of_a_document_makes_no_source_wrong(tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    small_site.change(content, "documents.yml", "file_state: awaited", "file_state: waited")
    source = "sources: [{document: annual-report, paragraph: 2}]"
    small_site.put(content, "pages/privacy.md", small_site.page("We keep nothing.", source))
    (told,) = (one for one in small_site.check(content) if one.severity == "error")
    assert "waited" in told.message


def test_a_number_that_nobody_verified_is_held_against_its_plan_in_the_same_run(
    content: Path,
) -> None:
    small_site.change(content, "contacts.yml", "0808 157 0000", "0808 157 000")
    assert small_site.told(small_site.check(content)) == [
        "contacts.yml:15: error: nobody has verified “phone: 0808 157 000”",
        "contacts.yml:15: error: phone: “0808 157 000” has one digit too few",
    ]


def test_a_page_whose_keys_are_never_closed_is_not_missed_at_its_address(content: Path) -> None:
    small_site.build(content)
    small_site.change(content, "pages/help.md", "\n---\n", "\n")
    assert small_site.told(small_site.check(content)) == [
        "pages/help.md:1: error: nothing closes the keys that begin here"
    ]
