"""What is remembered is what was asked for: a build from memory equals one from nothing."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from pathlib import Path

import pytest

from sitegen.cache.memo import Memo, digest
from sitegen.pipeline import stages
from sitegen.pipeline.request import BuildStopped, IssueCollector
from tests import small_site

TEXTS = ("pages/help.md", "pages/index.md", "reviews/scr1.md", "glossary.yml", "contacts.yml")
EDITS = (
    ("Call", "Please call"),
    ("safe", "well"),
    ("expansion: serious case review", "expansion: serious review of a case"),
    ("Exampleshire Helpline", "Helpline of the shire"),
    ("summary: Help now.", "summary: Help at once.\nmenu_title: Help"),
    ("## What we learned", "## What we have learned\n\nThis SCR taught us."),
    ("title: Neglect", "title: Neglected children"),
    ("- id: neglect", "# A line more moves every place below it.\n- id: neglect"),
    ("0808 157 0000", "0808 157 0001"),
)


def test_an_answer_is_made_once() -> None:
    memo, numbers = Memo(), iter((7, 8, 9))
    assert [memo.get_or_make(digest("a"), lambda: next(numbers)) for _ in range(3)] == [7, 7, 7]


def test_an_answer_that_no_build_asks_for_is_dropped() -> None:
    memo = Memo()
    memo.get_or_make(digest("a"), lambda: 1)
    memo.drop_unused()
    memo.get_or_make(digest("a"), lambda: 2)
    memo.get_or_make(digest("b"), lambda: 3)
    memo.drop_unused()
    memo.get_or_make(digest("b"), lambda: 4)
    memo.drop_unused()
    assert memo.get_or_make(digest("b"), lambda: 5) == 3
    assert memo.get_or_make(digest("a"), lambda: 6) == 6


def test_an_answer_that_fails_is_asked_for_again() -> None:
    memo = Memo()
    with pytest.raises(ZeroDivisionError):
        memo.get_or_make(digest("a"), lambda: 1 // 0)
    assert memo.get_or_make(digest("a"), lambda: 1) == 1


def test_who_asks_may_be_stopped_before_an_answer_and_loses_none() -> None:
    memo = Memo()
    memo.get_or_make(digest("a"), lambda: 1)

    def stop() -> None:
        raise InterruptedError

    memo.before_each = stop
    with pytest.raises(InterruptedError):
        memo.get_or_make(digest("b"), lambda: 2)
    memo.before_each = lambda: None
    assert memo.get_or_make(digest("a"), lambda: 3) == 1
    assert memo.get_or_make(digest("b"), lambda: 4) == 4


def test_a_key_knows_where_one_part_ends_and_the_next_begins() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("a") != digest("a", "")
    assert digest("é") == digest("é".encode())


def made(content: Path, memo: Memo) -> object:
    """Make the site in memory, and return its bytes or what is wrong with it."""
    request = replace(small_site.request(content), memo=memo)
    found = IssueCollector()
    try:
        outputs = stages.make(request, found).outputs
    except BuildStopped:
        return sorted(map(str, found.issues))
    return outputs, sorted(map(str, found.issues))


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits_the_remembering_build_gives_the_same_bytes(
    tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - an order of edits, not a secret
    content = small_site.write(tmp_path)
    memo = Memo()
    for _ in range(12):
        old, new = chance.choice(EDITS)
        if chance.random() < 0.4:
            old, new = new, old
        for path in (*TEXTS, "themes.yml"):
            text = (content / path).read_text(encoding="utf-8")
            small_site.put(content, path, text.replace(old, new, 1))
        assert made(content, memo) == made(content, Memo())
        memo.drop_unused()


def test_a_path_may_hold_bytes_that_are_no_letters() -> None:
    path = os.fsdecode(b"a folder \xff")
    assert digest(path) not in {digest("a folder "), digest("a folder ?")}
