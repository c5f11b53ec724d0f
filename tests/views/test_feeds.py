"""The feeds are valid, and tell what came onto this site on which day."""

from __future__ import annotations

import re
from datetime import date
from itertools import count, islice
from pathlib import Path
from typing import Any, Final
from zlib import crc32
from zoneinfo import ZoneInfo

import feedparser
import pytest

from sitegen.views.feeds import LONGEST, MANY, Feed, feeds
from sitegen.views.updates import LAUNCH
from tests import small_site

BASE = "https://www.exampleshire.example"
RFC_3339: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The content of a small site whose home page came before its other pages."""
    found = small_site.write(tmp_path)
    small_site.change(found, "pages/index.md", "published: 2026-11-20", "published: 2026-11-19")
    return found


def parsed(content: Path) -> dict[str, Any]:
    """Read every feed of the finished site as a feed reader does."""
    outputs = {output.url: output.data for output in small_site.finished(content).outputs}
    found = {url: data for url, data in outputs.items() if url.endswith("feed.xml")}
    return {url: feedparser.parse(data) for url, data in found.items()}


def everything(content: Path) -> Feed:
    """Return the feed of all updates."""
    return feeds(small_site.site(content))[0]


def page(title: str, day: str) -> str:
    """Write a page that came onto the site on a day."""
    text = small_site.page("Words.", title=title)
    return text.replace("published: 2026-11-20", f"published: {day}")


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
        assert {entry.link.partition("#")[0] for entry in feed.entries} <= there
        assert feed.feed.id.removeprefix(BASE) in {output.url for output in finished.outputs}


def test_an_entry_is_dated_by_its_day_on_this_site_and_not_by_partial_dates(content: Path) -> None:
    # The review came out in April 2019, so no day is known of it.
    dates = {entry.url.removeprefix(BASE): entry.updated for entry in everything(content).entries}
    assert str(dates["/reviews/scr1/"].date()) == "2026-11-22"
    assert str(dates["/documents/"].date()) == "2026-11-20"
    (entry,) = parsed(content)["/reviews/feed.xml"].entries
    assert entry.updated.startswith("2026-11-22T00:")


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
    assert (entry.url, str(entry.updated.date())) == (f"{BASE}/help/", "2026-11-23")
    assert entry.summary == "A new number."
    assert everything(content).updated == entry.updated


def test_of_one_day_a_review_comes_before_a_page_and_each_has_a_moment_of_its_own(
    content: Path,
) -> None:
    small_site.put(content, "pages/a.md", page("A", "2026-11-22"))
    entries = everything(content).entries
    assert [entry.url for entry in entries[:2]] == [f"{BASE}/reviews/scr1/", f"{BASE}/a/"]
    moments = [entry.updated for entry in entries]
    assert moments == sorted(set(moments), reverse=True)
    assert everything(content) == everything(content)


def test_what_came_on_one_day_stays_on_it_however_many_share_a_second(content: Path) -> None:
    numbers = (n for n in count() if not crc32(f"/p{n}/".encode()) % 360)
    for number in islice(numbers, 3):
        small_site.put(content, f"pages/p{number}.md", page(f"P {number}", "2026-11-22"))
    shared = [e.updated for e in everything(content).entries if e.title.startswith("P ")]
    assert len(set(shared)) == 3
    assert {moment.date() for moment in shared} == {date(2026, 11, 22)}


@pytest.mark.parametrize("zone", ["Europe/London", "America/Lima", "Pacific/Kiritimati"])
@pytest.mark.parametrize("day", ["2026-11-22", "2026-07-01"])
def test_an_entry_is_of_its_day_by_the_clock_of_the_board(
    content: Path, zone: str, day: str
) -> None:
    small_site.change(content, "site.yml", "Europe/London", zone)
    small_site.put(content, "pages/a.md", page("A", day))
    entry = next(e for e in everything(content).entries if e.title == "A")
    assert str(entry.updated.astimezone(ZoneInfo(zone)).date()) == day
    assert str(entry.updated.date()) == day


def test_a_site_that_opens_does_not_tell_of_each_page_and_its_reviews_stay(content: Path) -> None:
    small_site.change(content, "pages/index.md", "published: 2026-11-19", "published: 2026-11-20")
    for number in range(LAUNCH):
        small_site.put(content, f"pages/p{number}.md", page(f"P {number}", "2026-11-20"))
    assert [entry.url for entry in everything(content).entries] == [f"{BASE}/reviews/scr1/"]


def test_many_pages_of_one_day_never_drive_a_review_out_and_a_new_page_is_told(
    content: Path,
) -> None:
    for number in range(LONGEST + 5):
        small_site.put(content, f"pages/p{number}.md", page(f"P {number}", "2026-11-22"))
    small_site.put(content, "pages/last.md", page("Last", "2026-11-23"))
    small_site.change(content, "reviews/scr1.md", "published: 2026-11-22", "published: 2026-11-20")
    urls = [entry.url for entry in everything(content).entries]
    assert urls[0] == f"{BASE}/last/"
    assert f"{BASE}/reviews/scr1/" in urls
    assert sum(url[len(BASE) :].startswith("/p") and url[-2].isdigit() for url in urls) == MANY


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


def test_a_page_without_a_summary_gives_its_first_words(content: Path) -> None:
    text = small_site.page("The *first* words.").replace("summary: A page for a test.\n", "")
    small_site.put(content, "pages/bare.md", text)
    entry = next(e for e in everything(content).entries if e.url == f"{BASE}/bare/")
    assert entry.summary == "The first words."


def w3c_remarks(data: bytes) -> list[str]:
    """Return what the feed validator of the W3C would remark, by the names of its messages.

    Its rules for Atom, as far as a feed of ours could break them.
    """
    feed = feedparser.parse(data)
    entries = feed.entries
    told = ["NotWellFormed"] if feed.bozo else []
    rel = {link.rel: link.href for link in feed.feed.links}
    told += ["MissingSelf"] if rel.get("self") != feed.feed.id else []
    told += ["MissingAlternateLink"] if not rel.get("alternate", "").startswith(BASE) else []
    for name, values in (
        ("DuplicateEntries", [entry.id for entry in entries]),
        ("DuplicateUpdated", [entry.updated for entry in entries]),
    ):
        told += [name] if len(set(values)) < len(values) else []
    for entry in (feed.feed, *entries):
        told += ["InvalidRFC3339Date"] if not RFC_3339.match(entry.updated) else []
        told += ["NotBlank"] if not entry.title.strip() else []
        told += ["InvalidFullLink"] if not entry.id.startswith(f"{BASE}/") else []
    for entry in entries:
        told += ["MissingTextualContent"] if not entry.get("summary", "").strip() else []
        told += ["ContainsHTML"] if "<" in entry.get("summary", "") + entry.title else []
        told += ["EntryLaterThanFeed"] if entry.updated > feed.feed.updated else []
    return told


def test_the_validator_of_the_w3c_would_remark_nothing(example_site: Path) -> None:
    found = sorted(example_site.rglob("feed.xml"))
    assert len(found) > 3
    for path in found:
        assert w3c_remarks(path.read_bytes()) == [], path
    spoilt = found[0].read_bytes()
    assert w3c_remarks(
        spoilt.replace(b"<summary>", b"<rights>").replace(b"</summary>", b"</rights>")
    )
    assert w3c_remarks(re.sub(rb"T00:\d\d:\d\dZ", b"T00:00:00Z", spoilt))


@pytest.mark.parametrize("built", ["site_dir", "example_site"])
def test_feeds_and_sitemap_lead_to_pages_that_are_there(
    request: pytest.FixtureRequest, built: str
) -> None:
    folder: Path = request.getfixturevalue(built)
    text = (folder / "sitemap.xml").read_text(encoding="utf-8")
    listed = [part.partition("<")[0] for part in text.split("<loc>")[1:]]
    home = min(listed, key=len)
    for path in folder.rglob("feed.xml"):
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo
        listed += [entry.link for entry in feed.entries]
        listed += [link.href for link in feed.feed.links if link.rel == "alternate"]
    for address in listed:
        there, _, place = address.removeprefix(home).partition("#")
        html = folder / there / "index.html"
        assert html.is_file(), address
        assert not place or f'id="{place}"' in html.read_text(encoding="utf-8"), address
