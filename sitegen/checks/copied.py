"""What is left in a text of the page, mail or paper that it was copied from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sitegen.checks.context import CheckContext
from sitegen.checks.phrases import Phrases, found, phrase
from sitegen.checks.text_fields import TextField
from sitegen.issues.issue import Issue

_WEB: Final = (
    "“{}” belongs to the page or mail that this was copied from",
    "Take it out; this site has its own.",
)
_OF_PAGES: Final = Phrases(
    phrase(
        "home >|leave a|comments|updated|robot|skip to|accept|cookie|share this|share on|print"
        "|back to top|tweet|read time|min read|email this",
        r"^(?:home (?:>|»|/) .{0,80}|leave a (?:reply|comment)|\d+ comments|last updated:? .{0,30}"
        r"|i[’']m not a robot|skip to (?:main )?(?:content|navigation)|(?:accept|reject"
        r"|manage) (?:all )?cookies"
        r"|.{0,40}\baccept all cookies|share (?:this|on \w+)\b.{0,60}|print(?:able)? (?:this )?page"
        r"|(?:go |return )?back to (?:the )?top|tweet(?: this)?|email this(?: page)?"
        r"|\d+ min(?:ute)?s? read)[.!]?$",
        _WEB,
        guess=True,
    ),
    phrase(
        "unsubscribe|in your browser|ctrl|new window|new tab|link is external",
        r"\bno longer wish to receive\b.{0,40}|^unsubscribe\b.{0,20}$|\bview (?:it "
        r"|this e?-?mail )?in your browser\b"
        r"|\bctrl ?\+ ?click\b.{0,20}|\((?:opens|open) in (?:a )?new (?:window|tab)\)"
        r"|\(link is external\)",
        _WEB,
        guess=True,
    ),
    phrase(
        "page ",
        r"^(?:page )(?:\d+|\d+ (?:of|/) ?\d+)\.?$|^.{3,60} \| page \d+$",
        ("“{}” is the number of a page that this was copied from", "Take it out."),
        guess=True,
    ),
    phrase(
        re.compile(r"[.,;]\d"),
        r"(?<=[a-z]{3}[.,;])\d{1,2}(?= [A-Z][a-z])(?! (?:January|February|March|April|May|June"
        r"|July|August|September|October|November|December)\b)",
        ("“{}” grew on to the word before it; it may have been the number of a note",
         "Take it out, or write a note: [^1] here, and below: [^1]: The words of the note."),
        guess=True,
    ),
    phrase(
        re.compile(r"\.[A-Z]"),
        r"(?<![\w./@-])(?-i:[A-Za-z][a-z]{2,}\.[A-Z][a-z]{2,})\b(?![.\w]*[/@(])",
        ("a space is missing in “{}”", "Put a space after the full stop."),
        guess=True,
    ),
    phrase(
        # “a” and “I” are words, and no word is made of them alone.
        re.compile(r"\A[b-hj-zB-HJ-Z]\Z"),
        r"[a-z] (?<![\w.]\w )(?:[a-z] ){4,}[a-z]\b(?! \w\b)",
        ("“{}” is spaced out, so that nobody can search for it", "Write it as one word."),
        guess=True,
    ),
    phrase(
        "¹|²|³",
        r"(?<=[a-z][.,;:])[¹²³]|(?-i:(?<=[a-z]{4})[¹²³])",
        (
            "“{}” was the mark of a note where this was copied from",
            "Take it out, or write a note: [^1] here, and below: [^1]: The words of the note.",
        ),
        guess=True,
    ),
    phrase(
        re.compile(r"[B-HJ-Z]\Z"),
        r"(?:\A\s*|\n\n)(?-i:[B-HJ-Z] [a-z]{2,}) ",
        ("the first letter of “{}” stands apart from its word", "Take the space out."),
        guess=True,
    ),
    phrase(
        re.compile(r":[a-z_]+:"),
        r":(?<![\w:]:)(?-i:[a-z]+_?[a-z]{2,}):(?![\w:])",
        ("“{}” makes no picture here", "Take it out."),
        guess=True,
    ),
    phrase(
        "•|·|●|▪",
        r"[•●▪][^•●▪\n]+(?:[•●▪][^•●▪\n]+)+",
        ("“{}” is a list in one line",
         "Begin each item on a line of its own with “- ”, below an empty line."),
    ),
)  # fmt: skip


def nothing_of_other_pages_is_left(field: TextField, _context: CheckContext) -> Iterator[Issue]:
    """Nothing is left of the page, mail or paper that a text was copied from."""
    if field.prose:
        yield from found(field, _OF_PAGES)
