"""The fictional second board's site works in a real browser as the real one does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.test_pages import Visit, assert_nothing, visit
from tests.browser.visit import FIND_NAMELESS, FIND_WIDEST, Window, by_template

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def visits(chromium: Browser, example_origin: str, example_site: Path) -> dict[str, Visit]:
    """One visit to some pages of every template."""
    window = Window.open(chromium, example_origin)
    return {address: visit(window.go(address)) for address in chosen(example_site)}


def chosen(folder: Path) -> Iterator[str]:
    """Yield the first address of each template's pages, one in the middle and the last."""
    for alike in by_template(folder).values():
        places = {0, len(alike) // 2, len(alike) - 1}
        yield from (alike[place] for place in sorted(places))


def test_axe_finds_nothing_on_the_second_board(visits: dict[str, Visit]) -> None:
    assert_nothing({address: page.violations for address, page in visits.items()})


def test_the_second_board_never_scrolls_sideways(visits: dict[str, Visit]) -> None:
    assert_nothing({address: page.too_wide for address, page in visits.items()})


def test_the_second_board_is_quiet_and_asks_nobody(visits: dict[str, Visit]) -> None:
    assert_nothing({address: [*page.noise, *page.strangers] for address, page in visits.items()})


@pytest.mark.parametrize("width", [1280, 1440])
def test_the_short_name_stands_on_one_line_inside_its_bar(
    chromium: Browser, example_origin: str, width: int
) -> None:
    window = Window.open(chromium, example_origin).go("/", width)
    name = window.page.locator(".wordmark__short")
    assert name.evaluate("name => name.getClientRects().length") == 1
    bar, box = window.page.locator(".header__bar").bounding_box(), name.bounding_box()
    assert bar is not None
    assert box is not None
    line = name.evaluate("name => parseFloat(getComputedStyle(name).lineHeight)")
    assert box["height"] < 1.5 * line
    assert box["y"] >= bar["y"] + 4
    menu = window.page.locator(".menu").bounding_box()
    assert menu is not None
    assert menu["y"] < box["y"] + box["height"], "the menu stands below the name"


def test_long_names_and_mail_addresses_fit_a_phone_in_letters_of_twice_the_size(
    chromium: Browser, example_origin: str
) -> None:
    window = Window.open(chromium, example_origin)
    for address in ("/about/contact/", "/reviews/actions/"):
        window.go(address, 390).page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert window.find(FIND_WIDEST) == []


def test_a_number_for_text_or_relay_says_whose_it_is(
    chromium: Browser, example_origin: str
) -> None:
    assert Window.open(chromium, example_origin).go("/about/contact/").find(FIND_NAMELESS) == []
