"""Every question that the public asks has an address, an answer or an honest “open”."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from bs4 import BeautifulSoup, Tag

from sitegen.models.base import Status
from sitegen.models.questions import Question, QuestionState
from sitegen.site import reading

CONTENT: Final = Path(__file__).resolve().parents[1] / "boards" / "exampleshire"

QUESTIONS: Final = tuple(
    record.item
    for record in reading.read(CONTENT).records
    if isinstance(record.item, Question) and record.item.status is Status.PUBLISHED
)
SHOWN: Final = {
    QuestionState.ANSWERED: "Answered",
    QuestionState.PARTLY: "Partly answered",
    QuestionState.OPEN: "Open",
}
"""The words by which the page says each state."""


@pytest.fixture(scope="module")
def pages(example_site: Path) -> Mapping[str, BeautifulSoup]:
    """The pages on which questions stand, by their addresses."""
    addresses = {question.url.partition("#")[0] for question in QUESTIONS}
    return {
        url: BeautifulSoup(
            (example_site / url.strip("/") / "index.html").read_bytes(), "html.parser"
        )
        for url in addresses
    }


def test_there_is_a_question_of_each_state() -> None:
    assert {question.state for question in QUESTIONS} == set(QuestionState)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_a_question_stands_at_its_address_and_says_its_state(
    question: Question, pages: Mapping[str, BeautifulSoup]
) -> None:
    url, _, anchor = question.url.partition("#")
    places = pages[url].find_all(id=anchor)
    assert len(places) == 1
    place = places[0].find_parent("details")
    assert isinstance(place, Tag)
    assert question.question in place.get_text(" ", strip=True)
    states = [tag.get_text(strip=True) for tag in place.select(".tag")]
    assert states == [SHOWN[question.state]]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_an_answer_names_its_sources_and_an_open_question_still_says_something(
    question: Question, pages: Mapping[str, BeautifulSoup]
) -> None:
    url, _, anchor = question.url.partition("#")
    place = pages[url].find(id=anchor)
    assert isinstance(place, Tag)
    links = {str(link["href"]) for link in place.select("a[href]")}
    for source in question.sources:
        addresses = (f"/documents/{source.document.id}/", f"/documents/#{source.document.id}")
        assert links.intersection(addresses)
    answer = place.select_one(".prose")
    assert answer is not None
    assert len(answer.get_text(" ", strip=True).split()) > 5


def test_the_page_counts_the_questions_of_each_state(pages: Mapping[str, BeautifulSoup]) -> None:
    counted = {state: sum(q.state is state for q in QUESTIONS) for state in QuestionState}
    (page,) = pages.values()
    main = page.find("main")
    assert isinstance(main, Tag)
    words = " ".join(main.get_text(" ", strip=True).split())
    assert f"{len(QUESTIONS)} questions" in words
    for state, said in {
        QuestionState.ANSWERED: "answered",
        QuestionState.PARTLY: "partly answered",
        QuestionState.OPEN: "open",
    }.items():
        if counted[state]:
            assert f"{counted[state]} {said}" in words
