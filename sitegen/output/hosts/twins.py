"""Redirects as pages, for hosts that know no redirects or too few."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitegen.output.hosts.record import BuildRecord
    from sitegen.output.hosts.rules import Move

_PAGE: Final = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'">
<meta name="referrer" content="no-referrer">
<title>This page has moved</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={target}">
<link rel="canonical" href="{canonical}">
</head>
<body>
<main>
<h1>This page has moved</h1>
<p><a href="{target}">Go to where it is now</a></p>
</main>
</body>
</html>
"""


def can_be_a_page(one: Move, taken: Iterable[str]) -> bool:
    """Return whether a page can stand at an old address: it has none yet, and no “*” and no “?”."""
    steps = one.path.removeprefix("/").split("/")
    whole = all(step not in {"", ".", ".."} and "\\" not in step for step in steps)
    return whole and one.plain and not one.below and _path(one) not in taken


def pages(moved: Iterable[Move], record: BuildRecord) -> Mapping[str, str]:
    """Return a page for each redirect that can be one, by its path.

    Each is a folder with a page in it, also where a file was: a file would be sent with the type
    that the end of its name stands for.
    """
    own = set(record.files) - set(record.added)
    return {
        _path(one): _PAGE.format(
            language=escape(record.language),
            target=escape(one.whole_target),
            canonical=escape(_absolute(record.site, one.target)),
        )
        for one in moved
        if can_be_a_page(one, own)
    }


def _path(one: Move) -> str:
    return f"{one.path.removeprefix('/')}/index.html"


def _absolute(site: str, target: str) -> str:
    return site + target if target.startswith("/") else target
