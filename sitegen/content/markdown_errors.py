"""Tells of Markdown that could not be read as such, so that no page shows its marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from sitegen.issues.issue import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Told = tuple[str, str]

_TAG: Final = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(\s[^<>]*)?/?>")
_OPEN_TAG: Final = re.compile(
    r"<(?:a|b|br|center|div|em|font|h[1-6]|i|iframe|img|p|script|span|strong|table|u)(?:\s[^<>]*)?\Z"
)
_LINK: Final = re.compile(
    r"(?P<picture>!?)\[[^\[\]]*\](?P<gap> ?)\((?P<target>(?:[^()]|\([^()]*\))*)\)?"
)
_ADDRESS: Final = re.compile(r"(?:https?:|www\.|\.\./|/|[a-z]+:[a-z0-9])|\S+\.(?:md|pdf)\b")
_QUOTED: Final = re.compile(r"\s[\"“'‘]")
_NAMED: Final = re.compile(r"\[(?!\d+\])[^\[\]^]{2,}\]\[[^\[\]]*\]")
_TURNED: Final = re.compile(r"\([^()]*\)\[(?:https?:|www\.|[^\[\]]*\.md)[^\[\]]*\]")
_DOMAIN: Final = re.compile(
    r"(?:[a-z0-9-]+\.)+(?:org|com|net|uk|eu|gov|info|co|io|london|wales|scot)(?=/|\Z)",
    re.IGNORECASE,
)
_SCHEME: Final = re.compile(
    r"(?!https?://)(?:h?t{1,3}p{1,2}s?|htp+s?|hhtps?)[:;.]?/{1,3}", re.IGNORECASE
)
_KEYED: Final = re.compile(
    r"(?:page|review|document|theme|question|contact|newsletter|briefing|action|recommendation|term|group|person)"
    r":[a-z0-9][a-z0-9/-]*(?:\.md)?\Z",
    re.IGNORECASE,
)
_INSERT: Final = re.compile(r"\{ *([A-Za-z]+) *: *([^{}:]*?) *\}")
_KINDS: Final = "contact|figure|document|list"
_ALMOST: Final = re.compile(
    rf"\{{+\s*({_KINDS})\s*[:;=.,/_|：–-]+\s*([a-z0-9][a-z0-9-]*)\s*\}}*"
    rf"|(?<![\w/.])(?<!\])(?<!\] )(?<!\]\()(?<!\] \()"
    rf"[\[(<]?\b({_KINDS}):([a-z0-9][a-z0-9-]*)[\]>}})]?(?![\w(])",
    re.IGNORECASE,
)
_BRACED: Final = re.compile(r"\{[^{}\n]*\}?|\}")
_STAR: Final = re.compile(r"(?<![\w*])\*(?=[\w“‘])|\s\*\Z")
_UNDERSCORE: Final = re.compile(r"(?<![\w_])_(?=[^\W_])|(?<=[^\W_])_(?![\w_])")
_TICK: Final = re.compile(r"\[[ xX]?\] ")
_NOTE: Final = re.compile(r"\[\^([^\[\]]+)\]")
_HEADING: Final = re.compile(r"(#{2,6})[^\s#]")
_ROW: Final = re.compile(r"\|.*\|\s*\Z")
_BULLET: Final = re.compile(
    "(?:[•·‣◦▪■●○◆►➢➤✓✔☑→⇒\uf0a7\uf0b7\uf0d8\uf0fc]\\s?|o\\s+)(?=\\S)|[§Øü]\\s+(?=[A-Z][a-z])"
)

_NOTICE: Final = "a line “::: important”, below it the words, and below them a line “:::”."
_FOREIGN: Final = (
    (re.compile(r"(={1,6}) ?(\S.*?) ?\1\Z"), "## {2}"),
    (re.compile(r"('{2,3})(\S[^'\n]*)\1"), "**{2}**"),
    (re.compile(r"\A(h[1-6]\.) (\S.*)"), "## {2}"),
    (re.compile(r"(==)(\w[^=\n]*)=="), "**{2}**"),
    (re.compile(r"(\^)(\w{1,4})\^"), "{2}"),
    (re.compile(r"(?<![\w~])(~)(\w[^~\n]*)~(?![\w~])"), "{2}"),
    (re.compile(r"\A(\[!)(\w+)\]"), _NOTICE),
    (re.compile(r"\A(!!!) (\w+)"), _NOTICE),
    (re.compile(r"\A(::) ?([a-z]*)\Z"), "three colons: ::: {2}"),
)
"""Marks of wikis and other kinds of Markdown, and what is written here instead."""

_SIGNS: Final = re.compile(r"[\[{}<*_#|\\:=^~!'：]|\]\(|\Ah\d")
"""One of these is in each line of which a rule below could tell something, but for two rules."""


def leftovers(text: str, written: str = "") -> Iterator[Told]:
    """Yield what is wrong with a line of plain text, and what fixes it, for each mark left in it.

    In the line as it is `written`, marks may stand behind a backslash, which means them.
    """
    if not (_SIGNS.search(text) or _BULLET.match(text) or text.endswith("! ")):
        return
    for look in _LOOKS:
        if told := look(text):
            yield told
    if told := _lone(text, written or text):
        yield told


def of_callout(name: str, known: Sequence[str], *, closed: bool) -> Told | None:
    """Return what is wrong with a callout, and what fixes it."""
    first = name.partition(" ")[0]
    if not name:
        begins = ", ".join(f"::: {word}" for word in known)
        return "this “:::” closes nothing", f"Delete it, or say which callout it begins: {begins}."
    if first in known and name != first:
        hint = f"Leave “::: {first}” alone on its line; the words go below it."
        return f"words stand behind “::: {first}”", hint
    if name not in known:
        return f"there is no callout “::: {name}”", did_you_mean(name, known)
    if not closed:
        hint = "Write “:::” alone on a line below its last words."
        return f"the callout “::: {name}” is never closed", hint
    return None


def of_address(target: str) -> Told | None:
    """Return what is wrong with the address of a link, and what fixes it."""
    if not target:
        return "this link has no address", "Write it between the round brackets."
    if target.startswith(("{", "%7B")):
        insert = unquote(target)
        return f"an insert is no address, as “{insert}” is here", f"Write {insert} alone."
    if target.lower().startswith("www.") or _DOMAIN.match(target):
        return f"“{target}” is not a complete address", f"Write https://{target}."
    if match := _SCHEME.match(target):
        return f"“{target}” is not a complete address", f"Write https://{target[match.end() :]}."
    match = _KEYED.match(target)
    if match and (target.endswith(".md") or not target[0].islower()):
        key = match[0].lower().removesuffix(".md")
        return f"“{target}” names nothing", f"Write {key}, in small letters and without “.md”."
    return None


def insert_in_link(insert: str) -> Told:
    """Say that an insert stands inside the words of a link."""
    hint = f"Write {insert} alone: it is a link already."
    return f"“{insert}” stands inside a link, which cannot hold another", hint


def insert_in_description(insert: str) -> Told:
    """Say that an insert stands in the words for a picture."""
    hint = f"Write {insert} in the text beside the picture."
    return f"“{insert}” is shown as it is in the description of a picture", hint


def of_unused_note(mark: str) -> Told:
    """Say that a note is never shown."""
    hint = f"Write {mark} after the words that it belongs to."
    return f"nothing points to the note “{mark}”, so nobody would see it", hint


def _html(text: str) -> Told | None:
    if "<!--" in text:
        hint = (
            "Delete it; for a note that nobody sees, use a “#” comment in the front matter instead."
        )
        return "a note between “<!--” and “-->” would be seen by everyone", hint
    if match := _TAG.search(text) or _OPEN_TAG.search(text):
        hint = "Write it in Markdown; the guide shows how."
        return f"HTML such as “{match[0]}” is not used here", hint
    return None


def _link(text: str) -> Told | None:
    if match := _TURNED.search(text):
        return f"the brackets of “{match[0]}” are the wrong way round", "Write [words](address)."
    for match in _LINK.finditer(text):
        words_in_brackets = match["gap"] and not _ADDRESS.match(match["target"])
        if not words_in_brackets:
            return _unread(match)
    if match := _NAMED.search(text):
        hint = "Write the address itself: [words](address)."
        return f"“{match[0]}” names an address that stands nowhere", hint
    if "](" in text:
        hint = "Write [words](address) in one line."
        return "a link goes over several lines, or is never closed", hint
    return None


def _unread(match: re.Match[str]) -> Told:
    """Say why something that looks like a link is none."""
    target = match["target"]
    if not match[0].endswith(")") and _ADDRESS.match(target):
        return "the address of this link is never closed", "Put a “)” directly behind it."
    if match["gap"]:
        return "a space between “]” and “(” breaks this link", "Write [words](address)."
    if _QUOTED.search(target):
        return _quoted(target, picture=match["picture"] == "!")
    if " " in target:
        hint = "Write %20 for each space, or rename the file without spaces."
        return f"the address “{target}” has a space in it, so it is no link", hint
    hint = "Link to a page of this site, or to an address that starts with https://."
    return f"“{target}” is no address that a link may have", hint


def _quoted(target: str, *, picture: bool) -> Told:
    """Say why the words in quotes behind an address are no caption."""
    if picture:
        hint = (
            "Put the caption between two straight quotation marks, and use “curly” or 'single' "
            'ones inside it: ![What it shows](address "The caption").'
        )
        return f"the quotation marks in “{target}” are not those of a caption", hint
    hint = "Write [words](address), and take out what stands behind the address."
    return f"the quotation mark in “{target}” breaks this link", hint


def _insert(text: str) -> Told | None:
    if "{" not in text and "}" not in text and ":" not in text:
        return None
    if match := _INSERT.search(text):
        name = re.sub(r"[\"'“”‘’]|#.*", "", match[2])
        right = "{" + re.sub(r"[\s_]+", "-", f"{match[1]}:{name}").lower() + "}"
        hint = f"Write it in small letters, without spaces: {right}."
        if right == match[0]:
            hint = "Take the backslash before the bracket out."
        elif name.startswith("//"):
            hint = "Write a link instead: [the name of that page](its address)."
        return f"“{match[0]}” inserts nothing", hint
    if match := _ALMOST.search(text):
        kind, name = match[1] or match[3], match[2] or match[4]
        hint = f"Write it in curly brackets, with a colon: {{{kind}:{name}}}.".lower()
        return f"“{match[0].strip()}” inserts nothing", f"W{hint[1:]}"
    if match := _BRACED.search(text):
        hint = "Name its kind and its id, as in {contact:office}, or take the curly brackets out."
        return f"“{match[0]}” inserts nothing", hint
    return None


def _note(text: str) -> Told | None:
    if "^[" in text:
        hint = "Write [^1] here, and on a line of its own below: [^1]: The words of the note."
        return "a note cannot stand inside its sentence", hint
    if match := _NOTE.search(text):
        hint = f"Write it on a line of its own, with an empty line above: {match[0]}: The note."
        return f"the note “{match[0]}” is missing", hint
    return None


def _foreign(text: str) -> Told | None:
    for pattern, instead in _FOREIGN:
        if match := pattern.search(text):
            hint = f"Write {instead}".replace("{2}", match[2])
            return f"“{match[1]}” means nothing here and is shown as it is", hint
    return None


def _heading(text: str) -> Told | None:
    if match := _HEADING.match(text):
        return f"a space is missing after “{match[1]}”", "Write “## Heading”, with a space."
    return None


def _table(text: str) -> Told | None:
    if _ROW.match(text):
        hint = "Put an empty line above it, and a row such as | --- | --- | below its first row."
        return "this line should be part of a table, but the table cannot be read", hint
    return None


def _bold(text: str) -> Told | None:
    if "**" in text:
        hint = "Put them directly before the first and behind the last bold letter: **like this**."
        return "“**” stands here and makes nothing bold", hint
    return None


def _bullet(text: str) -> Told | None:
    if match := _BULLET.match(text):
        hint = "Begin each item with “- ”, and leave an empty line above the first."
        return f"“{match[0].strip()}” does not make a list", hint
    return None


def _tick(text: str) -> Told | None:
    if match := _TICK.match(text):
        return f"“{match[0].strip()}” makes no box to tick", "Take it out."
    return None


def _picture(text: str) -> Told | None:
    if re.search(r"(?:\A|\s)! \Z", text):
        return "a space between “!” and “[” makes a link of this picture", "Take the space out."
    return None


def _end(text: str) -> Told | None:
    if text.endswith("\\"):
        return "a backslash stands at the end of this text", "Take it out."
    return None


def _lone(text: str, written: str) -> Told | None:
    """Tell of an asterisk or underscore that marks nothing, unless a backslash means it."""
    for sign, pattern in (("*", _STAR), ("_", _UNDERSCORE)):
        if sign in text and pattern.search(text) and f"\\{sign}" not in written:
            message = f"“{sign}” stands here alone and marks nothing"
            hint = f"Put another behind the last word that it marks, or write \\{sign} to show it."
            return message, hint
    return None


_LOOKS: Final[tuple[Callable[[str], Told | None], ...]] = (
    *(_html, _link, _insert, _note),
    *(_foreign, _heading, _table, _bold, _bullet, _tick, _picture, _end),
)
