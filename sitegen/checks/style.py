"""Slips that the board's earlier website had: words grown together, documents without a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sitegen.checks.context import CheckContext
from sitegen.checks.text_fields import TextField
from sitegen.content.record import Record
from sitegen.issues.issue import Diagnosis, Issue, Origin, Severity
from sitegen.issues.wording import off_screen
from sitegen.models.base import Item, Publication, Status
from sitegen.models.documents import BoardDocument, FileState
from sitegen.models.fields import SUMMARY_LENGTH
from sitegen.models.pages import Page, Shows

_GROWN: Final = re.compile(
    r"(?<![\\!])(?:([\w.,;:?)]\[[^\]\n]+)\]\([^)\s]+\)|\[([^\]\n]+)\]\([^)\s]+\)\w)"
)
_RUN_ON: Final = re.compile(r"(?<![\w@/.:&#-])[A-Za-z’]*[a-z]{2}[.!?][A-Z][a-z]+(?![\w@/(-]|\.\w)")
_NO_SPACE: Final = re.compile(r"[.!?][A-Z][a-z]")
_LINK: Final = re.compile(r"\]\(")
_MARK_ALONE: Final = re.compile(r"^[ \t]*([-*+]|\d+[.)]|#{1,6}|>)[ \t]*$", re.MULTILINE)
_SPACE_ALONE: Final = re.compile(r"^[ \t]*((?:\\|&nbsp;|&#160;|\u00a0)+)\s*$", re.MULTILINE)
_NO_WORDS: Final = re.compile(f"{_MARK_ALONE.pattern}|{_SPACE_ALONE.pattern}", re.MULTILINE)
_TO_BE_HAD: Final = (FileState.AVAILABLE, FileState.ELSEWHERE)


def links_stand_apart_from_words(field: TextField, _context: CheckContext) -> Iterator[Issue]:
    """A space stands between a link and the words beside it."""
    for line, origin in field.lines(holding=_LINK) if field.prose else ():
        for match in _GROWN.finditer(line):
            text = (match[1] or match[2]).partition("[")[2] if match[1] else match[2]
            neighbour = "word" if not match[1] or match[1][0].isalnum() else f"“{match[1][0]}”"
            message = f"the link “{text}” has grown together with the {neighbour} beside it"
            yield Issue(origin, message, "Put a space between them.", about=(text,))


def sentences_stand_apart(field: TextField, _context: CheckContext) -> Iterator[Issue]:
    """A space stands between two sentences; some names, such as Node.Js, look as if it lacked."""
    for line, origin in field.lines(holding=_NO_SPACE) if field.prose else ():
        for match in _RUN_ON.finditer(line):
            message = f"two sentences have grown together: “{match[0]}”"
            hint = "Put a space between them, if they are two."
            yield Issue(origin, message, hint, severity=Severity.WARNING, about=(match[0],))


def no_line_stands_empty(field: TextField, _context: CheckContext) -> Iterator[Issue]:
    """Space between paragraphs is the design’s business; a mark without words marks nothing."""
    for line, origin in field.lines(holding=_NO_WORDS) if field.prose else ():
        mark = _MARK_ALONE.search(line)
        if mark and mark[1] == ">" and _within_a_quotation(field, origin):
            continue  # an empty line between two paragraphs of a quotation
        if mark:
            message = f"nothing follows this “{mark[1]}”"
            hint = "Write its words on the same line, or take the line out."
            yield Issue(origin, message, hint, about=(mark[1],))
        elif _SPACE_ALONE.search(line):
            hint = "Take the line out; one empty line between two paragraphs is enough."
            yield Issue(origin, "this line makes an empty paragraph", hint)


def _within_a_quotation(field: TextField, place: Origin) -> bool:
    lines = field.text.split("\n")
    number = place.line - field.origin.line
    neighbours = lines[max(0, number - 1) : number] + lines[number + 1 : number + 2]
    return any(len(line.strip()) > 1 and line.lstrip().startswith(">") for line in neighbours)


def documents_are_dated(record: Record[Item], _context: CheckContext) -> Iterator[Issue]:
    """Whoever finds a document can tell how old it is."""
    document = record.item
    if not isinstance(document, BoardDocument) or document.file_state not in _TO_BE_HAD:
        return
    # Of a withdrawn document only its notice is left.
    gone = document.status is Status.WITHDRAWN
    if not gone and not document.dated and not document.period:
        message = "this document has no date"
        hint = "Write ⟦dated:⟧ as far as it is known, or ⟦period:⟧ with what it covers."
        place = record.entry.place(("title",))
        yield Issue(place, message, hint, severity=Severity.WARNING)


_LONG_TITLE: Final = 100
"""Characters from which a title is advised to be shorter; the longest here has half as many."""

_LONGEST_TITLE: Final = 200
"""Characters from which a title is surely no title but a text."""


def titles_are_short(record: Record[Item], _context: CheckContext) -> Iterator[Issue]:
    """A title fits into a menu, a list of results and the tab of a browser."""
    title = getattr(record.item, "title", "")
    if len(title) <= _LONG_TITLE:
        return
    message = f"this title has {len(title)} characters, too many for menus and lists"
    hint = "Name the thing in a few words; the rest belongs in the summary or the words below."
    tell = record.error if len(title) > _LONGEST_TITLE else record.warning
    yield tell("title", message, hint)


_NO_TITLE: Final = re.compile(
    r"(?:untitled(?: \w+)?|new (?:page|document|item|record|news|event)|titles?|tests?"
    r"|tbc|tba|null|nil|undefined|~|n/?a|none|xx+|-+|\.+|\?+) ?\d*",
    re.IGNORECASE,
)
_OF_A_FILE: Final = re.compile(
    r"\w_\w|\.(?:pdf|docx?|xlsx?|pptx?|odt|txt|md|jpe?g|png)\Z", re.IGNORECASE
)
_WORKING: Final = re.compile(
    r"\A(?i:copy of|fwd?:|re:)\s|\b(?:FINAL|v\d+(?:\.\d+)?)\b|!{2,}|\(\d\)\Z"
)
_FEW: Final = 3
"""Words in capitals from which a title is shouted, and is hardly a row of abbreviations."""


_TO_WRITE: Final = {
    "title": "Name what this is, in a few words.",
    "summary": "Write what readers should know, or leave ⟦summary⟧ out.",
}


def titles_name_something(record: Record[Item], _context: CheckContext) -> Iterator[Issue]:
    """A title is no placeholder, no name of a file and no note among colleagues."""
    if not record.item.is_finished:
        return
    for name in _TO_WRITE:
        text = str(getattr(record.item, name, "") or "")
        if diagnosis := _no_name(text, name):
            yield Issue(record.entry.place((name,)), *diagnosis, field=name)


def _no_name(text: str, name: str) -> Diagnosis | None:
    if text and _NO_TITLE.fullmatch(text.strip(" .!?") or "."):
        return Diagnosis(f"“{text}” is no {name} yet", _TO_WRITE[name], (text,))
    if name != "title":
        return None
    if _OF_A_FILE.search(text):
        hint = "Write the title as readers should see it, with spaces."
        return Diagnosis(f"“{text}” is the name of a file", hint, (text,))
    words = re.findall(r"[A-Za-z]{3,}", text)
    if len(words) >= _FEW and text.isupper():
        return Diagnosis(f"“{text}” is in capitals", "Write it in small letters.", (text,))
    if match := _WORKING.search(text):
        message = f"“{match[0].strip()}” in this title looks like a note among colleagues"
        return Diagnosis(
            message, "Take it out, if it is one.", (match[0].strip(),), Severity.WARNING
        )
    return None


_LINES: Final = 3
"""Short lines from which they are more than the end of one sentence and a word below it."""

_SHORT_LINE: Final = 40
"""Characters below which the lines of an address or a poem are, and those of a sentence not."""


def short_lines_are_kept_apart(field: TextField, _context: CheckContext) -> Iterator[Issue]:
    """Advice: lines that were meant to stand below each other, as in an address, do so."""
    if not field.prose or field.text.count("\n") < _LINES - 1:
        return
    start = 0
    for chunk in re.split(r"\n[ \t]*\n", field.text):
        lines = chunk.strip("\n").split("\n")
        if len(lines) >= _LINES and all(_is_short(line) for line in lines):
            message = "these short lines become one line, such as those of an address"
            hint = "End each with two spaces or “\\”, or begin each with “- ”."
            line = field.text.count("\n", 0, field.text.find(lines[0], start))
            origin = field.origin.below(line)
            yield Issue(origin, message, hint, field=field.label, severity=Severity.WARNING)
        start += len(chunk)


def _is_short(line: str) -> bool:
    return bool(re.match(r"[A-Z\d][^.!?:;|]*[^\s.!?:;,\\|]\Z", line)) and len(line) < _SHORT_LINE


def pages_say_something(record: Record[Item], _context: CheckContext) -> Iterator[Issue]:
    """A page of words has words, unless it is a draft."""
    item = record.item
    if not isinstance(item, Page) or item.shows is not Shows.NOTHING or item.body:
        return
    if item.status in {Status.PUBLISHED, Status.SCHEDULED}:
        below = off_screen(" below the second line “---”")
        hint = f"Write its words{below}, or write ⟦status: draft⟧."
        yield Issue(record.origin, "this page has a title and no words", hint)


def lists_show_a_summary(record: Record[Item], _context: CheckContext) -> Iterator[Issue]:
    """What lists and searches show has a sentence there that says what it is."""
    item = record.item
    if not isinstance(item, Publication) or item.summary or item.status is not Status.PUBLISHED:
        return
    # A line of the library says enough; a page of a document is also found by the search.
    if item.has_page or not isinstance(item, BoardDocument):
        message = "there is no summary, and lists and searches show one"
        hint = f"Add ⟦summary:⟧ with one sentence of at most {SUMMARY_LENGTH} characters."
        place = record.entry.place(("title",))
        yield Issue(place, message, hint, severity=Severity.WARNING)


_SEVERAL: Final = re.compile(r"\(?[a-z][\w’ -]{0,40}(?:[,;] ?[a-z][\w’ -]{0,40})+[,;]?\)?\Z")
"""Words between commas, none of which is a name or a sentence."""


def lists_are_written_as_lists(record: Record[Item], _context: CheckContext) -> Iterator[Issue]:
    """Advice: several words where a list may stand are a list, and not one long text."""
    for name, written in record.entry.data.items():
        may_be_several = isinstance(getattr(record.item, name, None), tuple)
        if may_be_several and isinstance(written, str) and _SEVERAL.match(written):
            words = ", ".join(re.split(r"[,;] ?", written.strip("(),; ")))
            message = "these words are taken for one, because they are not in brackets"
            one = f"write “- {written}” below"
            hint = f"If they are several, write [{words}]; if they are one, {one}."
            place = record.entry.place((name,))
            yield Issue(place, message, hint, (written,), Severity.WARNING, field=name)
