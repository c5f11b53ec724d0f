"""Tells what a built site lacks, so that nobody is fast by leaving work out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from tests.benchmark.corpus import THEMES, Text

if TYPE_CHECKING:
    from tests.benchmark.generators import Made

PAGE_SIZE: Final = 50
FEED: Final = 20
"""Entries that a feed holds at least."""

_HREF: Final = re.compile(r'href="/reviews/(child-a\d+)/"')
_PARAGRAPH: Final = re.compile(r"^[A-Z][^|\[\]*\n]+\.$", re.MULTILINE)
_PARTS: Final = ("<h1", "<h2", "<ol", "<ul", "<table", "<nav", "<header", "<footer", "fnref")


def faults(output: Path, made: Made, texts: Sequence[Text]) -> Iterator[str]:
    """Tell everything that is missing or out of date; texts come oldest first."""
    for text in texts:
        page = output / "reviews" / text.id / "index.html"
        yield from (f"{text.id}: {fault}" for fault in _page(_read(page), text))
    yield from _listing(output, made, texts)
    yield from _themes(output, made, texts)
    yield from _feed(output / made.feed, texts)
    yield from _sitemap(output / made.sitemap, texts)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _page(html: str, text: Text) -> Iterator[str]:
    if not html:
        yield "it has no page"
        return
    heading, _, rest = html.partition("<h1")[2].partition("</h1>")
    if text.title not in heading:
        yield f"its heading is not {text.title}"
    for part in _PARTS:
        if part not in html:
            yield f"it has no {part}>"
    for words in _PARAGRAPH.findall(text.body):
        if words not in rest:
            yield f"it does not say “{words}”"


def _listing(output: Path, made: Made, texts: Sequence[Text]) -> Iterator[str]:
    pages = [output / "reviews" / "index.html", *output.glob(made.listing)]
    wanted = -(-len(texts) // PAGE_SIZE)
    if len(pages) != wanted:
        yield f"the listing has {len(pages)} pages and not {wanted}"
    html = "".join(map(_read, pages))
    yield from (f"the listing: {fault}" for fault in _listed(html, texts))


def _listed(html: str, texts: Iterable[Text]) -> Iterator[str]:
    """Compare the links of a list with the reviews that belong there."""
    wanted = {text.id: text.title for text in texts}
    found = _HREF.findall(html)
    if len(found) != len(set(found)):
        yield "a review stands in it twice"
    yield from (f"{key} is not in it" for key in wanted.keys() - set(found))
    yield from (f"{key} should not be in it" for key in set(found) - wanted.keys())
    yield from (f"{title} is not in it" for title in wanted.values() if f">{title}<" not in html)


def _themes(output: Path, made: Made, texts: Sequence[Text]) -> Iterator[str]:
    for theme in THEMES:
        having = [text for text in texts if theme in text.themes]
        if having:
            html = _read(output / made.theme.format(id=theme))
            shown = having[-made.newest :] if made.newest else having
            yield from (f"theme {theme}: {fault}" for fault in _listed(html, shown))


def _feed(path: Path, texts: Sequence[Text]) -> Iterator[str]:
    root = _xml(path)
    titles = [_title(one) for one in root.iter() if one.tag.rpartition("}")[2] in {"entry", "item"}]
    wanted = min(FEED, len(texts))
    if len(titles) < wanted:
        yield f"the feed has {len(titles)} entries and not {wanted}"
    for text in texts[-wanted:]:
        if text.title not in titles:
            yield f"the feed lacks {text.title}"


def _title(entry: ET.Element) -> str:
    found = (part.text for part in entry if part.tag.rpartition("}")[2] == "title")
    return next(found, None) or ""


def _sitemap(path: Path, texts: Iterable[Text]) -> Iterator[str]:
    known = {one.text for one in _xml(path).iter() if one.tag.endswith("}loc")}
    base = "https://www.exampleshire.example/reviews"
    for text in texts:
        if f"{base}/{text.id}/" not in known:
            yield f"the sitemap lacks {text.id}"


def _xml(path: Path) -> ET.Element:
    text = _read(path)
    return ET.fromstring(text) if text else ET.Element("nothing")  # noqa: S314 - just built here
