"""Renews the list of bank holidays from GOV.UK, which is asked when somebody wants that."""

from __future__ import annotations

import json
import sys
from datetime import date
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.request import urlopen

from sitegen.cli import exit_codes
from sitegen.models import bank_holidays, working_days

if TYPE_CHECKING:
    from collections.abc import Mapping

ADDRESS: Final = "https://www.gov.uk/bank-holidays.json"
PLACE: Final = Path(bank_holidays.__file__)
_DIVISION: Final = "england-and-wales"
_FEWEST: Final = 8
"""Bank holidays that every year has."""

_PATIENCE: Final = 30
_MODULE: Final = '''"""The bank holidays of England and Wales, as GOV.UK lists them.

The list is under the Open Government Licence v3.0; “python3 build.py clock --renew” writes it.
"""

from typing import Final

LISTED: Final = """\\
{}"""
'''


class NotRenewed(Exception):
    """Raised where the list stays as it is, saying why."""


def renew(address: str, place: Path = PLACE) -> str:
    """Fetch the list and write it over ours; return a sentence about it.

    Raises NotRenewed if it cannot be had, or lacks what a list must have.
    """
    fresh = _read(_fetch(address))
    # GOV.UK takes years that are past out of its list.
    past = (one for one in working_days.read(bank_holidays.LISTED) if one[0].year < min(fresh).year)
    days = {**dict(past), **fresh}
    text = "".join(f"{day} {days[day]}\n" for day in sorted(days))
    place.write_text(_MODULE.format(text), encoding="utf-8", newline="\n")
    return f"Bank holidays are known until the end of {max(days).year}.\n"


def _fetch(address: str) -> bytes:
    try:
        with urlopen(address, timeout=_PATIENCE) as answer:  # noqa: S310 - ours, and https
            return bytes(answer.read())
    except (OSError, HTTPException) as error:
        message = f"the list of bank holidays could not be had from {address} ({error})"
        raise NotRenewed(message) from error


def _read(data: bytes) -> Mapping[date, str]:
    """Return the days with their names."""
    try:
        events: Any = json.loads(data)[_DIVISION]["events"]
        days = {date.fromisoformat(event["date"]): str(event["title"]) for event in events}
    except (ValueError, KeyError, TypeError) as error:
        raise NotRenewed("what came is not the list of bank holidays that GOV.UK gives") from error
    last = working_days.last_year()
    years = [day.year for day in days]
    if max(years, default=0) < last or any(years.count(year) < _FEWEST for year in {*years}):
        raise NotRenewed(f"the list that came ends before {last}, or lacks days of a year")
    return days


def command() -> int:
    """Renew the list and tell how far it goes, or why it stays as it is."""
    try:
        print(renew(ADDRESS), end="")
    except NotRenewed as fault:
        print(f"Nothing was changed: {fault}.", file=sys.stderr)
        return exit_codes.OUR_FAULT
    return exit_codes.FINE
