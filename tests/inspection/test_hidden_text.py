"""Words of a PDF that nobody can see are told, in whatever way they are painted; others are not."""

from __future__ import annotations

import subprocess
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image, ImageDraw

from sitegen.inspection import pdf_faults
from sitegen.inspection.examine import examine
from sitegen.inspection.findings import Unreadable
from sitegen.inspection.pdf import hidden_text
from sitegen.inspection.pdf.letters import PainterExit
from tests.inspection.papers import A4, WORDS, pdf

SECRET = b" BT /F1 12 Tf 72 600 Td (Sampleton lives here) Tj ET "
SPOT = b" /Spot cs %s scn " + SECRET
BLACK_BOX = b" 0 g 60 590 300 40 re f "


def fade(made: Pdf, to: list[float]) -> Dictionary:
    """Make the function from a tint, where 0 is no ink, to a colour."""
    start = [0] * 4 if len(to) == 4 else [1] * 3
    return Dictionary(FunctionType=2, Domain=[0, 1], C0=start, C1=to, N=1)


def separation(made: Pdf) -> Array:
    return Array([Name.Separation, Name.Black, Name.DeviceCMYK, fade(made, [0, 0, 0, 1])])


def device_n(made: Pdf) -> Array:
    """Make a space of two inks, of which the second is not used."""
    code = made.make_stream(
        b"{ pop 0 exch 0 exch 0 exch }",
        FunctionType=4,
        Domain=[0, 1, 0, 1],
        Range=[0, 1, 0, 1, 0, 1, 0, 1],
    )
    return Array([Name.DeviceN, Array([Name.Black, Name("/Gold")]), Name.DeviceCMYK, code])


def indexed(_: Pdf) -> Array:
    return Array([Name.Indexed, Name.DeviceRGB, 1, String(b"\x00\x00\x00\xff\xff\xff")])


def lab(_: Pdf) -> Array:
    return Array([Name.Lab, Dictionary(WhitePoint=[0.9505, 1, 1.089], Range=[-99, 99, -99, 99])])


def icc(made: Pdf) -> Array:
    """Make a space with a profile that cannot be read, so that its alternate holds."""
    profile = made.make_stream(b"none", N=3, Alternate=Name.DeviceRGB)
    return Array([Name.ICCBased, profile])


def cal_gray(_: Pdf) -> Array:
    return Array([Name.CalGray, Dictionary(WhitePoint=[0.9505, 1, 1.089])])


def device_cmyk(_: Pdf) -> Name:
    return Name.DeviceCMYK


def spot(space: Callable[[Pdf], object], content: bytes) -> bytes:
    """Make a page that has words of a colour of some space below its usual ones."""

    def change(made: Pdf) -> None:
        made.pages[0].Resources.ColorSpace = Dictionary(Spot=space(made))

    return pdf(WORDS + content, change=change)


SPACES: list[tuple[str, Callable[[Pdf], object], bytes, bytes]] = [
    ("separation", separation, b"1", b"0"),
    ("device-n", device_n, b"1 0", b"0 0"),
    ("indexed", indexed, b"0", b"1"),
    ("lab", lab, b"0 0 0", b"100 0 0"),
    ("icc", icc, b"0 0 0", b"1 1 1"),
    ("cal-gray", cal_gray, b"0", b"1"),
    ("cmyk", device_cmyk, b"0 0 0 1", b"0 0 0 0"),
]


def pattern(colour: bytes) -> bytes:
    """Make words that are painted with tiles of a colour."""

    def change(made: Pdf) -> None:
        tile = made.make_stream(
            colour + b" 0 0 9 9 re f",
            Type=Name.Pattern,
            PatternType=1,
            PaintType=1,
            TilingType=1,
            BBox=[0, 0, 8, 8],
            XStep=8,
            YStep=8,
            Resources=Dictionary(),
        )
        made.pages[0].Resources.Pattern = Dictionary(P1=tile)

    return pdf(WORDS + b" /Pattern cs /P1 scn " + SECRET, change=change)


def shaded(colour: list[float]) -> bytes:
    """Make words that are painted with a shading from one colour to the same."""

    def change(made: Pdf) -> None:
        same = Dictionary(FunctionType=2, Domain=[0, 1], C0=colour, C1=colour, N=1)
        shading = Dictionary(
            ShadingType=2,
            ColorSpace=Name.DeviceRGB,
            Coords=[0, 0, 600, 0],
            Function=same,
            Extend=[True, True],
        )
        found = Dictionary(Type=Name.Pattern, PatternType=2, Shading=shading)
        made.pages[0].Resources.Pattern = Dictionary(P1=found)

    return pdf(WORDS + b" /Pattern cs /P1 scn " + SECRET, change=change)


