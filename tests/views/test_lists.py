"""Documents by year, by topic and from A to Z, and the standing of the handbook’s chapters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

from sitegen.views.lists import UNDATED, lists
from tests import small_site

if TYPE_CHECKING:
    from pathlib import Path

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
    """Writes a small site with four documents."""
    content = small_site.write(tmp_path)
    more = ENTRY.format(id="zebra", title="Zebra crossings") + "  themes: [neglect]\n"
    more += ENTRY.format(id="apples", title="apples and pears") + "  dated: autumn 2021\n"
    more += ENTRY.format(id="ants", title="Ants") + "  dated: 2021-01\n  themes: [neglect]\n"
    small_site.put(content, "documents.yml", small_site.FILES["documents.yml"] + more)
    return content


def test_every_document_stands_under_its_year_topic_and_letter(tmp_path: Path) -> None:
    found = lists(small_site.site(written(tmp_path))).orders
    groups = {
        order.id: {group.title: [one.id for one in group.documents] for group in order.groups}
        for order in found
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


def test_a_chapter_says_its_version_and_approval(tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    chapter = "order: 1\nversion: Version 3\napproved: 2024-03"
    small_site.put(
        content, "handbook/purpose.md", small_site.page("Words.", chapter, title="What it is for")
    )
    cover = small_site.page("How we work.", "shows: handbook", title="Handbook")
    small_site.put(content, "pages/about/governance-handbook/index.md", cover)
    small_site.change(content, "site.yml", "documents]", "documents, about/governance-handbook]")
    finished = small_site.finished(content)
    path = "about/governance-handbook/purpose/index.html"
    html = next(one.data for one in finished.outputs if one.path == path)
    text = " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())
    assert "Version 3, approved March 2024" in text
