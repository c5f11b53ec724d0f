"""Makes the pictures of the guide for editors: python -m tests.browser.pictures.

They show the fictional board of the tests on the editing screen. What they show is noted beside
them, and a test fails once the screen shows something else.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitegen.output.admin import configuration, program

if TYPE_CHECKING:
    from tests.browser.editor import Desk

ROOT: Final = Path(__file__).resolve().parents[2]
BOARD: Final = ROOT / "tests/boards/exampleshire"
PLACE: Final = ROOT / "docs/editors/pictures"
NOTE: Final = "shown.txt"
_SEEN: Final = ("desk.html", "desk.css", "screen.css")
_FIELDS: Final = 6
"""Fields of a record that a picture shows at most."""


def shown() -> str:
    """Return a digest of what the pictures show of the screen."""
    digest = hashlib.sha256(json.dumps(dict(program.FILES)).encode())
    for name in _SEEN:
        digest.update((ROOT / "assets/admin" / name).read_bytes())
    config = configuration.configuration(configuration.LOCAL, "content", "the site")
    for kind in (*config["collections"], *config["singletons"]):
        digest.update(str(kind.get("label")).encode())
        if kind.get("name") in {"newsletters", "contacts"}:
            fields = kind["fields"][0].get("fields") or kind["fields"]
            told = [[one["label"], one["hint"]] for one in fields[:_FIELDS]]
            digest.update(json.dumps(told).encode())
    return digest.hexdigest()


def main() -> None:
    """Make every picture anew, and note what they show."""
    from playwright.sync_api import expect, sync_playwright

    from sitegen.bootstrap import browsers
    from tests.browser import editor
    from tests.browser.conftest import FLAGS

    expect.set_options(timeout=60_000)
    PLACE.mkdir(exist_ok=True)
    path = browsers.chosen() or browsers.find_browser()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        content = editor.board(BOARD, Path(folder))
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        page = browser.new_page(
            viewport={"width": 1366, "height": 768}, reduced_motion="reduce", locale="en-GB"
        )
        page.set_default_timeout(60_000)
        with editor.served(content) as address:
            page.goto(address)
            _take(editor.Desk(page, content))
        browser.close()
    (PLACE / NOTE).write_text(f"{shown()}\n", encoding="utf-8")


def _take(desk: Desk) -> None:
    desk.screen.get_by_role("button", name="New").wait_for()
    desk.state("All is well")
    _picture(desk, "screen")
    desk.open_list("contacts", "Partnership office")
    desk.field("contacts.3.title").scroll_into_view_if_needed()
    _picture(desk, "number")
    desk.open("newsletters/entries/spring-2025")
    desk.fill("summary", "Call {contact:nobody} for more.")
    desk.save()
    desk.state("One thing has to be fixed")
    desk.page.get_by_role("button", name="Go there").first.click()
    desk.field("summary").locator(".told--error").wait_for()
    desk.page.locator("#faults").evaluate("one => one.scrollTop = 0")
    _picture(desk, "wrong")
    desk.fill("summary", "Whom to call.")
    desk.save()
    desk.state("All is well")
    desk.page.get_by_role("button", name="Publish …").click()
    desk.page.get_by_label("What did you change?").fill("A summary in plain words")
    desk.page.locator("#report h3").first.wait_for()
    _picture(desk, "publish")


def _picture(desk: Desk, name: str) -> None:
    # What the screen fades in has come by then.
    desk.page.wait_for_timeout(800)
    desk.page.screenshot(path=PLACE / f"{name}.jpg", type="jpeg", quality=60)


if __name__ == "__main__":
    main()
