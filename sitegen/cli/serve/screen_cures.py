"""Cures as somebody follows them in a browser, where no command can be typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.models import describe
from sitegen.output.admin import fields

if TYPE_CHECKING:
    from sitegen.models.describe import Kind

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


def on_screen(cure: str) -> str:
    """Return a cure that names a button or a person in place of a command."""
    cure = _WITHDRAW.sub(_ALONG, cure)
    cure = _NEW.sub(_begun, cure)
    return _RUN.sub(_asked, cure)


def _begun(match: re.Match[str]) -> str:
    kind = next((one for one in describe.kinds() if one.name == match["kind"]), None)
    if kind is None:
        return match[0]
    given = [f"“{word}” under {_label(name)}" for name, word in _SET.findall(match["set"])]
    filled = f", with {' and '.join(given)}" if given else ""
    return f"{match['begin']} {_place(kind)}{filled}"


def _place(kind: Kind) -> str:
    act = "New" if kind.is_folder else "Add"
    return f"here: open {fields.label(kind.collection)} and press {act}"


def _label(name: str) -> str:
    return "Slug" if name == "id" else fields.label(name)


def _asked(match: re.Match[str]) -> str:
    ask = "Ask" if match[1] == "R" else "ask"
    return f"{ask} whoever looks after the site to run “{match[2] or match[3]}”"