def softened(luminosity: bytes) -> bytes:
    """Make words behind a soft mask of one grey: white shows them, black takes them away."""

    def change(made: Pdf) -> None:
        group = made.make_stream(
            luminosity + b" g 0 0 595 842 re f",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=A4,
            Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray),
            Resources=Dictionary(),
        )
        mask = Dictionary(Type=Name.Mask, S=Name.Luminosity, G=group)
        made.pages[0].Resources.ExtGState.Soft = Dictionary(SMask=mask)

    return pdf(WORDS + b" q /Soft gs " + SECRET + b" Q", change=change)


def state(content: bytes, **values: Any) -> bytes:
    """Make a page with a state of painting named /S1."""

    def change(made: Pdf) -> None:
        made.pages[0].Resources.ExtGState.S1 = Dictionary(**values)

    return pdf(WORDS + content, change=change)


def form(inner: bytes, use: bytes = b" /Fm1 Do ") -> bytes:
    """Make a page that paints words within a form, as most programs write headers."""

    def change(made: Pdf) -> None:
        found = made.make_stream(inner, Type=Name.XObject, Subtype=Name.Form, BBox=A4)
        found.Resources = made.pages[0].Resources
        made.pages[0].Resources.XObject.Fm1 = found

    return pdf(WORDS + use, change=change)


def small_form() -> bytes:
    """Make words within a form of which the box is elsewhere, so that all is clipped away."""

    def change(made: Pdf) -> None:
        found = made.make_stream(
            SECRET, Type=Name.XObject, Subtype=Name.Form, BBox=[300, 50, 320, 70]
        )
        found.Resources = made.pages[0].Resources
        made.pages[0].Resources.XObject.Fm1 = found

    return pdf(WORDS + b" /Fm1 Do ", change=change)


def picture(made: Pdf, shown: Image.Image) -> object:
    packed = zlib.compress(shown.convert("L").tobytes())
    return made.make_stream(
        packed,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=shown.width,
        Height=shown.height,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
        Filter=Name.FlateDecode,
    )


def paper(*, redacted: bool = False) -> Image.Image:
    """Draw what a scanner sees: lines of print, and perhaps a box over one of them."""
    shown = Image.new("L", (595, 842), 250)
    pen = ImageDraw.Draw(shown)
    for top in (130, 230):
        for left in range(72, 300, 5):
            pen.rectangle((left, top, left + 2, top + 9), fill=30)
    if redacted:
        pen.rectangle((60, 225, 320, 245), fill=0)
    return shown


def scan(words: bytes, *, before: bool = False, redacted: bool = False) -> bytes:
    """Make a scan with its words over it, or under it."""
    shown = b" q 595 0 0 842 0 0 cm /Im1 Do Q "

    def change(made: Pdf) -> None:
        made.pages[0].Resources.XObject.Im1 = picture(made, paper(redacted=redacted))

    return pdf(words + shown if before else shown + words, change=change)


LINES = b"72 703 Td (Annual report of the) Tj 0 -100 Td (Sampleton lives here) Tj ET "
READ = b" BT /F1 12 Tf 3 Tr " + LINES
UNDER = b" BT /F1 12 Tf " + LINES
ELSEWHERE = READ + b" BT /F1 12 Tf 3 Tr 72 300 Td (Sampleton lives here) Tj ET "


def foreign(made: Pdf) -> None:
    """Write Chinese in a font that the file names and does not bring with it."""
    system = Dictionary(Registry=String("Adobe"), Ordering=String("GB1"), Supplement=2)
    below = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name("/STSong-Light"), DW=1000
    )
    below.CIDSystemInfo = system
    below.FontDescriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/STSong-Light"),
        Flags=4,
        FontBBox=[0, -99, 999, 900],
    )
    made.pages[0].Resources.Font.F2 = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/STSong-Light"),
        Encoding=Name("/UniGB-UCS2-H"),
        DescendantFonts=Array([made.make_indirect(below)]),
    )
    content = WORDS + b" BT /F2 12 Tf 72 600 Td <4E2D65874E2D6587> Tj ET "
    made.pages[0].Contents = made.make_stream(content)


def logo(words: bytes) -> bytes:
    """Make a page with a small picture and words elsewhere."""
    return pdf(WORDS + b" q 40 0 0 40 500 780 cm /Im1 Do Q " + words)


