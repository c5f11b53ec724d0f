"""Rewrites a picture without what its camera or program says of itself; no pixel changes."""

from __future__ import annotations

import re
import struct
import zlib
from typing import Final

from sitegen.inspection.images import containers, exif, known

_GIF_SAID: Final = (b"\xfe", b"\x01")
_WEBP_FLAGS: Final = 0x0C
"""The flags in a WebP’s head that announce EXIF and XMP."""

_SVG_TOLD: Final = (
    re.compile(rb"<!--.*?-->", re.DOTALL),
    re.compile(rb"<((?:\w+:)?metadata)\b[^>]*?(?:/>|>.*?</\1\s*>)", re.DOTALL),
    re.compile(rb"<((?:sodipodi|inkscape):\w+)\b[^>]*?(?:/>|>.*?</\1\s*>)", re.DOTALL),
    re.compile(rb"\s(?:sodipodi|inkscape):[\w-]+\s*=\s*(?:\"[^\"]*\"|'[^']*')"),
)


def jpeg_2000(data: bytes) -> bytes:
    """Return a JPEG 2000 without what its camera wrote; one that has no boxes stays as it is."""
    boxes = list(containers.boxes(data)) if data.startswith(containers.JPEG_2000) else []
    if not boxes or boxes[-1].end != len(data):
        return data
    return b"".join(data[box.start : box.end] for box in boxes if box.name != b"uuid")


def jpeg(data: bytes) -> bytes:
    """Rewrite a JPEG; a photo that lies on its side keeps the mark that turns it upright."""
    out = [data[:2]]
    turned = exif.read(containers.jpeg(data).exif).orientation
    if turned not in {0, 1}:
        block = containers.EXIF + _upright(turned)
        out.append(b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block)
    for piece in containers.jpeg_pieces(data):
        marker = piece.name[0]
        tells = marker == 0xFE or (0xE0 <= marker <= 0xEF and marker not in known.JPEG_SHOWN)
        if not tells and not known.in_jpeg(marker, piece.data):
            out.append(data[piece.start : piece.end])
    return b"".join(out)


def png(data: bytes) -> bytes:
    """Rewrite a PNG."""
    out = [data[:8]]
    turned = exif.read(containers.png(data).exif).orientation
    for piece in containers.png_pieces(data):
        if piece.name == b"IDAT" and turned not in {0, 1}:
            body = b"eXIf" + _upright(turned)
            check = struct.pack(">I", zlib.crc32(body))
            out.append(struct.pack(">I", len(body) - 4) + body + check)
            turned = 1
        if piece.name in known.PNG_SHOWN:
            out.append(data[piece.start : piece.end])
    return b"".join(out)


def webp(data: bytes) -> bytes:
    """Rewrite a WebP."""
    end = 8 + int.from_bytes(data[4:8], "little")
    chunks = []
    for piece in containers.webp_pieces(data[:end]):
        if piece.name == b"VP8X":
            flags = bytes([piece.data[0] & ~_WEBP_FLAGS])
            chunks.append(data[piece.start : piece.start + 8] + flags + piece.data[1:])
        elif piece.name in known.WEBP_SHOWN:
            chunks.append(data[piece.start : piece.end])
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def gif(data: bytes) -> bytes:
    """Rewrite a GIF; how often it repeats is the only word of a program that stays."""
    pieces = list(containers.gif_pieces(data))
    blocks = [data[: pieces[0].start]]
    for piece in pieces:
        tells = piece.name in _GIF_SAID or (
            piece.name == containers.GIF_PROGRAM and not piece.data.startswith(known.GIF_REPEATS)
        )
        if not tells:
            blocks.append(data[piece.start : piece.end])
    return b"".join(blocks)


def _upright(turned: int) -> bytes:
    """Write EXIF that says how a picture is turned and nothing else."""
    field = struct.pack("<HHII", exif.ORIENTATION, 3, 1, turned)
    return b"II*\0" + struct.pack("<IH", 8, 1) + field + bytes(4)


def svg(data: bytes) -> bytes:
    """Return the same drawing; what is hidden in it stays, since only its author can decide."""
    for pattern in _SVG_TOLD:
        data = pattern.sub(b"", data)
    return data
