"""Visitors find what they look for, however they spell it, and help before everything else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.browser.visit import Window

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Route

BEFORE_TYPING = 100_000
"""Bytes that the search page may fetch before anybody has typed a word."""


@pytest.fixture(scope="module")
def window(chromium: Browser, example_origin: str) -> Window:
    """One window for all searches."""
    return Window.open(chromium, example_origin)


def search(window: Window, words: str, **choices: str) -> Locator:
    """Opens the address of a search, and answers the titles that it found."""
    window.go(f"/search/?{urlencode({'q': words, **choices})}")
    return found(window)


def found(window: Window) -> Locator:
    """Waits for the end of a search, and answers the titles that it found."""
    expect(status(window)).to_have_text(re.compile("result|Nothing|does not"))
    return window.page.locator(".results h3")


def status(window: Window) -> Locator:
    """Answers the words in which the page says what it found."""
    return window.page.get_by_role("status")


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Dogwood", "Review EX02: Dogwood"),
        ("dogwood", "Review EX02: Dogwood"),
        ("Dogwod", "Review EX02: Dogwood"),
        ("Hazel’s", "Review EX06: Hazel"),
        ("beech", "Review EX01: Alder, Beech and Cedar"),
        ("EX03", "Review EX03: Elder"),
        ("SCR", "Reviews of serious cases"),
        ("serious case review", "Reviews of serious cases"),
        ("report abuse", "Worried about a child?"),
        ("report abuze", "Worried about a child?"),
        ("abuse", "Worried about a child?"),
        ("social services", "Worried about a child?"),
        ("my baby died", "If your child has died"),
        ("bereavment", "If your child has died"),
        ("safe sleep", "Safe sleep for babies"),
        ("contact", "Contact the panel"),
    ],
)
def test_the_first_result_is_what_the_visitor_means(window: Window, words: str, first: str) -> None:
    expect(search(window, words).first).to_have_text(first)


def test_a_review_is_found_by_what_such_reviews_are_called(window: Window) -> None:
    titles = search(window, "serious case review").all_inner_texts()
    assert sum(bool(re.match(r"Review EX0[1-5]: ", title)) for title in titles) == 5


def test_a_word_that_the_glossary_alone_knows_finds_what_it_means(window: Window) -> None:
    assert "7-minute briefings" in search(window, "seven minute briefing").all_inner_texts()


def test_a_slip_of_the_pen_is_told_and_mended(window: Window) -> None:
    search(window, "bereavment")
    expect(status(window)).to_contain_text("Nothing was found for “bereavment”. Did you mean")
    expect(status(window)).to_contain_text("“bereavement”")


def test_words_that_nothing_has_are_answered_with_ways_on(window: Window) -> None:
    assert search(window, "xylophone").count() == 0
    expect(status(window)).to_contain_text("Nothing was found for “xylophone”")
    expect(window.page.locator("[data-search-help]")).to_be_visible()
    expect(window.page.get_by_role("heading", name="From A to Z")).to_be_visible()


@pytest.mark.parametrize(
    ("words", "shown"), [("report abuse", True), ("scared", True), ("training", False)]
)
def test_numbers_to_call_come_with_words_of_need(
    window: Window, words: str, *, shown: bool
) -> None:
    search(window, words)
    numbers = window.page.locator("[data-search-help]")
    expect(numbers).to_be_visible(visible=shown)
    if shown:
        expect(numbers.get_by_role("link", name="999")).to_have_attribute("href", "tel:999")


def test_before_a_search_there_are_the_numbers_and_no_results(window: Window) -> None:
    window.go("/search/")
    expect(window.page.locator("[data-search-help]")).to_be_visible()
    expect(window.page.locator("[data-search-results]")).to_be_hidden()
    expect(status(window)).to_have_text("")


@pytest.mark.parametrize("address", ["/", "/reviews/", "/worried-about-a-child/for-parents/"])
def test_a_wide_screen_offers_the_search_on_every_page(window: Window, address: str) -> None:
    page = window.go(address).page
    page.get_by_role("searchbox", name="Search this site").fill("Dogwood")
    page.keyboard.press("Enter")
    expect(found(window).first).to_have_text("Review EX02: Dogwood")


def test_on_a_phone_the_menu_leads_to_the_search(window: Window) -> None:
    page = window.go("/reviews/", 320).page
    expect(page.get_by_role("searchbox")).to_be_hidden()
    page.locator(".menu__button").click()
    page.locator(".menu a[href='/search/']").click()
    expect(page.get_by_role("searchbox")).to_be_visible()


def test_an_answer_that_comes_late_is_not_shown(window: Window) -> None:
    page = window.go("/search/").page
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/fragment/**", hold)
    page.get_by_role("searchbox").fill("Dogwood")
    page.keyboard.press("Enter")
    while not held:
        page.wait_for_timeout(20)
    page.go_back()
    with page.expect_response("**/fragment/**"):
        for route in held:
            route.continue_()
    page.wait_for_timeout(300)
    page.unroute("**/fragment/**")
    expect(page.locator("[data-search-results]")).to_be_hidden()
    expect(status(window)).to_have_text("")


def test_a_search_has_an_address_of_its_own_and_back_leads_back(window: Window) -> None:
    page = window.go("/").page
    window.go("/search/")
    page.get_by_role("searchbox").fill("Dogwood")
    page.keyboard.press("Enter")
    expect(found(window).first).to_have_text("Review EX02: Dogwood")
    assert page.url.endswith("/search/?q=Dogwood")
    expect(page).to_have_title(re.compile("^Dogwood – Find a page"))
    page.get_by_role("searchbox").fill("Elder")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.locator(".results h3").first).to_have_text("Review EX03: Elder")
    page.go_back()
    expect(page.locator(".results h3").first).to_have_text("Review EX02: Dogwood")
    expect(page.get_by_role("searchbox")).to_have_value("Dogwood")
    page.go_back()
    expect(page.locator("[data-search-results]")).to_be_hidden()
    page.go_back()
    assert page.url == f"{window.origin}/"


def test_results_are_filtered_by_kind_and_year(window: Window) -> None:
    search(window, "serious", kind="Reviews", year="2016")
    facts = window.page.locator(".results__item > .small").all_inner_texts()
    assert facts == ["Reviews, 2016"]
    expect(window.page.get_by_label("Kind of page")).to_have_value("Reviews")
    expect(window.page.get_by_label("Year")).to_have_value("2016")


def test_every_choice_of_a_filter_finds_something(window: Window) -> None:
    window.go("/search/")
    choices = window.page.locator("select option")
    offered = [(o.evaluate("o => o.parentElement.name"), o.inner_text()) for o in choices.all()]
    for name, value in offered:
        if value not in {"All kinds", "Any year"}:
            assert search(window, "the", **{name: value}).count(), value


def test_more_results_come_when_asked_for_and_take_the_focus(window: Window) -> None:
    titles = search(window, "review")
    before = titles.count()
    window.page.get_by_role("button", name="Show more results").click()
    expect(titles.nth(before)).to_be_visible()
    expect(titles.nth(before).get_by_role("link")).to_be_focused()


def test_nothing_typed_can_become_part_of_the_page(window: Window) -> None:
    search(window, '<img src=x onerror="alert(1)">')
    assert window.page.locator("main img").count() == 0
    assert window.noise == []


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_page_of_results(
    chromium: Browser, example_origin: str, color_scheme: str
) -> None:
    window = Window.open(
        chromium, example_origin, color_scheme="dark" if color_scheme == "dark" else "light"
    )
    assert search(window, "report abuse").count() > 1
    assert window.violations() == []
    assert window.too_wide() == []
    assert window.noise == []
    assert window.strangers == []


def test_the_page_is_light_before_anybody_types(window: Window) -> None:
    sizes: list[int] = []
    window.page.on("response", lambda answer: sizes.append(len(answer.body())))
    window.go("/search/")
    window.page.wait_for_load_state("networkidle")
    assert 0 < sum(sizes) < BEFORE_TYPING


def test_results_do_not_push_what_is_being_read(chromium: Browser, example_origin: str) -> None:
    window = Window.open(chromium, example_origin)
    window.page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver(list => list.getEntries().forEach(e => {
            if (!e.hadRecentInput) window.shift += e.value;
        })).observe({type: "layout-shift", buffered: true});"""
    )
    search(window, "Dogwood")
    assert window.page.evaluate("window.shift") < 0.1


