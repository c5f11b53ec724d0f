"""From the bytes of a file to its text, however an editor saved it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sitegen.content import characters, filenames
from sitegen.issues.issue import ContentError, Issue, Origin

_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_LINE_ENDS: Final = re.compile(rb"\r\n?")
_ODD_BREAKS: Final = re.compile("[\x0b\x0c\x85\u2028\u2029]")
"""Breaks that word processors leave in a line; YAML would count them as lines, editors do not."""

_UNSEEN: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
"""Characters that nobody sees and that do not belong in a text."""


def read_bytes(path: Path, name: str) -> bytes:
    """Read a file, if it is no larger than a text can be."""
    try:
        if path.stat().st_size > filenames.LARGEST:
            hint = (
                "Part it: a list may be a folder of lists, as actions/2019.yml and "
                "actions/2020.yml are. What is not text goes into files/."
            )
            message = f"this file has more than {filenames.LARGEST // 1_000_000} million characters"
            raise unreadable(name, message, hint)
        return path.read_bytes()
    except OSError as error:
        hint = "Check that the file is there and that you may read it."
        raise unreadable(name, f"this file cannot be read ({error.strerror})", hint) from None


def decoded(data: bytes, name: str) -> tuple[str, tuple[Issue, ...]]:
    """Take bytes for UTF-8 with plain line ends, however the editor saved it.

    Return the text, without what cannot be read of it, and the faults.
    """
    if data.startswith(_UTF16) or b"\x00" in data[:2]:
        hint = "Save it again with the encoding UTF-8, which the editor’s “Save as” offers."
        raise unreadable(name, "this file is saved as UTF-16", hint)
    data = _LINE_ENDS.sub(b"\n", data)
    issues = tuple(_ill_saved(data, name))
    # Breaks that word processors leave are fixed, and what nobody can see is refused.
    text = _ODD_BREAKS.sub(" ", data.decode("utf-8-sig", errors="ignore"))
    if _UNSEEN.search(text):
        issues = (*issues, *_unseen(text, name))
    if characters.TO_MEND.search(text):
        text = text.translate(characters.MENDED)
    return _UNSEEN.sub("", text), issues


def _ill_saved(data: bytes, name: str) -> Iterator[Issue]:
    """Report each line with a character that was saved in an older way."""
    hint = "Save the file as UTF-8, or type the accented letter or quotation mark again."
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        for number, line in enumerate(data.split(b"\n"), start=1):
            try:
                line.decode("utf-8-sig")
            except UnicodeDecodeError:
                message = "a character on this line is not saved as UTF-8"
                yield Issue(Origin(name, number), message, hint, rule=filenames.RULE)


def _unseen(text: str, name: str) -> Iterator[Issue]:
    """Report each line in which something stands that nobody can see."""
    hint = "Delete it: put the cursor after the word before it and press the delete key."
    for number, line in enumerate(text.split("\n"), start=1):
        if match := _UNSEEN.search(line):
            before = line[: match.start()].split()
            where = f"after “{before[-1]}”" if before else "at the beginning of this line"
            message = f"there is an invisible character {where}"
            yield Issue(Origin(name, number), message, hint, (match[0],), rule=filenames.RULE)


def unreadable(name: str, message: str, hint: str) -> ContentError:
    """Return the error of a file that cannot be read at all."""
    return ContentError([Issue(Origin(name), message, hint, rule=filenames.RULE)])
