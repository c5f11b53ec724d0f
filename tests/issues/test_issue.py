"""What is wrong is said where, what and how to fix it, in the order in which its author reads."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, replace

import pytest

from sitegen.issues.issue import (
    ContentError,
    Issue,
    Origin,
    Refusal,
    Severity,
    did_you_mean,
    nearest,
)
from sitegen.issues.wording import MarkedPart, PartKind, build_command, parts

HERE = Origin("a.md", 4)


def test_a_sentence_is_read_without_its_marks_and_still_knows_its_parts() -> None:
    hint = f"Write ⟦status: draft⟧ in ⟦news.yml⟧. {build_command('Run “…”', 'withdraw', 'a')}."
    packed = pickle.dumps(Issue(HERE, "⟦title:⟧ is missing", hint, rule="x"))
    issue = pickle.loads(packed)  # noqa: S301 - our own
    read = "Write “status: draft” in news.yml. Run “python3 build.py withdraw a”."
    assert (issue.message, issue.hint) == ("“title:” is missing", read)
    assert str(Refusal("⟦title⟧ is missing")) == "“title” is missing"
    told = [(part.kind, *part.data) for part in parts(issue.hint) if isinstance(part, MarkedPart)]
    assert told == [
        (PartKind.VALUE, "status", "draft"),
        (PartKind.FILE, "news"),
        (PartKind.COMMAND, "Run “…”", "withdraw", "a"),
    ]
    assert replace(issue, message="x").hint == issue.hint
    assert [*parts(replace(issue, message="x").hint)] == [*parts(hint)]


@pytest.mark.parametrize(
    ("issue", "printed"),
    [
        (Issue(HERE, "it is wrong", rule="x"), "a.md:4: error: it is wrong"),
        (Issue(Origin("a.md"), "it is wrong", rule="x"), "a.md: error: it is wrong"),
        (
            Issue(HERE, "it is wrong", "Correct it.", rule="x"),
            "a.md:4: error: it is wrong\n    Correct it.",
        ),
        (Issue(HERE, "it is wrong", field="title", rule="x"), "a.md:4: error: title: it is wrong"),
        (
            Issue(HERE, "it is old", severity=Severity.WARNING, rule="x"),
            "a.md:4: warning: it is old",
        ),
    ],
)
def test_an_issue_is_printed_with_its_place_its_words_and_its_cure(
    issue: Issue, printed: str
) -> None:
    assert str(issue) == printed


def test_issues_are_read_by_file_then_line_then_column_then_field() -> None:
    in_order = [
        Issue(Origin("a.md"), "m", rule="x"),
        Issue(Origin("a.md", 2), "m", rule="x"),
        Issue(Origin("a.md", 10).at(0), "m", field="b", rule="x"),
        Issue(Origin("a.md", 10).at(7), "a", field="a", rule="x"),
        Issue(Origin("a.md", 10).at(7), "b", field="a", rule="x"),
        Issue(Origin("a.md", 10).at(7), "a", field="b", rule="x"),
        Issue(Origin("b.md", 1), "m", rule="x"),
    ]
    mixed = in_order[3:] + in_order[:3]
    assert sorted(mixed, key=lambda issue: issue.sort_key) == in_order


def test_a_place_below_is_in_the_same_file() -> None:
    assert HERE.below(3) == Origin("a.md", 7)
    assert str(HERE.below(3)) == "a.md:7"


def test_two_places_on_one_line_are_one_place() -> None:
    assert HERE.at(3) == HERE
    assert HERE.at(3).column == 4


@pytest.mark.parametrize("value", [HERE, Issue(HERE, "m", rule="x")])
def test_what_was_found_is_never_changed(value: object) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(value, "path" if isinstance(value, Origin) else "message", "other")


def test_an_error_holds_every_fault_in_the_order_found() -> None:
    faults = [Issue(Origin("b.md"), "one", rule="x"), Issue(Origin("a.md"), "two", rule="x")]
    error = ContentError(iter(faults))
    assert error.issues == tuple(faults)
    assert str(error) == "b.md: error: one\na.md: error: two"


def test_a_refusal_keeps_what_is_wrong_from_what_mends_it() -> None:
    refusal = Refusal("it is wrong", "Correct it.")
    assert (str(refusal), refusal.message, refusal.hint) == (
        "it is wrong",
        "it is wrong",
        "Correct it.",
    )
    assert isinstance(refusal, ValueError)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("neglekt", "neglect"),
        ("Neglect", "neglect"),
        ("NSPCC", "nspcc"),
        ("nspc", "nspcc"),
        ("the-office", "office"),
        ("zebra", ""),
        ("", ""),
    ],
)
def test_the_nearest_word_is_found_whatever_its_capitals(word: str, meant: str) -> None:
    assert nearest(word, ["neglect", "nspcc", "office"]) == meant


def test_the_nearest_word_is_given_as_it_is_written() -> None:
    assert nearest("scr", ["SCR", "CSPR"]) == "SCR"


def test_of_words_that_differ_by_capitals_always_the_same_is_suggested() -> None:
    assert {nearest("Office", known) for known in (["office", "OFFICE"], ["OFFICE", "office"])} == {
        "OFFICE"
    }


@pytest.mark.parametrize(
    ("word", "known", "said"),
    [
        ("neglekt", ["neglect", "water"], "Did you mean “neglect”?"),
        ("zebra", ["water", "neglect", "water"], "Known here: neglect, water."),
        ("zebra", [], ""),
        (
            "zebra",
            [f"word-{n}" for n in range(12)],
            "Known here: word-0, word-1, word-10, word-11,",
        ),
        ("zebra", [f"word-{n}" for n in range(13)], ""),
    ],
)
def test_a_word_that_is_not_known_is_answered_by_the_nearest_or_by_few(
    word: str, known: list[str], said: str
) -> None:
    answer = did_you_mean(word, known)
    assert answer.startswith(said) if said else answer == ""


def test_more_words_are_listed_where_that_is_asked_for() -> None:
    known = [f"word-{n}" for n in range(13)]
    assert did_you_mean("zebra", known, few=13).count(",") == 12


def test_how_alike_two_words_must_be_can_be_asked_for() -> None:
    assert nearest("publisher", ["publish_at"]) == "publish_at"
    assert nearest("publisher", ["publish_at"], like=0.75) == ""


def test_a_place_is_packed_with_its_column() -> None:
    place = pickle.loads(pickle.dumps(Origin("pages/index.md", 4, 7)))  # noqa: S301 - our own
    assert (place.path, place.line, place.column) == ("pages/index.md", 4, 7)
