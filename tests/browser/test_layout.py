"""Two widths, one head, what people came for near the top, and pictures that fit every screen."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from tests.browser.visit import FIND_WIDEST, Window, listed

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PHONE, TABLET, DESKTOP = 390, 768, 1440
PHONE_HEIGHT, SMALL_HEIGHT = 844, 568
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
PANEL = """() => {
    const seen = (where, inside) => [...inside.querySelectorAll(where)]
        .filter(element => element.checkVisibility());
    const words = element => element.textContent.trim();
    const panel = document.querySelector(".panel");
    // A known day is a dot: a line without a length, which is painted by its round ends.
    const mark = step => step.querySelector(".milestones__mark")?.getBoundingClientRect().left;
    return {
        order: [...document.querySelector("main").children].slice(0, 3)
            .map(element => element.className || element.tagName),
        sentences: words(document.querySelector(".prose--lead")).split(/[.!?](?: |$)/).length - 1,
        steps: seen(".milestones__step", panel).length,
        marks: seen(".milestones__step", panel).map(mark)
            .filter(left => left > panel.getBoundingClientRect().left).length,
        papers: seen(".panel__paper", panel).length,
        states: seen(".panel__state", panel).map(words),
        facts: seen(".panel__facts dt", panel).map(words),
    };
}"""
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


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("/child-deaths/for-parents/", "main a[href^='tel:']"),
        ("/worried-about-a-child/", ".call .call-button"),
        ("/worried-about-a-child/for-parents/", ".call .call-button"),
        ("/worried-about-a-child/for-children/", ".call .call-button[href='tel:08001111']"),
        ("/search/", "[data-search-help] .call-button"),
        ("/", ".hero__call"),
    ],
)
def test_whom_to_call_is_in_the_first_screen_of_a_small_phone(
    window: Window, address: str, number: str
) -> None:
    page = window.go(address, 320).page
    page.set_viewport_size({"width": 320, "height": SMALL_HEIGHT})
    box = page.locator(number).first.bounding_box()
    assert box
    assert box["y"] + box["height"] <= SMALL_HEIGHT


def test_a_review_shows_its_dates_papers_children_and_finding_before_any_text(
    window: Window, kinds: Mapping[str, str]
) -> None:
    page = window.go(kinds["review"], PHONE).page
    found = page.evaluate(PANEL)
    assert found["order"] == ["H1", "prose prose--lead", "panel"]
    assert found["sentences"] == 1
    assert found["marks"] == found["steps"] > 2
    assert found["papers"] > 2
    assert all(found["states"])
    assert len(found["states"]) == found["papers"]
    assert {"Children", "Could it have been prevented?"} <= set(found["facts"])
    window.look(DESKTOP)
    tops = [page.locator(f"#part-{part}").bounding_box() for part in ("milestones", "documents")]
    assert tops[0]["y"] == tops[1]["y"]  # type: ignore[index]


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


def printed(window: Window) -> list[str]:
    """Return the words on each sheet of A4 that the open page prints on."""
    sheets = PdfReader(BytesIO(window.page.pdf(format="A4", prefer_css_page_size=True))).pages
    return [" ".join(sheet.extract_text().split()) for sheet in sheets]


def test_the_home_page_prints_on_two_sheets(window: Window) -> None:
    assert len(printed(window.go("/"))) <= 2


def test_a_page_of_help_prints_all_its_numbers_on_the_first_two_of_five_sheets(
    window: Window,
) -> None:
    sheets = printed(window.go("/worried-about-a-child/for-parents/"))
    numbers = window.page.locator(".contacts .call-button__phone").all_inner_texts()
    assert len(numbers) > 5
    assert [number for number in numbers if number not in "".join(sheets[:2])] == []
    assert len(sheets) <= 5


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
