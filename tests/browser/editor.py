"""The editing screen of a board on this machine, as `serve --edit` shows it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Frame, Locator, Page, expect

from tests.conftest import NOTHING_WAITS

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120_000
"""Milliseconds that the screen may take on a busy machine."""

UNPAINTED = """addEventListener("DOMContentLoaded", () => {
    document.documentElement.style.opacity = "0";
})"""
"""Nobody looks at these screens, and painting them was a quarter of what their tests cost."""

WHO = {
    f"GIT_{who}_{what}": "an.editor"
    for who in ("AUTHOR", "COMMITTER")
    for what in ("NAME", "EMAIL")
}


def board(source: Path, folder: Path) -> Path:
    """Copy a board and commit it; return its content folder."""
    content = shutil.copytree(source, folder / "content")
    for words in (
        ("init", "--quiet", "--initial-branch", "main"),
        ("add", "."),
        ("commit", "--quiet", "--message", "As it was"),
    ):
        git(content, *words)
    return content


def git(content: Path, *words: str) -> str:
    """Ask git something."""
    return subprocess.check_output(
        ["git", *words], cwd=content.parent, encoding="utf-8", env={**os.environ, **WHO}
    )


def window(browser: Browser, noise: list[str], height: int = 2000) -> Page:
    """Open a page for the screen, of a height in pixels; return it, and note its complaints."""
    page = browser.new_page(
        # So tall because the screen makes only the fields that are in view.
        viewport={"width": 1500, "height": height},
        reduced_motion="reduce",
        locale="en-GB",  # as in Britain: the program knows no British words of its own
    )
    page.set_default_timeout(PATIENCE)
    page.add_init_script(UNPAINTED)
    page.on("console", lambda said: noise.append(said.text) if said.type == "error" else None)
    return page


@contextmanager
def served(content: Path) -> Iterator[str]:
    """Let `serve --edit` show a board; answers the address of its screen."""
    where = ("--content", str(content), "--output", str(content.with_name("public")))
    command = [sys.executable, "build.py", "serve", "--edit", "--port", "0", *where]
    server = subprocess.Popen(
        [*command, "--now", NOTHING_WAITS],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env={**os.environ, **WHO},
    )
    assert server.stdout
    try:
        said = ""
        for line in server.stdout:
            said += line
            if found := re.search(r"Edit everything at (\S+)", line):
                # What is told later must not fill the pipe.
                reading = threading.Thread(target=server.stdout.read, daemon=True)
                reading.start()
                yield found[1]
                server.terminate()
                reading.join(30)
                return
        raise AssertionError(said)
    finally:
        server.terminate()
        server.wait(30)
        server.stdout.close()


@dataclass(frozen=True, slots=True)
class Desk:
    """The page with the screen and the site beside it."""

    page: Page
    content: Path

    @property
    def screen(self) -> Frame:
        """The frame of the screen."""
        frame = self.page.frame(name="screen")
        assert frame
        return frame

    def open(self, place: str) -> None:
        """Open a record or a list; by way of its collection, as an editor would."""
        self.screen.evaluate("place => { location.hash = place; }", f"/collections/{place}")

    def open_list(self, name: str, title: str = "", *, folded: bool = True) -> int:
        """Open a list, and unfolds the item of a title, or the first; answers its number."""
        self.open(f"_singletons/entries/{name}")
        items = self.field(name).locator(".item-list > * > .item")
        items.first.wait_for()
        if folded and not title:
            return 0
        texts = items.all_inner_texts()
        place = next(number for number, text in enumerate(texts) if title in text)
        items.nth(place).get_by_role("button", name="Expand").first.click()
        return place

    def add(self, path: str) -> None:
        """Add an item at the end of a list."""
        self.near(path).get_by_role("button", name=re.compile("^Add")).last.click()

    def shown(self) -> set[str]:
        """The paths of all fields that are shown."""
        paths = "all => all.map(one => one.dataset.keyPath)"
        return set(self.screen.locator("[data-key-path]").evaluate_all(paths))

    def field(self, path: str) -> Locator:
        """One field of the screen, by its path."""
        return self.screen.locator(f'[data-key-path="{path}"]').first

    def near(self, path: str) -> Locator:
        """One field, after scrolling to it: the screen makes only what is in view."""
        found = self.field(path)
        for _ in range(20):
            if found.count():
                break
            self.page.mouse.move(500, 1500)
            self.page.mouse.wheel(0, 1500)
            self.page.wait_for_timeout(200)
        return found

    def fill(self, path: str, text: str) -> None:
        """Write a text into a field."""
        self.near(path).locator("input, textarea").first.fill(text)

    def choose(self, path: str, option: str) -> None:
        """Choose a word, by what it begins with."""
        self.near(path).get_by_role("combobox").first.click()
        self.screen.get_by_role("option", name=re.compile(f"^{option}")).first.click()

    def save(self) -> None:
        """Saves, and waits until it is saved."""
        button = self.screen.get_by_role("button", name="Save", exact=True)
        button.click()
        # The screen goes back to its list, and would leave what was opened before that.
        self.screen.wait_for_function(r"() => !/\/(entries\/.*|new)$/.test(location.hash)")
        expect(button).to_be_hidden()

    def insist(self, act: Callable[[], object], until: Callable[[], bool]) -> None:
        """Act until something has come of it.

        For a moment after it has opened a record the program listens to no keys; nothing tells
        when it does, so a person presses them again.
        """
        for _ in range(60):
            act()
            for _ in range(20):
                if until():
                    return
                self.page.wait_for_timeout(100)
        raise AssertionError

    def state(self, words: str) -> None:
        """Wait until the page says something of the site."""
        expect(self.page.locator("#state")).to_contain_text(words)

    def read(self, name: str) -> str:
        """A file of the board as it is now."""
        return (self.content / name).read_text(encoding="utf-8")

    def changed(self) -> list[str]:
        """The lines that differ from what was committed."""
        lines = git(self.content, "diff", "--unified=0", "--no-color").splitlines()
        return [line for line in lines if line[:1] in "+-" and line[:3] not in {"+++", "---"}]
