"""Which pieces of a picture file change how it looks, and which nobody here knows."""

from __future__ import annotations

from typing import Final

JPEG_SHOWN: Final = (0xE0, 0xE2, 0xEE)
"""The pieces for programs that change how a JPEG looks: its shape, its colours, its channels."""

PNG_SHOWN: Final = (
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT"),
    *(b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT", b"cICP", b"mDCV", b"cLLI"),
)
WEBP_SHOWN: Final = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP")
GIF_REPEATS: Final = (b"NETSCAPE2.0", b"ANIMEXTS1.0")

_READ: Final = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"EXIF", b"XMP ", b"XMP DataXMP")
"""Pieces whose words are told on their own."""

_EMPTY: Final = (b"tIME", b"hIST", b"oFFs", b"sTER", b"iDOT", b"vpAg", b"orNT", b"caNv")
"""Pieces of a PNG with a few numbers, which programs write by habit."""

IN_PNG: Final = frozenset((*PNG_SHOWN, *_READ, *_EMPTY))
IN_WEBP: Final = frozenset((*WEBP_SHOWN, *_READ))
"""The pieces that are shown, read or a few numbers."""

_JPEG_HEADS: Final = {
    0xE0: (b"JFIF\0", b"AVI1"),
    0xE1: (b"Exif\0", b"http://ns.adobe.com/"),
    0xE2: (b"ICC_PROFILE\0", b"MPF\0"),
    0xED: (b"Photoshop 3.0\0",),
}
_SHORT_HEADS: Final = {0xEC: b"Ducky", 0xEE: b"Adobe"}
_SHORT: Final = 17
"""Bytes in which Photoshop says with what quality and which channels it saved; more are words."""

_JFIF: Final = slice(12, 14)
"""Where JFIF says how wide and high the small copy inside it is (ITU-T T.871, 10.1)."""


def in_jpeg(marker: int, data: bytes) -> bool:
    """Return whether a piece for programs is there that is none of those in use."""
    if marker == 0xE0 and data.startswith(b"JFIF\0"):
        return any(data[_JFIF])
    if marker in _SHORT_HEADS:
        return not data.startswith(_SHORT_HEADS[marker]) or len(data) > _SHORT
    return 0xE0 <= marker <= 0xEF and not data.startswith(_JPEG_HEADS.get(marker, ()))


def in_gif(data: bytes) -> bool:
    """Return whether a block of some program is neither about repeating, colours nor XMP."""
    return not data.startswith((*GIF_REPEATS, *_READ, b"ICCRGBG1012"))
