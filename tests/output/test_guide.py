"""The guide is in previews alone, every example in it builds, and every field is in it."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from sitegen.cli import exit_codes
from sitegen.cli import main as cli
from sitegen.models import describe
from sitegen.models.pages import Shows
from sitegen.pipeline import stages
from sitegen.pipeline.request import IssueCollector
from tests import small_site
from tests.browser import pictures
from tests.conftest import NOTHING_WAITS

FENCE = re.compile(r"^```\w+ (content/\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NOW = ("--now", NOTHING_WAITS)


@pytest.fixture(scope="module")
def preview(exampleshire: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with drafts and the guide."""
    folder = tmp_path_factory.mktemp("preview") / "public"
    where = ("--content", str(exampleshire), "--output", str(folder))
    assert cli.main(["build", "--preview", *where, *NOW]) == exit_codes.FINE
    return folder


def page(folder: Path, name: str) -> BeautifulSoup:
    """Read a page of the guide."""
    return BeautifulSoup((folder / "guide" / name / "index.html").read_bytes(), "html.parser")


def test_the_preview_leads_to_the_guide(preview: Path) -> None:
    home = BeautifulSoup((preview / "index.html").read_bytes(), "html.parser")
    assert home.select_one('.preview a[href="/guide/"]')
    assert "Add a newsletter" in page(preview, "").text


def test_nothing_of_the_guide_is_published(site_dir: Path) -> None:
    assert not (site_dir / "guide").exists()
    for path in site_dir.rglob("*"):
        if path.suffix in {".html", ".xml", ".txt", ".json"} or path.name.startswith("_"):
            assert b"/guide/" not in path.read_bytes(), path


def test_the_guide_says_how_everything_is_begun(preview: Path) -> None:
    table = page(preview, "").select_one("#add-anything-else ~ .scroll, #add-anything-else ~ table")
    assert table
    rows = [" ".join(row.text.split()) for row in table.select("tbody tr")]
    assert rows == [
        f"python3 build.py new {kind.name} {kind.meaning} content/{kind.place}"
        for kind in describe.kinds()
    ]


def test_every_word_of_shows_is_explained(repository: Path) -> None:
    text = (repository / "docs/editors/index.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z-]+)` \| .+ \|$", text, re.MULTILINE) == list(Shows)


def test_the_guide_is_rendered_once(tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    folder = small_site.ROOT / "docs" / "editors"
    asked = replace(small_site.request(content), preview=True, guide=folder)
    first = stages.make(asked, IssueCollector())
    rendered = [*asked.memo.computed("texts rendered")]
    assert rendered
    assert stages.make(asked, IssueCollector()).outputs == first.outputs
    assert [*asked.memo.computed("texts rendered")] == rendered


def test_the_guide_is_in_no_list_of_addresses(preview: Path) -> None:
    assert b"/guide/" not in (preview / "sitemap.xml").read_bytes()


def test_every_field_of_every_type_is_explained(preview: Path) -> None:
    shown = page(preview, "fields")
    for kind in (*describe.kinds(), *describe.settings()):
        heading = shown.find(id=kind.collection)
        assert heading is not None, kind.name
        table = heading.find_next("table")
        assert table is not None
        rows = [[cell.text for cell in row.select("th, td")] for row in table.select("tbody tr")]
        told = {name: (needed, " ".join(meaning.split())) for name, needed, meaning in rows}
        for field in kind.fields:
            needed, words = told[field.name]
            assert field.meaning in words
            assert needed == ("yes" if field.required else "no")
            assert all(word in words for word in field.words)


def test_an_example_stands_with_its_result(preview: Path) -> None:
    examples = page(preview, "writing").select(".prose:has(pre)")
    example = next(one for one in examples if "Call {contact:emergency}" in one.text)
    assert example.select_one('.callout a[href^="tel:"]')


def test_every_example_of_the_guide_builds(
    repository: Path, exampleshire: Path, tmp_path: Path
) -> None:
    content = shutil.copytree(exampleshire, tmp_path / "content")
    examples = [
        found
        for chapter in sorted((repository / "docs/editors").glob("*.md"))
        for found in FENCE.findall(chapter.read_text(encoding="utf-8"))
    ]
    assert len(examples) >= 5
    for path, text in examples:
        place = tmp_path / path
        if place.suffix == ".yml":
            with place.open("a", encoding="utf-8") as file:
                file.write(f"\n{text}")
        else:
            assert not place.exists(), f"{path} is there already"
            place.parent.mkdir(exist_ok=True)
            place.write_text(text, encoding="utf-8")
    assert cli.main(["check", "--content", str(content), *NOW]) == exit_codes.FINE
    assert cli.main(["check", "--content", str(content), "--preview", *NOW]) == exit_codes.FINE


def test_the_message_that_the_guide_shows_is_told_like_this(
    repository: Path, exampleshire: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = shutil.copytree(exampleshire, tmp_path / "content")
    glossary = content / "pages/glossary.md"
    spoilt = glossary.read_text(encoding="utf-8").replace("status: published", "status: publishd")
    glossary.write_text(spoilt, encoding="utf-8")
    cli.main(["check", "--content", str(content), *NOW])
    chapter = (repository / "docs/editors/messages.md").read_text(encoding="utf-8")
    shown = re.search(r"^```text\n(.*?)^```$", chapter, re.MULTILINE | re.DOTALL)
    assert shown
    assert shown[1] in capsys.readouterr().err


def test_every_message_that_the_guide_explains_can_be_told(repository: Path) -> None:
    code = "".join(path.read_text("utf-8") for path in (repository / "sitegen").rglob("*.py"))
    chapter = (repository / "docs/editors/messages.md").read_text(encoding="utf-8")
    explained = re.findall(r"^(.+)\n: ", chapter, re.MULTILINE)
    assert len(explained) > 10
    pieces = [piece.strip() for words in explained for piece in words.split("…") if piece.strip()]
    assert [piece for piece in pieces if piece not in code] == []


def test_another_board_gets_the_guide_without_the_examples_that_it_cannot_show(
    tmp_path: Path,
) -> None:
    content = small_site.write(tmp_path)
    output = tmp_path / "public"
    arguments = ("--content", str(content), "--output", str(output), "--preview", *NOW)
    assert cli.main(["build", *arguments]) == exit_codes.FINE
    shown = page(output, "writing")
    assert "Call {contact:emergency}" in shown.text
    assert "0808" not in shown.text
    assert shown.select('.callout a[href="tel:999"]'), "a number that this board has is shown"


def test_the_pictures_of_the_guide_show_the_screen_as_it_is(preview: Path) -> None:
    named = {str(one["src"]) for one in page(preview, "browser").select("main img[alt]")}
    assert named == {f"/guide/pictures/{path.name}" for path in pictures.PLACE.glob("*.jpg")}
    for src in named:
        assert (preview / src.strip("/")).is_file()
    noted = (pictures.PLACE / pictures.NOTE).read_text(encoding="utf-8").strip()
    assert noted == pictures.shown(), "make them again: python -m tests.browser.pictures"
