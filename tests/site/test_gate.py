"""The gate lets through what the public may see at a moment, and nothing else ever."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.content.entry import Entry
from sitegen.content.record import Record
from sitegen.content.values import Prose
from sitegen.issues.issue import Origin
from sitegen.models import COLLECTIONS
from sitegen.models.base import Item, Publication, Status
from sitegen.models.people import ContactPoint
from sitegen.models.questions import Question
from sitegen.models.review_types import ReviewStatus
from sitegen.models.reviews import Review
from sitegen.site.gate import Gate, Moment, Published, gate

LONDON: Final = "Europe/London"
SECRET: Final = Prose("What nobody may read.")


def local(text: str) -> datetime:
    """Read a local time as an officer writes it; `2nd` marks the second of two."""
    moment = datetime.strptime(text.removesuffix(" 2nd"), "%Y-%m-%d %H:%M")  # noqa: DTZ007
    return moment.replace(fold=1) if text.endswith("2nd") else moment


def at(text: str) -> Moment:
    return Moment.of(local(text), LONDON)


NOW: Final = at("2026-11-22 09:00")


def record(item: Item) -> Record[Item]:
    origin = Origin(f"{item.kind}.yml", 1)
    return Record(f"{item.kind}s", item.id, item, Entry(origin, {}, {}), b"")


def review(name: str = "scr1", **fields: Any) -> Record[Item]:
    """Make a published review, then give it fields unseen by its class, as a fault could."""
    made = Review.model_validate(
        {
            "id": name,
            "title": "SCR1",
            "status": "published",
            "published": "2026-11-22",
            "review_kind": "serious case review",
            "children_count": "1",
            "guidance": "Working Together",
            "review_status": "published",
            "body": "What nobody may read.",
        }
    )
    return record(made.model_copy(update=fields))


def passed(found: Gate) -> list[str]:
    return [one.record.id for one in found.published]


def is_public(one: Record[Item], moment: Moment = NOW, **options: Any) -> bool:
    options = {"preview": False, **options}
    found = gate([one], moment, **options)
    assert len(found.published) + len(found.withheld) == 1
    return bool(found.published)


# ---- Status ----


def test_what_is_published_passes() -> None:
    assert is_public(review())


def test_a_draft_is_held_back_however_old_its_date() -> None:
    assert not is_public(review(status=Status.DRAFT))
    assert not is_public(review(status=Status.DRAFT, publish_at=local("2020-01-01 00:00")))


@pytest.mark.parametrize(
    "status",
    ["", "public", "Published", "PUBLISHED", "published ", "ready", None, 1, True, object()],
)
def test_a_status_that_nobody_knows_can_never_pass(status: object) -> None:
    assert not is_public(review(status=status))
    assert not is_public(review(status=status, publish_at=local("2020-01-01 00:00")))


@given(st.text())
def test_only_the_three_words_of_the_public_ever_pass(status: str) -> None:
    public = {"published", "withdrawn"}
    assert is_public(review(status=status)) is (status in public)


def test_a_scheduled_record_without_a_time_is_held_back_for_ever() -> None:
    assert not is_public(review(status=Status.SCHEDULED), at("9999-12-31 23:59"))


def test_records_keep_their_order_and_none_is_lost() -> None:
    found = gate(
        [review("a"), review("b", status=Status.DRAFT), review("c"), review("d", status="?")],
        NOW,
        preview=False,
    )
    assert passed(found) == ["a", "c"]
    assert [one.id for one in found.withheld] == ["b", "d"]


# ---- Withdrawn ----


def test_of_a_withdrawn_record_only_the_notice_passes() -> None:
    gone = review(
        status=Status.WITHDRAWN,
        withdrawn_reason=Prose("The family asked."),
        author="A. Author",
        pseudonyms=("Dunnock",),
        summary="What nobody may read.",
    )
    (one,) = gate([gone], NOW, preview=False).published
    item = one.record.item
    assert isinstance(item, Review)
    # Its title may bear a pseudonym.
    assert item.title == "This review is no longer here"
    assert item.withdrawn_reason == Prose("The family asked.")
    assert not item.body
    assert (item.author, item.pseudonyms, item.summary) == ("", (), "")


def test_what_was_withdrawn_stays_whole_in_the_hands_of_its_author() -> None:
    gone = review(status=Status.WITHDRAWN, withdrawn_reason=Prose("The family asked."))
    gate([gone], NOW, preview=False)
    assert isinstance(gone.item, Review)
    assert gone.item.body == SECRET


def test_a_record_without_a_page_cannot_be_withdrawn_in_public() -> None:
    number = {"id": "a", "title": "A", "purpose": "team", "phone": "999", "status": "withdrawn"}
    assert not is_public(record(ContactPoint.model_validate(number)))


@pytest.mark.parametrize("model", COLLECTIONS.values(), ids=COLLECTIONS.keys())
def test_a_withdrawn_record_of_any_type_passes_only_if_it_has_a_notice(model: type[Item]) -> None:
    fields: dict[str, Any] = {"id": "a", "status": Status.WITHDRAWN}
    for name, field in model.model_fields.items():
        if name not in fields:
            fields[name] = field.get_default() if not field.is_required() else None
    gone = record(model.model_construct(None, **fields))
    has_a_place = issubclass(model, Publication) or bool(model.address)
    assert is_public(gone) is has_a_place


def test_of_an_entry_on_a_page_no_word_is_left() -> None:
    told = {"topic": "Dunnock", "answer": "Dunnock.", "state": "open", "answered_on": "2026-01-01"}
    asked = {"id": "a", "question": "What of Dunnock?", "status": "withdrawn"}
    gone = Question.model_validate({**told, **asked})
    (one,) = gate([record(gone)], NOW, preview=False).published
    assert "Dunnock" not in repr(one.record.item)


# ---- Reviews that nobody knows of ----


def test_a_review_in_progress_is_unknown_until_it_is_announced() -> None:
    begun = {"review_status": ReviewStatus.IN_PROGRESS}
    assert not is_public(review(**begun))
    assert is_public(review(**begun, announce=True))


@pytest.mark.parametrize("status", list(Status))
def test_no_status_lets_an_unannounced_review_through(status: Status) -> None:
    begun = review(
        status=status,
        review_status=ReviewStatus.IN_PROGRESS,
        publish_at=local("2020-01-01 00:00"),
        withdrawn_reason=Prose("x"),
    )
    assert not is_public(begun)


# ---- Embargo ----


def lifts(publish_at: str, moment: str) -> bool:
    scheduled = review(status=Status.SCHEDULED, publish_at=local(publish_at))
    return is_public(scheduled, at(moment))


@pytest.mark.parametrize(
    ("moment", "public"),
    [
        ("2026-12-01 09:29", False),
        ("2026-12-01 09:30", True),
        ("2026-12-01 09:31", True),
        ("2026-11-30 23:59", False),
        ("2025-12-01 12:00", False),
        ("2027-01-01 00:00", True),
    ],
)
def test_an_embargo_lifts_at_its_minute(moment: str, *, public: bool) -> None:
    assert lifts("2026-12-01 09:30", moment) is public


@pytest.mark.parametrize(
    ("publish_at", "moment", "public"),
    [
        # On 29 March 2026 the clocks go from 00:59 straight to 02:00; half past one never comes.
        # An embargo until then lifts an hour and a half after midnight, when clocks show 02:30.
        ("2026-03-29 01:30", "2026-03-29 00:59", False),
        ("2026-03-29 01:30", "2026-03-29 02:29", False),
        ("2026-03-29 01:30", "2026-03-29 02:30", True),
        ("2026-03-29 02:00", "2026-03-29 00:59", False),
        ("2026-03-29 02:00", "2026-03-29 02:00", True),
        ("2026-03-29 00:30", "2026-03-29 02:00", True),
        ("2026-03-29 12:00", "2026-03-29 11:59", False),
        ("2026-03-29 12:00", "2026-03-29 12:00", True),
        # On 25 October 2026 the hour from one to two comes twice. An embargo until half past one
        # lifts the first time, and does not come back at 01:00 of the second.
        ("2026-10-25 01:30", "2026-10-25 01:29", False),
        ("2026-10-25 01:30", "2026-10-25 01:30", True),
        ("2026-10-25 01:30", "2026-10-25 01:00 2nd", True),
        ("2026-10-25 01:30", "2026-10-25 01:29 2nd", True),
        ("2026-10-25 02:00", "2026-10-25 01:59", False),
        ("2026-10-25 02:00", "2026-10-25 01:59 2nd", False),
        ("2026-10-25 02:00", "2026-10-25 02:00", True),
        ("2026-10-25 09:00", "2026-10-25 08:59", False),
        ("2026-10-25 09:00", "2026-10-25 09:00", True),
    ],
)
def test_an_embargo_keeps_its_local_time_when_the_clocks_change(
    publish_at: str, moment: str, *, public: bool
) -> None:
    assert lifts(publish_at, moment) is public


def test_an_embargo_once_lifted_stays_lifted_through_both_nights() -> None:
    for night in ("2026-03-29", "2026-10-25"):
        minutes = [f"{night} {hour:02}:{minute:02}" for hour in range(4) for minute in (0, 30, 59)]
        minutes += [f"{night} 01:{minute:02} 2nd" for minute in (0, 30, 59)]
        moments = sorted((at(one) for one in minutes), key=lambda one: one.time.timestamp())
        scheduled = review(status=Status.SCHEDULED, publish_at=local(f"{night} 01:30"))
        seen = [is_public(scheduled, moment) for moment in moments]
        assert seen == sorted(seen)
        assert set(seen) == {False, True}


def test_the_time_of_an_embargo_is_that_of_the_board_not_of_the_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for zone in ("Pacific/Auckland", "America/New_York"):
        monkeypatch.setenv("TZ", zone)
        assert not lifts("2026-07-01 09:30", "2026-07-01 09:29")
        assert lifts("2026-07-01 09:30", "2026-07-01 09:30")


@pytest.mark.parametrize(
    ("moment", "lift", "until"),
    [
        ("2026-12-01 09:30", "", "2026-12-02 00:00"),
        ("2026-12-01 09:30", "2026-12-01 17:00", "2026-12-01 17:00"),
        ("2026-12-01 09:30", "2026-12-09 17:00", "2026-12-02 00:00"),
        # The nights when the clocks change are an hour shorter, and an hour longer.
        ("2026-03-29 00:30", "", "2026-03-30 00:00"),
        ("2026-10-25 00:30", "", "2026-10-26 00:00"),
        ("2026-10-25 01:10 2nd", "2026-10-25 02:00", "2026-10-25 02:00"),
    ],
)
def test_a_build_lasts_until_midnight_or_the_next_lift(moment: str, lift: str, until: str) -> None:
    began, ends = at(moment).lasts(local(lift) if lift else None)
    assert (began, ends) == (at(moment).time.timestamp(), at(until).time.timestamp())


def test_the_next_embargo_to_lift_is_named_first() -> None:
    found = gate(
        [
            review("late", status=Status.SCHEDULED, publish_at=local("2026-12-24 09:00")),
            review("soon", status=Status.SCHEDULED, publish_at=local("2026-12-01 09:00")),
            review("past", status=Status.SCHEDULED, publish_at=local("2026-11-01 09:00")),
            review(
                "secret",
                status=Status.SCHEDULED,
                publish_at=local("2026-11-30 09:00"),
                review_status=ReviewStatus.IN_PROGRESS,
            ),
        ],
        NOW,
        preview=False,
    )
    assert [(lift.at, lift.record.id) for lift in found.lifts] == [
        (local("2026-12-01 09:00"), "soon"),
        (local("2026-12-24 09:00"), "late"),
    ]


# ---- Preview ----


@pytest.mark.parametrize("status", [*Status, "unheard of"])
def test_a_preview_shows_every_status(status: str) -> None:
    assert is_public(review(status=status), preview=True)


def test_a_preview_shows_what_is_scheduled_and_what_is_unannounced() -> None:
    later = review(status=Status.SCHEDULED, publish_at=local("2027-01-01 09:00"))
    assert is_public(later, preview=True)
    assert is_public(review(review_status=ReviewStatus.IN_PROGRESS), preview=True)


def test_what_may_never_be_previewed_is_held_back_until_it_is_public() -> None:
    assert not is_public(review(status=Status.DRAFT, never_preview=True), preview=True)
    assert is_public(review(never_preview=True), preview=True)


# ---- Nobody but the gate makes Published ----


@pytest.mark.parametrize("gate_pass", [None, object(), True, "pass"])
def test_nobody_but_the_gate_makes_published(gate_pass: object) -> None:
    with pytest.raises(TypeError, match="only the gate makes Published"):
        Published(review(status=Status.DRAFT), gate_pass)


def test_what_the_gate_decided_and_when_is_never_changed() -> None:
    found = gate([review()], NOW, preview=False)
    for value, name in ((found, "published"), (NOW, "time")):
        with pytest.raises(AttributeError):
            setattr(value, name, ())


def test_what_passed_cannot_be_exchanged_for_something_else() -> None:
    (one,) = gate([review()], NOW, preview=False).published
    with pytest.raises(AttributeError, match="Published is frozen"):
        one.record = review(status=Status.DRAFT)
    with pytest.raises(AttributeError):
        one.note = "x"
