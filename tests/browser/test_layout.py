"""Two widths, one head, what people came for near the top, and pictures that fit every screen."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from tests.browser.visit import FIND_WIDEST, Window, listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Browser

PHONE, TABLET, DESKTOP = 390, 768, 1440
PHONE_HEIGHT = 844
WIDTHS = (PHONE, TABLET, DESKTOP)

FIND_GOAL = """most => {
    const goal = document.querySelector("[data-goal]");
    if (!goal) return ["has no goal"];
    const seen = [...goal.querySelectorAll("a, h2, h3, p, summary, li, td")]
        .find(element => element.checkVisibility()) ?? goal;
    const top = Math.round(seen.getBoundingClientRect().top + scrollY);
    return top <= most ? [] : [`the goal begins at ${top} pixels, further down than ${most}`];
}"""
FIND_EDGES = """() => {
    const painted = element => {
        const style = getComputedStyle(element);
        const line = side => parseFloat(style[`border${side}Width`]) > 0
            && style[`border${side}Style`] !== "none";
        return !["rgba(0, 0, 0, 0)", "transparent"].includes(style.backgroundColor)
            || line("Right") || line("Top") || line("Bottom");
    };
    const column = document.querySelector("main").getBoundingClientRect();
    const edges = new Map();
    const walk = element => {
        for (const child of element.children) {
            const {display, position} = getComputedStyle(child);
            if (!child.checkVisibility() || child.closest("svg, .hidden")) continue;
            if (position === "absolute" || display.startsWith("inline")) continue;
            const box = child.getBoundingClientRect();
            // A box in a row of its like: the right edge is that of the last one in the row.
            const {display: flow} = getComputedStyle(element);
            const row = ["grid", "flex"].includes(flow) && element.children.length > 1;
            if (painted(child) && box.left - column.left < 8 && box.width > 120) {
                const right = row ? element.getBoundingClientRect().right : box.right;
                edges.set(Math.round(right / 2), child.cloneNode(false).outerHTML.slice(0, 90));
            } else if (!painted(child)) walk(child);
        }
    };
    walk(document.querySelector("main"));
    return edges.size <= 2 ? [] : [...edges].map(([edge, name]) => `${edge * 2} pixels: ${name}`);
}"""
FIND_UNFIT = """() => [...document.querySelectorAll(
        "main svg, .milestones, .timeline, .steps, .ring, .tree, .pattern"
    )]
    .filter(element => element.checkVisibility())
    .flatMap(element => {
        const frame = element.parentElement.getBoundingClientRect();
        const box = element.getBoundingClientRect();
        const name = element.cloneNode(false).outerHTML.slice(0, 100);
        const words = [...element.querySelectorAll("text")].filter(text => {
            const place = text.getBoundingClientRect();
            return place.right > innerWidth || place.left < 0 || place.height < 12;
        });
        return [
            ...(box.width > frame.width + 1 ? [`wider than its frame: ${name}`] : []),
            ...(element.scrollWidth > element.clientWidth + 1 && !element.closest("svg")
                ? [`scrolls: ${name}`] : []),
            ...words.map(text => `cut or too small: ${text.textContent}`),
        ];
    })"""
HEAD = """() => Math.round(document.querySelector("header").getBoundingClientRect().height)"""
SIDE = """() => {
    const words = document.querySelector("main > h1").getBoundingClientRect();
    const list = document.querySelector(".contents__list");
    const seen = list?.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true});
    const box = list?.getBoundingClientRect();
    return {seen: Boolean(seen && box.height), left: box?.left ?? 0, right: words.right};
}"""


@pytest.fixture(scope="module")
def window(chromium: Browser, origin: str) -> Window:
    """One window for all tests."""
    return Window.open(chromium, origin)


GOALS = (
    *("reviews", "review", "actions", "outstanding", "questions", "process", "documents"),
    *("data", "contact", "chair", "timeline", "help"),
)


def test_what_people_came_for_is_in_the_first_screen_and_a_fifth(
    window: Window, kinds: Mapping[str, str]
) -> None:
    found = {}
    for template in GOALS:
        window.go(kinds[template], PHONE).page.set_viewport_size(
            {"width": PHONE, "height": PHONE_HEIGHT}
        )
        found[template] = window.page.evaluate(FIND_GOAL, round(1.2 * PHONE_HEIGHT))
    if told := listed(found):
        pytest.fail(told, pytrace=False)


def test_parents_whose_child_has_died_find_a_number_in_the_first_screen(window: Window) -> None:
    number = (
        window.go("/child-deaths/for-parents/", PHONE).page.locator("main a[href^='tel:']").first
    )
    box = number.bounding_box()
    assert box
    assert box["y"] < PHONE_HEIGHT


def test_painted_boxes_end_at_two_edges(window: Window, kinds: Mapping[str, str]) -> None:
    found = {}
    for template, address in kinds.items():
        window.go(address)
        for width in WIDTHS:
            found[f"{address} ({template}, {width})"] = window.look(width).find(FIND_EDGES)
    if told := listed(found):
        pytest.fail(told, pytrace=False)


def test_no_picture_is_wider_than_its_frame(window: Window, kinds: Mapping[str, str]) -> None:
    found = {}
    for template, address in kinds.items():
        found[f"{address} ({template})"] = window.go(address, 320).find(FIND_UNFIT)
    if told := listed(found):
        pytest.fail(told, pytrace=False)


@pytest.mark.parametrize(
    ("width", "most"), [(320, 102), (PHONE, 102), (TABLET, 118), (DESKTOP, 118)]
)
def test_the_head_is_one_strip_and_one_bar(window: Window, width: int, most: int) -> None:
    assert window.go("/reviews/", width).page.evaluate(HEAD) <= most


def test_phones_show_one_urgent_number_and_wide_screens_all(window: Window) -> None:
    numbers = window.go("/reviews/", 320).page.locator(".help-strip__number")
    assert [one.is_visible() for one in numbers.all()] == [True, False]
    window.look(TABLET)
    assert [one.is_visible() for one in numbers.all()] == [True, True]


def test_the_list_of_contents_is_folded_on_a_phone_and_beside_the_words_on_a_desktop(
    window: Window,
) -> None:
    def seen(width: int) -> Any:
        return window.look(width).page.evaluate(SIDE)

    window.go("/privacy/")
    assert not seen(PHONE)["seen"]
    wide = seen(DESKTOP)
    assert wide["seen"]
    assert wide["left"] > wide["right"]
    window.page.evaluate("scrollTo(0, 1500)")
    window.page.wait_for_function("scrollY > 300")
    assert window.page.locator(".contents__list").bounding_box()["y"] >= 0  # type: ignore[index]


def test_the_home_page_prints_on_two_sheets(window: Window) -> None:
    page = window.go("/").page
    page.emulate_media(media="print", forced_colors="none")
    printed = PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    page.emulate_media(media="screen")
    assert len(printed.pages) <= 2


def test_letters_of_twice_the_size_push_nothing_out_on_a_phone(
    window: Window, kinds: Mapping[str, str]
) -> None:
    found = {}
    for template, address in kinds.items():
        window.go(address, PHONE).page.evaluate("document.documentElement.style.fontSize = '200%'")
        found[f"{address} ({template})"] = window.find(FIND_WIDEST)
        name = window.page.locator(".wordmark__short").bounding_box()
        assert name is not None
        assert name["width"] > name["height"], "the name of the board is broken letter by letter"
    if told := listed(found):
        pytest.fail(told, pytrace=False)
