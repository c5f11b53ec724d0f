"""Every record with a page has one address, and what is gone says so at its old one."""

from __future__ import annotations

from pathlib import Path

from sitegen.output.routes import Route, clashes, routes
from sitegen.views.tombstones import Tombstone
from tests import small_site


def by_url(content: Path) -> dict[str, Route]:
    """Return the routes by their addresses."""
    return {route.url: route for route in routes(small_site.site(content))}


def test_every_page_has_its_address_in_order(content: Path) -> None:
    assert list(by_url(content)) == [
        "/",
        "/404.html",
        "/accessibility/",
        "/contact/",
        "/documents/",
        "/glossary/",
        "/gone/files-leaflet-pdf/",
        "/help/",
        "/newsletters/",
        "/privacy/",
        "/reviews/",
        "/reviews/scr1/",
        "/scheme/",
        "/site-map/",
        "/themes/",
        "/themes/neglect/",
    ]


def test_a_route_knows_its_template_title_and_file(content: Path) -> None:
    route = by_url(content)["/reviews/scr1/"]
    assert (route.template, route.title) == ("review.html", "Review of Robin")
    assert str(route.origin) == "reviews/scr1.md:1"
    assert route.indexed
    assert route.view is not None


def test_only_what_is_there_is_for_search_engines(content: Path) -> None:
    hidden = {url for url, route in by_url(content).items() if not route.indexed}
    assert hidden == {"/404.html", "/gone/files-leaflet-pdf/", "/scheme/"}


def test_a_clash_of_addresses_names_both_files(content: Path) -> None:
    small_site.put(content, "pages/reviews/scr1.md", small_site.page("Words."))
    (clash,) = clashes(routes(small_site.site(content)))
    assert str(clash) == (
        "reviews/scr1.md:1: error: the address /reviews/scr1/ is already taken by "
        "pages/reviews/scr1.md:1\n    Give one of them another file name or id."
    )


def test_a_clash_stops_the_build(content: Path) -> None:
    small_site.put(content, "pages/reviews/scr1.md", small_site.page("Words."))
    assert [line for line in small_site.told(small_site.check(content)) if "already taken" in line]


def test_a_notice_over_a_living_page_is_a_clash(content: Path) -> None:
    small_site.change(content, "addresses.yml", "/scheme/", "/help")
    assert small_site.told(clashes(routes(small_site.site(content)))) == [
        "addresses.yml:4: error: the address /help/ is already taken by pages/help.md:1"
    ]


def test_a_gone_address_says_why_and_since_when(content: Path) -> None:
    route = by_url(content)["/scheme/"]
    assert isinstance(route.view, Tombstone)
    assert str(route.view.reason) == "The scheme has ended."
    assert str(route.view.how_to_request) == "Ask the office."
    assert str(route.view.since) == "2026-11-01"
    assert (route.template, route.item) == ("tombstone.html", None)
    assert str(route.origin) == "addresses.yml:4"


def test_a_withdrawn_record_keeps_its_address_and_nothing_else(content: Path) -> None:
    small_site.change(
        content,
        "reviews/scr1.md",
        "status: published",
        "status: withdrawn\nwithdrawn_reason: The family asked for it.\n"
        "changes: [{date: 2026-11-21, note: Withdrawn.}]",
    )
    route = by_url(content)["/reviews/scr1/"]
    assert (route.template, route.indexed) == ("tombstone.html", False)
    assert isinstance(route.view, Tombstone)
    assert str(route.view.reason) == "The family asked for it."
    assert str(route.view.since) == "2026-11-21"
    finished = small_site.finished(content)
    everything = b"".join(output.data for output in finished.outputs)
    assert b"The family asked for it." in everything
    assert "Robin’s needs".encode() not in everything
    assert b"A review about one child." not in everything


def test_a_draft_has_no_address(content: Path) -> None:
    draft = small_site.page("Words.").replace("status: published", "status: draft")
    small_site.put(content, "pages/a-page.md", draft)
    assert "/a-page/" not in by_url(content)
