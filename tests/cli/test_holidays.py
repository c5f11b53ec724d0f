"""The list of bank holidays is renewed whole from GOV.UK, or stays as it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sitegen.cli import exit_codes, holidays
from sitegen.models import bank_holidays, working_days

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LAST = working_days.last_year()
DAYS = ("01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-25", "12-26")


def listed(folder: Path, days: Sequence[str]) -> str:
    """Write a list as GOV.UK gives it; return its address."""
    events = [{"title": "A holiday", "date": day, "notes": "", "bunting": True} for day in days]
    place = folder / "bank-holidays.json"
    place.write_text(json.dumps({"england-and-wales": {"events": events}}), encoding="utf-8")
    return place.as_uri()


def test_the_list_is_renewed_and_years_that_are_past_are_kept(tmp_path: Path) -> None:
    fresh = [f"{year}-{day}" for year in (LAST, LAST + 1) for day in DAYS]
    place = tmp_path / "bank_holidays.py"
    told = holidays.renew(listed(tmp_path, fresh), place)
    assert told == f"Bank holidays are known until the end of {LAST + 1}.\n"
    lines = place.read_text(encoding="utf-8").splitlines()
    before = [line for line in bank_holidays.LISTED.splitlines() if line < f"{LAST}"]
    begin = lines.index(before[0])
    assert lines[begin : begin + len(before)] == before
    assert lines[begin + len(before) : -1] == [f"{day} A holiday" for day in fresh]


def test_the_list_that_is_there_is_as_it_would_be_written(tmp_path: Path) -> None:
    names = dict(working_days.read(bank_holidays.LISTED))
    events = [{"title": name, "date": day.isoformat()} for day, name in names.items()]
    source = tmp_path / "bank-holidays.json"
    source.write_text(json.dumps({"england-and-wales": {"events": events}}), encoding="utf-8")
    place = tmp_path / "bank_holidays.py"
    holidays.renew(source.as_uri(), place)
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
        holidays.renew(listed(tmp_path, days), place)
    assert not place.exists()


def test_a_machine_without_network_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(holidays, "ADDRESS", (tmp_path / "nothing.json").as_uri())
    before = holidays.PLACE.read_bytes()
    assert holidays.command() == exit_codes.OUR_FAULT
    said = capsys.readouterr().err
    assert said.startswith("Nothing was changed: the list of bank holidays could not be had from")
    assert holidays.PLACE.read_bytes() == before
