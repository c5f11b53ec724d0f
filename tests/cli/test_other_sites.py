"""Other sites are asked by “check --links” alone, and never stop anything."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from sitegen.cli import exit_codes, external_links
from sitegen.cli import main as cli
from sitegen.cli.external_links import LinkStatus
from tests import small_site


@pytest.fixture
def site(tmp_path: Path) -> tuple[str, ...]:
    """The options that lead to a small site at the moment that fits it."""
    content = small_site.write(tmp_path)
    where = ("--content", str(content), "--output", str(tmp_path / "public"))
    return (*where, "--now", "2026-11-22T09:00")


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stand for the network: everything is gone; note what is asked for."""
    asked: list[str] = []

    def gone(
        addresses: tuple[str, ...], today: date, asking: external_links.Asking
    ) -> dict[str, LinkStatus]:
        assert asking.cache == small_site.ROOT / ".cache" / "links.json"
        asked.extend(addresses)
        return {address: LinkStatus(404, "", today) for address in addresses}

    monkeypatch.setattr(external_links, "ask", gone)
    return asked


@pytest.mark.parametrize("command", ["build", "check"])
def test_no_other_site_is_asked_unless_wanted(
    site: tuple[str, ...], answers: list[str], command: str
) -> None:
    assert cli.main([command, *site]) == exit_codes.FINE
    assert answers == []


def test_other_sites_are_listed_and_missing_pages_are_advice(
    site: tuple[str, ...], answers: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", "--links", *site]) == exit_codes.FINE
    out, err = capsys.readouterr()
    assert answers == ["https://weather.example/"]
    assert "404 https://weather.example/ (site.yml)" in err
    assert "https://weather.example/ is no longer there (404)" in out
    assert "0 errors, 1 warning" in out


def test_tools_can_ask_for_other_sites(
    site: tuple[str, ...], answers: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", "--links", "--json", *site]) == exit_codes.FINE
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["rule"], finding["severity"]) == ("external", "warning")


def test_other_sites_are_not_asked_about_a_site_with_errors(
    site: tuple[str, ...], answers: list[str]
) -> None:
    small_site.change(Path(site[1]), "themes.yml", "title: Neglect", "titel: Neglect")
    assert cli.main(["check", "--links", *site]) == exit_codes.CONTENT_ERRORS
    assert answers == []
