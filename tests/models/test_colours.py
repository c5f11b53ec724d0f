"""A site’s own colour can be read on every ground, and in the dark too."""

from __future__ import annotations

import re

import pytest

from sitegen.issues.issue import Refusal
from sitegen.models import colours


def rgb(text: str) -> colours.Rgb:
    """Read six digits."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#767676", "#ffffff", 4.54), ("#0b5559", "#0b5559", 1.0)],
)
def test_contrast_is_that_of_the_standard(one: str, other: str, ratio: float) -> None:
    assert colours.contrast(rgb(one), rgb(other)) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize("text", ["green", "#fff", "0b5559", "#0b555g", "#0b55599"])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="is not a colour"):
        colours.parse(text)


def test_a_pale_colour_is_refused_with_a_darker_one_that_will_do() -> None:
    with pytest.raises(Refusal, match=r"their contrast is 1\.5 to 1") as refused:
        colours.parse("#E0B0D0")
    darker = re.search(r"#[0-9a-f]{6}", refused.value.hint)
    assert darker
    assert colours.parse(darker[0]) == darker[0]


@pytest.mark.parametrize("text", ["#7a1f5c", "#000000", "#0b5559", "#7a4a00", "#1d2f8a"])
def test_all_shades_can_be_read_where_they_are_used(text: str) -> None:
    light, dark = (
        {name: rgb(shade) for name, shade in re.findall(r"--([\w-]+): (#\w+);", rules)}
        for rules in colours.stylesheet(colours.parse(text)).split("dark)")
    )
    for ground in ("#fbf7f0", "#ffffff", "#f3ecdf"):
        assert colours.contrast(light["accent"], rgb(ground)) >= colours.READABLE
    for ground in ("#121b1e", "#1a2529", "#0d1416"):
        assert colours.contrast(dark["accent"], rgb(ground)) >= colours.READABLE
    for shades, ink in ((light, rgb("#1b2a30")), (dark, rgb("#eef2f0"))):
        for accent in ("accent", "accent-strong"):
            assert colours.contrast(shades[accent], shades["on-accent"]) >= colours.READABLE
        assert colours.contrast(ink, shades["accent-soft"]) >= colours.READABLE
        assert colours.contrast(shades["accent"], shades["accent-soft"]) >= colours.READABLE
