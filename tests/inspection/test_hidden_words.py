"""What Office files, drawings and PDFs hold beside what they show is told, and cleaned or named."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from sitegen.cli.clean import clean
from sitegen.inspection import faults, office_faults, picture_faults
from sitegen.inspection.examine import examine
from sitegen.inspection.findings import Concern, Fault
from sitegen.inspection.office_faults import FIELDS
from sitegen.inspection.picture_faults import HIDDEN_WORDS
from sitegen.inspection.places import private_place
from tests.inspection import offices, photos
from tests.inspection.offices import docx, pptx, sheet_part, word_part, worksheet, xlsx
from tests.inspection.papers import A4, WORDS, pdf
from tests.inspection.photos import picture

# ---- Word ----


def run(look: str, paragraph: str = "", words: str = "Sampleton") -> str:
    return (
        f"<w:p><w:pPr>{paragraph}</w:pPr><w:r><w:rPr>{look}</w:rPr><w:t>{words}</w:t></w:r></w:p>"
    )


WHITE = '<w:color w:val="FFFFFF"/>'
FADED = (
    "<w:textFill><w:solidFill><w:srgbClr><w:alpha w:val='{}'/></w:srgbClr></w:solidFill>"
    "</w:textFill>"
)
SHADED = '<w:shd w:val="clear" w:fill="1F3864"/>'


def styled(look: str, kind: str = "pStyle") -> bytes:
    """Make a Word file with a style that another is based on, which words have."""
    of = "paragraph" if kind == "pStyle" else "character"
    styles = (
        f'<w:style w:type="{of}" w:styleId="Base"><w:rPr>{look}</w:rPr></w:style>'
        f'<w:style w:type="{of}" w:styleId="Mine"><w:basedOn w:val="Base"/></w:style>'
    )
    named = f'<w:{kind} w:val="Mine"/>'
    body = run("", named) if kind == "pStyle" else run(named)
    return docx(body, word__styles_xml=offices.styles(styles))


def table(cell: str, style: str = "") -> str:
    return (
        f"<w:tbl><w:tblPr>{style}</w:tblPr><w:tr><w:tc><w:tcPr>{cell}</w:tcPr>{run(WHITE)}</w:tc>"
        "</w:tr></w:tbl>"
    )


def field(instruction: str) -> str:
    half = len(instruction) // 2
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction[:half]}</w:instrText></w:r>"
        f"<w:r><w:instrText>{instruction[half:]}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def settings(inner: str) -> bytes:
    return docx(word__settings_xml=word_part("settings", inner))


def anchored(offset: int) -> bytes:
    return docx(
        "<w:p><w:r><w:drawing><wp:anchor><wp:positionH><wp:posOffset>"
        f'{offset}</wp:posOffset></wp:positionH><wp:docPr id="1" descr="A map"/></wp:anchor>'
        "</w:drawing></w:r></w:p>" + offices.WORDS
    )


# ---- Excel ----


def cell(font: str, fill: str = "", rules: str = "") -> bytes:
    """Make a sheet with one cell of a font on a fill."""
    styles = sheet_part(
        "styleSheet",
        f"<fonts><font/><font>{font}</font></fonts><fills><fill><patternFill/></fill>"
        f"<fill>{fill}</fill></fills><cellXfs><xf/><xf fontId='1' fillId='{int(bool(fill))}'/>"
        "</cellXfs>",
    )
    rows = '<row r="1"><c r="A1" s="1"><v>25</v></c></row>'
    sheet = offices.worksheet(rows).replace("</worksheet>", f"{rules}</worksheet>")
    return xlsx(xl__styles_xml=styles, xl__worksheets__sheet1_xml=sheet)


NAVY = '<patternFill patternType="solid"><fgColor rgb="FF1F3864"/></patternFill>'
PALE = '<color rgb="FFFFFFFF"/>'
ABS = '<x15ac:absPath xmlns:x15ac="urn:x" url="C:\\Users\\alex\\Case 17\\"/>'

# ---- PowerPoint ----

SIZE = (
    f'<p:presentation xmlns:p="{offices.P}"><p:sldSz cx="9144000" cy="6858000"/></p:presentation>'
)


def shape(
    look: str = "", box: str = "100 100 900 900", fill: str = "", words: str = "Sampleton"
) -> str:
    x, y, wide, high = box.split()
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="5" name="Box"/></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{x}000" y="{y}000"/><a:ext cx="{wide}000" cy="{high}000"/></a:xfrm>'
        f"{fill}</p:spPr>"
        f"<p:txBody><a:p><a:r><a:rPr {look if look.startswith('sz') else ''}>"
        f"{'' if look.startswith('sz') else look}</a:rPr><a:t>{words}</a:t></a:r></a:p>"
        "</p:txBody></p:sp>"
    )


STYLED = '<p:style><a:fillRef idx="1"><a:schemeClr val="accent1"/></a:fillRef></p:style><p:txBody>'


def slides(*shapes: str, before: str = "") -> bytes:
    made = offices.slide("sld", offices.TITLE + "".join(shapes))
    made = made.replace("<p:cSld>", f"<p:cSld>{before}")
    return pptx(ppt__presentation_xml=SIZE, ppt__slides__slide1_xml=made)


def ink(colour: str, inner: str = "") -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}">{inner}</a:srgbClr></a:solidFill>'


PICTURE = (
    '<p:pic><p:nvPicPr><p:cNvPr id="3" name="P" descr="A learning event"/></p:nvPicPr>'
    "<p:spPr><a:xfrm>"
    '<a:off x="{}000" y="50000"/><a:ext cx="5000000" cy="5000000"/></a:xfrm></p:spPr></p:pic>'
)
DARK = "<p:bg><p:bgPr>" + ink("1F3864") + "</p:bgPr></p:bg>"

# ---- Any Office file ----

ROOT = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}'
    "</Relationships>"
)
LEADS = '<Relationship Id="r{}" Type="t" Target="{}"/>'


def linked(*targets: str, **parts: str | bytes) -> bytes:
    """Make a Word file whose parts are reached from its top, as Word writes them."""
    top = ("word/document.xml", "docProps/core.xml", "docProps/app.xml")
    inner = ("styles.xml", *targets)
    made: dict[str, Any] = {
        **parts,
        "_rels___rels": ROOT.format("".join(LEADS.format(i, t) for i, t in enumerate(top))),
        "word___rels__document.xml_rels": ROOT.format(
            "".join(LEADS.format(i, t) for i, t in enumerate(inner))
        ),
    }
    return docx(**made)


def gap() -> bytes:
    """Make a zip file with something between two of its parts that no table names."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx())) as old, zipfile.ZipFile(out, "w") as new:
        for number, name in enumerate(old.namelist()):
            new.writestr(name, old.read(name))
            if number == 1:
                assert new.fp is not None
                new.fp.seek(new.start_dir)
                new.fp.write(b"The child lived in Sampleton, at the end of the road. " * 3)
                new.start_dir = new.fp.tell()
    return out.getvalue()


