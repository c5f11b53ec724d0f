"""A broken link is told at the line of its author, whatever kind of link it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.checks.links import Target, authored_links
from sitegen.issues.issue import Origin
from tests import small_site


def test_a_site_in_order_has_no_broken_link(content: Path) -> None:
    assert small_site.told(small_site.check(content)) == []


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("[x y](reviews/index.md#nowhere)", "there is no place “nowhere” on /reviews/"),
        ("[x y](theme:neglect#nowhere)", "there is no place “nowhere” on /themes/neglect/"),
        ("[x y](#nowhere)", "there is no place “nowhere” on /a-page/"),
        ("[x y](/reviws/)", "the link to /reviws/ leads nowhere"),
        ("[x y](/reviews)", "the link to /reviews leads nowhere"),
        ("[x y](/reviews/#nowhere)", "there is no place “nowhere” on /reviews/"),
        ("[x y](/old-reviews)", "the link to /old-reviews goes through a redirect"),
        ("[x y](https://www.exampleshire.example/x/)", "the link to /x/ leads nowhere"),
    ],
)
def test_a_broken_link_in_a_text_is_told_at_its_line(
    content: Path, link: str, message: str
) -> None:
    small_site.put(content, "pages/a-page.md", small_site.page(f"A line.\n\nSee {link}."))
    small_site.change(content, "pages/index.md", "You can", "See [a page](a-page.md). You can")
    assert small_site.told(small_site.check(content)) == [f"pages/a-page.md:10: error: {message}"]


def test_every_line_that_writes_a_broken_link_is_told(content: Path) -> None:
    body = "See [one way](/reviws/).\nOr [another way](/reviws/)."
    small_site.put(content, "pages/a-page.md", small_site.page(body))
    small_site.change(content, "pages/index.md", "You can", "See [a page](a-page.md). You can")
    message = "error: the link to /reviws/ leads nowhere"
    assert [line for line in small_site.told(small_site.check(content)) if "nowhere" in line] == [
        f"pages/a-page.md:8: {message}",
        f"pages/a-page.md:9: {message}",
    ]


def test_a_broken_link_in_a_record_without_a_page_is_told_at_its_line(content: Path) -> None:
    small_site.change(
        content, "glossary.yml", "The health service.", "The [health service](help.md)."
    )
    small_site.change(content, "glossary.yml", "help.md", "pages/help.md#nowhere")
    assert small_site.told(small_site.check(content)) == [
        "glossary.yml:7: error: there is no place “nowhere” on /help/"
    ]


def test_a_broken_link_in_the_statement_is_told_at_its_line(content: Path) -> None:
    small_site.put(
        content, "pages/statement.md", small_site.page("Words.", "shows: statement", title="State")
    )
    small_site.change(content, "pages/index.md", "You can", "See [state](statement.md). You can")
    small_site.change(content, "statement.yml", "With a tool", "With [a tool](/tool/)")
    assert small_site.told(small_site.check(content)) == [
        "statement.yml:5: error: the link to /tool/ leads nowhere"
    ]


def test_the_lines_of_all_links_are_known(content: Path) -> None:
    lines = authored_links(small_site.site(content))
    assert Target("/reviews/") not in lines, "menus are written by templates"
    assert lines[Target("/help/")] == (Origin("pages/index.md", 10),)
    assert lines[Target("/documents/", "annual-report")] == (Origin("pages/index.md", 10),)
    assert lines[Target("/themes/neglect/")] == (Origin("pages/index.md", 10),)


def test_a_page_that_nobody_links_to_is_told_at_its_file(content: Path) -> None:
    small_site.put(content, "pages/lonely.md", small_site.page("Words.", title="Lonely"))
    assert small_site.told(small_site.check(content)) == [
        "pages/lonely.md:1: error: no page links to /lonely/"
    ]


def test_several_addresses_may_be_gone_at_once(content: Path) -> None:
    # Their notices share a title, which no author could change.
    gone = "- {from: /another, reason: It has ended., since: 2026-11-01}\n"
    text = (content / "addresses.yml").read_text(encoding="utf-8")
    small_site.put(content, "addresses.yml", text + gone)
    assert small_site.told(small_site.check(content)) == []
