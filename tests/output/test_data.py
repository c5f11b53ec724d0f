"""The downloads can be trusted: whole, described, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from sitegen.output import downloads
from sitegen.site.site import Site
from sitegen.views.columns import Cell, Column, ColumnType, cell
from sitegen.views.data_tables import DataTable
from sitegen.views.tables import tables
from tests import small_site

BASE = "https://www.exampleshire.example"
NAMES = (
    *("reviews", "review_milestones", "review_themes", "recommendations"),
    *("recommendation_progress", "actions"),
    *("action_history", "action_evidence", "evidence", "enquiries", "procedures"),
    *("themes", "documents", "questions", "contacts"),
    "figures",
)


FIGURE = """- id: children-seen
  value: 40
  unit: children
  wording: "40"
  as_at: 2026-10
  sources: [{document: annual-report, place: Page 2}]
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A small site with a page for each register."""
    content = small_site.write(tmp_path)
    for shows in ("recommendations", "actions", "evidence", "asked", "procedures", "questions"):
        page = small_site.page("All of them.", f"shows: {shows}", title=shows.capitalize())
        small_site.put(content, f"pages/{shows}.md", page)
    small_site.put(content, "pages/data.md", small_site.page("Data.", "shows: data", title="Data"))
    return small_site.site(content)


def test_a_part_that_a_site_does_not_have_is_no_register(tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    names = {table.name for table in tables(small_site.site(content))}
    assert names == {
        *("reviews", "review_milestones", "review_themes", "themes", "documents", "contacts")
    }
    small_site.put(content, "figures.yml", FIGURE)
    assert {table.name for table in tables(small_site.site(content))} == {*names, "figures"}


def table(*cells: Cell) -> DataTable:
    """Make a table of one column."""
    column = Column("what", "What it is.", lambda _: None)
    rows = tuple((cell,) for cell in cells)
    return DataTable("things", "Things", "Each row is a thing.", (column,), rows)


def written(site: Site, *found: DataTable) -> dict[str, bytes]:
    """Write tables, and return their files."""
    return {output.path: output.data for output in downloads.downloads(site, found)}


def csv_of(site: Site, *cells: Cell) -> bytes:
    """Write a table of one column as CSV."""
    return written(site, table(*cells))["data/things.csv"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=HYPERLINK(“x”)"]
)
def test_a_text_that_a_spreadsheet_would_run_is_only_text(site: Site, text: str) -> None:
    rows = list(csv.reader(io.StringIO(csv_of(site, text).decode("utf-8-sig"), newline="")))
    assert rows[1] == [f"'{text}"]


def test_a_list_that_begins_like_a_formula_is_only_text(site: Site) -> None:
    assert csv_of(site, ("=1", "=2")).decode("utf-8-sig") == "what\r\n'=1; =2\r\n"


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        *((-5, "-5"), (1.5, "1.5"), (None, '""'), ("a=b", "a=b"), (True, "true")),
        *((False, "false"), (("a", "b"), "a; b"), ((), '""')),
    ],
)
def test_other_values_stay_as_they_are(site: Site, cell: Cell, shown: str) -> None:
    assert csv_of(site, cell).decode("utf-8-sig").splitlines()[1] == shown


def test_csv_is_quoted_and_ends_its_lines_as_the_standard_says(site: Site) -> None:
    text = csv_of(site, 'She said “no”, and "yes"', "two\nlines", "a,b")
    assert text.startswith(b"\xef\xbb\xbf"), "Excel needs the mark to see that this is UTF-8"
    assert text.decode("utf-8-sig") == (
        'what\r\n"She said “no”, and ""yes"""\r\n"two\nlines"\r\n"a,b"\r\n'
    )


def test_every_register_comes_in_three_forms_and_all_are_described_together(site: Site) -> None:
    forms = ("csv", "json", "schema.json")
    each = [f"data/{name}.{form}" for name in NAMES for form in forms]
    together = ["data/datapackage.json", "data/csv-metadata.json"]
    assert sorted(written(site, *tables(site))) == sorted([*each, *together])


@pytest.mark.parametrize("name", NAMES)
def test_no_column_takes_what_is_not_of_its_type(site: Site, name: str) -> None:
    (found,) = (one for one in tables(site) if one.name == name)
    schema = json.loads(written(site, *tables(site))[f"data/{name}.schema.json"])
    row = schema["properties"][name]["items"]["properties"]
    for column in found.columns:
        cells = Draft202012Validator(row[column.name])
        nonsense: list[object] = [{"deep": 1}, [["nonsense"]]]
        if column.type is not ColumnType.LIST:
            nonsense.append(["nonsense"])
        if column.type is not ColumnType.TEXT or column.words:
            nonsense.append("nonsense")
        if column.needed:
            nonsense.append(None)
        assert [one for one in nonsense if cells.is_valid(one)] == [], column.name