def turned(content: bytes, angle: int = 90, **boxes: list[int]) -> bytes:
    def change(made: Pdf) -> None:
        made.pages[0].Rotate = angle
        for name, box in boxes.items():
            made.pages[0][f"/{name}"] = box

    return pdf(content, change=change)


def layered(*, shown: bool) -> bytes:
    """Make words in a layer that is switched on or off."""

    def change(made: Pdf) -> None:
        group = made.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
        off = Array([] if shown else [group])
        made.Root.OCProperties = Dictionary(
            OCGs=Array([group]), D=Dictionary(OFF=off, Order=Array([group]))
        )
        made.pages[0].Resources.Properties = Dictionary(L1=group)

    return pdf(WORDS + b" /OC /L1 BDC " + SECRET + b" EMC ", change=change)


def noted(subtype: str) -> bytes:
    """Make a page of which a black annotation covers the words, as a mark for redaction does."""

    def change(made: Pdf) -> None:
        look = made.make_stream(
            b"0 g 0 0 400 30 re f",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, 0, 400, 30],
            Resources=Dictionary(),
        )
        found = Dictionary(Type=Name.Annot, Subtype=Name(subtype), Rect=[60, 690, 460, 720], F=4)
        found.AP = Dictionary(N=look)
        made.pages[0].Annots = Array([made.make_indirect(found)])

    return pdf(change=change)


COVERED, INVISIBLE, OUTSIDE = (
    pdf_faults.COVERED_TEXT.name,
    pdf_faults.INVISIBLE_TEXT.name,
    pdf_faults.OUTSIDE_TEXT.name,
)

UNSEEN: list[tuple[str, str, Callable[[], bytes]]] = [
    ("white-grey", INVISIBLE, lambda: pdf(WORDS + b" 1 g " + SECRET)),
    ("white-rgb", INVISIBLE, lambda: pdf(WORDS + b" 1 1 1 rg " + SECRET)),
    ("nearly-white", INVISIBLE, lambda: pdf(WORDS + b" .97 .98 .97 rg " + SECRET)),
    ("black-on-black", INVISIBLE, lambda: pdf(WORDS + BLACK_BOX + SECRET)),
    ("blue-on-blue", INVISIBLE, lambda: pdf(WORDS + b" 0 0 1 rg 60 590 300 40 re f" + SECRET)),
    ("mode-3", INVISIBLE, lambda: pdf(WORDS + b" 3 Tr " + SECRET)),
    ("mode-3-beside-a-logo", INVISIBLE, lambda: logo(b" 3 Tr " + SECRET)),
    ("mode-3-over-other-words", INVISIBLE, lambda: pdf(
        SECRET + b" 3 Tr " + WORDS.replace(b"72 700", b"72 600")
    )),
    ("stroked-white", INVISIBLE, lambda: pdf(WORDS + b" 1 G 1 Tr " + SECRET)),
    ("tiny", INVISIBLE, lambda: pdf(WORDS + SECRET.replace(b"F1 12", b"F1 0.5"))),
    ("tiny-by-matrix", INVISIBLE, lambda: pdf(WORDS + b" q .05 0 0 .05 90 500 cm" + SECRET + b"Q")),
    ("transparent", INVISIBLE, lambda: state(b" /S1 gs " + SECRET, ca=0)),
    ("nearly-transparent", INVISIBLE, lambda: state(b" /S1 gs " + SECRET, ca=0.03)),
    ("multiplied-white", INVISIBLE, lambda: state(b" /S1 gs 1 g " + SECRET, BM=Name.Multiply)),
    ("screened-black", INVISIBLE, lambda: state(
        b" 1 g 60 590 300 40 re f /S1 gs 0 g " + SECRET, BM=Name.Screen
    )),
    ("soft-mask", INVISIBLE, lambda: softened(b"0")),
    ("pattern", INVISIBLE, lambda: pattern(b"1 g")),
    ("shading", INVISIBLE, lambda: shaded([1, 1, 1])),
    ("clipped", INVISIBLE, lambda: pdf(WORDS + b" q 300 50 20 20 re W n " + SECRET + b" Q")),
    ("clipped-to-nothing", INVISIBLE, lambda: pdf(WORDS + b" q 0 0 0 0 re W n " + SECRET + b" Q")),
    ("form-too-small", INVISIBLE, small_form),
    ("layer", INVISIBLE, lambda: layered(shown=False)),
    ("white-in-a-form", INVISIBLE, lambda: form(b" 1 g " + SECRET)),
    ("white-in-a-moved-form", INVISIBLE, lambda: (
        form(b"1 g" + SECRET, b" q .8 0 0 .8 9 9 cm /Fm1 Do Q ")
    )),
    ("black-box", COVERED, lambda: pdf(WORDS + SECRET + BLACK_BOX)),
    ("white-box", COVERED, lambda: pdf(WORDS + SECRET + b" 1 g 60 590 300 40 re f ")),
    ("box-over-some", COVERED, lambda: pdf(WORDS + SECRET + b" 70 595 30 18 re f ")),
    ("curved-shape", COVERED, lambda: pdf(
        WORDS + SECRET + b" 40 590 m 40 700 400 700 400 590 c 400 560 40 560 40 590 c f "
    )),
    ("thick-line", COVERED, lambda: pdf(WORDS + SECRET + b" 30 w 60 605 m 360 605 l S ")),
    ("turned-box", COVERED, lambda: (
        pdf(WORDS + SECRET + b" q .99 .1 -.1 .99 110 550 cm 0 0 300 60 re f Q ")
    )),
    ("shape-under-alpha", COVERED, lambda: state(SECRET + b" /S1 gs " + BLACK_BOX, ca=0.99)),
    ("picture", COVERED, lambda: pdf(WORDS + SECRET + b" q 300 0 0 40 60 590 cm /Im1 Do Q ")),
    ("two-pictures", COVERED, lambda: pdf(
        WORDS + SECRET + b" q 60 0 0 40 60 590 cm /Im1 Do Q q 200 0 0 40 120 590 cm /Im1 Do Q "
    )),
    ("inline-picture", COVERED, lambda: pdf(
        WORDS + SECRET + b" q 300 0 0 40 60 590 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q "
    )),
    ("box-in-a-form", COVERED, lambda: form(BLACK_BOX, SECRET + b" /Fm1 Do ")),
    ("box-over-a-form", COVERED, lambda: form(SECRET, b" /Fm1 Do " + BLACK_BOX)),
    ("off-the-page", OUTSIDE, lambda: pdf(WORDS + SECRET.replace(b"72 600", b"72 -300"))),
    ("beside-the-page", OUTSIDE, lambda: pdf(WORDS + SECRET.replace(b"72 600", b"900 600"))),
    ("cropped-away", OUTSIDE, lambda: turned(WORDS + SECRET, 0, CropBox=[0, 650, 595, 842])),
    ("cropped-away-and-turned", OUTSIDE, lambda: (
        turned(WORDS + SECRET, 90, CropBox=[0, 650, 595, 842])
    )),
    ("white-on-a-turned-page", INVISIBLE, lambda: turned(WORDS + b" 1 g " + SECRET, 270)),
    ("scan-without-print-there", INVISIBLE, lambda: scan(ELSEWHERE)),
    ("scan-with-a-black-box", INVISIBLE, lambda: scan(READ, redacted=True)),
    ("under-a-scan-with-a-box", COVERED, lambda: scan(UNDER, before=True, redacted=True)),
    *[
        (f"white-in-{name}", INVISIBLE, lambda s=space, w=white: spot(s, SPOT % w))
        for name, space, _, white in SPACES
    ],
]  # fmt: skip

