"""The gallery of components: whole, made up, and seen in previews alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests import small_site

SAMPLE = ".sample.html"


def without_sample(folder: Path) -> list[str]:
    """Name the components that nobody can look at, and the macros that no sample shows."""
    missing = []
    for path in sorted(folder.glob("*.html")):
        if path.name.endswith(SAMPLE):
            continue
        beside = path.with_name(path.stem + SAMPLE)
        shown = beside.read_text(encoding="utf-8") if beside.is_file() else ""
        if f'from "components/{path.name}" import' not in shown:
            missing.append(path.stem)
    return missing


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> BeautifulSoup:
    """The gallery of a preview of the small site."""
    content = small_site.write(tmp_path_factory.mktemp("gallery"))
    finished = small_site.finished(content, preview=True)
    page = next(one for one in finished.outputs if one.url == "/gallery/")
    return BeautifulSoup(page.data, "html.parser")


def test_every_component_has_a_sample(repository: Path) -> None:
    assert without_sample(repository / "templates" / "components") == []


def test_a_component_without_a_sample_is_seen(tmp_path: Path) -> None:
    (tmp_path / "bell.html").write_text("{% macro bell() %}{% endmacro %}")
    (tmp_path / "lamp.html").write_text("{% macro lamp() %}{% endmacro %}")
    (tmp_path / "lamp.sample.html").write_text('{% from "components/lamp.html" import lamp %}')
    assert without_sample(tmp_path) == ["bell"]


def test_the_gallery_shows_every_component(gallery: BeautifulSoup, repository: Path) -> None:
    files = (repository / "templates" / "components").glob(f"*{SAMPLE}")
    names = {path.name.removesuffix(SAMPLE) for path in files}
    shown = {str(tag["id"]) for tag in gallery.select("main > [id]")}
    assert shown == {f"component-{name}" for name in names}


def test_the_gallery_speaks_of_nobody_and_hides_from_search_engines(gallery: BeautifulSoup) -> None:
    assert gallery.select_one('meta[name="robots"][content="noindex"]')
    for link in gallery.select('a[href^="tel:"], a[href^="sms:"]'):
        # Ofcom keeps these ranges for numbers that nobody has.
        assert re.fullmatch(r"(01632 960|07700 900)\d{3}", link.get_text(strip=True)[-12:].strip())


def test_a_normal_build_has_no_gallery(site_dir: Path) -> None:
    assert not (site_dir / "gallery").exists()
    assert (site_dir / "index.html").is_file()
