"""The feeds are valid, and tell what came onto this site on which day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import feedparser
import pytest

from sitegen.views.feeds import FEEDS, LONGEST, Feed, feeds
from tests import small_site

BASE = "https://www.exampleshire.example"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The content of a small site."""
    return small_site.write(tmp_path)


def parsed(content: Path) -> dict[str, Any]:
    """Reads every feed of the finished site as a feed reader does."""
    outputs = {output.url: output.data for output in small_site.finished(content).outputs}
    return {url: feedparser.parse(outputs[url]) for url, _, _ in FEEDS}


def everything(content: Path) -> Feed:
    """Gives the feed of all updates."""
    return feeds(small_site.site(content))[0]


def test_every_feed_is_well_formed(content: Path) -> None:
    small_site.change(content, "reviews/scr1.md", "A review about", "Learning & more, about")
    for url, feed in parsed(content).items():
        assert not feed.bozo, (url, feed.get("bozo_exception"))
        assert feed.version == "atom10"


def test_a_feed_says_whose_it_is_and_where_it_stands(content: Path) -> None:
    feed = parsed(content)["/reviews/feed.xml"].feed
    assert feed.title == "Reviews – Exampleshire SCB"
    assert feed.id == f"{BASE}/reviews/feed.xml"
    assert feed.author == "Exampleshire Safeguarding Children Board"
    links = {(link.rel, link.href) for link in feed.links}
    assert links == {("self", f"{BASE}/reviews/feed.xml"), ("alternate", f"{BASE}/reviews/")}


def test_what_authors_write_arrives_whole(content: Path) -> None:
    small_site.change(content, "reviews/scr1.md", "A review about", "Learning & more, about")
    (entry,) = parsed(content)["/reviews/feed.xml"].entries
    assert entry.title == "Review of Robin"
    assert entry.summary == "Learning & more, about one child."
    assert entry.id == entry.link == f"{BASE}/reviews/scr1/"


def test_every_entry_leads_to_a_page(content: Path) -> None:
    finished = small_site.finished(content)
    there = {BASE + route.url for route in finished.pages if route.indexed}
    for feed in parsed(content).values():
        assert {entry.link for entry in feed.entries} <= there
        assert feed.feed.id.removeprefix(BASE) in {output.url for output in finished.outputs}


def test_an_entry_is_dated_by_its_day_on_this_site_and_not_by_partial_dates(content: Path) -> None:
    # The review came out in April 2019, so no day is known of it.
    dates = {
        entry.url.removeprefix(BASE): str(entry.updated) for entry in everything(content).entries
    }
    assert dates["/reviews/scr1/"] == "2026-11-22"
    assert dates["/documents/"] == "2026-11-20"
    (entry,) = parsed(content)["/reviews/feed.xml"].entries
    assert entry.updated == "2026-11-22T00:00:00Z"


def test_the_newest_come_first_and_a_change_makes_new(content: Path) -> None:
    assert everything(content).entries[0].url == f"{BASE}/reviews/scr1/"
    small_site.change(
        content,
        "pages/help.md",
        "shows",
        "changes:\n  - {date: 2026-11-23, note: A new number.}\n"
        "  - {date: 2026-11-21, note: Clearer.}\nshows",
    )
    entry = everything(content).entries[0]
    assert (entry.url, str(entry.updated)) == (f"{BASE}/help/", "2026-11-23")
    assert entry.summary == "A new number."
    assert str(everything(content).updated) == "2026-11-23"


def test_entries_of_one_day_stand_in_the_order_of_their_addresses(content: Path) -> None:
    urls = [e.url for e in everything(content).entries if str(e.updated) == "2026-11-20"]
    assert urls == sorted(urls)
    assert len(urls) > 3


def test_what_is_not_there_is_in_no_feed(content: Path) -> None:
    small_site.change(
        content,
        "documents.yml",
        "status: published",
        "status: withdrawn\n  withdrawn_reason: Out of date.",
    )
    urls = {entry.url.removeprefix(BASE) for entry in everything(content).entries}
    assert not {"/404.html", "/documents/annual-report/"} & urls
    assert "/help/" in urls


def test_a_feed_without_entries_is_dated_by_the_build(content: Path) -> None:
    newsletters = feeds(small_site.site(content))[2]
    assert newsletters.entries == ()
    assert str(newsletters.updated) == "2026-11-22"


def test_a_feed_stays_short_however_the_site_grows(content: Path) -> None:
    for number in range(LONGEST + 5):
        small_site.put(content, f"pages/p{number}.md", small_site.page("W.", title=f"P {number}"))
    assert len(everything(content).entries) == LONGEST


def test_a_page_without_a_summary_gives_its_first_words(content: Path) -> None:
    text = small_site.page("The *first* words.").replace("summary: A page for a test.\n", "")
    small_site.put(content, "pages/bare.md", text)
    entry = next(e for e in everything(content).entries if e.url == f"{BASE}/bare/")
    assert entry.summary == "The first words."


def test_the_feeds_and_sitemap_lead_to_pages_that_are_there(site_dir: Path) -> None:
    text = (site_dir / "sitemap.xml").read_text(encoding="utf-8")
    listed = [part.partition("<")[0] for part in text.split("<loc>")[1:]]
    for url, _, _ in FEEDS:
        feed = feedparser.parse((site_dir / url.lstrip("/")).read_bytes())
        assert not feed.bozo
        listed += [entry.link for entry in feed.entries]
    home = min(listed, key=len)
    assert len(listed) > len(FEEDS)
    for address in listed:
        page = address.removeprefix(home).partition("#")[0]
        assert (site_dir / page / "index.html").is_file(), address
