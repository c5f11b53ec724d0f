"""Everything that the site must hold has its page, and says it there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from bs4 import BeautifulSoup


class Held(NamedTuple):
    """Something that the site must hold: what, on which page, and words that show it."""

    what: str
    url: str
    words: tuple[str, ...]


LIST = yaml.safe_load(Path(__file__).with_name("coverage.yml").read_text(encoding="utf-8"))
HELD = [Held(one["what"], one["url"], tuple(one["words"])) for one in LIST["held"]]
QUESTIONS: list[str] = LIST["questions"]
ADDRESSES: list[str] = LIST["addresses"]

OLD_ADDRESSES = (
    "/lscb",
    "/lscb/about-us",
    "/lscb/about-us/learning-from-reviews-serious-case-reviews",
    "/lscb/campaigns",
)

FAULTS_OF_THE_OLD_PAGE = ("Image result for", "Click here", "GOVERNANCE HANDBOOK", "Taylorfitch")

NEVER_ON_A_REVIEW = (
    "bone",
    "fracture",
    "drug test",
    "tested positive",
    "shaken",
    "shaking",
    "injur",
)
"""Details that the press gave without saying which child they are about."""


def main_text(site: Path, url: str) -> str:
    """Give the words of the main part of a page."""
    page = site / url.lstrip("/") / "index.html"
    main = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").find("main")
    assert main is not None, url
    return " ".join(main.get_text(" ").split())


@pytest.mark.parametrize("held", HELD, ids=lambda held: held.what)
def test_everything_the_site_must_hold_stands_on_its_page(held: Held, site_dir: Path) -> None:
    text = main_text(site_dir, held.url).lower()
    missing = [
        words
        for words in held.words
        if not any(choice.lower() in text for choice in words.split(" | "))
    ]
    assert missing == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_public_question_has_its_place(question: str, site_dir: Path) -> None:
    page = (site_dir / "reviews/questions/index.html").read_text(encoding="utf-8")
    headings = [
        " ".join(heading.get_text(" ").split())
        for heading in BeautifulSoup(page, "html.parser").find_all(["h2", "h3"])
    ]
    assert any(question in heading for heading in headings)


@pytest.mark.parametrize("url", ADDRESSES)
def test_every_address_of_the_site_map_answers(url: str, site_dir: Path) -> None:
    path = site_dir / url.lstrip("/")
    assert (path / "index.html").is_file() if url.endswith("/") else path.is_file()


@pytest.mark.parametrize("old", [o + end for o in OLD_ADDRESSES for end in ("", "/print")])
def test_every_old_address_leads_to_a_page(old: str, site_dir: Path) -> None:
    rules = (site_dir / "_redirects").read_text(encoding="utf-8").splitlines()
    new = next(rule.split()[1] for rule in rules if rule.split()[0] == old)
    assert (site_dir / new.partition("#")[0].lstrip("/") / "index.html").is_file()


def test_no_fault_of_the_old_page_came_along(site_dir: Path) -> None:
    for page in site_dir.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert [fault for fault in FAULTS_OF_THE_OLD_PAGE if fault in text] == [], page


def test_no_press_detail_stands_on_a_page_about_a_review(site_dir: Path) -> None:
    pages = [
        *site_dir.glob("reviews/scr*/index.html"),
        *site_dir.glob("learning/briefings/*/*.html"),
    ]
    assert len(pages) == len(("scr1", "scr2", "scr3", "scr4", "scr5")) * 2
    for page in pages:
        text = page.read_text(encoding="utf-8").lower()
        assert [detail for detail in NEVER_ON_A_REVIEW if detail in text] == [], page


def test_no_pseudonym_stands_in_an_address(site_dir: Path) -> None:
    names = {"martha", "mary", "ben", "janet", "charlie", "matilda", "beatrice"}
    paths = [path.relative_to(site_dir).as_posix().lower() for path in site_dir.rglob("*")]
    words = {word for path in paths for word in re.split(r"[^a-z]+", path)}
    assert words & names == set()


def test_no_historic_review_is_called_late_or_on_time(site_dir: Path) -> None:
    for url in ("/reviews/", "/reviews/timeline/", *(f"/reviews/scr{n}/" for n in range(1, 6))):
        text = main_text(site_dir, url).lower()
        assert [verdict for verdict in ("overdue", "on time", "late ") if verdict in text] == [], (
            url
        )
