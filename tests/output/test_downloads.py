"""Documents go from the content folder to the public only if they are fit, and are never lost."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from sitegen.pipeline import build as pipeline
from tests import small_site
from tests.inspection import offices, papers, photos
from tests.inspection.papers import info, pdf, without

ENTRY = """- id: plan
  title: Plan
  summary: What the board will do.
  status: published
  published: 2026-11-20
  document_kind: business plan
  about: What the board will do.
  owner: Exampleshire SCB
  file_state: available
  file: files/plan.pdf
  only_file_because: It is a form to print.
"""
LINE = "documents.yml:20"
"""Where the second document, which is the plan, names its file."""

LATER = "documents.yml:20"
MASK = "(“A…”, 12 characters)"
LOOKED = "reviewed_on: the accessibility statement was last reviewed on 2026-11-22"
WHY = "replaced: 2026-11-21, why: It names new targets."


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The content of a small site with a document of which the file is here."""
    made = small_site.write(tmp_path)
    small_site.put(made, "documents.yml", small_site.FILES["documents.yml"] + ENTRY)
    put(made, pdf())
    statement = small_site.FILES["statement.yml"].partition("compliance:")[0]
    small_site.put(made, "statement.yml", f"{statement}compliance: fully\n")
    small_site.put(
        made,
        "pages/accessibility.md",
        small_site.page("How it is made.", "shows: statement", title="Accessibility statement"),
    )
    return made


def put(content: Path, data: bytes, path: str = "files/plan.pdf") -> None:
    """Write a file into the content folder."""
    (content / path).parent.mkdir(exist_ok=True)
    (content / path).write_bytes(data)


def add(content: Path, lines: str) -> None:
    """Add fields to the plan."""
    with (content / "documents.yml").open("a", encoding="utf-8") as file:
        file.write(lines)


def errors(content: Path) -> list[str]:
    """Build the site, and tell its errors in one line each."""
    issues = small_site.build(content).issues
    return [line for line in small_site.told(issues) if ": error: " in line]


def public(content: Path) -> Path:
    """Return the folder of the finished site."""
    return content.parent / "public"


def downloads(content: Path) -> list[str]:
    """List the files that the public could download."""
    folder = public(content) / "files"
    return sorted(path.name for path in folder.rglob("*")) if folder.is_dir() else []


def page(content: Path, url: str) -> BeautifulSoup:
    """Read the main part of a finished page."""
    text = (public(content) / url.strip("/") / "index.html").read_text(encoding="utf-8")
    main = BeautifulSoup(text, "html.parser").find("main")
    assert main
    return BeautifulSoup(str(main), "html.parser")


def words(content: Path, url: str) -> str:
    """Read the words of the main part of a finished page."""
    return " ".join(page(content, url).get_text(" ").split())


def digest(data: bytes) -> str:
    """Return what stands in the name of a file with these bytes."""
    return hashlib.sha256(data).hexdigest()[:10]


# ---- What is read from the file ----


def test_a_link_says_type_length_and_size(content: Path) -> None:
    assert errors(content) == []
    link = page(content, "/documents/plan/").select_one("a.button")
    assert link
    size = round(len(pdf()) / 1000)
    assert link.get_text() == f"Download “Plan” (PDF, 1 page, {size} KB)"
    assert link["href"] == f"/files/plan.{digest(pdf())}.pdf"


def test_the_file_stands_under_a_name_that_changes_with_its_bytes(content: Path) -> None:
    errors(content)
    assert downloads(content) == [f"plan.{digest(pdf())}.pdf"]


def test_lists_say_type_length_and_size_too(content: Path) -> None:
    errors(content)
    assert "PDF, 1 page, 1 KB" in words(content, "/documents/")


def test_the_register_holds_what_was_read_from_the_file(content: Path) -> None:
    put(content, pdf(change=without("/Lang")))
    errors(content)
    told = json.loads((public(content) / "data/documents.json").read_text())
    plan = next(row for row in told["documents"] if row["id"] == "plan")
    data = pdf(change=without("/Lang"))
    assert plan["file_type"] == "PDF"
    assert plan["file_bytes"] == len(data)
    assert plan["file_length"] == 1
    assert plan["file_sha256"] == hashlib.sha256(data).hexdigest()
    assert plan["accessible"] == "partly"
    awaited = next(row for row in told["documents"] if row["id"] == "annual-report")
    assert awaited["file_bytes"] is None
    rows = csv.DictReader(
        io.StringIO((public(content) / "data/documents.csv").read_text("utf-8-sig"))
    )
    assert next(row for row in rows if row["id"] == "plan")["file_length"] == "1"


