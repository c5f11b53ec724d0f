"""However much a site lists, no page of it grows beyond what a telephone shows with ease."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from sitegen.models.listing import PLACES_BELOW
from sitegen.models.pages import Shows
from sitegen.pipeline import build as pipeline
from tests import small_site
from tests.browser.host import serve
from tests.whole import many

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LISTED: Final = 60
"""Records of a kind, of which a list shows fifty on a page."""

BYTES, ELEMENTS = 60_000, 1_500
_TAG: Final = re.compile(rb"<[a-z]")
_DATA: Final = re.compile(rb"(?s)(<script[^>]*>).*?</script>")
COUNT: Final = "document.querySelectorAll('*').length"


@pytest.fixture(scope="module")
def long_site(exampleshire: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the fictional board with more of everything than one page of a list shows."""
    folder = tmp_path_factory.mktemp("long")
    content = shutil.copytree(exampleshire, folder / "content")
    many.reviews(content, LISTED)
    many.follow_up(content, LISTED, of_reviews=LISTED)
    many.documents(content, LISTED)
    many.told(content, LISTED)
    request = replace(small_site.request(content), searching=False)
    assert pipeline.build(request).errors == 0
    return request.output


@pytest.fixture(scope="module")
def elements(long_site: Path) -> Mapping[str, int]:
    """How many elements each page has, by its address."""
    pages = {path: path.read_bytes() for path in long_site.rglob("index.html")}
    too_long = {str(path): len(data) for path, data in pages.items() if len(data) >= BYTES}
    assert too_long == {}
    return {
        f"/{path.parent.relative_to(long_site)}/": len(_TAG.findall(_DATA.sub(rb"\1", data)))
        for path, data in pages.items()
    }


def test_no_page_is_too_long(elements: Mapping[str, int]) -> None:
    assert {url: number for url, number in elements.items() if number >= ELEMENTS} == {}


def test_the_longest_pages_hold_as_many_elements_in_a_browser(
    elements: Mapping[str, int], long_site: Path, chromium: Browser
) -> None:
    longest = sorted(elements, key=lambda url: -elements[url])[:8]
    with serve(long_site) as origin:
        page = chromium.new_page()
        for url in longest:
            page.goto(origin + url)
            assert page.evaluate(COUNT) == pytest.approx(elements[url], abs=25)
        page.close()


def further(elements: Mapping[str, int], base: str) -> Iterator[str]:
    """Yield the first part of each address below a list, beside those of records."""
    for url in elements:
        if url.startswith(base) and url != base:
            yield url.removeprefix(base).partition("/")[0]


@pytest.mark.parametrize(
    ("shows", "base"),
    [
        ("reviews", "/reviews/"),
        ("timeline", "/reviews/timeline/"),
        ("recommendations", "/reviews/recommendations/"),
        ("actions", "/reviews/actions/"),
        ("evidence", "/reviews/evidence/"),
        ("asked", "/reviews/asked/"),
        ("news", "/news/"),
        ("events", "/events/"),
        ("documents", "/documents/"),
        ("document-lists", "/documents/lists/"),
        ("newsletters", "/learning/bulletin/"),
        ("updates", "/updates/"),
    ],
)
def test_a_long_list_has_pages_at_the_addresses_that_it_keeps(
    shows: str, base: str, elements: Mapping[str, int]
) -> None:
    below = set(further(elements, base))
    assert "page-2" in below
    assert set(PLACES_BELOW[Shows(shows)]) <= below
