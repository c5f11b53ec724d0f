"""Measures the time from a save to the reloaded page: python -m tests.browser.reload [REVIEWS]."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Page, sync_playwright

from sitegen.bootstrap import find_or_install_browser
from tests.browser.conftest import FLAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
TIMES = 20
PAUSE = 1000
EDITED = "pages/cookies.md"
WORDS = "document.body?.innerText.includes('{}')"


@contextmanager
def desk(content: Path, *options: str) -> Iterator[str]:
    """Starts the desk as a person would, and answers its address."""
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
    """Saves one more sentence, and answers how long the browser took to show it."""
    words = f"Saved for the {number}. time"
    text = file.read_text(encoding="utf-8")
    # Nobody saves again before having looked.
    page.wait_for_timeout(PAUSE)
    begun = time.perf_counter()
    file.write_text(f"{text}\n{words}.\n", encoding="utf-8")
    page.wait_for_function(WORDS.format(words), polling=5, timeout=60_000)
    return time.perf_counter() - begun


def main(reviews: int) -> None:
    """Prints the median and the longest of twenty saves."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        content = Path(shutil.copytree(ROOT / "content", Path(folder) / "content"))
        for number in range(reviews):
            source = (content / "reviews/scr1.md").read_text(encoding="utf-8")
            _, _, rest = source.partition("title:")
            text = f"---\ntitle: Made-up review {number}\n{rest.partition(chr(10))[2]}"
            (content / f"reviews/made-up-{number}.md").write_text(text, encoding="utf-8")
        path = find_or_install_browser(Path(sys.executable))
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        with desk(content) as address:
            page = browser.new_page()
            page.goto(f"{address}cookies/")
            page.wait_for_timeout(1000)
            found = [seconds(page, content / EDITED, number) for number in range(TIMES)]
        browser.close()
    print(f"{statistics.median(found):.3f} s median of {TIMES}, {max(found):.3f} s the longest")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
