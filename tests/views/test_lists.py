"""Documents by year, by topic and from A to Z, and the standing of the handbook’s chapters."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup

from sitegen.views.lists import UNDATED, document_lists
from tests import small_site

ENTRY = """- id: {id}
  title: {title}
  status: published
  published: 2026-11-21
  document_kind: guidance
  about: What to do.
  owner: Exampleshire SCB
  file_state: awaited
"""


def written(tmp_path: Path) -> Path:
    """Write a small site with four documents."""
    content = small_site.write(tmp_path)
    more = ENTRY.format(id="zebra", title="Zebra crossings") + "  themes: [neglect]\n"
    more += ENTRY.format(id="apples", title="apples and pears") + "  dated: autumn 2021\n"
    more += ENTRY.format(id="ants", title="Ants") + "  dated: 2021-01\n  themes: [neglect]\n"
    small_site.put(content, "documents.yml", small_site.FILES["documents.yml"] + more)
    return content


def read(content: Path, url: str) -> str:
    """Build the site and read the words of one page."""
    html = next(one.data for one in small_site.finished(content).outputs if one.url == url)
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def test_every_document_stands_under_its_year_topic_and_letter(tmp_path: Path) -> None:
    (page,) = document_lists(small_site.site(written(tmp_path)), "/documents/lists/")
    groups = {
        order.id: {group.title: [one.id for one in group.documents] for group in order.groups}
        for order in page.orders
    }
    assert groups == {
        "by-year": {
            "2021": ["ants", "apples"],
            "2018": ["annual-report"],
            UNDATED: ["zebra"],
        },
        "by-topic": {
            "Neglect": ["ants", "zebra"],
            "No topic recorded": ["annual-report", "apples"],
        },
        "a-to-z": {"A": ["annual-report", "ants", "apples"], "Z": ["zebra"]},
    }
    assert list(groups["by-year"]) == ["2021", "2018", UNDATED]


def with_a_handbook(tmp_path: Path, title: str, *lines: str) -> Path:
    """Write a small site with the cover of a handbook, the whole of it and one chapter."""
    content = small_site.write(tmp_path)
    small_site.put(content, "handbook/role-profiles.md", small_site.page("A.", *lines, title=title))
    for path, shows in (("index", "handbook"), ("whole", "handbook-whole")):
        page = small_site.page("How we work.", f"shows: {shows}", title=f"The {shows}")
        small_site.put(content, f"pages/about/governance-handbook/{path}.md", page)
    small_site.change(content, "site.yml", "documents]", "documents, about/governance-handbook]")
    return content


def test_a_chapter_says_its_version_and_approval(tmp_path: Path) -> None:
    lines = ("order: 1", "version: Version 3", "approved: 2024-03")
    content = with_a_handbook(tmp_path, "What it is for", *lines)
    for page in ("role-profiles", "whole"):
        assert "Version 3, approved March 2024" in read(
            content, f"/about/governance-handbook/{page}/"
        )


def test_a_role_profile_says_its_version_approval_and_who_holds_it_since_when(
    tmp_path: Path,
) -> None:
    content = with_a_handbook(tmp_path, "Who does what", "order: 1", "shows: roles")
    small_site.put(
        content,
        "people.yml",
        "- {id: lead, name: Robin Example, role: Lead, organisation: Office, as_at: 2025-04}\n"
        "- {id: post, role: Clerk, organisation: Office}\n",
    )
    small_site.put(
        content,
        "roles.yml",
        "- {id: lead, title: Lead, holder: lead, version: Version 2, approved: 2024-03}\n"
        "- {id: clerk, title: Clerk, holder: post}\n",
    )
    for page in ("role-profiles", "whole"):
        text = read(content, f"/about/governance-handbook/{page}/")
        assert "Version 2, approved March 2024" in text
        assert "Held by Robin Example, as at April 2025" in text
        assert text.count("Held by") == 1
