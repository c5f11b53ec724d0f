"""The fictional second board's site works in a real browser as the real one does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.test_pages import Visit, assert_nothing, visit
from tests.browser.visit import Window, addresses

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def visits(chromium: Browser, example_origin: str, example_site: Path) -> dict[str, Visit]:
    """One visit to every page but those of single documents, which are all alike."""
    window = Window.open(chromium, example_origin)
    chosen = [a for a in addresses(example_site) if "/documents/" not in a or a.count("/") < 3]
    return {address: visit(window.go(address)) for address in chosen}


def test_axe_finds_nothing_on_the_second_board(visits: dict[str, Visit]) -> None:
    assert_nothing({address: page.violations for address, page in visits.items()})


def test_the_second_board_never_scrolls_sideways(visits: dict[str, Visit]) -> None:
    assert_nothing({address: page.too_wide for address, page in visits.items()})


def test_the_second_board_is_quiet_and_asks_nobody(visits: dict[str, Visit]) -> None:
    assert_nothing({address: [*page.noise, *page.strangers] for address, page in visits.items()})