@pytest.mark.parametrize("spoil", ["extra", "missing", "number"])
def test_the_schema_tells_a_register_that_differs(site: Site, spoil: str) -> None:
    files = written(site, *tables(site))
    schema = json.loads(files["data/reviews.schema.json"])
    document: dict[str, Any] = json.loads(files["data/reviews.json"])
    row = document["reviews"][0]
    if spoil == "extra":
        row["signoffs"] = "private"
    elif spoil == "missing":
        del row["title"]
    else:
        row["title"] = {"deep": 1}
    assert len(list(Draft202012Validator(schema).iter_errors(document))) == 1


def test_every_column_says_what_it_means(site: Site) -> None:
    for found in tables(site):
        assert [column.name for column in found.columns if not column.meaning] == []


def test_json_says_whose_it_is_and_when_it_was_made(site: Site) -> None:
    document = json.loads(written(site, *tables(site))["data/reviews.json"])
    assert document["publisher"] == "Exampleshire Safeguarding Children Board"
    assert document["generated"] == "2026-11-22"
    assert document["reviews"][0]["title"] == "Review of Robin"


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("2019-04-05", ("2019-04-05", "2019-04-05", "2019-04-05", "5 April 2019")),
        ("2019-04", ("2019-04", "2019-04-01", "2019-04-30", "April 2019")),
        ("2020-02", ("2020-02", "2020-02-01", "2020-02-29", "February 2020")),
        ("2019", ("2019", "2019-01-01", "2019-12-31", "2019")),
        ("spring 2019", ("2019-21", "2019-03-01", "2019-05-31", "spring 2019")),
        ("autumn 2019", ("2019-23", "2019-09-01", "2019-11-30", "autumn 2019")),
    ],
)
def test_a_date_is_told_as_exactly_as_it_is_known_with_its_first_and_last_day(
    tmp_path: Path, date: str, told: tuple[str, ...]
) -> None:
    content = small_site.write(tmp_path)
    small_site.change(content, "documents.yml", "dated: 2018-07", f"dated: {date}")
    site = small_site.site(content)
    files = written(site, *tables(site))
    (row,) = json.loads(files["data/documents.json"])["documents"]
    names = ("dated", "dated_from", "dated_to", "dated_words")
    assert tuple(row[name] for name in names) == told


def test_addresses_are_whole_and_whole_numbers_are_whole(site: Site) -> None:
    files = written(site, *tables(site))
    (review,) = json.loads(files["data/reviews.json"])["reviews"]
    assert review["url"] == f"{BASE}/reviews/scr1/"
    assert [json.dumps(cell(value)) for value in (5.0, 2.5, 7)] == ["5", "2.5", "7"]


def test_a_licence_is_told_once_the_board_has_set_one(tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    site = small_site.site(content)
    unset = json.loads(written(site, *tables(site))["data/themes.json"])
    assert unset["licence"] is None
    assert unset["terms"].startswith("No licence has been set.")
    with (content / "site.yml").open("a", encoding="utf-8") as file:
        file.write("licence: {title: Open, web: https://law.example/, identifier: OGL-UK-3.0}\n")
    site = small_site.site(content)
    files = written(site, *tables(site))
    told = json.loads(files["data/themes.json"])
    assert (told["licence"], told["terms"]) == ("https://law.example/", "Open")
    (named,) = json.loads(files["data/datapackage.json"])["licenses"]
    assert named == {"name": "OGL-UK-3.0", "title": "Open", "path": "https://law.example/"}
    csvw = json.loads(files["data/csv-metadata.json"])
    assert csvw["dc:license"] == {"@id": "https://law.example/"}


def test_what_is_private_or_withdrawn_is_in_no_download(tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    small_site.change(
        content,
        "reviews/scr1.md",
        "status: published",
        "status: withdrawn\nwithdrawn_reason: The family asked for it.",
    )
    small_site.change(
        content, "reviews/scr1.md", "milestones", "signoffs: {legal: 2019-03-31}\nmilestones"
    )
    site = small_site.site(content)
    everything = b"".join(written(site, *tables(site)).values())
    assert b"Robin" not in everything
    assert b"2019-03-31" not in everything
