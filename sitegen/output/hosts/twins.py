"""Redirects as pages, for hosts that know no redirects or too few.

Such a page has no words but the address that it leads to, because it may lead to a page in any
language; “zxx” is the code of ISO 639 for what is in none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Final
from urllib.parse import unquote

from sitegen.output.hosts.record import BuildRecord
from sitegen.output.hosts.rules import Move

_PAGE: Final = """\
<!doctype html>
<html lang="zxx">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'">
<meta name="referrer" content="no-referrer">
<title>{shown}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={target}">
<link rel="canonical" href="{canonical}">
</head>
<body>
<main>
<h1>→ <a href="{target}">{shown}</a></h1>
</main>
</body>
</html>
"""


def can_be_a_page(move: Move, taken: Iterable[str]) -> bool:
    """Return whether a page can stand at an old address: it has none yet, and no “*” and no “?”."""
    steps = move.path.removeprefix("/").split("/")
    is_path = all(step not in {"", ".", ".."} and "\\" not in step for step in steps)
    return is_path and move.plain and not move.below and _path(move) not in taken


def pages(moved: Iterable[Move], record: BuildRecord) -> Mapping[str, str]:
    """Return a page for each redirect that can be one, by its path.

    Each is a folder with a page in it, also where a file was: a file would be sent with the type
    that the end of its name stands for.
    """
    paths = set(record.files) - set(record.added)
    return {
        _path(move): _PAGE.format(
            shown=escape(unquote(_absolute(record.site, move.target).partition("://")[2])),
            target=escape(move.whole_target),
            canonical=escape(_absolute(record.site, move.target)),
        )
        for move in moved
        if can_be_a_page(move, paths)
    }


def _path(move: Move) -> str:
    return f"{move.path.removeprefix('/')}/index.html"


def _absolute(site: str, target: str) -> str:
    return site + target if target.startswith("/") else target
