"""Finds brackets and quotation marks that have lost their partner, and says what is missing."""

from __future__ import annotations

import re
from typing import Final

from sitegen.issues.issue import Diagnosis

_PARTNERS: Final = {"[": "]", "{": "}"}
_OPENING: Final = {closing: opening for opening, closing in _PARTNERS.items()}
_SIGN: Final = re.compile(r"\"(?:[^\"\\]|\\.)*\"|(?<![\w’])'(?:[^']|'')*'(?!\w)|[\[\]{}]")


def unpaired(text: str) -> str:
    """Return the first bracket outside quotation marks that has no partner, or nothing."""
    opened: list[str] = []
    for sign in _SIGN.findall(text):
        if sign in _PARTNERS:
            opened.append(sign)
        elif opening := _OPENING.get(sign):
            if opening not in opened:
                return str(sign)
            if (last := opened.pop()) != opening:
                return last
    return opened[-1] if opened else ""


def list_without_its_beginning(text: str) -> Diagnosis | None:
    """Explain that a bracket closes a list which nothing opened, as in `one, two]`."""
    sign = unpaired(text)
    if sign not in _OPENING or not text.rstrip().endswith(sign):
        return None
    words = re.sub(r"\s*;\s*", ", ", text.rstrip("]},; \n").replace("\n", " "))
    keys = sign == "}" and ": " in words
    message = f"“{sign}” closes a {'set of keys' if keys else 'list'} here that nothing opens"
    meant = f"{{{words}}}" if keys else f"[{words}]"
    return Diagnosis(message, f"Write {meant}, or take out the “{sign}”.", (sign,))


def in_flow(key: str, value: str) -> Diagnosis | None:
    """Explain what is wrong with the brackets of a value that YAML cannot read.

    The key is given where it would belong into the brackets, as in `- theme: one, place: two}`.
    """
    closing = _PARTNERS.get(value[:1])
    if closing is None:
        if _QUOTED_LIST.match(value):
            return Diagnosis("these texts are a list without brackets", f"Write [{value}].")
        return list_without_its_beginning(f"{key}{value}" if value.endswith("}") else value)
    sign, rest = unpaired(value), _behind_the_first(value)
    if not value.endswith(closing) and rest not in _OPENING:
        return Diagnosis(
            f"“{value[0]}” at the beginning opens a list of values, and no “{closing}” ends this "
            "line",
            f"If it is a list, close it with “{closing}”; if not, put the whole text in quotes.",
            (value[0], closing),
        )
    if value.count('"') % 2:
        return None  # the quotation mark that was lost says more than what stands behind it
    if sign in _OPENING:
        hint = f"Take it out, or write the “{_OPENING[sign]}” that belongs to it."
        return Diagnosis(f"there is one “{sign}” too many on this line", hint, (sign,))
    if rest:
        hint = "Write one list in one pair of brackets, or put the whole text in quotes."
        return Diagnosis(f"“{rest}” comes after the end of a list", hint, (rest,))
    return None if sign else _without_a_comma(value)


_QUOTED_LIST: Final = re.compile(r"(\"[^\"]*\"\s*,\s*)+\"[^\"]*\"\Z")
_COMMA_MISSING: Final = re.compile(r"[^,{\[:\s]\s+(?P<key>[\w-]+:)\s")


def _without_a_comma(value: str) -> Diagnosis | None:
    """Explain that a key between brackets, which are all in pairs, has no comma before it."""
    if match := _COMMA_MISSING.search(value):
        message = f"there is no comma before “{match['key']}”"
        hint = "Write one; if that is no key, put the text around it in quotes."
        return Diagnosis(message, hint, (match["key"],))
    return None


def _behind_the_first(value: str) -> str:
    """Return what stands behind the bracket that closes the first one."""
    depth = 0
    for match in _SIGN.finditer(value):
        depth += (match[0] in _PARTNERS) - (match[0] in _OPENING)
        if not depth:
            return value[match.end() :].strip()
    return ""
