"""The worries from A to Z, and what the search says of one."""

from __future__ import annotations

from typing import Any

from sitegen.models.worries import Worry
from sitegen.views import search, worries


def _worry(name: str, line: str = "Tell someone.", **fields: Any) -> Worry:
    whole = {"id": name, "title": name.capitalize(), "line": line, "words": [name]}
    return Worry.model_validate(whole | {"contacts": ["helpline"]} | fields)


def test_worries_stand_under_their_first_letters_with_whom_to_reach(make: Any) -> None:
    helpline = make.contact("helpline", phone="01632 960001")
    site = make.site(_worry("bullying"), _worry("anger", page="more"), make.page("more"), helpline)
    shown = worries.worries(site)
    assert [letter for letter, _ in shown] == ["A", "B"]
    first = shown[0][1][0]
    assert (first.points, first.page and first.page.id) == ((helpline,), "more")


def test_a_worry_says_nothing_of_what_is_not_public(make: Any) -> None:
    helpline = make.contact("helpline", status="draft")
    more = make.page("more", status="draft")
    advice = worries.advice(make.site(helpline, more), _worry("anger", page="more"))
    assert (advice.points, advice.page) == ((), None)


def test_the_search_reads_a_line_with_its_number_and_without_marks(make: Any) -> None:
    worry = _worry("anger", "Call **now**: {contact:helpline}. Don’t wait.")
    site = make.site(worry, make.contact("helpline", phone="01632 960001"))
    assert worries.in_words(site, worry) == "Call now: 01632 960001. Don’t wait."


def test_the_search_leads_to_the_page_of_a_worry_or_to_its_line_in_the_list(make: Any) -> None:
    pages = make.page("more"), make.page("worries", shows="worries")
    site = make.site(_worry("anger", page="more"), _worry("bullying"), *pages)
    urls = {pin.title: pin.url for pin in search.pins(site)}
    assert urls == {"Anger": "/more/", "Bullying": "/worries/#bullying"}