SEEN: list[tuple[str, Callable[[], bytes]]] = [
    ("black", lambda: pdf(WORDS + SECRET)),
    ("grey", lambda: pdf(WORDS + b" .6 g " + SECRET)),
    ("pale-and-large", lambda: pdf(WORDS + b" .93 g " + SECRET.replace(b"F1 12", b"F1 60"))),
    ("small-print", lambda: pdf(WORDS + b" .3 g " + SECRET.replace(b"F1 12", b"F1 4"))),
    ("yellow", lambda: pdf(WORDS + b" 1 .9 0 rg " + SECRET)),
    ("white-on-black", lambda: pdf(WORDS + BLACK_BOX + b" 1 g " + SECRET)),
    ("white-on-a-picture", lambda: pdf(WORDS + b" q 300 0 0 40 60 590 cm /Im1 Do Q 1 g " + SECRET)),
    ("white-on-a-black-form", lambda: form(BLACK_BOX, b" /Fm1 Do 1 g " + SECRET)),
    ("outlined", lambda: pdf(WORDS + b" 0 G 1 Tr " + SECRET)),
    ("white-with-a-black-outline", lambda: pdf(WORDS + b" 1 g 0 G 2 Tr " + SECRET)),
    ("half-transparent", lambda: state(b" /S1 gs " + SECRET, ca=0.5)),
    ("multiplied-black", lambda: state(b" /S1 gs 0 g " + SECRET, BM=Name.Multiply)),
    ("soft-mask", lambda: softened(b"1")),
    ("pattern", lambda: pattern(b"0 g")),
    ("shading", lambda: shaded([0, 0, 0.6])),
    ("clipped-around", lambda: pdf(WORDS + b" q 60 590 300 40 re W n " + SECRET + b" Q")),
    ("words-as-a-clip", lambda: pdf(
        WORDS + b" q 7 Tr " + SECRET + b" 0 0 1 rg 0 0 595 842 re f Q"
    )),
    ("layer", lambda: layered(shown=True)),
    ("form", lambda: form(SECRET)),
    ("highlighted-above", lambda: state(SECRET + b" /S1 gs 1 1 0 rg 60 590 300 40 re f ", ca=0.4)),
    ("highlighted-by-multiplying", lambda: state(
        SECRET + b" /S1 gs 1 1 0 rg 60 590 300 40 re f ", BM=Name.Multiply
    )),
    ("struck-out", lambda: pdf(WORDS + SECRET + b" 1 w 72 604 m 200 604 l S ")),
    ("frame-around", lambda: pdf(WORDS + SECRET + b" 1 w 60 590 300 40 re S ")),
    ("box-beside", lambda: pdf(WORDS + SECRET + b" 60 560 300 34 re f ")),
    ("picture-beside", lambda: logo(SECRET)),
    ("hyphens-and-stops-under-a-line", lambda: pdf(
        WORDS + b" BT /F1 12 Tf 72 600 Td (. . . . -) Tj ET 60 598 300 8 re f "
    )),
    ("empty-words", lambda: pdf(WORDS + b" 1 g BT /F1 12 Tf 72 600 Td (     ) Tj ET ")),
    ("turned-page", lambda: turned(WORDS + SECRET)),
    ("turned-and-cropped", lambda: turned(WORDS + SECRET, 270, CropBox=[20, 300, 500, 800])),
    ("turned-words", lambda: pdf(WORDS + b" BT /F1 12 Tf 0 1 -1 0 300 200 Tm (Sampleton) Tj ET ")),
    ("font-scaled-by-its-matrix", lambda: (
        pdf(WORDS + b" BT /F1 1 Tf 12 0 0 12 72 600 Tm (Words) Tj ET ")
    )),
    ("shadow", lambda: (
        pdf(WORDS + b" .8 g " + SECRET.replace(b"72 600", b"73 599") + b" 0 g " + SECRET)
    )),
    ("twice-for-bold", lambda: pdf(WORDS + SECRET + SECRET.replace(b"72 600", b"72.3 600"))),
    ("font-of-another-machine", lambda: pdf(change=foreign)),
    ("words-over-a-scan", lambda: scan(READ)),
    ("words-under-a-scan", lambda: scan(UNDER, before=True)),
    *[
        (f"black-in-{name}", lambda s=space, b=black: spot(s, SPOT % b))
        for name, space, black, _ in SPACES
    ],
]  # fmt: skip


