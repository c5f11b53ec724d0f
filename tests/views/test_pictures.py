"""Pictures drawn from data say what the data says, and no more."""

from __future__ import annotations

from typing import Any

from sitegen.models.follow_up import ActionState
from sitegen.models.processes import Process
from sitegen.views import actions, charts


def gone(*whens: str) -> list[str]:
    """Return the days of each step as a row of signs, those that have gone by as “#”."""
    steps = [{"when": when, "who": "The office", "what": "It acts."} for when in whens]
    whole = {"id": "p", "title": "A process", "clock": "working days", "as_at": "2026-10"}
    found = charts.drawn_steps(Process.model_validate(whole | {"steps": steps}))
    return ["".join("#" if day.gone else "." for day in drawn.days) for drawn in found]


def test_a_step_shows_the_days_that_have_gone_by() -> None:
    assert gone("Day 1", "By day 3", "From day 4") == ["#...", "###.", "####"]


def test_a_step_counted_otherwise_is_not_drawn() -> None:
    assert gone("Within 5 working days", "Day 1", "By day 3") == ["", "#..", "###"]


def test_a_process_without_days_has_no_picture() -> None:
    assert gone("At once", "Day 1") == ["", ""]
    assert gone("Day 1", "By day 90") == ["", ""]


def test_every_action_has_a_square_of_its_own(make: Any) -> None:
    made = [make.action(f"a{n}", "done" if n < 13 else "outstanding") for n in range(14)]
    found = next(actions.action_lists(make.site(*made), "/done/")).squares
    assert found.count(ActionState.DONE) == 13
    assert found.count(ActionState.OUTSTANDING) == 1


def test_squares_too_many_to_count_are_not_drawn() -> None:
    assert charts.squares([(ActionState.DONE, charts.MOST_SQUARES + 1)]) == ()
    assert charts.squares([(ActionState.DONE, 1)]) == ()


def test_what_is_not_finished_comes_first(make: Any) -> None:
    made = [make.action("a", "done"), make.action("b", "outstanding")]
    piles = next(actions.action_lists(make.site(*made), "/done/")).piles
    assert [pile.state for pile in piles] == [ActionState.OUTSTANDING, ActionState.DONE]
