"""Reads the fixtures of the rules: what keeps a rule, what breaks it, and what is told then."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sitegen.checks import page_facts
from sitegen.checks.links import FinishedPage, ReadPage, SiteUrls
from sitegen.issues.issue import Issue, Origin

FOLDER: Final = Path(__file__).parent / "cases"
BASE: Final = "https://www.exampleshire.example"

_PART: Final = re.compile(r"^--- (kept|broken|told)\n", re.MULTILINE)
_FILE: Final = re.compile(r"^@ (\S+)\n", re.MULTILINE)

_SHELL: Final = """<!doctype html>
<html lang="en-GB"><head><title>A page</title>
<meta name="description" content="A page for a test.">
<link rel="canonical" href="{url}"></head>
<body><a href="#main">Skip to main content</a>
<main id="main"><h1>A page</h1>
{main}</main></body></html>
"""


@dataclass(frozen=True, slots=True)
class Case:
    """The files that keep a rule, those that break it, and every word that is told of them."""

    kept: Mapping[str, str]
    broken: Mapping[str, str]
    told: str


def case(group: str, rule: str) -> Case:
    """Read the fixture of a rule."""
    text = (FOLDER / group / f"{rule}.txt").read_text(encoding="utf-8")
    first, *rest = _PART.split(text)
    parts = dict(zip(rest[::2], rest[1::2], strict=True))
    assert not first
    assert parts.keys() == {"kept", "broken", "told"}
    assert parts["told"].strip(), "a broken fixture tells something"
    return Case(_files(parts["kept"]), _files(parts["broken"]), parts["told"].strip())


def _files(text: str) -> Mapping[str, str]:
    first, *rest = _FILE.split(text)
    assert not first.strip(), "a fixture begins with a line “@ path”"
    return {path: part.strip("\n") + "\n" for path, part in zip(rest[::2], rest[1::2], strict=True)}


def said(issues: Iterable[Issue]) -> str:
    """Write issues as their author reads them, in the order in which they are found."""
    return "\n".join(str(issue) for issue in issues)


def names(group: str) -> list[str]:
    """List the fixtures of a group."""
    return sorted(path.stem for path in (FOLDER / group).glob("*.txt"))


def read_page(url: str, html: str) -> ReadPage:
    """Read a page of a whole HTML text, or of what stands in its main part."""
    whole = html.startswith("<!doctype")
    text = html if whole else _SHELL.format(url=BASE + url, main=html)
    path = f"pages{url}index.md" if url.endswith("/") else f"pages{url}"
    return ReadPage(page_facts.read(url, text), Origin(path))


def html_page(url: str, html: str) -> FinishedPage:
    """Make a page as the checks of the whole site see it."""
    facts, origin = read_page(url, html)
    return FinishedPage(facts.brief, origin, findable=not url.startswith("/gone/"))


def html_site(files: Mapping[str, str]) -> tuple[tuple[FinishedPage, ...], SiteUrls]:
    """Make pages of HTML texts; `redirects` holds redirects, other paths are plain files."""
    pages = [html_page(url, html) for url, html in files.items() if url.endswith("/")]
    lines = files.get("redirects", "").splitlines()
    redirects = dict(line.split() for line in lines)
    anchors = {page.brief.url: frozenset(page.brief.ids) for page in pages}
    anchors |= {url: frozenset() for url in files if url.startswith("/") and url not in anchors}
    return tuple(pages), SiteUrls(BASE, anchors, redirects, {}, "/site-map/")
