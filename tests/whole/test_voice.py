"""The site tells what it knows: it seldom says what is absent, and seldom speaks of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from bs4 import BeautifulSoup

ABSENT: Final = re.compile(r"\bnot (?:yet(?! coded)|given|supplied)\b", re.IGNORECASE)
"""“Not yet coded” is what a cell of a table of themes says, one for each review and theme."""

ITSELF: Final = re.compile(r"\bthis (?:page|site|website)\b", re.IGNORECASE)
LEAD: Final = 40
"""Words that a page may say before the thing itself: its numbers, its answer, its steps."""

SENTENCE: Final = re.compile(r"(?<=[.?!])\s+")


@pytest.fixture(scope="module")
def pages(site_dir: Path) -> Mapping[str, BeautifulSoup]:
    """The pages of the site by their paths."""
    return {
        str(path.relative_to(site_dir)): BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for path in sorted(site_dir.rglob("*.html"))
        if "admin" not in path.parts
    }


def sentences(page: BeautifulSoup) -> list[str]:
    """Return what a page says in whole sentences; headings and labels are none."""
    found = [
        " ".join(block.get_text(" ", strip=True).split())
        for block in page.select("main p, main li, main dd, main td")
        if not block.select("p, li, dd, td")
    ]
    return [sentence for block in found for sentence in SENTENCE.split(block)]


def test_a_page_says_at_most_twice_that_something_is_absent(
    pages: Mapping[str, BeautifulSoup],
) -> None:
    said = {path: len(ABSENT.findall(page.get_text(" "))) for path, page in pages.items()}
    assert {path: number for path, number in said.items() if number > 2} == {}
    assert sum(said.values()) < 60


def test_the_site_seldom_speaks_of_itself(pages: Mapping[str, BeautifulSoup]) -> None:
    found = [s for page in pages.values() for s in sentences(page) if ITSELF.search(s)]
    assert len(found) < 40, "\n".join(found)


def test_a_page_comes_to_its_point_within_forty_words(pages: Mapping[str, BeautifulSoup]) -> None:
    leads = {
        path: " ".join(part.get_text(" ") for part in page.select(".prose--lead, .hero__lead"))
        for path, page in pages.items()
    }
    assert {path: lead for path, lead in leads.items() if len(lead.split()) > LEAD} == {}
    assert sum(map(bool, leads.values())) > 40


def test_there_are_pages_to_read(pages: Mapping[str, BeautifulSoup]) -> None:
    assert len(pages) > 40
    assert all(sentences(page) for page in pages.values())
