"""A third board, on the border of Wales: everything stands where no other board has it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests import small_site

LEARNED = ["Home", "Reviews", "What reviews have in common"]
MARCHES = small_site.ROOT / "tests/boards/marches"


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The finished site, built without a single complaint."""
    folder = tmp_path_factory.mktemp("marches")
    content = shutil.copytree(MARCHES, folder / "content")
    report = small_site.build(content)
    assert small_site.told(report.issues) == []
    return folder / "public"


def page(public: Path, url: str) -> BeautifulSoup:
    """Read a page."""
    return BeautifulSoup((public / url.strip("/") / "index.html").read_bytes(), "html.parser")


@pytest.mark.parametrize(
    ("url", "crumbs"),
    [
        ("/practice-reviews/sm1/", ["Home", "Reviews"]),
        ("/practice-reviews/what-we-learned/two-councils/", LEARNED),
        ("/news/autumn-2025/", ["Home", "News"]),
        ("/news/seven-minutes/sm1/", ["Home", "News", "Briefings"]),
        ("/who-we-are/groups/", ["Home", "Who we are"]),
    ],
)
def test_every_record_stands_below_the_page_that_lists_it(
    public: Path, url: str, crumbs: list[str]
) -> None:
    found = page(public, url)
    assert [link.text for link in found.select(".breadcrumb__link")] == crumbs
    # A chapter has the handbook’s own way on.
    assert found.select_one(".section-nav__home, .small a[href='/who-we-are/']")


def test_nothing_stands_where_another_board_has_it(public: Path) -> None:
    names = ("reviews", "documents", "learning", "about", "child-deaths", "glossary")
    elsewhere = tuple(f"/{name}/" for name in names)
    for path in public.rglob("*.html"):
        links = BeautifulSoup(path.read_bytes(), "html.parser").select("[href]")
        assert not [one["href"] for one in links if str(one["href"]).startswith(elsewhere)], path


def test_feeds_stand_beside_their_pages(public: Path) -> None:
    home = page(public, "/")
    told = [str(link["href"]) for link in home.select('link[type="application/atom+xml"]')]
    assert told == ["/feed.xml", "/practice-reviews/feed.xml", "/news/feed.xml"]
    for url in told:
        assert (public / url.strip("/")).is_file()


def test_places_on_a_page_follow_it_too(public: Path) -> None:
    review = page(public, "/practice-reviews/sm1/")
    links = {str(link["href"]) for link in review.select("main a")}
    assert {"/practice-reviews/asked/sm1-r1/", "/practice-reviews/done/tell-each-other/"} <= links
    assert page(public, "/practice-reviews/done/").select_one("#check-the-form")
    assert page(public, "/who-we-are/groups/").select_one("#review-panel")


def test_the_partnership_speaks_of_itself_in_its_own_words(public: Path) -> None:
    assert "Report to the partnership" in page(public, "/practice-reviews/sm1/").text
    assert "To the report to the partnership" in page(public, "/practice-reviews/timeline/").text
    for path in public.rglob("*.html"):
        text = BeautifulSoup(path.read_bytes(), "html.parser").text.casefold()
        assert "the board" not in text, path


def test_the_help_is_there_in_two_languages_with_two_councils(public: Path) -> None:
    help_page = page(public, "/worried-about-a-child/")
    welsh = page(public, "/worried-about-a-child/cymraeg/")
    assert help_page.select_one('a[hreflang="cy"][href="/worried-about-a-child/cymraeg/"]')
    assert welsh.select_one("main h1[lang=cy]")
    (emergency,) = welsh.select('[lang=cy] a[href="tel:999"]')
    assert emergency["lang"] == "en-GB", "its label is English"
    numbers = {str(link["href"]) for link in help_page.select('main a[href^="tel:"]')}
    assert {"tel:01632960201", "tel:01632960202"} <= numbers


def test_a_kind_of_document_of_its_own_is_a_shelf_of_the_library(public: Path) -> None:
    shelf = page(public, "/library/").select("#here-minutes")[0]
    assert shelf.text == "Minutes"
    assert "Minutes of September 2026" in str(shelf.find_next("li"))
    facts = page(public, "/library/minutes-september/").select("dl")[0]
    assert "Minutes" in facts.text
    rules = json.loads((public / "data/documents.schema.json").read_text(encoding="utf-8"))
    assert "minutes" in str(rules)


def test_a_language_of_its_own_is_offered_under_its_own_name_and_written_its_way(
    public: Path,
) -> None:
    (link,) = page(public, "/worried-about-a-child/").select('main a[hreflang="ckb"]')
    assert link.text == "کوردیی ناوەندی"
    kurdish = page(public, "/worried-about-a-child/kurdi/")
    assert kurdish.select_one('h1[lang="ckb"][dir="rtl"]')
    assert kurdish.select_one('.prose[lang="ckb"][dir="rtl"]')
