"""People find on the site of `content/` what they search for, in their own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, expect

from sitegen.site import reading
from tests.browser.host import Host
from tests.browser.visit import Window

FIRST: Final = 0.9
FIRST_THREE: Final = 0.97
"""The shares of searches that must find a right page at once, and with one glance."""

TABLE: Final = Path(__file__).with_name("searches.yml")
ASK: Final = """async words => {
    const form = document.querySelector("[data-search] form");
    form.elements.q.value = words;
    form.requestSubmit();
    const says = document.querySelector("[data-search-status]");
    while (!/\\d result|Nothing|does not/.test(says.textContent)) {
        await new Promise(resolve => setTimeout(resolve, 5));
    }
    return [...document.querySelectorAll(".results__title a")].map(link => link.pathname);
}"""
HELP: Final = "/worried-about-a-child/"
REVIEW: Final = "/reviews/scr"
CONTENT: Final = Path(__file__).resolve().parents[2] / "content"


@dataclass(frozen=True)
class Search:
    """What somebody types, and the addresses that answer it."""

    words: str
    right: frozenset[str]


def searches(site_dir: Path) -> Iterator[Search]:
    """Read the table; a name that leads to no page is a fault of the table."""
    table = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    host = Host.of(site_dir)
    there = {f"{one.item.kind}:{one.id}": one.item.url for one in reading.read(CONTENT).records}
    for group in table["searches"].values():
        for words, names in group.items():
            right = (address(host, there, table["pages"].get(name, name)) for name in names)
            yield Search(words, frozenset(right))


def address(host: Host, there: Mapping[str, str], reference: str) -> str:
    """Return the path of the page where a record is shown, its own or the one that lists it."""
    path = urlsplit(there.get(reference, "")).path
    if path and host.answer(path).status == 200:
        return path
    pytest.fail(f"{TABLE.name} names {reference}, which leads to no page")


@pytest.fixture(scope="module")
def found(chromium: Browser, origin: str, site_dir: Path) -> Mapping[Search, list[str]]:
    """All searches, each with the paths of its results."""
    window = Window.open(chromium, origin)
    page = window.go("/search/").page
    expect(page.get_by_role("searchbox")).to_be_visible()
    return {search: page.evaluate(ASK, search.words) for search in searches(site_dir)}


def missed(found: Mapping[Search, list[str]], number: int) -> Iterable[tuple[str, Any]]:
    """Return the searches without a right page among their first results, with these."""
    return [
        (search.words, paths[:3])
        for search, paths in found.items()
        if not search.right & {*paths[:number]}
    ]


def test_a_right_page_is_among_the_first_three(found: Mapping[Search, list[str]]) -> None:
    misses = missed(found, 3)
    assert len([*misses]) <= (1 - FIRST_THREE) * len(found), misses


def test_a_right_page_comes_first(found: Mapping[Search, list[str]]) -> None:
    misses = missed(found, 1)
    assert len([*misses]) <= (1 - FIRST) * len(found), misses


def test_whoever_needs_help_is_shown_no_review(found: Mapping[Search, list[str]]) -> None:
    shown = [
        (search.words, path)
        for search, paths in found.items()
        if all(path.startswith(HELP) for path in search.right)
        for path in paths[:3]
        if path.startswith(REVIEW)
    ]
    assert not shown
