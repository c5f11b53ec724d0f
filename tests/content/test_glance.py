"""What may stand in a text is seen from its words, whichever texts were looked at before."""

from __future__ import annotations

import pytest

from sitegen.content.glance import Glance, Literals


def test_the_signs_in_a_text_are_the_same_when_its_words_are_known() -> None:
    signs = Glance(r"\d", "born")
    for _ in range(2):
        assert signs.signs("Born here, reborn there.") == {"born"}
        assert signs.signs("born in 3") == {"born", r"\d"}
        assert not signs.signs("Nothing of it.")


def test_a_word_is_seen_when_more_were_met_than_are_kept_in_mind() -> None:
    signs = Glance("b")
    for _ in range(2):
        assert signs.signs(" ".join([*map(str, range(50_001)), "b"])) == {"b"}
        assert not signs.signs("a c d e f")


@pytest.mark.parametrize(
    "text", ["More TO FOLLOW", "(to follow)", "to follow-up", "unto follow", "to followed"]
)
def test_a_piece_of_two_words_is_found_wherever_it_begins_and_ends(text: str) -> None:
    assert Literals("to follow", "lorem").standing_in(text) == {"to follow"}


@pytest.mark.parametrize("text", ["to\nfollow", "follow to", "tofollow", ""])
def test_a_piece_is_not_found_without_its_space(text: str) -> None:
    assert not Literals("to follow").standing_in(text)
