"""Whoever writes sees each save at once, and each fault over the last good page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests import small_site
from tests.browser.reload import desk

SOON = 120_000


@pytest.fixture
def page(chromium: Browser, content: Path) -> Iterator[Page]:
    """The help page of that site, as it is being written."""
    with desk(content, "--now", "2026-11-22T09:00") as address:
        page = chromium.new_page()
        page.goto(f"{address}help/")
        page.wait_for_function("window.LiveReload")
        page.wait_for_timeout(500)
        yield page
        page.close()


def shows(page: Page, words: str) -> None:
    """Wait until the page shows some words."""
    page.wait_for_function(
        "words => document.body?.innerText.includes(words)", arg=words, timeout=SOON
    )


def is_mended(page: Page) -> None:
    """Wait until nothing lies over the page."""
    page.wait_for_function("document.body && !document.querySelector('#sitegen')", timeout=SOON)


def test_a_save_reloads_the_page(page: Page, content: Path) -> None:
    small_site.change(content, "pages/help.md", "Call", "Do not wait. Call")
    shows(page, "Do not wait.")


def test_a_save_while_the_page_loads_is_not_lost(page: Page, content: Path) -> None:
    for number in range(8):
        put = f"Saved {number} times. Call"
        small_site.put(
            content, "pages/help.md", small_site.FILES["pages/help.md"].replace("Call", put)
        )
        page.wait_for_timeout(90 * number)
    shows(page, "Saved 7 times.")


def test_a_fault_lies_over_the_last_good_page_until_it_is_mended(page: Page, content: Path) -> None:
    small_site.change(content, "pages/help.md", "status: published", "status: publishd")
    shows(page, "One thing has to be fixed")
    panel = page.inner_text("#sitegen")
    assert "content/pages/help.md:4:9" in panel
    assert "status: “publishd” is not one of the words for this" in panel
    assert page.inner_text("#sitegen mark") == "publishd"
    assert "Did you mean “published”?" in panel
    assert page.inner_text("h1:not(#sitegen-title)") == "Worried about a child"
    page.click("#sitegen summary")
    assert not page.is_visible("#sitegen mark"), "the notice can be closed"
    assert page.is_visible("#sitegen-title"), "and goes on saying how much is wrong"
    page.reload()
    assert not page.is_visible("#sitegen mark"), "it stays closed while nothing is new"
    small_site.change(content, "pages/help.md", "summary:", "added: line\nsummry:")
    shows(page, "added: there is no such field")
    assert page.locator("#sitegen mark").first.is_visible(), "and tells of what is new"
    small_site.change(content, "pages/help.md", "added: line\nsummry:", "summary:")
    small_site.change(content, "pages/help.md", "status: publishd", "status: published")
    is_mended(page)


def test_a_fault_of_a_finished_page_takes_back_what_was_shown_early(
    page: Page, content: Path
) -> None:
    small_site.change(content, "pages/help.md", "Call", "See [the end](help.md#nowhere). Call")
    shows(page, "One thing has to be fixed")
    assert "the end" not in page.inner_text("main")


def test_a_deleted_and_a_renamed_folder_are_survived(page: Page, content: Path) -> None:
    shutil.move(content, content.parent / "elsewhere")
    shows(page, "there is no such folder")
    shutil.move(content.parent / "elsewhere", content)
    is_mended(page)
    small_site.change(content, "pages/help.md", "Call", "Still here. Call")
    shows(page, "Still here.")


def test_an_output_that_cannot_be_written_is_told_and_survived(page: Page, content: Path) -> None:
    public = content.parent / "public"
    shutil.rmtree(public)
    public.write_text("This file takes the folder’s place, as a full disk takes its room.")
    small_site.change(content, "pages/help.md", "Call", "Please call")
    shows(page, "The site could not be made")
    public.unlink()
    small_site.change(content, "pages/help.md", "Please call", "Now call")
    is_mended(page)
    shows(page, "Now call")


def test_a_file_that_no_one_can_read_is_survived(page: Page, content: Path) -> None:
    (content / "pages/help.md").write_bytes(b"\xff\xfe\x00\x00 nothing")
    shows(page, "UTF-16")
    small_site.put(content, "pages/help.md", small_site.FILES["pages/help.md"])
    is_mended(page)


def test_a_fault_of_the_text_is_no_html(page: Page, content: Path) -> None:
    small_site.change(content, "pages/help.md", "status: published", "status: <b>bold</b>")
    shows(page, "<b>bold</b>")
    assert page.locator("#sitegen b").count() == 0
