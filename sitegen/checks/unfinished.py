"""Words that stand where others were to be written, and texts that break off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from sitegen.checks.context import CheckContext
from sitegen.checks.phrases import Phrases, found, phrase
from sitegen.checks.text_fields import TextField
from sitegen.content.glance import Literals
from sitegen.issues.issue import Diagnosis, Issue, Severity

_GAP: Final = re.compile(
    r"\[(?:(?:insert|add|enter|type|your)\b[^\]\n]{0,60}|x{2,}|tbc|tba|tbd|\?+|_+"
    r"|name of (?:the )?\w+|(?:date|day|month|year|link|title|venue|e-?mail|phone)(?: (?:number"
    r"|here|address))?)\](?![(:\[])",
    re.IGNORECASE,
)
_LEFT: Final = re.compile(
    r"lorem ipsum(?:,? (?:dolor|sit|amet|consectetur|adipiscing|elit))*|dolor sit amet"
    r"|write the words here|the-id-of-a-[a-z]|delete as appropriate"
    r"|click (?:or tap )?(?:here )?to (?:add|enter|edit) (?:text|title|subtitle|a date)"
    r"|\bdd[/.-]mm[/.-]yyyy\b|\bxx+ (?:of )?[A-Z][a-z]+|\bx{3,}\b|\bto[-_]?do:|\basdf\w*\b"
    r"|\btype your text\b|\byour text here\b|\bplaceholder text\b|\bcopy (?:and paste )?here\b"
    r"|\binsert (?:text|name|date|link|picture|image) here\b"
    r"|\b(?:text|content|words|title|heading|image|picture|photo|name|summary) goes here\b"
    r"|\btext to be replaced\b|\bINSERT TEXT\b|^PLACEHOLDER\W*$|(?:\.\.|__)/(?:\.\.|__)/\d{2}"
    r"|\bconsectetur\b|\badipiscing\b|\bpellentesque\b|\bvestibulum\b|\bgravida nibh\b"
    r"|\bvelit auctor\b"
    r"|\bthis is your first post\b|\*\*(?:DATE|NAME|TIME|VENUE|PLACE|TITLE|LINK)\*\*",
    re.IGNORECASE,
)
_PERHAPS: Final = re.compile(
    r"\?{3,}|\b[Tt]est test\b|\b[Tt]his is (?:only |just )?a test\b(?= *[.!]| *$)|_{5,}|\.{6,}"
    r"|\bTBC\b|\bTBA\b"
    r"|\bTBD\b|(?<=\s)###|\[[^\]\n]{0,20}\bX\]|\b(?:[Pp]hoto|[Pp]icture|[Dd]etails|[Tt]ext"
    r"|[Ll]ink)s? to come\b|\((?:insert|add) (?:a |the )?(?:photo|picture|image|link|date|name"
    r"|quote|figure)s?\b[^)\n]*\)"
    r"|\([^()\n]{0,40}\bto be (?:confirmed|advised|announced|added|agreed|completed|inserted)\)"
)
_CONFLICT: Final = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: |$)")
_UNFINISHED: Final = re.compile(
    f"{_GAP.pattern}|{_LEFT.pattern}|{_PERHAPS.pattern}|<<<<<<<|>>>>>>>", re.IGNORECASE
)
_HINTS: Final = Literals(
    *(
        *("lorem", "dolor", "click", "words here", "the-id-of", "delete as", "dd/", "dd."),
        *("dd-", "xx", "todo", "asdf", "your text", "text here", "placeholder", "paste"),
        *("insert", "???", "test test", "is a test", "a test", "____", "......", "tbc", "tba"),
        *("tbd", "<<<<", ">>>>", "to-do", "to_do", "###", "to come", " x]", "replaced", "../"),
        *("__/", "insert text", "copy here", "goes here", "consectetur", "adipiscing"),
        *("pellentesque", "vestibulum", "gravida", "auctor", "first post", "**date", "**name"),
        *("**time", "**venue", "(add", "to be ", "**place", "**title", "**link"),
    )
)
"""One of these stands wherever something was left."""

_LATER: Final = ("“{}” promises what is not here", "Write what is known, or take it out.")
_HOLD_NOTHING: Final = ("“{}” says nothing", "Write its words, or write ⟦status: draft⟧.")
_ALONE: Final = Phrases(
    phrase(
        "more to follow|coming soon|watch this space|check back|under construction|to follow",
        r"^(?:more (?:to follow|details? (?:to follow|soon))|coming soon|watch this space"
        r"|details? to follow"
        r"|(?:please )?check back (?:soon|later)|\(to follow\)|(?:this )?(?:page|site"
        r"|section) (?:is )?under construction)[.!…]*$",
        _LATER,
        guess=True,
    ),
    phrase(
        "heading|title|caption|subtitle",
        r"^(?:#{1,6} )?(?:heading|subheading|title|subtitle|caption) ?\d?$",
        ("“{}” was left where other words should stand", "Write those words, or take it out."),
        guess=True,
    ),
    phrase(
        "n/a|none|nil|test|hello",
        r"\A\s*(?:n/?a|none|nil|tests?|hello(?: world)?!?)\.?\s*\Z",
        _HOLD_NOTHING,
        guess=True,
    ),
)


def nothing_is_left_unfinished(field: TextField, _context: CheckContext) -> Iterator[Issue]:
    """No word stands where another was to be written."""
    if field.prose:
        yield from found(field, _ALONE)
    if not _GAP.search(field.text) and not _HINTS.standing_in(field.text):
        return
    for line, origin in field.lines(holding=_UNFINISHED):
        if _CONFLICT.match(line):
            hint = "Keep one of the two, and delete the lines that begin with <, = and >."
            yield Issue(origin, "git kept two versions of this text here", hint)
            continue
        for match in (*_LEFT.finditer(line), *_GAP.finditer(line)):
            message = f"“{match[0]}” was left where other words should stand"
            hint = "Write those words, or take it out."
            # Whoever begins a draft with “new” looks at it in a preview before it is written.
            draft = field.item is not None and not field.item.is_finished
            severity = Severity.WARNING if draft else Severity.ERROR
            yield Issue(origin, message, hint, (match[0],), severity, field=field.label)
        if perhaps := _PERHAPS.search(line):
            message = f"“{perhaps[0]}” looks as if something was left unfinished"
            hint = "Write what is known, or take it out."
            yield Issue(origin, message, hint, (perhaps[0],), Severity.WARNING, field=field.label)


_BREAKS_OFF: Final = re.compile(
    r"(?:,|\b(?:and|or|but|the|an?|of|with|because|which|their|our|his|her))\Z"
)
_SAID: Final = re.compile(r"\n[ \t]*\n")
_MARKED_LINE: Final = re.compile(r"[ \t]*(?:[-*+|>:#\[]|\d+[.)])")


def texts_do_not_break_off(field: TextField, _context: CheckContext) -> Iterator[Issue]:
    """Advice: no paragraph ends in the middle of its sentence, its brackets or its quotation."""
    if not field.prose:
        if field.text.endswith(","):
            message = "this text ends with a comma"
            hint = "Take it out, or write what follows."
            yield Issue(field.origin, message, hint, (",",), Severity.WARNING, field=field.label)
        return
    place = 0
    chunks = _SAID.split(field.text)
    for chunk, following in pairwise((*chunks, "")):
        begins = field.text.find(chunk, place)
        place = begins + len(chunk)
        if _MARKED_LINE.match(chunk):
            continue
        for diagnosis in _broken_off(chunk.rstrip(), following):
            line = field.text.count("\n", 0, begins + len(chunk) - len(chunk.lstrip()))
            yield Issue(field.origin.below(line), *diagnosis, field=field.label)


def _broken_off(text: str, following: str) -> Iterator[Diagnosis]:
    """Return how a paragraph breaks off; a list may go on with its sentence."""
    hint = "Write the rest of it, or take out what stands there alone."
    words = text.rsplit(maxsplit=1)[-1] if text.strip() else ""
    if _BREAKS_OFF.search(words) and not _MARKED_LINE.match(following):
        message = f"this paragraph ends with “{words}”, in the middle of a sentence"
        yield Diagnosis(message, hint, (words,), Severity.WARNING)
    if text.count("(") > text.count(")") and ":-(" not in text:
        message = "a bracket is opened in this paragraph and not closed"
        yield Diagnosis(message, hint, severity=Severity.WARNING)
    if text.count("“") > text.count("”") and not following.lstrip().startswith("“"):
        message = "a quotation is opened in this paragraph and not closed"
        yield Diagnosis(message, hint, severity=Severity.WARNING)


_PARTNERS: Final = dict(zip("]})”’[{(“\"'", "[{(“‘]})”\"'", strict=True))
_NO_QUOTE: Final = re.compile(r"s['’]\Z|\d['’] ?\d{1,2}\"\Z")
"""The apostrophe of “the boards’”, and feet and inches."""

_NUMBERED: Final = re.compile(r"(?<!\S)\w{1,3}\)")
"""As in “a) the first, b) the second”."""


def signs_come_in_pairs(field: TextField, _context: CheckContext) -> Iterator[Issue]:
    """Advice: brackets and quotation marks come in twos, at the end of a text above all."""
    text = field.text.strip()
    if field.prose and text[-1:] in _PARTNERS:
        text = _SAID.split(text)[-1]
    signs = text[-1:] if field.prose else f"{text[-1:]}{text[:1].strip('’')}[]{{}}"
    for sign in dict.fromkeys(signs):
        if sign in _PARTNERS and sign in text and _is_alone(sign, text):
            line, partner = field.text.rstrip().count("\n"), _PARTNERS[sign]
            message = f"“{sign}” is in this text without its “{partner}”"
            if sign == partner:
                message = f"there is only one “{sign}” of two in this text"
            yield Issue(
                *(field.origin.below(line), message, "Write both, or neither.", (sign,)),
                severity=Severity.WARNING,
                field=field.label,
            )


def _is_alone(sign: str, text: str) -> bool:
    """Return whether a sign at the end or the beginning of a text has no partner in it."""
    if sign in "'’\"" and _NO_QUOTE.search(text):
        return False
    if sign == "'":
        return not re.search(r"(?<!\w)'", text[:-1])
    if sign == '"':
        return text.count(sign) % 2 == 1
    if sign == ")":
        text = _NUMBERED.sub("", text)
    return text.count(sign) > text.count(_PARTNERS[sign])
