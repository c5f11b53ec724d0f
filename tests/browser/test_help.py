"""Help is near on every screen: numbers to press, and a way out that covers no words."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visit import Window

HELP = "/worried-about-a-child/"
FIND_COVERED = """() => {
    const bar = document.querySelector(".exit").getBoundingClientRect();
    if (bar.left > 0 || bar.right < document.documentElement.clientWidth) {
        return [`the bar reaches from ${bar.left} to ${bar.right}`];
    }
    const ground = getComputedStyle(document.querySelector(".exit")).backgroundColor;
    return /rgba\\(.*, 0\\)|transparent/.test(ground) ? ["the bar has no ground of its own"] : [];
}"""
FIND_BARE = """() => [...document.querySelectorAll(
    "button, .button, .call-button, .card, .door, .call, .support, .exit__link, .menu__button"
)].filter(element => element.checkVisibility()).filter(element => {
    const {borderTopWidth, borderTopStyle} = getComputedStyle(element);
    return parseFloat(borderTopWidth) < 1 || borderTopStyle === "none";
}).map(element => element.cloneNode(false).outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def window(chromium: Browser, origin: str) -> Window:
    """One window for all tests."""
    return Window.open(chromium, origin)


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_the_way_out_covers_no_half_line(window: Window, width: int) -> None:
    page = window.go(HELP, width).page
    assert window.find(FIND_COVERED) == []
    page.evaluate("scrollTo(0, 900)")
    page.wait_for_function("scrollY > 300")
    expect(page.locator(".exit__link")).to_be_in_viewport(ratio=1)
    assert window.find(FIND_COVERED) == []
    link, bar = (page.locator(name).bounding_box() for name in (".exit__link", ".exit"))
    assert link
    assert bar
    assert bar["y"] == 0
    assert link["height"] >= 44
    if width < 768:
        assert link["width"] > 0.85 * width


@pytest.mark.parametrize("address", ["/search/", "/reviews/themes/"])
def test_pages_that_somebody_may_have_to_leave_offer_the_way_out(
    window: Window, address: str
) -> None:
    expect(window.go(address).page.locator(".exit__link")).to_be_visible()


def test_in_forced_colours_what_can_be_pressed_has_an_edge(window: Window) -> None:
    for address in ("/", "/search/", HELP, "/reviews/scr5/"):
        window.look(1280, forced_colors="active")
        assert window.go(address).find(FIND_BARE) == [], address
    window.look(1280, forced_colors="none")


def test_the_whole_card_can_be_pressed(window: Window) -> None:
    page = window.go("/").page
    for name in (".door", ".card"):
        page.goto(f"{window.origin}/")
        card = page.locator(name).first
        box = card.bounding_box()
        assert box
        card.click(position={"x": box["width"] / 2, "y": box["height"] - 6})
        page.wait_for_url(lambda url: url != f"{window.origin}/")


def test_the_home_page_has_three_doors_of_one_size(window: Window) -> None:
    doors = window.go("/", 1440).page.locator(".door")
    boxes = [door.bounding_box() for door in doors.all()]
    assert len(boxes) == 3
    for side in ("width", "height"):
        sizes = [box[side] for box in boxes if box]
        assert max(sizes) - min(sizes) < 0.1
    assert doors.locator("svg").count() == 3
