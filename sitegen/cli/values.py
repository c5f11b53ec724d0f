"""How the values of options are written, and what they mean."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from sitegen.cli.folders import CONTENT, PIN

_LAST_PORT: Final = 65_535


def content(text: str) -> Path:
    """Take a folder of content, or the folder of a site that holds one."""
    folder = Path(text)
    inside = folder / CONTENT.name
    of_a_site = (folder / PIN).is_file() or (inside / "site.yml").is_file()
    return inside if of_a_site else folder


def pair(text: str) -> tuple[str, str]:
    """Return a field and its value; raises ArgumentTypeError."""
    name, sign, value = text.partition("=")
    if not sign:
        message = f"“{text}” is not FIELD=VALUE; write it like title=Cookies"
        raise argparse.ArgumentTypeError(message)
    return name.strip(), value.strip()


def moment(text: str) -> datetime:
    """Return a moment, without its zone; raises ArgumentTypeError."""
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M")  # noqa: DTZ007 - the zone is added at the gate
    except ValueError:
        message = f"“{text}” is not a moment; write it like 2026-11-22T09:00"
        raise argparse.ArgumentTypeError(message) from None


def base(text: str) -> str:
    """Return the address of a site; raises ArgumentTypeError."""
    parts = urlsplit(text)
    is_base = parts.scheme in {"https", "http"} and parts.netloc and not parts.path.strip("/")
    if text and not is_base:
        message = f"“{text}” is not the address of a site; write it like https://www.example.org"
        raise argparse.ArgumentTypeError(message)
    return text


def count(text: str) -> int:
    """Return a number of processes; raises ArgumentTypeError."""
    if not text.isdecimal() or not int(text):
        message = f"“{text}” is not a number of processes; write one such as 2"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def port(text: str) -> int:
    """Return the number of a port; raises ArgumentTypeError."""
    if not text.isdecimal() or int(text) > _LAST_PORT:
        message = f"“{text}” is not a port; write a number such as 8000"
        raise argparse.ArgumentTypeError(message)
    return int(text)
