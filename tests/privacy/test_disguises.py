"""A protected name is found dressed up, inflected, shortened and misspelt, in every place."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.privacy import scan
from tests.checks.test_ordinary import SENTENCES
from tests.privacy.test_names import protecting

HERE = Path(__file__).parent
NAMES = protecting(
    *("Martha Kowalski", "Elizabeth O’Testerby", "Stephen MacSample", "Jan Novák", "Olga Petrov")
)


def spellings(name: str) -> list[str]:
    """Reads the spellings of a table."""
    lines = (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def is_found(spelling: str) -> bool:
    """Says whether a spelling is told, and only warned of where it is only like a name."""
    like = spelling.startswith("~ ")
    text = spelling.removeprefix("~ ")
    sure = bool(scan.in_text(text, NAMES))
    return bool(scan.nearly_in_text(text, NAMES)) and not sure if like else sure


MISSED = {"Marthy Kowalskiej", "Jana Novaka", "_Mar_tha", "Kowal-ski"}
"""Spellings of which docs/safeguards.md says that they are not found."""


def test_what_is_missed_is_what_the_guide_says() -> None:
    assert {one for one in spellings("held-disguises") if not is_found(one)} == MISSED


@pytest.mark.parametrize("spelling", spellings("disguises"))
def test_a_name_is_found_in_disguise(spelling: str) -> None:
    assert is_found(spelling)


def test_no_ordinary_sentence_is_taken_for_a_name() -> None:
    found = [
        sentence
        for sentence in SENTENCES
        if scan.in_text(sentence, NAMES) or scan.nearly_in_text(sentence, NAMES)
    ]
    assert found == []


def test_addresses_that_were_published_are_looked_at_in_small_letters() -> None:
    (hit,) = scan.in_addresses("/reviews/\n/reviews/kowalski/\n", NAMES)
    assert hit.start == len("/reviews/\n")
