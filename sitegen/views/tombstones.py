"""What stands at an address whose content is gone: why, since when, and how to ask for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple, TypeGuard

from sitegen.content.slugs import slug
from sitegen.content.values import Prose, web_path
from sitegen.models.addresses import Address
from sitegen.models.base import Item, Publication, Status
from sitegen.models.follow_up import Recommendation
from sitegen.models.pages import Page
from sitegen.views import feeds

if TYPE_CHECKING:
    from sitegen.site.site import Site


class Tombstone(NamedTuple):
    """The reason why something is gone and the way to ask for it."""

    reason: Prose | None
    because: Item | None
    """The record with which this one went, whose own page says why."""

    how_to_request: Prose | None
    since: date | None


class Redirect(NamedTuple):
    """An address that leads to another, with the status that the host answers."""

    old: str
    new: str
    status: int


def withdrawn(site: Site, item: Item) -> Tombstone:
    """Explain why a withdrawn record is gone."""
    if isinstance(item, Publication):
        last = max((change.date for change in item.changes), default=None)
        return Tombstone(item.withdrawn_reason, None, None, last)
    review = site.find(item.review) if isinstance(item, Recommendation) else None
    return Tombstone(None, review if is_withdrawn(review) else None, None, None)


def is_withdrawn(item: object) -> TypeGuard[Item]:
    """Return whether a record’s page has become a tombstone."""
    return isinstance(item, Item) and item.status is Status.WITHDRAWN and item.has_page


def title_of(item: Item) -> str:
    """Return the title of the notice of a withdrawn record; only a publication keeps its own."""
    return item.label if isinstance(item, Publication) else f"This {item.kind} is no longer here"


def tombstones(site: Site) -> Iterator[tuple[str, Address, Tombstone]]:
    """Yield the page of every address that is gone, with the address that page has."""
    for address in site.all(Address):
        if address.reason and "#" not in address.old:
            gone = Tombstone(address.reason, None, address.how_to_request, address.since)
            yield tombstone_url(address.old), address, gone


def tombstone_url(old: str) -> str:
    """Return the address of a tombstone: the old one, or for a file a page that it leads to."""
    if "#" in old:
        return old.partition("#")[0]
    if "." in old.rpartition("/")[2]:
        return f"/gone/{slug(old)}/"
    return old.rstrip("/") + "/"


def redirects(site: Site) -> tuple[Redirect, ...]:
    """Return every redirect, those of gone files and of feeds of withdrawn pages included."""
    leading = []
    for address in site.all(Address):
        if address.to:
            leading.append(Redirect(address.old, address.to, 301))
        elif tombstone_url(address.old) != address.old.rstrip("/") + "/":
            leading.append(Redirect(address.old, tombstone_url(address.old), 302))
    for page in site.all(Page):
        names = feeds.subscriptions(page)
        if is_withdrawn(page):
            leading.extend(Redirect(page.url + name, page.url, 302) for name in names)
    return tuple(leading)


def of_files(gone: Mapping[str, str], ledger: Iterable[str]) -> Iterator[Redirect]:
    """Lead from every address that a file of a withdrawn record ever had to its notice.

    The address of a file bears a digest of its bytes, so it had another in each version.
    """
    for path, notice in gone.items():
        plain = PurePosixPath(path)
        name = web_path("/" + str(plain.with_suffix("")).replace("%", "%25"))
        ever = re.compile(rf"{re.escape(name)}(?:\.[0-9a-f]{{10}})?{re.escape(plain.suffix)}")
        yield from (Redirect(url, notice, 302) for url in ledger if ever.fullmatch(url))
