"""Source lines lead to the very paragraph, and pages say who has replaced the board."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests import small_site

SUCCESSOR = """successor:
  name: Exampleshire Partnership
  web: https://partnership.example/
  said_by: Exampleshire Council
  source: https://council.example/partnership/
  read_on: 2026-11-20
"""
SOURCES = """sources:
- {document: annual-report, paragraph: 2}
- {document: annual-report, place: The end}
"""
TEXT = "---\nstatus: published\n---\n[1] The board met.\n\n[2] It asked for a report.\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small site whose report has a text, and whose help page rests on it."""
    folder = small_site.write(tmp_path)
    small_site.put(folder, "texts/annual-report.md", TEXT)
    small_site.change(
        folder,
        "documents.yml",
        "file_state: awaited",
        "file_state: awaited\n  what_it_says: annual-report",
    )
    small_site.change(folder, "pages/help.md", "shows: help\n", f"shows: help\n{SOURCES}")
    return folder


def page(content: Path, url: str) -> BeautifulSoup:
    """The finished page at an address."""
    found = next(one for one in small_site.finished(content).outputs if one.url == url)
    return BeautifulSoup(found.data, "html.parser")


def words(page: BeautifulSoup) -> str:
    return " ".join(page.get_text(" ", strip=True).split())


def test_a_source_leads_to_its_paragraph_and_a_document_is_named_once(content: Path) -> None:
    (source,) = page(content, "/help/").select(".sources li")
    links = [str(link["href"]) for link in source.select("a")]
    assert links == ["/documents/annual-report/", "/documents/annual-report/#p2"]
    assert "The end" in words(BeautifulSoup(str(source), "html.parser"))
    assert page(content, "/documents/annual-report/").find(id="p2")


def test_the_age_of_facts_is_that_of_the_newest_source(content: Path) -> None:
    assert "Facts as at July 2018" in words(page(content, "/help/"))
    assert "Facts as at" not in words(page(content, "/glossary/"))


def test_an_account_says_that_it_is_one_and_a_whole_text_does_not(content: Path) -> None:
    said = "This is an account of the document in our own words"
    assert said in words(page(content, "/documents/annual-report/"))
    small_site.change(
        content,
        "documents.yml",
        "awaited\n  what_it_says: annual-report",
        "available\n  full_text: annual-report",
    )
    whole = words(page(content, "/documents/annual-report/"))
    assert said not in whole
    assert "It asked for a report." in whole


def test_a_document_without_words_or_file_is_a_line_of_the_library(tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    outputs = small_site.finished(content).outputs
    assert "/documents/annual-report/" not in {one.url for one in outputs}
    assert page(content, "/documents/").find(id="annual-report")
    assert page(content, "/").select("a[href='/documents/#annual-report']")


def test_every_page_says_who_has_replaced_the_board_until_the_key_is_taken_out(
    content: Path,
) -> None:
    said = "Exampleshire Partnership has replaced this board, says Exampleshire Council"
    assert said not in words(page(content, "/help/"))
    site = content / "site.yml"
    site.write_text(site.read_text("utf-8") + SUCCESSOR, encoding="utf-8")
    for output in small_site.finished(content).outputs:
        if output.path.endswith(".html"):
            assert said in words(BeautifulSoup(output.data, "html.parser")), output.path


def test_what_is_absent_is_said_once_as_an_offer(content: Path) -> None:
    small_site.change(
        content,
        "pages/help.md",
        "shows: help\n",
        "shows: help\nabsent: You can ask us for a map.\n",
    )
    (offer,) = page(content, "/help/").select(".absent")
    assert "You can ask us for a map. Call" in words(BeautifulSoup(str(offer), "html.parser"))
