"""Ages and days of death are found in a review however they are told, and little else is."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from sitegen.privacy.patterns import details_in

LISTS: Final = {
    caption: lines
    for caption, *lines in (
        part.splitlines()
        for part in Path(__file__).with_name("details.txt").read_text("utf-8").split("\n\n")
    )
}


def told(name: str, caption: str) -> list[str]:
    """Return the sentences of a list in which a detail is found."""
    return [
        line
        for line in LISTS[caption]
        if name in [detail.name for detail, _, _ in details_in(line, reviews=True)]
    ]


@pytest.mark.parametrize("name", ["exact age", "day of death"])
def test_each_way_to_tell_it_is_found_and_little_else(name: str) -> None:
    assert told(name, f"# {name}") == LISTS[f"# {name}"]
    assert told(name, f"# no {name}") == []


def test_what_tells_who_a_child_of_a_review_is_is_found() -> None:
    caption = "# told in a review"
    assert [line for line in LISTS[caption] if not details_in(line, reviews=True)] == []


def test_law_guidance_and_the_work_of_a_board_are_no_details() -> None:
    caption = "# not told in a review"
    found = [(line, details_in(line, reviews=True)) for line in LISTS[caption]]
    assert [line for line, details in found if details] == []
