"""The list of bank holidays is renewed whole from GOV.UK, or stays as it is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from sitegen.cli import exit_codes, holidays
from sitegen.models import bank_holidays, working_days
from sitegen.models.working_days import Division

LAST = working_days.of(Division.ENGLAND_AND_WALES).last
DAYS = ("01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-25", "12-26")


def given(folder: Path, lists: Mapping[Division, Iterable[str]]) -> str:
    """Write lists as GOV.UK gives them; return their address."""
    data = {
        division.lower().replace(" ", "-"): {
            "events": [{"title": "A holiday", "date": day, "bunting": True} for day in days]
        }
        for division, days in lists.items()
    }
    place = folder / "bank-holidays.json"
    place.write_text(json.dumps(data), encoding="utf-8")
    return place.as_uri()


def test_the_lists_are_renewed_and_years_that_are_past_are_kept(tmp_path: Path) -> None:
    fresh = [f"{year}-{day}" for year in (LAST, LAST + 1) for day in DAYS]
    place = tmp_path / "bank_holidays.py"
    told = holidays.renew(given(tmp_path, dict.fromkeys(Division, fresh)), place)
    assert told == f"Bank holidays are known until the end of {LAST + 1}.\n"
    text = place.read_text(encoding="utf-8")
    for division in Division:
        past = bank_holidays.LISTED[division].partition(f"{LAST} ")[0]
        days = " ".join(DAYS)
        assert f'"{division}": """\\\n{past}{LAST} {days}\n{LAST + 1} {days}\n""",' in text


def test_the_lists_that_are_there_are_as_they_would_be_written(tmp_path: Path) -> None:
    place = tmp_path / "bank_holidays.py"
    known = {one: map(str, working_days.read(bank_holidays.LISTED[one])) for one in Division}
    holidays.renew(given(tmp_path, known), place)
    assert place.read_bytes() == holidays.PLACE.read_bytes()


@pytest.mark.parametrize(
    ("days", "why"),
    [
        ([], "ends before"),
        ([f"{LAST - 1}-{day}" for day in DAYS], "ends before"),
        ([f"{LAST}-{day}" for day in DAYS[:7]], "lacks days of a year"),
        (["soon"], "not the list"),
    ],
)
def test_a_list_that_lacks_something_changes_nothing(
    tmp_path: Path, days: list[str], why: str
) -> None:
    place = tmp_path / "bank_holidays.py"
    with pytest.raises(holidays.NotRenewed, match=why):
        holidays.renew(given(tmp_path, dict.fromkeys(Division, days)), place)
    assert not place.exists()


def test_a_machine_without_network_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(holidays, "ADDRESS", (tmp_path / "nothing.json").as_uri())
    before = holidays.PLACE.read_bytes()
    assert holidays.command() == exit_codes.OUR_FAULT
    said = capsys.readouterr().err
    assert said.startswith(
        "Nothing was changed: the list of bank holidays could not be fetched from"
    )
    assert holidays.PLACE.read_bytes() == before
