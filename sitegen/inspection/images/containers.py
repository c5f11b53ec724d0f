"""Takes picture files apart, without decoding a pixel: every piece that is not the picture."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Final, NamedTuple

from sitegen.inspection import faults
from sitegen.inspection.findings import Unreadable
from sitegen.inspection.images import known

EXIF: Final = b"Exif\x00\x00"
XMP: Final = b"http://ns.adobe.com/xap/1.0/\x00"
LONG_XMP: Final = b"http://ns.adobe.com/xmp/extension/\x00"
_PHOTOSHOP: Final = b"Photoshop 3.0\x00"
_PADDING: Final = 16
"""Bytes after the end that some cameras write to fill up; more may be an older picture."""

_LONGEST: Final = 1_000_000
_FRAMES: Final = (*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0))
_ALONE: Final = (0x01, *range(0xD0, 0xD8))


class ImageSegments(NamedTuple):
    """The pieces of a picture file that say more than the picture shows."""

    width: int = 0
    height: int = 0
    exif: bytes = b""
    xmp: tuple[bytes, ...] = ()
    texts: tuple[str, ...] = ()
    leftover: bool = False
    unknown: int = 0
    """How many pieces there are of which nobody here knows what they are for."""


class Piece(NamedTuple):
    """A piece of a file: its name, where it begins and ends with its frame, and what it holds."""

    name: bytes
    start: int
    end: int
    data: bytes


JPEG_2000: Final = b"\x00\x00\x00\x0cjP  "
"""How such a file begins, unless it is the bare picture."""

_EXIF_BOX: Final = b"JpgTiffExif->JP2"
_XMP_BOX: Final = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_MAP_BOX: Final = bytes.fromhex("b14bf8bd083d4b43a5ae8cd7d5a6ce03")


def jpeg_2000(data: bytes) -> ImageSegments:
    """Take a JPEG 2000 apart, which stands inside PDFs; what it says is in boxes with a number."""
    uuids = [box.data for box in boxes(data) if box.name == b"uuid"]
    exif = next((box[16:] for box in uuids if box.startswith(_EXIF_BOX)), b"")
    return ImageSegments(
        exif=exif.removeprefix(EXIF),
        xmp=tuple(box[16:] for box in uuids if box.startswith(_XMP_BOX)),
        texts=tuple("a place on a map" for box in uuids if box.startswith(_MAP_BOX)),
    )


def boxes(data: bytes) -> Iterator[Piece]:
    """Yield each box, as far as it can be read: JPEG 2000 and MP4 are made of the same.

    The rules are those of ISO/IEC 15444-1, annex I, and ISO/IEC 14496-12.
    """
    start = 0
    while start + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[start : start + 8])
        head = 8
        if length == 1 and start + 16 <= len(data):
            length, head = struct.unpack(">Q", data[start + 8 : start + 16])[0], 16
        end = len(data) if length == 0 else start + length
        if end < start + head:
            return  # whoever asked sees that the last one ends elsewhere
        yield Piece(kind, start, end, data[start + head : end])
        start = end


def jpeg(data: bytes) -> ImageSegments:
    """Take a JPEG apart; raises Unreadable."""
    pieces = list(jpeg_pieces(data))
    frame = next((p.data for p in pieces if p.name[0] in _FRAMES and len(p.data) >= 5), b"")
    height, width = struct.unpack(">HH", frame[1:5]) if frame else (0, 0)
    end = pieces[-1].end
    blocks = [p.data for p in pieces if p.name == b"\xe1"]
    texts = [p.data.decode("latin-1").strip("\0 ") for p in pieces if p.name == b"\xfe"]
    # Its IPTC fields are captions and names.
    shopped = (p.data for p in pieces if p.name == b"\xed" and p.data.startswith(_PHOTOSHOP))
    texts += ["Photoshop" for block in shopped if b"8BIM\x04\x04" in block]
    texts += ["extended properties" for block in blocks if block.startswith(LONG_XMP)]
    return ImageSegments(
        width,
        height,
        exif=next((b[len(EXIF) :] for b in blocks if b.startswith(EXIF)), b""),
        xmp=tuple(b[len(XMP) :] for b in blocks if b.startswith(XMP)),
        texts=tuple(text for text in texts if text),
        leftover=_behind(data, end),
        unknown=sum(known.in_jpeg(p.name[0], p.data) for p in pieces),
    )


def _behind(data: bytes, end: int) -> bool:
    """Return whether more than filling stands behind the end of a picture."""
    return len(data) - end > _PADDING or bool(data[end:].strip(b"\0\xff \t\r\n"))


def jpeg_pieces(data: bytes) -> Iterator[Piece]:
    """Yield the pieces of a JPEG up to its end; raises Unreadable."""
    place = 2
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            raise Unreadable(faults.TRUNCATED.finding())
        marker = data[place + 1]
        if marker in _ALONE or marker == 0xFF:
            place += 1 if marker == 0xFF else 2
            continue
        length = int.from_bytes(data[place + 2 : place + 4])
        end = place + 2 + length
        if marker == 0xDA:
            end = _scan_end(data, end)
        yield Piece(bytes([marker]), place, end, data[place + 4 : place + 2 + length])
        if marker == 0xDA and data[end : end + 2] == b"\xff\xd9":
            yield Piece(b"\xd9", end, end + 2, b"")
            return
        place = end
    raise Unreadable(faults.TRUNCATED.finding())


def _scan_end(data: bytes, place: int) -> int:
    """Find the next marker after the pixels, in which FF is always followed by 00 or a restart."""
    while (place := data.find(b"\xff", place)) >= 0 and place + 1 < len(data):
        if data[place + 1] != 0 and data[place + 1] not in _ALONE and data[place + 1] != 0xFF:
            return place
        place += 1
    raise Unreadable(faults.TRUNCATED.finding())


def png(data: bytes) -> ImageSegments:
    """Take a PNG apart; raises Unreadable."""
    pieces = list(png_pieces(data))
    if pieces[0].name != b"IHDR" or len(pieces[0].data) != 13:
        raise Unreadable(faults.TRUNCATED.finding())
    width, height = struct.unpack(">II", pieces[0].data[:8])
    said = [text for p in pieces if p.name in {b"tEXt", b"zTXt", b"iTXt"} for text in _text(p)]
    return ImageSegments(
        width,
        height,
        exif=next((p.data for p in pieces if p.name == b"eXIf"), b""),
        xmp=tuple(text for key, text in said if key.startswith(b"XML:com.adobe.xmp")),
        texts=tuple(
            text.decode("utf-8", "replace").strip() or key.decode("latin-1")
            for key, text in said
            if not key.startswith(b"XML:com.adobe.xmp") and key != b"Software"
        ),
        leftover=len(data) > pieces[-1].end,
        unknown=sum(p.name not in known.IN_PNG for p in pieces),
    )


def png_pieces(data: bytes) -> Iterator[Piece]:
    """Yield the pieces of a PNG up to its end; raises Unreadable."""
    place = 8
    while place + 12 <= len(data):
        length = int.from_bytes(data[place : place + 4])
        name = data[place + 4 : place + 8]
        body = data[place + 8 : place + 8 + length]
        end = place + 12 + length
        if data[end - 4 : end] != zlib.crc32(name + body).to_bytes(4):
            raise Unreadable(faults.TRUNCATED.finding())
        yield Piece(name, place, end, body)
        if name == b"IEND":
            return
        place = end
    raise Unreadable(faults.TRUNCATED.finding())


def _text(piece: Piece) -> Iterator[tuple[bytes, bytes]]:
    """Read a text of a PNG: its keyword, and its words unpacked up to a limit."""
    key, _, rest = piece.data.partition(b"\0")
    packed = piece.name == b"zTXt"
    if packed:
        rest = rest[1:]
    elif piece.name == b"iTXt":
        packed = rest[:1] == b"\1"
        rest = rest[2:].partition(b"\0")[2].partition(b"\0")[2]
    try:
        yield key, zlib.decompressobj().decompress(rest, _LONGEST) if packed else rest[:_LONGEST]
    except zlib.error as error:
        raise Unreadable(faults.TRUNCATED.finding()) from error


def webp(data: bytes) -> ImageSegments:
    """Take a WebP apart; raises Unreadable."""
    if data[8:12] != b"WEBP":
        raise Unreadable(faults.NOT_WHAT_IT_SAYS.finding())
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data):
        raise Unreadable(faults.TRUNCATED.finding())
    pieces = list(webp_pieces(data[:end]))
    size = next(filter(None, map(_webp_size, pieces)), (0, 0))
    exif = next((p.data for p in pieces if p.name == b"EXIF"), b"")
    return ImageSegments(
        *size,
        exif=exif.removeprefix(EXIF),
        xmp=tuple(p.data for p in pieces if p.name == b"XMP "),
        leftover=_behind(data, end),
        unknown=sum(p.name not in known.IN_WEBP for p in pieces),
    )


def _webp_size(piece: Piece) -> tuple[int, int] | None:
    """Read the sides out of the frame of any of the three kinds of WebP (RFC 9649, section 2)."""
    data = piece.data
    if piece.name == b"VP8X" and len(data) >= 10:
        return int.from_bytes(data[4:7], "little") + 1, int.from_bytes(data[7:10], "little") + 1
    if piece.name == b"VP8L" and data[:1] == b"\x2f" and len(data) >= 5:
        bits = int.from_bytes(data[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if piece.name == b"VP8 " and data[3:6] == b"\x9d\x01\x2a" and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return width & 0x3FFF, height & 0x3FFF
    return None


def webp_pieces(data: bytes) -> Iterator[Piece]:
    """Yield the pieces of a WebP; raises Unreadable."""
    place = 12
    while place + 8 <= len(data):
        length = int.from_bytes(data[place + 4 : place + 8], "little")
        end = place + 8 + length
        if end > len(data):
            raise Unreadable(faults.TRUNCATED.finding())
        yield Piece(data[place : place + 4], place, end + length % 2, data[place + 8 : end])
        place = end + length % 2


def gif(data: bytes) -> ImageSegments:
    """Take a GIF apart; raises Unreadable."""
    width, height = struct.unpack("<HH", data[6:10]) if len(data) > 13 else (0, 0)
    if not width:
        raise Unreadable(faults.TRUNCATED.finding())
    pieces = list(gif_pieces(data))
    parts = [data[piece.start : piece.end] for piece in pieces if piece.name == GIF_PROGRAM]
    blocks = [block[block.find(b"XMP DataXMP") + 11 :] for block in parts if b"XMP Data" in block]
    said = {b"\xfe": "a comment", b"\x01": "a text"}
    return ImageSegments(
        width,
        height,
        xmp=tuple(block.partition(b"<?xpacket end")[0] for block in blocks),
        texts=tuple(said[piece.name] for piece in pieces if piece.name in said),
        leftover=_behind(data, pieces[-1].end),
        unknown=sum(p.name == GIF_PROGRAM and known.in_gif(p.data) for p in pieces),
    )


GIF_PROGRAM: Final = b"\xff"


def gif_pieces(data: bytes) -> Iterator[Piece]:
    """Yield the pieces of a GIF behind its head and colours, up to its end; raises Unreadable."""
    place = 13 + _colours(data[10])
    while place < len(data):
        start, kind = place, data[place]
        if kind == 0x3B:
            yield Piece(b"\x3b", start, start + 1, b"")
            return
        if kind == 0x21:
            name, place = data[place + 1 : place + 2], place + 2
        elif kind == 0x2C and place + 10 <= len(data):
            name, place = b"\x2c", place + 11 + _colours(data[place + 9])
        else:
            break
        inside = place + 1
        while place < len(data) and data[place]:
            place += data[place] + 1
        place += 1
        yield Piece(name, start, place, data[inside:place])
    raise Unreadable(faults.TRUNCATED.finding())


def _colours(flags: int) -> int:
    """Return the bytes of a table of colours, if the flags announce one."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0
