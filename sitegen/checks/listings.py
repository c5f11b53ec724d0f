"""What is told and held has a page that lists it: news, events, campaigns, newsletters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.issues.issue import Issue
from sitegen.models.base import Status
from sitegen.models.documents import Newsletter
from sitegen.models.news import CalendarEvent, Campaign, NewsItem
from sitegen.models.pages import Page, Shows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.site.site import Site

_SEVERAL: Final = 2
_UNSETTLED: Final = (Status.DRAFT, Status.WITHDRAWN)
_LISTED: Final = (NewsItem, CalendarEvent, Campaign)


def news_and_events_have_a_page(site: Site) -> Iterator[Issue]:
    """News, events and campaigns stand on the page that shows them; without it nobody finds one."""
    shown = {page.shows for page in site.all(Page)}
    for kind in _LISTED:
        shows = Shows(kind.listed_by)
        first = next((one for one in site.records if type(one.item) is kind), None)
        if first and shows not in shown:
            message = f"no page shows the {shows}, so nobody finds this"
            hint = f"Begin one with “python3 build.py new page”, and write “shows: {shows}” in it."
            yield Issue(first.origin, message, hint)


def newsletters_are_of_a_series(site: Site) -> Iterator[Issue]:
    """A newsletter has its address below the page that shows its series."""
    pages = tuple(page for page in site.all(Page) if page.shows is Shows.NEWSLETTERS)
    homes = {page.url for page in pages}
    names = ", ".join(page.id for page in pages)
    for record in site.records:
        issue = record.item
        if not isinstance(issue, Newsletter) or issue.status in _UNSETTLED:
            continue
        if issue.series and not site.find(issue.series):
            continue  # told where it leads nowhere
        if issue.list_url in homes if issue.series else len(homes) < _SEVERAL:
            continue
        if issue.series:
            place = record.entry.place(("series",))
            message = f"the page “{issue.series.id}” shows no newsletters"
            hint = f"Name one that does: {names}." if names else "Write “shows: newsletters” there."
            yield Issue(place, message, hint, field="series")
        else:
            message = "this newsletter does not say of which series it is"
            hint = f"Add “series:” with the page of its series: {names}."
            yield Issue(record.origin, message, hint)
