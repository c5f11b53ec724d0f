"""Themes, recommendations, actions, questions and documents, arranged for their pages."""

from __future__ import annotations

from typing import Any

import pytest

from sitegen.models.documents import Accessible, DocumentKind, FileState
from sitegen.models.follow_up import ActionState
from sitegen.models.review_types import ReviewStatus
from sitegen.models.reviews import Coded
from sitegen.views import actions, documents, library, questions, recommendations, themes
from tests.views.conftest import NOON


def test_the_matrix_says_yes_no_or_not_yet_for_each_review(make: Any) -> None:
    yes = make.published("a", "2018", themes=({"theme": "neglect", "coded": "yes"},))
    no = make.published("b", "2019", themes=({"theme": "neglect", "coded": "no"},))
    silent = make.published("c", "2020")
    found = themes.matrix(make.site(make.theme("neglect"), yes, no, silent))
    assert found.rows[0].cells == (Coded.YES, Coded.NO, Coded.NOT_YET)
    assert (found.coded, found.cells) == (2, 3)


def test_a_theme_says_when_it_was_first_and_last_seen(make: Any) -> None:
    coded = ({"theme": "neglect", "coded": "yes"},)
    first = make.published("a", "2018-07", themes=coded)
    last = make.published("b", "2020-03", themes=coded)
    unseen = make.published("c", "2021")
    theme = make.theme("neglect")
    seen = themes.spans(make.site(theme, last, first, unseen))[theme.id]
    assert (str(seen.first), str(seen.last), seen.not_yet) == ("July 2018", "March 2020", 1)


def test_a_theme_that_is_not_coded_was_never_seen(make: Any) -> None:
    theme = make.theme("neglect")
    seen = themes.spans(make.site(theme, make.published("a", "2018")))[theme.id]
    assert (seen.reviews, seen.first, seen.not_yet) == ((), None, 1)


def test_the_matrix_has_no_column_for_an_unlisted_review(make: Any) -> None:
    secret = make.review("secret", review_status=ReviewStatus.IN_PROGRESS)
    assert themes.matrix(make.site(make.theme("neglect"), secret)).reviews == ()


def test_recommendations_stand_under_their_review_with_their_actions(make: Any) -> None:
    told = make.recommendation("r1", "a")
    done = make.action("x", ActionState.DONE, recommendations=("r1",))
    bare = make.published("b", "2019")
    site = make.site(make.published("a", "2018"), bare, told, done)
    (found,) = recommendations.recommendation_lists(site, "/told/")
    assert [row.recommendation for group in found.groups for row in group.rows] == [told]
    assert found.not_supplied == (bare,)
    page = recommendations.recommendation_page(site, told)
    assert page.actions == ((done, False),)


def test_a_recommendation_of_an_unlisted_review_is_not_counted(make: Any) -> None:
    secret = make.review("secret", review_status=ReviewStatus.IN_PROGRESS)
    keys = ("r1",)
    site = make.site(
        secret,
        make.recommendation("r1", "secret"),
        make.action("x", ActionState.DONE, recommendations=keys),
    )
    (found,) = recommendations.recommendation_lists(site, "/told/")
    assert found.counts.total == 0


@pytest.mark.parametrize(
    ("fields", "standing", "is_open", "past"),
    [
        ({}, "no progress recorded", True, False),
        ({"target": "2026-11-22"}, "no progress recorded", True, False),
        ({"target": "2026-11-21"}, "no progress recorded", True, True),
        ({"target": "2026-11"}, "no progress recorded", True, False),
        ({"target": "2020", "response": "accepted"}, "no progress recorded", True, True),
        ({"target": "2020", "progress": ["not started"]}, "not started", True, True),
        ({"target": "2020", "progress": ["done", "in progress"]}, "in progress", True, True),
        ({"target": "2020", "progress": ["in progress", "done"]}, "done", False, False),
        ({"target": "2020", "progress": ["closed"]}, "closed", False, False),
        ({"target": "2020", "response": "not accepted"}, "not accepted", False, False),
        ({"response": "not accepted", "progress": ["in progress"]}, "in progress", True, False),
    ],
)
def test_where_a_recommendation_stands_is_what_was_said_last(
    make: Any, *, fields: dict[str, Any], standing: str, is_open: bool, past: bool
) -> None:
    said = [{"date": "2021", "progress": one, "note": "So."} for one in fields.get("progress", ())]
    told = make.recommendation("r", "a", response_reason="Why.", **{**fields, "progress": said})
    assert (told.standing, told.is_open) == (standing, is_open)
    assert told.past_target(NOON.date()) is past


def test_the_first_recommendations_of_two_reviews_have_different_names(make: Any) -> None:
    first, second = (make.recommendation(f"r{n}", f"ex0{n}", number="1") for n in (1, 2))
    assert first.label == "Recommendation 1 of EX01"
    assert second.label == "Recommendation 1 of EX02"


