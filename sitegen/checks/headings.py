"""Advice on lines that look like headings and are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sitegen.checks.context import CheckContext
from sitegen.checks.text_fields import TextField
from sitegen.issues.issue import Issue, Severity

_BOLD: Final = re.compile(
    r"(?:\A\n*|\n[ \t]*\n)(\*\*|__)(?=\S)([^*_\n]{2,80}[^*_\n.!?…,;])\1:?[ \t]*(?=\n)"
)
_COLON: Final = re.compile(
    r"(?:\A\n*|\n[ \t]*\n)([A-Z][^\n:.!?|{\[*]{2,50}):[ \t]*\n[ \t]*\n(?=[A-Z“‘])"
)
_HASH: Final = re.compile(r"(?:\A\n*|\n[ \t]*\n)#([A-Z][a-z]+(?: [^\n#]{2,80})?)(?=\n|\Z)")


_LIKE_HEADINGS: Final = (
    (re.compile(r"\n(?:\*\*|__)"), _BOLD, 2),
    (re.compile(":\n"), _COLON, 1),
    (re.compile("\n#[A-Z]"), _HASH, 1),
)
"""A sign behind the line before it, how such a line looks, and which part of it has words."""


def headings_are_written_as_headings(field: TextField, _context: CheckContext) -> Iterator[Issue]:
    """Advice: a heading begins with “##”, so that readers can jump to it (WCAG 1.3.1)."""
    if not field.prose:
        return
    after_a_line = f"\n{field.text}"
    for sign, pattern, group in _LIKE_HEADINGS:
        if sign.search(after_a_line):
            for match in pattern.finditer(field.text):
                message = f"“{match[group]}” stands alone, as a heading does"
                hint = f"If it is one, write “## {match[group]}”."
                place, warned = field.place(match.start(group)), Severity.WARNING
                yield Issue(place, message, hint, (match[group],), warned, field=field.label)
