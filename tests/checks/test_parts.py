"""A part of the site that is missing is told, with the command that begins it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import small_site

CURE = "python3 build.py new page --set id={0} --set shows={0}"


def without(content: Path, name: str) -> tuple[tuple[str, str], ...]:
    """Take a page out, and return what is told with each cure."""
    (content / f"pages/{name}.md").unlink()
    menus = (
        (content / "site.yml")
        .read_text(encoding="utf-8")
        .replace(f" {name},", "")
        .replace(f"[{name}, ", "[")
    )
    small_site.put(content, "site.yml", menus)
    return tuple(
        (issue.message, "python3" + issue.hint.partition("python3")[2])
        for issue in small_site.check(content)
    )


@pytest.mark.parametrize(
    ("name", "told", "cure"),
    [
        (
            "accessibility",
            "no page shows “statement”: public bodies must publish an accessibility statement",
            CURE.format("statement"),
        ),
        (
            "contact",
            "no page shows “contact”: nobody can see how to reach the office",
            CURE.format("contact"),
        ),
        (
            "not-found",
            "no page shows “not-found”: a wrong address would be answered by the host, not by us",
            CURE.format("not-found"),
        ),
        (
            "privacy",
            "no page is about privacy: people must be told what is done with their details",
            "python3 build.py new page --set id=privacy",
        ),
        (
            "themes",
            "no page shows “themes”, so nothing lists each theme",
            CURE.format("themes"),
        ),
    ],
)
def test_what_is_missing_is_told_once(content: Path, name: str, told: str, cure: str) -> None:
    assert without(content, name) == ((told, cure),)


def test_a_site_without_its_home_page_has_one_fault(content: Path) -> None:
    (content / "pages/index.md").unlink()
    (missing,) = small_site.check(content)
    assert missing.message == "the site has no home page"
    assert "python3 build.py new page --set id=index --set shows=home" in missing.hint


def test_what_only_a_list_shows_is_not_lost_without_it(content: Path) -> None:
    small_site.put(
        content,
        "procedures.yml",
        "- {id: one, title: One, purpose: refer a child, owner: The council, edition: 2026-05, "
        "link: 'https://www.example.org/'}\n",
    )
    assert [issue.message for issue in small_site.check(content)] == [
        "no page shows “procedures”, so nothing lists each procedure"
    ]


@pytest.mark.parametrize(
    ("kind", "more"),
    [("news", ()), ("events", ("event_type: training", "starts: 2027-03-09", "place: Hall"))],
)
def test_what_has_a_page_but_no_list_has_one_fault(
    content: Path, kind: str, more: tuple[str, ...]
) -> None:
    small_site.put(content, f"{kind}/one.md", small_site.page("Words.", *more, title="One"))
    (fault,) = small_site.check(content)
    assert fault.message == f"no page shows the {kind}, so nobody finds this"
    assert CURE.format(kind) in fault.hint


def test_what_nobody_wants_is_not_missed(content: Path) -> None:
    assert without(content, "newsletters") == ()


def test_a_list_that_is_linked_to_is_missed_once(content: Path) -> None:
    small_site.change(
        content, "pages/help.md", "Call {", "A [word](term:scr) and [one](term:nhs). {"
    )
    ((told, cure),) = without(content, "glossary")
    assert told == "no page shows “glossary”, and one place links to it"
    assert cure == CURE.format("glossary")


def test_a_page_with_faults_is_told_and_not_missed(content: Path) -> None:
    small_site.change(content, "pages/contact.md", "status: published", "status: publishd")
    assert {issue.origin.path for issue in small_site.check(content)} == {"pages/contact.md"}
