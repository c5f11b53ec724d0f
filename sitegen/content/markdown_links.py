"""Tells of links, and of inserts beside them, that Markdown cannot read as they were meant."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from sitegen.issues.issue import Diagnosis

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


def of_address(target: str) -> Diagnosis | None:
    """Return what is wrong with the address of a link, and what fixes it."""
    about = (target,)
    if not target:
        return Diagnosis("this link has no address", "Write it between the round brackets.")
    if target.startswith(("{", "%7B")):
        insert = unquote(target)
        message = f"an insert is not an address, as “{insert}” is here"
        return Diagnosis(message, f"Write {insert} alone.", (insert,))
    incomplete = f"“{target}” is not a complete address"
    if target.lower().startswith("www.") or _DOMAIN.match(target):
        return Diagnosis(incomplete, f"Write https://{target}.", about)
    if match := _SCHEME.match(target):
        return Diagnosis(incomplete, f"Write https://{target[match.end() :]}.", about)
    match = _KEYED.match(target)
    if match and (target.endswith(".md") or not target[0].islower()):
        key = match[0].lower().removesuffix(".md")
        hint = f"Write {key}, in small letters and without “.md”."
        return Diagnosis(f"“{target}” names nothing", hint, about)
    return None


def insert_in_link(insert: str) -> Diagnosis:
    """Explain that an insert stands inside the words of a link."""
    hint = f"Write {insert} alone: it is a link already."
    return Diagnosis(f"“{insert}” is inside a link, which cannot hold another", hint, (insert,))


def insert_in_description(insert: str) -> Diagnosis:
    """Explain that an insert stands in the words for a picture."""
    hint = f"Write {insert} in the text beside the picture."
    return Diagnosis(
        f"“{insert}” is shown as it is in the description of a picture", hint, (insert,)
    )


def of_link(text: str) -> Diagnosis | None:
    """Return what is wrong with something that looks like a link and is none."""
    if match := _TURNED.search(text):
        return Diagnosis(
            f"the brackets of “{match[0]}” are the wrong way round",
            "Write [words](address).",
            (match[0],),
        )
    for match in _LINK.finditer(text):
        words_in_brackets = match["gap"] and not _ADDRESS.match(match["target"])
        if not words_in_brackets:
            return _unread(match)
    if match := _NAMED.search(text):
        hint = "Write the address itself: [words](address)."
        return Diagnosis(f"“{match[0]}” names an address that is not given", hint, (match[0],))
    if "](" in text:
        hint = "Write [words](address) in one line."
        return Diagnosis("a link goes over several lines, or is never closed", hint)
    return None


def _unread(match: re.Match[str]) -> Diagnosis:
    """Explain why something that looks like a link is none."""
    target = match["target"]
    if not match[0].endswith(")") and _ADDRESS.match(target):
        return Diagnosis("the address of this link is never closed", "Put a “)” directly after it.")
    if match["gap"]:
        return Diagnosis("a space between “]” and “(” breaks this link", "Write [words](address).")
    if _QUOTED.search(target):
        return _quoted(target, picture=match["picture"] == "!")
    if " " in target:
        hint = "Write %20 for each space, or rename the file without spaces."
        return Diagnosis(
            f"the address “{target}” has a space in it, so it is not a link", hint, (target,)
        )
    hint = "Link to a page of this site, or to an address that starts with https://."
    return Diagnosis(f"“{target}” is not an address that a link may have", hint, (target,))


def _quoted(target: str, *, picture: bool) -> Diagnosis:
    """Explain why the words in quotes behind an address are no caption."""
    if picture:
        hint = (
            "Put the caption between two straight quotation marks, and use “curly” or 'single' "
            'ones inside it: ![What it shows](address "The caption").'
        )
        return Diagnosis(
            f"the quotation marks in “{target}” are not those of a caption", hint, (target,)
        )
    hint = "Write [words](address), and take out what comes after the address."
    return Diagnosis(f"the quotation mark in “{target}” breaks this link", hint, (target,))
