"""Every page of the built site is light, and nothing holds up its first sight."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

PAGE = 30_000
"""Bytes of HTML, styles and scripts, compressed, that a page may weigh."""


def pages(folder: Path) -> Mapping[str, BeautifulSoup]:
    """Read every page of a built site by its path."""
    return {
        path.relative_to(folder).as_posix(): BeautifulSoup(path.read_bytes(), "html.parser")
        for path in sorted(folder.rglob("*.html"))
    }


@pytest.fixture(scope="module")
def built(site_dir: Path) -> Mapping[str, BeautifulSoup]:
    """Every page of the site."""
    return pages(site_dir)


def weight(folder: Path, path: str, page: BeautifulSoup) -> int:
    """Add up what a browser fetches to show a page, as the host compresses it."""
    parts = [path, *(address.lstrip("/") for address in (*styles(page), *scripts(page)))]
    return sum(len(gzip.compress((folder / part).read_bytes(), 6)) for part in parts)


def styles(page: BeautifulSoup) -> list[str]:
    """List the stylesheets of a page."""
    return [str(link["href"]) for link in page.select("link[rel~=stylesheet]")]


def scripts(page: BeautifulSoup) -> list[str]:
    """List the script files of a page."""
    return [str(script["src"]) for script in page.select("script[src]")]


def blocking(page: BeautifulSoup) -> Iterator[Tag]:
    """Find the scripts that a browser waits for before it shows anything."""
    for script in page.select("script"):
        data = script.get("type") == "application/ld+json"
        late = script.has_attr("defer") or script.get("type") == "module"
        if not data and not late:
            yield script


def jumping(page: BeautifulSoup) -> list[Tag]:
    """Find the pictures that push other things away when they arrive."""
    return [
        image
        for image in page.select("img, video, iframe")
        if not (image.has_attr("width") and image.has_attr("height"))
    ]


def test_no_page_is_heavier_than_its_budget(
    site_dir: Path, built: Mapping[str, BeautifulSoup]
) -> None:
    heavy = {path: weight(site_dir, path, page) for path, page in built.items()}
    assert {path: bytes_ for path, bytes_ in heavy.items() if bytes_ > PAGE} == {}


def test_every_page_has_one_stylesheet(built: Mapping[str, BeautifulSoup]) -> None:
    assert {path: styles(page) for path, page in built.items() if len(styles(page)) != 1} == {}


def test_no_script_holds_up_the_page(built: Mapping[str, BeautifulSoup]) -> None:
    assert {path for path, page in built.items() if [*blocking(page)]} == set()


def test_no_picture_pushes_the_words_away(built: Mapping[str, BeautifulSoup]) -> None:
    assert {path for path, page in built.items() if jumping(page)} == set()


def test_a_page_that_is_heavy_blocked_or_jumping_is_seen(tmp_path: Path) -> None:
    styles_ = "".join(f".a{number} {{ top: {number * 7919}px }}\n" for number in range(9000))
    (tmp_path / "site.css").write_text(styles_)
    (tmp_path / "index.html").write_text(
        '<link rel="stylesheet" href="/site.css"><script src="/a.js"></script><img src="a.png">'
    )
    (tmp_path / "a.js").write_text("")
    page = pages(tmp_path)["index.html"]
    assert weight(tmp_path, "index.html", page) > PAGE
    assert len([*blocking(page)]) == 1
    assert len(jumping(page)) == 1
