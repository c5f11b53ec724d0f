"""The visitor sees each fault that is planted for it, and nothing on a page without any."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.host import serve
from tests.browser.visit import (
    FIND_CLIPPED,
    FIND_LOST_FOCUS,
    FIND_SMALL,
    MISSING,
    NARROW,
    Window,
    addresses,
    listed,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HEADERS = """/*
  Content-Security-Policy: default-src 'none'; img-src * data:; script-src 'self'; style-src 'self'
"""
GOOD = """<!doctype html><html lang="en-GB"><title>A page</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/site.css">
<body data-template="page"><main><h1>A page</h1>{}</main></body></html>"""
STYLES = """.wide { width: 40rem }
button { min-width: 3rem; min-height: 3rem }
.small { min-width: 0; min-height: 0; width: 20px; height: 20px }
.cut { height: 1em; width: 4em; overflow: hidden }
:focus-visible { outline: 3px solid }
.faint:focus-visible { outline: 0 }
.lid { position: fixed; inset: 0; background: silver }
@media (prefers-color-scheme: dark) { body { background: #000; color: #222 } }
"""


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with a good page and one page for each fault."""
    folder = tmp_path_factory.mktemp("planted")
    pages = {
        "": "<p>Fine.</p>",
        "no-alt": '<img src="data:," width="9" height="9">',
        "inline": "<script>document.title = 1</script>",
        "crash": '<script src="/crash.js"></script>',
        "stranger": '<img src="https://elsewhere.example/dot.png" alt="A dot">',
        "small": '<p><button class="small">x</button> <button>A fair size</button></p>',
        "cut": '<div class="cut">More than fits into a line that hides the rest.</div>',
        "faint": '<a href="/" class="faint">Nobody sees where the focus is</a>',
        "covered": '<a href="/">Under the lid</a><div class="lid">A lid</div>',
        "wide": '<p class="wide">A paragraph as wide as a desk.</p>',
    }
    for name, body in pages.items():
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "index.html").write_text(GOOD.format(body))
    (folder / "404.html").write_text(GOOD.format("<p>Nothing here.</p>"))
    (folder / "site.css").write_text(STYLES)
    (folder / "crash.js").write_text("missing();")
    (folder / "_headers").write_text(HEADERS)
    return folder


@pytest.fixture(scope="module")
def window(chromium: Browser, planted: Path) -> Iterator[Window]:
    """A light window on the planted site."""
    with serve(planted) as address:
        yield Window.open(chromium, address)


@pytest.mark.parametrize("address", ["/", MISSING])
def test_a_page_without_faults_has_none(window: Window, address: str) -> None:
    window.go(address)
    assert window.violations() == []
    assert window.too_wide() == []
    assert window.noise == []
    assert window.strangers == []
    assert window.template() == "page"


def test_a_picture_without_words_is_seen(window: Window) -> None:
    assert window.go("/no-alt/").violations()[0].startswith("image-alt: img: <img")


def test_a_script_within_the_page_is_seen(window: Window) -> None:
    window.go("/inline/")
    assert "Content Security Policy" in window.noise[0]


def test_a_script_that_fails_is_seen(window: Window) -> None:
    assert window.go("/crash/").noise == ["missing is not defined"]


def test_a_request_to_another_host_is_seen(window: Window) -> None:
    assert window.go("/stranger/").strangers == ["https://elsewhere.example/dot.png"]


def test_a_page_too_wide_for_a_phone_is_seen(window: Window) -> None:
    found = window.go("/wide/", NARROW).too_wide()
    assert '<p class="wide">' in found[0]


@pytest.mark.parametrize(
    ("address", "question", "seen"),
    [
        ("/small/", FIND_SMALL, '<button class="small">'),
        ("/cut/", FIND_CLIPPED, '<div class="cut">'),
        ("/faint/", FIND_LOST_FOCUS, "no outline: <a"),
        ("/covered/", FIND_LOST_FOCUS, 'hidden by <div class="lid">'),
    ],
)
def test_a_control_that_is_hard_to_use_is_seen(
    window: Window, address: str, question: str, seen: str
) -> None:
    found = window.go(address).find(question)
    assert len(found) == 1
    assert seen in found[0]
    assert window.go("/").find(question) == []


def test_colours_that_are_weak_only_in_the_dark_are_seen(chromium: Browser, window: Window) -> None:
    assert window.go("/").violations() == []
    dark = Window.open(chromium, window.origin, color_scheme="dark")
    assert dark.go("/").violations()[0].startswith("color-contrast: h1")


def test_every_page_of_a_site_is_listed_once(planted: Path) -> None:
    found = list(addresses(planted))
    assert set(found) == {
        *("/", "/no-alt/", "/inline/", "/crash/", "/stranger/", "/wide/", MISSING),
        *("/small/", "/cut/", "/faint/", "/covered/"),
    }
    assert len(found) == 11


def test_a_report_names_the_page_and_what_is_wrong_there() -> None:
    assert listed({"/": [], "/about/": ["one", "two"]}) == "\n/about/\n    one\n    two\n"
    assert listed({"/": []}) == ""
