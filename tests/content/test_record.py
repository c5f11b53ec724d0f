"""A document becomes records that know their ids and their places."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ConfigDict

from sitegen.content.entry import Entry
from sitegen.content.load import Document
from sitegen.content.parsing import read_list, read_markdown
from sitegen.content.record import Record, listed_twice, records_of
from sitegen.issues.issue import ContentError, Origin


class Thing(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str = ""
    title: str
    body: str = ""


def page(path: str, text: str = "---\ntitle: A\n---\n") -> Document:
    return Document(path, path.partition("/")[0], (read_markdown(text, path),), b"")


def listed(text: str) -> Document:
    return Document("things.yml", "things", read_list(text, "things.yml"), b"")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("reviews/scr1.md", "scr1"),
        ("pages/about/chair.md", "about/chair"),
        ("pages/about/index.md", "about"),
        ("pages/index.md", "index"),
        ("pages/index/index.md", "index"),
        ("pages/about-index.md", "about-index"),
        ("pages/a.md.md", "a.md"),
    ],
)
def test_the_id_of_a_markdown_file_is_its_place(path: str, name: str) -> None:
    (record,) = records_of(page(path), Thing)
    assert (record.id, record.item.id) == (name, name)
    assert record.origin == Origin(path, 1)


def test_each_entry_of_a_list_is_a_record_with_its_line() -> None:
    found = records_of(listed("- id: a\n  title: A\n- id: b\n  title: B\n"), Thing)
    assert [(r.collection, r.id, r.origin.line) for r in found] == [
        ("things", "a", 1),
        ("things", "b", 3),
    ]


def test_a_record_without_an_id_is_known_by_its_line() -> None:
    (record,) = records_of(listed("# Note\n- title: A\n"), Thing)
    assert record.id == "line-2"


def test_the_faults_of_all_entries_are_told_together() -> None:
    with pytest.raises(ContentError) as raised:
        records_of(listed("- id: a\n- id: b\n  title: B\n- id: c\n  tile: C\n"), Thing)
    assert [(i.origin.line, i.field) for i in raised.value.issues] == [(1, "title"), (5, "tile")]


def test_an_id_given_twice_is_told_at_its_second_line() -> None:
    found = records_of(
        listed("- id: a\n  title: A\n- title: B\n  id: a\n- id: a\n  title: C\n"), Thing
    )
    told = "error: id: “a” is already the id of the entry on line 1"
    cure = "    Give one of the two another id."
    assert "\n".join(str(issue) for issue in listed_twice(found)).splitlines() == [
        *(f"things.yml:4: {told}", cure),
        *(f"things.yml:5: {told}", cure),
    ]


def test_two_files_with_one_address_are_both_named() -> None:
    found = (
        *records_of(page("pages/about/index.md"), Thing),
        *records_of(page("pages/about.md"), Thing),
    )
    (issue,) = listed_twice(found)
    assert str(issue).splitlines() == [
        "pages/about.md: error: this file and pages/about/index.md would have the same address",
        "    Rename or delete one of the two.",
    ]


def test_the_same_id_in_two_collections_is_fine() -> None:
    entry: Entry = read_list("- title: A\n", "a.yml")[0]
    found = [Record(name, "a", Thing(id="a", title="A"), entry, b"") for name in ("x", "y")]
    assert list(listed_twice(found)) == []
