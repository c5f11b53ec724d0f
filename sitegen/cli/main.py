"""Dispatches a command and returns its exit status."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from importlib import import_module

from sitegen.cli import arguments, exit_codes
from sitegen.cli.commands import COMMANDS


def main(argv: Sequence[str]) -> int:
    """Carry out a command and give the exit code: 0 fine, 1 content, 2 usage, 3 our fault."""
    try:
        options = arguments.read(argv)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else exit_codes.WRONG_USAGE
    options.arguments = argv
    module, _, name = COMMANDS[options.command].function.rpartition(".")
    command: Callable[[argparse.Namespace], int] = getattr(
        import_module(f"sitegen.cli.{module}"), name
    )
    return command(options)