def test_the_checksum_is_shown(content: Path) -> None:
    errors(content)
    assert hashlib.sha256(pdf()).hexdigest() in words(content, "/documents/plan/")


# ---- Bad input ----


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("../secret.pdf", f"{LINE}: error: file: “../secret.pdf” is not a path inside the content"),
        ("/etc/passwd", f"{LINE}: error: file: “/etc/passwd” is not a path inside the content"),
        ("files/../site.yml", f"{LINE}: error: file: “files/../site.yml” is not a path inside"),
        ("files/plans.pdf", f"{LINE}: error: file: there is no file “files/plans.pdf”"),
        ("site.yml", f"{LINE}: error: file: there is no file “site.yml”"),
    ],
)
def test_a_path_that_leads_nowhere_or_out_is_told(content: Path, file: str, told: str) -> None:
    small_site.change(content, "documents.yml", "file: files/plan.pdf", f"file: {file}")
    found = errors(content)
    assert len(found) == 1
    assert found[0].startswith(told)
    assert not public(content).exists()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is empty"),
        (pdf()[:-40], "is damaged or cut off"),
        (papers.locked(), "is protected with a password or against copying"),
        (offices.docx(), "is not the type of file that its name says"),
        (pdf(change=info("/Author", "Alex Example")), "names its author (“A…”, 12 characters)"),
        (pdf(change=papers.attach), "holds other files inside (2 files)"),
        (papers.bomb(), "unpacks to far more than a document needs"),
    ],
    ids=["empty", "cut off", "locked", "a Word file", "author", "attachment", "bomb"],
)
def test_a_faulty_file_stops_the_build_at_the_line_that_names_it(
    content: Path, data: bytes, told: str
) -> None:
    put(content, data)
    assert errors(content) == [f"{LINE}: error: file: “files/plan.pdf” {told}"]
    assert not public(content).exists()


def test_the_last_good_site_stays_when_a_file_goes_bad(content: Path) -> None:
    errors(content)
    before = downloads(content)
    put(content, pdf(change=info("/Author", "Alex Example")))
    assert errors(content)
    assert downloads(content) == before


def test_a_symbolic_link_is_told(content: Path, tmp_path: Path) -> None:
    outside = tmp_path / "secret.pdf"
    outside.write_bytes(pdf())
    (content / "files/plan.pdf").unlink()
    (content / "files/plan.pdf").symlink_to(outside)
    assert errors(content) == [
        f"{LINE}: error: file: there is no file “files/plan.pdf”",
        "files/plan.pdf: error: this is a link to something else",
    ]
    assert not public(content).exists()


