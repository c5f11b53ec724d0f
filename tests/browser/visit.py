"""Opens a page as a visitor's browser does, and notes all that goes wrong there."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, ConsoleMessage, Page, Request

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
WIDE, NARROW = 1280, 320
HEIGHT = 900
MISSING = "/an-address-that-nothing-has/"

RUN_AXE = """async rules => {
    const found = await axe.run(document, {
        runOnly: {type: "tag", values: rules}, resultTypes: ["violations"], preload: false,
    });
    return found.violations.flatMap(rule => rule.nodes.map(node => [
        rule.id, node.target.flat().join(" "), node.html.slice(0, 160), node.failureSummary,
    ]));
}"""
FIND_WIDEST = """() => {
    const width = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll("body *")]
        .filter(element => element.getBoundingClientRect().right > width + 0.5)
        .slice(-3)
        .map(element => element.cloneNode(false).outerHTML.slice(0, 160));
    return [`${document.scrollingElement.scrollWidth} pixels: ${wide.join(" ")}`];
}"""


@dataclass  # without slots, because Playwright hangs marks of its own on it
class Window:
    """One page of a browser, kept open from visit to visit because opening is slow."""

    page: Page
    origin: str
    axe: str
    noise: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    @classmethod
    def open(
        cls, browser: Browser, origin: str, *, color_scheme: Literal["light", "dark"] = "light"
    ) -> Self:
        """Opens a window in which nothing moves, so that colours are never half way."""
        context = browser.new_context(
            color_scheme=color_scheme,
            reduced_motion="reduce",
            viewport={"width": WIDE, "height": HEIGHT},
        )
        window = cls(context.new_page(), origin, axe_source())
        window.page.on("console", window._note_console)
        window.page.on("pageerror", lambda error: window.noise.append(str(error)))
        window.page.on("request", window._note_request)
        return window

    def go(self, address: str, width: int = WIDE) -> Self:
        """Opens an address of the site, and forgets what was noted before."""
        self.noise.clear()
        self.strangers.clear()
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        self.page.goto(self.origin + address, wait_until="load")
        return self

    def violations(self) -> list[str]:
        """Asks axe for every element that breaks one of its rules."""
        # Not as a script element, which the site's own policy would rightly refuse.
        self.page.evaluate(self.axe)
        found: list[list[str]] = self.page.evaluate(RUN_AXE, RULES)
        return [f"{rule}: {target}: {html}\n      {why}" for rule, target, html, why in found]

    def too_wide(self) -> list[str]:
        """Tells what makes a narrow screen scroll sideways, if anything does."""
        self.page.set_viewport_size({"width": NARROW, "height": HEIGHT})
        found: list[str] = self.page.evaluate(FIND_WIDEST)
        return found

    def template(self) -> str:
        """Answers which template made the page."""
        return self.page.locator("body").get_attribute("data-template") or "no data-template"

    def _note_console(self, message: ConsoleMessage) -> None:
        # A browser remarks on the status of a page that is rightly missing.
        missing = message.location["url"] == self.origin + MISSING
        if message.type in {"error", "warning"} and not (missing and "404" in message.text):
            self.noise.append(f"{message.type}: {message.text}")

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", "data:", "blob:")):
            self.strangers.append(request.url)


def axe_source() -> str:
    """Reads the axe-core that a test package carries."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def addresses(folder: Path) -> Iterator[str]:
    """Yields the address of every page of a built site."""
    for path in sorted(folder.rglob("*.html")):
        place = path.relative_to(folder).as_posix()
        yield MISSING if place == "404.html" else f"/{place}".removesuffix("index.html")


def listed(found: dict[str, list[str]]) -> str:
    """Lays out what was found on which page, or nothing if nothing was."""
    return "".join(
        f"\n{address}\n" + "".join(f"    {line}\n" for line in lines)
        for address, lines in found.items()
        if lines
    )
