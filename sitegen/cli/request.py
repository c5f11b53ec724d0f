"""A request for a build, from the arguments, the environment and the clock."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

from sitegen.cache import store
from sitegen.cli import folders
from sitegen.pipeline.request import Request

_WINDOWS: Final = os.name == "nt"

KEY: Final = "SITEGEN_KEY"
"""The environment variable that holds the key of the protected names on the host."""

CONTEXT: Final = "CONTEXT"
"""The environment variable in which the host says what it builds."""

KEY_FILE: Final = folders.SITE / ".sitegen-key"
"""The file that holds it on the officer’s machine; git ignores it."""

SHORTEST_KEY: Final = 16
"""Characters that a key must have, so that it cannot be guessed."""


def request_of(options: argparse.Namespace) -> Request:
    return Request(
        content=options.content,
        output=options.output,
        templates=folders.HERE / "templates",
        assets=folders.HERE / "assets",
        moment=options.now or now(),
        base_url=options.base_url,
        jobs=options.jobs,
        preview=options.preview,
        noindex=options.noindex,
        key=key_of(os.environ.get(KEY, ""), KEY_FILE),
        require_key=options.require_key,
        editing=options.command not in {"build", "pdf"},
        guide=folders.HERE / "docs" / "editors",
        writing=options.command in {"build", "pdf", "serve"},
        recording=options.command in {"build", "pdf"} and options.now is None,
    )


def cached_request(options: argparse.Namespace) -> Request:
    """Ask for a build that knows what the last one worked out."""
    request = request_of(options)
    tell = partial(print, file=sys.stderr)
    return replace(request, memo=store.load(cache_folder(request), tell))


def cache_folder(request: Request) -> Path:
    """Return the folder in which one run leaves what the next can use."""
    return request.content.resolve().parent / store.FOLDER


def now() -> datetime:
    """Return the moment, to the minute; its date is that of this machine’s clock."""
    # By way of UTC: for a time without a zone Python looks a day ahead, which may be no day.
    return datetime.now(UTC).astimezone().replace(second=0, microsecond=0)


def key_of(given: str, key_file: Path) -> bytes | None:
    """Return the key from the environment or from the file that git ignores."""
    text = given or (key_file.read_text(encoding="utf-8") if key_file.is_file() else "")
    key = text.strip()
    return key.encode() if len(key) >= SHORTEST_KEY else None


def has_colours() -> bool:
    """Return whether both streams are a terminal that shows colours (see no-color.org)."""
    terminal = sys.stdout.isatty() and sys.stderr.isatty()
    # The old console of Windows shows their codes instead.
    knows = not _WINDOWS or "WT_SESSION" in os.environ or "TERM" in os.environ
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return terminal and knows and wanted
