"""The handbook, reviews and briefings as PDFs: made of the pages, tagged, and fit to publish."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import pytest
from pypdf import PdfReader

from sitegen import pipeline, printer
from sitegen.inspection.examine import examine
from sitegen.pipeline import Findings
from tests import small_site

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.pipeline import Finished

WHOLE: Final = "about/governance-handbook/whole/whole.pdf"
WORDS: Final = (
    "The worker asked to see the child alone at home and at school, and wrote down what the child "
    "said in the child’s own words. When an appointment was missed, somebody called on the same "
    "day and told the other agencies. Managers read the notes together and asked what life was "
    "like for this child on an ordinary day. "
)
BRIEFING: Final = (
    "---\ntitle: Learning from the review of Robin\nsummary: What teams can take from it.\n"
    "status: published\npublished: 2026-11-20\nreview: scr1\nparts:\n"
    + "".join(f"  - title: Part {n} of what we learned\n    text: {WORDS}\n" for n in range(1, 8))
    + "questions:\n"
    + "".join(f"  - What would your team do differently today, question {n}?\n" for n in "abcd")
    + "---\nThis is a short briefing for every agency.\n"
)


def printed(content: Path) -> Finished:
    """Makes a site with its PDFs, in memory; it must be in order."""
    stylesheet = small_site.ROOT / "templates/paper.css"
    request = replace(small_site.request(content), printer=printer.printer(stylesheet))
    return pipeline.make(request, Findings())


def papers(finished: Finished) -> dict[str, bytes]:
    """Gives the PDFs of a site by their paths."""
    return {one.path: one.data for one in finished.outputs if one.path.endswith(".pdf")}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """The board’s own site with its PDFs."""
    request = small_site.request(small_site.ROOT / "content")
    stylesheet = small_site.ROOT / "templates/paper.css"
    output = tmp_path_factory.mktemp("own")
    made = replace(request, output=output, printer=printer.printer(stylesheet))
    return pipeline.make(made, Findings())


def outline(reader: PdfReader, level: int = 0) -> list[str]:
    """Lists the bookmarks of a PDF down to the chapters."""
    found: list[str] = []

    def walk(entries: object, depth: int) -> None:
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, list):
                walk(entry, depth + 1)
            elif depth <= level:
                found.append(str(entry.title))

    walk(reader.outline, 0)
    return found


def test_the_handbook_has_its_chapters_as_bookmarks_and_all_its_words(own: Finished) -> None:
    reader = PdfReader(io.BytesIO(papers(own)[WHOLE]))
    chapters = [r.title for r in own.pages if r.template == "chapter.html"]
    assert len(chapters) == 6
    assert set(chapters) <= set(outline(reader, 1))
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    for chapter in chapters:
        assert chapter in text
    assert f"Page 1 of {len(reader.pages)}" in text
    assert 3 <= len(reader.pages) <= 8


def test_every_pdf_is_tagged_titled_and_fit_for_the_public(own: Finished) -> None:
    made = papers(own)
    assert len(made) == 11
    for path, data in made.items():
        assert examine(path, data).findings == (), path
        reader = PdfReader(io.BytesIO(data))
        root: Any = reader.root_object
        assert root["/Lang"] == "en-GB"
        assert b"pdfuaid" in root["/Metadata"].get_data(), path


def test_the_page_says_what_its_pdf_is(own: Finished) -> None:
    page = next(o for o in own.outputs if o.path == "about/governance-handbook/whole/index.html")
    length = len(PdfReader(io.BytesIO(papers(own)[WHOLE])).pages)
    text = page.data.decode()
    assert f'<a href="/{WHOLE}">This page as a PDF (PDF, {length} pages, ' in text


def test_the_same_page_gives_the_same_bytes(tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    assert papers(printed(content)) == papers(printed(content))


def test_a_briefing_of_seven_parts_is_one_side_of_paper(tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    small_site.put(content, "briefings/robin.md", BRIEFING)
    data = papers(printed(content))["learning/briefings/robin/robin.pdf"]
    reader = PdfReader(io.BytesIO(data))
    assert len(reader.pages) == 1
    text = " ".join(reader.pages[0].extract_text().split())
    for number in range(1, 8):
        assert f"Part {number} of what we learned" in text


def test_nothing_withheld_is_on_paper(tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    small_site.change(content, "reviews/scr1.md", "status: published", "status: draft")
    assert papers(printed(content)) == {}


def test_without_pdfs_their_addresses_lead_to_the_pages(tmp_path: Path) -> None:
    finished = small_site.finished(small_site.write(tmp_path))
    assert papers(finished) == {}
    redirects = next(o.data.decode() for o in finished.outputs if o.path == "_redirects")
    assert "/reviews/scr1/scr1.pdf /reviews/scr1/ 302\n" in redirects


def test_a_machine_without_the_libraries_is_told_and_the_site_is_built(
    repository: Path, tmp_path: Path
) -> None:
    content = small_site.write(tmp_path)
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "weasyprint.py").write_text("raise OSError('cannot load library libpango')\n")
    moment = datetime(2026, 11, 22, 9, 0)  # noqa: DTZ001 - local time, as --now gives it
    options = ("--content", str(content), "--output", str(tmp_path / "public"))
    done = subprocess.run(
        [sys.executable, "build.py", "pdf", *options, "--now", f"{moment:%Y-%m-%dT%H:%M}"],
        cwd=repository,
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(broken), "PATH": "/usr/bin:/bin"},
    )
    assert done.returncode == 0, done.stderr
    assert "The site is built without PDFs." in done.stderr
    assert "sudo apt-get install libpango-1.0-0" in done.stderr
    assert (tmp_path / "public/index.html").is_file()
    assert list((tmp_path / "public").rglob("*.pdf")) == []


def test_a_usual_build_loads_nothing_that_reads_or_makes_pdfs(
    repository: Path, tmp_path: Path
) -> None:
    content = small_site.write(tmp_path)
    done = subprocess.run(
        [
            *(sys.executable, "-X", "importtime", "build.py", "check", "--content", str(content)),
            *("--now", "2026-11-22T09:00"),
        ],
        cwd=repository,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "sitegen.inspection.pdf" in loaded
    assert not loaded & {"pypdf", "pikepdf", "weasyprint", "PIL", "sitegen.printer"}
