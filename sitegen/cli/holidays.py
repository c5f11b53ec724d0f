"""Renews the lists of bank holidays from GOV.UK, which is asked when somebody wants that."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import date
from http.client import HTTPException
from itertools import groupby
from pathlib import Path
from typing import Any, Final
from urllib.request import urlopen

from sitegen.cli import exit_codes
from sitegen.models import bank_holidays, working_days
from sitegen.models.working_days import Division

ADDRESS: Final = "https://www.gov.uk/bank-holidays.json"
PLACE: Final = Path(bank_holidays.__file__)
_FEWEST: Final = 8
"""Bank holidays that every year has."""

_PATIENCE: Final = 30
_MODULE: Final = '''"""The bank holidays of each division, a line a year, as GOV.UK lists them.

The list is under the Open Government Licence v3.0; “python3 build.py clock --renew” writes it.
"""

from typing import Final

LISTED: Final = {{
{}}}
'''
_LIST: Final = '    "{}": """\\\n{}""",\n'


class NotRenewed(Exception):
    """Raised where the lists stay as they are, saying why."""


def renew(address: str, place: Path = PLACE) -> str:
    """Fetch the lists and write them over ours; return a sentence about them.

    Raises NotRenewed if they cannot be had, or lack what a list must have.
    """
    data = _fetch(address)
    lists = {division: _read(data, division) for division in Division}
    text = "".join(_LIST.format(division, _lines(days)) for division, days in lists.items())
    place.write_text(_MODULE.format(text), encoding="utf-8", newline="\n")
    return f"Bank holidays are known until the end of {min(map(max, lists.values())).year}.\n"


def _fetch(address: str) -> bytes:
    try:
        with urlopen(address, timeout=_PATIENCE) as answer:  # noqa: S310 - ours, and https
            return bytes(answer.read())
    except (OSError, HTTPException) as error:
        message = f"the list of bank holidays could not be fetched from {address} ({error})"
        raise NotRenewed(message) from error


def _read(data: bytes, division: Division) -> frozenset[date]:
    """Return the days of a division, and ours of years that GOV.UK has taken out of its list."""
    name = division.lower().replace(" ", "-")
    try:
        events: Any = json.loads(data)[name]["events"]
        days = frozenset(date.fromisoformat(event["date"]) for event in events)
    except (ValueError, KeyError, TypeError) as error:
        raise NotRenewed("what came is not the list of bank holidays that GOV.UK gives") from error
    ours = working_days.of(division)
    years = [day.year for day in days]
    if max(years, default=0) < ours.last or any(years.count(year) < _FEWEST for year in {*years}):
        raise NotRenewed(f"the list of {division} ends before {ours.last}, or lacks days of a year")
    return days | {day for day in ours.holidays if day.year < min(years)}


def _lines(days: Iterable[date]) -> str:
    """Return a line for each year."""
    years = groupby(sorted(days), lambda day: day.year)
    listed = ((year, " ".join(f"{day:%m-%d}" for day in inside)) for year, inside in years)
    return "".join(f"{year} {days_of_it}\n" for year, days_of_it in listed)


def command() -> int:
    """Renew the lists and tell how far they go, or why they stay as they are."""
    try:
        print(renew(ADDRESS), end="")
    except NotRenewed as fault:
        print(f"Nothing was changed: {fault}.", file=sys.stderr)
        return exit_codes.OUR_FAULT
    return exit_codes.FINE
