"""A briefing fits on one side of A4 when somebody prints its page."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pypdf import PdfReader

from sitegen.pipeline import build as pipeline
from tests import small_site
from tests.browser.host import serve
from tests.output.test_pdf import BRIEFING

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_a_briefing_prints_on_one_side(chromium: Browser, tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    small_site.put(content, "briefings/robin.md", BRIEFING)
    public = tmp_path / "public"
    assert not pipeline.build(replace(small_site.request(content), output=public)).errors
    with serve(public) as address:
        page = chromium.new_page()
        page.goto(f"{address}/briefings/robin/")
        printed = page.pdf(format="A4", prefer_css_page_size=True)
        page.close()
    reader = PdfReader(io.BytesIO(printed))
    assert len(reader.pages) == 1
    assert "Part 7 of what we learned" in reader.pages[0].extract_text()
