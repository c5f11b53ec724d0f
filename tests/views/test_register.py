"""A register of any length can be read: pages, choices, and a matrix of years."""

from __future__ import annotations

from typing import Any

from sitegen.models.follow_up import ActionState, ScrutinyRecord
from sitegen.models.review_types import ReviewStatus
from sitegen.views import actions, themes
from sitegen.views.register import FEW, registers
from sitegen.views.sheets import MOST_CHOICES, PAGE_SIZE


def many(make: Any, number: int, **fields: Any) -> list[Any]:
    """Make reviews that were published one a year from 1900 on."""
    return [make.published(f"r{n}", str(1900 + n), **fields) for n in range(number)]


def test_a_short_register_is_one_table_without_choices(make: Any) -> None:
    (page,) = registers(make.site(*many(make, FEW)), "/reviews/")
    assert (page.sheet.url, len(page.rows), page.sheet.choices) == ("/reviews/", FEW, ())


def test_a_long_register_has_pages_that_lead_to_each_other(make: Any) -> None:
    pages = registers(make.site(*many(make, 2 * PAGE_SIZE + 1)), "/reviews/")
    found = [page for page in pages if page.sheet.caption.startswith("Reviews, newest first")]
    series = [page.sheet for page in found]
    assert [page.url for page in series] == [
        "/reviews/",
        "/reviews/page-2/",
        "/reviews/page-3/",
    ]
    assert [len(page.rows) for page in found] == [PAGE_SIZE, PAGE_SIZE, 1]
    assert [(page.previous, page.following) for page in series] == [
        ("", "/reviews/page-2/"),
        ("/reviews/", "/reviews/page-3/"),
        ("/reviews/page-2/", ""),
    ]
    assert series[0].heading == ""
    assert series[2].heading == "newest first, page 3 of 3"


def test_every_review_stands_once_in_each_order(make: Any) -> None:
    reviews = many(make, PAGE_SIZE + 7)
    pages = registers(make.site(*reviews), "/reviews/")
    for order in ("newest first", "oldest first"):
        rows = [r.review.id for p in pages if order in p.sheet.caption for r in p.rows]
        assert sorted(rows) == sorted(review.id for review in reviews)
    assert next(p for p in pages if "oldest" in p.sheet.caption).rows[0].review.id == "r0"


def test_choices_count_what_they_show(make: Any) -> None:
    waiting = make.review("waiting", review_status=ReviewStatus.WITH_PANEL)
    pages = registers(make.site(waiting, *many(make, FEW)), "/reviews/")
    by_url = {page.sheet.url: page for page in pages}
    for sort in pages[0].sheet.choices:
        for choice in sort.choices:
            assert choice.count == len(by_url[choice.url].rows)
    assert [row.review.id for row in by_url["/reviews/year/1903/"].rows] == ["r3"]
    panel = by_url["/reviews/status/with-the-national-panel/"]
    assert [row.review.id for row in panel.rows] == ["waiting"]


def test_the_choice_that_is_shown_is_marked(make: Any) -> None:
    pages = registers(make.site(*many(make, FEW + 1)), "/reviews/")
    for page in pages:
        marked = [c.url for sort in page.sheet.choices for c in sort.choices if c.current]
        assert marked == [page.sheet.url]


def test_choices_too_many_to_show_have_an_index_of_their_own(make: Any) -> None:
    pages = registers(make.site(*many(make, MOST_CHOICES + 1)), "/reviews/")
    (years,) = [sort for sort in pages[0].sheet.choices if sort.label == "Published in"]
    assert (years.choices, years.index, years.number) == ((), "/reviews/year/", MOST_CHOICES + 1)
    (index,) = [page.sheet for page in pages if page.sheet.url == years.index]
    assert [choice.label for choice in index.index][:2] == ["1912", "1911"]
    assert {choice.url for choice in index.index} <= {page.sheet.url for page in pages}


def test_a_wide_matrix_counts_by_year_instead(make: Any) -> None:
    yes, no = ({"theme": "water", "coded": coded} for coded in ("yes", "no"))
    site = make.site(
        make.theme("water"),
        *many(make, themes.WIDEST - 1),
        make.published("a", "2020-05", themes=[yes]),
        make.published("b", "2020-06", themes=[no]),
        make.published("c", "2020"),
    )
    matrix = themes.matrix(site)
    assert matrix.years[-1] == 2020
    assert matrix.year_rows[0].found[-1] == (1, 2)
    assert matrix.year_rows[0].found[0] == (0, 0)


def test_a_matrix_that_fits_shows_reviews(make: Any) -> None:
    matrix = themes.matrix(make.site(make.theme("water"), *many(make, themes.WIDEST)))
    assert len(matrix.reviews) == themes.WIDEST
    assert matrix.year_rows == ()


def scrutiny(name: str, when: str) -> ScrutinyRecord:
    return ScrutinyRecord.model_validate(
        {"id": name, "title": name, "organisation": "Council", "date": when, "what": "Asked."}
    )


def test_only_what_is_surely_later_counts_as_changed_since_scrutiny(make: Any) -> None:
    notes = [
        {"date": "2021-01-20", "note": "before"},
        {"date": "2021-01", "note": "the same month, perhaps before"},
        {"date": "2021-02", "note": "after"},
    ]
    site = make.site(
        scrutiny("first", "2019"),
        scrutiny("last", "2021-01-26"),
        make.action("one", ActionState.DONE, history=notes),
    )
    since = next(actions.action_lists(site, "/done/")).since
    assert since is not None
    assert since.record.id == "last"
    assert [entry.note for _, entry in since.news] == ["after"]


def test_without_scrutiny_nothing_is_called_changed(make: Any) -> None:
    site = make.site(make.action("one", ActionState.DONE))
    assert next(actions.action_lists(site, "/done/")).since is None
