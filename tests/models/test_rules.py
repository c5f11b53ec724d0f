"""What a type of record demands beyond its single fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

import pytest
from pydantic import BaseModel

from sitegen.content import validation
from sitegen.content.entry import Entry
from sitegen.issues.issue import ContentError, Origin
from sitegen.models.addresses import Address
from sitegen.models.documents import BoardDocument, HandbookChapter, Newsletter
from sitegen.models.figures import Figure
from sitegen.models.follow_up import Action, Recommendation, ScrutinyRecord
from sitegen.models.glossary import Term
from sitegen.models.pages import Page
from sitegen.models.people import ContactPoint, Group, Person, RoleProfile
from sitegen.models.processes import Diagram, Process
from sitegen.models.questions import Question
from sitegen.models.reviews import Briefing, Event, Review, Theme
from sitegen.models.settings import Settings, Statement
from sitegen.models.topics import RequiredTopic
from sitegen.models.worries import Worry

ModelT = TypeVar("ModelT", bound=BaseModel)

TITLED: Final = {"id": "a", "title": "A"}
DATED: Final = {**TITLED, "status": "published", "published": "2026-11-22"}
SOURCES: Final = [{"document": "plan", "place": "page 2"}]
PROBLEM: Final = {"what": "Old files.", "why": "WCAG 1.3.1.", "instead": "Ask the office."}
WHOLE: Final[Mapping[type[BaseModel], dict[str, Any]]] = {
    Page: {**DATED, "body": "Words."},
    Review: {
        **DATED,
        "review_kind": "serious case review",
        "children_count": "1",
        "guidance": "Working Together",
        "review_status": "published",
        "body": "Words.",
    },
    Theme: {**TITLED, "plain_explanation": "Words."},
    Recommendation: {"id": "a", "review": "scr1", "text": "Do it."},
    Action: {
        **TITLED,
        "what": "Words.",
        "owner": "Board",
        "state": "done",
        "evidence": ["No evidence supplied."],
        "as_at": "2020-01",
        "history": [{"date": "2019", "note": "Began."}],
    },
    Briefing: {**DATED, "body": "Words."},
    Question: {
        "id": "a",
        "question": "Why?",
        "topic": "Reviews",
        "answer": "So.",
        "state": "answered",
        "answered_on": "2026-11-22",
        "sources": SOURCES,
    },
    Figure: {
        "id": "a",
        "value": "5",
        "unit": "reviews",
        "wording": "five",
        "as_at": "2021-01",
        "sources": SOURCES,
    },
    Process: {
        **TITLED,
        "clock": "working days",
        "as_at": "2021-01",
        "steps": [{"when": "Day 1", "who": "Board", "what": "Meets."}],
    },
    Diagram: {**TITLED, "text_equivalent": "Words.", "centre": "Child", "nodes": ["a", "b"]},
    BoardDocument: {
        **DATED,
        "document_kind": "guidance",
        "about": "Words.",
        "owner": "Board",
        "file_state": "awaited",
    },
    Newsletter: {**DATED, "issue": "autumn 2017", "publisher": "Team", "body": "Words."},
    HandbookChapter: {**DATED, "order": "1", "body": "Words."},
    RoleProfile: TITLED,
    Person: {"id": "a", "role": "Chair", "organisation": "Board"},
    Group: {**TITLED, "abbreviation": "A", "purpose": "Words."},
    ContactPoint: {**TITLED, "purpose": "team", "phone": "01632 960000"},
    RequiredTopic: {"topic": "who we are", "place": "/about/#who"},
    Worry: {"id": "a", "title": "A", "line": "Words.", "words": ["b"], "contacts": ["police"]},
    ScrutinyRecord: {**TITLED, "organisation": "Council", "date": "2020", "what": "Words."},
    Term: {"id": "scr", "term": "SCR", "meaning": "Words."},
    Address: {"from": "/old/", "to": "/new/", "since": "2026-11-22"},
    Settings: {
        "name": "Board",
        "short_name": "Board",
        "description": "Words.",
        "base_url": "https://board.example/",
        "owner": "Board",
        "area": "Area",
        "timezone": "Europe/London",
        "menu": ["help"],
        "footer": ["help"],
        "help_page": "help",
        "urgent_contacts": ["police"],
        "support_contacts": ["police"],
        "office": "office",
        "exit_url": "https://weather.example/",
    },
    Statement: {
        "prepared_on": "2026-11-22",
        "reviewed_on": "2026-11-22",
        "tested_on": "2026-11-22",
        "tested_by": "team",
        "method": "By hand.",
        "compliance": "partially",
    },
}


@dataclass(frozen=True)
class Without:
    """Names a field to leave out."""


LEFT_OUT: Final = Without()


def read(model: type[ModelT], **fields: Any) -> ModelT:
    """Read a whole record of a type with some fields changed, added or left out."""
    data = {**WHOLE[model], **fields}
    kept = {name: value for name, value in data.items() if value is not LEFT_OUT}
    return validation.read(model, Entry(Origin("a.yml", 1), kept, {}))


def refused(model: type[BaseModel], **fields: Any) -> str:
    with pytest.raises(ContentError) as raised:
        read(model, **fields)
    (issue,) = raised.value.issues
    return f"{issue.field}: {issue.message}" if issue.field else issue.message


@pytest.mark.parametrize("model", WHOLE, ids=lambda model: model.__name__)
def test_a_whole_record_is_read(model: type[BaseModel]) -> None:
    read(model)


@pytest.mark.parametrize(
    ("model", "name"),
    [
        (model, name)
        for model, fields in WHOLE.items()
        for name in fields
        if (field := model.model_fields.get(name)) and field.is_required()
    ],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_what_is_required_is_missed(model: type[BaseModel], name: str) -> None:
    assert refused(model, **{name: LEFT_OUT}) == f"{name}: this field is missing"


# ---- On the way to the public ----

GO_TOGETHER: Final = "“status: scheduled” and “publish_at” go together, and one of them is missing"
PUBLICATIONS: Final = (Page, Review, Briefing, BoardDocument, Newsletter, HandbookChapter)


@pytest.mark.parametrize("model", PUBLICATIONS)
class TestPublication:
    """What every record with a page of its own demands."""

    def test_scheduled_needs_its_moment(self, model: type[BaseModel]) -> None:
        assert refused(model, status="scheduled") == GO_TOGETHER
        read(model, status="scheduled", publish_at="2026-12-01 09:30", published=LEFT_OUT)

    @pytest.mark.parametrize("status", ["draft", "published"])
    def test_a_moment_needs_scheduled(self, model: type[BaseModel], status: str) -> None:
        message = f"“publish_at” means nothing while the status is “{status}”"
        assert refused(model, status=status, publish_at="2026-12-01 09:30") == message

    def test_published_needs_its_day(self, model: type[BaseModel]) -> None:
        assert refused(model, published=LEFT_OUT).startswith("a published page needs “published”")

    def test_a_draft_needs_no_day(self, model: type[BaseModel]) -> None:
        read(model, status="draft", published=LEFT_OUT)

    def test_withdrawn_needs_its_reason(self, model: type[BaseModel]) -> None:
        needs = "a withdrawn page needs “withdrawn_reason”"
        assert refused(model, status="withdrawn").startswith(needs)
        assert refused(model, status="withdrawn", withdrawn_reason="  ").startswith(needs)
        read(model, status="withdrawn", withdrawn_reason="The family asked.")

    def test_its_state_is_always_said(self, model: type[BaseModel]) -> None:
        assert refused(model, status=LEFT_OUT) == "status: this field is missing"


def test_the_day_on_which_an_embargo_lifts_is_the_day_of_publication() -> None:
    fields = {"status": "scheduled", "publish_at": "2026-12-01 09:30"}
    lifted = read(Page, **fields, published=LEFT_OUT)
    assert str(lifted.published) == "2026-12-01"
    assert "differ" in refused(Page, **fields)


@pytest.mark.parametrize("written", ["2026-12-01 09:30", "2026-12-01T09:30", "2026-12-01 9:30"])
def test_the_moment_of_an_embargo_is_local_time(written: str) -> None:
    found = read(Page, status="scheduled", publish_at=written, published=LEFT_OUT).publish_at
    assert found is not None
    assert (found.isoformat(), found.tzinfo) == ("2026-12-01T09:30:00", None)


def test_a_record_of_a_list_is_published_unless_told_otherwise() -> None:
    assert read(Theme).status == "published"
    assert refused(Theme, status="scheduled") == GO_TOGETHER


# ---- Reviews ----


@pytest.mark.parametrize(
    ("status", "announce", "unknown"),
    [
        ("in progress", LEFT_OUT, True),
        ("in progress", "no", True),
        ("in progress", "yes", False),
        ("published", LEFT_OUT, False),
        ("with the national Panel", LEFT_OUT, False),
    ],
)
def test_a_review_in_progress_is_unannounced_until_the_board_says_so(
    status: str, announce: object, *, unknown: bool
) -> None:
    assert read(Review, review_status=status, announce=announce).unannounced is unknown


def milestones(*written: str) -> list[dict[str, str]]:
    words = (one.rsplit(" ", 1) for one in written)
    return [{"event": event, "date": date} for event, date in words]


def test_a_milestone_is_found_by_its_event() -> None:
    review = read(Review, milestones=milestones("author appointed 2018-02", "published 2018-07"))
    found = review.milestone(Event.PUBLISHED)
    assert found is not None
    assert str(found.date) == "July 2018"
    assert review.milestone(Event.REPORTED) is None


def test_a_review_is_about_nobody_or_somebody() -> None:
    assert read(Review, children_count="0").children_count == 0
    assert read(Review, children_count="Not known").children_count is None
    for wrong in ("-1", "three", "1.5"):
        told = f"children_count: “{wrong}” is not a number of children"
        assert refused(Review, children_count=wrong).startswith(told)


def test_a_briefing_has_seven_parts_or_none_yet() -> None:
    part = {"title": "Part", "text": "Words."}
    assert len(read(Briefing, parts=[part] * 7).parts) == 7
    told = "a 7-minute briefing has seven parts, and there are "
    assert refused(Briefing, parts=[part] * 8).startswith(f"{told}8")
    assert refused(Briefing, parts=[part] * 6).startswith(f"{told}6")


def test_an_action_has_a_history() -> None:
    assert refused(Action, history=[]).startswith("history: this list is empty")


# ---- Documents ----


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"file_state": "available"}, "“file_state: available” needs either “file” or “full_text”"),
        ({"full_text": "report"}, "“file_state: available” and “full_text” go together"),
        ({"file": "files/a.pdf"}, "“file_state: available” and “file” go together"),
        ({"file_state": "elsewhere"}, "“file_state: elsewhere” and “link” go together"),
        ({"link": "https://a.example/"}, "“file_state: elsewhere” and “link” go together"),
        ({"accessible": "no"}, "“accessible: no” needs “accessible_why”"),
        ({"accessible": "partly"}, "“accessible: partly” needs “accessible_why”"),
    ],
)
def test_the_state_of_a_document_and_its_file_fit(fields: dict[str, str], message: str) -> None:
    assert refused(BoardDocument, **fields).startswith(message)


@pytest.mark.parametrize(
    "fields",
    [
        {"file_state": "available", "file": "files/a.pdf"},
        {"file_state": "elsewhere", "link": "https://a.example/"},
        {"file_state": "on request"},
        {"file_state": "withdrawn", "withdrawn_reason": "It is out of date."},
        {"accessible": "no", "accessible_why": "It is a picture of words."},
        {"accessible": "not yet known"},
    ],
)
def test_a_document_whose_state_is_true_is_read(fields: dict[str, str]) -> None:
    read(BoardDocument, **fields)


# ---- Numbers ----

CHECKED: Final[dict[str, Any]] = {
    "purpose": "safety",
    "verified": {"on": "2026-11-22", "by": "us", "how": "called", "number": "01632 960000"},
    "recheck_every": "180",
}


@pytest.mark.parametrize("left_out", ["verified", "recheck_every"])
def test_a_safety_number_is_checked_by_somebody_and_again(left_out: str) -> None:
    read(ContactPoint, **CHECKED)
    assert refused(ContactPoint, **{**CHECKED, left_out: LEFT_OUT}) == (
        "a safety number needs “verified” and “recheck_every”"
    )


@pytest.mark.parametrize("purpose", ["team", "post", "text"])
def test_other_numbers_may_be_unchecked(purpose: str) -> None:
    read(ContactPoint, purpose=purpose)


@pytest.mark.parametrize(
    "way",
    [
        {"phone": "01632 960000"},
        {"email": "a@board.example"},
        {"text_number": "01632 960000"},
        {"web": "https://board.example/"},
        {"postal": ["1 Street", "Town"]},
    ],
)
def test_a_contact_point_reaches_someone(way: dict[str, Any]) -> None:
    read(ContactPoint, **{"phone": LEFT_OUT, **way})


def test_a_contact_point_that_reaches_nobody_is_refused() -> None:
    assert refused(ContactPoint, phone=LEFT_OUT).startswith("a contact point needs a phone")


# ---- Questions, figures, addresses ----


@pytest.mark.parametrize("state", ["answered", "partly"])
def test_an_answer_names_its_sources(state: str) -> None:
    assert refused(Question, state=state, sources=LEFT_OUT).startswith(
        "an answered question needs “sources”"
    )


def test_an_open_question_has_no_sources_yet() -> None:
    read(Question, state="open", sources=LEFT_OUT)


def test_a_figure_names_its_source() -> None:
    assert refused(Figure, sources=LEFT_OUT).startswith("a figure needs “sources”")


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e999"])
def test_a_figure_is_a_number_that_can_be_shown(value: str) -> None:
    assert refused(Figure, value=value) == f"value: “{value}” does not fit here"


@pytest.mark.parametrize(
    ("model", "lacking"),
    [
        (Figure, {"sources": LEFT_OUT}),
        (Question, {"sources": LEFT_OUT}),
        (ContactPoint, {"phone": LEFT_OUT, "purpose": "safety"}),
        (Address, {"to": LEFT_OUT}),
    ],
)
def test_a_draft_may_be_unfinished(model: type[BaseModel], lacking: dict[str, Any]) -> None:
    refused(model, **lacking)
    read(model, **lacking, status="draft")


def test_a_moment_may_have_an_hour_of_one_digit() -> None:
    dated = {"status": "scheduled", "publish_at": "2026-12-01 9:00", "published": LEFT_OUT}
    assert read(Newsletter, **dated).published == date(2026, 12, 1)


@pytest.mark.parametrize(
    "fields", [{"reason": "It is gone."}, {"to": LEFT_OUT}, {"to": "", "reason": ""}]
)
def test_an_address_has_either_moved_or_gone(fields: dict[str, Any]) -> None:
    assert refused(Address, **fields).startswith("give either “to”, the new address, or “reason”")


def test_an_address_that_is_gone_is_read() -> None:
    assert read(Address, to=LEFT_OUT, reason="It is gone.").old == "/old/"


@pytest.mark.parametrize(
    ("name", "url"),
    [("index", "/"), ("about", "/about/"), ("about/chair", "/about/chair/")],
)
def test_the_address_of_a_page_is_its_place(name: str, url: str) -> None:
    assert read(Page, id=name).url == url


def test_the_page_for_unknown_addresses_has_the_name_that_hosts_expect() -> None:
    assert read(Page, id="not-found", shows="not-found").url == "/404.html"


@pytest.mark.parametrize("name", ["About", "a b", "a/", "/a", "a--b", "a_b", "../a", "a//b", "é"])
def test_an_id_that_is_no_address_is_refused(name: str) -> None:
    assert refused(Page, id=name) == f"id: “{name}” cannot be a name in an address"


@pytest.mark.parametrize(
    ("shows", "button", "offers"),
    [
        ("help", LEFT_OUT, True),
        ("help", "no", False),
        ("page", LEFT_OUT, False),
        ("page", "yes", True),
    ],
)
def test_help_pages_offer_a_quick_way_out_unless_told_otherwise(
    shows: str, button: object, *, offers: bool
) -> None:
    assert read(Page, shows=shows, exit_button=button).offers_exit is offers


def test_names_fall_back_to_what_may_be_shown() -> None:
    assert read(Person).label == "Chair"
    assert read(Person, name="A. Name").label == "A. Name"
    assert read(Page).menu_label == "A"
    assert read(Page, menu_title="Short").menu_label == "Short"


# ---- The whole site ----


@pytest.mark.parametrize("listed", ["non_compliance", "burden"])
def test_a_statement_cannot_be_fully_while_problems_are_listed(listed: str) -> None:
    read(Statement, **{listed: [PROBLEM]})
    assert refused(Statement, **{"compliance": "fully", listed: [PROBLEM]}) == (
        "“compliance: fully” cannot stand while problems are listed below it"
    )


def test_a_statement_can_be_fully_with_what_the_law_does_not_cover() -> None:
    read(Statement, compliance="fully", out_of_scope=[PROBLEM])


def test_the_address_of_the_site_ends_without_a_slash() -> None:
    assert read(Settings).base_url == "https://board.example"


def test_the_site_is_served_safely() -> None:
    assert "https://" in refused(Settings, base_url="http://board.example")


def test_a_site_has_its_host_to_itself() -> None:
    assert "after the name of the host" in refused(Settings, base_url="https://a.example/board")


@pytest.mark.parametrize("zone", ["Europe/Lundon", "London", "../London", ""])
def test_a_time_zone_is_one_that_the_world_knows(zone: str) -> None:
    assert refused(Settings, timezone=zone)


def test_a_summary_fits_into_lists() -> None:
    read(Page, summary="a" * 160)
    assert refused(Page, summary="a" * 161).startswith("summary: this text has 161 characters")


def test_one_value_may_stand_where_a_list_is_meant() -> None:
    assert [str(key) for key in read(BoardDocument, themes="neglect").themes] == ["theme:neglect"]


@pytest.mark.parametrize("field", ["phone", "text_number"])
def test_a_number_that_was_changed_is_verified_anew(field: str) -> None:
    told = refused(ContactPoint, **CHECKED, **{field: "01632 960001"})
    assert told == f"nobody has verified “{field}: 01632 960001”"


def test_an_extension_and_the_text_relay_belong_to_a_number() -> None:
    point = read(ContactPoint, phone="01632 960000", extension="ext. 12", text_relay="yes")
    assert point.phone
    assert (str(point.phone), point.phone.href) == ("01632 960000 ext 12", "tel:01632960000;ext=12")
    assert str(point.relay) == "18001 01632 960000"
    assert "means nothing without" in refused(
        ContactPoint, phone=LEFT_OUT, email="a@b.example", text_relay="yes"
    )
    assert "is both in" in refused(ContactPoint, phone="01632 960000 ext 1", extension="12")
    assert "is not an extension" in refused(ContactPoint, extension="front desk")


@pytest.mark.parametrize(
    "email",
    ["office", "office@", "office@example", "of fice@example.org", "a@b@example.org",
     "office@example..org", "office@example.org, other@example.org", "office@-example.org",
     "office,example.org", "office@example.org (mornings)"],
)  # fmt: skip
def test_an_email_address_is_one(email: str) -> None:
    assert "is not an e-mail address" in refused(ContactPoint, email=email)


@pytest.mark.parametrize(
    "email",
    ["a@example.org", "first.last@council.gov.uk", "mailto:o'neil+x@example.org", "<a_b@x-y.uk>"],
)
def test_an_email_address_may_look_odd(email: str) -> None:
    assert read(ContactPoint, email=email).email in email


def test_a_number_is_the_same_however_it_is_spaced() -> None:
    read(ContactPoint, **{**CHECKED, "phone": "01632960000"})


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"how": "called"}, "Checked by calling on 22 November 2026"),
        ({"how": "owner's page"}, "From A’s website, read on 22 November 2026"),
        ({"how": "owner’s page", "owner": "Samaritans"}, "From Samaritans’ website, read on"),
        ({"how": "stored copy of the owner's page", "dated": "2025-09"}, "website, September 2025"),
        ({"how": "stored copy of the owner's page"}, "website, in an undated copy"),
    ],
)
def test_only_a_call_is_called_a_check(fields: dict[str, str], words: str) -> None:
    point = read(ContactPoint, verified={**CHECKED["verified"], **fields})
    assert words in point.provenance
    assert ("Checked" in point.provenance) == (fields["how"] == "called")
