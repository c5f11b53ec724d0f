"""Templates write dates, lists and prose as people read them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from markupsafe import Markup

from sitegen.content.dates import PartialDate
from sitegen.content.values import Key, Prose
from sitegen.models.base import Status
from sitegen.models.glossary import Term
from sitegen.models.pages import Page
from sitegen.output import filters
from tests import small_site

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("html", "opening", "sections"),
    [
        (
            "<p>First.</p>\n<h2>Then</h2>\n<p>Last.</p>",
            "<p>First.</p>\n",
            "<h2>Then</h2>\n<p>Last.</p>",
        ),
        ("<h2>At once</h2><h2>Again</h2>", "", "<h2>At once</h2><h2>Again</h2>"),
        ("<p>Words <b>alone</b>.</p>", "<p>Words <b>alone</b>.</p>", ""),
        ("", "", ""),
    ],
)
def test_a_text_is_parted_before_its_first_section(html: str, opening: str, sections: str) -> None:
    assert filters.opening(Markup(html)) == Markup(opening)  # noqa: S704 - written just above
    assert filters.sections(Markup(html)) == Markup(sections)  # noqa: S704 - written just above


@pytest.mark.parametrize(
    ("value", "html"),
    [
        (date(2021, 1, 26), '<time datetime="2021-01-26">26 January 2021</time>'),
        (PartialDate.parse("2018-07"), '<time datetime="2018-07">July 2018</time>'),
        (PartialDate.parse("2018"), '<time datetime="2018">2018</time>'),
        (PartialDate.parse("autumn 2017"), "autumn 2017"),
        (
            datetime(2026, 7, 1, 9, 30, tzinfo=LONDON),
            '<time datetime="2026-07-01T09:30+01:00">9:30am on 1 July 2026</time>',
        ),
        (
            datetime(2026, 1, 1, 12, 0, tzinfo=LONDON),
            '<time datetime="2026-01-01T12:00+00:00">midday on 1 January 2026</time>',
        ),
    ],
)
def test_a_date_is_written_as_exactly_as_it_is_known(
    value: date | datetime | PartialDate, html: str
) -> None:
    assert str(filters.time_element(value)) == html


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], ""),
        (["one"], "one"),
        (["one", "two"], "one and two"),
        (["one", "two", 3], "one, two and 3"),
    ],
)
def test_a_list_is_joined_as_a_sentence(words: list[object], sentence: str) -> None:
    assert filters.sentence(words) == sentence


def test_prose_is_written_with_its_references_filled(tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    small_site.put(content, "pages/a-page.md", small_site.page("Ask *[for help](help.md)* & go."))
    site = small_site.site(content)
    body = site.get(Page, "a-page").body
    prose = filters.prose_filter(site, lambda reference: f"/{reference.target}/")
    assert prose(body) == Markup('<p>Ask <em><a href="/help.md/">for help</a></em> &amp; go.</p>\n')
    assert filters.line_of(prose)(body) == prose(body).strip()[3:-4]


def test_prose_of_several_paragraphs_keeps_them(tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    small_site.put(content, "pages/a-page.md", small_site.page("One.\n\nTwo."))
    site = small_site.site(content)
    line = filters.line_of(filters.prose_filter(site, str))
    assert line(site.get(Page, "a-page").body) == Markup("<p>One.</p>\n<p>Two.</p>")


def test_nothing_is_written_as_nothing(tmp_path: Path) -> None:
    site = small_site.site(small_site.write(tmp_path))
    prose = filters.prose_filter(site, str)
    assert prose(None) == filters.line_of(prose)(None) == Markup()
    assert filters.plain(None) == ""


def test_plain_text_has_no_marks() -> None:
    assert filters.plain(Prose("Ask *for* [help](help.md).")) == "Ask for help."


def test_a_record_that_is_withdrawn_or_not_there_is_not_named() -> None:
    terms = [Term.model_construct(id=name, term=name, meaning=Prose("")) for name in ("one", "two")]
    gone = terms[1].model_copy(update={"status": Status.WITHDRAWN})
    keys = [Key("term", name) for name in ("two", "three", "one")]
    assert filters.named(keys, {keys[2]: terms[0], keys[0]: gone}) == (terms[0],)
    assert filters.named(keys, {keys[2]: terms[0], keys[0]: terms[1]}) == (terms[1], terms[0])
