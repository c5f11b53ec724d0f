"""The mark of a preview can be read on screen and on paper, where backgrounds are left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.pipeline import build as pipeline
from tests import small_site
from tests.browser.host import serve

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

COLOURS = "mark => [getComputedStyle(mark).color, getComputedStyle(mark).backgroundColor]"
CLEAR = "rgba(0, 0, 0, 0)"


def test_the_mark_of_a_preview_is_seen_on_screen_and_on_paper(
    chromium: Browser, tmp_path: Path
) -> None:
    content = small_site.write(tmp_path)
    assert not pipeline.build(replace(small_site.request(content), preview=True)).errors
    with serve(tmp_path / "public") as address:
        page = chromium.new_page()
        page.goto(address)
        mark = page.locator(".preview")
        assert mark.is_visible()
        ink, ground = mark.evaluate(COLOURS)
        assert ink != ground
        page.emulate_media(media="print")
        assert mark.is_visible()
        assert mark.evaluate(COLOURS) == ["rgb(0, 0, 0)", CLEAR]
        page.close()
