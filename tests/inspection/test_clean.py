"""A clean copy shows the same and tells less; what stays is told with the act that fixes it."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageOps

from sitegen.cli.clean import clean
from sitegen.inspection.examine import examine
from sitegen.inspection.findings import Concern
from tests.inspection import offices, papers, photos
from tests.inspection.papers import info, pdf
from tests.inspection.photos import picture

AUTHOR = offices.core(
    f"{offices.CORE}<dc:creator>Alex Example</dc:creator>"
    '<cp:lastModifiedBy xml:lang="en">Alex</cp:lastModifiedBy>'
)

PLACED = photos.exif(gps=True)


def spoilt(made: pikepdf.Pdf) -> None:
    """Give a PDF all that cleaning takes away."""
    for key in ("/Author", "/Company", "/CaseNumber"):
        made.docinfo[key] = pikepdf.String("Alex Example")
    papers.private(made)
    papers.packet("<dc:creator><rdf:Seq><rdf:li>Alex</rdf:li></rdf:Seq></dc:creator>")(made)


CLEANED: list[tuple[str, Callable[[], bytes]]] = [
    ("a.pdf", lambda: pdf(change=spoilt)),
    ("a.pdf", papers.changed_later),
    ("a.docx", lambda: offices.docx(docProps__core_xml=AUTHOR)),
    (
        "a.docx",
        lambda: offices.docx(
            docProps__app_xml=offices.app("<Company>Example</Company><Manager>Alex</Manager>"),
            docProps__custom_xml="<Properties><property name='Case'/></Properties>",
            word__media__image1_jpg=picture(exif=photos.exif(gps=True)),
        ),
    ),
    ("a.xlsx", lambda: offices.xlsx(docProps__core_xml=AUTHOR)),
    ("a.pptx", lambda: offices.pptx(docProps__core_xml=AUTHOR)),
    ("a.jpg", lambda: picture(exif=photos.exif(gps=True, Artist="Alex", Make="Acme"))),
    ("a.jpg", lambda: picture(comment=b"the boy on the left") + bytes(90)),
    ("a.jpg", lambda: picture(progressive=True, exif=photos.with_thumbnail())),
    ("a.png", lambda: picture("PNG", pnginfo=photos.texts(Author="Alex"), exif=PLACED)),
    ("a.png", lambda: picture("PNG") + b"the rest of the larger picture"),
    ("a.webp", lambda: picture("WEBP", exif=photos.exif(gps=True))),
]


@pytest.mark.parametrize(
    ("name", "make"), CLEANED, ids=[f"{n[2:]}-{i}" for i, (n, _) in enumerate(CLEANED)]
)
def test_a_clean_copy_tells_nothing_private(
    tmp_path: Path, name: str, make: Callable[[], bytes]
) -> None:
    data = make()
    (tmp_path / name).write_bytes(data)
    said: list[str] = []
    assert examine(name, data).about(Concern.PRIVACY)
    assert clean(tmp_path / name, said.append)
    copy = tmp_path / name.replace("a.", "a-clean.")
    assert examine(name, copy.read_bytes()).about(Concern.PRIVACY, Concern.UNUSABLE) == ()
    assert b"Alex" not in copy.read_bytes()
    assert (tmp_path / name).read_bytes() == data
    assert said[0] == f"Written: {copy}"
    assert said[1] == "The copy no longer has this. The file"


def test_a_cleaned_pdf_keeps_pages_tags_title_and_language(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(change=spoilt, pages=3))
    clean(tmp_path / "a.pdf", print)
    with pikepdf.open(tmp_path / "a-clean.pdf") as made:
        assert len(made.pages) == 3
        assert made.Root.MarkInfo.Marked
        assert str(made.Root.Lang) == "en-GB"
        assert str(made.docinfo["/Title"]) == "Annual report of the Exampleshire board"


def test_a_cleaned_office_file_holds_together(tmp_path: Path) -> None:
    mentions = offices.types(f"{offices.KIND}wordprocessingml.document.main+xml").replace(
        "</Types>", '<Override PartName="/docProps/custom.xml" ContentType="x"/></Types>'
    )
    parts = {"docProps__custom_xml": "<Properties><property name='Case'/></Properties>"}
    data = offices.docx(**parts, **{"[Content_Types]_xml": mentions})
    (tmp_path / "a.docx").write_bytes(data)
    clean(tmp_path / "a.docx", print)
    with zipfile.ZipFile(tmp_path / "a-clean.docx") as made:
        assert "docProps/custom.xml" not in made.namelist()
        assert b"custom" not in made.read("[Content_Types].xml")
        assert b"Guidance of the Exampleshire board" in made.read("word/document.xml")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_no_pixel_changes(tmp_path: Path, kind: str) -> None:
    name = f"a.{kind.lower()}"
    data = picture(kind, exif=photos.exif(gps=True, Make="Acme"))
    (tmp_path / name).write_bytes(data)
    clean(tmp_path / name, print)
    before, after = Image.open(io.BytesIO(data)), Image.open(tmp_path / f"a-clean.{kind.lower()}")
    assert before.tobytes() == after.tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_on_its_side_stays_upright(tmp_path: Path, kind: str) -> None:
    name = f"a.{kind.lower()}"
    data = picture(kind, exif=photos.exif(Orientation=6, Make="Acme"))
    (tmp_path / name).write_bytes(data)
    assert clean(tmp_path / name, print)
    shown = ImageOps.exif_transpose(Image.open(tmp_path / f"a-clean.{kind.lower()}"))
    assert shown is not None
    assert shown.size == (40, 60)


@pytest.mark.parametrize(
    ("name", "make", "told"),
    [
        ("a.pdf", lambda: pdf(papers.WORDS + b" 0 g 60 690 400 30 re f"), "has text under a box"),
        ("a.pdf", lambda: pdf(change=papers.note("/Text")), "holds comments"),
        ("a.docx", lambda: offices.docx("<w:p><w:ins/></w:p>"), "holds tracked changes"),
    ],
)
def test_what_only_the_author_can_mend_is_told_with_the_way(
    tmp_path: Path, name: str, make: Callable[[], bytes], told: str
) -> None:
    (tmp_path / name).write_bytes(make())
    said: list[str] = []
    assert not clean(tmp_path / name, said.append)
    assert "Only you can correct this. The copy still" in said
    assert told in "\n".join(said)


@pytest.mark.parametrize(("name", "make"), [("a.pdf", papers.locked), ("a.pdf", lambda: b"")])
def test_what_cannot_be_cleaned_is_left_alone(
    tmp_path: Path, name: str, make: Callable[[], bytes]
) -> None:
    (tmp_path / name).write_bytes(make())
    assert not clean(tmp_path / name, print)
    assert len(list(tmp_path.iterdir())) == 1


def test_no_file_is_ever_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(change=info("/Author", "Alex")))
    (tmp_path / "a-clean.pdf").write_bytes(b"mine")
    assert not clean(tmp_path / "a.pdf", print)
    assert (tmp_path / "a-clean.pdf").read_bytes() == b"mine"


def test_the_command_answers_by_its_exit_code(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(picture(comment=b"the boy on the left"))
    (tmp_path / "b.pdf").write_bytes(pdf(change=papers.attach))
    codes = [
        subprocess.run(
            [sys.executable, "build.py", "clean", str(tmp_path / name)],
            cwd=repository,
            check=False,
            capture_output=True,
        ).returncode
        for name in ("a.jpg", "b.pdf", "none.pdf")
    ]
    assert codes == [0, 1, 1]