def test_a_folder_that_is_a_link_is_not_followed(content: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/plan.pdf").write_bytes(pdf())
    (content / "files/more").symlink_to(tmp_path / "outside")
    small_site.change(content, "documents.yml", "files/plan.pdf", "files/more/plan.pdf")
    assert errors(content) == [
        f"{LINE}: error: file: there is no file “files/more/plan.pdf”",
        "files/more: error: this is a link to something else",
    ]


def test_a_file_that_two_documents_name_is_told_at_the_second(content: Path) -> None:
    add(content, ENTRY.replace("id: plan", "id: plan-too").replace("title: Plan", "title: Other"))
    assert errors(content) == [
        "documents.yml:31: error: file: “files/plan.pdf” already belongs to documents.yml:20"
    ]


def test_a_picture_with_a_place_stops_the_build(content: Path) -> None:
    (content / "images").mkdir()
    put(content, photos.picture(exif=photos.exif(gps=True)), "images/event.jpg")
    small_site.put(
        content, "pages/help.md", small_site.page("![A learning event](../images/event.jpg)")
    )
    assert [line for line in errors(content) if "event.jpg" in line] == [
        "pages/help.md:8: error: “images/event.jpg” says where the picture was taken"
    ]


def test_a_file_that_nothing_names_is_neither_judged_nor_published(content: Path) -> None:
    put(content, pdf(change=info("/Author", "Alex Example")), "files/notes.pdf")
    assert errors(content) == []
    assert downloads(content) == [f"plan.{digest(pdf())}.pdf"]


def test_the_file_of_a_draft_is_not_published(content: Path) -> None:
    text = (content / "documents.yml").read_text(encoding="utf-8")
    head, _, tail = text.rpartition("status: published")
    small_site.put(content, "documents.yml", f"{head}status: draft{tail}")
    put(content, pdf(change=info("/Author", "Alex Example")))
    assert errors(content) == []
    assert downloads(content) == []


def test_the_file_of_a_scheduled_document_is_judged_before_its_moment(content: Path) -> None:
    text = (content / "documents.yml").read_text(encoding="utf-8")
    head, _, tail = text.rpartition("status: published\n")
    _, _, tail = tail.partition("\n")
    small_site.put(
        content, "documents.yml", f"{head}status: scheduled\n  publish_at: 2027-01-01 09:00\n{tail}"
    )
    put(content, pdf(change=info("/Author", "Alex Example")))
    assert errors(content) == [
        f"{LATER}: error: file: once the embargo lifts, “files/plan.pdf” names its author {MASK}"
    ]


# ---- Versions ----


def replace_by_a_new_version(content: Path) -> tuple[bytes, bytes]:
    """Publish the plan, and then a new version of it as the guide says."""
    old, new = pdf(), pdf(pages=2)
    assert errors(content) == []
    put(content, new, "files/plan-2.pdf")
    small_site.change(content, "documents.yml", "file: files/plan.pdf", "file: files/plan-2.pdf")
    add(
        content,
        "  version: Version 2\n  earlier:\n    - version: Version 1\n      file: files/plan.pdf\n"
        "      replaced: 2026-11-21\n      why: It names the new targets.\n",
    )
    return old, new


def test_a_new_version_keeps_the_address_lists_both_and_loses_no_file(content: Path) -> None:
    old, new = replace_by_a_new_version(content)
    assert errors(content) == []
    found = page(content, "/documents/plan/")
    links = {str(link["href"]) for link in found.select("a[href^='/files/']")}
    assert links == {f"/files/plan-2.{digest(new)}.pdf", f"/files/plan.{digest(old)}.pdf"}
    for link in links:
        assert (public(content) / link.lstrip("/")).read_bytes() in {old, new}
    said = words(content, "/documents/plan/")
    for data in (old, new):
        assert hashlib.sha256(data).hexdigest() in said
    assert "PDF, 2 pages" in said
    assert "Version 1 of Plan (PDF, 1 page" in said
    assert "It was replaced on 21 November 2026 : It names the new targets." in said


def test_another_file_under_a_published_name_is_told(content: Path) -> None:
    assert errors(content) == []
    put(content, pdf(pages=2))
    (changed,) = errors(content)
    assert changed == (
        f"{LINE}: error: file: “files/plan.pdf” is not the file that was published under this name"
    )


def test_a_file_that_must_never_be_seen_again_can_be_replaced_with_a_reason(content: Path) -> None:
    assert errors(content) == []
    url = f"/files/plan.{digest(pdf())}.pdf"
    put(content, pdf(pages=2))
    with (content / "addresses.yml").open("a", encoding="utf-8") as file:
        file.write(f"- from: {url}\n  reason: It held a mistake.\n  since: 2026-11-22\n")
    assert errors(content) == []
    assert downloads(content) == [f"plan.{digest(pdf(pages=2))}.pdf"]
    assert url in (public(content) / "_redirects").read_text(encoding="utf-8")


def test_a_published_file_cannot_vanish(content: Path) -> None:
    assert errors(content) == []
    small_site.change(
        content, "documents.yml", "file_state: available\n", "file_state: on request\n"
    )
    small_site.change(content, "documents.yml", "  file: files/plan.pdf\n", "")
    found = errors(content)
    gone = ("/documents/plan/", f"/files/plan.{digest(pdf())}.pdf")
    assert len(found) == len(gone)
    for url, told in zip(gone, found, strict=True):
        assert f"{url} was published and no longer exists" in told


def test_other_formats_are_offered(content: Path) -> None:
    put(content, offices.docx(), "files/plan-easy.docx")
    add(content, "  formats:\n    - {format: Easy read, file: files/plan-easy.docx}\n")
    assert errors(content) == []
    assert "Easy read: Plan (Word, " in words(content, "/documents/plan/")
    assert "Easy read" not in words(content, "/documents/")
    assert len(downloads(content)) == 2


def test_a_file_in_another_language_says_which_in_words_and_to_machines(content: Path) -> None:
    put(content, offices.docx(), "files/plan-pl.docx")
    add(content, "  formats:\n    - {format: Translation, file: files/plan-pl.docx, lang: pl}\n")
    add(content, "  lang: bfi\n")
    assert errors(content) == []
    found = page(content, "/documents/plan/")
    assert [str(link["hreflang"]) for link in found.select("a[hreflang]")] == ["bfi", "pl"]
    assert "Language British Sign Language" in words(content, "/documents/plan/")
    assert "British Sign Language PDF" in words(content, "/documents/")


def test_an_easy_read_document_says_so_in_lists_too(content: Path) -> None:
    add(content, "  easy_read: yes\n")
    assert errors(content) == []
    assert "Easy read PDF" in words(content, "/documents/")
    assert "Format Easy read" in words(content, "/documents/plan/")


def test_a_language_that_is_not_known_is_told(content: Path) -> None:
    add(content, "  lang: polish\n")
    assert errors(content) == ["documents.yml:22: error: lang: “polish” is the name of a language"]


def test_a_withdrawn_document_says_why(content: Path) -> None:
    small_site.change(
        content, "documents.yml", "file_state: available\n", "file_state: withdrawn\n"
    )
    small_site.change(content, "documents.yml", "  file: files/plan.pdf\n", "")
    assert "needs “withdrawn_reason”, so that its page says why" in errors(content)[0]
    add(content, "  withdrawn_reason: It was replaced by a national plan.\n")
    assert errors(content) == []
    assert "It was replaced by a national plan." in words(content, "/documents/plan/")


# ---- Accessibility ----


def statement(content: Path) -> str:
    """Build the site and read its accessibility statement."""
    assert errors(content) == []
    return words(content, "/accessibility/")


def test_the_statement_follows_the_files_and_their_records(content: Path) -> None:
    add(content, "  accessible: yes\n")
    assert "is fully compliant" in statement(content)
    put(content, pdf(change=without("/StructTreeRoot")), "files/other.pdf")
    small_site.change(content, "documents.yml", "file: files/plan.pdf", "file: files/other.pdf")
    add(
        content,
        f"  earlier:\n    - {{version: First, file: files/plan.pdf, {WHY}}}\n",
    )
    said = statement(content)
    assert "is partially compliant" in said
    assert "Plan : The file has no tags" in said
    small_site.change(content, "documents.yml", "  accessible: yes\n", "")
    small_site.change(content, "documents.yml", "other.pdf", "third.pdf")
    small_site.change(
        content,
        "documents.yml",
        "  earlier:\n",
        f"  earlier:\n    - {{version: Second, file: files/other.pdf, {WHY}}}\n",
    )
    put(content, pdf(pages=3), "files/third.pdf")
    assert "“Second” has no tags" in statement(content)


def test_a_file_that_nobody_has_tried_keeps_the_statement_from_saying_fully(content: Path) -> None:
    said = statement(content)
    assert "is partially compliant" in said
    assert "Nobody has checked whether everybody can use these documents: Plan" in said


def about_the_statement(content: Path, moment: str) -> list[str]:
    """Build the site at a moment and tell what is said of the age of its statement."""
    at = datetime.fromisoformat(f"{moment}T09:00")
    found = pipeline.build(replace(small_site.request(content), moment=at, writing=False))
    return [line for line in small_site.told(found.issues) if line.startswith("statement.yml: ")]


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ("2027-11-22", []),
        ("2027-11-23", [f"warning: {LOOKED}, more than 12 months ago"]),
        ("2027-12-22", [f"warning: {LOOKED}, more than 12 months ago"]),
        ("2027-12-23", [f"error: {LOOKED}, more than 13 months ago"]),
        ("2028-11-22", [f"error: {LOOKED}, more than 13 months ago"]),
    ],
)
def test_the_statement_warns_after_a_year_and_fails_a_month_later(
    content: Path, moment: str, told: list[str]
) -> None:
    assert about_the_statement(content, moment) == [f"statement.yml: {line}" for line in told]


def test_a_reason_with_its_full_stop_is_part_of_a_sentence(content: Path) -> None:
    add(content, "  accessible: partly\n  accessible_why: One chart has no description.\n")
    assert "Plan : One chart has no description. Ask for another format" in statement(content)


def test_a_barrier_is_told_to_the_author_and_to_readers(content: Path) -> None:
    put(content, pdf(change=without("/Lang")))
    report = small_site.build(content)
    told = small_site.told(report.issues)
    assert f"{LINE}: warning: file: “files/plan.pdf” does not say its language" in told
    assert "Partly: The file does not say its language" in words(content, "/documents/plan/")


def test_a_page_that_says_the_same_is_offered_instead(content: Path) -> None:
    put(content, pdf(change=without("/Lang")))
    small_site.change(
        content, "documents.yml", "only_file_because: It is a form to print.", "html_page: help"
    )
    assert "The page Worried about a child says the same." in statement(content)
