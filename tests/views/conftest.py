"""A small fictional board, Exampleshire, made of records without any file."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from sitegen.content import markdown
from sitegen.content.abbreviations import Abbreviations
from sitegen.content.body import Body
from sitegen.content.entry import Entry
from sitegen.content.record import Record, leaves
from sitegen.content.values import Prose
from sitegen.issues.issue import Origin
from sitegen.models.base import Item
from sitegen.models.documents import BoardDocument, Newsletter
from sitegen.models.follow_up import Action, Recommendation
from sitegen.models.glossary import Term
from sitegen.models.pages import Page
from sitegen.models.people import ContactPoint, Group, Person
from sitegen.models.processes import Diagram
from sitegen.models.questions import Question
from sitegen.models.reviews import Event, Review, Theme
from sitegen.models.settings import Compliance, Settings, Statement
from sitegen.site import gate
from sitegen.site.site import BuildInfo, Site

DAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12)  # noqa: DTZ001 - the gate gives it the time zone
SETTINGS = {
    "name": "Exampleshire Safeguarding Children Board",
    "short_name": "Exampleshire",
    "description": "A board that does not exist.",
    "base_url": "https://board.example",
    "owner": "Exampleshire",
    "area": "Exampleshire",
    "timezone": "Europe/London",
    "menu": ["reviews"],
    "footer": [],
    "help_page": "help",
    "urgent_contacts": ["helpline"],
    "support_contacts": ["helpline"],
    "office": "office",
    "exit_url": "https://weather.example",
}
STATEMENT = {
    "prepared_on": DAY,
    "reviewed_on": DAY,
    "tested_on": DAY,
    "tested_by": "nobody",
    "method": "By hand.",
}


def record(item: Item) -> Record[Item]:
    """Wrap an item as if it had been read from a file."""
    entry = Entry(Origin(f"{item.kind}/{item.id}.md", 1), {}, {})
    return Record(item.kind, item.id, item, entry, b"")


def rendered(items: tuple[Item, ...]) -> dict[Prose, Body]:
    """Render every text of some items."""
    texts = [leaf for item in items for _, leaf in leaves(item) if isinstance(leaf, Prose)]
    return {text: markdown.render(text, Abbreviations({})) for text in texts}


class Make:
    """Makes records of Exampleshire, written as authors write them, with what a test is about."""

    def site(self, *items: Item, compliance: Compliance = Compliance.FULLY) -> Site:
        """Return the site of what passes the gate."""
        moment = gate.Moment.of(NOON, "Europe/London")
        passed = gate.gate(map(record, items), moment, preview=False)
        whole = BuildInfo(
            Settings.model_validate(SETTINGS),
            Statement.model_validate({**STATEMENT, "compliance": compliance}),
            moment.time,
        )
        return Site.of(whole, passed.published, bodies=rendered(items), files={})

    def review(self, name: str, *dates: str, **fields: Any) -> Review:
        """Return a review whose dates are its appointment, report, Panel and publication."""
        steps = (Event.APPOINTED, Event.REPORTED, Event.TO_PANEL, Event.PUBLISHED)
        whole = {
            "review_kind": "serious case review",
            "children_count": 1,
            "guidance": "2015",
            "review_status": "published",
            "body": "Child A.",
            "milestones": [
                {"event": event, "date": text}
                for event, text in zip(steps, dates, strict=False)
                if text
            ],
        }
        return Review.model_validate(_public(name, "Review") | whole | fields)

    def published(self, name: str, when: str, **fields: Any) -> Review:
        return self.review(name, "", "", "", when, **fields)

    def theme(self, name: str) -> Theme:
        said = {"plain_explanation": f"What {name} is."}
        return Theme.model_validate({"id": name, "title": name.capitalize()} | said)

    def recommendation(self, name: str, review: str, **fields: Any) -> Recommendation:
        whole = {"id": name, "review": review, "text": "Do better."}
        return Recommendation.model_validate(whole | fields)

    def action(self, name: str, state: str, **fields: Any) -> Action:
        whole = {
            "id": name,
            "title": f"Action {name}",
            "what": "Something.",
            "owner": "The board",
            "state": state,
            "evidence": ["No evidence supplied."],
            "history": [{"date": "2026-10", "note": "It began."}],
            "as_at": "2026-10",
        }
        return Action.model_validate(whole | fields)

    def document(self, name: str, **fields: Any) -> BoardDocument:
        whole = {
            "document_kind": "review report",
            "about": "A document.",
            "owner": "The board",
            "file_state": "awaited",
        }
        return BoardDocument.model_validate(_public(name, "Document") | whole | fields)

    def page(self, name: str, **fields: Any) -> Page:
        return Page.model_validate(_public(name, "Page") | {"body": "Words."} | fields)

    def newsletter(self, name: str, issue: str) -> Newsletter:
        whole = {"issue": issue, "publisher": "The panel", "body": ""}
        return Newsletter.model_validate(_public(name, "Newsletter") | whole)

    def question(self, name: str, topic: str, answer: str = "Nobody knows yet.") -> Question:
        whole = {
            "id": name,
            "question": f"What is {name}?",
            "topic": topic,
            "answer": answer,
            "state": "open",
            "answered_on": "2026-11-22",
        }
        return Question.model_validate(whole)

    def contact(self, name: str, purpose: str = "team", **fields: Any) -> ContactPoint:
        reach = {"email": f"{name}@board.example", "purpose": purpose}
        return ContactPoint.model_validate(
            {"id": name, "title": name.capitalize()} | reach | fields
        )

    def person(self, name: str, organisation: str, contact: str) -> Person:
        whole = {"id": name, "role": "Manager", "organisation": organisation, "contact": contact}
        return Person.model_validate(whole)

    def group(self, name: str, parent: str = "") -> Group:
        whole = {"id": name, "title": name, "abbreviation": name, "purpose": "Work."}
        return Group.model_validate(whole | ({"parent": parent} if parent else {}))

    def term(self, name: str) -> Term:
        return Term.model_validate({"id": name.lower(), "term": name, "meaning": "A word."})

    def diagram(self, *nodes: str) -> Diagram:
        whole = {"title": "A cycle", "text_equivalent": "Round.", "centre": "Middle"}
        return Diagram.model_validate({"id": "cycle", "nodes": nodes} | whole)


def _public(name: str, word: str) -> dict[str, Any]:
    shown = {"status": "published", "published": "2026-11-22"}
    return {"id": name, "title": f"{word} {name}"} | shown


@pytest.fixture
def make() -> Make:
    """What makes the records of Exampleshire."""
    return Make()