# ---- PDF ----


def jpeg_2000(exif: bytes = b"") -> bytes:
    """A picture as JPEG 2000, with what a camera wrote in a box behind it."""
    box = b"JpgTiffExif->JP2" + exif.removeprefix(b"Exif\0\0")
    more = (len(box) + 8).to_bytes(4, "big") + b"uuid" + box if exif else b""
    return picture("JPEG2000") + more


def photo(exif: bytes = b"", *, newer: bool = False) -> Callable[[pikepdf.Pdf], None]:
    """Put a photo on the page as programs do: its file as it is."""

    def change(made: pikepdf.Pdf) -> None:
        made.pages[0].Resources.XObject.Im1 = made.make_stream(
            jpeg_2000(exif) if newer else picture(exif=exif),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=60,
            Height=40,
            ColorSpace=Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=Name.JPXDecode if newer else Name.DCTDecode,
        )
        made.pages[0].Contents = made.make_stream(WORDS + b" q 60 0 0 40 72 500 cm /Im1 Do Q")

    return change


def thumbnail(made: pikepdf.Pdf) -> None:
    made.pages[0].Thumb = made.pages[0].Resources.XObject.Im1


def link(where: str) -> Callable[[pikepdf.Pdf], None]:
    def change(made: pikepdf.Pdf) -> None:
        found = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[72, 700, 90, 718])
        found.A = Dictionary(S=Name.URI, URI=String(where))
        made.pages[0].Annots = Array([made.make_indirect(found)])

    return change


def said(key: str, words: str, kind: str = "/P") -> Callable[[pikepdf.Pdf], None]:
    """Tag something with words that are read aloud or copied instead of what is shown."""

    def change(made: pikepdf.Pdf) -> None:
        tree = made.Root.StructTreeRoot
        found = Dictionary(Type=Name.StructElem, S=Name(kind), P=tree.K)
        found[key] = String(words)
        tree.K.K = Array([made.make_indirect(found)])

    return change


def loose(**more: object) -> bytes:
    """Make a PDF with an object to which nothing leads."""
    data = pdf(change=lambda made: setattr(made.Root, "Loose", made.make_stream(WORDS, more)))
    name = b"/Loose"
    start = data.index(name)
    end = data.index(b"R", start) + 1
    return data[:start] + b" " * (end - start) + data[end:]


def apart(made: pikepdf.Pdf) -> None:
    """Keep texts, numbers and lists as objects of their own, as LaTeX and LibreOffice do."""
    made.Root.Lang = made.make_indirect(String("en-GB"))
    made.pages[0].Rotate = made.make_indirect(pikepdf.Object.parse(b"0"))
    made.pages[0].MediaBox = made.make_indirect(Array(A4))


def page_told(made: pikepdf.Pdf) -> None:
    about = made.make_stream(
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-'
        b'syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>'
        b"<rdf:Seq><rdf:li>Alex</rdf:li></rdf:Seq></dc:creator></rdf:Description>"
        b"</rdf:RDF></x:xmpmeta>",
        Type=Name.Metadata,
        Subtype=Name.XML,
    )
    made.pages[0].Metadata = about


REPLACED = b"/Span <</ActualText (The child lived in Sampleton)>> BDC " + WORDS + b" EMC"
LIGATURE = b"/Span <</ActualText <FEFF0041006E006E00750061006C>>> BDC " + WORDS + b" EMC"

