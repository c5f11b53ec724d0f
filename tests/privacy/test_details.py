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
