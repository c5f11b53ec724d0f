"""Visitors find what they look for, however they spell it, and help before everything else."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Route, expect

from sitegen.output import search_bundles
from tests import small_site
from tests.browser import english
from tests.browser.host import serve
from tests.browser.visit import Window

BEFORE_TYPING = 400_000
"""Bytes that the search page may fetch before anybody has typed a word: the engine, which most
visitors of the page need, the head of its index, and the page itself."""

HOLD = "**/*.pagefind"
"""The largest part of the engine, without which it finds nothing."""

ASK_FILTER = """async words => {
    const {filterOf, stem} = await import(location.href);
    const text = await (await fetch("common-english.txt")).text();
    const common = filterOf(text.split("\\n\\n").at(-1).trim());
    // No English word has a “q” before an “x”.
    const others = words.map(word => `${word}qx`).filter(word => common.has(stem(word)));
    return [words.filter(word => !common.has(stem(word))), others.length / words.length];
}"""


@pytest.fixture(scope="module")
def window(chromium: Browser, example_origin: str) -> Window:
    """One window for all searches."""
    return Window.open(chromium, example_origin)


def search(window: Window, words: str) -> Locator:
    """Search on the search page, opened unless it is open; return the titles that it found."""
    if urlsplit(window.page.url).path == "/search/":
        return ask(window, words)
    return arrive(window, words)


def arrive(window: Window, words: str) -> Locator:
    """Open the address of a search, and return the titles that it found."""
    window.go(f"/search/?{urlencode({'q': words})}")
    return found(window)


def found(window: Window) -> Locator:
    """Wait for the end of a search, and return the titles that it found."""
    expect(status(window)).to_have_text(re.compile("[0-9] result|Nothing|does not"))
    return window.page.locator(".results h3")


def status(window: Window) -> Locator:
    """Return the words in which the page says what it found."""
    return window.page.locator("[data-search-status]")


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
        ("my grandson died", "If your child has died"),
        ("safe sleep", "Safe sleep for babies"),
        ("neighbourhood", "Shouting next door"),
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


@pytest.mark.parametrize(
    ("words", "meant"),
    [("bereavment", "bereavement"), ("serious case reveiw", "review"), ("Dogwod", "Dogwood")],
)
def test_a_slip_of_the_pen_is_told_and_mended(window: Window, words: str, meant: str) -> None:
    search(window, words)
    expect(status(window)).to_contain_text(f"{meant}”. No page has “{words}”.")


@pytest.mark.parametrize(
    "words",
    ["nobody feeds me", "hotline", "massage", "raked", "pomocy", "ysgol", "szkoła", "familia"],
)
def test_no_word_of_english_and_none_of_another_language_is_mended(
    window: Window, words: str
) -> None:
    search(window, words)
    expect(status(window)).not_to_contain_text("No page has")


def test_nothing_is_mended_where_help_is_already_found(window: Window) -> None:
    assert search(window, "emergency bereavment").first.inner_text() == "Worried about a child?"
    expect(status(window)).not_to_contain_text("No page has")


@pytest.mark.parametrize("words", ["xylophone zebra", "z", "a", "9", "the", "ведмідь", "¿?"])
def test_words_that_nothing_has_are_answered_with_ways_on(window: Window, words: str) -> None:
    assert search(window, words).count() == 0
    expect(status(window)).to_contain_text(f"Nothing was found for “{words}”")
    expect(window.page.get_by_role("heading", name="From A to Z")).to_be_visible()
    numbers = window.page.locator("[data-search-help]")
    for line in ("Emergency services", "Exampleshire Helpline", "Listening Line"):
        expect(numbers).to_contain_text(line)


def test_words_that_no_page_has_do_not_hide_the_pages_that_have_the_others(
    window: Window,
) -> None:
    expected = search(window, "Dogwood").all_inner_texts()
    assert search(window, "xylophone Dogwood").all_inner_texts() == expected


def test_pages_that_have_some_of_the_words_are_better_than_none(window: Window) -> None:
    titles = search(window, "Dogwood cookies").all_inner_texts()
    assert {"Review EX02: Dogwood", "Cookies"} <= set(titles)


def test_a_sentence_finds_the_worry_that_is_in_it(window: Window) -> None:
    first = search(window, "My friend’s being picked on at school, what should I do?").first
    expect(first).to_have_text("Bullying")


def test_a_worry_comes_with_its_advice_and_whom_to_call(window: Window) -> None:
    search(window, "bullied")
    item = window.page.locator(".results__item").first
    expect(item).to_contain_text("Keep the messages and tell someone.")
    call = item.get_by_role("link", name=re.compile(r"^Call Listening Line, [0-9 ]+$"))
    assert (call.get_attribute("href") or "").startswith("tel:")


def test_a_word_is_enough_for_a_worry_that_nothing_fits_better(window: Window) -> None:
    assert "Bullying" in search(window, "picked").all_inner_texts()


def test_the_page_for_everybody_stands_beside_whatever_leads_to_help(window: Window) -> None:
    for words in ("my son is bullied", "my husband reads the newsletter"):
        assert "Worried about a child?" in search(window, words).all_inner_texts()[:3]


@pytest.mark.parametrize("postcode", ["ZZ9 9ZZ", "zz99zz", "ZZ9"])
def test_a_postcode_that_no_page_has_finds_whom_to_call(window: Window, postcode: str) -> None:
    assert search(window, postcode).first.inner_text() == "Worried about a child?"


@pytest.mark.parametrize(
    ("words", "first"),
    [("report abuse", True), ("scared", True), ("xylophone", True), ("training", False)],
)
def test_whom_to_call_stands_before_the_results_for_words_of_need(
    window: Window, words: str, *, first: bool
) -> None:
    search(window, words)
    numbers = window.page.locator("[data-search-help]")
    expect(numbers).to_be_visible()
    after = numbers.evaluate("box => Boolean(box.nextElementSibling?.dataset.searchResults === '')")
    assert after is first
    expect(numbers.get_by_role("link", name="999")).to_have_attribute("href", "tel:999")


def test_what_leads_to_help_is_shown_before_the_engine_has_come(
    chromium: Browser, example_origin: str
) -> None:
    window = Window.open(chromium, example_origin)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    window.page.route(HOLD, hold)
    window.go("/search/?q=report+abuse")
    titles = window.page.locator(".results h3")
    expect(titles.first).to_have_text("Worried about a child?")
    expect(status(window)).to_have_text("Searching…")
    expect(window.page.locator("[data-search-help]")).to_be_visible()
    for route in held:
        route.continue_()
    expect(status(window)).to_contain_text("results for")
    expect(titles.first).to_have_text("Worried about a child?")


def test_whom_to_call_is_never_hidden_while_anything_is_fetched(
    chromium: Browser, example_origin: str
) -> None:
    window = Window.open(chromium, example_origin)
    window.page.route("**/search.*.json", lambda _: None)
    window.go("/search/?q=xylophone")
    expect(status(window)).to_have_text("Searching…")
    expect(window.page.locator("[data-search-help]")).to_be_visible()


def test_before_a_search_there_are_the_numbers_and_no_results(window: Window) -> None:
    window.go("/")
    window.go("/search/")
    expect(window.page.locator("[data-search-help]")).to_be_visible()
    expect(window.page.locator("[data-search-results]")).to_be_hidden()
    expect(status(window)).to_have_text("")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("address", ["/", "/reviews/", "/worried-about-a-child/for-parents/"])
def test_every_page_leads_to_the_search(window: Window, address: str, width: int) -> None:
    page = window.go(address, width).page
    page.locator("header a[href='/search/']").first.click()
    expect(ask(window, "Dogwood").first).to_have_text("Review EX02: Dogwood")
    window.go("/", 1280)


@pytest.mark.parametrize("address", ["/", "/an-address-that-nothing-has/"])
def test_a_field_on_another_page_hands_its_words_to_the_search(
    window: Window, address: str
) -> None:
    window.go(address)
    expect(ask(window, "Dogwood").first).to_have_text("Review EX02: Dogwood")
    assert window.page.url == f"{window.origin}/search/"


def ask(window: Window, words: str) -> Locator:
    """Type words on the search page, and return the titles that it found."""
    window.page.get_by_role("searchbox").fill(words)
    window.page.keyboard.press("Enter")
    return found(window)


def test_an_answer_that_comes_late_is_not_shown(window: Window) -> None:
    window.go("/")
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


def test_what_is_typed_stays_out_of_the_address_the_title_and_the_list_of_pages_visited(
    chromium: Browser, example_origin: str
) -> None:
    window = Window.open(chromium, example_origin)
    page = window.go("/").page
    before = page.evaluate("history.length")
    page.get_by_role("searchbox").fill("Dogwood")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search/$"))
    expect(found(window).first).to_have_text("Review EX02: Dogwood")
    title = page.title()
    ask(window, "Elder")
    assert page.url == f"{window.origin}/search/"
    assert page.title() == title
    assert "Dogwood" not in title
    assert page.evaluate("history.length") == before + 2
    assert page.evaluate("sessionStorage.length") == 0


def test_an_address_with_words_in_it_works_and_loses_them(window: Window) -> None:
    arrive(window, "Dogwood")
    assert window.page.url == f"{window.origin}/search/"


def test_back_leads_through_the_searches_to_where_they_began(window: Window) -> None:
    window.go("/")
    page = window.go("/search/").page
    expect(ask(window, "Dogwood").first).to_have_text("Review EX02: Dogwood")
    expect(ask(window, "Elder").first).to_have_text("Review EX03: Elder")
    page.go_back()
    expect(page.locator(".results h3").first).to_have_text("Review EX02: Dogwood")
    expect(page.get_by_role("searchbox")).to_have_value("Dogwood")
    page.go_back()
    expect(page.locator("[data-search-results]")).to_be_hidden()
    page.go_back()
    assert page.url == f"{window.origin}/"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("place", [4, 13])
def test_back_from_a_result_returns_to_its_place_and_number(
    window: Window, width: int, place: int
) -> None:
    page = window.go("/search/?q=review", width).page
    titles = found(window)
    page.get_by_role("button", name="Show more results").click()
    expect(titles).to_have_count(20)
    link = titles.nth(place).get_by_role("link")
    link.scroll_into_view_if_needed()
    page.wait_for_timeout(400)
    top = page.evaluate("scrollY")
    link.click()
    page.wait_for_url(re.compile("^(?!.*/search/)"))
    page.go_back()
    expect(titles).to_have_count(20)
    expect(link).to_be_in_viewport()
    page.wait_for_timeout(400)
    assert page.evaluate("scrollY") == pytest.approx(top, abs=2)


def test_filters_stand_above_results_only_and_on_one_line(window: Window) -> None:
    choices = window.page.locator("[data-search-choices]")
    window.go("/", 320)
    window.go("/search/", 320)
    expect(choices).to_be_hidden()
    search(window, "xylophone")
    expect(choices).to_be_hidden()
    window.go("/search/?q=serious", 320)
    first = found(window).first.bounding_box()
    boxes = [field.bounding_box() for field in choices.locator("select").all()]
    tops = [box["y"] for box in boxes if box]
    assert len(set(tops)) == 1
    assert first
    assert tops[0] < first["y"]
    window.go("/search/", 1280)


def test_results_are_filtered_by_kind_and_year(window: Window) -> None:
    search(window, "serious")
    window.page.get_by_label("Kind").select_option("Review")
    window.page.get_by_label("Year").select_option("2016")
    facts = window.page.locator(".results__item > .small")
    expect(facts).to_have_text(["Review, 2016"])
    expect(status(window)).to_have_text("1 result for “serious”")
    window.page.go_back()
    expect(facts).not_to_have_count(1)
    expect(window.page.get_by_label("Kind")).to_have_value("Review")
    expect(window.page.get_by_label("Year")).to_have_value("")


def test_every_choice_of_a_filter_finds_something(window: Window) -> None:
    search(window, "serious")
    for label in ("Kind", "Year"):
        field = window.page.get_by_label(label)
        for value in field.locator("option").all_inner_texts()[1:]:
            field.select_option(value)
            expect(status(window)).to_have_text(re.compile("^[1-9]"))
        field.select_option("")


def test_more_results_come_when_asked_for_and_take_the_focus(window: Window) -> None:
    titles = search(window, "review")
    before = titles.count()
    window.page.get_by_role("button", name="Show more results").click()
    expect(titles.nth(before)).to_be_visible()
    expect(titles.nth(before).get_by_role("link")).to_be_focused()


def test_where_there_are_no_more_results_there_is_no_button(window: Window) -> None:
    search(window, "kestrel")
    expect(window.page.get_by_role("button", name="Show more results")).to_be_hidden()


@pytest.mark.parametrize("address", ["/", "/search/", "/search/?q=kestrel"])
def test_what_is_hidden_is_not_seen_whatever_it_looks_like(window: Window, address: str) -> None:
    window.go(address)
    window.page.evaluate(
        """() => document.querySelectorAll("main *").forEach(element => {
            const copy = element.cloneNode(false); copy.hidden = true; element.after(copy); })"""
    )
    seen = "() => [...document.querySelectorAll('[hidden]')].filter(e => e.checkVisibility())"
    assert window.page.evaluate(f"({seen})().map(e => e.className)") == []
    window.go("/")


def test_extracts_begin_at_a_sentence_or_say_that_they_do_not(window: Window) -> None:
    for words in ("review", "Dogwood", "panel"):
        search(window, words)
        expect(window.page.locator(".results__text:empty")).to_have_count(0)
        extracts = window.page.locator(".results__text").all_inner_texts()
        assert extracts
        assert [text for text in extracts if not re.match(r"…|[“‘(]?[A-Z0-9]", text)] == []


def test_the_search_page_has_a_quick_way_out(window: Window) -> None:
    window.go("/search/?q=scared")
    expect(window.page.locator(".exit [data-exit], [data-exit].exit").first).to_be_visible()


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


def test_the_words_that_tell_a_slip_come_with_the_page_and_once(window: Window) -> None:
    asked: list[str] = []
    window.page.on("request", lambda request: asked.append(request.url))
    arrive(window, "Dogwod")
    assert len([url for url in asked if "common-english" in url]) == 1


def test_the_filter_of_english_has_every_word_of_its_list_and_few_others(
    chromium: Browser,
) -> None:
    text = english.WORDS.read_text(encoding="utf-8")
    assert english.FILTER.read_text(encoding="utf-8") == english.packed(text)
    words = text.rpartition("\n\n")[2].split()
    with serve(english.FILTER.parent) as address:
        page = chromium.new_page()
        page.goto(f"{address}/words.js")
        lost, others = page.evaluate(ASK_FILTER, words)
        page.close()
    assert lost == []
    assert others < 0.02


def test_what_is_typed_before_the_script_has_come_is_looked_for_and_stays(
    chromium: Browser, example_origin: str
) -> None:
    page = Window.open(chromium, example_origin).page
    held: list[Route] = []
    page.route("**/js/search.*", lambda route: held.insert(0, route))
    page.goto(f"{example_origin}/search/", wait_until="commit")
    field = page.get_by_role("searchbox")
    field.press_sequentially("my Dogwood ")
    page.keyboard.press("Enter")
    assert page.url == f"{example_origin}/search/"
    held[0].continue_()
    expect(page.locator(".results h3").first).to_have_text("Review EX02: Dogwood")
    expect(field).to_have_value("my Dogwood ")
    field.press_sequentially("review")
    expect(field).to_have_value("my Dogwood review")


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


def test_bundles_of_many_pages_are_searched_as_one(
    chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_bundles, "MOST", 7)
    content = small_site.write(tmp_path)
    small_site.put(content, "pages/search.md", small_site.page("Search.", "shows: search"))
    for number, word in enumerate(("Otter", "Heron", "Curlew", "Plover", "Dipper", "Linnet")):
        text = small_site.FILES["reviews/scr1.md"].replace("Robin", f"{word} of the river")
        small_site.put(content, f"reviews/scr{number + 2}.md", text)
    report = small_site.build(content)
    assert not report.errors
    entries = list((tmp_path / "public").rglob("pagefind-entry.json"))
    assert len(entries) > 2
    with serve(tmp_path / "public") as address:
        window = Window.open(chromium, address)
        titles = search(window, "river").all_inner_texts()
        assert sum(title.endswith("of the river") for title in titles) == 6
        for word in ("Otter", "Linnet", "Robin"):
            expect(search(window, word).first).to_contain_text(word)


def test_a_browser_that_refuses_the_program_is_told_of_the_list(
    chromium: Browser, example_origin: str
) -> None:
    window = Window.open(chromium, example_origin)
    window.page.route(HOLD, lambda route: route.abort())
    search(window, "Dogwood")
    expect(status(window)).to_contain_text("does not work just now")
    expect(window.page.locator("[data-search-help]")).to_be_visible()
    expect(window.page.get_by_role("heading", name="From A to Z")).to_be_visible()


@pytest.mark.parametrize("address", ["/", "/reviews/", "/an-address-that-nothing-has/"])
def test_without_scripts_no_field_promises_a_search(
    chromium: Browser, example_origin: str, address: str
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{example_origin}{address}")
    expect(page.get_by_role("searchbox")).to_be_hidden()
    expect(page.get_by_role("link", name="Find a page").first).to_be_attached()
    context.close()


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
