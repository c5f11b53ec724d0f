"""Characters that come with pasted text: those fixed silently, and those that deceive the eye."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LIGATURES: Final = {
    chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)
}
_INVISIBLE: Final = dict.fromkeys("\u00ad\u200b\u2060\u180e", "")
MENDED: Final = str.maketrans(_LIGATURES | _INVISIBLE | {"\u3000": " "})
"""Ligatures of PDFs and characters that only say where a word may break: nobody meant them."""

TO_MEND: Final = re.compile("[\ufb00-\ufb06\u00ad\u200b\u2060\u180e\u3000]")

TURNING: Final = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
"""Marks that turn the direction of text, as messengers put around what is copied."""

SYMBOLS: Final = "\ue000-\uf8ff"
"""Characters that mean something in one font alone, such as Symbol and Wingdings."""

STYLED: Final = (
    "\uff01-\uff5e\u24b6-\u24e9\U0001d400-\U0001d7ff"
    "\U0001f130-\U0001f189\u02b0-\u02b8\u1d2c-\u1d6a\u1d00-\u1d25\u0299\u0262\u026a\u0274\u0280\u028f\u029c\u029f"
)
"""Letters and digits that only look bold, round, wide or small."""

FOREIGN: Final = "\u0370-\u03ff\u0400-\u052f\u0530-\u058f"
"""Greek, Cyrillic and Armenian."""

_SMALL: Final = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True))
_ALIKE: Final = str.maketrans(
    _SMALL
    | dict(zip("аеорсухіјѕһԁԛԝ", "aeopcyxijshdqw", strict=True))
    | dict(zip("АВЕКМНОРСТУХІЈЅ", "ABEKMHOPCTYXIJS", strict=True))
    | dict(zip("αοντυρικχ", "aovtupikx", strict=True))
    | dict(zip("օոսցհԼՕՍ", "onughLOU", strict=True))
    | {chr(0x1F130 + place + row): chr(65 + place) for row in (0, 32, 64) for place in range(26)}
    | dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True))
)
"""Letters of other alphabets, and those of ours that they are taken for."""

_UNITS: Final = "μΩ"
"""Greek letters that stand before Latin ones with good reason, as in μg."""


def plain(text: str) -> str:
    """Return a text in the letters that it seems to be written in."""
    return unicodedata.normalize("NFKC", text.translate(_ALIKE)).translate(_ALIKE)


def mixed(word: str) -> bool:
    """Return whether a word has Latin letters and others that are taken for them."""
    latin = any(letter.isascii() and letter.isalpha() for letter in word)
    return (
        latin
        and any(letter in _UNITS or ord(letter) not in _ALIKE for letter in word)
        and any(ord(letter) in _ALIKE and letter not in _UNITS for letter in word)
    )
