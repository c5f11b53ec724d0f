"""The mark of a preview can be read on screen and on paper, where backgrounds are left out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.cli import exit_codes
from sitegen.cli import main as cli
from sitegen.pipeline import build as pipeline
from tests import small_site
from tests.browser.host import serve
from tests.browser.visit import FIND_WIDEST, Window, addresses, listed

if TYPE_CHECKING:
    from playwright.sync_api import Browser

COLOURS = "mark => [getComputedStyle(mark).color, getComputedStyle(mark).backgroundColor]"
CLEAR = "rgba(0, 0, 0, 0)"


def test_the_guide_for_editors_fits_a_phone(
    chromium: Browser, exampleshire: Path, tmp_path: Path
) -> None:
    where = ("--content", str(exampleshire), "--output", str(tmp_path / "public"))
    moment = ("--now", "2026-11-30T09:00")
    assert cli.main(["build", "--preview", *where, *moment]) == exit_codes.FINE
    with serve(tmp_path / "public") as address:
        window = Window.open(chromium, address)
        places = [one for one in addresses(tmp_path / "public") if one.startswith("/guide/")]
        found = {place: window.go(place, 320).find(FIND_WIDEST) for place in places}
        window.page.context.close()
    assert len(found) > 3
    assert listed(found) == ""


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
