"""Cures as somebody follows them in a browser, who sees fields and buttons, no files and lines."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from sitegen.models import COLLECTIONS, describe
from sitegen.output.admin import fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.models.describe import Field, Kind

_WITHDRAW: Final = re.compile(r"Run “python3 build\.py withdraw (?!document:)[^”]*”\.")
_ALONG: Final = "Press “Take down what is about it too” above this list."
_NEW: Final = re.compile(
    r"(?P<begin>[Bb]egin (?:it|one))(?: with|:) “?python3 build\.py new (?P<kind>[\w-]+)"
    r"(?P<set>(?: --set \w+=[\w-]+)*)”?"
)
_SET: Final = re.compile(r"--set (\w+)=([\w-]+)")
_RUN: Final = re.compile(
    r"([Rr])un(?: “(python3 build\.py [^”]+)”|: (python3 build\.py [\w -]*\w))"
)
_FILE: Final = re.compile(r"\b([a-z]+)\.yml")
_ITEM: Final = re.compile(r"(?:(?:: {1,2}| as in {2})(\w+):)?(?: {2}- | \[)\{([^{}\[\]]*)\}\]?\.?")
_PAIR: Final = re.compile(r"(\w+): ([^,]+)")
_EXAMPLE: Final = re.compile(r"as in {2}(\w+): ([^\s,;]+)")
_VALUE: Final = re.compile(r"“(\w+): ([^”]+)”")
_NAME: Final = re.compile(r"“(\w+)(:?)”")


def on_screen(cure: str) -> str:
    """Return a cure that names fields, buttons and people in place of lines and commands."""
    cure = _WITHDRAW.sub(_ALONG, cure)
    cure = _NEW.sub(_begun, cure)
    return in_its_names(_RUN.sub(_asked, cure))


def in_its_names(text: str) -> str:
    """Return a text that calls fields and lists by the names that they have on the screen."""
    text = _ITEM.sub(_filled, text)
    text = _EXAMPLE.sub(_chosen, text)
    text = _VALUE.sub(_chosen, text)
    text = _NAME.sub(_named, text)
    return _FILE.sub(_listed, text)


def _begun(match: re.Match[str]) -> str:
    kind = next((k for k in describe.kinds() if k.name == match["kind"]), None)
    if kind is None:
        return match[0]
    given = [_under(word, name) for name, word in _SET.findall(match["set"])]
    filled = f", with {' and '.join(given)}" if given else ""
    return f"{match['begin']} {_place(kind)}{filled}"


def _place(kind: Kind) -> str:
    act = "New" if kind.is_folder else "Add"
    return f"here: open {fields.label(kind.collection)} and press {act}"


def _under(word: str, name: str) -> str:
    return f"“{word}” under “{'Slug' if name == 'id' else fields.label(name)}”"


def _asked(match: re.Match[str]) -> str:
    ask = "Ask" if match[1] == "R" else "ask"
    return f"{ask} whoever looks after the site to run “{match[2] or match[3]}”"


def _filled(match: re.Match[str]) -> str:
    pairs = ", ".join(_under(word, name) for name, word in _PAIR.findall(match[2]))
    named = f" under “{fields.label(match[1])}”:" if match[1] else ""
    return f"{named} {pairs}."


def _chosen(match: re.Match[str]) -> str:
    return _under(match[2], match[1]) if match[1] in _field_names() else match[0]


def _named(match: re.Match[str]) -> str:
    is_field = match[1] in _field_names() and (match[2] or "_" in match[1])
    return f"“{fields.label(match[1])}”" if is_field else match[0]


def _listed(match: re.Match[str]) -> str:
    known = match[1] in COLLECTIONS or match[1] in describe.SINGLES
    return fields.label(match[1]) if known else match[0]


@cache
def _field_names() -> frozenset[str]:
    """Return the names of all fields of all kinds."""
    kinds = (*describe.kinds(), *describe.settings())
    return frozenset(name for kind in kinds for name in _names(kind.fields))


def _names(some: Iterable[Field]) -> Iterator[str]:
    for one in some:
        yield one.name
        yield from _names(one.parts)
