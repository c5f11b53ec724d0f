"""Private details are found by their signs first, and no detail lacks one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.privacy.patterns import DETAILS, Detail, at_a_glance, details_in, of_cases


@pytest.mark.parametrize("detail", [*DETAILS, *of_cases()], ids=lambda detail: detail.name)
def test_whatever_looks_like_a_detail_holds_its_signs(detail: Detail) -> None:
    @settings(max_examples=60, deadline=None, database=None, derandomize=True)
    @given(st.from_regex(detail.pattern))
    def holds_its_signs(text: str) -> None:
        for match in detail.pattern.finditer(text):
            assert all(sign.search(f"\n{match[0]}") for sign in detail.signs)
            assert detail in at_a_glance(text, reviews=True)

    holds_its_signs()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *(("Born on 3 May 2015", "date of birth"), ("D.O.B. 3/5/2015", "date of birth")),
        *(("Birthday: 3 May", "date of birth"), ("date of birth 2015-05-03", "date of birth")),
        *(("943 476 5919", "NHS number"), ("9434765919", "NHS number")),
        *(
            ("AB123456C", "National Insurance number"),
            ("AB 12 34 56 C", "National Insurance number"),
        ),
        *(("ZZ99 9ZZ", "postcode"), ("ZZ999ZZ", "postcode")),
        *(("12-14, High Street", "address"), ("12 – 14a Old Mill Lane", "address")),
        ("a.b@c.example", "e-mail address"),
        *(("3-year-2-month", "exact age"), ("3 years and 2 weeks", "exact age")),
        ("six weeks old", "exact age"),
        *(("aged 7 on 3 May", "age with a date"), ("3 May, a 7-year-old", "age with a date")),
        *(("aged 7 at Test School", "school"), ("Test Academy, a two-year old", "school")),
    ],
)
def test_each_way_to_write_a_detail_is_found(text: str, name: str) -> None:
    assert name in [detail.name for detail, _, _ in details_in(text, reviews=True)]
