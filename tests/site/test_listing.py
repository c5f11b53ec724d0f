"""Records have their addresses below the page that lists them, wherever that page is."""

from __future__ import annotations

from pathlib import Path

from sitegen.issues.issue import Severity
from sitegen.models.people import Group
from sitegen.models.reviews import Review, Theme
from sitegen.site import reading
from tests import small_site

CHAPTER = """---
title: Who we are
status: published
published: 2026-11-20
order: 1
shows: groups
---

Our groups.
"""
GROUP = "- id: panel\n  title: Panel\n  purpose: It decides.\n"


def shows(content: Path, path: str, *lines: str) -> None:
    """Put a page that shows something at a place."""
    small_site.put(content, f"pages/{path}.md", small_site.page("Words.", *lines, title=path))


def errors(content: Path) -> list[str]:
    """Return what stops a build, as it is told."""
    found = small_site.check(content)
    return list(small_site.told(i for i in found if i.severity is Severity.ERROR))


def test_everything_follows_the_page_that_lists_it(content: Path) -> None:
    for path in ("reviews/index", "themes"):
        (content / f"pages/{path}.md").unlink()
    shows(content, "practice-reviews", "shows: reviews")
    shows(content, "practice-reviews/patterns", "shows: themes")
    site = small_site.site(content)
    assert site.get(Review, "scr1").url == "/practice-reviews/scr1/"
    assert site.get(Theme, "neglect").url == "/practice-reviews/patterns/neglect/"


def test_a_chapter_of_the_handbook_lists_too_and_stands_below_its_page(content: Path) -> None:
    shows(content, "rules", "shows: handbook")
    small_site.put(content, "handbook/people.md", CHAPTER)
    small_site.put(content, "groups.yml", GROUP)
    assert small_site.site(content).get(Group, "panel").url == "/rules/people/#panel"
    shows(content, "people", "shows: structure")
    assert small_site.site(content).get(Group, "panel").url == "/people/#panel"


def test_publishing_the_page_of_a_list_moves_nothing(content: Path) -> None:
    shows(content, "news", "shows: briefings")
    small_site.change(content, "pages/news.md", "status: published", "status: draft")
    assert reading.read(content).places["briefings"] == "/news/"
    shows(content, "deeper/news", "shows: briefings")
    assert reading.read(content).places["briefings"] == "/deeper/news/"


def test_a_page_with_faults_still_gives_its_place(content: Path) -> None:
    shows(content, "news", "shows: briefings", "order: first")
    assert reading.read(content).places["briefings"] == "/news/"


def test_of_a_page_that_cannot_be_read_nothing_else_is_told(content: Path) -> None:
    small_site.change(content, "pages/reviews/index.md", "shows: reviews", "shows: [reviews")
    assert {line.partition(":")[0] for line in errors(content)} == {"pages/reviews/index.md"}
