"""A line without what can hide a name in it: marks, odd letters, digits, spaces between letters."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from sitegen.content import characters

_SIGNS: Final = re.compile(
    r"[*_`~\[&\\%<]|[^\x00-\x7f]|[A-Za-z][0-9@$]|[0-9@$][A-Za-z]|\b\w(?:[ .-]\w\b){2}"
    r"|[A-Z][a-z]{1,5}-[a-z]"
)
_SMALL: Final = re.compile("[\u1d00-\u1d25\u0280\u0299\u029c]")
_LINK: Final = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_MARKS: Final = re.compile(
    "[*`~\\\\\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
    "|(?<!\\w)_+|_+(?!\\w)|</?[a-z]+>"
)
_SPACED: Final = re.compile(r"(?<![^\W_])[^\W\d_](?:[ .\u00a0\u2009_-]{1,2}[^\W\d_](?![^\W_])){2,}")
_HYPHENED: Final = re.compile(r"\b([A-Z][a-z]{1,8})-([a-z]{1,9})\b")
"""A name that a line was to break, as “Sio-bhan”; a double name has two capitals."""

_MIXED: Final = re.compile(r"\w*[A-Za-z][0-9@$]\w*|[$@]?\w*[0-9@$][A-Za-z]\w*|[A-Za-z]+[@$]\w+")
_DIGITS: Final = str.maketrans("0134579@$", "oieastgas")
_MAILBOX: Final = re.compile(r"\b([a-z])[._-]?([a-z]{4,})@", re.IGNORECASE)
"""Before the @ of an e-mail, the first letter of a name and another name."""


def undressed(line: str) -> Iterator[str]:
    """Yield a line as its reader hears it, in every way that differs from how it is written."""
    if not _SIGNS.search(line):
        return
    plain = _LINK.sub(r"\1", html.unescape(unquote(line)))
    plain = characters.plain(_MARKS.sub("", plain))
    if _SMALL.search(line):
        plain = plain.title()  # small capitals are capitals
    seen = {line}
    hyphened = _HYPHENED.sub(r"\1\2", plain)
    mailed = _MAILBOX.sub(lambda match: f"{match[1]} {match[2]} @".title(), plain)
    closed, lettered = _SPACED.sub(_closed, plain), _MIXED.sub(_as_letters, plain)
    for text in (plain, closed, lettered, hyphened, mailed):
        if text not in seen:
            seen.add(text)
            yield text


def _closed(match: re.Match[str]) -> str:
    return "".join(letter for letter in match[0] if letter.isalpha())


def _as_letters(match: re.Match[str]) -> str:
    """Read digits as the letters that they look like; one that begins a name is a capital."""
    letters = match[0].translate(_DIGITS)
    return letters if match[0][0].isalpha() else letters[:1].upper() + letters[1:]
