"""Runs all checks, first on what authors wrote and then on the finished pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen import checks
from sitegen.checks import ledger

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sitegen.checks.ledger import Past
    from sitegen.checks.links import Addresses, Checked
    from sitegen.checks.references import Unseen
    from sitegen.issues import Issue, Origin
    from sitegen.site import Site


def references(site: Site, unseen: Unseen) -> Iterator[Issue]:
    """Check that everything is there that pages are made of."""
    for check in checks.REFERENCE_CHECKS:
        yield from check(site, unseen)


def content(site: Site) -> Iterator[Issue]:
    """Check what authors wrote."""
    for check in checks.CONTENT_CHECKS:
        yield from check(site)


def finished(
    pages: Sequence[Checked],
    addresses: Addresses,
    *,
    past: Past,
    places: Mapping[str, Origin],
) -> Iterator[Issue]:
    """Check the finished pages, the redirects and every address that was ever published."""
    for page in pages:
        for page_check in checks.PAGE_CHECKS:
            yield from page_check(page)
    for site_check in checks.SITE_CHECKS:
        yield from site_check(pages, addresses)
    yield from ledger.redirects_arrive(addresses, places)
    yield from ledger.addresses_still_answer(past, ledger.answering(pages, addresses, past))
