"""The handbook, reviews and briefings as PDFs: made of the pages, tagged, and fit to publish."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pikepdf
import pytest
from pypdf import PdfReader

from sitegen.inspection.examine import examine
from sitegen.output import pdf, typesetter
from sitegen.output.pdf import Printer
from sitegen.pipeline import stages
from sitegen.pipeline.request import Finished, IssueCollector
from tests import small_site
from tests.inspection import papers as papers_of
from tests.inspection.photos import picture

LAYOUT: Final = small_site.ROOT / "templates" / "paper"
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


NOT_FIT: Final = "this could not be made a PDF that is fit for the public"
TWO_SIDES: Final = "this briefing takes 2 sides of A4, and a 7-minute briefing is one"
ROBIN: Final = "briefings/robin/robin.pdf"


def printed(content: Path, found: IssueCollector | None = None) -> Finished:
    """Make a site with its PDFs, in memory; it must be in order."""
    request = replace(small_site.request(content), printer=typesetter.printer(LAYOUT))
    return stages.make(request, found or IssueCollector())


def told(content: Path, press: Printer | None = None) -> list[str]:
    """Say what the author of a site is told about its PDFs."""
    found = IssueCollector()
    if press:
        stages.make(replace(small_site.request(content), printer=press), found)
    else:
        printed(content, found)
    return small_site.told(issue for issue in found.issues if issue.rule == pdf.RULE)


def papers(finished: Finished) -> dict[str, bytes]:
    """Return the PDFs that are made of pages by their paths; what the board supplied is none."""
    made = (one for one in finished.outputs if one.path.endswith(".pdf"))
    return {one.path: one.data for one in made if not one.path.startswith("files/")}


@pytest.fixture(scope="module")
def own(exampleshire: Path, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """A whole board’s site with its PDFs."""
    request = small_site.request(exampleshire)
    output = tmp_path_factory.mktemp("own")
    made = replace(request, output=output, printer=typesetter.printer(LAYOUT))
    return stages.make(made, IssueCollector())


def outline(reader: PdfReader, level: int = 0) -> list[str]:
    """List the bookmarks of a PDF down to the chapters."""
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
    assert len(chapters) == 4
    assert set(chapters) <= set(outline(reader, 1))
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    for chapter in chapters:
        assert chapter in text
    assert f"Page 1 of {len(reader.pages)}" in text
    assert len(reader.pages) <= 8


def test_a_review_has_its_sources_and_support_and_no_menu(own: Finished) -> None:
    data = next(data for path, data in papers(own).items() if path == "reviews/ex01/ex01.pdf")
    pages = PdfReader(io.BytesIO(data)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert text.count("On this page") == 1
    assert "Executive summary of Review EX01, Page 1" in text
    assert "Listening Line 0808 157 0202" in text
    for word in ("Accessibility statement", "Cite this page", "Skip to", "Search", "Menu"):
        assert word not in text


def test_every_pdf_is_tagged_titled_and_fit_for_the_public(own: Finished) -> None:
    made = papers(own)
    assert len(made) > len(own.pages) / 20
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


def test_a_preview_is_marked_on_paper_too(tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    press = typesetter.printer(LAYOUT)
    request = replace(small_site.request(content), printer=press, preview=True)
    made = papers(stages.make(request, IssueCollector()))
    assert made
    for data in made.values():
        text = " ".join(PdfReader(io.BytesIO(data)).pages[0].extract_text().split())
        assert "Preview. Drafts are shown, and nothing here is public." in text


def test_the_same_page_gives_the_same_bytes(tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    assert papers(printed(content)) == papers(printed(content))


FAMILIES: Final = {"AtkinsonHyperlegibleNext", "SourceSerif4", "LibertinusSerif", "DejaVuSansMono"}
"""The fonts beside the layout, and those in the package for signs that these lack."""


def fonts(data: bytes) -> dict[str, bool]:
    """List the families of fonts in a PDF, and whether it carries every one of them."""
    found: dict[str, bool] = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor":
                family = str(one.FontName).rpartition("+")[2].partition("-")[0]
                whole = any(f"/FontFile{number}" in one for number in ("", 2, 3))
                found[family] = found.get(family, True) and whole
    return found


def test_every_pdf_carries_all_its_fonts_and_they_are_ours(own: Finished) -> None:
    for path, data in papers(own).items():
        assert {"AtkinsonHyperlegibleNext", "SourceSerif4"} <= fonts(data).keys() <= FAMILIES, path
        assert all(fonts(data).values()), path


def page(body: str) -> bytes:
    """Print a page of few words."""
    html = f'<html lang="en-GB"><title>A</title><body><main><h1>A</h1>{body}</main>'
    return typesetter.printer(LAYOUT)(html, "https://www.exampleshire.example/a/", {})


@pytest.mark.parametrize(
    "text",
    [
        "Siân Gŵyn, ŷd, Ŵyn, Ŷ, ẁ, ẃ, ẅ, ỳ",
        "Łukasz, Żółć, ąęśźćń",
        "ț ș ğ ı š č ž é ñ",
        "– — “” ‘’ … • · × £ € ½",
    ],
    ids=["Welsh", "Polish", "others", "signs"],
)
def test_the_letters_of_our_readers_are_in_the_font_for_reading(text: str) -> None:
    made = page(f"<p>{text}</p>")
    assert fonts(made).keys() == {"AtkinsonHyperlegibleNext", "SourceSerif4"}
    assert text in PdfReader(io.BytesIO(made)).pages[0].extract_text()


def test_signs_that_our_fonts_lack_come_from_the_package(tmp_path: Path) -> None:
    assert set(fonts(page("<p>Ελληνικά → ✓ Привет</p>"))) <= FAMILIES


def test_a_sign_that_no_font_has_is_told(tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    small_site.change(content, "reviews/scr1.md", "Ask the child.", "Ask 子 the child.")
    why = "no font for PDFs has the sign “子”"
    assert told(content) == [f"reviews/scr1.md:1: warning: {NOT_FIT} ({why})"]


def test_each_font_has_its_licence_beside_it() -> None:
    names = {path.name.partition("-")[0] for path in (LAYOUT / "fonts").glob("*.ttf")}
    for name in names:
        licence = (LAYOUT / "fonts" / f"{name}-OFL.txt").read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert len(names) == len(list((LAYOUT / "fonts").glob("*-OFL.txt"))) == 2


def test_no_picture_is_wider_than_the_page_and_one_without_words_is_no_figure() -> None:
    wide = picture("PNG", (4000, 100))
    html = '<main><h1>A</h1><p><img src="a.png" alt="A road"> <img src="a.png" alt=""></p></main>'
    made = typesetter.printer(LAYOUT)(html, "https://x.example/b/", {"/b/a.png": wide})
    with pikepdf.open(io.BytesIO(made)) as found:
        figures = [one for one in elements_of(found.Root.StructTreeRoot.K) if one.S == "/Figure"]
        assert [str(one.Alt) for one in figures] == ["A road"]
        left, _, right, _ = (float(number) for number in figures[0].A[0].BBox)
        assert 0 < left < right < 595 - 50


def test_what_authors_write_is_never_read_as_a_command() -> None:
    text = "#panic() $x$ *b* _i_ @a <a> // no /* no */ ``` \\ ~ -- ---"
    escaped = text.replace("<", "&lt;")
    seen = PdfReader(io.BytesIO(page(f"<p>{escaped}</p>"))).pages[0].extract_text()
    assert text in seen


def test_a_briefing_of_seven_parts_is_one_side_of_paper(tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    small_site.put(content, "briefings/robin.md", BRIEFING)
    assert told(content) == []
    reader = PdfReader(io.BytesIO(papers(printed(content))[ROBIN]))
    assert len(reader.pages) == 1
    text = " ".join(reader.pages[0].extract_text().split())
    for number in range(1, 8):
        assert f"Part {number} of what we learned" in text


def test_a_briefing_of_more_than_one_side_is_told(tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    small_site.put(content, "briefings/robin.md", BRIEFING.replace(WORDS, WORDS * 2))
    assert told(content) == [f"briefings/robin.md:1: warning: {TWO_SIDES}"]


# ---- What a screen reader needs, as ISO 14289-1 (PDF/UA-1) asks for it ----


def elements_of(tree: Any) -> Iterator[Any]:
    """Yield the tags of a PDF from the outside in."""
    for one in tree if isinstance(tree, pikepdf.Array) else [tree]:
        if isinstance(one, pikepdf.Dictionary) and "/S" in one:
            yield one
            yield from elements_of(one.get("/K", pikepdf.Array()))


@pytest.fixture(scope="module")
def tagged(tmp_path_factory: pytest.TempPathFactory) -> pikepdf.Pdf:
    """A review on paper whose text has a table, a list and a picture."""
    content = small_site.write(tmp_path_factory.mktemp("tagged"))
    small_site.put(content, "images/lamp.png", "")
    (content / "images/lamp.png").write_bytes(picture("PNG"))
    small_site.change(
        content,
        "reviews/scr1.md",
        "Ask the child.",
        "Ask the child.\n\n![A lamp in a window](../images/lamp.png)\n\n"
        "Table: Visits\n\n| Year | Visits |\n| --- | --- |\n| 2018 | 3 |\n\n- one\n- two",
    )
    return pikepdf.open(io.BytesIO(papers(printed(content))["reviews/scr1/scr1.pdf"]))


def test_a_window_shows_the_title_and_not_the_name_of_the_file(tagged: pikepdf.Pdf) -> None:
    assert tagged.Root.ViewerPreferences.DisplayDocTitle
    assert "Review of Robin" in str(tagged.open_metadata()["dc:title"])


def test_the_tab_key_follows_the_tags(tagged: pikepdf.Pdf) -> None:
    assert {str(page.obj.Tabs) for page in tagged.pages} == {"/S"}


def test_every_link_has_words_and_a_place_among_the_tags(tagged: pikepdf.Pdf) -> None:
    links = [one for page in tagged.pages for one in page.obj.Annots if one.Subtype == "/Link"]
    assert links
    assert all(str(one.Contents) and "/StructParent" in one for one in links)


def test_headings_lists_tables_and_pictures_are_tags(tagged: pikepdf.Pdf) -> None:
    found = list(elements_of(tagged.Root.StructTreeRoot.K))
    names = [str(one.S).lstrip("/") for one in found]
    assert names[0] == "Document"
    assert names.count("H1") == 1
    levels = [int(name[1]) for name in names if len(name) == 2 and name[0] == "H"]
    assert all(later - one <= 1 for one, later in pairwise(levels))
    assert {"L", "LI", "LBody", "Table", "TR", "TH", "TD", "P", "Link"} <= set(names)
    heads = {str(one.ID) for one in found if one.S == "/TH"}
    assert len(heads) == 2
    assert {str(one.A[0].Headers[0]) for one in found if one.S == "/TD"} == heads
    assert [str(one.Alt) for one in found if one.S == "/Figure"] == ["A lamp in a window"]


HOLDS: Final[Mapping[str, set[str]]] = {
    "/L": {"/L", "/LI", "/Caption"},
    "/LI": {"/Lbl", "/LBody"},
    "/Table": {"/TR", "/THead", "/TBody", "/TFoot", "/Caption"},
    "/THead": {"/TR"},
    "/TBody": {"/TR"},
    "/TR": {"/TH", "/TD"},
}
"""What lists and tables may hold, as ISO 32000-1, 14.8.4.3 says."""


def test_lists_and_tables_hold_nothing_but_their_parts(tagged: pikepdf.Pdf) -> None:
    found = [
        (str(one.P.S), str(one.S))
        for one in elements_of(tagged.Root.StructTreeRoot.K)
        if "/S" in one.P
    ]
    assert {"/L", "/TR"} <= {outer for outer, _ in found}
    assert [pair for pair in found if pair[0] in HOLDS and pair[1] not in HOLDS[pair[0]]] == []


def test_a_picture_of_a_page_is_on_its_paper(tagged: pikepdf.Pdf) -> None:
    assert any(page.get_images() for page in tagged.pages)


def test_nothing_is_fetched_from_anywhere_else() -> None:
    print_page = typesetter.printer(LAYOUT)
    html = '<html lang="en"><title>A</title><img src="file:///etc/hostname" alt="A"><h1>A</h1>'
    made = print_page(html, "https://www.exampleshire.example/a/", {})
    with pikepdf.open(io.BytesIO(made)) as found:
        assert not found.pages[0].get_images()


# ---- What is never on paper, and what stands in ----


def test_nothing_withheld_is_on_paper(tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    small_site.change(content, "reviews/scr1.md", "status: published", "status: draft")
    assert papers(printed(content)) == {}


def test_without_pdfs_their_addresses_lead_to_the_pages(tmp_path: Path) -> None:
    finished = small_site.finished(small_site.write(tmp_path))
    assert papers(finished) == {}
    redirects = next(o.data.decode() for o in finished.outputs if o.path == "_redirects")
    assert "/reviews/scr1/scr1.pdf /reviews/scr1/ 302\n" in redirects


def test_the_pdf_of_a_withdrawn_review_leads_to_what_its_page_says(tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    reason = "status: withdrawn\nwithdrawn_reason: It held a mistake."
    small_site.change(content, "reviews/scr1.md", "status: published", reason)
    finished = printed(content)
    assert papers(finished) == {}
    redirects = next(o.data.decode() for o in finished.outputs if o.path == "_redirects")
    assert "/reviews/scr1/scr1.pdf /reviews/scr1/ 302\n" in redirects


def refuse(html: str, address: str, pictures: Mapping[str, bytes]) -> bytes:
    """Stand for a printer that trips over one page."""
    if address.endswith("/scr1/"):
        raise ValueError("too wide")
    return typesetter.printer(LAYOUT)(html, address, pictures)


def test_a_page_that_cannot_be_printed_holds_nothing_back(tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    small_site.put(content, "briefings/robin.md", BRIEFING)
    assert told(content, refuse) == [
        f"reviews/scr1.md:1: warning: {NOT_FIT} (ValueError: too wide)"
    ]
    finished = stages.make(replace(small_site.request(content), printer=refuse), IssueCollector())
    assert list(papers(finished)) == [ROBIN]
    redirects = next(o.data.decode() for o in finished.outputs if o.path == "_redirects")
    assert "/reviews/scr1/scr1.pdf /reviews/scr1/ 302\n" in redirects
    assert ROBIN not in redirects


def test_a_machine_without_the_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetter, "find_spec", lambda _: None)
    with pytest.raises(
        typesetter.TypesetterMissing, match="need the package typst, and it is not here"
    ):
        typesetter.printer(LAYOUT)


def test_a_pdf_that_an_inspection_faults_is_not_published(tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    untagged = papers_of.pdf(change=papers_of.without("/StructTreeRoot"))
    why = "it has no tags, so a screen reader cannot tell headings, lists and tables"
    assert told(content, lambda *_: untagged) == [f"reviews/scr1.md:1: warning: {NOT_FIT} ({why})"]


def test_a_usual_build_loads_nothing_that_reads_or_makes_pdfs(
    repository: Path, tmp_path: Path
) -> None:
    content = small_site.write(tmp_path)
    done = subprocess.run(
        [
            *(sys.executable, "-X", "importtime", "build.py", "check", "--content", str(content)),
            *("--now", "2026-11-30T09:00"),
        ],
        cwd=repository,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "sitegen.pipeline.stages" in loaded
    late = {"pypdf", "pikepdf", "typst", "PIL", "sitegen.output.typesetter"}
    assert not loaded & {*late, "sitegen.output.paper_tree", "sitegen.inspection.pdf.read"}
