"""Dates keep their precision, numbers stay numbers, references and files stay where they belong."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.content.dates import (
    HOW_TO_WRITE_DATES,
    PartialDate,
    Precision,
    long_date,
    long_moment,
    months_between,
)
from sitegen.content.values import NOWHERE, FilePath, Key, Phone, Prose, Scalar, origin_of
from sitegen.issues.issue import Origin, Refusal

PLACE = Origin("themes.yml", 7)


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


# ---- Dates ----


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2018-07-31", "2018-07-31", "2018-07-31", Precision.DAY),
        ("2020-02-29", "2020-02-29", "2020-02-29", Precision.DAY),
        ("2018-07", "2018-07-01", "2018-07-31", Precision.MONTH),
        ("2018-12", "2018-12-01", "2018-12-31", Precision.MONTH),
        ("2019-02", "2019-02-01", "2019-02-28", Precision.MONTH),
        ("2020-02", "2020-02-01", "2020-02-29", Precision.MONTH),
        ("2018", "2018-01-01", "2018-12-31", Precision.YEAR),
        ("spring 2018", "2018-03-01", "2018-05-31", Precision.SEASON),
        ("summer 2018", "2018-06-01", "2018-08-31", Precision.SEASON),
        ("autumn 2017", "2017-09-01", "2017-11-30", Precision.SEASON),
        ("winter 2017", "2017-12-01", "2018-02-28", Precision.SEASON),
        ("winter 2019", "2019-12-01", "2020-02-29", Precision.SEASON),
    ],
)
def test_a_date_means_all_its_days_and_no_other(
    text: str, start: str, end: str, precision: Precision
) -> None:
    read = day(text)
    assert read.start.isoformat() == start
    assert read.end.isoformat() == end
    assert read.precision is precision


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2018-07-31", "31 July 2018"),
        ("2018-07-01", "1 July 2018"),
        ("2018-07", "July 2018"),
        ("2018", "2018"),
        ("Autumn 2017", "autumn 2017"),
        ("winter 2017", "winter 2017"),
        ("spring 2018", "spring 2018"),
        ("summer 2018", "summer 2018"),
    ],
)
def test_a_date_is_said_as_exactly_as_it_is_known(text: str, words: str) -> None:
    assert str(day(text)) == words


@pytest.mark.parametrize("text", ["2018-07-31", "2018-07", "2018", "autumn 2017"])
def test_the_iso_form_of_a_date_is_what_was_written(text: str) -> None:
    assert day(text).iso == text


@pytest.mark.parametrize("text", ["0987-01", "0226-11-22", "1799", "2101-01-01", "autumn 0217"])
def test_a_year_that_nobody_can_mean_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="is in the year"):
        day(text)


@pytest.mark.parametrize(
    "text", [" 2018-07-31 ", "2018\u201107\u201131", "2018\u201307\u201331", "2018\u221207\u221231"]
)
def test_spaces_around_a_date_and_typographic_dashes_in_it_do_no_harm(text: str) -> None:
    assert day(text) == day("2018-07-31")


@pytest.mark.parametrize("text", ["autumn\u00a02017", "AUTUMN  2017", "Autumn 2017"])
def test_a_season_is_read_however_it_is_spaced_and_capitalised(text: str) -> None:
    assert day(text) == day("autumn 2017")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("01/02/2018", "If you mean 1 February 2018, write 2018-02-01."),
        ("31.7.2018", "If you mean 31 July 2018, write 2018-07-31."),
        ("31-07-2018", "If you mean 31 July 2018, write 2018-07-31."),
        ("2018/07/31", "If you mean 31 July 2018, write 2018-07-31."),
        ("2018-7-3", "If you mean 3 July 2018, write 2018-07-03."),
        ("31 July 2018", "If you mean 31 July 2018, write 2018-07-31."),
        ("31st July, 2018", "If you mean 31 July 2018, write 2018-07-31."),
        ("Tuesday 31 July 2018", "If you mean 31 July 2018, write 2018-07-31."),
        ("3 Sept 2018", "If you mean 3 September 2018, write 2018-09-03."),
        ("July 2018", "If you mean July 2018, write 2018-07."),
        ("Jul. 2018", "If you mean July 2018, write 2018-07."),
        ("07/2018", "If you mean July 2018, write 2018-07."),
        ("2018/7", "If you mean July 2018, write 2018-07."),
        ("43831", "If you mean 1 January 2020, write 2020-01-01."),
        ("20000", "If you mean 3 October 1954, write 1954-10-03."),
        ("59999", "If you mean 7 April 2064, write 2064-04-07."),
    ],
)
def test_a_date_in_another_manner_is_answered_with_ours(text: str, meant: str) -> None:
    with pytest.raises(Refusal) as refused:
        day(text)
    assert refused.value.message == f"“{text}” is not a date"
    assert refused.value.hint == meant


@pytest.mark.parametrize("text", ["2024-13-45", "2023-02-29", "2024-00-10", "2024-13"])
def test_a_day_that_never_was_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        day(text)
    assert refused.value.hint.startswith("There is no such day or month. Write dates as year-")


@pytest.mark.parametrize(
    "text",
    [
        "soon",
        "fall 2018",
        "autumn",
        "02/31/2018",
        "99 July 2018",
        "2018-07-31T09:00",
        "",
        "999",
        "19999",
        "60000",
    ],
)
def test_what_cannot_be_guessed_is_answered_with_every_form(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        day(text)
    assert refused.value.hint == HOW_TO_WRITE_DATES


@pytest.mark.parametrize("text", ["0000", "0000-01-01", "winter 9999"])
def test_a_date_outside_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        day(text)


def test_dates_sort_by_their_first_day_and_the_exact_before_the_vague() -> None:
    written = ["2018", "2018-01", "winter 2017", "2018-01-01", "2017-12-02", "2018-03", "2017"]
    assert [one.iso for one in sorted(map(day, written))] == [
        *("2017", "winter 2017", "2017-12-02"),
        *("2018-01-01", "2018-01", "2018", "2018-03"),
    ]


def test_the_year_of_a_winter_is_the_year_in_which_it_begins() -> None:
    assert day("winter 2017").year == 2017


@given(st.dates(date(1800, 1, 1), date(2100, 12, 31)))
def test_every_day_comes_back_as_it_was_written(some_day: date) -> None:
    read = day(some_day.isoformat())
    assert (read.start, read.end, read.iso) == (some_day, some_day, some_day.isoformat())


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_is_refused(text: str) -> None:
    with suppress(Refusal):
        assert day(text).start <= day(text).end


# ---- Time between dates ----


@pytest.mark.parametrize(
    ("first", "last", "fewest", "most"),
    [
        # Day to day: whole months, or the two whole numbers that the truth is between.
        ("2018-01-15", "2018-07-15", 6, 6),
        ("2018-01-15", "2018-07-20", 6, 7),
        ("2018-01-15", "2018-07-14", 5, 6),
        ("2018-01-31", "2018-02-28", 0, 1),
        ("2018-03-10", "2018-03-10", 0, 0),
        # From 28 February to 1 July is a little over four months; from 1 February to 31 July
        # is a day short of six.
        ("2018-02", "2018-07", 4, 6),
        ("2018-02", "2018-03", 0, 2),
        ("2018-02", "2018-02", 0, 1),
        # From 31 October 2019 to 1 January 2021 is fourteen months and a day; from
        # 1 October 2019 to 31 December 2021 is a day short of 27.
        ("2019-10", "2021", 14, 27),
        ("2018", "2018", 0, 12),
        # From 30 November to 15 January is a month and a half; from 1 September it is four and a
        # half.
        ("autumn 2017", "2018-01-15", 1, 5),
        # Never fewer than none, even if the last can lie before the first.
        ("2018-07", "2018-02", 0, 0),
    ],
)
def test_months_between_dates_are_the_range_that_is_known(
    first: str, last: str, fewest: int, most: int
) -> None:
    assert months_between(day(first), day(last)) == (fewest, most)


@given(
    st.dates(date(2000, 1, 1), date(2030, 12, 31)), st.dates(date(2000, 1, 1), date(2030, 12, 31))
)
def test_less_precision_never_narrows_the_range(one: date, other: date) -> None:
    first, last = sorted((one, other))
    exact = months_between(day(first.isoformat()), day(last.isoformat()))
    vague = months_between(day(first.isoformat()[:7]), day(last.isoformat()[:7]))
    assert vague[0] <= exact[0] <= exact[1] <= vague[1]


# ---- Days and moments in words ----


def test_a_day_is_written_without_a_leading_nought() -> None:
    assert long_date(date(2021, 1, 6)) == "6 January 2021"


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (9, 30, "9:30am"),
        (9, 5, "9:05am"),
        (9, 0, "9am"),
        (0, 0, "midnight"),
        (12, 0, "midday"),
        (23, 59, "11:59pm"),
    ],
)
def test_a_time_is_written_as_gov_uk_does(hour: int, minute: int, words: str) -> None:
    moment = datetime(2021, 1, 26, hour, minute)  # noqa: DTZ001 - the words need no time zone
    assert long_moment(moment) == f"{words} on 26 January 2021"


# ---- Telephone numbers ----


@pytest.mark.parametrize(
    ("text", "shown", "href"),
    [
        ("0151 496 0000", "0151 496 0000", "tel:01514960000"),
        ("01632 960000", "01632 960000", "tel:01632960000"),
        (" 01632  960000 ", "01632 960000", "tel:01632960000"),
        ("01632\u2013960000", "01632 960000", "tel:01632960000"),
        ("01632-960-000", "01632 960 000", "tel:01632960000"),
        ("(01632) 960000", "01632 960000", "tel:01632960000"),
        ("01632\u00a0960000", "01632 960000", "tel:01632960000"),
        ("+44 1632 960000", "+44 1632 960000", "tel:+441632960000"),
        ("999", "999", "tel:999"),
    ],
)
def test_a_number_is_shown_in_groups_and_called_without_them(
    text: str, shown: str, href: str
) -> None:
    phone = Phone.parse(text)
    assert str(phone) == shown
    assert phone.href == href


@pytest.mark.parametrize("text", ["+44 (0)1632 960000", "+44(0)1632 960000", "+44 (0) 1632 960000"])
def test_the_nought_in_brackets_is_never_dialled_behind_a_country_code(text: str) -> None:
    assert Phone.parse(text).href == "tel:+441632960000"


def test_the_same_number_is_the_same_however_it_is_spaced() -> None:
    assert Phone.parse("0163 2960 000").digits == Phone.parse("01632-960000").digits


@pytest.mark.parametrize(
    "text",
    ["01632 960000 ext", "O1632 960000", "", "12", "01632/960000", "01632 960000 9600 0000 00"],
)
def test_what_is_no_number_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Refusal, match="is not a telephone number") as refused:
        Phone.parse(text)
    assert "0151 496 0000" in refused.value.hint


@pytest.mark.parametrize(
    ("text", "written", "href"),
    [
        ("01632 960000 ext 4", "01632 960000 ext 4", "tel:01632960000;ext=4"),
        ("01632 960000, extension 4567", "01632 960000 ext 4567", "tel:01632960000;ext=4567"),
        ("01632 960000 x12", "01632 960000 ext 12", "tel:01632960000;ext=12"),
        ("18001 01632 960000", "18001 01632 960000", "tel:1800101632960000"),
    ],
)
def test_a_number_may_have_an_extension_or_go_through_text_relay(
    text: str, written: str, href: str
) -> None:
    phone = Phone.parse(text)
    assert (str(phone), phone.href, phone.digits) == (written, href, "01632960000")


# ---- References, texts and files ----


def test_a_reference_knows_the_place_that_names_it() -> None:
    key = Key.to("theme", Scalar(" neglect ", PLACE))
    assert (key.kind, key.id, key.origin) == ("theme", "neglect", PLACE)
    assert str(key) == "theme:neglect"


def test_a_reference_may_say_its_kind_again() -> None:
    assert Key.to("theme", "theme:neglect") == Key("theme", "neglect")
    assert Key.to("theme", "review:scr1").id == "review:scr1"


def test_references_from_two_places_are_the_same() -> None:
    assert Key("theme", "neglect", PLACE) == Key("theme", "neglect", NOWHERE)
    assert len({Key("theme", "neglect", PLACE), Key("theme", "neglect")}) == 1


def test_a_text_knows_its_place_and_whether_anything_is_written() -> None:
    prose = Prose.read(Scalar("Words.", PLACE))
    assert (str(prose), prose.origin, bool(prose)) == ("Words.", PLACE, True)
    assert not Prose.read(" \n ")
    assert origin_of("of no file") == NOWHERE


@pytest.mark.parametrize(
    "path", ["files/report.pdf", "files/2018/annual report.pdf", "images/a.b.c"]
)
def test_a_file_inside_the_content_folder_is_taken(path: str) -> None:
    assert str(FilePath.parse(f" {path} ")) == path


def test_the_slash_of_the_editing_screen_is_left_out() -> None:
    assert str(FilePath.parse("/files/a.pdf")) == "files/a.pdf"
    assert str(FilePath.parse("/images/mark.svg")) == "images/mark.svg"


@pytest.mark.parametrize(
    "path",
    [
        *("../secret.pdf", "files/../../secret.pdf", "files/..", "..", "."),
        *("/etc/passwd", "//server/share", "files//a.pdf", "files/", "./files/a.pdf", ""),
        *("files\\a.pdf", "..\\secret.pdf", "C:/files/a.pdf", "C:a.pdf", "https://example.org/a"),
    ],
)
def test_a_path_that_could_leave_the_content_folder_is_refused(path: str) -> None:
    with pytest.raises(Refusal, match="is not a path inside the content folder"):
        FilePath.parse(path)


def test_a_file_knows_the_place_that_names_it() -> None:
    assert FilePath.parse(Scalar("files/a.pdf", PLACE)).origin == PLACE


@pytest.mark.parametrize(
    "read",
    [PartialDate.parse, Phone.parse, Prose.read, FilePath.parse, lambda text: Key.to("x", text)],
    ids=["date", "phone", "prose", "file", "key"],
)
@pytest.mark.parametrize("written", [["a"], {"a": "b"}, [], {}], ids=str)
def test_a_list_or_keys_where_one_text_is_meant_are_refused(
    read: Callable[[object], object], written: object
) -> None:
    with pytest.raises(Refusal, match="where one text is meant"):
        read(written)
