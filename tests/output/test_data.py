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
from sitegen.views.tables import Cell, Column, DataTable, tables
from tests import small_site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A small site."""
    return small_site.site(small_site.write(tmp_path))


def table(*cells: Cell) -> DataTable:
    """Makes a table of one column."""
    column = Column("what", "What it is.", lambda _: None)
    return DataTable("things", "Things", (column,), tuple((cell,) for cell in cells))


def written(site: Site, *found: DataTable) -> dict[str, bytes]:
    """Writes tables, and answers their files."""
    return {output.path: output.data for output in downloads.downloads(site, found)}


def csv_of(site: Site, *cells: Cell) -> bytes:
    """Writes a table of one column as CSV."""
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
    [(-5, "-5"), (1.5, "1.5"), (None, '""'), ("a=b", "a=b"), (("a", "b"), "a; b"), ((), '""')],
)
def test_other_values_stay_as_they_are(site: Site, cell: Cell, shown: str) -> None:
    assert csv_of(site, cell).decode("utf-8-sig").splitlines()[1] == shown


def test_csv_is_quoted_and_ends_its_lines_as_the_standard_says(site: Site) -> None:
    text = csv_of(site, 'She said “no”, and "yes"', "two\nlines", "a,b")
    assert text.startswith(b"\xef\xbb\xbf"), "Excel needs the mark to see that this is UTF-8"
    assert text.decode("utf-8-sig") == (
        'what\r\n"She said “no”, and ""yes"""\r\n"two\nlines"\r\n"a,b"\r\n'
    )


def test_every_register_comes_in_three_forms(site: Site) -> None:
    assert sorted(written(site, *tables(site))) == sorted(
        f"data/{name}.{form}"
        for name in ("reviews", "actions", "themes", "documents", "figures")
        for form in ("csv", "json", "schema.json")
    )


def test_json_keeps_what_its_schema_says(site: Site) -> None:
    files = written(site, *tables(site))
    for name in ("reviews", "actions", "themes", "documents", "figures"):
        schema = json.loads(files[f"data/{name}.schema.json"])
        document = json.loads(files[f"data/{name}.json"])
        Draft202012Validator.check_schema(schema)
        assert list(Draft202012Validator(schema).iter_errors(document)) == []
        assert schema["$id"] == f"https://www.exampleshire.example/data/{name}.schema.json"


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


def test_a_partial_date_stays_partial(site: Site) -> None:
    files = written(site, *tables(site))
    assert json.loads(files["data/reviews.json"])["reviews"][0]["published"] == "2019-04"
    assert json.loads(files["data/documents.json"])["documents"][0]["dated"] == "2018-07"


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
