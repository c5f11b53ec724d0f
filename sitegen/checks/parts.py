"""The parts of a site: each list on one page, what the law asks for, each version of one page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sitegen.checks.context import standing
from sitegen.checks.references import Withheld
from sitegen.content.record import Record, of_type
from sitegen.issues.issue import Issue, Origin, Severity, place_of
from sitegen.issues.wording import build_command
from sitegen.models import COLLECTIONS
from sitegen.models.base import Status
from sitegen.models.documents import HandbookChapter
from sitegen.models.news import CalendarEvent, Campaign, NewsItem
from sitegen.models.pages import HOME, Page, Shows
from sitegen.site.site import Site

_PRIVACY: Final = ("privacy", "preifatrwydd")
_SEVERAL: Final = {Shows.CONTACT, Shows.NEWSLETTERS}
"""A group may have a contact page of its own, and each series of newsletters names its page."""


NEED_A_LIST: Final = (NewsItem, CalendarEvent, Campaign)
"""What is an error without the page that lists it, which is told where lists are looked at."""

_SHOWN_ELSEWHERE: Final = {Shows.CONTACT, Shows.DATA, Shows.GLOSSARY}
"""People stand with their groups, figures and words wherever they are used."""


def the_home_page_is_there(site: Site, unseen: Withheld) -> Iterator[Issue]:
    """There is a page at the address “/”, from which everything is reached."""
    if any(page.id == HOME for page in site.all(Page)):
        return
    for record in of_type(unseen.withheld, Page):
        if record.id == HOME:
            status = record.item.status
            message = f"the home page is not public, because it is “{status}”"
            yield record.error("status", message, "Write ⟦status: published⟧.", status)
            return
    hint = _begin("Begin it: …", HOME, "home")
    yield Issue(Origin("pages/index.md"), "the site has no home page", hint)


def lists_stand_on_one_page(site: Site) -> Iterator[Issue]:
    """No two pages list the same records, because each record has one address."""
    listing = {Shows(model.listed_by) for model in COLLECTIONS.values() if model.listed_by}
    first: dict[Shows, Record[Page]] = {}
    for record in standing(site.records, Page):
        page = record.item
        if page.is_finished and page.shows in listing - _SEVERAL:
            earlier = first.setdefault(page.shows, record)
            if earlier is not record:
                other = place_of(earlier.origin, earlier.origin.path)
                message = f"{other} shows “{page.shows}” already"
                hint = "Each record has one address, so one page lists it: take ⟦shows⟧ out here."
                yield record.error("shows", message, hint, page.shows)


def records_stand_below_a_page(site: Site) -> Iterator[Issue]:
    """What only a list shows has a page that lists it; without one, nobody finds it."""
    there = {page.url for page in site.all(Page)} | {c.url for c in site.all(HandbookChapter)}
    already: set[str] = set()
    for record in site.records:
        item = record.item
        alone = item.listed_by and item.list_url not in there and item.is_finished
        seen = not item.has_page and item.listed_by in _SHOWN_ELSEWHERE
        seen = seen or isinstance(item, NEED_A_LIST)
        if alone and not seen and item.listed_by not in already:
            already.add(item.listed_by)
            message = f"no page shows “{item.listed_by}”, so nothing lists each {item.kind}"
            yield Issue(record.origin, message, begin(item.listed_by), (item.listed_by,), _WARNING)


def begin(shows: str) -> str:
    """Explain how a page comes to be that shows something."""
    one = _begin("begin one: …", shows, shows)
    return f"Write ⟦shows: {shows}⟧ into the page that is to show it, or {one}"


def _begin(phrase: str, name: str, shows: str = "") -> str:
    answers = (f"id={name}", *((f"shows={shows}",) if shows else ()))
    options = (word for answer in answers for word in ("--set", answer))
    return build_command(phrase, "new", "page", *options)


def what_the_law_asks_for_is_there(site: Site) -> Iterator[Issue]:
    """There is an accessibility statement, a privacy notice, a way to ask, and a page for errors.

    Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations
    2018, regulation 8; UK GDPR, articles 13 and 14.
    """
    pages = [page for page in site.all(Page) if page.status is not Status.WITHDRAWN]
    shown = {page.shows for page in pages}
    for shows, why in _NEEDED.items():
        if shows not in shown:
            yield _lacking(f"no page shows “{shows}”: {why}", begin(shows))
    names = [f"{page.id} {page.title}".casefold() for page in pages]
    if not any(word in name for name in names for word in _PRIVACY):
        why = "no page is about privacy: people must be told what is done with their details"
        yield _lacking(why, _begin("Begin one: …", "privacy"))


def _lacking(message: str, hint: str) -> Issue:
    return Issue(Origin("site.yml"), message, hint, severity=_WARNING)


_WARNING: Final = Severity.WARNING
_NEEDED: Final = {
    Shows.STATEMENT: "public bodies must publish an accessibility statement",
    Shows.CONTACT: "nobody can see how to reach the office",
    Shows.NOT_FOUND: "a wrong address would be answered by the host, not by us",
}
"""What every site has, with what is wrong without it."""


def versions_are_of_one_page(site: Site) -> Iterator[Issue]:
    """A version names the page in the language of the site, and no other is the same version."""
    pages = {page.id: page for page in site.all(Page) if page.status is not Status.WITHDRAWN}
    seen: dict[tuple[str, str, bool], str] = {}
    for record in of_type(site.records, Page):
        page = record.item
        if not page.version_of or page.id not in pages:
            continue
        first = pages.get(page.version_of.id)
        if first and first.version_of:
            message = f"“{first.id}” is itself a version of “{first.version_of.id}”"
            hint = f"Write ⟦version_of: {first.version_of.id}⟧."
            if first.version_of.id == page.id:
                hint = "Name the page that says the same in the language of the site."
            yield record.error("version_of", message, hint, first.id, first.version_of.id)
        same = seen.setdefault((page.version_of.id, page.lang, page.easy_read), page.id)
        if same != page.id:
            message = f"“{same}” is the same version of “{page.version_of.id}”"
            hint = "Keep one of the two, or change ⟦lang⟧ or ⟦easy_read⟧."
            yield record.error("version_of", message, hint, same, page.version_of.id)