# ---- Drawings ----


def svg(inner: str, view: str = "0 0 100 100") -> bytes:
    space = 'xmlns="http://www.w3.org/2000/svg"'
    return f'<svg {space} viewBox="{view}">{inner}</svg>'.encode()


def default(look: str) -> bytes:
    """Make a Word file whose words name no style, so that the usual one holds."""
    usual = (
        f'<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr>{look}</w:rPr></w:style>'
    )
    return docx(word__styles_xml=offices.styles(usual))


def drawn(style: str) -> bytes:
    return docx(
        f'<w:p><w:r><w:pict><shape style="position:absolute;{style}"/></w:pict></w:r></w:p>'
    )


def block(kind: str) -> str:
    about = f'<w:docPartPr><w:types><w:type w:val="{kind}"/></w:types></w:docPartPr>'
    part = f"<w:docPart>{about}</w:docPart>"
    return word_part("glossaryDocument", part)


def leading(where: str) -> bytes:
    return docx(**{"word___rels__document.xml_rels": offices.relations(("hyperlink", where))})


def boxed(descr: str) -> bytes:
    """Make a text box with words and an alternative text."""
    return docx(
        f'<w:p><w:r><w:drawing><wp:docPr id="1" descr="{descr}"/><w:txbxContent>'
        f"{run('', words='Learning from reviews')}</w:txbxContent></w:drawing></w:r></w:p>"
    )


def defined(name: str) -> str:
    names = f"</sheets><definedNames><definedName {name}>1</definedName></definedNames>"
    return offices.workbook('<sheet name="Courses"/>').replace("</sheets>", names)


def rich(run: str, style: str = "") -> bytes:
    """A cell with a text in two parts, one of them in a colour of its own."""
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si>'
        f"<r><t>Seen</t></r><r><rPr>{run}</rPr><t>unseen</t></r></si></sst>"
    )
    sheet = worksheet(f'<row r="1"><c r="A1" t="s"{style}><v>0</v></c></row>')
    return xlsx(xl__sharedStrings_xml=strings, xl__worksheets__sheet1_xml=sheet)


def header(text: str) -> bytes:
    """A sheet with a header."""
    sheet = worksheet('<row r="1"><c r="A1"><v>25</v></c></row>').replace(
        "</worksheet>",
        f"<headerFooter><oddHeader>{text}</oddHeader></headerFooter></worksheet>",
    )
    return xlsx(xl__worksheets__sheet1_xml=sheet)


def far(row: int) -> str:
    return "".join(
        f'<row r="{number}"><c r="A{number}"><v>1</v></c></row>' for number in (1, 2, row)
    )


def merged(cell: str) -> bytes:
    """Make a workbook with two cells merged into one, and a value in some cell."""
    rows = f'<row r="2"><c r="A2"><v>1</v></c><c r="{cell}"><v>17</v></c></row>'
    sheet = offices.worksheet(rows).replace("</sheetData>", f"</sheetData>{MERGE}")
    return xlsx(xl__worksheets__sheet1_xml=sheet)


MERGE = '<mergeCells count="1"><mergeCell ref="A2:C3"/></mergeCells>'


def group(left: int) -> str:
    return (
        f'<p:grpSp><p:grpSpPr><a:xfrm><a:off x="{left}" y="0"/><a:ext cx="900" cy="900"/></a:xfrm>'
        f"</p:grpSpPr>{shape()}</p:grpSp>"
    )


def described(descr: str) -> bytes:
    found = shape(words="Learning from reviews").replace('name="Box"', f'name="B" descr="{descr}"')
    return slides(found)


EDITOR = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:sodipodi="urn:s" viewBox="0 0 9 9" '
    'sodipodi:docname="{}"><circle r="2"/></svg>'
)

_TEXT, _DRAWN = office_faults.HIDDEN_TEXT, picture_faults.DRAWN_HIDDEN


def text_box(look: str = "", fill: str = "", named: str = "") -> bytes:
    """Make an Excel file with a text box on its sheet."""
    shape = (
        f'<sp><nvSpPr><cNvPr id="2" name="Box" {named}/></nvSpPr><spPr>{fill}</spPr>'
        f"<txBody><bodyPr/><p><r><rPr>{look}</rPr><t>Sampleton</t></r></p></txBody></sp>"
    )
    drawing = f'<wsDr xmlns:a="{offices.A}"><twoCellAnchor>{shape}</twoCellAnchor></wsDr>'
    return xlsx(xl__drawings__drawing1_xml=drawing)


