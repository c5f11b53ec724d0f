"""A browser, and the built site as the public host would serve it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from sitegen.bootstrap import browsers
from tests.browser.host import serve
from tests.browser.visit import by_template

FLAGS = [
    "--no-sandbox",  # as root it does not start otherwise
    "--disable-gpu",
    "--force-device-scale-factor=0.5",  # a quarter of the dots to paint; pages see none of it
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # the network stays out of it
]


# A machine that does three other things at once is slow, and not wrong.
expect.set_options(timeout=120_000)


# For one module at a time: while it lives, nothing else in this process may use asyncio.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A headless browser of the Chromium family."""
    path = browsers.chosen() or browsers.find_browser()
    assert path, "“python3 build.py test” installs a browser and names it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def example_origin(example_site: Path) -> Iterator[str]:
    """The address of the fictional board’s site, without a last slash."""
    with serve(example_site) as address:
        yield address


@pytest.fixture(scope="session")
def kinds(site_dir: Path) -> Mapping[str, str]:
    """One address of each kind of page of that site, by the template that makes it."""
    found = {template: alike[0] for template, alike in by_template(site_dir).items()}
    assert len(found) > 20
    return found


@pytest.fixture(scope="session")
def origin(site_dir: Path) -> Iterator[str]:
    """The address of the site of `content/`, without a last slash."""
    with serve(site_dir) as address:
        yield address
