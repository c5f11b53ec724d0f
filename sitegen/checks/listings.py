"""Lists hold what belongs on them, at addresses and under names that nothing else has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from sitegen.checks import parts
from sitegen.checks.context import standing
from sitegen.content.record import Record
from sitegen.issues.issue import Issue, Origin, Severity, place_of
from sitegen.models.base import Item
from sitegen.models.documents import BoardDocument, Newsletter
from sitegen.models.enquiries import Enquiry
from sitegen.models.follow_up import Action, Recommendation
from sitegen.models.listing import PLACES_BELOW
from sitegen.models.pages import Page, Shows
from sitegen.site.site import Site

_SEVERAL: Final = 2
_PAGE: Final = re.compile(r"page-\d+")


def news_and_events_have_a_page(site: Site) -> Iterator[Issue]:
    """News, events and campaigns stand on the page that shows them; without it nobody finds one."""
    shown = {page.shows for page in site.all(Page)}
    for kind in parts.NEED_A_LIST:
        shows = Shows(kind.listed_by)
        first = next((record for record in site.records if type(record.item) is kind), None)
        if first and shows not in shown:
            message = f"no page shows the {shows}, so nobody finds this"
            yield Issue(first.origin, message, parts.begin(shows))


def newsletters_are_of_a_series(site: Site) -> Iterator[Issue]:
    """A newsletter has its address below the page that shows its series."""
    pages = tuple(page for page in site.all(Page) if page.shows is Shows.NEWSLETTERS)
    homes = {page.url for page in pages}
    names = ", ".join(page.id for page in pages)
    for record in standing(site.records, Newsletter):
        issue = record.item
        if not issue.is_finished:
            continue
        if issue.series and not site.find(issue.series):
            continue  # told where it leads nowhere
        if issue.list_url in homes if issue.series else len(homes) < _SEVERAL:
            continue
        if issue.series:
            message = f"the page “{issue.series.id}” shows no newsletters"
            hint = f"Name one that does: {names}." if names else "Write ⟦shows: newsletters⟧ there."
            yield record.error("series", message, hint, issue.series.id)
        else:
            message = "this newsletter does not say of which series it is"
            hint = f"Add ⟦series:⟧ with the page of its series: {names}."
            yield Issue(record.origin, message, hint)


def records_leave_the_addresses_of_lists_free(site: Site) -> Iterator[Issue]:
    """No record stands where the list above it puts its own pages, now or once it is long."""
    pages = (page for page in site.all(Page) if page.shows in PLACES_BELOW)
    lists = {page.url: PLACES_BELOW[page.shows] for page in pages}
    for record in site.records:
        item = record.item
        above, _, name = item.url.rstrip("/").rpartition("/")
        if not item.has_page or f"{above}/" not in lists:
            continue
        if name in lists[f"{above}/"] or _PAGE.fullmatch(name):
            message = f"{item.url} is an address that the list at {above}/ keeps for its own pages"
            hint = (
                "Give this another file name or id; if it was published, redirect the old address."
            )
            yield Issue(record.origin, message, hint)


_WHOLE: Final[Mapping[type[Item], tuple[int, str]]] = {
    Action: (20, "take ⟦own_page: no⟧ out of those that are done"),
    Enquiry: (20, "take ⟦own_page: no⟧ out of the older ones"),
    BoardDocument: (80, "write ⟦own_page: yes⟧ at the older ones"),
}
"""How many of a kind one page of a list may tell whole, having no page of their own."""


def lists_stay_short(site: Site) -> Iterator[Issue]:
    """What has no page of its own stands whole on the first page of its list, so it is little."""
    for kind, (most, cure) in _WHOLE.items():
        without = [r for r in site.records if type(r.item) is kind and not r.item.has_page]
        if len(without) > most:
            message = (
                f"{len(without)} entries without a page of their own make the page at "
                f"{without[0].item.list_url} long; up to {most} are easy to read"
            )
            hint = f"So that each gets a page of its own, {cure}."
            yield Issue(without[most].origin, message, hint, severity=Severity.WARNING)


def bodies_are_written_in_one_way(site: Site) -> Iterator[Issue]:
    """A body that answers for actions has the same capitals everywhere, so lists gather it."""
    first: dict[str, tuple[str, Origin]] = {}
    for record in site.records:
        for place, name in _bodies(record):
            written, origin = first.setdefault(name.casefold(), (name, place))
            if written != name:
                message = f"“{name}” is written “{written}” at {place_of(origin)}"
                hint = "Write both in the same way; lists show the first for both."
                yield Issue(place, message, hint, severity=Severity.WARNING, about=(name, written))


def _bodies(record: Record[Item]) -> Iterator[tuple[Origin, str]]:
    item = record.item
    if isinstance(item, Action):
        field, names = "owner", item.owner
    elif isinstance(item, Recommendation):
        field, names = "addressees", item.addressees
    else:
        return
    for number, name in enumerate(names):
        yield record.entry.place((field, number)), name
