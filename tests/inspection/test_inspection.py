"""Every fault that a file can have is found in a real file, and its sound twin passes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from pikepdf import Pdf

from sitegen.inspection import faults, office_faults, pdf_faults, picture_faults
from sitegen.inspection.examine import LARGEST, examine
from sitegen.inspection.findings import Concern, Fault, mask
from sitegen.inspection.folders import inspect
from sitegen.inspection.office import archives
from tests.inspection import offices, papers, photos
from tests.inspection.offices import app, core, docx, pptx, sheet_part, word_part, xlsx
from tests.inspection.papers import WORDS, info, note, pdf
from tests.inspection.photos import picture
from tests.inspection.test_hidden_words import FOUND

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4">{}</svg>'
BOX = b" 0 g 60 690 400 30 re f"
LONG = "".join(
    f"<w:p><w:r><w:t>Sentence {n} of a long text. </w:t></w:r></w:p>" for n in range(200)
)
INLINE = (
    '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1"{}/>'
    "</wp:inline></w:drawing></w:r></w:p>"
)
CROP = '<w:p><w:r><w:drawing><a:blip/><a:srcRect l="{}"/></w:drawing></w:r></w:p>'
PHOTO = '<p:pic><p:nvPicPr><p:cNvPr id="3" name="Picture"{}/></p:nvPicPr></p:pic>'
HIDDEN = "<w:p><w:r><w:rPr><w:vanish{}/></w:rPr><w:t>The child lived in Sampleton</w:t></w:r></w:p>"


def vanishing_style(used: str) -> bytes:
    """Make a Word file with a style that hides text, used or not."""
    style = '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = f'<w:p><w:r><w:rPr><w:rStyle w:val="{used}"/></w:rPr><w:t>Sampleton</w:t></w:r></w:p>'
    return docx(body, word__styles_xml=offices.styles(style))


def zip_bomb() -> bytes:
    return offices.packed(
        {
            "[Content_Types].xml": offices.types(
                f"{offices.KIND}wordprocessingml.document.main+xml"
            ),
            "word/document.xml": bytes(archives.LARGEST_PART + 1),
        }
    )


def lying_bomb() -> bytes:
    """Make a zip file of which a part declares fewer bytes than it unpacks to."""
    data = docx(word__document_xml=offices.document("<w:p/>" * 90_000))
    true = struct.pack("<I", len(offices.document("<w:p/>" * 90_000)))
    return data.replace(true, struct.pack("<I", 400))


def zip_with(change: Callable[[zipfile.ZipFile], None]) -> bytes:
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a") as file:
        change(file)
    return out.getvalue()


def many_parts() -> bytes:
    return offices.packed({f"part{number}": b"" for number in range(6_000)})


def locked_zip() -> bytes:
    data = bytearray(docx())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flags] |= 1
    return bytes(data)


def jpeg_with(marker: int, body: bytes) -> bytes:
    whole = picture()
    piece = bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2) + body
    return whole[:2] + piece + whole[2:]


def png_with(name: bytes, body: bytes) -> bytes:
    whole = picture("PNG")
    piece = len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)
    return whole[:33] + piece + whole[33:]


def xmp(inner: str) -> bytes:
    return b"http://ns.adobe.com/xap/1.0/\0" + papers.xmp(inner).encode()


CREATOR = "<dc:creator><rdf:Seq><rdf:li>Alex Example</rdf:li></rdf:Seq></dc:creator>"
PLACED = photos.exif(gps=True)
NAMED = core(f"{offices.CORE}<dc:creator>Alex Example</dc:creator>")
CUSTOM = "<Properties><property name='Case'/></Properties>"

Make: TypeAlias = "Callable[[], bytes]"

_FAULTY: dict[str, tuple[tuple[Fault, Make], ...]] = {
    "a.pdf": (
        (faults.EMPTY, lambda: b""),
        (faults.NOT_WHAT_IT_SAYS, docx),
        (faults.PROTECTED, papers.locked),
        (faults.TRUNCATED, lambda: pdf()[:-60]),
        (faults.TRUNCATED, lambda: b"%PDF-1.7\nnothing\nstartxref\n9\n%%EOF"),
        (faults.BOMB, papers.bomb),
        (faults.NOT_UNDERSTOOD, lambda: pdf(b"0 0 1 1 re f " * 1_600_000)),
        (faults.NOT_UNDERSTOOD, papers.within_itself),
        (faults.AUTHOR, lambda: pdf(change=info("/Author", "Alex Example"))),
        (faults.AUTHOR, lambda: pdf(change=papers.packet(CREATOR))),
        (faults.COMPANY, lambda: pdf(change=info("/Company", "Exampleshire Council"))),
        (pdf_faults.PRODUCER, lambda: pdf(change=info("/Producer", "Alex at the desk"))),
        (faults.PROPERTIES, lambda: pdf(change=info("/CaseNumber", "EX-17"))),
        (faults.PROPERTIES, lambda: pdf(change=papers.packet("<pdfx:Case>EX-17</pdfx:Case>"))),
        (
            faults.PROPERTIES,
            lambda: pdf(change=papers.packet("<xmpMM:History><rdf:Seq/></xmpMM:History>")),
        ),
        (faults.COMPUTER, lambda: pdf(change=info("/Subject", r"C:\Users\alex\report.docx"))),
        (faults.COMMENTS, lambda: pdf(change=note("/Text", "Really?"))),
        (faults.COMMENTS, lambda: pdf(change=note("/Highlight"))),
        (faults.COMMENTS, lambda: pdf(change=note("/Redact"))),
        (faults.EMBEDDED, lambda: pdf(change=papers.attach)),
        (faults.EMBEDDED, lambda: pdf(change=note("/FileAttachment"))),
        (pdf_faults.SCRIPT, lambda: pdf(change=papers.script)),
        (pdf_faults.FORM_DATA, lambda: pdf(change=papers.answer)),
        (pdf_faults.COVERED_TEXT, lambda: pdf(WORDS + BOX)),
        (pdf_faults.COVERED_TEXT, lambda: pdf(WORDS + b" 1 g 150 690 60 30 re f")),
        (pdf_faults.COVERED_TEXT, lambda: pdf(WORDS + b" 60 690 400 30 re 60 600 400 30 re f*")),
        (
            pdf_faults.COVERED_TEXT,
            lambda: pdf(WORDS + b" 60 690 m 400 690 l 400 730 l 60 730 l h f"),
        ),
        (
            pdf_faults.COVERED_TEXT,
            lambda: pdf(b"q .5 0 0 .5 100 300 cm " + WORDS + b" Q 130 640 90 30 re f"),
        ),
        (pdf_faults.COVERED_TEXT, lambda: pdf(WORDS + b" q 400 0 0 60 60 680 cm /Im1 Do Q")),
        (pdf_faults.INVISIBLE_TEXT, lambda: pdf(WORDS + b" 1 g BT 72 600 Td (Sampleton) Tj ET")),
        (pdf_faults.INVISIBLE_TEXT, lambda: pdf(BOX[1:] + b" 0 g " + WORDS)),
        (pdf_faults.INVISIBLE_TEXT, lambda: pdf(WORDS + b" BT 3 Tr 72 600 Td (Sampleton) Tj ET")),
        (pdf_faults.OUTSIDE_TEXT, lambda: pdf(WORDS + b" BT 72 900 Td (Sampleton) Tj ET")),
        (pdf_faults.OUTSIDE_TEXT, lambda: pdf(change=papers.small_window)),
        (pdf_faults.HIDDEN_LAYERS, lambda: pdf(change=papers.layer)),
        (pdf_faults.HISTORY, papers.changed_later),
        (pdf_faults.PRIVATE_DATA, lambda: pdf(change=papers.private)),
        (pdf_faults.UNTAGGED, lambda: pdf(change=papers.without("/StructTreeRoot"))),
        (pdf_faults.UNTAGGED, lambda: pdf(change=papers.without("/MarkInfo"))),
        (faults.NO_TITLE, lambda: pdf(change=info("/Title", " "))),
        (pdf_faults.FILE_NAME_TITLE, lambda: pdf(change=info("/Title", "Microsoft Word - x.doc"))),
        (faults.NO_LANGUAGE, lambda: pdf(change=papers.without("/Lang"))),
        (pdf_faults.SCAN, lambda: pdf(b"q 595 0 0 842 0 0 cm /Im1 Do Q")),
        (pdf_faults.NO_BOOKMARKS, lambda: pdf(pages=21)),
        (faults.NO_ALTERNATIVE, lambda: pdf(change=papers.figure)),
    ),
    "a.docx": (
        (faults.EMPTY, lambda: b""),
        (faults.NOT_WHAT_IT_SAYS, pdf),
        (faults.NOT_WHAT_IT_SAYS, xlsx),
        (
            faults.PROTECTED,
            lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        ),
        (faults.PROTECTED, locked_zip),
        (faults.TRUNCATED, lambda: docx()[:-60]),
        (faults.TRUNCATED, lambda: docx(word__document_xml="<w:document")),
        (faults.TRUNCATED, lying_bomb),
        (faults.BOMB, zip_bomb),
        (faults.BOMB, many_parts),
        (faults.NOT_UNDERSTOOD, lambda: zip_with(lambda f: f.writestr("word/Document.xml", b""))),
        (faults.NOT_UNDERSTOOD, lambda: zip_with(lambda f: f.writestr("../../x.xml", b""))),
        (
            faults.NOT_UNDERSTOOD,
            lambda: docx(word__document_xml='<!DOCTYPE d [<!ENTITY a "aaaa">]><d>&a;</d>'),
        ),
        (
            faults.AUTHOR,
            lambda: docx(docProps__core_xml=core(f"{offices.CORE}<dc:creator>Alex</dc:creator>")),
        ),
        (
            faults.AUTHOR,
            lambda: docx(
                docProps__core_xml=core(f"{offices.CORE}<cp:lastModifiedBy>A</cp:lastModifiedBy>")
            ),
        ),
        (
            faults.AUTHOR,
            lambda: docx(
                word__people_xml=word_part("people", '<w:person w:author="Alex Example"/>')
            ),
        ),
        (faults.COMPANY, lambda: docx(docProps__app_xml=app("<Company>Example</Company>"))),
        (faults.COMPANY, lambda: docx(docProps__app_xml=app("<Manager>Alex</Manager>"))),
        (
            faults.PROPERTIES,
            lambda: docx(docProps__custom_xml="<Properties><property name='Case'/></Properties>"),
        ),
        (faults.PROPERTIES, lambda: docx(customXml__item1_xml="<d><who>Alex</who></d>")),
        (
            faults.PROPERTIES,
            lambda: docx(
                docProps__core_xml=core(f"{offices.CORE}<dc:description>Case 17</dc:description>")
            ),
        ),
        (
            faults.COMPUTER,
            lambda: docx(
                **{
                    "word___rels__settings.xml_rels": offices.relations(
                        ("attachedTemplate", "file:///C:\\Users\\alex\\board.dotm")
                    )
                }
            ),
        ),
        (faults.COMPUTER, lambda: docx(docProps__app_xml=app(r"<Template>\\s\a.dotm</Template>"))),
        (
            faults.COMMENTS,
            lambda: docx(word__comments_xml=word_part("comments", '<w:comment w:id="0"/>')),
        ),
        (office_faults.TRACKED, lambda: docx(f'<w:p><w:ins w:author="A">{"<w:r/>"}</w:ins></w:p>')),
        (
            office_faults.TRACKED,
            lambda: docx("<w:p><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"),
        ),
        (
            office_faults.TRACKED,
            lambda: docx(word__footer1_xml=word_part("ftr", "<w:p><w:moveFrom/></w:p>")),
        ),
        (office_faults.HIDDEN_TEXT, lambda: docx(HIDDEN.format(""))),
        (office_faults.HIDDEN_TEXT, lambda: vanishing_style("Secret")),
        (faults.EMBEDDED, lambda: docx(word__embeddings__book_xlsx=xlsx())),
        (office_faults.MACROS, lambda: docx(word__vbaProject_bin=b"code")),
        (office_faults.MACROS, lambda: docx(word__activeX__control1_xml="<x/>")),
        (faults.CROPPED, lambda: docx(CROP.format("25000"))),
        (picture_faults.PLACE, lambda: docx(word__media__image1_jpeg=picture(exif=PLACED))),
        (faults.NO_TITLE, lambda: docx(docProps__core_xml=core(""))),
        (office_faults.NO_HEADINGS, lambda: docx(LONG)),
        (faults.NO_ALTERNATIVE, lambda: docx(INLINE.format(""))),
        (faults.NO_LANGUAGE, lambda: docx(word__styles_xml=word_part("styles", ""))),
    ),
    "a.exe": ((faults.TYPE_UNKNOWN, lambda: b"MZ"),),
    "minutes": ((faults.TYPE_UNKNOWN, lambda: b"words"),),
    "a.docm": ((faults.MACRO_TYPE, docx),),
    "a.doc": ((faults.OLD_OFFICE, lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),),
    "a.jpg": (
        (faults.NOT_WHAT_IT_SAYS, lambda: picture("PNG")),
        (faults.TRUNCATED, lambda: picture()[:-200]),
        (faults.TRUNCATED, lambda: b"\xff\xd8\x00\x00\x00\x00\x00"),
        (picture_faults.PLACE, lambda: picture(exif=PLACED)),
        (picture_faults.CAMERA, lambda: picture(exif=photos.exif(Make="Acme", Model="Snap 3"))),
        (
            picture_faults.CAMERA,
            lambda: picture(exif=photos.exif(sub={0x9003: "2018:02:01 10:00:00"})),
        ),
        (picture_faults.HIDDEN_WORDS, lambda: picture(exif=photos.exif(Artist="Alex Example"))),
        (picture_faults.HIDDEN_WORDS, lambda: picture(comment=b"the boy on the left")),
        (picture_faults.HIDDEN_WORDS, lambda: jpeg_with(0xE1, xmp(CREATOR))),
        (
            picture_faults.HIDDEN_WORDS,
            lambda: jpeg_with(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x04name"),
        ),
        (faults.CROPPED, lambda: picture() + b"\xff\xd8 the rest of the larger picture"),
        (faults.CROPPED, lambda: picture(exif=photos.with_thumbnail())),
        (faults.CROPPED, lambda: picture(exif=photos.exif(sub={0xA002: 90, 0xA003: 40}))),
        (faults.OVERSIZED, lambda: picture(size=(4_100, 50))),
    ),
    "a.png": (
        (faults.NOT_WHAT_IT_SAYS, picture),
        (faults.TRUNCATED, lambda: picture("PNG")[:-20]),
        (faults.TRUNCATED, lambda: picture("PNG").replace(b"IDAT", b"IDAX")),
        (picture_faults.PLACE, lambda: picture("PNG", exif=PLACED)),
        (picture_faults.HIDDEN_WORDS, lambda: picture("PNG", pnginfo=photos.texts(Author="Alex"))),
        (
            picture_faults.HIDDEN_WORDS,
            lambda: png_with(b"zTXt", b"Note\0\0" + zlib.compress(b"Alex")),
        ),
        (
            picture_faults.HIDDEN_WORDS,
            lambda: png_with(
                b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + papers.xmp(CREATOR).encode()
            ),
        ),
        (faults.CROPPED, lambda: picture("PNG") + b"the rest of the larger picture"),
    ),
    "a.csv": ((faults.NOT_WHAT_IT_SAYS, picture),),
    "a.webp": (
        (faults.NOT_WHAT_IT_SAYS, lambda: b"RIFF" + bytes(40)),
        (faults.TRUNCATED, lambda: picture("WEBP")[:-20]),
        (picture_faults.PLACE, lambda: picture("WEBP", exif=PLACED)),
    ),
    "a.svg": (
        (faults.NOT_WHAT_IT_SAYS, lambda: b"<html/>"),
        (picture_faults.DOCUMENT_TYPE, lambda: b'<!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg/>'),
        (
            picture_faults.HIDDEN_WORDS,
            lambda: SVG.format("<metadata><who>Alex Example</who></metadata>").encode(),
        ),
        (picture_faults.ACTIVE_PICTURE, lambda: SVG.format("<script>1</script>").encode()),
        (picture_faults.ACTIVE_PICTURE, lambda: SVG.format('<g onload="x()"/>').encode()),
        (
            picture_faults.ACTIVE_PICTURE,
            lambda: SVG.format('<image href="https://example.org/a.png"/>').encode(),
        ),
    ),
    "a.txt": ((faults.NOT_WHAT_IT_SAYS, lambda: b"a\0b"),),
    "a.xlsx": (
        (faults.NOT_WHAT_IT_SAYS, lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        (
            office_faults.HIDDEN_SHEETS,
            lambda: xlsx(
                xl__workbook_xml=offices.workbook('<sheet name="Names" state="veryHidden"/>')
            ),
        ),
        (office_faults.HIDDEN_CELLS, lambda: xlsx('<row r="1" hidden="1"/>')),
        (office_faults.HIDDEN_CELLS, lambda: xlsx('<row r="1" ht="0" customHeight="1"/>')),
        (
            office_faults.HIDDEN_CELLS,
            lambda: xlsx(
                xl__worksheets__sheet1_xml=offices.worksheet(
                    "", '<cols><col min="2" max="3" width="9" hidden="true"/></cols>'
                )
            ),
        ),
        (
            office_faults.HIDDEN_VALUES,
            lambda: xlsx(
                xl__styles_xml=sheet_part(
                    "styleSheet", '<numFmts><numFmt formatCode=";;;"/></numFmts>'
                )
            ),
        ),
        (
            office_faults.SOURCE_DATA,
            lambda: xlsx(
                xl__pivotCache__pivotCacheRecords1_xml=sheet_part("pivotCacheRecords", "<r/>")
            ),
        ),
        (
            office_faults.SOURCE_DATA,
            lambda: xlsx(xl__externalLinks__externalLink1_xml=sheet_part("externalLink", "")),
        ),
        (
            faults.COMMENTS,
            lambda: xlsx(xl__comments1_xml=sheet_part("comments", "<comment ref='A1'/>")),
        ),
        (office_faults.TRACKED, lambda: xlsx(xl__revisions__log1_xml="<r/>")),
        (
            faults.AUTHOR,
            lambda: xlsx(
                xl__persons__person_xml='<personList><person displayName="A"/></personList>'
            ),
        ),
        (office_faults.MACROS, lambda: xlsx(xl__vbaProject_bin=b"code")),
        (faults.AUTHOR, lambda: xlsx(docProps__core_xml=NAMED)),
        (faults.EMBEDDED, lambda: xlsx(xl__embeddings__letter_docx=docx())),
        (faults.CROPPED, lambda: xlsx(xl__media__image1_png=picture("PNG") + b"the rest")),
        (faults.PROPERTIES, lambda: xlsx(docProps__custom_xml=CUSTOM)),
        (faults.BOMB, lambda: xlsx(xl__media__image1_png=bytes(archives.LARGEST_PART + 1))),
        (faults.NO_TITLE, lambda: xlsx(docProps__core_xml=core(""))),
    ),
    "a.gif": (
        (faults.TRUNCATED, lambda: picture("GIF")[:20]),
        (picture_faults.HIDDEN_WORDS, lambda: picture("GIF", comment=b"the boy on the left")),
    ),
    "a.pptx": (
        (faults.AUTHOR, lambda: pptx(docProps__core_xml=NAMED)),
        (faults.COMPANY, lambda: pptx(docProps__app_xml=app("<Company>Example</Company>"))),
        (faults.PROPERTIES, lambda: pptx(docProps__custom_xml=CUSTOM)),
        (office_faults.MACROS, lambda: pptx(ppt__vbaProject_bin=b"code")),
        (picture_faults.PLACE, lambda: pptx(ppt__media__image1_jpeg=picture(exif=PLACED))),
        (faults.NOT_WHAT_IT_SAYS, docx),
        (faults.TRUNCATED, lambda: pptx()[:-60]),
        (faults.NO_TITLE, lambda: pptx(docProps__core_xml=core(""))),
        (office_faults.HIDDEN_SLIDES, lambda: pptx(show='show="0"')),
        (
            office_faults.SPEAKER_NOTES,
            lambda: pptx(
                ppt__notesSlides__notesSlide1_xml=offices.slide(
                    "notes", "<a:p><a:r><a:t>Do not say the name</a:t></a:r></a:p>"
                )
            ),
        ),
        (faults.COMMENTS, lambda: pptx(ppt__comments__comment1_xml="<c/>")),
        (
            faults.AUTHOR,
            lambda: pptx(ppt__commentAuthors_xml='<l><cmAuthor name="Alex Example"/></l>'),
        ),
        (
            office_faults.HIDDEN_TEXT,
            lambda: pptx(offices.TITLE + '<p:sp><p:cNvPr id="4" name="Box" hidden="1"/></p:sp>'),
        ),
        (faults.EMBEDDED, lambda: pptx(ppt__embeddings__sheet1_xlsx=xlsx())),
        (office_faults.NO_SLIDE_TITLES, lambda: pptx("<p:sp/>")),
        (faults.NO_ALTERNATIVE, lambda: pptx(offices.TITLE + PHOTO.format(""))),
    ),
}
FAULTY = [(fault, name, make) for name, rows in _FAULTY.items() for fault, make in rows]

SOUND: list[tuple[str, Callable[[], bytes]]] = [
    ("a.pdf", pdf),
    ("a.pdf", lambda: pdf(BOX[1:] + b" 1 g " + WORDS)),  # white on a black box that lies below
    ("a.pdf", lambda: pdf(WORDS + b" 0 g 60 694 400 1 re f")),  # a line under the words
    ("a.pdf", lambda: pdf(WORDS + b" 60 600 400 30 re f")),  # a box elsewhere
    ("a.pdf", lambda: pdf(b"60 690 400 30 re 62 692 396 26 re f* " + WORDS)),  # a frame
    ("a.pdf", lambda: pdf(WORDS + b" /Half gs 60 690 400 30 re f")),  # a highlighter
    ("a.pdf", lambda: pdf(WORDS + b" 60 690 400 30 re W n 0 0 10 10 re f")),  # clipped away
    ("a.pdf", lambda: pdf(change=note("/Link"))),
    ("a.pdf", lambda: pdf(change=info("/Producer", "Microsoft® Word for Microsoft 365"))),
    ("a.pdf", lambda: pdf(pages=20)),
    ("a.docx", docx),
    ("a.docx", lambda: docx(HIDDEN.format(' w:val="0"'))),
    (
        "a.docx",
        lambda: docx("<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr></w:p>" + offices.WORDS),
    ),
    ("a.docx", lambda: vanishing_style("Strong")),
    ("a.docx", lambda: docx(CROP.format("0"))),
    ("a.docx", lambda: docx(INLINE.format(' descr="The board’s structure"'))),
    ("a.docx", lambda: docx('<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr></w:p>' + LONG)),
    ("a.docx", lambda: docx(word__comments_xml=word_part("comments", ""))),
    ("a.docx", lambda: docx(customXml__item1_xml="<Sources/>")),
    ("a.docx", lambda: docx(word__media__image1_png=picture("PNG"))),
    ("a.xlsx", xlsx),
    ("a.xlsx", lambda: xlsx('<row r="1" ht="15" hidden="0"/>')),
    ("a.pptx", pptx),
    (
        "a.pptx",
        lambda: pptx(
            ppt__notesSlides__notesSlide1_xml=offices.slide(
                "notes", '<a:fld type="slidenum"><a:t>1</a:t></a:fld>'
            )
        ),
    ),
    ("a.pptx", lambda: pptx(offices.TITLE + PHOTO.format(' descr="A learning event"'))),
    ("a.jpg", picture),
    ("a.jpeg", lambda: picture(progressive=True)),
    ("a.jpg", lambda: picture(exif=photos.exif(Orientation=6))),
    ("a.jpg", lambda: picture(exif=photos.exif(sub={0xA002: 60, 0xA003: 40}))),
    ("a.png", lambda: picture("PNG")),
    ("a.webp", lambda: picture("WEBP")),
    ("a.gif", lambda: picture("GIF")),
    ("a.svg", lambda: SVG.format("<title>A circle</title><circle r='2'/>").encode()),
    ("a.csv", lambda: "name,number\ncafé,3\n".encode("utf-8-sig")),
    ("a.txt", lambda: b"Plain words."),
]


@pytest.mark.parametrize(
    ("fault", "name", "make"),
    FAULTY,
    ids=[f"{fault.name}-{name[2:]}-{place}" for place, (fault, name, _) in enumerate(FAULTY)],
)
def test_a_fault_is_found_alone(fault: Fault, name: str, make: Callable[[], bytes]) -> None:
    found = examine(name, make())
    assert [finding.fault for finding in found.findings] == [fault.name], found.findings
    assert found.findings[0].what.startswith(fault.what)
    assert found.findings[0].cure


@pytest.mark.parametrize(
    ("name", "make"), SOUND, ids=[f"{name[2:]}-{place}" for place, (name, _) in enumerate(SOUND)]
)
def test_a_sound_file_passes(name: str, make: Callable[[], bytes]) -> None:
    assert examine(name, make()).findings == ()


TABLES = (faults, pdf_faults, office_faults, picture_faults)
KNOWN = [value for table in TABLES for value in vars(table).values() if isinstance(value, Fault)]


def test_every_fault_has_a_file_that_shows_it() -> None:
    on_disk = {faults.LINK.name, faults.NOT_READABLE.name, faults.TOO_LARGE.name}
    shown = {fault.name for fault, _, _ in (*FAULTY, *FOUND)}
    assert {fault.name for fault in KNOWN} == shown | on_disk


def test_faults_are_told_apart_by_name() -> None:
    names = [fault.name for fault in KNOWN]
    assert len(set(names)) == len(names)


# ---- What is told ----


def test_a_name_is_masked() -> None:
    found = examine("a.pdf", pdf(change=info("/Author", "Alex Example")))
    assert "Alex" not in str(found.findings)
    assert "“A…”, 12 characters" in found.findings[0].what


def test_masking_keeps_the_first_letter_and_the_length_alone() -> None:
    assert mask(" Alex  Example ") == "“A…”, 12 characters"
    assert mask("  ") == "empty"


@pytest.mark.parametrize(
    ("name", "make", "length", "unit"),
    [
        ("a.pdf", lambda: pdf(pages=3), 3, "page"),
        ("a.xlsx", xlsx, 1, "sheet"),
        ("a.pptx", pptx, 1, "slide"),
        ("a.docx", docx, 0, ""),
    ],
)
def test_the_length_is_read_from_the_file(
    name: str, make: Callable[[], bytes], length: int, unit: str
) -> None:
    found = examine(name, make())
    assert (found.length, found.unit) == (length, unit)


@pytest.mark.parametrize(
    ("name", "make", "word"),
    [
        ("a.pdf", pdf, "Exampleshire"),
        ("a.docx", docx, "Exampleshire"),
        ("a.xlsx", xlsx, "25"),
        ("a.pptx", pptx, "Learning"),
        ("a.txt", lambda: b"Sampleton", "Sampleton"),
    ],
)
def test_the_words_of_a_file_are_given(name: str, make: Callable[[], bytes], word: str) -> None:
    assert word in examine(name, make()).words


def test_the_same_bytes_give_the_same_answer() -> None:
    data = pdf(WORDS + BOX)
    assert examine("a.pdf", data) == examine("b.PDF", data)


def test_a_sound_file_is_told_by_type_size_and_checksum() -> None:
    data = picture()
    found = examine("photo.JPG", data)
    assert (found.type, found.size, len(found.sha256)) == ("JPEG", len(data), 64)


def test_findings_are_given_by_their_concern() -> None:
    data = docx(docProps__core_xml=core("<dc:creator>Alex</dc:creator>"))
    found = examine("a.docx", data)
    assert [one.fault for one in found.about(Concern.PRIVACY)] == ["author"]
    assert [one.fault for one in found.about(Concern.ACCESS)] == ["no-title"]


def test_pages_with_covered_text_are_named() -> None:
    def spoil(made: Pdf) -> None:
        papers.add_page(made, WORDS + BOX)

    found = examine("a.pdf", pdf(change=spoil))
    assert "page 2" in found.findings[0].what


# ---- On disk ----


def test_a_file_is_inspected_under_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf())
    assert inspect({"files/a.pdf": tmp_path / "a.pdf"})["files/a.pdf"].inspection.type == "PDF"


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real.pdf").write_bytes(pdf())
    (tmp_path / "a.pdf").symlink_to(tmp_path / "real.pdf")
    found = inspect({"files/a.pdf": tmp_path / "a.pdf"})["files/a.pdf"].inspection
    assert [finding.fault for finding in found.findings] == ["link"]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.pdf").open("wb") as file:
        file.truncate(LARGEST + 1)
    found = inspect({"files/a.pdf": tmp_path / "a.pdf"})["files/a.pdf"].inspection
    assert [finding.fault for finding in found.findings] == ["too-large"]
    assert found.sha256 == ""


def test_a_file_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf())

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    found = inspect({"files/a.pdf": tmp_path / "a.pdf"})["files/a.pdf"].inspection
    assert [finding.fault for finding in found.findings] == ["not-readable"]
