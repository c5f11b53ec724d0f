"""Pictures of 1, 5, 13 and 60 reviews fit the smallest screen, and say which review they mean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sitegen.views.timeline import DRAWN
from tests import small_site
from tests.browser.host import serve
from tests.browser.test_layout import FIND_UNFIT
from tests.browser.visit import FIND_WIDEST, Window

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SIZES = (1, 5, 13, 60)
REVIEW = """---
title: "{name}: Robin"
summary: A review.
status: published
published: 2026-11-01
review_kind: serious case review
pseudonyms: [Robin]
children_count: 1
guidance: The guidance
review_status: published
milestones:
  - {{event: author appointed, date: {year}}}
  - {{event: report to the board, date: {year}-12}}
  - {{event: published, date: {after}-02-03, note: A note of the source that is rather long.}}
themes:
  - {{theme: neglect, coded: yes}}
---
A review.
"""
THEMES = """- id: neglect
  title: A theme with a name of several words
  summary: A theme.
  plain_explanation: What it means.
"""
TIMELINE = """---
title: Timeline
summary: A page.
status: published
published: 2026-11-01
shows: timeline
---
Words.
"""


def built(folder: Path, number: int) -> Path:
    """Return the built site of a board with so many reviews, over up to twenty years."""
    content = small_site.write(folder)
    (content / "reviews/scr1.md").unlink()
    for place in range(number):
        year = 2019 - place % 20
        text = REVIEW.format(name=f"SCR{place + 1}", year=year - 1, after=year)
        small_site.put(content, f"reviews/scr{place + 1}.md", text)
    small_site.put(content, "themes.yml", THEMES)
    small_site.put(content, "pages/reviews/timeline.md", TIMELINE)
    report = small_site.build(content)
    assert not report.errors, small_site.told(report.issues)
    return content.parent / "public"


def sheets_of(place: str, number: int) -> list[str]:
    """Return the addresses of the pages that a list of so many reviews has."""
    return [place, *(f"{place}page-{sheet}/" for sheet in range(2, 1 + -(-number // DRAWN)))]


@pytest.mark.parametrize("number", SIZES)
def test_pictures_of_many_reviews_fit_the_smallest_screen(
    chromium: Browser, tmp_path: Path, number: int
) -> None:
    with serve(built(tmp_path, number)) as address:
        window = Window.open(chromium, address)
        for place in ("/themes/", "/reviews/"):
            window.go(place, 320)
            assert window.find(FIND_UNFIT) + window.find(FIND_WIDEST) == [], place
        names, marks = [], 0
        for place in sheets_of("/reviews/timeline/", number):
            window.go(place, 320)
            assert window.find(FIND_UNFIT) + window.find(FIND_WIDEST) == [], place
            rows = window.page.locator(".timeline__review")
            names += rows.get_by_role("heading").all_inner_texts()
            marks += window.page.locator(".milestones__mark").count()
        assert len(names) == number
        assert all(name.startswith("SCR") for name in names)
        assert marks == 3 * number
        window.page.context.close()
