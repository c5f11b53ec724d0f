"""A build tells its author everything once, in order, in words and for tools."""

from __future__ import annotations

import json

import pytest

from sitegen.issues.issue import Issue, Origin, Severity
from sitegen.pipeline import report
from sitegen.pipeline.report import Report, Summary

ERROR = Issue(
    Origin("b.md", 4), "“x” is not a date", "Write it so.", field="published", rule="fields"
)
WARNING = Issue(Origin("a.yml", 2), "a long sentence", severity=Severity.WARNING, rule="words")
WHOLE = Issue(Origin("a.yml"), "this file is missing", rule="files")


def test_issues_stand_in_the_order_of_files_and_lines_each_once() -> None:
    found = Report.of([ERROR, WARNING, ERROR, WHOLE], Summary())
    assert found.issues == (WHOLE, WARNING, ERROR)
    assert (found.errors, found.warnings) == (2, 1)


def test_an_author_reads_place_field_fault_and_cure() -> None:
    assert report.as_text(Report.of([ERROR, WARNING, WHOLE], Summary())) == (
        "a.yml: error: this file is missing\n"
        "a.yml:2: warning: a long sentence\n"
        "b.md:4: error: published: “x” is not a date\n"
        "    Write it so.\n"
        "2 errors, 1 warning. Nothing was written; fix the errors and run the command again.\n"
    )


@pytest.mark.parametrize(
    ("summary", "text"),
    [
        (
            Summary(pages=1, files=1),
            "All is well: 1 page, 1 file; 0 errors, 0 warnings. Nothing was written.\n",
        ),
        (
            Summary(pages=1200, files=1300, changed=3, removed=1, written=True),
            "Built 1,200 pages, 1,300 files; 0 errors, 0 warnings. 3 written, 1 removed.\n",
        ),
        (
            Summary(pages=2, files=2, written=True, awaited=1, new_addresses=1),
            (
                "Built 2 pages, 2 files; 0 errors, 0 warnings. 0 written, 0 removed. "
                "1 document still awaited. "
                "1 new address noted in urls.lock: commit it with your change.\n"
            ),
        ),
        (
            Summary(pages=2, files=2, written=True, awaited=2, new_addresses=2),
            (
                "Built 2 pages, 2 files; 0 errors, 0 warnings. 0 written, 0 removed. "
                "2 documents still awaited. "
                "2 new addresses noted in urls.lock: commit it with your change.\n"
            ),
        ),
    ],
)
def test_a_good_build_ends_with_what_was_made(summary: Summary, text: str) -> None:
    assert report.as_text(Report.of([], summary)) == text


def test_a_tool_reads_the_same() -> None:
    value = json.loads(report.as_json(Report.of([WARNING, ERROR], Summary(pages=2, files=3))))
    assert (value["errors"], value["warnings"]) == (1, 1)
    first, second = value["findings"]
    assert (
        first
        | {
            "path": "a.yml",
            "line": 2,
            "severity": "warning",
            "rule": "words",
            "field": "",
            "message": "a long sentence",
            "hint": "",
        }
        == first
    )
    assert (
        second
        | {
            "path": "b.md",
            "line": 4,
            "severity": "error",
            "rule": "fields",
            "field": "published",
            "message": "“x” is not a date",
            "hint": "Write it so.",
        }
        == second
    )
    assert value["summary"] == {
        "pages": 2,
        "files": 3,
        "changed": 0,
        "removed": 0,
        "new_addresses": 0,
        "awaited": 0,
        "written": False,
    }
