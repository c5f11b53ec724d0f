"""Pictures drawn from data say what the data says, and no more."""

from __future__ import annotations

from typing import Any

from sitegen.models.pages import Process
from sitegen.models.reviews import ActionState
from sitegen.views import actions, pictures


def process(*whens: str) -> Process:
    steps = [{"when": when, "who": "The office", "what": "It acts."} for when in whens]
    whole = {"id": "p", "title": "A process", "clock": "working days", "as_at": "2026-10"}
    return Process.model_validate(whole | {"steps": steps})


def test_a_step_stands_on_the_day_that_its_words_give() -> None:
    found = pictures.days(process("Day 1", "By day 3", "From day 3"))
    assert found is not None
    columns = dict(found.columns)
    assert [dot.x for dot in found.dots] == [columns[1], columns[3], columns[3]]
    assert [dot.open for dot in found.dots] == [False, False, True]
    assert list(columns) == [1, 2, 3]


def test_a_step_counted_otherwise_is_not_drawn_but_told() -> None:
    found = pictures.days(process("Within 5 working days", "Day 1", "By day 3"))
    assert found is not None
    assert [dot.step.when for dot in found.dots] == ["Day 1", "By day 3"]
    assert found.left_out == 1


def test_a_process_without_days_has_no_picture() -> None:
    assert pictures.days(process("At once", "Day 1")) is None
    assert pictures.days(process("Day 1", "By day 90")) is None


def test_every_action_has_a_square_of_its_own(make: Any) -> None:
    made = [make.action(f"a{n}", "done" if n < 13 else "outstanding") for n in range(14)]
    found = actions.actions(make.site(*made)).picture
    assert found is not None
    assert [square.state for square in found.squares].count(ActionState.DONE) == 13
    assert len({(square.x, square.y) for square in found.squares}) == 14
    assert all(square.x < found.width and square.y < found.height for square in found.squares)


def test_squares_too_many_to_count_are_not_drawn() -> None:
    assert pictures.squares([(ActionState.DONE, pictures.MOST + 1)]) is None
    assert pictures.squares([(ActionState.DONE, 1)]) is None