def low_row(height: int) -> bytes:
    """Make a Word file with a table whose row is exactly so high."""
    row = f'<w:trPr><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr><w:tc>{run("")}</w:tc>'
    return docx(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>")


def clipped(wide: int) -> bytes:
    """Make a drawing of which a clip leaves so much."""
    clip = f"<clipPath id='c'><rect width='{wide}' height='{wide}'/></clipPath>"
    return svg(f"{clip}<text x='10' y='20' clip-path='url(#c)'>Sampleton</text>")


FOUND: list[tuple[Fault, str, Callable[[], bytes]]] = [
    (office_faults.HIDDEN_TEXT, "a.xlsx", lambda: text_box(ink("FFFFFF"))),
    (office_faults.HIDDEN_TEXT, "a.xlsx", lambda: text_box(ink("FFFFFF"), ink("FFFFFF"))),
    (office_faults.HIDDEN_TEXT, "a.xlsx", lambda: text_box(named='hidden="1"')),
    (office_faults.HIDDEN_TEXT, "a.docx", lambda: low_row(20)),
    (office_faults.HIDDEN_TEXT, "a.docx", lambda: docx(
        run('<w:color w:val="000000"/><w:highlight w:val="black"/>'))),
    (picture_faults.DRAWN_HIDDEN, "a.svg", lambda: clipped(0)),
    (picture_faults.DRAWN_HIDDEN, "a.svg", lambda: svg(
        "<text y='9' transform='translate(-900 0)'>Sampleton</text>")),
    (picture_faults.DRAWN_HIDDEN, "a.svg", lambda: svg(
        "<text y='9' transform='scale(0)'>Sampleton</text>")),
    (faults.COMPUTER, "a.svg", lambda: svg("<desc>C:\\Users\\alex\\plan.ai</desc>")),
    (_TEXT, "a.docx", lambda: docx(run(WHITE))),
    (_TEXT, "a.docx", lambda: docx(run('<w:color w:val="FDFDFD"/>'))),
    (_TEXT, "a.docx", lambda: docx(run('<w:color w:val="auto" w:themeColor="background1"/>'))),
    (_TEXT, "a.docx", lambda: docx(run('<w:color w:val="1F3864"/>' + SHADED))),
    (_TEXT, "a.docx", lambda: docx(run('<w:sz w:val="2"/>'))),
    (_TEXT, "a.docx", lambda: docx(run("<w:webHidden/>"))),
    (_TEXT, "a.docx", lambda: docx(run(FADED.format(100_000)))),
    (_TEXT, "a.docx", lambda: docx(run("<w:textFill><w:noFill/></w:textFill>"))),
    (_TEXT, "a.docx", lambda: styled(WHITE)),
    (_TEXT, "a.docx", lambda: styled('<w:sz w:val="3"/>', "rStyle")),
    (_TEXT, "a.docx", lambda: docx(table(""))),
    (_TEXT, "a.docx", lambda: docx(table('<w:shd w:fill="FFFFFF"/>'))),
    (_TEXT, "a.docx", lambda: docx(word__footer1_xml=word_part("ftr", run(WHITE)))),
    (_TEXT, "a.docx", lambda: anchored(-40_000_000)),
    (FIELDS, "a.docx", lambda: docx(field(" MERGEFIELD Surname "))),
    (FIELDS, "a.docx", lambda: docx(field(" INCLUDETEXT other.docx "))),
    (FIELDS, "a.docx", lambda: docx(field(" DOCVARIABLE Child "))),
    (FIELDS, "a.docx", lambda: docx(field(" LASTSAVEDBY "))),
    (FIELDS, "a.docx", lambda: docx('<w:p><w:fldSimple w:instr="FILENAME \\p"/></w:p>')),
    (FIELDS, "a.docx", lambda: settings('<w:docVars><w:docVar w:name="c"/></w:docVars>')),
    (FIELDS, "a.docx", lambda: settings("<w:mailMerge><w:query/></w:mailMerge>")),
    (faults.COMPUTER, "a.docx", lambda: docx(
        '<w:p><w:r><w:drawing><wp:docPr id="1" descr="C:\\Users\\alex\\Case.jpg"/>'
        "</w:drawing></w:r></w:p>"
    )),
    (faults.COMPUTER, "a.docx", lambda: docx(field(" HYPERLINK file:///C:/Users/alex/a.docx "))),
    (faults.THUMBNAIL, "a.docx", lambda: docx(docProps__thumbnail_jpeg=picture())),
    (faults.UNUSED, "a.docx", lambda: linked(word__old_xml=word_part("document", run("")))),
    (faults.UNUSED, "a.docx", lambda: linked(word__media__image9_png=picture("PNG"))),
    (faults.TRAILING, "a.docx", lambda: docx() + b"The child lived in Sampleton"),
    (faults.TRAILING, "a.docx", gap),
    (_TEXT, "a.xlsx", lambda: cell(PALE)),
    (_TEXT, "a.xlsx", lambda: cell('<color theme="0"/>')),
    (_TEXT, "a.xlsx", lambda: cell('<color rgb="FF1F3864"/>', NAVY)),
    (_TEXT, "a.xlsx", lambda: cell('<sz val="1"/>')),
    (_TEXT, "a.xlsx", lambda: rich('<color rgb="FFFFFFFF"/>')),
    (_TEXT, "a.xlsx", lambda: rich('<color theme="0"/>')),
    (office_faults.PATH_IN_HEADER, "a.xlsx", lambda: header("&amp;L&amp;Z&amp;F")),
    (faults.COMPUTER, "a.xlsx", lambda: xlsx(
        xl__workbook_xml=offices.workbook('<sheet name="C"/>').replace("<sheets>", ABS + "<sheets>")
    )),
    (faults.THUMBNAIL, "a.xlsx", lambda: xlsx(docProps__thumbnail_wmf=b"old")),
    (faults.TRAILING, "a.xlsx", lambda: xlsx() + b"more"),
    (_TEXT, "a.pptx", lambda: slides(shape(ink("FFFFFF")))),
    (_TEXT, "a.pptx", lambda: slides(shape('<a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'))),
    (_TEXT, "a.pptx", lambda: slides(shape(ink("C00000"), fill=ink("C00000")))),
    (_TEXT, "a.pptx", lambda: slides(shape('sz="100"'))),
    (_TEXT, "a.pptx", lambda: slides(shape(ink("000000", '<a:alpha val="0"/>')))),
    (_TEXT, "a.pptx", lambda: slides(shape("<a:noFill/>"))),
    (_TEXT, "a.pptx", lambda: slides(shape(box="-5000 100 900 900"))),
    (_TEXT, "a.pptx", lambda: slides(PICTURE.format("20000"))),
    (_TEXT, "a.pptx", lambda: slides(shape(), shape(box="50 50 5000 5000", fill=ink("C00000")))),
    (_TEXT, "a.pptx", lambda: slides(shape(), PICTURE.format("50"))),
    (faults.TRAILING, "a.pptx", lambda: pptx() + b"more"),
    (faults.THUMBNAIL, "a.pptx", lambda: pptx(docProps__thumbnail_jpeg=picture())),
    (picture_faults.PLACE, "a.pdf", lambda: pdf(change=photo(photos.exif(gps=True)))),
    (picture_faults.PLACE, "a.pdf", lambda: pdf(change=photo(photos.exif(gps=True), newer=True))),
    (picture_faults.CAMERA, "a.pdf", lambda: pdf(change=photo(photos.exif(Model="Snap 3")))),
    (picture_faults.HIDDEN_WORDS, "a.pdf", lambda: pdf(change=page_told)),
    (faults.THUMBNAIL, "a.pdf", lambda: pdf(change=thumbnail)),
    (faults.COMPUTER, "a.pdf", lambda: pdf(change=link("file:///C:/Users/alex/notes.docx"))),
    (faults.COMPUTER, "a.pdf", lambda: pdf(change=link("http://intranet/cases/17"))),
    (faults.COMPUTER, "a.pdf", lambda: pdf(change=link("\\\\server\\cases\\17.docx"))),
    (faults.UNUSED, "a.pdf", loose),
    (faults.TRAILING, "a.pdf", lambda: pdf() + b"The child lived in Sampleton"),
    (faults.TRAILING, "a.pdf", lambda: b"The child lived in Sampleton\n" + pdf()),
    (faults.ALTERNATIVE_DIFFERS, "a.pdf", lambda: pdf(REPLACED)),
    (faults.ALTERNATIVE_DIFFERS, "a.pdf", lambda: pdf(
        change=said("/ActualText", "The child lived in Sampleton")
    )),
    (_DRAWN, "a.svg", lambda: svg('<text y="50" fill="white">Sampleton</text>')),
    (_DRAWN, "a.svg", lambda: svg(
        '<mask id="m"><rect width="99" height="99" fill="black"/></mask>'
        '<text y="50" mask="url(#m)">Sampleton</text>')),
    (_DRAWN, "a.svg", lambda: svg(
        '<mask id="m"/><g mask="url(#m)"><text y="50">Sampleton</text></g>')),
    (_DRAWN, "a.svg", lambda: svg(
        '<filter id="f"><feFlood/></filter><text y="50" filter="url(#f)">Sampleton</text>')),
    (_DRAWN, "a.svg", lambda: svg(
        '<g transform="translate(9 9) scale(.01)"><text y="50">Sampleton</text></g>')),
    (_DRAWN, "a.svg", lambda: svg(
        '<text y="50" transform="matrix(0.004 0 0 0.004 9 9)">Sampleton</text>')),
    (_TEXT, "a.xlsx", lambda: merged("B2")),
    (_TEXT, "a.xlsx", lambda: merged("C3")),
    (_TEXT, "a.docx", lambda: drawn("margin-left:-400pt;width:100pt")),
    (_TEXT, "a.docx", lambda: drawn("margin-left:-900pt")),
    (_TEXT, "a.pptx", lambda: slides(
        shape(), shape(box="50 50 5000 5000", words="").replace("<p:txBody>", STYLED))),
    (faults.UNSEEN_LETTERS, "a.txt", "Sam\u200b\u200c\u200b\u200cpleton".encode),
    (faults.UNSEEN_LETTERS, "a.csv", "a,\U000e0053\U000e0061\n".encode),
    (faults.COMPUTER, "a.csv", lambda: b"name,file\nplan,C:\\Users\\alex\\plan.docx\n"),
    (faults.FORMULA, "a.csv", lambda: b'name,link\nplan,"=HYPERLINK(""http://a.example"")"\n'),
    (faults.FORMULA, "a.csv", lambda: b"name,total\nplan,=A1+B1\n"),
    (_DRAWN, "a.svg", lambda: svg('<g style="display: none"><text y="50">Sampleton</text></g>')),
    (_DRAWN, "a.svg", lambda: svg('<g opacity="0"><g><text y="50">Sampleton</text></g></g>')),
    (_DRAWN, "a.svg", lambda: svg('<text y="50" visibility="hidden">Sampleton</text>')),
    (_DRAWN, "a.svg", lambda: svg('<text y="50" fill="none">Sampleton</text>')),
    (_DRAWN, "a.svg", lambda: svg('<text y="50" font-size="0.1">Sampleton</text>')),
    (_DRAWN, "a.svg", lambda: svg('<text x="400" y="50">Sampleton</text>')),
    (_DRAWN, "a.svg", lambda: svg('<text y="-400">Sampleton</text>')),
    (_DRAWN, "a.svg", lambda: svg("<defs><text y='50'>Sampleton</text></defs>")),
    (_DRAWN, "a.svg", lambda: svg(
        "<style>.a, .b { fill: #fefefe }</style><text class='b' y='50'>Sampleton</text>"
    )),
    (faults.COMPUTER, "a.svg", lambda: EDITOR.format("C:\\Users\\alex\\map.svg").encode()),
    (faults.CROPPED, "a.gif", lambda: picture("GIF") + b"the rest of the larger picture"),
    (picture_faults.HIDDEN_WORDS, "a.gif", lambda: picture("GIF", comment=b"the boy on the left")),
    # ---- written when the first checks stood, of which they found 27 of 60 ----
    (_TEXT, "a.docx", lambda: default(WHITE)),
    (_TEXT, "a.docx", lambda: docx(run('<w:w w:val="1"/>'))),
    (_TEXT, "a.docx", lambda: docx(run("", '<w:spacing w:line="1" w:lineRule="exact"/>'))),
    (_TEXT, "a.docx", lambda: docx(run("", '<w:ind w:left="-20000" w:right="20000"/>'))),
    (_TEXT, "a.docx", lambda: docx(run("", '<w:framePr w:x="-20000" w:y="1"/>'))),
    (_TEXT, "a.docx", lambda: drawn("left:-5000pt")),
    (faults.UNUSED, "a.docx", lambda: docx(word__glossary__document_xml=block("autoTxt"))),
    (faults.EMBEDDED, "a.docx", lambda: docx(word__chunk_html=b"<p>Sampleton</p>")),
    (faults.COMPUTER, "a.docx", lambda: leading("http://intranet/cases")),
    (faults.COMPUTER, "a.docx", lambda: leading("https://x-my.sharepoint.com/personal/alex")),
    (faults.COMPUTER, "a.docx", lambda: docx(
        word__printerSettings1_bin="\\\\server\\print".encode("utf-16-le")
    )),
    (faults.ALTERNATIVE_DIFFERS, "a.docx", lambda: boxed("The child lived in Sampleton")),
    (_TEXT, "a.xlsx", lambda: xlsx(xl__workbook_xml=defined('name="Child" hidden="1"'))),
    (_TEXT, "a.xlsx", lambda: xlsx(far(900_000))),
    (_TEXT, "a.xlsx", lambda: cell('<color indexed="9"/>')),
    (_TEXT, "a.pptx", lambda: slides(group(-90_000_000))),
    (faults.PROPERTIES, "a.pptx", lambda: pptx(ppt__tags__tag1_xml='<l><tag val="17"/></l>')),
    (faults.ALTERNATIVE_DIFFERS, "a.pptx", lambda: described("The child lived in Sampleton")),
    (HIDDEN_WORDS, "a.svg", lambda: svg("<!-- The child lived there --><circle r='2'/>")),
    (_DRAWN, "a.svg", lambda: svg("<text y='50'>Sampleton</text><rect width='99' height='99'/>")),
    (_DRAWN, "a.svg", lambda: svg(
        "<rect width='99' height='99' fill='white'/><text y='50' fill='#fff'>Sampleton</text>"
    )),
]  # fmt: skip

SOUND: list[tuple[str, Callable[[], bytes]]] = [
    ("a.xlsx", text_box),
    ("a.xlsx", lambda: text_box(ink("FFFFFF"), ink("1F3864"))),
    ("a.docx", lambda: low_row(400)),
    ("a.docx", lambda: docx(run('<w:color w:val="000000"/><w:highlight w:val="yellow"/>'))),
    ("a.svg", lambda: clipped(99)),
    ("a.svg", lambda: svg("<text y='9' transform='translate(5 5)'>Shown</text>")),
    ("a.docx", lambda: docx(run('<w:color w:val="595959"/>'))),
    ("a.docx", lambda: docx(run(WHITE + SHADED))),
    ("a.docx", lambda: docx(run(WHITE + '<w:highlight w:val="black"/>'))),
    ("a.docx", lambda: docx(run(WHITE, SHADED))),
    ("a.docx", lambda: docx(run(WHITE, words=" ")) ),
    ("a.docx", lambda: docx(
        run('<w:color w:val="auto" w:themeColor="background1" w:themeShade="80"/>')
    )),
    ("a.docx", lambda: docx(run('<w:sz w:val="12"/>'))),
    ("a.docx", lambda: docx(run(FADED.format(50_000)))),
    ("a.docx", lambda: docx(table(SHADED))),
    ("a.docx", lambda: docx(table("", '<w:tblStyle w:val="GridTable5Dark"/>'))),
    ("a.docx", lambda: styled('<w:color w:val="C00000"/>')),
    ("a.docx", lambda: anchored(914_400)),
    *[
        ("a.docx", lambda said=said: docx(field(said)))
        for said in (" PAGE ", ' TOC \\o "1-3" ', " HYPERLINK https://example.org/ ", " DATE ",
                     " REF _Ref1 ", " SEQ Figure ", " STYLEREF Title ", " NUMPAGES ")
    ],
    ("a.docx", lambda: settings('<w:zoom w:percent="100"/>')),
    ("a.docx", lambda: linked("media/image1.png", word__media__image1_png=picture("PNG"))),
    ("a.xlsx", lambda: cell('<color theme="1"/><sz val="11"/>')),
    ("a.xlsx", lambda: cell(PALE, NAVY)),
    ("a.pdf", lambda: pdf(change=photo(newer=True))),
    ("a.xlsx", lambda: rich('<color rgb="FFC00000"/>')),
    ("a.xlsx", lambda: header("&amp;LAnnual report &amp;F, page &amp;P, A&amp;&amp;Z")),
    ("a.xlsx", lambda: cell(PALE, "<gradientFill/>")),
    ("a.xlsx", lambda: cell(PALE, rules="<tableParts><tablePart/></tableParts>")),
    ("a.xlsx", lambda: cell('<color theme="0" tint="-0.5"/>')),
    ("a.pptx", lambda: slides(shape(ink("404040")))),
    ("a.pptx", lambda: slides(shape(ink("FFFFFF"), fill=ink("C00000")))),
    ("a.pptx", lambda: slides(shape(ink("FFFFFF")), before=DARK)),
    ("a.pptx", lambda: slides(PICTURE.format("50"), shape(ink("FFFFFF")))),
    ("a.pptx", lambda: slides(shape(box="50 50 5000 5000", fill=ink("C00000")), shape())),
    ("a.pptx", lambda: slides(shape(box="-100 100 900 900"))),
    ("a.pptx", lambda: slides(
        shape(box="50 50 5000 5000", fill=ink("1F3864"), words=" "), shape(ink("FFFFFF"))
    )),
    ("a.pdf", lambda: pdf(change=photo())),
    ("a.pdf", lambda: pdf(change=apart)),
    ("a.pdf", lambda: pdf(change=link("https://www.example.org/reports/2024/report%20one.pdf"))),
    ("a.pdf", lambda: pdf(change=link("mailto:board@example.org"))),
    ("a.pdf", lambda: pdf(LIGATURE)),
    ("a.pdf", lambda: pdf(change=said("/ActualText", "Annual report of the board"))),
    ("a.pdf", lambda: pdf(change=said("/Alt", "Three people at a long table", "/Figure"))),
    ("a.pdf", lambda: pdf() + b"\r\n\r\n"),
    ("a.svg", lambda: svg('<text y="50">Learning</text>')),
    ("a.svg", lambda: svg(
        '<rect width="99" height="99"/><text y="50" fill="#fff">Learning</text>'
    )),
    ("a.svg", lambda: svg('<text y="50" fill="white" stroke="black">Learning</text>')),
    ("a.svg", lambda: svg('<g opacity=".5"><text y="50">Learning</text></g>')),
    ("a.svg", lambda: svg('<text x="400" text-anchor="end" y="50" >Learning</text>')),
    ("a.svg", lambda: svg("<title>Steps of a review</title><circle r='2'/>")),
    ("a.svg", lambda: EDITOR.format("map.svg").encode()),
    ("a.gif", lambda: picture("GIF", size=(300, 200))),
    ("a.docx", lambda: default('<w:color w:val="222222"/>')),
    ("a.docx", lambda: docx(run('<w:w w:val="90"/>'))),
    ("a.docx", lambda: docx(run("", '<w:spacing w:line="240" w:lineRule="exact"/>'))),
    ("a.docx", lambda: docx(run("", '<w:spacing w:line="20" w:lineRule="exact"/>', " "))),
    ("a.docx", lambda: docx(run("", '<w:ind w:left="-720"/>'))),
    ("a.docx", lambda: drawn("left:20pt")),
    ("a.docx", lambda: docx(word__glossary__document_xml=block("bbPlcHdr"))),
    ("a.docx", lambda: leading("https://www.example.sharepoint.com/sites/board")),
    ("a.docx", lambda: boxed("Box: learning from reviews")),
    ("a.xlsx", lambda: xlsx(xl__workbook_xml=defined('name="_xlnm._FilterDatabase" hidden="1"'))),
    ("a.xlsx", lambda: xlsx(far(60))),
    ("a.xlsx", lambda: cell('<color indexed="8"/>')),
    ("a.pptx", lambda: slides(group(0))),
    ("a.pptx", lambda: described("Learning from reviews")),
    ("a.svg", lambda: svg("<!-- Generator: Adobe Illustrator 27.0 --><circle r='2'/>")),
    ("a.svg", lambda: svg("<text y='50'>Shown</text><rect width='99' height='99' opacity='.2'/>")),
    ("a.svg", lambda: svg("<text y='50'>Shown</text><rect y='60' width='99' height='30'/>")),
    ("a.svg", lambda: svg(
        '<mask id="m"><rect width="99" height="99" fill="white"/></mask>'
        '<text y="50" mask="url(#m)">Shown</text>')),
    ("a.svg", lambda: svg(
        '<filter id="f"><feFlood/><feComposite in="SourceGraphic"/></filter>'
        '<text y="50" filter="url(#f)">Shown</text>')),
    ("a.svg", lambda: svg(
        '<text y="5000" font-size="1200" transform="scale(0.01)">Shown</text>')),
    ("a.xlsx", lambda: merged("D2")),
    ("a.docx", lambda: drawn("margin-left:-60pt;width:200pt")),
    ("a.pptx", lambda: slides(
        shape(), shape("", "50 50 5000 5000", "<a:noFill/>", "").replace("<p:txBody>", STYLED))),
    ("a.txt", "A flag \U0001f3f4\U000e0067\U000e007f, a family 👩\u200d👧".encode),
    ("a.csv", lambda: b"name,change\nplan,-3\nother,+2\nmail,a=b\n"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("fault", "name", "make"),
    FOUND,
    ids=[f"{fault.name}-{name[2:]}-{place}" for place, (fault, name, _) in enumerate(FOUND)],
)
def test_what_is_hidden_is_found_alone(fault: Fault, name: str, make: Callable[[], bytes]) -> None:
    found = examine(name, make())
    assert [one.fault for one in found.findings] == [fault.name], found.findings


@pytest.mark.parametrize(
    ("name", "make"), SOUND, ids=[f"{name[2:]}-{place}" for place, (name, _) in enumerate(SOUND)]
)
def test_its_clean_twin_gives_no_alarm(name: str, make: Callable[[], bytes]) -> None:
    assert examine(name, make()).findings == ()


_OWN_TO_CLEAN = {
    *(faults.THUMBNAIL.name, faults.UNUSED.name, faults.TRAILING.name, picture_faults.PLACE.name),
    *(picture_faults.CAMERA.name, picture_faults.HIDDEN_WORDS.name, faults.CROPPED.name),
}


@pytest.mark.parametrize(
    ("fault", "name", "make"),
    FOUND,
    ids=[f"{fault.name}-{name[2:]}-{place}" for place, (fault, name, _) in enumerate(FOUND)],
)
def test_cleaning_removes_it_or_says_that_it_is_left(
    tmp_path: Path, fault: Fault, name: str, make: Callable[[], bytes]
) -> None:
    (tmp_path / name).write_bytes(make())
    told: list[str] = []
    done = clean(tmp_path / name, told.append)
    copy = tmp_path / name.replace("a.", "a-clean.")
    left = examine(name, (copy if copy.exists() else tmp_path / name).read_bytes())
    assert not left.about(Concern.UNUSABLE)
    assert done == (not left.about(Concern.PRIVACY))
    names = {one.fault for one in left.findings}
    assert not names & _OWN_TO_CLEAN, names
    assert fault.what in "\n".join(told)
    assert "Nothing was found" not in "\n".join(told) or fault.concern is Concern.ACCESS


@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a.gif", "a.svg"])
def test_cleaning_says_something_of_every_type(tmp_path: Path, name: str) -> None:
    data = {"a.gif": picture("GIF"), "a.svg": svg("<circle r='2'/>")}
    (tmp_path / name).write_bytes(data.get(name, b"name,number\n"))
    told: list[str] = []
    assert clean(tmp_path / name, told.append)
    assert len(told) >= 2


@pytest.mark.parametrize(
    "text",
    [
        "C:\\Users\\alex\\a.docx",
        "d:/cases/17",
        "\\\\server\\share$\\cases",
        "file:///home/alex/a.pdf",
        "file:///C:%5CUsers%5Calex",
        "/Users/alex/Documents/a.pages",
        "smb://files/cases",
        "http://intranet/cases",
        "https://board.example.local/a",
        "http://192.168.1.4/a",
        "https://example-my.sharepoint.com/personal/alex",
    ],
)
def test_a_place_of_somebodys_own_is_known(text: str) -> None:
    assert private_place(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://www.example.org/home/alex",
        "http://purl.org/dc/elements/1.1/",
        "mailto:a@example.org",
        "urn:schemas-microsoft-com:office:office",
        "word/media/image1.png",
        "/media/image1.png",
        "Ratio 3:4 / Users",
        "A: yes\\no",
        "#users/alex",
    ],
)
def test_an_address_for_everybody_is_none(text: str) -> None:
    assert not private_place(text)


def test_alternative_texts_are_read_for_names() -> None:
    made = docx(
        '<w:p><w:r><w:drawing><wp:docPr id="1" descr="Sampleton Road"/></w:drawing></w:r></w:p>'
    )
    assert "Sampleton Road" in examine("a.docx", made).words
    tagged = pdf(change=said("/Alt", "Sampleton Road", "/Figure"))
    assert "Sampleton Road" in examine("a.pdf", tagged).words
