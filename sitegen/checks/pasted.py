"""What comes along when text is pasted from Word, a PDF, a mail, the web or another system."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from sitegen.checks.context import CheckContext
from sitegen.checks.text_fields import TextField
from sitegen.content import characters
from sitegen.content.characters import FOREIGN, STYLED, SYMBOLS, TURNING
from sitegen.content.glance import Glance
from sitegen.issues.issue import Diagnosis, Issue, Severity

_WRONG_ENCODING: Final = "â‚¬|â€[\\w™œ\u009d\u0093\u0094¦˜]?|Ã[\u0080-\u00bf©¨ª«]|Â[\u00a0£·©®°»«]"
_LOST: Final = "\ufffd\ufffc"
"""Signs that stand for a letter that could not be read, or for a picture that was not copied."""

_SPLIT: Final = (
    r"(?<=[A-Za-z])¬(?=[A-Za-z\s])|(?<=[a-z])\?(?=s\s[a-z])|(?<=[a-z])[ÕÆ](?=s\b|t\b|re\b|ve\b)"
)
"""The soft hyphen and the apostrophe of other systems, read as letters."""

_ODD: Final = re.compile(f"[{TURNING}{SYMBOLS}{STYLED}{FOREIGN}{_LOST}]|{_WRONG_ENCODING}|{_SPLIT}")
_KINDS: Final = re.compile(
    f"(?P<turning>[{TURNING}])|(?P<symbol>[{SYMBOLS}])|(?P<encoding>{_WRONG_ENCODING})"
    f"|(?P<lost>[{_LOST}])|(?P<split>{_SPLIT})"
    f"|(?P<styled>[{STYLED}][{STYLED} ]*)|(?P<foreign>\\w*[{FOREIGN}]\\w*)"
)


def letters_are_what_they_seem(field: TextField, _context: CheckContext) -> Iterator[Issue]:
    """Every letter is the one that it looks like, so that search and screen readers find it."""
    if field.text.isascii() and "?s " not in field.text:
        return
    for line, origin in field.lines(holding=_ODD):
        already: set[str] = set()
        for match in _KINDS.finditer(line):
            diagnosis = _odd(match)
            if diagnosis and diagnosis.message not in already:
                already.add(diagnosis.message)
                yield Issue(origin, *diagnosis, field=field.label)


_UNSEEN: Final = {
    "turning": (
        "a mark that turns the direction of text stands {}",
        "Delete it: type the words on both sides of it again.",
    ),
    "symbol": (
        "a sign of the Symbol font stands {}; others see an empty box",
        "Delete it, or write the word that it stands for.",
    ),
    "lost": (
        "a letter or a picture was lost {}; an empty box stands there",
        "Write what belongs there, or delete it.",
    ),
}


def _odd(match: re.Match[str]) -> Diagnosis | None:
    before = match.string[: match.start()].split()
    place = f"after “{before[-1]}”" if before else "at the beginning of the line"
    written = match[0].strip()
    match match.lastgroup:
        case "turning" | "symbol" | "lost" as kind:
            message, hint = _UNSEEN[kind]
            message = message.format(place)
        case "split":
            message = f"“{written}” {place} is what another system made of a hyphen or apostrophe"
            hint = "Delete it, or write ’ where an apostrophe belongs."
        case "encoding":
            message, hint = f"“{written}” was read in the wrong encoding", _decoded(written)
        case "styled":
            message = f"“{written}” are letters in disguise, which many cannot read or find"
            hint = f"Write “{characters.plain(written)}”."
        case _ if characters.mixed(written):
            message = f"“{written}” holds a letter of another alphabet that looks like one of ours"
            hint = f"Type it again: {characters.plain(written)}."
        case _:
            return None
    return Diagnosis(message, hint, (written,))


def _decoded(written: str) -> str:
    try:
        return f"Write “{written.encode('cp1252').decode()}” instead."
    except UnicodeError:
        return "Write the letter or sign that belongs there."


_BROKEN: Final = re.compile(r"[a-z]-(?:[ \t]+|\n[ \t>]*)[a-z]")
_BROKEN_WORD: Final = re.compile(r"\b([A-Za-z]+)-([ \t]+|\n[ \t>]*)([a-z]+)")
_SHARED: Final = frozenset(
    ("and", "or", "to", "but", "nor", "through", "versus", "as", "then", "than")
)
"""Words that follow the first half of “short- and long-term”."""


def words_are_in_one_piece(field: TextField, _context: CheckContext) -> Iterator[Issue]:
    """A word that a PDF broke at the end of a line is whole again."""
    if not field.prose or ("- " not in field.text and "-\n" not in field.text):
        return
    for match in _BROKEN_WORD.finditer(field.text) if _BROKEN.search(field.text) else ():
        first, gap, last = match.groups()
        if last in _SHARED:
            continue
        at_the_end = "\n" in gap
        how = "broken over two lines" if at_the_end else "broken in two"
        message = f"“{first}- {last}” is a word that was {how}"
        hint = f"Write “{first}{last}”, or “{first}-{last}”, in one piece."
        severity = Severity.ERROR if at_the_end else Severity.WARNING
        origin = field.place(match.start())
        yield Issue(origin, message, hint, (match[0],), severity, field=field.label)


_TWICE: Final = re.compile(
    r"\b([A-Za-z]{2,}+)(?:[ \t]+|[ \t]*\n[ \t>]*)\1\b(?![-’'])"
    r"|\b(?P<first>The|And|To|Of|We|It|For|This|Our|You|They)[ \t]+(?i:(?P=first))\b"
)
_OFTEN_TWICE: Final = frozenset(
    ("that", "had", "is", "so", "very", "no", "bye", "there", "in", "on", "her", "what", "many",
     "do", "who", "long")
)  # fmt: skip


def no_word_stands_twice(field: TextField, _context: CheckContext) -> Iterator[Issue]:
    """Advice: no word stands twice side by side."""
    for match in _TWICE.finditer(field.text) if field.prose else ():
        word = match[1] or match["first"]
        if word.lower() not in _OFTEN_TWICE and not word.isupper():
            origin = field.place(match.end())
            message = f"“{word}” is written twice"
            yield Issue(
                origin, message, "Take one out.", (word,), Severity.WARNING, field=field.label
            )


_CODES: Final = (
    r"(?i:caption|gallery|embed|audio|video|playlist|vc_\w+|et_pb_\w+|su_\w+|contact-form[\w-]*"
    r"|button|toc|youtube|url|img|b|i|u|quote|size|color|list)"
)
_SHORTCODE: Final = re.compile(rf"\[/?{_CODES}(?:[ =][^\]\n]*)?\](?!\()")
_WIKI: Final = re.compile(r"\[\[[^\[\]\n]+\]\]|\{\{<?[^{}\n]*>?\}\}|\{%[^\n]*?%\}|<%[^\n]*?%>")
_FIELD_CODE: Final = re.compile(
    r"Error! (?:Bookmark not defined|Reference source not found|Hyperlink reference not valid"
    r"|No text of specified style[\w ]*)\.?|\bHYPERLINK\s+\"[^\"\n]*\""
    r"|\b(?:PAGEREF|MERGEFIELD|INCLUDEPICTURE|TOC \\o)\b[^\n.]*"
    r"|#(?:REF|NAME|VALUE|DIV/0|NULL)[!?]|#N/A\b|\[object Object\]|\[?\bcid:image\d[^\]\s]*\]?"
    r"|(?<=\s)#{4,}|(?<![\w=])= ?[A-Z]{2,}\([A-Z]+\d[^)\n]*\)|\[(?i:image|figure|picture|photo"
    r"|video)\b:? ?[^\]\n]*\](?!\()|<https?://[^>|\s]*\|[^>\n]*>|\*\|[A-Z_:]+\|\*"
    r"|%%\w+%%|<<\w+>>|«(?:\w+_\w+|[A-Z][a-z]+[A-Z]\w*)»|(?<=\w)=[0-9A-F]{2}(?:=[0-9A-F]{2})+|(?<=\w)=20(?=\w)"
    r"|&(?:nbsp|[lr][sd]quo|amp|pound|[mn]dash|hellip|eacute|#\d{2,5})(?![;\w#])|&[lr]squo(?=s\b)"
    r"|\w+%20\w+|``\w|\w''(?=\s|[.,;])"
)
_STRUCK: Final = re.compile(r"~~[^~\n]+~~")
_ESCAPED: Final = re.compile(r"&amp;(?:amp|nbsp|lt|gt|quot|#\d+|[lr][ds]quo|ndash|pound);")
_SYSTEM_SIGNS: Final = re.compile(
    r"\[|\{|<|~~|&[a-z#]|Error!|HYPERLINK|#[RNVD#]|PAGEREF|FIELD|INCLUDEP|TOC|cid:|= ?[A-Z0-9]"
    r"|\*\||%%|«|%20|``|''"
)
_SYSTEM_WORDS: Final = Glance(
    rf"\[(?:\[|/?{_CODES}\b|(?i:image|figure|picture|photo|video|object)\b)",
    r"\{|<|~~|&[a-z#]|Error!|HYPERLINK|#[RNVD]|####|PAGEREF|FIELD|INCLUDEP|TOC|cid:|=|\*\||%%|«",
    r"%20|``|''",
)
"""The same in one word, but for what begins each link and note of ours."""

_TARGETS: Final = re.compile(r"\]\([^)\n]*\)|(?<![\"<])https?://\S+|^\[[^\]\n]+\]:.*|^/\S+$")
"""Where links lead, and old addresses, in which codes such as “%20” are right."""


def marks_of_other_systems_are_gone(field: TextField, _context: CheckContext) -> Iterator[Issue]:
    """Nothing is left that only another system or program understands."""
    if not _SYSTEM_WORDS.signs(field.text):
        return
    for line, origin in field.lines(holding=_SYSTEM_SIGNS):
        if field.prose or "{" not in line:
            for diagnosis in _foreign(line):
                yield Issue(origin, *diagnosis, field=field.label)


def _foreign(line: str) -> Iterator[Diagnosis]:
    if match := _SHORTCODE.search(line):
        message = f"“{match[0]}” is a mark of another system, which everybody would read"
        hint = "Take it out; the guide shows how pictures, links and bold are written here."
        yield Diagnosis(message, hint, (match[0],))
    elif match := _WIKI.search(line):
        words = re.sub(r"[\[\]{}<>%]", "", match[0]).strip()
        insert = words if ":" in words else "contact:office"
        hint = f"Write the words themselves, or an insert such as {{{insert}}}."
        yield Diagnosis(f"“{match[0]}” is a mark of another system", hint, (match[0],))
    if match := _FIELD_CODE.search(_TARGETS.sub("]", line)):
        code = match[0].strip()
        hint = "Write what should stand there."
        yield Diagnosis(f"“{code}” was left by another program", hint, (code,))
    if match := _STRUCK.search(line):
        hint = "Take the words between “~~” out, or the “~~”."
        yield Diagnosis("“~~” strikes nothing through here", hint, ("~~",))
    if match := _ESCAPED.search(line):
        hint = f"Write {match[0].replace('&amp;', '&', 1)}, or the sign itself."
        yield Diagnosis(f"the entity “{match[0]}” was escaped twice", hint, (match[0],))


_MARKS: Final = re.compile(
    r"\*\*[^*\n]+\*\*|(?<!\w)\*[^*\s][^*\n]*\*(?!\w)|`[^`\n]+`"
    r"|(?<!\w)__[^_\n]+__(?!\w)|(?<!\w)_[^_\s][^_\n]*_(?!\w)|!?\[[^\]\n]*\]\([^)\n]*\)|^#{1,6} "
    r"|</?[a-zA-Z][^<>\n]*>|&(?:[a-z]{2,8}|#\d+);|\{ *[a-z]+:[^{}\n]*\}"
)
_MARK_SIGNS: Final = re.compile(r"[*_`\[#<&{]")
_STRIPPED: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)|<[^<>]*>|^#{1,6} |[*`]|(?<!\w)_+|_+(?!\w)")


def short_fields_hold_plain_words(field: TextField, _context: CheckContext) -> Iterator[Issue]:
    """Titles and summaries are shown as they are: no mark of Markdown means anything there."""
    if field.prose:
        return
    for line, origin in field.lines(holding=_MARK_SIGNS):
        if match := _MARKS.search(line):
            if match[0].startswith("{"):
                insert = match[0].replace(" ", "")
                hint = f"Write {insert} in a text, such as the words of the page."
            else:
                bare = _STRIPPED.sub(lambda link: link[1] or "", line)
                hint = f"Write “{unescape(bare).strip()}”."
            message = f"marks such as “{match[0]}” are shown as they are in this field"
            yield Issue(origin, message, hint, field=field.label, about=(match[0],))
