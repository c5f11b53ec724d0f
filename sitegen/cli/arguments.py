"""Reads what was written after build.py, and writes commands for others to type."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.cli.commands import COMMANDS
from sitegen.cli.folders import CONTENT, PIN, PUBLIC, SITE
from sitegen.issues.wording import MarkedPart, MarkedText, PartKind, build_command, changed

if TYPE_CHECKING:
    from sitegen.issues.issue import Issue


def read(arguments: Sequence[str]) -> argparse.Namespace:
    """Read what was written; argparse ends the program if it makes no sense."""
    options = _parser().parse_args(_with_command(arguments))
    if getattr(options, "output", SITE) is None:
        has_pin = (options.content.parent / PIN).is_file()
        options.output = options.content.parent / PUBLIC.name if has_pin else PUBLIC
    return options


def _with_command(arguments: Sequence[str]) -> list[str]:
    """Take “build” as meant where no command is given."""
    words = list(arguments)
    if not words or (words[0].startswith("-") and words[0] not in {"-h", "--help"}):
        return ["build", *words]
    return words


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py",
        description="Builds the site from content/ into public/.",
        epilog="Exit codes: 0 fine, 1 the content has errors, 2 wrong usage, 3 internal error.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        command.options(commands.add_parser(name, help=command.words))
    return parser


def of_this_site(text: str, content: Path) -> str:
    """Return words whose commands name the content folder they are about, if it is not the usual.

    Typed as they stand they would edit another site.
    """
    if content == CONTENT:
        return MarkedText.of(text)
    return changed(text, partial(_of_a_site, shlex.quote(str(content))))


def _of_a_site(folder: str, part: MarkedPart) -> MarkedPart | str:
    match part.kind, part.data:
        case PartKind.COMMAND, (phrase, "clean", path):
            return build_command(phrase, "clean", f"{folder}/{path.removeprefix('content/')}")
        case PartKind.COMMAND, (phrase, "new", kind, *words) if kind != "site":
            return build_command(phrase, "new", kind, "--content", folder, *words)
        case PartKind.COMMAND, (phrase, name, *words) if name not in {"new", "clean", "host"}:
            return build_command(phrase, name, "--content", folder, *words)
    return part


def cures_of_this_site(issues: Iterable[Issue], content: Path) -> tuple[Issue, ...]:
    """Return issues whose cures name the content folder, in whatever form they are told."""
    return tuple(replace(issue, hint=of_this_site(issue.hint, content)) for issue in issues)
