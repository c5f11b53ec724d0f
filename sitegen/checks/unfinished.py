"""What was left where other words should stand: blanks, templates, two versions of one text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.issues.issue import Issue, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.context import CheckContext
    from sitegen.checks.text_fields import TextField


_GAP: Final = re.compile(
    r"\[(?:(?:insert|add|enter|type|your)\b[^\]\n]{0,60}|x{2,}|tbc|tba|tbd|\?+|_+"
    r"|(?:date|day|month|year|link|title|e-?mail|phone)(?: (?:number|here|address))?)\](?![(:\[])",
    re.IGNORECASE,
)
_LEFT: Final = re.compile(
    r"lorem ipsum|dolor sit amet|write the words here|the-id-of-a-[a-z]|delete as appropriate"
    r"|click (?:or tap )?(?:here )?to (?:add|enter|edit) (?:text|title|subtitle|a date)"
    r"|\bdd[/.-]mm[/.-]yyyy\b|\bxx+ (?:of )?[A-Z][a-z]+|\bx{3,}\b|\bto[-_]?do:|\basdf\w*\b"
    r"|\btype your text\b|\byour text here\b|\bplaceholder text\b|\bcopy (?:and paste )?here\b"
    r"|\binsert (?:text|name|date|link|picture|image) here\b",
    re.IGNORECASE,
)
_PERHAPS: Final = re.compile(
    r"\?{3,}|\b[Tt]est test\b|\b[Tt]his is a test\b|_{5,}|\.{6,}|\bTBC\b|\bTBA\b|\bTBD\b"
)
_CONFLICT: Final = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: |$)")
_UNFINISHED: Final = re.compile(
    f"{_GAP.pattern}|{_LEFT.pattern}|{_PERHAPS.pattern}|<<<<<<<|>>>>>>>", re.IGNORECASE
)


_HINTS: Final = (
    *("lorem", "dolor", "click", "words here", "the-id-of", "delete as", "dd/", "dd.", "dd-", "xx"),
    *("todo", "asdf", "your text", "text here", "placeholder", "paste", "insert", "???"),
    *("test test", "this is a test", "____", "......", "tbc", "tba", "tbd", "<<<<", ">>>>"),
    *("copy here", "to-do", "to_do"),
)
"""Of these, one stands wherever something was left; to look for them is quick."""


def nothing_is_left_unfinished(field: TextField, _known: CheckContext) -> Iterator[Issue]:
    """No word stands where another was to be written."""
    lowered = field.text.lower()
    if not _GAP.search(field.text) and not any(sign in lowered for sign in _HINTS):
        return
    for line, origin in field.lines(holding=_UNFINISHED):
        if _CONFLICT.match(line):
            hint = "Keep one of the two, and delete the lines that begin with <, = and >."
            yield Issue(
                origin, "two versions of this text stand here, of which git kept both", hint
            )
            continue
        for match in (*_LEFT.finditer(line), *_GAP.finditer(line)):
            message = f"“{match[0]}” was left where other words should stand"
            hint = "Write those words, or take it out."
            # Whoever begins a draft with “new” looks at it in a preview before it is written.
            draft = field.item is not None and not field.item.is_finished
            severity = Severity.WARNING if draft else Severity.ERROR
            yield Issue(origin, message, hint, field=field.label, severity=severity)
        if perhaps := _PERHAPS.search(line):
            message = f"“{perhaps[0]}” looks as if something was left unfinished"
            hint = "Write what is known, or take it out."
            yield Issue(origin, message, hint, field=field.label, severity=Severity.WARNING)
