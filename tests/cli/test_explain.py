"""A newcomer is told in one sentence why a page was made again or not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.cli import exit_codes
from sitegen.cli import main as cli
from tests import small_site

if TYPE_CHECKING:
    import pytest

NOW = ("--now", "2026-11-22T09:00")


def explained(capsys: pytest.CaptureFixture[str], folder: Path, url: str) -> str:
    """Build a site and return what is said of an address at the end."""
    place = ("--content", str(folder / "content"), "--output", str(folder / "public"))
    assert cli.main(["build", *place, *NOW, "--explain", url]) == exit_codes.FINE
    return capsys.readouterr().out.splitlines()[-1]


def test_a_page_is_explained_and_what_is_none_is_said_to_be_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small_site.write(tmp_path)
    told = explained(capsys, tmp_path, "/help/")
    assert told.startswith("/help/ was made again, because nothing is known of an earlier one")
    for written in ("help", "/help", "/help/index.html"):
        assert explained(capsys, tmp_path, written).startswith("/help/ was not made again")
    for none in ("/nowhere/", "/feed.xml"):
        assert explained(capsys, tmp_path, none).startswith(f"There is no page {none};")


def test_a_site_that_shares_a_cache_with_another_is_not_compared_with_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = small_site.write(tmp_path)
    explained(capsys, tmp_path, "/help/")
    other = content.rename(tmp_path / "other")
    small_site.write(tmp_path)
    small_site.change(other, "site.yml", "Exampleshire SCB", "Otherwhere SCB")
    place = ("--content", str(other), "--output", str(tmp_path / "elsewhere"))
    assert cli.main(["build", *place, *NOW]) == exit_codes.FINE
    capsys.readouterr()
    small_site.change(content, "pages/help.md", "title: ", "title: More ")
    assert "a setting" not in explained(capsys, tmp_path, "/help/")
