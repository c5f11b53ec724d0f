"""Writes the made-up reviews as a whole content folder of this generator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from tests import small_site
from tests.benchmark.corpus import THEMES, Text

_PAGE: Final = """---
title: {title}
summary: {title}, as they are kept in Exampleshire.
status: published
published: 2025-01-06
shows: {shows}
---
{body}
"""
_REVIEW: Final = """---
title: {text.title}
summary: {text.summary}
status: published
published: {text.day}
review_kind: serious case review
children_count: 1
guidance: The made-up guidance of Exampleshire
review_status: published
milestones:
  - {{event: published, date: {text.day}}}
themes:
{themes}
---
{text.body}
Agencies: {agencies}.
"""
_PAGES: Final = {
    "index": ("Keeping children safe", "home", "Read [every review](reviews/index.md)."),
    "reviews/themes": ("Themes", "themes", "Which theme was found in which review."),
    "search": ("Find a page", "search", "Everything is listed here."),
}


def review(text: Text) -> str:
    """Write a review; our reviews have no field for agencies, so they stand in its last line."""
    themes = "\n".join(f"  - {{theme: {theme}, coded: yes}}" for theme in text.themes)
    return _REVIEW.format(text=text, themes=themes, agencies=", ".join(text.agencies))


def frame(today: date) -> Mapping[str, str]:
    """Return all of a content folder but its reviews; a day ago everything in it was looked at."""
    checked = re.compile(r"(?m)(_on): \d{4}-\d{2}-\d{2}$")
    files = {path: checked.sub(rf"\1: {today}", text) for path, text in small_site.FILES.items()}
    del files["reviews/scr1.md"], files["pages/themes.md"]
    menus = files["site.yml"].replace("documents]", "documents, search]")
    files["site.yml"] = menus.replace(" themes,", " reviews/themes,")
    return {**files, "themes.yml": "".join(_themes()), **dict(_pages())}


def _themes() -> Iterator[str]:
    for key, title in THEMES.items():
        told = "plain_explanation: It was made up.\n  own_page: yes"
        yield f"- id: {key}\n  title: {title}\n  {told}\n"


def _pages() -> Iterator[tuple[str, str]]:
    for path, (title, shows, body) in _PAGES.items():
        yield f"pages/{path}.md", _PAGE.format(title=title, shows=shows, body=body)
