"""Every address that was ever published answers: with content, a redirect or a reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple
from urllib.parse import unquote

from sitegen.checks.links import FinishedPage, SiteUrls
from sitegen.checks.references import Withheld
from sitegen.content.load import LEDGER
from sitegen.content.record import of_type
from sitegen.content.values import web_path
from sitegen.issues.issue import Diagnosis, Issue, Origin, did_you_mean, nearest, place_of
from sitegen.issues.wording import entry_of, off_screen
from sitegen.models.addresses import Address
from sitegen.models.listing import PLACES_BELOW
from sitegen.site.site import Site

HEAD: Final = (
    "# Every address that was ever published, one a line. The build adds to it; people still\n"
    "# follow old links, so a line is taken out only if its page was never public.\n"
)


def read(text: str) -> Mapping[str, int]:
    """Read the ledger: each address with its line, as links write it.

    A ledger of an earlier build may hold a space as it is.
    """
    lines = enumerate(text.splitlines(), start=1)
    return {
        web_path(line.strip()): number
        for number, line in lines
        if line.strip() and not line.strip().startswith("#")
    }


def added(ledger: Mapping[str, int], addresses: Sequence[str]) -> tuple[str, ...]:
    """Return the addresses that the ledger does not hold yet."""
    return tuple(sorted(set(addresses) - ledger.keys()))


def ledger_text(content: Path) -> str:
    """Return the ledger of a content folder as its file holds it, or nothing."""
    path = content / LEDGER
    # A letter that is not UTF-8 becomes part of an address, which is then told at its line.
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def as_text(ledger: Mapping[str, int], new: Sequence[str]) -> str:
    """Write the ledger with new addresses, in order."""
    return HEAD + "".join(f"{address}\n" for address in sorted({*ledger, *new}))


class PublishedUrls(NamedTuple):
    """Every address that was ever published, each with its line, and the day of today."""

    addresses: Mapping[str, int]
    today: date
    redirects: Mapping[str, Origin] = MappingProxyType({})
    """Where each redirect is written."""

    listed: frozenset[str] = frozenset()
    """Places on a list of records that have a page of their own now, and may stand on any page of
    the list as it grows."""


def cited(addresses: SiteUrls, urls: Iterable[str]) -> Iterator[str]:
    """Yield the places on pages that somebody names: records that stand on one, and links."""
    for url in urls:
        page, mark, anchor = url.partition("#")
        if mark and anchor in addresses.anchors.get(page, ()):
            yield url
    for target in addresses.authored:
        if target.anchor:
            yield f"{target.path}#{target.anchor}"


def answering_urls(
    pages: Iterable[FinishedPage], addresses: SiteUrls, past: PublishedUrls
) -> frozenset[str]:
    """Return every address that answers, and every place on a page that is there.

    Where a page moved or is gone, nobody asks for the places on it.
    """
    there = {f"{url}#{place}" for url, ids in addresses.anchors.items() for place in ids}
    living = {page.brief.url for page in pages if page.findable}
    excused = {url for url in past.addresses if "#" in url and url.partition("#")[0] not in living}
    return frozenset(
        {
            *addresses.anchors,
            *addresses.redirects,
            *there,
            *excused,
            *addresses.absent,
            *past.listed,
        }
    )


def listed_places(site: Site) -> frozenset[str]:
    """Return the places that records with a page of their own have, or had, on a long list."""
    return frozenset(
        record.item.listed_url
        for record in site.records
        if record.item.has_page and record.item.listed_at and record.item.listed_by in PLACES_BELOW
    )


def addresses_still_answer(past: PublishedUrls, answering: frozenset[str]) -> Iterator[Issue]:
    """Report every address that was published and answers no more."""
    fresh = sorted(answering - past.addresses.keys())
    replaced = _replaced(past.addresses, answering)
    for address, line in past.addresses.items():
        if not address.startswith("/"):
            hint = "Keep one address a line; take out what a merge has left behind."
            message = f"“{unquote(address)}” is not an address"
            yield Issue(Origin(LEDGER, line), message, hint, about=(unquote(address),))
        elif address not in answering and address not in replaced:
            yield Issue(Origin(LEDGER, line), *_gone(address, fresh, past.today))


_VERSION: Final = re.compile(r"(/files/.+)\.[0-9a-f]{10}(\.\w+)")


def _replaced(ever: Iterable[str], answering: frozenset[str]) -> frozenset[str]:
    """Return the addresses of files under whose names another file stands, which is told there."""
    files: dict[str, set[str]] = {}
    for address in ever:
        if match := _VERSION.fullmatch(address):
            files.setdefault(match[1] + match[2], set()).add(address)
    now = {match[1] + match[2] for answer in answering if (match := _VERSION.fullmatch(answer))}
    old = (all_ for name, all_ in files.items() if name in now and not all_ & answering)
    return frozenset().union(*old)


def _gone(address: str, fresh: Sequence[str], today: date) -> Diagnosis:
    """Explain what is missing and give the line that fixes it, ready to paste."""
    page, mark, anchor = address.partition("#")
    if mark:
        message = f"there is no place “{anchor}” on {page} any more, and others may link to it"
        values = {"from": address, "to": page, "since": today}
        entry = entry_of("  - {…}", values)
        hint = f"Give its heading the earlier words again, or add to ⟦addresses.yml⟧:{entry}"
        return Diagnosis(message, hint, (anchor,))
    # A page never moved into a file, nor a file into a page.
    alike = [candidate for candidate in fresh if _is_page(candidate) == _is_page(address)]
    new = nearest(address, alike) or "/its/new/address/"
    entry = entry_of("  - {…}  ", {"from": address, "to": new, "since": today})
    hint = (
        f"If it moved, add to ⟦addresses.yml⟧:{entry}"
        "If it is gone, write ⟦reason:⟧ with a sentence instead of ⟦to:⟧; a page that comes off "
        "the site for good keeps its file, with ⟦status: withdrawn⟧ and a ⟦withdrawn_reason⟧."
        f"{off_screen(' If the site was never up with it, take this line out.')}"
    )
    if address.startswith("/files/"):
        hint = f"If another file took its place, list it under ⟦earlier⟧ of its document.  {hint}"
    return Diagnosis(f"{address} was published and no longer exists", hint)


def _is_page(address: str) -> bool:
    """Return whether an address is that of a page or a place on one; a file may have no ending."""
    return address.partition("#")[0].endswith("/")


def old_addresses_are_whole(site: Site) -> Iterator[Issue]:
    """Addresses that moved are written so that the host understands them, and each only once."""
    first: dict[str, Origin] = {}
    for record in of_type(site.records, Address):
        old, new = record.item.old, record.item.to
        place = record.entry.place(("from",))
        earlier = first.setdefault(old.rstrip("/"), place)
        if earlier is not place:
            message = f"{old} is moved or gone at {place_of(earlier)} already"
            yield record.error("from", message, "Keep one of the two entries.")
        if not _PATH.fullmatch(old):
            message = f"“{old}” is not an address on this site"
            yield record.error("from", message, _WRITE_PATH, old)
        if new and not _PATH.fullmatch(new) and not new.startswith("https://"):
            message = f"“{new}” is not an address"
            hint = "Begin it with “/”, as in /reviews/, or with https://."
            yield record.error("to", message, hint, new)


_PATH: Final = re.compile(r"/\S*")
_WRITE_PATH: Final = "Begin it with “/”, as in /reviews/, and write %20 for a space."


def moved_addresses_wait_with_their_page(site: Site, unseen: Withheld) -> Iterator[Issue]:
    """An address that leads to what is not public yet would tell that it is coming."""
    waiting = {item.url.rstrip("/") for item in unseen.records if item.has_page}
    for record in of_type(site.records, Address):
        new = record.item.to
        if new and new.partition("#")[0].rstrip("/") in waiting:
            message = f"{new} is not published yet, so nothing public may lead there"
            hint = "Give this entry the ⟦status⟧ and ⟦publish_at⟧ of that page, or wait with it."
            yield record.error("to", message, hint)


def redirects_arrive(addresses: SiteUrls, places: Mapping[str, Origin]) -> Iterator[Issue]:
    """Report every redirect that leads nowhere, to another redirect, or over a living page."""
    living = [old for old in addresses.redirects if f"{old.rstrip('/')}/" in addresses.anchors]
    moved = {o.rstrip("/"): new for o, new in addresses.redirects.items() if o not in living}
    for old, new in addresses.redirects.items():
        place = places.get(old, Origin("addresses.yml"))
        target, _, anchor = new.partition("#")
        if old in living:
            message = f"{old} is the address of a page, so it cannot lead elsewhere"
            yield Issue(place, message, "Remove the entry, or the page.", field="from")
        elif target.rstrip("/") in moved:
            yield Issue(place, *_moved_on(old, target, moved), field="to")
        elif target in addresses.absent:
            continue
        elif target.startswith("/") and target not in addresses.anchors:
            message = f"{old} leads to {target}, and nothing answers there"
            hint = did_you_mean(target, addresses.anchors) or "Correct the new address."
            yield Issue(place, message, hint, field="to")
        elif anchor and anchor not in addresses.anchors.get(target, {anchor}):
            message = f"{old} leads to {new}, and there is no place “{anchor}” on that page"
            hint = did_you_mean(anchor, addresses.anchors[target])
            yield Issue(place, message, hint, field="to", about=(anchor,))


def _moved_on(old: str, target: str, moved: Mapping[str, str]) -> Diagnosis:
    """Explain that an address leads to one that is moved as well, and where both end."""
    passed, last = {old.rstrip("/")}, target
    while (step := last.partition("#")[0].rstrip("/")) in moved:
        if step in passed:
            hint = "Write the address of a page that is there."
            return Diagnosis(f"{old} redirects in a loop", hint)
        passed.add(step)
        last = moved[step]
    return Diagnosis(f"{old} leads to {target}, which is itself moved", f"Lead straight to {last}.")
