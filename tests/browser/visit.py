"""Opens a page as a visitor's browser does, and notes all that goes wrong there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Request

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
WIDE, NARROW = 1280, 320
HEIGHT = 900
MISSING = "/an-address-that-nothing-has/"

RUN_AXE = """async ([tags, off]) => {
    const found = await axe.run(document, {
        runOnly: {type: "tag", values: tags}, resultTypes: ["violations"], preload: false,
        rules: Object.fromEntries(off.map(rule => [rule, {enabled: false}])),
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
FIND_SMALL = """() => {
    const inSentence = element => getComputedStyle(element).display === "inline"
        && element.closest("p, li, dd, td, th, figcaption, h1, h2, h3, h4, span");
    return [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
        .filter(element => element.checkVisibility({visibilityProperty: true}))
        .filter(element => !inSentence(element) && !element.closest("svg, .skips"))
        .filter(element => {
            const {width, height} = element.getBoundingClientRect();
            return width < 24 || height < 24;
        })
        .map(element => element.outerHTML.slice(0, 160));
}"""
FIND_CLIPPED = """() => {
    const hides = style => [style.overflowX, style.overflowY].some(how => how !== "visible");
    return [...document.querySelectorAll("body *")]
        .filter(element => element.checkVisibility())
        .filter(element => !element.closest("svg, .hidden, .skips, .header__word"))
        .filter(element => {
            const style = getComputedStyle(element);
            const paper = matchMedia("print").matches;
            const scrolls = ["auto", "scroll"].includes(style.overflowX) && !paper;
            return hides(style) && !scrolls && style.display !== "inline"
                && (element.scrollWidth > element.clientWidth + 1
                    || element.scrollHeight > element.clientHeight + 1);
        })
        .map(element => element.cloneNode(false).outerHTML.slice(0, 160));
}"""
FIND_SPILT = """() => [...document.querySelectorAll("body *")]
    .filter(element => element.checkVisibility() && !element.closest("svg, .hidden, .skips"))
    // Beside these something stands that is placed by them and not in them.
    .filter(element => !element.matches(".main:has(> .contents), .hero__words"))
    .filter(element => {
        const style = getComputedStyle(element);
        return style.display !== "inline" && style.overflowX === "visible"
            && element.scrollWidth > element.clientWidth + 1;
    })
    .map(element => element.cloneNode(false).outerHTML.slice(0, 160))"""
FIND_LOST_FOCUS = """() => [...document.querySelectorAll(
    "a[href], button, input, select, summary, [tabindex='0']"
)].flatMap(element => {
    if (!element.checkVisibility({visibilityProperty: true})) return [];
    element.focus({focusVisible: true});
    const name = element.outerHTML.slice(0, 140);
    if (document.activeElement !== element) return [`takes no focus: ${name}`];
    const {outlineStyle, outlineWidth} = getComputedStyle(element);
    if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) return [`no outline: ${name}`];
    const box = element.getClientRects()[0];
    const middle = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2;
    const y = middle(box.top, box.bottom, innerHeight);
    const top = document.elementFromPoint(middle(box.left, box.right, innerWidth), y);
    const seen = top && (element.contains(top) || top.contains(element)
        || top.closest("label")?.control === element);
    return seen ? [] : [`hidden by ${top?.outerHTML.slice(0, 80)}: ${name}`];
})"""


FIND_CALLS = """() => [...document.querySelectorAll(".call-button")].flatMap(link => {
    const {width, height} = link.getBoundingClientRect();
    const name = link.textContent.trim().replaceAll(/\\s+/g, " ");
    return [
        ...(height < 44 || width < 44 ? [`${width} by ${height}: ${name}`] : []),
        ...(/^Call .+, [\\d ]+$/.test(name) ? [] : [`named ${name}`]),
    ];
})"""
FIND_NAMELESS = """() => [...document.querySelectorAll("a[href^='tel:'], a[href^='sms:']")]
    .map(link => link.getAttribute("aria-label") ?? link.textContent)
    .filter(name => !/[a-z]{3}/i.test(name))"""
COUNT_LANDMARKS = """() => [...document.querySelectorAll(
    "header, main, footer, nav, aside, section[aria-label], section[aria-labelledby], [role=region]"
)].filter(place => place.checkVisibility() && !(place.matches("header, footer")
    && place.closest("main, article"))).length"""


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
        """Open a window in which nothing moves, so that colours are never half way."""
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
        """Open an address of the site, and forgets what was noted before."""
        self.noise.clear()
        self.strangers.clear()
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        self.page.goto(self.origin + address, wait_until="load")
        return self

    def violations(self, tags: Sequence[str] = RULES, off: Sequence[str] = ()) -> list[str]:
        """Ask axe for every element that breaks one of its rules."""
        if not self.page.evaluate("'axe' in window"):
            # Not as a script element, which the site's own policy would rightly refuse.
            self.page.evaluate(self.axe)
        found: list[list[str]] = self.page.evaluate(RUN_AXE, [tags, off])
        return [f"{rule}: {target}: {html}\n      {why}" for rule, target, html, why in found]

    def too_wide(self, width: int = NARROW) -> list[str]:
        """Tell what makes a screen scroll sideways, a narrow one if not told otherwise."""
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        return self.find(FIND_WIDEST)

    def look(self, width: int, height: int = HEIGHT, **media: Any) -> Self:
        """Show the open page on another screen, in other colours or as it would be printed."""
        self.page.emulate_media(**media)
        self.page.set_viewport_size({"width": width, "height": height})
        return self

    def find(self, question: str) -> list[str]:
        """Ask the open page for the elements that some fault is in."""
        found: list[str] = self.page.evaluate(question)
        return found

    def template(self) -> str:
        """Return which template made the page."""
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
    """Read the axe-core that a test package carries."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def addresses(folder: Path) -> Iterator[str]:
    """Yield the address of every page of a built site."""
    for path in sorted(folder.rglob("*.html")):
        place = path.relative_to(folder).as_posix()
        yield MISSING if place == "404.html" else f"/{place}".removesuffix("index.html")


def by_template(folder: Path) -> dict[str, list[str]]:
    """Return the addresses of a built site's pages by the template that made each."""
    found: dict[str, list[str]] = {}
    for address in addresses(folder):
        file = "404.html" if address == MISSING else f"{address}index.html"
        text = (folder / file.lstrip("/")).read_text(encoding="utf-8")
        name = text.partition('data-template="')[2].partition('"')[0]
        found.setdefault(name, []).append(address)
    return found


def listed(found: dict[str, list[str]]) -> str:
    """Lay out what was found on which page, or nothing if nothing was."""
    return "".join(
        f"\n{address}\n" + "".join(f"    {line}\n" for line in lines)
        for address, lines in found.items()
        if lines
    )
