"""What a page says of itself to those who share, follow or search it is valid and true."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

SITE = "https://www.exampleshire.example"
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?\Z")


@pytest.fixture(scope="module")
def pages(example_site: Path) -> Mapping[str, BeautifulSoup]:
    """Every page of the site by its address."""
    return {
        "/" + path.relative_to(example_site).as_posix().removesuffix("index.html"): BeautifulSoup(
            path.read_bytes(), "html.parser"
        )
        for path in sorted(example_site.rglob("*.html"))
    }


def said(page: BeautifulSoup) -> Iterator[dict[str, Any]]:
    """Parse the schema.org data of a page."""
    for script in page.select('script[type="application/ld+json"]'):
        data = json.loads(script.get_text())
        assert data["@context"] == "https://schema.org"
        yield data


def only(page: BeautifulSoup, kind: str) -> dict[str, Any]:
    """Return the one thing of a kind that a page describes."""
    (found,) = [data for data in said(page) if data["@type"] == kind]
    return found


def meta(page: BeautifulSoup, name: str) -> str:
    """Return what a page says of itself under a name of Open Graph."""
    (found,) = page.select(f'meta[property="og:{name}"]')
    return str(found["content"])


def test_every_page_says_where_it_is(pages: Mapping[str, BeautifulSoup]) -> None:
    for url, page in pages.items():
        (canonical,) = page.select("link[rel=canonical]")
        assert canonical["href"] == SITE + url
        assert meta(page, "url") == SITE + url


def test_every_page_can_be_shared_with_its_own_words(pages: Mapping[str, BeautifulSoup]) -> None:
    for page in pages.values():
        heading = page.select_one("h1")
        description = page.select_one("meta[name=description]")
        assert heading is not None
        assert description is not None
        assert meta(page, "title") == " ".join(heading.get_text().split())
        assert meta(page, "description") == description["content"]
        assert meta(page, "site_name") == "Exampleshire SCP"


def test_every_page_leads_readers_of_feeds_to_feeds_that_are_there(
    example_site: Path, pages: Mapping[str, BeautifulSoup]
) -> None:
    for url, page in pages.items():
        feeds = page.select('link[rel=alternate][type="application/atom+xml"]')
        assert feeds, url
        assert all((example_site / str(feed["href"]).lstrip("/")).is_file() for feed in feeds)
        assert all(feed["title"] for feed in feeds)


def test_the_trail_of_a_page_is_the_one_that_it_shows(pages: Mapping[str, BeautifulSoup]) -> None:
    with_trail = {url: page for url, page in pages.items() if page.select(".breadcrumb a")}
    assert len(with_trail) > 100
    for url, page in with_trail.items():
        items = only(page, "BreadcrumbList")["itemListElement"]
        assert [item["position"] for item in items] == [*range(1, len(items) + 1)]
        shown = [
            (link.get_text(), SITE + str(link["href"])) for link in page.select(".breadcrumb a")
        ]
        assert [(item["name"], item["item"]) for item in items[:-1]] == shown
        assert items[-1]["item"] == SITE + url
        assert all(item["item"].removeprefix(SITE) in pages for item in items)


def test_the_home_page_says_who_the_board_is(pages: Mapping[str, BeautifulSoup]) -> None:
    board = only(pages["/"], "GovernmentOrganization")
    text = pages["/"].get_text()
    assert board["name"] in text
    assert board["telephone"] in text
    assert board["url"] == f"{SITE}/"
    assert board["areaServed"] == "Exampleshire"


def test_a_review_says_no_more_than_its_page_shows(pages: Mapping[str, BeautifulSoup]) -> None:
    reviews = {
        url: page
        for url, page in pages.items()
        if any(data["@type"] == "Report" for data in said(page))
    }
    named = [url for url in reviews if re.fullmatch(r"/reviews/ex\d+/", url)]
    assert len(named) == len(reviews) > 5
    for url, page in reviews.items():
        report = only(page, "Report")
        heading = page.select_one("h1")
        assert heading is not None
        assert report["name"] == heading.get_text()
        assert report["url"] == SITE + url
        assert report["publisher"]["@type"] == "GovernmentOrganization"
        shown = page.get_text()
        assert report.get("author", {}).get("name", "") in shown
        if day := report.get("datePublished"):
            assert DATE.match(day)
            assert page.select(f'time[datetime="{day}"]')


def test_nothing_else_is_described(pages: Mapping[str, BeautifulSoup]) -> None:
    kinds = {data["@type"] for page in pages.values() for data in said(page)}
    assert kinds == {
        *("BreadcrumbList", "DataCatalog", "Event", "GovernmentOrganization", "Report"),
    }


def test_an_event_says_when_and_where_it_is_and_whether_it_is_cancelled(
    pages: Mapping[str, BeautifulSoup],
) -> None:
    winter = only(pages["/events/listening-winter/"], "Event")
    assert winter["startDate"] == "2026-12-08T09:30:00+00:00"
    assert winter["endDate"] == "2026-12-08T12:30:00+00:00"
    assert winter["location"]["@type"] == "Place"
    assert winter["eventStatus"] == "https://schema.org/EventScheduled"
    summer = only(pages["/events/water-summer/"], "Event")
    assert summer["startDate"] == "2027-06-15T14:00:00+01:00"
    assert summer["location"] == {"@type": "VirtualLocation", "url": "https://meet.example/water"}
    cancelled = only(pages["/events/conference/"], "Event")
    assert cancelled["eventStatus"] == "https://schema.org/EventCancelled"
    assert (cancelled["startDate"], cancelled["endDate"]) == ("2027-02-10", "2027-02-11")


def test_each_list_is_described_as_a_dataset_with_files_that_are_there(
    example_site: Path, pages: Mapping[str, BeautifulSoup]
) -> None:
    catalogue = only(pages["/data/"], "DataCatalog")
    assert catalogue["url"] == f"{SITE}/data/"
    for dataset in catalogue["dataset"]:
        assert dataset["@type"] == "Dataset"
        # Search engines for data ask for 50 to 5,000 letters.
        assert 50 <= len(dataset["description"]) <= 5_000
        assert "license" not in dataset
        page, _, place = dataset["url"].removeprefix(SITE).partition("#")
        assert pages[page].find(id=place)
        types = [file["encodingFormat"] for file in dataset["distribution"]]
        assert types == ["text/csv", "application/json"]
        for file in dataset["distribution"]:
            assert (example_site / file["contentUrl"].removeprefix(f"{SITE}/")).is_file()


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("/reviews/", "reviews"),
        ("/reviews/timeline/", "reviews"),
        ("/reviews/themes/", "themes"),
        ("/reviews/actions/", "actions"),
        ("/documents/", "documents"),
    ],
)
def test_a_table_that_is_data_can_be_taken_away(
    example_site: Path, pages: Mapping[str, BeautifulSoup], url: str, name: str
) -> None:
    for form in ("csv", "json"):
        assert pages[url].select(f'main a[href="/data/{name}.{form}"]')
        assert (example_site / f"data/{name}.{form}").is_file()
