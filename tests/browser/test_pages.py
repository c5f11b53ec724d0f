"""Every page of the built site works in a real browser, for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.visit import (
    COUNT_LANDMARKS,
    FIND_CALLS,
    FIND_NAMELESS,
    FIND_SPILT,
    Window,
    addresses,
    listed,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Enough to notice a build that lost its pages; the exact list is a matter of the content's tests.
FEWEST_PAGES = 30
FEWEST_TEMPLATES = 4


@dataclass(frozen=True, slots=True)
class Visit:
    """What one page showed at its first visit, on a wide light screen and then a narrow one."""

    template: str
    violations: list[str]
    noise: list[str]
    strangers: list[str]
    spilt: list[str]
    too_wide: list[str]
    nameless: list[str]
    calls: list[str]
    landmarks: int


# One round for all the tests below: opening a page is what takes the time.
@pytest.fixture(scope="module")
def visits(chromium: Browser, origin: str, site_dir: Path) -> dict[str, Visit]:
    """One visit to every page of the site."""
    window = Window.open(chromium, origin)
    return {address: visit(window.go(address)) for address in addresses(site_dir)}


def visit(window: Window) -> Visit:
    """Note everything about the page that is open."""
    violations, spilt = window.violations(), window.find(FIND_SPILT)
    nameless = window.find(FIND_NAMELESS)
    landmarks = window.page.evaluate(COUNT_LANDMARKS)
    too_wide = window.too_wide()
    return Visit(
        template=window.template(),
        violations=violations,
        noise=list(window.noise),
        strangers=list(window.strangers),
        spilt=spilt + window.find(FIND_SPILT),
        too_wide=too_wide,
        nameless=nameless,
        calls=window.find(FIND_CALLS),
        landmarks=landmarks,
    )


def assert_nothing(found: dict[str, list[str]]) -> None:
    """Fail with a list of pages and faults, unless there are none."""
    if report := listed(found):
        pytest.fail(report, pytrace=False)


def test_the_site_has_pages_of_several_kinds(visits: dict[str, Visit]) -> None:
    assert len(visits) >= FEWEST_PAGES
    assert len({page.template for page in visits.values()}) >= FEWEST_TEMPLATES


def test_every_page_names_its_template(visits: dict[str, Visit]) -> None:
    assert [name for name, page in visits.items() if page.template.startswith("no ")] == []


def test_axe_finds_nothing_on_any_page(visits: dict[str, Visit]) -> None:
    assert_nothing({address: page.violations for address, page in visits.items()})


def test_no_page_scrolls_sideways_on_a_phone(visits: dict[str, Visit]) -> None:
    assert_nothing({address: page.too_wide for address, page in visits.items()})


def test_no_words_run_over_their_box(visits: dict[str, Visit]) -> None:
    assert_nothing({address: page.spilt for address, page in visits.items()})


def test_no_page_makes_the_browser_complain(visits: dict[str, Visit]) -> None:
    assert_nothing({address: page.noise for address, page in visits.items()})


def test_no_page_asks_anything_of_another_host(visits: dict[str, Visit]) -> None:
    assert_nothing({address: page.strangers for address, page in visits.items()})


def test_every_number_to_press_is_large_and_says_whom_it_calls(
    visits: dict[str, Visit], site_dir: Path
) -> None:
    pages = (path.read_text(encoding="utf-8") for path in site_dir.rglob("*.html"))
    assert sum("call-button" in page for page in pages) > 5
    assert_nothing({address: page.calls for address, page in visits.items()})


def test_no_link_to_a_number_is_named_by_the_number_alone(visits: dict[str, Visit]) -> None:
    assert_nothing({address: page.nameless for address, page in visits.items()})


def test_a_page_has_few_landmarks(visits: dict[str, Visit]) -> None:
    assert {name: page.landmarks for name, page in visits.items() if page.landmarks > 9} == {}
