"""What stands around a page fits the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.site.site import Site
from sitegen.views.frame import Frame, frame, site_frame
from sitegen.views.menus import FramePlace, MenuSection, NavLink, parent_url
from tests import small_site


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The content of a small site with a second level of pages."""
    content = small_site.write(tmp_path)
    for order, name in enumerate(("zebra", "ant")):
        text = small_site.page("Words.", f"order: {order}", title=name.title())
        small_site.put(content, f"pages/reviews/{name}.md", text)
    small_site.put(content, "pages/reviews/zebra/stripe.md", small_site.page("W.", title="Stripe"))
    return content


def around(site: Site, url: str, template: str = "page") -> Frame:
    """Arrange the frame of a page that a record has."""
    item = next((r.item for r in site.records if r.item.url == url), None)
    title = item.label if item else "Gone"
    return frame(site, FramePlace(url, title, template, item))


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("/", "Keeping children safe – Exampleshire SCB"),
        ("/help/", "Worried about a child – Exampleshire SCB"),
        ("/reviews/scr1/", "Review of Robin – Reviews – Exampleshire SCB"),
        ("/reviews/zebra/stripe/", "Stripe – Zebra – Exampleshire SCB"),
        ("/404.html", "We cannot find that page – Exampleshire SCB"),
    ],
)
def test_the_title_says_page_section_and_site(content: Path, url: str, title: str) -> None:
    assert around(small_site.site(content), url).head_title == title


@pytest.mark.parametrize(
    ("url", "labels"),
    [
        ("/", []),
        ("/404.html", []),
        ("/help/", ["Home"]),
        ("/reviews/zebra/stripe/", ["Home", "Reviews", "Zebra"]),
        ("/themes/neglect/", ["Home", "Themes"]),
        ("/old/thing/", ["Home"]),
    ],
)
def test_the_breadcrumbs_name_the_pages_above_that_exist(
    content: Path, url: str, labels: list[str]
) -> None:
    crumbs = around(small_site.site(content), url).breadcrumbs
    assert [crumb.label for crumb in crumbs] == labels


def test_the_menu_marks_the_section_of_the_page(content: Path) -> None:
    site = small_site.site(content)
    assert around(site, "/reviews/scr1/").menu == (
        NavLink("Worried about a child", "/help/", current=False),
        NavLink("Reviews", "/reviews/", current=True),
    )
    assert not any(item.current for item in around(site, "/").menu)


def test_home_in_the_menu_is_marked_at_home_alone(content: Path) -> None:
    small_site.change(content, "site.yml", "menu: [help, reviews]", "menu: [index, help]")
    site = small_site.site(content)
    assert [item.current for item in around(site, "/").menu] == [True, False]
    assert [item.current for item in around(site, "/help/").menu] == [False, True]


def test_the_neighbours_stand_in_their_order_below_their_parents(content: Path) -> None:
    section = around(small_site.site(content), "/reviews/zebra/").section
    assert section == MenuSection(
        "Reviews",
        "/reviews/",
        (
            NavLink("Zebra", "/reviews/zebra/", current=True),
            NavLink("Stripe", "/reviews/zebra/stripe/", current=False),
            NavLink("Ant", "/reviews/ant/", current=False),
        ),
    )


@pytest.mark.parametrize("url", ["/", "/404.html", "/help/"])
def test_a_page_without_neighbours_has_no_section(content: Path, url: str) -> None:
    assert around(small_site.site(content), url).section is None


@pytest.mark.parametrize(
    ("url", "shown"),
    [("/reviews/scr1/", True), ("/themes/neglect/", True), ("/reviews/", False)],
)
def test_support_is_offered_beside_what_is_about_harm(
    content: Path,
    url: str,
    shown: bool,  # noqa: FBT001 - pytest passes it so
) -> None:
    support = around(small_site.site(content), url).support
    assert [point.id for point in support] == (["helpline"] if shown else [])


def test_a_page_may_ask_for_support_lines(content: Path) -> None:
    small_site.put(content, "pages/harm.md", small_site.page("Words.", "support: true"))
    assert around(small_site.site(content), "/harm/").support


def test_a_page_has_lines_of_its_own_in_place_of_those_of_the_site(content: Path) -> None:
    own = "support: true\nsupport_contacts: emergency"
    small_site.put(content, "pages/harm.md", small_site.page("Words.", own))
    small_site.change(content, "themes.yml", "  title:", "  support_contacts: emergency\n  title:")
    site = small_site.site(content)
    for url in ("/harm/", "/themes/neglect/"):
        assert [point.id for point in around(site, url).support] == ["emergency"]


def test_a_page_for_professionals_alone_offers_no_support_lines(content: Path) -> None:
    for name, audience in (("trade", "professionals"), ("both", "[professionals, parents]")):
        extra = f"support: true\naudience: {audience}"
        small_site.put(content, f"pages/{name}.md", small_site.page("Words.", extra))
    site = small_site.site(content)
    assert around(site, "/trade/").support == ()
    assert around(site, "/both/").support


def test_urgent_numbers_and_the_office_stand_on_every_page(content: Path) -> None:
    found = site_frame(small_site.site(content), ())
    assert [point.id for point in found.urgent] == ["emergency"]
    assert found.office.id == "office"
    assert found.help == NavLink("Worried about a child", "/help/")