def test_a_browser_that_refuses_the_program_is_told_of_the_list(
    chromium: Browser, example_origin: str
) -> None:
    window = Window.open(chromium, example_origin)
    window.page.route("**/*.pagefind", lambda route: route.abort())
    search(window, "Dogwood")
    expect(status(window)).to_contain_text("does not work in this browser")
    expect(window.page.locator("[data-search-help]")).to_be_visible()


def test_without_scripts_the_page_says_so_and_offers_its_lists(
    chromium: Browser, example_origin: str
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{example_origin}/search/?q=Dogwood")
    notice = page.locator("noscript .callout")
    expect(notice).to_be_visible()
    assert "Searching by words needs JavaScript" in notice.inner_text()
    expect(notice.locator("a[href='/site-map/']")).to_be_visible()
    expect(
        page.locator("main").get_by_role("link", name="Review EX02: Dogwood", exact=True)
    ).to_be_visible()
    expect(page.get_by_role("searchbox")).to_be_hidden()
    context.close()


def test_the_page_for_missing_addresses_leads_to_the_search(window: Window) -> None:
    page = window.go("/an-address-that-nothing-has/").page
    page.get_by_role("searchbox").fill("Dogwood")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=Dogwood")
    expect(found(window).first).to_have_text("Review EX02: Dogwood")
