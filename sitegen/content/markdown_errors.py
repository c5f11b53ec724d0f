"""Tells of Markdown that could not be read as such, so that no page shows its marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from sitegen.content.markdown_links import of_link
from sitegen.issues.issue import Diagnosis, did_you_mean
from sitegen.issues.wording import off_screen

_TAG: Final = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(\s[^<>]*)?/?>")
_OPEN_TAG: Final = re.compile(
    r"<(?:a|b|br|center|div|em|font|h[1-6]|i|iframe|img|p|script|span|strong|table|u)(?:\s[^<>]*)?\Z"
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
_NOTE: Final = re.compile(r"\[\^([^\[\]]+)\]")
_ROW: Final = re.compile(r"\A\|.*\|\s*\Z")
_BULLET: Final = re.compile(
    "\\A([•·‣◦▪■●○◆►➢➤✓✔☑☐✅❌📌👉🔹🔸⭐⚫→⇒\uf0a7\uf0b7\uf0d8\uf0fc](?=\\s?\\S)"
    r"|o(?=\s+\S)|[§Øü](?=\s+[A-Z][a-z]))"
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

_SIGNS: Final = re.compile(r"[\[\]{}<*_#|\\:=^~!'：]")
"""One of these is in each line of which a rule below could tell something, but for two rules."""


def leftovers(text: str, written: str = "") -> Iterator[Diagnosis]:
    """Yield what is wrong with a line of plain text, and what fixes it, for each mark left in it.

    In the line as it is `written`, marks may stand behind a backslash, which means them.
    """
    if not (_SIGNS.search(text) or text.startswith("h") or _BULLET.match(text)):
        return
    for look in _LOOKS:
        if diagnosis := look(text):
            yield diagnosis
    yield from _plain(text)
    if diagnosis := _lone(text, written or text):
        yield diagnosis


def of_callout(name: str, known: Sequence[str], *, closed: bool) -> Diagnosis | None:
    """Return what is wrong with a callout, and what fixes it."""
    first = name.partition(" ")[0]
    if not name:
        begins = ", ".join(f"::: {word}" for word in known)
        return Diagnosis(
            "this “:::” closes nothing",
            f"Delete it, or say which callout it begins: {begins}.",
            (":::",),
        )
    if first in known and name != first:
        hint = f"Leave “::: {first}” alone on its line; the words go below it."
        return Diagnosis(f"there are words after “::: {first}”", hint, (f"::: {first}",))
    if name not in known:
        return Diagnosis(
            f"there is no callout “::: {name}”", did_you_mean(name, known), (f"::: {name}",)
        )
    if not closed:
        hint = "Write “:::” alone on a line below its last words."
        return Diagnosis(f"the callout “::: {name}” is never closed", hint, (f"::: {name}",))
    return None


def of_unused_note(mark: str) -> Diagnosis:
    """Explain that a note is never shown."""
    hint = f"Write {mark} after the words that it belongs to."
    return Diagnosis(f"nothing points to the note “{mark}”, so nobody would see it", hint, (mark,))


def _html(text: str) -> Diagnosis | None:
    if "<!--" in text:
        other = "; for a note that nobody sees, use a “#” comment in the front matter instead"
        hint = f"Delete it{off_screen(other)}."
        return Diagnosis(
            "a note between “<!--” and “-->” would be seen by everyone", hint, ("<!--",)
        )
    if match := _TAG.search(text) or _OPEN_TAG.search(text):
        hint = "Write it in Markdown; the guide shows how."
        return Diagnosis(f"HTML such as “{match[0]}” is not used here", hint, (match[0],))
    return None


def _insert(text: str) -> Diagnosis | None:
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
        return Diagnosis(f"“{match[0]}” inserts nothing", hint, (match[0],))
    if match := _ALMOST.search(text):
        kind, name = match[1] or match[3], match[2] or match[4]
        hint = f"Write it in curly brackets, with a colon: {{{kind}:{name}}}.".lower()
        return Diagnosis(
            f"“{match[0].strip()}” inserts nothing", f"W{hint[1:]}", (match[0].strip(),)
        )
    if match := _BRACED.search(text):
        hint = "Name its kind and its id, as in {contact:office}, or take the curly brackets out."
        return Diagnosis(f"“{match[0]}” inserts nothing", hint, (match[0],))
    return None


def _note(text: str) -> Diagnosis | None:
    if "^[" in text:
        hint = "Write [^1] here, and on a line of its own below: [^1]: The words of the note."
        return Diagnosis("a note cannot stand inside its sentence", hint)
    if match := _NOTE.search(text):
        hint = f"Write it on a line of its own, with an empty line above: {match[0]}: The note."
        return Diagnosis(f"the note “{match[0]}” is missing", hint, (match[0],))
    return None


def _foreign(text: str) -> Diagnosis | None:
    for pattern, instead in _FOREIGN:
        if match := pattern.search(text):
            hint = f"Write {instead}".replace("{2}", match[2])
            return Diagnosis(
                f"“{match[1]}” means nothing here and is shown as it is", hint, (match[1],)
            )
    return None


_LIKE_THIS: Final = (
    "Put them directly before the first and after the last bold letter: **like this**."
)
_SPACE: Final = "a space between “!” and “[” makes a link of this picture"
_ROWS: Final = "Put an empty line above it, and a row such as | --- | --- | below its first row."
_ITEMS: Final = "Begin each item with “- ”, and leave an empty line above the first."
_PLAIN: Final = (
    (
        re.compile(r"\A(#{2,6})[^\s#]"),
        "a space is missing after “{}”",
        "Write “## Heading”, with a space.",
    ),
    (_ROW, "this line should be part of a table, but the table cannot be read", _ROWS),
    (re.compile(r"(\*\*)"), "this “{}” makes nothing bold", _LIKE_THIS),
    (_BULLET, "“{}” does not make a list", _ITEMS),
    (re.compile(r"\A(\[[ xX]?\]) "), "“{}” makes no box to tick", "Take it out."),
    (re.compile(r"(?:\A|\s)! \Z"), _SPACE, "Take the space out."),
    (re.compile(r"\\\Z"), "there is a backslash at the end of this text", "Take it out."),
)
"""How other marks look that make nothing, what is said of each, and what fixes it."""


def _plain(text: str) -> Iterator[Diagnosis]:
    for pattern, message, hint in _PLAIN:
        if match := pattern.search(text):
            yield Diagnosis(message.format(*match.groups()), hint, match.groups())


def _lone(text: str, written: str) -> Diagnosis | None:
    """Report an asterisk or underscore that marks nothing, unless a backslash means it."""
    for sign, pattern in (("*", _STAR), ("_", _UNDERSCORE)):
        if sign in text and pattern.search(text) and f"\\{sign}" not in written:
            message = f"this “{sign}” is alone and marks nothing"
            hint = f"Put another after the last word that it marks, or write \\{sign} to show it."
            return Diagnosis(message, hint, (sign,))
    return None


_LOOKS: Final[tuple[Callable[[str], Diagnosis | None], ...]] = (
    *(_html, of_link, _insert, _note, _foreign),
)
