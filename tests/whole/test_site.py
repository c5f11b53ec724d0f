"""The site of `content/`, whoever wrote it: well-formed, repeatable, never half-written."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import html5lib
import pytest
from bs4 import BeautifulSoup

from sitegen.models.reviews import Review
from sitegen.site import reading
from tests.conftest import NOTHING_WAITS


class Run(NamedTuple):
    """What a command said and how it ended."""

    code: int
    said: str


NO_MORE = {"PATH": "/usr/bin:/bin"} if os.name == "posix" else dict(os.environ)
"""What is around a command: on Windows no program starts without some of it."""


def run(repository: Path, *arguments: str, **environment: str) -> Run:
    """Run the one door as an officer does."""
    done = subprocess.run(
        [sys.executable, "build.py", *arguments],
        cwd=repository,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env={**NO_MORE, **environment},
    )
    return Run(done.returncode, done.stdout)


def contents(folder: Path) -> Mapping[str, bytes]:
    """Read every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def desk(repository: Path, exampleshire: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a fictional board’s content, its site, and what the build has remembered."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(exampleshire, folder / "content")
    where = ("--content", str(folder / "content"), "--output", str(folder / "public"))
    made = run(repository, "build", *where, "--now", NOTHING_WAITS)
    assert made.code == 0, made.said
    return folder


@pytest.fixture
def own_content(desk: Path, tmp_path: Path) -> Path:
    """The content on a copy of that desk, for a test to spoil."""
    return shutil.copytree(desk, tmp_path, dirs_exist_ok=True) / "content"


def test_every_page_is_well_formed_for_a_strict_parser(site_dir: Path) -> None:
    pages = list(site_dir.rglob("*.html"))
    assert pages
    for page in pages:
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        try:
            parser.parse(page.read_text(encoding="utf-8"))
        except html5lib.html5parser.ParseError as error:
            pytest.fail(f"{page.relative_to(site_dir)}: {error}, {parser.errors}")


def test_a_second_reader_finds_every_link_alive(site_dir: Path) -> None:
    for page in site_dir.rglob("*.html"):
        for link in BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").find_all("a"):
            path = str(link["href"]).partition("#")[0].partition("?")[0]
            if path.startswith("/"):
                target = site_dir / path.lstrip("/")
                found = target / "index.html" if path.endswith("/") else target
                assert found.is_file(), f"{page.relative_to(site_dir)} links to {path}"


def test_every_redirect_leads_to_something_that_is_there(site_dir: Path) -> None:
    for rule in (site_dir / "_redirects").read_text(encoding="utf-8").splitlines():
        target = rule.split()[1].partition("#")[0]
        if target.startswith("/"):
            place = site_dir / target.lstrip("/")
            assert (place / "index.html" if target.endswith("/") else place).is_file(), rule


def test_no_pseudonym_stands_in_an_address(site_dir: Path, repository: Path) -> None:
    items = [record.item for record in reading.read(repository / "content").records]
    names = {
        word.lower()
        for item in items
        if isinstance(item, Review)
        for name in item.pseudonyms
        for word in re.findall(r"\w{3,}", name)
    }
    paths = [path.relative_to(site_dir).as_posix().lower() for path in site_dir.rglob("*")]
    assert {word for path in paths for word in re.split(r"\W+", path)} & names == set()


def test_nothing_on_any_page_is_asked_of_another_site(site_dir: Path) -> None:
    for page in site_dir.rglob("*.html"):
        soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        asked = [str(node["src"]) for node in soup.find_all(src=True)]
        asked += [str(n["href"]) for n in soup.find_all("link") if "stylesheet" in n["rel"]]
        assert [source for source in asked if not source.startswith("/")] == [], page


def test_stylesheets_ask_nothing_of_another_site(site_dir: Path) -> None:
    for sheet in site_dir.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert re.findall(r"url\(\s*['\"]?(?:https?:)?//", text) == []


def test_no_file_tells_how_or_where_it_was_made(site_dir: Path, repository: Path) -> None:
    # Pagefind's own program tells its version; it is the same for everybody who has it.
    own = [path for path in site_dir.rglob("*") if "pagefind" not in path.parts]
    seen = 0
    for path in (one for one in own if one.is_file()):
        data = path.read_bytes()
        for told in (b"sourceMappingURL", b'name="generator"', b"<generator", b"Jinja", b"Python"):
            assert told not in data, path
        for place in (repository, site_dir, Path.home()):
            assert f"{place}/".encode() not in data, path
        if path.suffix in COMMENT:
            assert not COMMENT[path.suffix].search(data.decode()), path
            seen += 1
    assert seen > len(COMMENT)
    assert list(site_dir.rglob("*.map")) == []


COMMENT = {
    ".html": re.compile(r"<!--"),
    ".xml": re.compile(r"<!--"),
    ".svg": re.compile(r"<!--"),
    ".css": re.compile(r"/\*"),
    ".js": re.compile(r"^\s*//|/\*", re.MULTILINE),
}


def test_an_error_in_any_file_leaves_the_last_site_untouched(
    repository: Path, own_content: Path, tmp_path: Path
) -> None:
    output = tmp_path / "public"
    build = (
        "build",
        "--content",
        str(own_content),
        "--output",
        str(output),
        "--now",
        NOTHING_WAITS,
    )
    before = contents(output)
    review = own_content / "reviews/ex02.md"
    spoilt = review.read_text(encoding="utf-8").replace("date: 2015-12", "date: 2015-13", 1)
    review.write_text(spoilt, encoding="utf-8")
    failed = run(repository, *build)
    line = next(n for n, text in enumerate(spoilt.splitlines(), 1) if "2015-13" in text)
    assert failed.code == 1
    assert f"content/reviews/ex02.md:{line}:40: error: milestones." in failed.said
    assert "“2015-13” is not a date" in failed.said
    assert "year-month-day" in failed.said
    assert contents(output) == before


def test_every_fault_of_every_file_is_told_in_one_run(
    repository: Path, own_content: Path, tmp_path: Path
) -> None:
    (own_content / "reviews/ex01.md").write_text("no front matter", encoding="utf-8")
    figures = own_content / "figures.yml"
    text = figures.read_text(encoding="utf-8")
    figures.write_text(text.replace("wording:", "wordng:", 1), encoding="utf-8")
    (own_content / "pages/cookies.md").unlink()
    output = tmp_path / "nothing-yet"
    where = ("--content", str(own_content), "--output", str(output))
    said = run(repository, "check", *where, "--now", NOTHING_WAITS).said
    assert "reviews/ex01.md:1: error: the file does not begin with front matter" in said
    assert "    Did you mean “wording”?\n" in said
    assert "there is no page “cookies”" in said
    assert "Traceback" not in said
    assert not output.exists()


def test_a_page_that_disappears_without_a_redirect_is_an_error(
    repository: Path, own_content: Path
) -> None:
    (own_content / "newsletters/spring-2025.md").rename(own_content / "newsletters/spring25.md")
    failed = run(repository, "check", "--content", str(own_content), "--now", NOTHING_WAITS)
    assert failed.code == 1
    gone = "/child-deaths/newsletters/spring-2025/"
    assert f"{gone} was published and no longer exists" in failed.said
    with (own_content / "addresses.yml").open("a", encoding="utf-8") as addresses:
        new_url = "/child-deaths/newsletters/spring25/"
        addresses.write(f"\n- {{from: {gone}, to: {new_url}, since: 2026-11-22}}\n")
    mended = run(repository, "check", "--content", str(own_content), "--now", NOTHING_WAITS)
    assert mended.code == 0, mended.said


def test_a_preview_is_marked_and_kept_from_search_engines(
    repository: Path, own_content: Path, tmp_path: Path
) -> None:
    page = own_content / "pages/cookies.md"
    text = page.read_text(encoding="utf-8").replace("status: published", "status: draft", 1)
    page.write_text(text, encoding="utf-8")
    output = tmp_path / "preview"
    made = run(
        repository, "build", "--preview", "--content", str(own_content), "--output", str(output)
    )
    assert made.code == 0, made.said
    html = (output / "cookies/index.html").read_text(encoding="utf-8")
    assert 'name="robots" content="noindex' in html
    assert "preview" in html.lower()
    assert "X-Robots-Tag: noindex" in (output / "_headers").read_text(encoding="utf-8")
    assert "Disallow: /" in (output / "robots.txt").read_text(encoding="utf-8")