def test_help_pages_offer_a_quick_way_out_unless_told_otherwise(content: Path) -> None:
    assert around(small_site.site(content), "/help/").exit_url == "https://weather.example/"
    assert around(small_site.site(content), "/reviews/").exit_url == ""
    small_site.change(content, "pages/help.md", "shows: help", "shows: help\nexit_button: no")
    small_site.change(
        content, "pages/reviews/index.md", "shows: reviews", "shows: reviews\nexit_button: yes"
    )
    assert around(small_site.site(content), "/help/").exit_url == ""
    assert around(small_site.site(content), "/reviews/").exit_url == "https://weather.example/"


def test_a_page_describes_itself_or_else_the_site(content: Path) -> None:
    long = "Needs that nobody meets. " + "More words about it. " * 20
    small_site.change(content, "themes.yml", "Needs that nobody meets.", long)
    site = small_site.site(content)
    assert around(site, "/help/").description == "Help now."
    assert (
        around(site, "/old/thing/").description
        == "What the board of Exampleshire does for children."
    )
    theme = around(site, "/themes/neglect/").description
    assert theme.startswith("Needs that nobody meets. More words")
    assert theme.endswith("…")
    assert len(theme) <= 161


def test_the_address_to_keep_is_whole(content: Path) -> None:
    assert around(small_site.site(content), "/help/").canonical == (
        "https://www.exampleshire.example/help/"
    )


@pytest.mark.parametrize("indexed", [True, False])
def test_a_page_that_is_in_no_sitemap_is_hidden(
    content: Path,
    indexed: bool,  # noqa: FBT001 - pytest passes it so
) -> None:
    place = FramePlace("/help/", "Help", "help", None, indexed)
    assert frame(small_site.site(content), place).noindex is not indexed


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Short", "Short – Zebra – Exampleshire SCB"),
        ("A title of forty letters, counted by hand", "{} – Exampleshire SCB"),
        ("A title that is so long by itself that nothing can stand beside it", "{}"),
    ],
)
def test_a_long_title_goes_without_what_else_it_would_say(
    content: Path, title: str, shown: str
) -> None:
    place = FramePlace("/reviews/zebra/stripe/", title, "page", None)
    assert frame(small_site.site(content), place).head_title == shown.format(title)


def test_a_preview_is_hidden_whole(content: Path) -> None:
    assert around(small_site.site(content, preview=True), "/help/").noindex


def test_the_contents_of_a_page_are_its_headings_of_the_second_level(content: Path) -> None:
    body = "## One\n\n### Below\n\n## Two *and* a half"
    small_site.put(content, "pages/long.md", small_site.page(body))
    headings = around(small_site.site(content), "/long/").headings
    assert [(found.id, found.text) for found in headings] == [
        ("one", "One"),
        ("two-and-a-half", "Two and a half"),
    ]


def test_a_page_tells_when_it_came_and_what_changed(content: Path) -> None:
    small_site.change(
        content, "pages/help.md", "shows", "changes: [{date: 2026-11-21, note: New.}]\nshows"
    )
    found = around(small_site.site(content), "/help/")
    assert str(found.published) == "2026-11-20"
    assert [(str(change.date), change.note) for change in found.changes] == [("2026-11-21", "New.")]


@pytest.mark.parametrize(
    ("url", "parent"), [("/", ""), ("/a/", "/"), ("/a/b/", "/a/"), ("/f.x", "/")]
)
def test_the_parent_of_an_address_is_one_step_up(url: str, parent: str) -> None:
    assert parent_url(url) == parent


POLISH = "lang: pl\nversion_of: help\nmenu_title: Help in Polish\nshows: help"


def polish(content: Path, words: str = "Zadzwoń.") -> None:
    small_site.put(content, "pages/help/polski.md", small_site.page(words, POLISH, title="Pomoc"))


def made(content: Path, *urls: str) -> list[str]:
    """Return the HTML of some pages."""
    outputs = small_site.finished(content).outputs
    found = {one.url: one.data.decode() for one in outputs if one.url in urls}
    return [found[url] for url in urls]


def test_versions_of_a_page_lead_to_each_other(content: Path) -> None:
    polish(content)
    easy = small_site.page("Words.", "easy_read: yes\nversion_of: help")
    small_site.put(content, "pages/help/easy.md", easy)
    site = small_site.site(content)
    for url in ("/help/", "/help/polski/", "/help/easy/"):
        found = around(site, url).versions
        assert [(one.label, one.url) for one in found] == [
            ("English", "/help/"),
            ("Easy read", "/help/easy/"),
            ("Polski", "/help/polski/"),
        ]
        assert [one.url for one in found if one.current] == [url]
    assert around(site, "/").versions == ()


def test_a_page_in_another_language_marks_its_words_and_nothing_else(content: Path) -> None:
    polish(content)
    html, original, site_map = made(content, "/help/polski/", "/help/", "/site-map/")
    assert '<html lang="en-GB">' in html
    assert re.search(r'<h1 lang="pl">[^<]*</h1>', html)
    assert re.search(r'<div class="prose[^"]*" lang="pl">\s*<p>Zadzwoń', html)
    assert 'rel="alternate" hreflang="pl"' in html
    assert 'rel="alternate" hreflang="pl"' in original
    assert "Help in Polish" in site_map
    assert "Pomoc" not in site_map


def test_arabic_is_written_from_right_to_left(content: Path) -> None:
    polish(content)
    small_site.change(content, "pages/help/polski.md", "lang: pl", "lang: ar")
    assert '<h1 lang="ar" dir="rtl">' in made(content, "/help/polski/")[0]
