"""What is read from a finished page is what people and browsers meet."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.checks import page_facts, phone_numbers
from sitegen.checks.page_facts import Anchor, HeadingFacts, Landmark, TableFacts
from tests import small_site
from tests.checks import cases


def read(body: str, head: str = "") -> page_facts.PageFacts:
    """Read a page with these words in its body."""
    return page_facts.read(
        "/x/", f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    )


def test_the_head_is_read() -> None:
    head = """
        <title>A &amp;
        B – C</title> <meta name=description content="Say &quot;yes&quot;">
        <link href="https://x.example/" rel=canonical>"""
    page = page_facts.read("/x/", f'<html lang="cy"><head>{head}</head><body></body></html>')
    assert (page.url, page.lang, page.title) == ("/x/", "cy", "A & B – C")
    assert (page.description, page.canonical) == ('Say "yes"', "https://x.example/")


def test_the_title_of_a_drawing_is_not_the_title_of_the_page() -> None:
    assert read("<svg><title>A wheel</title></svg>").title == ""


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("Annual <b>report</b>s", "Annual reports"),
        ("Annual<br>report", "Annual report"),
        ("<span>Annual</span> <span>report</span>", "Annual report"),
        ("<p>Annual</p><p>report</p>", "Annual report"),
        ('Report <svg aria-hidden="true"><title>arrow</title></svg>', "Report"),
        ('<img alt="Annual" src="a"><img alt="report" src="b">', "Annual report"),
        ('<svg aria-label="Report"><path/></svg>', "Report"),
        ("<svg><title>Report</title></svg>", "Report"),
        ("Report<!-- not this -->", "Report"),
        ("&nbsp;", ""),
        ("", ""),
    ],
)
def test_a_link_is_named_by_what_is_heard_in_it(html: str, name: str) -> None:
    assert read(f'<a href="/r/">{html}</a>').anchors == (Anchor("/r/", name),)


@pytest.mark.parametrize(
    ("attributes", "name"),
    [
        ('aria-label="Label"', "Label"),
        ('aria-labelledby="one two" aria-label="Label"', "First Second"),
        ('title="Title"', "Words"),
        ('aria-label=" "', "Words"),
        ('aria-labelledby="nobody"', "Words"),
    ],
)
def test_a_label_goes_before_words_and_words_before_a_title(attributes: str, name: str) -> None:
    labels = '<i id="one">First</i><i id="two">Second</i>'
    assert read(f'<a href="/r/" {attributes}>Words</a>{labels}').anchors[0].name == name


def test_a_title_is_better_than_nothing() -> None:
    assert read('<a href="/r/" title="Title"></a>').anchors[0].name == "Title"


def test_a_place_without_an_address_is_no_link() -> None:
    assert read('<a id="here">Here</a>').anchors == ()


def test_unclosed_and_capital_tags_are_read_as_browsers_read_them() -> None:
    page = read("<UL><LI>One<LI><A HREF=/two/>Two</A></UL><H2>Three<H3>Four")
    assert page.anchors == (Anchor("/two/", "Two"),)
    assert page.headings == (HeadingFacts(2, "Three"), HeadingFacts(3, "Four"))
    assert page.empty_elements == ()


def test_everything_that_a_browser_fetches_is_found() -> None:
    head = """<link rel="shortcut icon" href="/i"><link rel=manifest href="/m">
        <link rel="preload stylesheet" href="/s"><link rel=canonical href="/c">"""
    body = """<img src="/a" srcset="/b 1x, /c 2x"><video poster="/p" src="/v"></video>
        <object data="/o"></object><svg><use href="/u#x"/></svg><script src="/j"></script>"""
    found = read(body, head).resources
    assert sorted(found) == ["/a", "/b", "/c", "/i", "/j", "/m", "/o", "/p", "/s", "/u#x", "/v"]


def test_a_table_is_named_by_its_caption_or_the_region_around_it() -> None:
    table = '<table>{}<tr><th scope="col">A</th><th>B</th></tr></table>'
    page = read(
        table.format("<caption>Dates</caption>")
        + f'<div role="region" aria-label="More"><div>{table.format("")}</div></div>'
        + f'<div aria-label="No region">{table.format("")}</div>'
    )
    assert page.tables == (
        TableFacts("Dates", 2, 1),
        TableFacts("More", 2, 1),
        TableFacts("", 2, 1),
    )


def test_headers_of_parts_of_the_page_are_no_landmarks() -> None:
    page = read("<header></header><main><article><header></header></article></main>")
    assert page.landmarks == (Landmark("header", ""), Landmark("main", ""))


def test_the_ids_are_listed_in_order_with_repeats() -> None:
    assert read('<p id="b"><p id="a"><p id="b"><p id="">').ids == ("b", "a", "b", "")


@pytest.mark.parametrize(
    "written",
    [
        "01632, 960000", "01632 <b>960</b>000", "01632/960/000", "0 1 6 3 2 9 6 0 0 0 0",
        "+44 1632 960000", "<td>01632</td><td>960000</td>", "01632 – 960 – 000", "(01632) 960000",
    ],
)  # fmt: skip
def test_a_number_on_a_page_is_found_whatever_lies_between_its_digits(
    tmp_path: Path, written: str
) -> None:
    site = small_site.site(small_site.write(tmp_path))
    page = cases.html_page("/a/", f"<p>Call {written} now</p>")
    (issue,) = phone_numbers.finished_pages_insert_their_numbers(site, [page])
    assert "the number of “office” is typed on /a/" in issue.message


def test_a_number_that_was_inserted_is_not_typed(tmp_path: Path) -> None:
    site = small_site.site(small_site.write(tmp_path))
    html = "<p><a href='tel:01632960000'>01632 960000</a>, in 2018 to 2019, call 01632 960001</p>"
    page = cases.html_page("/a/", html)
    assert not [*phone_numbers.finished_pages_insert_their_numbers(site, [page])]
