"""Measures the time from a save to the reloaded page: python -m tests.browser.reload."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from sitegen.bootstrap.programs import browser_for_tests
from tests.browser.conftest import FLAGS
from tests.whole import many
from tests.whole.test_scale import REVIEWS

ROOT = Path(__file__).resolve().parents[2]
TIMES = 20
PAUSE = 1000
SEEN = """
const look = () => {
  const found = document.body?.textContent.match(/Saved for the \\d+\\. time/g);
  // The frame after the one that has the words: by then somebody can read them.
  requestAnimationFrame(found ? () => { window.seen = [found.at(-1), Date.now()] } : look);
};
requestAnimationFrame(look);
"""
"""What every page notes as soon as it was painted: the newest words, and when."""


@contextmanager
def desk(content: Path, *options: str) -> Iterator[str]:
    """Start the desk as a person would, and return its address."""
    command = [sys.executable, "build.py", "serve", "--content", str(content), "--port", "0"]
    output = ("--output", str(content.parent / "public"))
    log = content.parent / "serve.log"
    with log.open("wb") as out:
        server = subprocess.Popen([*command, *output, *options], cwd=ROOT, stdout=out, stderr=out)
    try:
        until = time.monotonic() + 120
        while "Showing the site at " not in log.read_text(encoding="utf-8"):
            if server.poll() is not None or time.monotonic() > until:
                message = log.read_text(encoding="utf-8")
                raise RuntimeError(message)
            time.sleep(0.05)
        yield log.read_text(encoding="utf-8").partition("Showing the site at ")[2].split()[0]
    finally:
        server.terminate()
        server.wait(30)


def seconds(page: Page, file: Path, number: int) -> float:
    """Save one more sentence, and return how long the browser took to show it."""
    words = f"Saved for the {number}. time"
    text = file.read_text(encoding="utf-8")
    # Nobody saves again before having looked.
    page.wait_for_timeout(PAUSE)
    begun = time.time()
    file.write_text(f"{text}\n{words}.\n", encoding="utf-8")
    # Asked seldom, so that asking takes nothing from what is measured.
    page.wait_for_function("words => window.seen?.[0] === words", arg=words, polling=100)
    return float(page.evaluate("window.seen[1]")) / 1000 - begun


def measured(browser: Browser, reviews: int) -> list[float]:
    """Save a page of the real site, or one of many reviews beside it, and times each save."""
    edited = f"reviews/m{reviews // 2}" if reviews else "pages/cookies"
    with tempfile.TemporaryDirectory() as folder:
        content = Path(shutil.copytree(ROOT / "content", Path(folder) / "content"))
        many.reviews(content, reviews)
        with desk(content) as address:
            page = browser.new_page()
            page.add_init_script(SEEN)
            page.goto(f"{address}{edited.removeprefix('pages/')}/")
            page.wait_for_timeout(1000)
            # The first save is slower, because some packages are loaded by it.
            _, *found = [seconds(page, content / f"{edited}.md", n) for n in range(TIMES + 1)]
            page.close()
    return found


def main() -> None:
    """Print the median and the longest of twenty saves, for the real site and for a large one."""
    path = browser_for_tests(Path(sys.executable))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for name, reviews in (("the real site", 0), ("a thousand reviews more", REVIEWS)):
            found = measured(browser, reviews)
            middle, longest = statistics.median(found), max(found)
            print(f"{name}: {middle:.3f} s median of {TIMES}, {longest:.3f} s the longest")
        browser.close()


if __name__ == "__main__":
    main()
