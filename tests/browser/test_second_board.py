"""The fictional second board's site works in a real browser as the real one does."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.browser.host import serve
from tests.browser.test_pages import Visit, assert_nothing, visit
from tests.browser.visit import Window, addresses

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def second_board(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the second board."""
    folder = tmp_path_factory.mktemp("second") / "public"
    sample = ("--content", "tests/sample/content", "--output", str(folder))
    subprocess.run(
        [sys.executable, "build.py", "build", *sample, "--now", "2026-11-22T09:00"],
        cwd=repository,
        check=True,
        capture_output=True,
    )
    return folder


@pytest.fixture(scope="module")
def visits(chromium: Browser, second_board: Path) -> dict[str, Visit]:
    """One visit to every page but those of single documents, which are all alike."""
    with serve(second_board) as origin:
        window = Window.open(chromium, origin)
        chosen = [a for a in addresses(second_board) if "/documents/" not in a or a.count("/") < 3]
        return {address: visit(window.go(address)) for address in chosen}


def test_axe_finds_nothing_on_the_second_board(visits: dict[str, Visit]) -> None:
    assert_nothing({address: page.violations for address, page in visits.items()})


def test_the_second_board_never_scrolls_sideways(visits: dict[str, Visit]) -> None:
    assert_nothing({address: page.too_wide for address, page in visits.items()})


def test_the_second_board_is_quiet_and_asks_nobody(visits: dict[str, Visit]) -> None:
    assert_nothing({address: [*page.noise, *page.strangers] for address, page in visits.items()})
