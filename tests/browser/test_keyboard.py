"""Whoever has only a keyboard gets everywhere; whoever has no scripts does too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visit import Window

HELP = "/worried-about-a-child/"
AWAY = "https://weather.example/today"


@pytest.fixture(scope="module")
def window(chromium: Browser, example_origin: str) -> Window:
    """One window, in which the way out leads to a page that we answer ourselves."""
    window = Window.open(chromium, example_origin)
    answer = "<title>Weather</title><p>Rain later.</p>"
    window.page.route(f"{AWAY}**", lambda route: route.fulfill(body=answer))
    return window


def press(page: Page, *keys: str) -> None:
    """Press keys one after the other."""
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, selector: str, most: int = 60) -> None:
    """Walk with the Tab key to an element."""
    for _ in range(most):
        press(page, "Tab")
        if page.locator(selector).evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{selector} is not reached in {most} steps")


def test_the_first_step_is_the_way_past_the_header(window: Window) -> None:
    page = window.go("/reviews/").page
    press(page, "Tab")
    skip = page.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    press(page, "Enter")
    expect(page.locator("main")).to_be_focused()
    press(page, "Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_menu_opens_and_leads_on_by_keyboard(window: Window) -> None:
    page = window.go("/", 320).page
    tab_to(page, ".menu__button")
    link = page.locator(".menu").get_by_role("link", name="Reviews")
    expect(link).to_be_hidden()
    press(page, "Enter")
    expect(link).to_be_visible()
    press(page, "Tab", "Escape")
    expect(link).to_be_hidden()
    expect(page.locator(".menu__button")).to_be_focused()
    press(page, "Enter", "Tab", "Tab")
    expect(link).to_be_focused()
    press(page, "Enter")
    page.wait_for_url("**/reviews/")


def test_a_table_that_is_wider_than_the_screen_scrolls_by_keyboard(window: Window) -> None:
    page = window.go("/data/", 240).page
    region = ".scroll--table"
    tab_to(page, region)
    expect(page.locator(region)).to_be_in_viewport()
    press(page, *["ArrowRight"] * 3)
    expect(page.locator(region)).not_to_have_js_property("scrollLeft", 0)


def test_the_search_needs_no_mouse(window: Window) -> None:
    page = window.go("/search/").page
    tab_to(page, "[type=search]")
    page.keyboard.type("Dogwood")
    press(page, "Enter")
    expect(page.locator("[data-search-status]")).to_contain_text("results for “Dogwood”")
    tab_to(page, ".results li:first-child h3 a")
    press(page, "Enter")
    page.wait_for_url("**/reviews/ex02/")


def test_the_second_step_on_a_help_page_leads_away(window: Window) -> None:
    page = window.go(HELP).page
    press(page, "Tab", "Tab")
    expect(page.locator(".skips [data-exit]")).to_be_focused()
    expect(page.locator(".skips [data-exit]")).to_be_in_viewport(ratio=1)
    press(page, "Enter")
    page.wait_for_url(f"{AWAY}**")
    page.go_back()
    assert not page.url.endswith(HELP)


def test_shift_three_times_leads_away_and_says_so(window: Window) -> None:
    window.go("/")
    page = window.go(HELP).page
    words, lit = page.locator("[data-exit-words]"), page.locator(".exit__light--on")
    expect(words).to_have_text("Or press Shift three times, or Escape")
    expect(words).to_be_visible()
    press(page, "Shift")
    expect(words).to_contain_text("2 more times")
    expect(lit).to_have_count(1)
    press(page, "Shift")
    expect(words).to_contain_text("1 more time")
    expect(lit).to_have_count(2)
    press(page, "Shift")
    page.wait_for_url(f"{AWAY}**")


def test_escape_leads_away(window: Window) -> None:
    window.go("/")
    page = window.go(HELP).page
    press(page, "Escape")
    page.wait_for_url(f"{AWAY}**")


def test_escape_first_closes_the_menu(window: Window) -> None:
    page = window.go(HELP, 320).page
    page.locator(".menu__button").click()
    link = page.locator(".menu").get_by_role("link", name="Reviews")
    expect(link).to_be_visible()
    press(page, "Escape")
    expect(link).to_be_hidden()
    expect(page.locator(".menu__button")).to_be_focused()
    press(page, "Escape")
    page.wait_for_url(f"{AWAY}**")


def test_escape_folds_an_answer_from_within_and_gives_the_focus_back(window: Window) -> None:
    page = window.go("/reviews/questions/").page
    answered = page.locator(".question:has(.question__answer a)").first
    asked, link = answered.locator("summary"), answered.locator(".question__answer a").first
    asked.click()
    link.focus()
    press(page, "Escape")
    expect(link).to_be_hidden()
    expect(asked).to_be_focused()


def test_escape_first_empties_the_search(window: Window) -> None:
    page = window.go("/search/").page
    page.locator("[type=search]").fill("my words")
    press(page, "Escape")
    expect(page.locator("[type=search]")).to_have_value("")
    assert "/search/" in page.url


def test_shift_held_for_clicks_leads_nowhere(window: Window) -> None:
    page = window.go(HELP).page
    for _ in range(4):
        page.locator("h1").click(modifiers=["Shift"])
    assert page.url.endswith(HELP)


def test_shift_that_begins_capital_letters_leads_nowhere(window: Window) -> None:
    page = window.go(HELP).page
    for _ in range(4):
        press(page, "Shift", "a")
    assert page.url.endswith(HELP)


@pytest.mark.parametrize("address", ["/", "/reviews/", "/reviews/ex01/", "/about/"])
def test_only_help_pages_offer_a_way_out(window: Window, address: str) -> None:
    assert window.go(address).page.locator("[data-exit]").count() == 0


def test_without_scripts_everything_but_the_search_works(
    chromium: Browser, example_origin: str
) -> None:
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 320, "height": 640}
    )
    page = context.new_page()
    page.goto(example_origin + HELP)
    expect(page.locator(".exit__link")).to_have_attribute("href", AWAY)
    expect(page.locator(".help-strip").get_by_role("link", name="999")).to_be_visible()
    page.locator(".menu__button").click()
    page.locator(".menu").get_by_role("link", name="Reviews").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reviews of serious cases")
    page.locator("main").get_by_role("link", name="Review EX02: Dogwood").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dogwood")
    context.close()
