"""Withdrawn entries of a page, which people may have a link to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sitegen.models.base import Item, Publication, Status
from sitegen.models.follow_up import Recommendation
from sitegen.site.site import Site
from sitegen.views.lookup import per_site
from sitegen.views.menus import NavLink
from sitegen.views.tombstones import is_withdrawn


class GonePlace(NamedTuple):
    """The place of a withdrawn entry on a page, which people may have a link to."""

    id: str
    label: str
    because: NavLink | None
    """The page that says why, if one does."""


@per_site
def gone_places(site: Site) -> Mapping[str, tuple[GonePlace, ...]]:
    """Gather the withdrawn entries by the page on which each of them stood."""
    by_page: dict[str, list[GonePlace]] = {}
    for record in site.records:
        item = record.item
        # A record that has a notice of its own now may have been a line of a list before.
        for home in {item.url, item.listed_url}:
            page, mark, place = home.partition("#")
            if mark and item.status is Status.WITHDRAWN:
                # Its title may bear what it was withdrawn for; its id is part of its address.
                own = isinstance(item, Recommendation)
                label = item.label if own else f"The entry “{item.id}”"
                by_page.setdefault(page, []).append(GonePlace(place, label, _because(site, item)))
    return {url: tuple(places) for url, places in by_page.items()}


def _because(site: Site, item: Item) -> NavLink | None:
    """Return a link to the page that says why an entry is gone, if one does."""
    if isinstance(item, Publication):
        return NavLink("its notice", item.url)
    review = site.find(item.review) if isinstance(item, Recommendation) else None
    return NavLink("the page of its review", review.url) if is_withdrawn(review) else None
