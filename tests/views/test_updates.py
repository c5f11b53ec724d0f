"""The page of updates tells each day what is new, what changed and what was done."""

from __future__ import annotations

from datetime import date
from typing import Any

from sitegen.models.follow_up import ActionState
from sitegen.views import updates
from sitegen.views.updates import LAUNCH, UpdateKind


def days(site: Any) -> list[updates.UpdatesDay]:
    """Return the days of all pages of updates."""
    return [day for page in updates.update_lists(site, "/updates/") for day in page.days]


def told(site: Any) -> list[tuple[str, str, list[str]]]:
    """Return each group of the page as its day, its kind and its labels."""
    return [
        (day.date.isoformat(), str(group.kind), [one.entry.label for one in group.updates])
        for day in days(site)
        for group in day.groups
    ]


def test_the_newest_day_comes_first_and_a_change_is_told_with_its_note(make: Any) -> None:
    note = {"date": "2026-12-01", "note": "A number changed."}
    site = make.site(make.page("a"), make.page("b", changes=(note,)))
    assert told(site) == [
        ("2026-12-01", "Changed", ["Page b"]),
        ("2026-11-22", "New", ["Page a", "Page b"]),
    ]
    (change,) = days(site)[0].groups[0].updates
    assert change.words == "A number changed."


def test_a_finished_action_is_told_on_its_day_and_never_on_an_invented_one(make: Any) -> None:
    def history(when: str) -> tuple[dict[str, str], ...]:
        return ({"date": "2020", "note": "It began."}, {"date": when, "note": "All was done."})

    site = make.site(
        make.action("exact", ActionState.DONE, history=history("2026-12-02")),
        make.action("month", ActionState.DONE, history=history("2026-12")),
        make.action("open", ActionState.IN_PROGRESS, history=history("2026-12-02")),
    )
    (day,) = days(site)
    assert day.date == date(2026, 12, 2)
    (group,) = day.groups
    assert group.kind is UpdateKind.DONE
    assert [one.entry.item.id for one in group.updates] == ["exact"]
    assert group.updates[0].words == "All was done."


def test_of_one_day_what_matters_most_comes_first(make: Any) -> None:
    review = make.published("r", "2018")
    ((_, _, labels),) = told(make.site(make.page("a"), make.page("z"), review))
    assert labels == [review.title, "Page a", "Page z"]


def test_the_opening_of_a_site_is_told_in_one_line(make: Any) -> None:
    pages = [make.page(name) for name in ("index", *(f"p{number}" for number in range(LAUNCH)))]
    later = make.page("later", published="2026-12-05")
    earlier = make.page("of-an-earlier-site", published="2025-01-31")
    first, opened, last = days(make.site(*pages, later, earlier))
    assert [one.entry.label for one in first.groups[0].updates] == ["Page later"]
    assert (opened.groups, opened.opened) == ((), LAUNCH + 1)
    assert [one.entry.label for one in last.groups[0].updates] == ["Page of-an-earlier-site"]


def test_much_that_is_told_stands_in_pages_of_fifty(make: Any) -> None:
    pages = [make.page(f"p{n:03}", published=f"2026-{n % 12 + 1:02}-07") for n in range(120)]
    found = list(updates.update_lists(make.site(*pages), "/updates/"))
    assert [page.sheet.url for page in found] == [
        "/updates/",
        "/updates/page-2/",
        "/updates/page-3/",
    ]
    assert sum(len(group.updates) for day in days(make.site(*pages)) for group in day.groups) == 120