def told(data: bytes) -> list[str]:
    known = {COVERED, INVISIBLE, OUTSIDE}
    found = examine("a.pdf", data).findings
    unusable = [one.fault for one in found if one.concern == "unusable"]
    return [one.fault for one in found if one.fault in known] + unusable


@pytest.mark.parametrize(("fault", "make"), [pytest.param(f, m, id=n) for n, f, m in UNSEEN])
def test_words_that_nobody_sees_are_told(fault: str, make: Callable[[], bytes]) -> None:
    assert told(make()) == [fault]


@pytest.mark.parametrize("make", [pytest.param(m, id=n) for n, m in SEEN])
def test_words_that_can_be_seen_give_no_alarm(make: Callable[[], bytes]) -> None:
    assert told(make()) == []


def test_an_annotation_that_covers_words_is_told_with_them() -> None:
    assert told(noted("/Square")) == [COVERED]


# ---- The painter is a program of its own, which may break, or never end ----


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (-11, "too much time or memory"),
        (PainterExit.TOO_MUCH, "too much to paint"),
        (PainterExit.UNREADABLE, "cannot be painted"),
    ],
)
def test_a_painter_that_breaks_is_told(
    monkeypatch: pytest.MonkeyPatch, code: int, told: str
) -> None:
    broken = subprocess.CompletedProcess([], code, b"", b"")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: broken)
    with pytest.raises(Unreadable, match=told):
        hidden_text.look(pdf())


def test_the_painter_is_found_where_python_is_asked_to_be_safe(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONSAFEPATH", "1")
    assert hidden_text.look(pdf())


def test_a_painter_that_never_ends_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def wait(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("painting", 1)

    monkeypatch.setattr(subprocess, "run", wait)
    with pytest.raises(Unreadable, match="take too long"):
        hidden_text.look(pdf())
