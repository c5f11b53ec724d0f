"""Every kind of page, on every kind of screen: small and large, dark, enlarged and on paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import pytest
from pypdf import PdfReader

from tests.browser.visit import (
    FIND_CLIPPED,
    FIND_LOST_FOCUS,
    FIND_SMALL,
    FIND_SPILT,
    FIND_WIDEST,
    RULES,
    Window,
    listed,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SCREENS = (320, 768, 1440)
NO_COLOURS = ("color-contrast", "link-in-text-block")
"""Rules that have no say where the visitor’s own colours are forced upon the page."""

LIGHT = {"color_scheme": "light", "forced_colors": "none"}
DARK = {"color_scheme": "dark", "forced_colors": "none"}
FORCED = {"color_scheme": "dark", "forced_colors": "active"}
VIEWS: Mapping[str, tuple[Any, ...]] = {
    "320 light": (320, LIGHT, RULES),
    "768 light": (768, LIGHT, RULES),
    "320 dark": (320, DARK, ("cat.color",)),
    "1440 dark": (1440, DARK, ("cat.color",)),
    "320 forced": (320, FORCED, RULES, NO_COLOURS),
}
"""Each layout with its width and colours; every page has been seen wide and light already."""

SCREEN: Mapping[str, Any] = {"media": "screen", **LIGHT}
PAPER = 672
"""What is left of A4 between our margins, in CSS pixels."""


@pytest.fixture(scope="module")
def window(chromium: Browser, origin: str) -> Window:
    """One window for all views."""
    return Window.open(chromium, origin)


def ask(
    window: Window, kinds: Mapping[str, str], question: Callable[[], Mapping[str, Any]]
) -> None:
    """Open each kind of page, asks of it, and fails with all that was found."""
    report: dict[str, list[str]] = {}
    for template, address in kinds.items():
        window.look(SCREENS[-1], **SCREEN).go(address, SCREENS[-1])
        for view, found in question().items():
            report[f"{address} ({template}, {view})"] = found
    if told := listed(report):
        pytest.fail(told, pytrace=False)


def test_axe_finds_nothing_on_any_screen_in_any_colours(
    window: Window, kinds: Mapping[str, str]
) -> None:
    def question() -> Mapping[str, list[str]]:
        return {
            name: window.look(width, **media).violations(*rules) + window.noise
            for name, (width, media, *rules) in VIEWS.items()
        }

    ask(window, kinds, question)


def test_nothing_is_too_wide_too_small_or_cut_off(window: Window, kinds: Mapping[str, str]) -> None:
    def question() -> Mapping[str, list[str]]:
        found = {}
        for width in SCREENS:
            window.look(width, **SCREEN)
            found[f"{width}"] = [
                *window.find(FIND_WIDEST),
                *window.find(FIND_SMALL),
                *window.find(FIND_SPILT),
                *window.find(FIND_CLIPPED),
            ]
        return found

    ask(window, kinds, question)


def test_focus_is_always_seen(window: Window, kinds: Mapping[str, str]) -> None:
    def question() -> Mapping[str, list[str]]:
        views = {"phone": (320, 640), "desktop": (1440, 900), "zoomed to 400%": (320, 256)}
        return {
            name: window.look(width, height, **SCREEN).find(FIND_LOST_FOCUS)
            for name, (width, height) in views.items()
        }

    ask(window, kinds, question)


def test_letters_of_twice_the_size_push_nothing_out(
    window: Window, kinds: Mapping[str, str]
) -> None:
    def question() -> Mapping[str, list[str]]:
        window.look(1280, **SCREEN)
        window.page.evaluate("document.documentElement.style.fontSize = '200%'")
        return {
            "200%": window.find(FIND_WIDEST) + window.find(FIND_CLIPPED) + window.find(FIND_SPILT)
        }

    ask(window, kinds, question)


def test_nothing_is_lost_on_paper(window: Window, kinds: Mapping[str, str]) -> None:
    def question() -> Mapping[str, list[str]]:
        window.look(PAPER, 1000, media="print", forced_colors="none")
        found = window.find(FIND_WIDEST) + window.find(FIND_CLIPPED)
        return {"paper": found + on_paper(window)}

    ask(window, kinds, question)


def on_paper(window: Window) -> list[str]:
    """Print the open page on A4, and tell what every print must say and this one does not."""
    wanted = window.page.evaluate(
        """() => [document.querySelector("h1").innerText,
            document.querySelector("link[rel=canonical]").href,
            document.querySelector(".history time")?.innerText ?? "",
            ...[...document.querySelectorAll(".more dt")].map(folded => folded.textContent),
            ...[...document.querySelectorAll(".main a[href^=https]")]
                .map(link => link.getAttribute("href"))]"""
    )
    sheets = PdfReader(BytesIO(window.page.pdf(format="A4", prefer_css_page_size=True))).pages
    text = "".join(normalize("NFKC", sheet.extract_text()) for sheet in sheets)
    text = "".join(text.split())
    missing = [f"not in print: {words}" for words in wanted if "".join(words.split()) not in text]
    narrow = [
        f"page of {s.mediabox.width} points" for s in sheets if round(s.mediabox.width) != 595
    ]
    return missing + narrow
