"""The register: what is listed, in which order, and how time is told."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from sitegen.checks.references import Withheld, references_lead_somewhere
from sitegen.models.review_types import ReviewKind, ReviewStatus
from sitegen.models.reviews import Event, Review
from sitegen.views import charts, review_page, reviews, timeline
from sitegen.views.register import registers
from tests.views.conftest import record


def drawn_timeline(site: Any) -> timeline.Timeline:
    """Return the only page of a short timeline."""
    (page,) = timeline.timelines(site, "/timeline/")
    return page


def ids(found: tuple[Review, ...]) -> list[str]:
    return [review.id for review in found]


def test_reviews_are_ordered_by_publication_however_exactly_it_is_known(make: Any) -> None:
    site = make.site(
        make.published("month", "2018-07"),
        make.published("day", "2018-07-31"),
        make.published("year", "2018"),
        make.published("season", "autumn 2017"),
    )
    assert ids(reviews.listed(site)) == ["season", "year", "month", "day"]


def test_a_review_without_a_publication_date_comes_after_those_that_have_one(make: Any) -> None:
    waiting = make.review("waiting", "2017-01", review_status=ReviewStatus.WITH_PANEL)
    site = make.site(waiting, make.published("out", "2019-03"))
    assert ids(reviews.listed(site)) == ["out", "waiting"]


def test_a_review_in_progress_is_not_listed_until_the_board_announces_it(make: Any) -> None:
    secret = make.review("secret", review_status=ReviewStatus.IN_PROGRESS)
    told = make.review("told", review_status=ReviewStatus.IN_PROGRESS, announce=True)
    site = make.site(secret, told)
    assert ids(reviews.listed(site)) == ["told"]
    assert reviews.totals(site).reviews == 1


def test_whatever_is_public_and_names_an_unlisted_review_is_told(make: Any) -> None:
    secret = make.review("secret", review_status=ReviewStatus.IN_PROGRESS)
    thematic = make.published(
        "thematic", "2024", review_kind=ReviewKind.THEMATIC, joins=("secret",)
    )
    about = make.document("about", reviews=("secret",))
    site = make.site(secret, thematic, about)
    issues = references_lead_somewhere(site, Withheld.of([record(secret)], ()))
    told = [issue.field for issue in issues if "“review:secret” is not published" in issue.message]
    assert told == ["joins.1", "reviews.1"]


def test_a_withdrawn_review_is_neither_listed_nor_counted(make: Any) -> None:
    gone = make.published("gone", "2019", status="withdrawn", withdrawn_reason="It had to be.")
    site = make.site(gone, make.published("here", "2020"))
    assert ids(reviews.listed(site)) == ["here"]


def test_reviews_and_children_are_counted_apart(make: Any) -> None:
    site = make.site(
        make.published("one", "2018-07", children_count=3),
        make.published("two", "2019-04"),
    )
    counted = reviews.totals(site)
    assert (counted.reviews, counted.children) == (2, 4)
    assert counted.by_status == ((ReviewStatus.PUBLISHED, 2),)


def test_a_review_that_joins_others_does_not_count_their_children_twice(make: Any) -> None:
    joined = make.published("one", "2018-07", children_count=3)
    thematic = make.published(
        "all",
        "2020",
        children_count=3,
        review_kind=ReviewKind.THEMATIC,
        joins=("one",),
    )
    site = make.site(joined, thematic)
    assert reviews.totals(site).children == 3
    assert ids(review_page.review_page(site, thematic).joins) == ["one"]
    assert ids(review_page.review_page(site, joined).joined_by) == ["all"]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2018-02", "2018-07", "between 4 and 6 months"),
        ("2018-07", "2018-07", "at most 1 month"),
        ("2018-02-01", "2018-07-01", "5 months"),
        ("2018", "2019", "at most 24 months"),
    ],
)
def test_time_between_dates_is_as_wide_as_the_dates_are(
    make: Any, first: str, last: str, words: str
) -> None:
    found = timeline.intervals(make.review("one", first, last))
    assert [interval.words for interval in found] == [words]


def test_a_review_without_an_author_is_counted_from_the_decision(make: Any) -> None:
    steps = (("decision to review", "2024-06-05"), ("published", "2025-01-15"))
    milestones = [{"event": event, "date": day} for event, day in steps]
    review = make.review("one", milestones=milestones)
    assert timeline.row(review).took == "7 months and 10 days from the decision"


def test_a_review_without_a_start_has_no_intervals(make: Any) -> None:
    assert timeline.intervals(make.published("one", "2018-07")) == ()


def test_the_register_is_newest_first_and_the_timeline_oldest_first(make: Any) -> None:
    site = make.site(make.published("old", "2018"), make.published("new", "2020"))
    assert [row.review.id for row in registers(site, "/reviews/")[0].rows] == ["new", "old"]
    assert [span.row.review.id for span in drawn_timeline(site).spans] == ["old", "new"]


def test_a_month_is_drawn_a_month_wide_and_a_year_a_year_wide(make: Any) -> None:
    site = make.site(make.review("one", "2018-02", "", "", "2019"))
    drawn = drawn_timeline(site).chart
    assert drawn is not None
    widths = {mark.event: round(mark.end - mark.start, 1) for mark in drawn.lines[0].marks}
    assert widths == {Event.APPOINTED: round(100 / 24, 1), Event.PUBLISHED: 50}


@pytest.mark.parametrize(("first", "last"), [("2018-01", "2018-12"), ("2006-01", "2026-12")])
def test_every_mark_is_within_its_picture(make: Any, first: str, last: str) -> None:
    drawn = drawn_timeline(make.site(make.review("one", first, "", "", last))).chart
    assert drawn is not None
    marks = drawn.lines[0].marks
    assert marks[0].start == 0
    assert marks[-1].end == 100


@pytest.mark.parametrize("years", [1, 2, 5, 6, 9, 10, 11, 20])
def test_the_labels_of_the_years_never_meet_on_a_small_screen(make: Any, years: int) -> None:
    site = make.site(make.review("one", "2006-01", "", "", f"{2005 + years}-12"))
    drawn = drawn_timeline(site).chart
    assert drawn is not None
    # A label of four figures takes 35 of the 288 pixels.
    places = [year.at * 2.88 for year in drawn.axis if year.label]
    assert places[0] == 0
    assert all(after - before > 35 for before, after in pairwise(places))
    assert places[-1] + 35 <= 288


def test_many_reviews_have_one_row_each(make: Any) -> None:
    def drawn(number: int) -> charts.Chart | None:
        made = [make.published(f"r{n}", "2018-07") for n in range(number)]
        return drawn_timeline(make.site(*made)).chart

    few, many = drawn(charts.FEW), drawn(timeline.DRAWN)
    assert few is not None
    assert many is not None
    assert (few.short, many.short, len(many.lines)) == (False, True, timeline.DRAWN)


def test_a_long_timeline_has_pages_the_newest_reviews_first(make: Any) -> None:
    many = (make.published(f"r{n:02}", f"{1960 + n}") for n in range(timeline.DRAWN + 2))
    pages = list(timeline.timelines(make.site(*many), "/timeline/"))
    shown = {page.sheet.url: [span.row.review.id for span in page.spans] for page in pages}
    assert shown["/timeline/page-2/"] == ["r00", "r01"]
    assert shown["/timeline/"] == [f"r{n:02}" for n in range(2, timeline.DRAWN + 2)]


def test_nothing_is_drawn_where_no_date_is_known(make: Any) -> None:
    assert drawn_timeline(make.site(make.review("one"))).chart is None


def test_a_published_review_says_which_papers_are_not_recorded(make: Any) -> None:
    papers = {"executive_summary": "summary"}
    review = make.published("one", "2018", documents=papers)
    page = review_page.review_page(make.site(review, make.document("summary")), review)
    assert [slot.name for slot in page.slots] == ["Executive summary"]
    assert page.missing == ("Overview report",)


def test_a_review_shows_the_questions_whose_answers_name_it(make: Any) -> None:
    review = make.published("one", "2018")
    named = make.question("a", "Topic", "See [the first review](review:one).")
    site = make.site(review, named, make.question("b", "Topic"))
    assert review_page.review_page(site, review).questions == (named,)


def test_neighbours_follow_the_order_of_publication(make: Any) -> None:
    old, new = make.published("old", "2018"), make.published("new", "2020")
    site = make.site(new, old)
    assert review_page.review_page(site, old).following == new
    assert review_page.review_page(site, new).previous == old
    assert review_page.review_page(site, new).following is None
