"""Words that were meant for colleagues and not for the public."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sitegen.checks.context import CheckContext
from sitegen.checks.phrases import Phrases, found, phrase
from sitegen.checks.text_fields import TextField
from sitegen.issues.issue import Issue

_MAIL: Final = ("“{}” is a part of an e-mail", "Take the parts of the e-mail out; keep its words.")
_MARKED: Final = (
    "“{}” says that this is not for everybody",
    "Make sure that it may be published; then take the mark out.",
)
_COMMENT: Final = (
    "“{}” looks like a comment that somebody made while the text was written",
    "Settle it, and take it out.",
)
_PERHAPS: Final = (
    "“{}” looks like a question among colleagues",
    "Settle it, and take it out. If it is meant for readers, say it in a sentence.",
)
_PASSWORD: Final = ("“{}” gives a password away", "Take it out, and change the password.")
_MEETING: Final = (
    "“{}” lets anybody into a meeting",
    "Take it out, and write how to ask for a place; leave it only if everybody may come.",
)

_PHRASES: Final = Phrases(
    phrase(
        "subject:",
        r"^(?:from|sent|date|to|cc):.*(?:\n(?:sent|date|to|cc|bcc|importance):.*)*\nsubject:.*",
        _MAIL,
    ),
    phrase("mail|message", r"\bthis (?:e-?mail|message) and any (?:files|attachments?)\b", _MAIL),
    phrase("recipient|addressee", r"\bif you (?:are not|have received) .{0,40}\bin error\b", _MAIL),
    phrase("intended recip", r"\b(?:not the|solely for the) intended recipients?\b", _MAIL),
    phrase("sent from", r"\bsent from (?:my|outlook for|yahoo mail|mail for)\b.{0,20}", _MAIL),
    phrase("originated", r"\boriginated (?:from )?outside (?:of )?\w+ organi[sz]ation", _MAIL),
    phrase("external", r"^\W{0,3}\[?external(?: e-?mail| sender)?\]\W*", _MAIL),
    phrase("wrote:", r"^\W{0,4}on .{5,60}(?:\d{4}|,).{0,60} wrote:\s*$", _MAIL),
    phrase("original message", r"^-{2,} ?(?:original|forwarded) message ?-{2,}", _MAIL),
    phrase(
        "official|restricted|confidential|publication|circul|internal use|eyes only|privileged",
        r"^\W{0,3}(?:official(?:[ –-]+sensitive)?|restricted|(?:strictly )?(?:private (?:and"
        r"|&) )?confidential"
        r"|(?:strictly )?not for (?:publication|circulation|release)(?: (?:before|until) .{1,40})?"
        r"|internal use only|for internal use(?: only)?|(?:for your )?eyes only"
        r"|legally privileged(?: and confidential)?)\W{0,3}(?:$|[.:–-]\s)",
        _MARKED,
    ),
    phrase(
        "do not|don’t|don't",
        r"^\W{0,3}(?:please )?(?:do not|don[’']t) (?:publish|forward|circulate|share|release"
        r"|distribute|upload)\b.{0,30}",
        _MARKED,
    ),
    phrase("embargo", r"^\W{0,3}(?:strictly )?embargo(?:ed)?(?: until)?\b.{0,40}\d", _MARKED),
    phrase(
        "embargo",
        r"\b(?:is|are) (?:strictly )?(?:under (?:a )?(?:strict )?embargo|embargoed)\b",
        _MARKED,
    ),
    phrase("exempt", r"^\W{0,3}exempt (?:information|item|from publication)\W{0,3}$", _MARKED),
    phrase("commented [", r"\bcommented \[[a-z]{1,3}\d+\].{0,40}", _COMMENT),
    phrase("[", r"\[(?<!\w \[)[A-Z]{2,3}\d{1,3}\](?![(\[:])", _COMMENT),
    phrase(
        "fixme|todo:|nb",
        r"\bfixme\b.{0,40}|\btodo:.{0,40}|^\W{0,2}nb:? (?:ask|check|tell)\b",
        _COMMENT,
    ),
    phrase(
        "@",
        r"(?<![\w.])@[a-z]+[,:]? (?:please|can you|could you|to (?:check|confirm|do|add))\b.{0,30}",
        _COMMENT,
    ),
    phrase(
        "[",
        r"\[(?:query|comment|deleted|inserted|check|ask|note to \w+)\b[^\]\n]{0,60}\](?!\()",
        _COMMENT,
    ),
    phrase(
        "[",
        r"\[(?:(?<=[\w.,;]\[)[a-z]\](?![\w(\[:])|(?<=^\[)[a-z]\] .{0,40})",
        _PERHAPS,
        guess=True,
    ),
    phrase("password|passcode", r"\bpass(?:word|code)(?: is|:) \S+", _PASSWORD, guess=True),
    phrase(
        "meeting id|join ",
        r"\bmeeting id:? ?\d[\d ]{6,}\d|^join (?:the meeting now|(?:zoom|teams|webex) meeting"
        r"|on your computer,? (?:or )?mobile\b.{0,30})$",
        _MEETING,
        guess=True,
    ),
    phrase(
        "live|upload|publish",
        r"\b(?:before|until|when|once) (?:this|we) (?:goes? live|is uploaded|upload (?:it|this)"
        r"|publish this)\b",
        _PERHAPS,
        guess=True,
    ),
    phrase("//", r"^// .*", _COMMENT),
    phrase("%%", r"^%% .*", _COMMENT),
    phrase(
        "draft",
        r"^\W{0,3}(?:(?:final |first |second |working )?draft(?: v(?:ersion)? ?\d[\d.]*"
        r"| for comment| only)?|v(?:ersion)? ?\d[\d.]* draft)\W{0,3}(?:$|[–-] )",
        _COMMENT,
    ),
    phrase(
        "(",
        r"\(ask (?-i:[A-Z])\w+\)|\((?:to |please |need to )?(?:check|confirm|ask|clarify|agree"
        r"|discuss)(?:ed)? (?:with|this|that)"
        r"\b[^)\n]{0,50}\)|\((?:awaiting|pending|subject to) (?:sign-?off|approval|agreement"
        r"|legal)[^)\n]{0,30}\)|\((?:which|who|when|where|right|correct|true|sure)\?+\)",
        _PERHAPS,
        guess=True,
    ),
)  # fmt: skip


def nothing_is_meant_for_colleagues(field: TextField, _context: CheckContext) -> Iterator[Issue]:
    """Nothing stands here that only colleagues were to read: mails, markings, comments."""
    yield from found(field, _PHRASES)
