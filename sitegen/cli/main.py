"""Dispatches a command and returns its exit status."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Final

from sitegen.cli import arguments, exit_codes

COMMANDS: Final[Mapping[str, str]] = {
    "build": "build.build",
    "check": "build.check",
    "clean": "clean.command",
    "clock": "deadlines.command",
    "host": "host.command",
    "new": "new.command",
    "move": "move.command",
    "pdf": "build.pdf",
    "protect": "protect.command",
    "report": "report.command.command",
    "schema": "schema.command",
    "serve": "serve.command.command",
    "verify": "verify.command.command",
    "withdraw": "withdraw.command",
}
"""Each command, and where in this folder it is; one command loads no other."""


def main(argv: Sequence[str]) -> int:
    """Carry out a command and give the exit code: 0 fine, 1 content, 2 usage, 3 our fault."""
    try:
        options = arguments.read(argv)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else exit_codes.WRONG_USAGE
    options.arguments = argv
    module, _, name = COMMANDS[options.command].rpartition(".")
    command: Callable[[argparse.Namespace], int] = getattr(
        import_module(f"sitegen.cli.{module}"), name
    )
    return command(options)
