"""Looks into film, sound and captions: what they say beside what is seen and heard.

The rules are those of ISO/IEC 14496-12 and QuickTime (boxes of MP4), ID3 and APE tags (MP3), and
WebVTT.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sitegen.inspection import faults, media_faults, places, plain_texts
from sitegen.inspection.findings import FileContents, Finding, Unreadable
from sitegen.inspection.images import containers
from sitegen.inspection.images.containers import Piece

_AROUND: Final = {b"moov", b"trak", b"mdia", b"moof", b"traf", b"udta"}
_UNUSED: Final = {b"free", b"skip", b"wide"}
_TRACKS: Final = {b"vide", b"soun"}
_PLACES: Final = (b"\xa9xyz", b"loci", b"location.ISO6709")
_PROGRAM: Final = re.compile(rb"(?:Lavf|HandBrake)[\w. ]*\Z")
"""What ffmpeg and HandBrake write by themselves: their own name."""

_HARMLESS_FRAMES: Final = {b"TIT2", b"TSSE", b"TLAN", b"TLEN"}
_OLD_TAG: Final = 128
_TIME: Final = r"((?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3})"
_CUE: Final = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?\Z")
_MEANT_AS_CUE: Final = re.compile(r".*-->|\s*\d+:\d\d\S*\s+\S{1,3}\s+\d+:\d\d")


_HIDES: Final = re.compile(
    r"-->.*\bsize:0(?:\.0+)?%|\b(?:color\s*:\s*transparent|opacity\s*:\s*0(?![.\d]*[1-9])"
    r"|visibility\s*:\s*hidden|font-size\s*:\s*[01](?:px|pt|%)?\s*[;}])"
)


def read(data: bytes, ending: str) -> FileContents:
    """Return what film or sound tells; raises Unreadable."""
    if ending == ".mp3":
        return FileContents(tuple(_of_mp3(data)))
    if data[4:8] != b"ftyp":
        raise Unreadable(faults.NOT_WHAT_IT_SAYS.finding())
    outer = _boxes(data)
    if not {b"moov", b"mdat"} <= {box.name for box in outer}:
        raise Unreadable(faults.TRUNCATED.finding())
    return FileContents(tuple(finding for box in outer for finding in _of_box(box)))


def captions(text: str) -> FileContents:
    """Return the captions, of which every word is read like those of a page; raises Unreadable."""
    if not text.startswith("WEBVTT"):
        raise Unreadable(faults.NOT_WHAT_IT_SAYS.finding())
    lines = list(enumerate(text.splitlines(), start=1))
    cues = [(number, line) for number, line in lines if _MEANT_AS_CUE.match(line)]
    if not cues:
        raise Unreadable(media_faults.NO_CUES.finding())
    wrong = [number for number, line in cues if not _is_shown(line)]
    findings = [media_faults.CUE_TIMES.finding(f"line {wrong[0]}")] if wrong else []
    if any(_HIDES.search(line) for _, line in lines):
        findings.append(media_faults.HIDDEN_CAPTIONS.finding())
    return FileContents((*findings, *plain_texts.of_words(text)), words=text)


def _is_shown(line: str) -> bool:
    """Return whether the times of a caption are such as a browser shows: it leaves others out."""
    times = _CUE.match(line)
    return bool(times and _seconds(times[1]) < _seconds(times[2]))


def _seconds(time: str) -> float:
    return sum(float(part) * 60.0**place for place, part in enumerate(reversed(time.split(":"))))


def _of_box(box: Piece, within: bytes = b"") -> Iterator[Finding]:
    if box.name in _AROUND:
        for inner in _boxes(box.data):
            yield from _of_box(inner, box.name)
    elif box.name in _UNUSED:
        if box.data.strip(b"\0"):
            yield faults.UNUSED.finding()
    elif box.name == b"meta":
        yield from _of_meta(box.data)
    elif box.name == b"hdlr":
        yield from _of_track(box.data)
    elif box.name == b"uuid" or within == b"udta":
        place = box.name in _PLACES
        yield (media_faults.PLACE if place else media_faults.TAGS).finding()


def _of_track(body: bytes) -> Iterator[Finding]:
    if (kind := body[8:12]) not in _TRACKS:
        yield media_faults.OTHER_TRACK.finding(kind.decode("ascii", "replace"))
    if places.private_place(body[24:].decode("utf-8", "replace")):
        yield faults.COMPUTER.finding()


def _of_meta(body: bytes) -> Iterator[Finding]:
    # QuickTime leaves out the four bytes of the version that the standard puts first.
    inner = _boxes(body if body[4:8] == b"hdlr" else body[4:])
    entries = [entry for box in inner if box.name == b"ilst" for entry in _boxes(box.data)]
    tags = [p for p in entries if p.name != b"\xa9too" or not _PROGRAM.search(p.data)]
    tags += [box for box in inner if box.name not in {b"hdlr", b"ilst", *_UNUSED}]
    if any(name in body for name in _PLACES):
        yield media_faults.PLACE.finding()
    elif tags:
        yield media_faults.TAGS.finding()


def _boxes(data: bytes) -> tuple[Piece, ...]:
    """Return the boxes that stand side by side; raises Unreadable where one is cut off."""
    boxes = tuple(containers.boxes(data))
    end = boxes[-1].end if boxes else 0
    # QuickTime may end user data with a zero of four bytes instead of a box.
    if end > len(data) or data[end:] not in {b"", bytes(4)}:
        raise Unreadable(faults.TRUNCATED.finding())
    return boxes


def _of_mp3(data: bytes) -> Iterator[Finding]:
    start = 0
    if data.startswith(b"ID3"):
        start = 10 + _seven_bits(data[6:10])
        yield from _of_frames(data[10:start], data[3])
    sound = data[start:].lstrip(b"\0")
    if len(sound) < 4 or sound[0] != 0xFF or sound[1] & 0xE6 != 0xE2:
        raise Unreadable(faults.NOT_WHAT_IT_SAYS.finding())
    old = data[-_OLD_TAG:]
    if (old.startswith(b"TAG") and old[33:-1].strip(b"\0 ")) or b"APETAGEX" in data[-4096:]:
        yield media_faults.TAGS.finding()


def _of_frames(tag: bytes, version: int) -> Iterator[Finding]:
    """Yield what an ID3 tag holds beside a title; the older version 2.2 is not told apart."""
    if version < 3:
        yield media_faults.TAGS.finding()
        return
    place = 0
    while place + 10 <= len(tag) and tag[place]:
        size = tag[place + 4 : place + 8]
        name = tag[place : place + 4]
        if name not in _HARMLESS_FRAMES:
            yield media_faults.TAGS.finding(name.decode("ascii", "replace"))
        place += 10 + (int.from_bytes(size) if version == 3 else _seven_bits(size))


def _seven_bits(data: bytes) -> int:
    """Return a number of which each byte holds seven bits, as ID3 writes lengths."""
    return sum(byte << 7 * place for place, byte in enumerate(reversed(data)))