def test_what_is_still_open_stands_first_in_its_year(make: Any) -> None:
    done = {"progress": [{"date": "2020", "progress": "done", "note": "Done."}]}
    site = make.site(
        make.published("a", "2019-03"),
        make.published("b", "2019-09"),
        make.recommendation("a2", "a", number="2"),
        make.recommendation("a10", "a", number="10", target="2020"),
        make.recommendation("a1", "a", number="1", **done),
        make.recommendation("b1", "b", number="1", **done),
    )
    pages = {one.sheet.url: one for one in recommendations.recommendation_lists(site, "/told/")}
    year = pages["/told/by-year/2019/"].sheet
    assert [row.recommendation.id for row in year.entries] == ["a2", "a10", "b1", "a1"]
    assert year.summary == (
        "4 recommendations; 2 still open, 1 of them past the date that was set."
    )
    late = pages["/told/by-state/past-the-date-that-was-set/"].sheet
    assert [row.recommendation.id for row in late.entries] == ["a10"]


def test_bodies_of_long_and_like_names_have_lists_of_their_own(make: Any) -> None:
    """No disk takes a name of more than 255 bytes, and two names may differ by a sign alone."""
    bodies = ["A very long name " * 30, "Health+", "Health", "…"]
    site = make.site(
        make.published("a", "2019-03"),
        make.recommendation("a1", "a", addressees=bodies),
        make.recommendation("a2", "a"),
    )
    urls = {one.sheet.url for one in recommendations.recommendation_lists(site, "/told/")}
    places = sorted(url for url in urls if url.startswith("/told/by-body/"))
    assert [len(place.split("/")[3]) <= 80 for place in places if "very-long" in place] == [True]
    assert {"/told/by-body/health/", "/told/by-body/health-2/", "/told/by-body/other/"} <= {*places}


def test_actions_stand_by_the_day_they_are_due_and_by_numbers_as_numbers(make: Any) -> None:
    site = make.site(
        make.action("a", "outstanding", title="Part 10"),
        make.action("b", "outstanding", title="Part 9"),
        make.action("c", "outstanding", title="Part 11", due="2027"),
        make.action("d", "outstanding", title="Part 12", due="2026-12"),
        make.action("e", "outstanding", title="Part 13", order="1"),
    )
    found = next(actions.action_lists(site, "/done/"))
    assert [deed.action.id for deed in found.piles[0].deeds] == ["e", "d", "c", "b", "a"]


def test_outstanding_shows_only_what_is_not_finished_but_counts_all(make: Any) -> None:
    site = make.site(
        make.action("a", ActionState.DONE),
        make.action("b", ActionState.OUTSTANDING),
        make.action("c", ActionState.IN_PROGRESS),
    )
    found = next(actions.outstanding_lists(site, "/outstanding/"))
    assert [pile.state for pile in found.piles] == [
        ActionState.OUTSTANDING,
        ActionState.IN_PROGRESS,
    ]
    assert (found.total, sum(number for _, number in found.counts)) == (3, 3)


def test_questions_stand_under_topics_in_the_order_in_which_topics_appear(make: Any) -> None:
    found = questions.questions(
        make.site(
            make.question("a", "Time"), make.question("b", "People"), make.question("c", "Time")
        )
    )
    assert [topic.title for topic in found.topics] == ["Time", "People"]
    assert [asked.question.id for asked in found.topics[0].questions] == ["a", "c"]
    assert found.topics[0].id == "topic-time"


def test_the_library_is_arranged_by_how_its_documents_are_got(make: Any) -> None:
    elsewhere = make.document(
        "law",
        file_state=FileState.ELSEWHERE,
        link="https://law.example/",
        document_kind=DocumentKind.GUIDANCE,
    )
    press = make.document("press", owner="A paper", document_kind=DocumentKind.PRESS)
    site = make.site(make.document("a"), make.document("b"), elsewhere, press)
    (found,) = library.libraries(site, "/documents/")
    ways = [(way.id, way.number) for way in found.ways]
    assert ways == [("elsewhere", 1), ("copies", 2), ("quoted", 1)]
    shelves = [shelf for way in found.ways for shelf in way.shelves]
    kinds = [DocumentKind.GUIDANCE, DocumentKind.REVIEW, DocumentKind.PRESS]
    assert [shelf.kind for shelf in shelves] == kinds
    assert len({shelf.id for shelf in shelves}) == len(shelves)


def test_a_document_knows_the_version_that_replaced_it(make: Any) -> None:
    old = make.document("old", accessible=Accessible.NO, accessible_why="A scan.")
    new = make.document("new", supersedes="old")
    site = make.site(old, new)
    assert documents.document_page(site, old).superseded_by == (new,)
    assert documents.document_page(site, new).supersedes == old
