"""News, campaigns and newsletters, arranged for their pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from sitegen.models.documents import BoardDocument, Newsletter
from sitegen.models.news import Campaign, NewsItem
from sitegen.site.site import Site
from sitegen.views.lookup import get_or_none, neighbours, not_withdrawn, per_site
from sitegen.views.sheets import Sheet, Way, sheets, ways_by_word

_FEW: Final = 10
"""Up to this many entries need no choice of year: everybody sees them all at once."""


class NewsList(NamedTuple):
    """One page of the news, the newest first."""

    sheet: Sheet[NewsItem]


class NewsPage(NamedTuple):
    """The pieces of news before and after one."""

    previous: NewsItem | None
    following: NewsItem | None


class CampaignList(NamedTuple):
    """One page of the campaigns: those that run, and those that are over."""

    sheet: Sheet[Campaign]
    is_past: bool


class CampaignPage(NamedTuple):
    """Whether one campaign has ended."""

    is_over: bool


class NewsletterList(NamedTuple):
    """One page of a series of newsletters, the newest issue first."""

    sheet: Sheet[Newsletter]
    by_request: tuple[Newsletter, ...]
    """Issues whose words are not here; a line on the first page says what is known of them."""


class NewsletterPage(NamedTuple):
    """What belongs to one issue, and the issues before and after it in its series."""

    document: BoardDocument | None
    previous: Newsletter | None
    following: Newsletter | None


@per_site
def news(site: Site) -> tuple[NewsItem, ...]:
    """Return all news, the newest first."""
    items = sorted(not_withdrawn(site, NewsItem), key=lambda item: item.title.casefold())
    return tuple(sorted(items, key=lambda item: item.published or date.min, reverse=True))


def news_lists(site: Site, base: str) -> Iterator[NewsList]:
    """Arrange every page of the news, and a way for each year once there is much."""
    items = news(site)
    ways = [Way("Order", "newest first", "", items)]
    if len(items) > _FEW:
        ways += reversed([*ways_by_word("Year", "year", items, _year)])
    yield from (NewsList(sheet) for sheet in sheets(ways, base, "News"))


def _year(item: NewsItem) -> tuple[str, ...]:
    return (str(item.published.year),) if item.published else ()


def news_page(site: Site, item: NewsItem) -> NewsPage:
    """Arrange the page of one piece of news."""
    following, previous = neighbours(news(site), _places(site)[item.id])
    return NewsPage(previous, following)


@per_site
def _places(site: Site) -> dict[str, int]:
    return {item.id: place for place, item in enumerate(news(site))}


def campaign_lists(site: Site, base: str) -> Iterator[CampaignList]:
    """Arrange the campaigns: those that run, then those that are over."""
    today = site.moment.date()
    campaigns = sorted(not_withdrawn(site, Campaign), key=lambda c: c.title.casefold())
    campaigns.sort(key=_begins, reverse=True)
    ways = [Way("When", "now", "", tuple(c for c in campaigns if not c.is_over(today)))]
    if gone := tuple(campaign for campaign in campaigns if campaign.is_over(today)):
        ways.append(Way("When", "earlier campaigns", "earlier/", gone))
    for sheet in sheets(ways, base, "Campaigns"):
        yield CampaignList(sheet, is_past=sheet.place == "earlier/")


def _begins(campaign: Campaign) -> date:
    return campaign.starts.start if campaign.starts else campaign.published or date.min


def campaign_page(site: Site, campaign: Campaign) -> CampaignPage:
    """Arrange the page of one campaign."""
    return CampaignPage(campaign.is_over(site.moment.date()))


def newsletter_lists(site: Site, base: str) -> Iterator[NewsletterList]:
    """Arrange the pages of the series that has its page at an address."""
    issues = series(site).get(base, ())
    read = tuple(issue for issue in issues if issue.has_page)
    by_request = tuple(issue for issue in issues if not issue.has_page)
    for sheet in sheets((Way("Order", "newest first", "", read),), base, "Newsletters"):
        yield NewsletterList(sheet, () if sheet.heading else by_request)


@per_site
def series(site: Site) -> dict[str, tuple[Newsletter, ...]]:
    """Return the issues of each series, the newest first, by the address of its page."""
    by_series: dict[str, list[Newsletter]] = {}
    for issue in not_withdrawn(site, Newsletter):
        by_series.setdefault(issue.list_url, []).append(issue)
    return {
        url: tuple(sorted(issues, key=lambda issue: (issue.issue, issue.id), reverse=True))
        for url, issues in by_series.items()
    }


def newsletter_page(site: Site, issue: Newsletter) -> NewsletterPage:
    """Arrange the page of one issue."""
    issues = tuple(issue for issue in series(site)[issue.list_url] if issue.has_page)
    following, previous = neighbours(issues, issues.index(issue))
    return NewsletterPage(get_or_none(site, BoardDocument, issue.document), previous, following)
