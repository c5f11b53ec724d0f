"""What a file says beside what it shows is read for names, and what nobody knows of is told."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from sitegen.inspection import faults
from sitegen.inspection.clean import image
from sitegen.inspection.examine import examine
from tests.inspection import offices
from tests.inspection.offices import HEAD, TITLE, A, W, docx, pptx, sheet_part, workbook, xlsx
from tests.inspection.papers import WORDS, pdf
from tests.inspection.photos import picture

ONE: Final = "Sampleton"


def book(inner: str, before: str = "") -> bytes:
    whole = workbook('<sheet name="Courses" sheetId="1"/>')
    whole = whole.replace("<sheets>", f"{before}<sheets>")
    return xlsx(xl__workbook_xml=whole.replace("</workbook>", f"{inner}</workbook>"))


def sheet(inner: str) -> bytes:
    whole = offices.worksheet('<row r="1"><c r="A1"><v>25</v></c></row>')
    return xlsx(xl__worksheets__sheet1_xml=whole.replace("</worksheet>", f"{inner}</worksheet>"))


def chart() -> str:
    return (
        f'{HEAD}<c:chartSpace xmlns:c="urn:c" xmlns:a="{A}"><c:ser><c:tx><c:strCache><c:pt>'
        f"<c:v>{ONE}</c:v></c:pt></c:strCache></c:tx></c:ser></c:chartSpace>"
    )


def glossary() -> str:
    kind = '<w:docPartPr><w:types><w:type w:val="bbPlcHdr"/></w:types></w:docPartPr>'
    words = f"<w:docPartBody><w:p><w:r><w:t>{ONE}</w:t></w:r></w:p></w:docPartBody>"
    return (
        f'{HEAD}<w:glossaryDocument xmlns:w="{W}"><w:docParts><w:docPart>{kind}{words}'
        "</w:docPart></w:docParts></w:glossaryDocument>"
    )


def word(inner: str) -> bytes:
    return docx(f"{offices.WORDS}<w:p>{inner}</w:p>")


_OFFICE: Final[Mapping[str, Mapping[str, Callable[[], bytes]]]] = {
    "a.xlsx": {
        "name of a sheet": lambda: xlsx(
            xl__workbook_xml=workbook(f'<sheet name="{ONE}" sheetId="1"/>')
        ),
        "a defined name": lambda: book(
            f'<definedNames><definedName name="{ONE}">A1</definedName></definedNames>'
        ),
        "words of a defined name": lambda: book(
            f'<definedNames><definedName name="x">"{ONE}"</definedName></definedNames>'
        ),
        "words of a formula": lambda: xlsx(
            f'<row r="1"><c r="A1"><f>IF(B1="{ONE}",1,0)</f><v>0</v></c></row>'
        ),
        "words of a format": lambda: xlsx(
            xl__styles_xml=sheet_part(
                "styleSheet",
                f'<numFmts><numFmt numFmtId="164" formatCode="0&quot; {ONE}&quot;"/></numFmts>',
            )
        ),
        "choices of a cell": lambda: sheet(
            '<dataValidations><dataValidation sqref="A1" type="list">'
            f'<formula1>"{ONE},Other"</formula1></dataValidation></dataValidations>'
        ),
        "a filter": lambda: sheet(f'<autoFilter ref="A1:A9"><filter val="{ONE}"/></autoFilter>'),
        "tip of a link in a sheet": lambda: sheet(
            f'<hyperlinks><hyperlink ref="A1" tooltip="{ONE}"/></hyperlinks>'
        ),
        "header of a printed sheet": lambda: sheet(
            f"<headerFooter><oddHeader>&amp;C{ONE}</oddHeader></headerFooter>"
        ),
        "chart": lambda: xlsx(xl__charts__chart1_xml=chart()),
    },
    "a.docx": {
        "chart in Word": lambda: docx(word__charts__chart1_xml=chart()),
        "words of an empty field": lambda: docx(word__glossary__document_xml=glossary()),
        "data of another program": lambda: docx(
            customXml__item1_xml=f'<case xmlns="urn:case" worker="{ONE}"/>'
        ),
        "choices of a field": lambda: word(
            f'<w:sdt><w:sdtPr><w:listItem w:value="{ONE}"/></w:sdtPr></w:sdt>'
        ),
        "help of a field": lambda: word(
            f'<w:r><w:fldChar><w:helpText w:val="{ONE}"/></w:fldChar></w:r>'
        ),
        "tip of a link in Word": lambda: word(f'<w:hyperlink w:tooltip="{ONE}"/>'),
        "description of a table": lambda: word(
            f'<w:tbl><w:tblPr><w:tblCaption w:val="{ONE}"/></w:tblPr></w:tbl>'
        ),
        "name of a style": lambda: docx(
            word__styles_xml=offices.styles(
                f'<w:style w:type="paragraph" w:styleId="x"><w:name w:val="{ONE}"/></w:style>'
            )
        ),
    },
    "a.pptx": {
        "name of a shape": lambda: pptx(TITLE.replace("Title 1", f"Photo of {ONE}")),
        "section of slides": lambda: pptx(
            ppt__presentation_xml=f'{HEAD}<p:presentation xmlns:p="{offices.P}">'
            f'<p:section name="{ONE}"/></p:presentation>'
        ),
        "drawing of words": lambda: pptx(
            ppt__diagrams__data1_xml=f'{HEAD}<d xmlns:a="{A}"><a:t>{ONE}</a:t></d>'
        ),
    },
}
OFFICE: Final = {
    what: (name, make) for name, rows in _OFFICE.items() for what, make in rows.items()
}


def bookmark(made: Pdf) -> None:
    with made.open_outline() as outline:
        outline.root.append(OutlineItem(ONE, 0))


def layer(made: Pdf) -> None:
    group = made.make_indirect(Dictionary(Type=Name.OCG, Name=String(ONE)))
    made.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary())


def label(made: Pdf) -> None:
    made.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(ONE))]))


def choices(made: Pdf) -> None:
    field = Dictionary(FT=Name.Ch, T=String("area"), Opt=Array([String(ONE)]))
    made.Root.AcroForm = Dictionary(Fields=Array([made.make_indirect(field)]))


def link(made: Pdf) -> None:
    action = Dictionary(S=Name.URI, URI=String("https://example.org/"))
    found = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=[1, 1, 9, 9], Contents=String(ONE), A=action
    )
    made.pages[0].Annots = Array([made.make_indirect(found)])


INLINE: Final = WORDS + b" /Span <</%b (Sampleton)>> BDC EMC"
PAPERS: Final[Mapping[str, tuple[str, Callable[[], bytes]]]] = {
    **{
        one.__name__: ("a.pdf", partial(pdf, change=one))
        for one in (bookmark, layer, label, choices, link)
    },
    **{key: ("a.pdf", partial(pdf, INLINE % key.encode())) for key in ("ActualText", "E")},
}


@pytest.mark.parametrize(
    ("name", "make"), [*OFFICE.values(), *PAPERS.values()], ids=[*OFFICE, *PAPERS]
)
def test_words_beside_the_text_are_read_for_names(name: str, make: Callable[[], bytes]) -> None:
    found = examine(name, make())
    assert found.findings == ()
    assert ONE in found.words


def test_the_marks_that_place_a_header_are_no_words() -> None:
    header = (
        '<headerFooter><oddHeader>&amp;"Arial,Bold"&amp;12Page &amp;P</oddHeader></headerFooter>'
    )
    assert "Arial" not in examine("a.xlsx", sheet(header)).words


ACCOUNTS: Final = {
    "a view of somebody’s own": (
        "a.xlsx",
        lambda: book(
            '<customWorkbookViews><customWorkbookView name="Alex"/></customWorkbookViews>'
        ),
    ),
    "who keeps it from others": ("a.xlsx", lambda: book("", '<fileSharing userName="Alex"/>')),
    "who tried another number": (
        "a.xlsx",
        lambda: sheet('<scenarios><scenario name="Best" user="Alex"/></scenarios>'),
    ),
    "who may edit": ("a.docx", lambda: word('<w:permStart w:id="1" w:ed="COUNCIL\\alex"/>')),
}


@pytest.mark.parametrize(("name", "make"), ACCOUNTS.values(), ids=ACCOUNTS)
def test_an_account_of_somebody_is_told(name: str, make: Callable[[], bytes]) -> None:
    assert [one.fault for one in examine(name, make()).findings] == [faults.AUTHOR.name]


def test_what_everybody_may_edit_names_nobody() -> None:
    assert examine("a.docx", word('<w:permStart w:id="1" w:edGrp="everyone"/>')).findings == ()


# ---- Pictures ----

GIF, PNG, JPEG, WEBP = (picture(kind) for kind in ("GIF", "PNG", "JPEG", "WEBP"))


def chunk(name: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + data))
    return PNG[:-12] + struct.pack(">I", len(data)) + name + data + check + PNG[-12:]


def piece(marker: int, data: bytes) -> bytes:
    return JPEG[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data + JPEG[2:]


def riff(name: bytes, data: bytes) -> bytes:
    body = WEBP[8:] + name + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body


def block(program: bytes, data: bytes) -> bytes:
    return GIF[:-1] + b"\x21\xff\x0b" + program + bytes([len(data)]) + data + b"\0\x3b"


UNKNOWN: Final = {
    "gif": (block(b"CASEDATA1.0", b"Sampleton"), image.gif),
    "png": (chunk(b"prVW", b"Sampleton"), image.png),
    "a small copy in a jpg": (piece(0xE0, b"JFXX\0\x10" + JPEG), image.jpeg),
    "a piece of a jpg": (piece(0xEA, b"HOME Sampleton"), image.jpeg),
    "a comment of Photoshop in a jpg": (piece(0xEC, b"Ducky\0\2\0\x0dby Sampleton"), image.jpeg),
    "webp": (riff(b"NOTE", b"Sampleton!"), image.webp),
}
KNOWN: Final = {
    "gif": block(b"NETSCAPE2.0", b"\1\0\0"),
    "png": chunk(b"tIME", b"\x07\xea\1\1\0\0\0"),
    "jpg": piece(0xEE, b"Adobe\0\x64\0\0\0\0\0"),
    "jpg of Photoshop": piece(0xEC, b"Ducky\0\1\0\4\0\0\0\x50\0\0"),
    "jpg with its colours": piece(0xE2, b"ICC_PROFILE\0\1\1"),
    "webp": riff(b"ICCP", bytes(128)),
}


@pytest.mark.parametrize(("data", "cleaned"), UNKNOWN.values(), ids=UNKNOWN)
def test_a_piece_that_nobody_knows_is_told_and_cleaned_away(
    data: bytes, cleaned: Callable[[bytes], bytes]
) -> None:
    name = ending(data)
    assert [one.fault for one in examine(name, data).findings] == [faults.UNUSED.name]
    assert examine(name, cleaned(data)).findings == ()


@pytest.mark.parametrize("data", KNOWN.values(), ids=KNOWN)
def test_pieces_in_use_give_no_alarm(data: bytes) -> None:
    assert examine(ending(data), data).findings == ()


@pytest.mark.parametrize(
    "data", [GIF, PNG, JPEG, WEBP, pdf()], ids=["gif", "png", "jpg", "webp", "pdf"]
)
def test_few_bytes_behind_the_end_are_told_and_filling_is_not(data: bytes) -> None:
    fault = {"a.pdf": faults.TRAILING}.get(ending(data), faults.CROPPED)
    assert [one.fault for one in examine(ending(data), data + b"Alex").findings] == [fault.name]
    if data is not PNG:
        assert examine(ending(data), data + b"\0\r\n").findings == ()


def ending(data: bytes) -> str:
    heads = {b"GIF8": "gif", b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"RIFF": "webp"}
    return "a." + next((name for head, name in heads.items() if data.startswith(head)), "pdf")


def test_a_layer_that_viewers_switch_off_by_themselves_is_hidden() -> None:
    def change(made: Pdf) -> None:
        use = Dictionary(View=Dictionary(ViewState=Name.OFF))
        group = made.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft"), Usage=use))
        rule = Dictionary(Event=Name.View, Category=Array([Name.View]), OCGs=Array([group]))
        made.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(AS=Array([rule])))

    assert [one.fault for one in examine("a.pdf", pdf(change=change)).findings] == ["hidden-layers"]


def test_another_version_of_a_picture_is_told() -> None:
    def change(made: Pdf) -> None:
        shown = made.pages[0].Resources.XObject.Im1
        other = made.make_stream(b"\x80")
        shown.Alternates = Array([Dictionary(Image=other, DefaultForPrinting=True)])

    assert [one.fault for one in examine("a.pdf", pdf(change=change)).findings] == ["unused"]
