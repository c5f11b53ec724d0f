"""Pages that draw on the whole site: the statement, the site map, updates and contacts."""

from __future__ import annotations

from typing import Any

import pytest

from sitegen.models.documents import Accessible, FileState
from sitegen.models.pages import HOME, Shows
from sitegen.models.settings import Compliance
from sitegen.views import charts, directory, home, people, search, statement


@pytest.mark.parametrize("answer", [Accessible.PARTLY, Accessible.NO])
def test_the_statement_cannot_say_fully_while_a_document_is_flagged(
    make: Any, answer: Accessible
) -> None:
    flagged = make.document("scan", accessible=answer, accessible_why="It is a scan.")
    found = statement.statement(make.site(flagged))
    assert found.compliance is Compliance.PARTIALLY
    assert [one.document for one in found.flagged] == [flagged]
    assert found.flagged[0].reasons == ("It is a scan",)


def test_the_statement_cannot_say_fully_while_a_file_is_unchecked(make: Any) -> None:
    file = make.document("a", file_state=FileState.AVAILABLE, file="files/a.pdf")
    assert statement.statement(make.site(file)).compliance is Compliance.PARTIALLY


def test_the_statement_says_fully_when_nothing_stands_against_it(make: Any) -> None:
    found = statement.statement(make.site(make.document("awaited")))
    assert (found.compliance, found.awaited) == (Compliance.FULLY, 1)


def test_the_statement_never_says_more_than_its_author_did(make: Any) -> None:
    site = make.site(compliance=Compliance.NOT)
    assert statement.statement(site).compliance is Compliance.NOT


def test_the_site_map_is_the_tree_of_folders_with_the_records_of_each_list(make: Any) -> None:
    site = make.site(
        make.page(HOME, shows=Shows.HOME),
        make.page("reviews", shows=Shows.REVIEWS),
        make.page("reviews/timeline", shows=Shows.TIMELINE),
        make.page("missing", shows=Shows.NOT_FOUND),
        make.published("one", "2018"),
    )
    top = directory.tree(site)
    assert top is not None
    assert [branch.entry.item.id for branch in top.below] == ["reviews"]
    assert [branch.entry.item.id for branch in top.below[0].below] == ["reviews/timeline"]
    assert [entry.item.id for entry in top.below[0].records] == ["one"]


def test_a_page_whose_folder_has_no_page_hangs_on_the_nearest_one_above(make: Any) -> None:
    home, deep = make.page(HOME), make.page("a/b/c")
    top = directory.tree(make.site(home, deep))
    assert top is not None
    assert top.below[0].entry.item == deep


def test_two_records_of_one_name_are_told_apart(make: Any) -> None:
    site = make.site(
        make.page("plan", title="The plan"),
        make.document("plan", title="The plan", what_it_says="plan"),
        make.page("a", title="Contact"),
        make.page("b", title="Contact"),
    )
    labels = [entry.label for entry in directory.named_apart(site, directory.records(site))]
    assert len(set(labels)) == len(labels)
    assert {"The plan (page)", "The plan (document)"} <= set(labels)


def test_the_list_from_a_to_z_holds_pages_and_terms(make: Any) -> None:
    term = make.term("SCR")
    found = search.search(make.site(make.page("a", title="7 minutes"), term)).letters
    assert [letter.letter for letter in found] == ["0–9", "S"]


def test_only_the_numbers_that_protect_children_are_called_for(make: Any) -> None:
    call = {"on": "2026-11-22", "by": "Us", "how": "called", "number": "01632 960001"}
    safe = make.contact(
        "helpline", purpose="safety", phone="01632 960001", verified=call, recheck_every=90
    )
    post = make.contact("clerk", purpose="post", phone="01632 960002")
    page = make.page("help", shows=Shows.HELP, contacts=("clerk", "helpline"))
    site = make.site(safe, post, page)
    assert home.help_page(site, page).numbers == (safe,)
    assert home.help_page(site, page).points == (post, safe)
    assert home.home(site, page).numbers == (safe,)


def test_a_contact_point_of_a_post_is_shown_with_its_person_only(make: Any) -> None:
    post, office = make.contact("post", "post"), make.contact("office")
    person = make.person("manager", "Office", "post")
    page = make.page("contact", contacts=("post", "office"))
    found = people.contact(make.site(post, office, person), page)
    assert found.points == (office,)
    assert found.teams[0].posts[0].contact == post


def test_the_contact_page_of_a_group_shows_its_own_people_only(make: Any) -> None:
    ours = make.person("a", "Panel", "panel")
    other = make.person("b", "Office", "post")
    page = make.page("c", contacts=("panel",), group="panel")
    found = people.contact(make.site(make.contact("panel"), ours, other), page)
    assert [team.organisation for team in found.teams] == ["Panel"]


def test_groups_form_a_tree_and_a_circle_of_groups_does_no_harm(make: Any) -> None:
    site = make.site(
        make.group("board"),
        make.group("panel", "board"),
        make.group("x", "y"),
        make.group("y", "x"),
    )
    found = people.structure(site)
    assert [branch.group.id for branch in found.groups] == ["board", "panel"]


@pytest.mark.parametrize(
    ("nodes", "rows"),
    [
        ("ABCD", [("D", "A"), ("C", "B")]),
        ("ABCDE", [("A",), ("E", "B"), ("D", "C")]),
    ],
)
def test_a_ring_goes_clockwise_from_the_top(
    make: Any, nodes: str, rows: list[tuple[str, ...]]
) -> None:
    found = charts.ring(make.diagram(*nodes))
    assert [*found.upper, *found.lower] == rows
