"""News, campaigns, events and newsletters, arranged for their pages."""

from __future__ import annotations

from typing import Any

import pytest

from sitegen.models.documents import Newsletter
from sitegen.models.news import CalendarEvent, Campaign, NewsItem
from sitegen.models.pages import Shows
from sitegen.site.site import Site
from sitegen.views import events, news
from sitegen.views.feeds import feeds
from sitegen.views.sheets import PAGE_SIZE

TODAY = "2026-11-22"
"""The day of the sites that tests make."""


def public(name: str, **fields: Any) -> dict[str, Any]:
    """Return what every published record has."""
    whole = {"id": name, "title": name.capitalize(), "status": "published", "body": "Words."}
    return whole | {"published": "2026-11-01"} | fields


def event(name: str, starts: str, ends: str | None = None, **fields: Any) -> CalendarEvent:
    """Make an event."""
    whole = public(name, event_type="training", starts=starts, place="A hall", **fields)
    return CalendarEvent.model_validate(whole | ({"ends": ends} if ends else {}))


def campaign(name: str, **fields: Any) -> Campaign:
    """Make a campaign."""
    return Campaign.model_validate(public(name, **fields))


def piece(name: str, published: str) -> NewsItem:
    """Make a piece of news."""
    return NewsItem.model_validate(public(name, published=published))


def issue(name: str, when: str, series: str | None = None) -> Newsletter:
    """Make an issue of a newsletter."""
    own = {"series": series} if series else {}
    return Newsletter.model_validate(public(name, issue=when, publisher="The panel", **own))


def shown(site: Site, base: str = "/events/") -> dict[str, list[str]]:
    """Return the ids of the events on each page of the calendar."""
    return {
        page.sheet.url: [one.id for one in page.sheet.entries]
        for page in events.event_lists(site, base)
    }


def test_what_is_to_come_stands_in_its_order_and_what_is_over_falls_away(make: Any) -> None:
    site = make.site(
        event("later", "2026-12-08 09:30"),
        event("earlier-that-day", "2026-12-08 08:00"),
        event("whole-day", "2026-12-08"),
        event("today", TODAY),
        event("until-today", "2026-11-20", TODAY),
        event("yesterday", "2026-11-21 09:00", "2026-11-21 23:00"),
        event("ended-at-midnight", "2026-11-21 20:00", "2026-11-22 00:00"),
        event("long-ago", "2025-01-01"),
    )
    assert shown(site) == {
        "/events/": ["until-today", "today", "whole-day", "earlier-that-day", "later"],
        "/events/past/": ["ended-at-midnight", "yesterday", "long-ago"],
    }
    first = next(iter(events.event_lists(site, "/events/")))
    assert [month.title for month in first.months] == ["November 2026", "December 2026"]


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        ("2027-03-09", None, "9 March 2027"),
        ("2027-03-09", "2027-03-10", "9 to 10 March 2027"),
        ("2027-03-31", "2027-04-01", "31 March 2027 to 1 April 2027"),
        ("2027-03-09 09:30", None, "9:30am on 9 March 2027"),
        ("2027-03-09 09:30", "2027-03-09 13:00", "9:30am to 1pm on 9 March 2027"),
        (
            "2027-03-09 20:00",
            "2027-03-10 08:00",
            "8pm on 9 March 2027 to 8am on 10 March 2027",
        ),
    ],
)
def test_days_and_times_are_said_as_people_say_them(
    starts: str, ends: str | None, words: str
) -> None:
    assert event("one", starts, ends).when == words


@pytest.mark.parametrize(
    ("fields", "can_book"),
    [
        ({}, True),
        ({"book_by": TODAY}, True),
        ({"book_by": "2026-11-21"}, False),
        ({"state": "full"}, False),
        ({"state": "cancelled"}, False),
        ({"book": None}, False),
    ],
)
def test_only_what_can_be_booked_says_where(
    make: Any, fields: dict[str, Any], *, can_book: bool
) -> None:
    one = event("one", "2026-12-08", **({"book": "https://booking.example/"} | fields))
    assert events.event_page(make.site(one), one).can_book is can_book


def test_an_event_that_is_over_is_offered_to_no_calendar(make: Any) -> None:
    ahead, over = event("ahead", "2026-12-08"), event("over", "2026-11-08")
    site = make.site(ahead, over)
    assert events.event_page(site, ahead).calendar == "/events/ahead/calendar.ics"
    assert events.event_page(site, over).calendar == ""


def test_campaigns_that_are_over_stand_apart(make: Any) -> None:
    site = make.site(
        campaign("ends-this-month", starts="2026-10", ends="2026-11"),
        campaign("ended", ends="2026-10"),
        campaign("always"),
    )
    found = {one.sheet.url: one.sheet.entries for one in news.campaign_lists(site, "/campaigns/")}
    assert {url: [one.id for one in entries] for url, entries in found.items()} == {
        "/campaigns/": ["always", "ends-this-month"],
        "/campaigns/earlier/": ["ended"],
    }


def test_news_stand_newest_first_in_pages_of_fifty_and_by_year(make: Any) -> None:
    many = [piece(f"p{number}", f"2025-01-{number % 28 + 1:02}") for number in range(PAGE_SIZE)]
    site = make.site(*many, piece("newest", "2026-11-20"))
    pages = {one.sheet.url: one.sheet.entries for one in news.news_lists(site, "/news/")}
    assert list(pages) == ["/news/", "/news/page-2/", "/news/year/2026/", "/news/year/2025/"]
    assert pages["/news/"][0].id == "newest"
    assert [len(entries) for entries in pages.values()] == [50, 1, 1, 50]
    newest = news.news_page(site, site.all(NewsItem)[-1])
    assert newest.following is None
    assert newest.previous is not None


def test_each_series_has_its_own_issues_neighbours_addresses_and_feed(make: Any) -> None:
    bulletin = issue("one", "2026-02", "learning/bulletin")
    last = issue("two", "2026-06", "learning/bulletin")
    other = issue("three", "2026-04", "child-deaths/newsletters")
    site = make.site(
        make.page("child-deaths/newsletters", shows=Shows.NEWSLETTERS),
        make.page("learning/bulletin", shows=Shows.NEWSLETTERS),
        *(bulletin, last, other),
    )
    assert bulletin.url == "/learning/bulletin/one/"
    assert other.url == "/child-deaths/newsletters/three/"
    (page,) = news.newsletter_lists(site, "/learning/bulletin/")
    assert page.sheet.entries == (last, bulletin)
    assert news.newsletter_page(site, last).previous == bulletin
    assert news.newsletter_page(site, last).following is None
    told = {feed.path: {entry.url for entry in feed.entries} for feed in feeds(site)}
    base = site.settings.base_url
    assert told["/learning/bulletin/feed.xml"] == {base + last.url, base + bulletin.url}
    assert told["/child-deaths/newsletters/feed.xml"] == {base + other.url}


def test_an_issue_without_its_words_has_its_place_on_the_page_of_its_series(make: Any) -> None:
    bare = Newsletter.model_validate(
        public("one", issue="2026-02", publisher="The panel", series="learning/bulletin", body="")
    )
    assert bare.url == bare.listed_url == "/learning/bulletin/#one"
    site = make.site(make.page("learning/bulletin", shows=Shows.NEWSLETTERS), bare)
    (page,) = news.newsletter_lists(site, "/learning/bulletin/")
    assert (page.sheet.entries, page.by_request) == ((), (bare,))
