"""The questions that the public asks, under their topics."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.content.slugs import slug
from sitegen.models.questions import Question, QuestionState
from sitegen.site.site import Site
from sitegen.views.lookup import Citation, citations, not_withdrawn, tally


class SourcedQuestion(NamedTuple):
    """A question and where its answer comes from."""

    question: Question
    sources: tuple[Citation, ...]


class Topic(NamedTuple):
    """The questions that stand under one heading."""

    id: str
    title: str
    questions: tuple[SourcedQuestion, ...]


class Questions(NamedTuple):
    """All questions by topic, and how many are answered."""

    total: int
    counts: tuple[tuple[QuestionState, int], ...]
    topics: tuple[Topic, ...]


def questions(site: Site) -> Questions:
    """Arrange questions by topic, in the order in which topics first appear."""
    every = not_withdrawn(site, Question)
    return Questions(
        total=len(every),
        counts=tally((question.state for question in every), QuestionState),
        topics=tuple(
            Topic(
                id=f"topic-{slug(title)}",
                title=title,
                questions=tuple(
                    SourcedQuestion(question, citations(site, question))
                    for question in every
                    if question.topic == title
                ),
            )
            for title in dict.fromkeys(question.topic for question in every)
        ),
    )
