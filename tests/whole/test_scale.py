"""A thousand reviews build, and every page of them stays usable."""

from __future__ import annotations

import gzip
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from sitegen.pipeline import build as pipeline
from tests import small_site
from tests.whole import many

REVIEWS = 1000
OF_THE_BOARD = 18
KILOBYTE = 1024
BUDGET = 30 * KILOBYTE
FEED_ENTRIES = 30


@pytest.fixture(scope="module")
def thousand(exampleshire: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of a content folder with a thousand made-up reviews."""
    folder = tmp_path_factory.mktemp("thousand")
    content = shutil.copytree(exampleshire, folder / "content")
    many.reviews(content, REVIEWS)
    # Without the index of the search, which nothing here looks at.
    request = replace(small_site.request(content), searching=False)
    assert pipeline.build(request).errors == 0
    return request.output


def page(site: Path, url: str) -> BeautifulSoup:
    """Read a page."""
    return BeautifulSoup((site / url / "index.html").read_text(encoding="utf-8"), "html.parser")


def test_every_review_has_its_page_and_stands_once_in_the_register(thousand: Path) -> None:
    listed = []
    url = "reviews"
    while url:
        soup = page(thousand, url)
        listed += [a["href"] for a in soup.select(".register__row .register__title a")]
        following = soup.select_one("a[rel=next]")
        url = str(following["href"]).strip("/") if following else ""
    assert len(listed) == len(set(listed)) == REVIEWS + OF_THE_BOARD
    assert all((thousand / str(href).strip("/") / "index.html").is_file() for href in listed)


@pytest.mark.parametrize("url", ["reviews", "reviews/themes", "reviews/timeline", "reviews/m500"])
def test_the_pages_of_the_register_stay_small(url: str, thousand: Path) -> None:
    html = (thousand / url / "index.html").read_bytes()
    assert len(gzip.compress(html)) < BUDGET


def test_the_themes_are_shown_by_years_and_not_by_a_thousand_reviews(thousand: Path) -> None:
    themes = page(thousand, "reviews/themes").select(".pattern__cells")
    assert themes
    assert all(0 < len(theme.select(".pattern__cell")) < 40 for theme in themes)
    assert "1990" in themes[0].get_text()


@pytest.mark.parametrize("feed", ["feed.xml", "reviews/feed.xml"])
def test_feeds_are_bounded(feed: str, thousand: Path) -> None:
    text = (thousand / feed).read_text(encoding="utf-8")
    assert text.count("<entry>") == FEED_ENTRIES
