"""The content folder is read whole, with all that is wrong in every file of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.content.body import Body
from sitegen.content.entry import Entry
from sitegen.content.record import Record
from sitegen.content.values import Prose
from sitegen.issues.issue import Origin
from sitegen.models import COLLECTIONS
from sitegen.models.base import Item
from sitegen.models.glossary import Term
from sitegen.models.pages import Page
from sitegen.models.people import ContactPoint
from sitegen.site import reading
from tests import small_site

THEME = "- id: water\n  title: Water\n  plain_explanation: Words.\n"


def told(source: reading.ContentSource) -> list[str]:
    return [str(issue).splitlines()[0] for issue in source.issues]


def items(source: reading.ContentSource) -> list[Item]:
    return [record.item for record in source.records]


def test_a_list_may_be_a_folder_of_lists(content: Path) -> None:
    entry = "- id: {0}\n  term: {0}\n  meaning: A word.\n"
    moved = "- from: /a{}/\n  to: /help/\n  since: 2026-11-01\n"
    for year in ("2019", "2020"):
        small_site.put(content, f"glossary/{year}.yml", entry.format(f"word-{year}"))
        small_site.put(content, f"addresses/{year}.yml", moved.format(year))
    source = reading.read(content)
    assert source.issues == ()
    terms = {one.id for one in source.records if isinstance(one.item, Term)}
    assert terms == {"scr", "nhs", "word-2019", "word-2020"}
    small_site.put(content, "glossary/2021.yml", entry.format("nhs"))
    assert small_site.told(reading.read(content).issues) == [
        "glossary.yml:5: error: id: “nhs” is already the id of an entry in glossary/2021.yml:1"
    ]


def test_a_folder_in_order_is_read_whole(content: Path) -> None:
    source = reading.read(content)
    assert source.issues == ()
    assert source.settings is not None
    assert source.settings.short_name == "Exampleshire SCB"
    assert source.statement is not None
    assert {record.id for record in source.records if isinstance(record.item, Page)} == {
        *("index", "help", "reviews", "glossary", "documents", "site-map", "not-found"),
        *("themes", "contact", "accessibility", "privacy", "newsletters"),
    }
    numbers = [item for item in items(source) if isinstance(item, ContactPoint)]
    assert "999" in {str(number.phone) for number in numbers}


def test_a_collection_is_a_folder_if_its_type_has_a_body_else_a_list() -> None:
    assert {"pages", "reviews", "newsletters", "briefings"} <= reading.SHAPE.folders
    assert {"contacts", "themes", "glossary", "addresses"} <= reading.SHAPE.lists
    assert not reading.SHAPE.folders & reading.SHAPE.lists
    assert reading.SHAPE.folders | reading.SHAPE.lists >= COLLECTIONS.keys()


def test_every_fault_of_every_file_is_told_in_one_run(content: Path) -> None:
    small_site.change(content, "site.yml", "exit_url", "exit")
    small_site.change(content, "statement.yml", "partially", "mostly")
    small_site.put(content, "themes.yml", THEME.replace("title: Water", "title: [Water]"))
    small_site.change(content, "pages/help.md", "title:", "titel:")
    small_site.put(content, "newsletters/a.md", "no keys")
    small_site.put(content, "newsletters/b.docx", "PK")
    source = reading.read(content)
    assert {line.split(": error: ")[0] for line in told(source)} == {
        *("site.yml:1", "site.yml:14", "statement.yml:6", "themes.yml:2", "pages/help.md:2"),
        *("newsletters/a.md:1", "newsletters/b.docx"),
    }


def test_what_has_a_fault_is_left_out_and_everything_else_is_read(content: Path) -> None:
    small_site.change(content, "pages/help.md", "title:", "titel:")
    found = reading.read(content).records
    assert "help" not in {record.id for record in found}
    assert "reviews" in {record.id for record in found}


@pytest.mark.parametrize("name", ["site", "statement"])
def test_a_file_that_every_site_has_is_missed_once(content: Path, name: str) -> None:
    (content / f"{name}.yml").unlink()
    source = reading.read(content)
    assert told(source) == [f"{name}.yml: error: this file is missing"]
    assert getattr(source, "settings" if name == "site" else name) is None


def test_a_broken_file_is_not_told_as_missing_too(content: Path) -> None:
    small_site.put(content, "site.yml", "name: Board: one\n")
    assert told(reading.read(content)) == [
        "site.yml:1: error: there is a colon with a space after it inside this text"
    ]


def test_the_kinds_that_could_not_be_read_are_named(content: Path) -> None:
    small_site.put(content, "newsletters/a.md", "no keys")
    small_site.change(content, "contacts.yml", "phone: 999", "phone: nine")
    small_site.change(content, "site.yml", "exit_url", "exit")
    assert reading.read(content).unread == {"newsletter", "site"}


def test_what_is_left_of_a_record_with_faults_is_kept_for_checks_alone(content: Path) -> None:
    small_site.change(content, "contacts.yml", "phone: 999", "phone: nine")
    source = reading.read(content)
    assert [one.id for one in source.remains.records] == ["emergency"]
    assert "emergency" not in [one.id for one in source.records]
    assert {"helpline", "office"} <= {one.id for one in source.records}


def test_one_id_twice_is_told(content: Path) -> None:
    small_site.put(content, "themes.yml", f"{THEME}{THEME}")
    assert told(reading.read(content)) == [
        "themes.yml:4: error: id: “water” is already the id of the entry on line 1"
    ]


def test_files_to_copy_are_found_by_their_path(content: Path) -> None:
    small_site.put(content, "files/2018/report.pdf", "%PDF")
    assert reading.read(content).files == {
        "files/2018/report.pdf": content / "files/2018/report.pdf"
    }


def test_drafts_are_read_like_everything_else(content: Path) -> None:
    small_site.change(content, "pages/help.md", "status: published", "status: draft")
    assert "help" in {record.id for record in reading.read(content).records}


# ---- Texts ----


def term(**fields: str) -> Term:
    usual = {"id": "scr", "term": "SCR", "expansion": "serious case review", "meaning": "M."}
    return Term.model_validate({**usual, **fields})


def recorded(*items: Item) -> list[Record[Item]]:
    """Wrap items as if they had been read from files."""
    entry = Entry(Origin("a.yml", 1), {}, {})
    return [Record(item.kind, item.id, item, entry, b"") for item in items]


def html(found: Body) -> str:
    return found.html(str)


def page(body: str) -> Page:
    return Page.model_validate(
        {"id": "a", "title": "A", "status": "draft", "body": Prose(body, Origin("a.md", 5)).text}
    )


def test_texts_are_written_out_by_the_terms_beside_them() -> None:
    one = page("The SCR.")
    assert html(reading.texts(recorded(one, term())).bodies[one.body]) == (
        "<p>The serious case review (SCR).</p>\n"
    )
    assert html(reading.texts(recorded(one)).bodies[one.body]) == "<p>The SCR.</p>\n"


@pytest.mark.parametrize("fields", [{"expand": "no"}, {"expansion": ""}])
def test_terms_that_everybody_knows_stay_short(fields: dict[str, str]) -> None:
    one = page("The SCR.")
    found = reading.texts(recorded(one, term(**fields)))
    assert html(found.bodies[one.body]) == "<p>The SCR.</p>\n"


def test_the_faults_of_every_text_are_told_and_what_its_reader_meets_is_kept() -> None:
    good, bad, worse = page("Good."), page("<b>"), page("::: x\n:::")
    found = reading.texts(recorded(good, bad, worse))
    assert len(found.issues) == 2
    assert set(found.bodies) == {good.body, bad.body, worse.body}


def test_texts_deep_inside_a_record_are_rendered(content: Path) -> None:
    small_site.put(
        content,
        "processes.yml",
        "- id: a\n  title: A\n  clock: days\n  as_at: 2020\n  steps:\n"
        "    - {when: Day 1, who: Board, what: <b>Meets.</b>}\n",
    )
    source = reading.read(content)
    assert [str(issue.origin) for issue in reading.texts(source.records).issues] == [
        "processes.yml:6"
    ]
