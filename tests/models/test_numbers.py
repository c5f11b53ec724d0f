"""Numbers are read from words and figures alike."""

from __future__ import annotations

import pytest

from sitegen.models.numbers import agree, number_in


@pytest.mark.parametrize(
    ("wording", "number"),
    [
        *(("26", 26), ("twenty-six", 26), ("ninety nine", 99), ("a hundred", 100)),
        *(("one hundred and twelve", 112), ("two thousand and eighteen", 2018)),
        *(("three dozen", 36), ("5 hundred", 500), ("about 1,000", 1000), ("5k", 5000)),
        *(("1.2 million", 1.2e6), ("£1.2m", 1.2e6), ("25%", 25), ("none", 0)),
    ],
)
def test_a_number_is_read_however_it_is_written(wording: str, number: float) -> None:
    assert number_in(wording) == number
    assert agree(number, wording)


@pytest.mark.parametrize(
    "wording", ["one in five", "5 to 7", "2018-19", "7-minute", "SCR1", "1st", "half", "one or two"]
)
def test_words_that_say_no_one_number_agree_with_any(wording: str) -> None:
    assert number_in(wording) is None
    assert agree(25, wording)


def test_only_round_words_may_differ_a_little() -> None:
    assert agree(1012, "about a thousand")
    assert not agree(1200, "about a thousand")
    assert not agree(25, "twenty-six")
