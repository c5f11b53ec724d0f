"""GitHub Pages: files alone, so redirects are pages, and pages state their own policy."""

from __future__ import annotations

from typing import Final

from sitegen.output.hosts.package import BuiltSite, HostPackage
from sitegen.output.hosts.twins import can_be_a_page

_LARGEST_SITE: Final = 1_000_000_000


def package(built: BuiltSite) -> HostPackage:
    """Return what keeps GitHub from leaving out files, and a page for each redirect."""
    moved = built.record.rules.moved
    paths = set(built.record.files) - set(built.record.added)
    lost = [
        "No header can be set: other sites may show pages in a frame (no page can forbid it),",
        "browsers are not told to insist on HTTPS, and every file is kept for 10 minutes.",
        "Redirects are pages that lead on at once, with the status 200.",
    ]
    if unable := sum(not can_be_a_page(move, paths) for move in moved):
        lost.append(f"Old addresses with a “?” or “*” do not lead on ({unable} here).")
    size = sum(built.sizes.values())
    large = f"The site has {size:,} bytes; GitHub Pages takes at most {_LARGEST_SITE:,}."
    return HostPackage(
        # Without this file GitHub leaves out what begins with a dot or an underscore.
        within={".nojekyll": ""},
        twins=moved,
        lost=tuple(lost),
        faults=(large,) if size > _LARGEST_SITE else (),
    )
