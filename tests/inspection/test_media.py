"""What film, sound and captions tell beside what is seen and heard is found; clean twins pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.inspection import faults, media_faults
from sitegen.inspection.examine import LARGEST, examine
from sitegen.inspection.findings import Fault
from sitegen.inspection.folders import inspect


def box(kind: bytes, *inner: bytes) -> bytes:
    body = b"".join(inner)
    return (8 + len(body)).to_bytes(4) + kind + body


def track(kind: bytes = b"vide", name: bytes = b"VideoHandler\0") -> bytes:
    return box(b"trak", box(b"mdia", box(b"hdlr", bytes(8), kind, bytes(12), name)))


def entry(name: bytes, value: bytes) -> bytes:
    return box(name, box(b"data", bytes(8), value))


def tags(*entries: bytes) -> bytes:
    handler = box(b"hdlr", bytes(8), b"mdirappl", bytes(9))
    return box(b"udta", box(b"meta", bytes(4), handler, box(b"ilst", *entries)))


def film(*inner: bytes, after: bytes = b"") -> bytes:
    head = box(b"ftyp", b"isom", bytes(4), b"isommp41")
    return head + box(b"moov", *(inner or (track(),))) + box(b"mdat", b"picture") + after


def frame(name: bytes, text: bytes) -> bytes:
    return name + len(text).to_bytes(4) + bytes(2) + text


def sound(*frames: bytes, after: bytes = b"") -> bytes:
    tag = b"".join(frames)
    head = b"ID3\3\0\0" + bytes([0, 0, len(tag) >> 7, len(tag) & 127]) + tag if frames else b""
    return head + (b"\xff\xfb\x10\xc4" + bytes(100)) * 3 + after


CAPTIONS = b"WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nThe lamp is lit.\n"
OWN_NAME = entry(b"\xa9too", b"Lavf60.16.100")
NAMED = entry(b"\xa9ART", b"Alex Example")
QUICKTIME = box(b"meta", box(b"hdlr", bytes(8), b"mdta", bytes(13)), box(b"keys", b"x.author"))
WHERE = box(b"meta", box(b"hdlr", bytes(24)), box(b"keys", b"com.apple.quicktime.location.ISO6709"))

SOUND_TWINS = [
    ("a.mp4", film()),
    ("a.mp4", film(track(), track(b"soun"), tags(OWN_NAME))),
    ("a.mp4", film(after=box(b"free", bytes(40)))),
    ("a.m4a", film(track(b"soun"))),
    ("a.mp3", sound()),
    ("A.MP3", sound(frame(b"TIT2", b"\0The bell"), frame(b"TSSE", b"\0Lavf"))),
    ("a.vtt", CAPTIONS),
    ("a.vtt", CAPTIONS + b"\n2\n01:02:03.500\t-->  101:02:04.000 align:start\nA bell -> rings.\n"),
    (
        "a.vtt",
        b"WEBVTT\n\nNOTE It begins at 10:30 and ends at 11:00.\n\n00:01.000 --> 00:04.000\nAh.\n",
    ),
    (
        "a.vtt",
        CAPTIONS.replace(b"00:00:01", b"STYLE\n::cue { opacity: 0.9; color: white }\n\n00:00:01")
        + b"\n00:05.000 --> 00:06.000 size:80% position:0%\nA bell.\n",
    ),
    ("a.vtt", b"\xef\xbb\xbf" + CAPTIONS.replace(b"\n", b"\r\n")),
]
FAULTY = [
    (media_faults.PLACE, "a.mp4", film(box(b"udta", box(b"\xa9xyz", b"+53.45-002.99/")))),
    (media_faults.PLACE, "a.mp4", film(box(b"udta", box(b"loci", bytes(20))))),
    (media_faults.PLACE, "a.mp4", film(WHERE)),
    (media_faults.TAGS, "a.m4a", film(track(b"soun"), tags(NAMED))),
    (media_faults.TAGS, "a.mp4", film(tags(OWN_NAME, entry(b"covr", b"\xff\xd8")))),
    (media_faults.TAGS, "a.mp4", film(tags(entry(b"\xa9too", b"Alex at the desk")))),
    (media_faults.TAGS, "a.mp4", film(QUICKTIME)),
    (media_faults.TAGS, "a.mp4", film(after=box(b"uuid", bytes(16), b"<x:xmpmeta/>"))),
    (media_faults.TAGS, "a.mp4", film(box(b"trak", box(b"udta", box(b"name", b"Alex"))))),
    (media_faults.OTHER_TRACK, "a.mp4", film(track(), track(b"meta"))),
    (media_faults.OTHER_TRACK, "a.mp4", film(track(), track(b"text"))),
    (faults.COMPUTER, "a.mp4", film(track(name=rb"C:\Users\alex\film.mp4"))),
    (faults.UNUSED, "a.mp4", film(after=box(b"free", b"Alex Example"))),
    (faults.TRUNCATED, "a.mp4", film()[:-3]),
    (faults.TRUNCATED, "a.mp4", box(b"ftyp", b"isom")),
    (faults.NOT_WHAT_IT_SAYS, "a.mp4", sound()),
    (media_faults.TAGS, "a.mp3", sound(frame(b"TPE1", b"\0Alex Example"))),
    (media_faults.TAGS, "a.mp3", sound(frame(b"TIT2", b"\0Bell"), frame(b"APIC", b"picture"))),
    (media_faults.TAGS, "a.mp3", b"ID3\2\0\0\0\0\0\0" + sound()),
    (media_faults.TAGS, "a.mp3", sound(after=b"TAG" + b"Bell".ljust(30) + b"Alex".ljust(95))),
    (media_faults.TAGS, "a.mp3", sound(after=b"APETAGEX" + bytes(24))),
    (faults.NOT_WHAT_IT_SAYS, "a.mp3", film()),
    (faults.NOT_WHAT_IT_SAYS, "a.mp3", b"ID3\3\0\0\0\0\0\0words"),
    (faults.NOT_WHAT_IT_SAYS, "a.vtt", b"1\n00:00:01,000 --> 00:00:04,000\nA lamp\n"),
    (media_faults.NO_CUES, "a.vtt", b"WEBVTT\n\nNOTE nothing yet\n"),
    *(
        (media_faults.CUE_TIMES, "a.vtt", CAPTIONS + b"\n" + times.encode() + b"\nA bell rings.\n")
        for times in (
            "00:00:05,000 --> 00:00:07,000",
            "00:00:07.000 --> 00:00:05.000",
            "00:00:05.000 --> 00:00:05.000",
            "00:75:00.000 --> 00:76:00.000",
            "00:00:05 --> 00:00:07",
            "00:00:05.000 → 00:00:07.000",
            "00:00:05.000 -> 00:00:07.000",
            "00:00:05.000-->00:00:07.000",
            "0:00:05.000 --> 0:00:07.000",
        )
    ),
    (media_faults.HIDDEN_CAPTIONS, "a.vtt", CAPTIONS.replace(b"4.000", b"4.000 size:0%")),
    *(
        (media_faults.HIDDEN_CAPTIONS, "a.vtt", CAPTIONS.replace(b"00:00:01", style + b"00:00:01"))
        for style in (
            b"STYLE\n::cue { color: transparent }\n\n",
            b"STYLE\n::cue(.a) { opacity:0; }\n\n",
            b"STYLE\n::cue {\n font-size: 0px;\n}\n\n",
        )
    ),
    (faults.UNSEEN_LETTERS, "a.vtt", CAPTIONS + "\u200b\u200c\u200b\u200c".encode()),
    (faults.TYPE_UNKNOWN, "a.webm", b"\x1a\x45\xdf\xa3"),
]


def test_every_fault_of_film_and_sound_has_a_file_that_shows_it() -> None:
    known = {one for one in vars(media_faults).values() if isinstance(one, Fault)}
    assert known == {fault for fault, _, _ in FAULTY} & known | {media_faults.FILM_TOO_LARGE}


@pytest.mark.parametrize(("name", "data"), SOUND_TWINS)
def test_film_and_sound_that_tell_nothing_more_pass(name: str, data: bytes) -> None:
    assert examine(name, data).findings == ()


@pytest.mark.parametrize(("fault", "name", "data"), FAULTY)
def test_what_film_and_sound_tell_is_found(fault: Fault, name: str, data: bytes) -> None:
    assert [found.fault for found in examine(name, data).findings] == [fault.name]


def test_words_of_captions_are_read_like_those_of_a_page() -> None:
    assert "The lamp is lit." in examine("a.vtt", CAPTIONS).words


def test_a_film_that_is_too_large_is_told_how_films_get_smaller(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    (found,) = inspect({"files/a.mp4": path})["files/a.mp4"].inspection.findings
    assert found.fault == media_faults.FILM_TOO_LARGE.name
    assert "480p" in found.cure
