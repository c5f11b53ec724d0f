"""Makes real PDF files about invented Exampleshire: a sound one, and changes that spoil it."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

A4 = [0, 0, 595, 842]
WORDS = b"BT /F1 12 Tf 72 700 Td (Annual report of the Exampleshire board) Tj ET"
PICTURE = b"q 200 0 0 100 72 500 cm /Im1 Do Q"


def pdf(
    content: bytes = WORDS, *, change: Callable[[Pdf], None] | None = None, pages: int = 1
) -> bytes:
    """Make a PDF that is tagged, titled and in a language, with one content on every page."""
    made = Pdf.new()
    for _ in range(pages):
        add_page(made, content)
    made.docinfo["/Title"] = String("Annual report of the Exampleshire board")
    made.docinfo["/Producer"] = String("LibreOffice 7.4")
    made.Root.Lang = String("en-GB")
    made.Root.MarkInfo = Dictionary(Marked=True)
    tree = made.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    element = Dictionary(Type=Name.StructElem, S=Name.Document, P=tree, K=Array([]))
    tree.K = made.make_indirect(element)
    made.Root.StructTreeRoot = tree
    if change:
        change(made)
    return saved(made)


def add_page(made: Pdf, content: bytes) -> None:
    """Add a page with a font, a picture and a see-through state to paint with."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    resources = Dictionary(
        Font=Dictionary(F1=font),
        XObject=Dictionary(Im1=grey(made)),
        ExtGState=Dictionary(Half=Dictionary(ca=0.5)),
    )
    page = Dictionary(Type=Name.Page, MediaBox=A4, Resources=resources)
    page.Contents = made.make_stream(content)
    made.pages.append(pikepdf.Page(made.make_indirect(page)))


def grey(made: Pdf) -> pikepdf.Object:
    """Make a picture of one grey dot."""
    return made.make_stream(
        b"\x80",
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=1,
        Height=1,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )


def saved(made: Pdf, **options: object) -> bytes:
    """Write a PDF into memory."""
    out = io.BytesIO()
    options = options or {"deterministic_id": True}
    made.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def note(subtype: str, words: str = "") -> Callable[[Pdf], None]:
    """Add an annotation to the first page."""

    def change(made: Pdf) -> None:
        found = Dictionary(Type=Name.Annot, Subtype=Name(subtype), Rect=[72, 700, 90, 718])
        found.Contents = String(words)
        made.pages[0].Annots = Array([made.make_indirect(found)])

    return change


def info(key: str, value: str) -> Callable[[Pdf], None]:
    """Set a property of the document."""

    def change(made: Pdf) -> None:
        made.docinfo[key] = String(value)

    return change


def packet(inner: str) -> Callable[[Pdf], None]:
    """Add a block of XMP."""

    def change(made: Pdf) -> None:
        stream = made.make_stream(xmp(inner).encode(), Type=Name.Metadata, Subtype=Name.XML)
        made.Root.Metadata = stream

    return change


def xmp(inner: str) -> str:
    """Write a block of XMP around some properties."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" '
        'xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#" '
        f'xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/">{inner}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )


def without(*names: str) -> Callable[[Pdf], None]:
    """Take entries out of the document’s root."""

    def change(made: Pdf) -> None:
        for name in names:
            del made.Root[name]

    return change


def attach(made: Pdf) -> None:
    """Put another file inside."""
    made.attachments["minutes.txt"] = b"The minutes of the Exampleshire panel"


def script(made: Pdf) -> None:
    """Make the document run a script when it is opened."""
    made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('hello')"))


def answer(made: Pdf) -> None:
    """Make the document a form that somebody has filled in."""
    field = Dictionary(FT=Name.Tx, T=String("name"), V=String("Alex Example"))
    made.Root.AcroForm = Dictionary(Fields=Array([made.make_indirect(field)]))


def layer(made: Pdf) -> None:
    """Give the document a layer that is switched off."""
    group = made.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
    made.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group])))


def private(made: Pdf) -> None:
    """Leave the private data of a program in the document."""
    made.Root.PieceInfo = Dictionary(Illustrator=Dictionary(Private=Dictionary(Old=1)))


def figure(made: Pdf) -> None:
    """Tag a picture without describing it."""
    tree = made.Root.StructTreeRoot
    found = Dictionary(Type=Name.StructElem, S=Name.Figure, P=tree.K)
    tree.K.K = Array([made.make_indirect(found)])


def small_window(made: Pdf) -> None:
    """Show only the lower half of the page."""
    made.pages[0].CropBox = [0, 0, 595, 421]


def locked() -> bytes:
    """Make a PDF with a password against changes."""
    made = Pdf.open(io.BytesIO(pdf()))
    return saved(made, encryption=pikepdf.Encryption(owner="secret", user=""))


def changed_later() -> bytes:
    """Make a PDF to which a second version of its page was appended, as Acrobat’s Save does."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject, NumberObject

    writer = PdfWriter(io.BytesIO(pdf()), incremental=True)
    writer.pages[0][NameObject("/Rotate")] = NumberObject(0)
    out = io.BytesIO()
    writer.write(out)
    assert len(PdfReader(out).pages) == 1
    return out.getvalue()


def within_itself() -> bytes:
    """Make a PDF with a picture that paints itself."""

    def change(made: Pdf) -> None:
        form = made.make_stream(b"/Me Do", Type=Name.XObject, Subtype=Name.Form, BBox=A4)
        form.Resources = Dictionary(XObject=Dictionary(Me=form))
        made.pages[0].Resources.XObject.Me = form
        made.pages[0].Contents = made.make_stream(b"/Me Do")

    return pdf(change=change)


def bomb() -> bytes:
    """Make a small PDF of which the page unpacks to more than any page needs."""

    def change(made: Pdf) -> None:
        made.pages[0].Contents = made.make_stream(b"0 0 1 1 re f " * 9_000_000)

    return pdf(change=change)
