"""Lines are put together where a sentence may go on, and nowhere else."""

from __future__ import annotations

import pytest

from sitegen.content.body import running


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\ntwo\nthree", "one two three"),
        ("one\n  two", "one   two"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("one\n \ntwo", "one\n \ntwo"),
        ("one\n- two\n* three\n+ four", "one\n- two\n* three\n+ four"),
        ("one\n  1. two\n3.5 per cent", "one\n  1. two 3.5 per cent"),
        ("one\n## two\n> three\n| four |\n::: note", "one\n## two\n> three\n| four |\n::: note"),
        ("one\n", "one\n"),
    ],
)
def test_every_sign_keeps_its_place(text: str, expected: str) -> None:
    assert running(text) == expected
    assert len(running(text)) == len(text)
