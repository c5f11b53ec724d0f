"""Every command: what it does, its options, and the function that carries it out."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from sitegen.cli import options


class Command(NamedTuple):
    """What may be written after build.py."""

    words: str
    """What it does, for `--help`."""

    options: Callable[[argparse.ArgumentParser], None]
    function: str
    """Its module in this folder and its name there: one command loads no other."""


COMMANDS: Final[Mapping[str, Command]] = {
    "build": Command("build the site (what happens by default)", options.build, "build.build"),
    "check": Command("do all checks and write nothing", options.check, "build.check"),
    "serve": Command(
        "build, show it in a browser, build again at every save",
        options.serve,
        "serve.command.command",
    ),
    "clock": Command(
        "show what is due, for the officer’s eyes", options.clock, "deadlines.command"
    ),
    "protect": Command(
        "ask for names that must never be published", options.protect, "protect.command"
    ),
    "report": Command(
        "tell in plain English what would change for readers",
        options.report,
        "report.command.command",
    ),
    "new": Command(
        "begin a page, document, number …, with every field explained", options.new, "new.command"
    ),
    "move": Command(
        "rename a page or another record, with its links and redirect", options.move, "move.command"
    ),
    "withdraw": Command(
        "take down a review, and what is about it, in one act", options.withdraw, "withdraw.command"
    ),
    "schema": Command(
        "write what VS Code needs for completion and help", options.none, "schema.command"
    ),
    "pdf": Command(
        "build the site with PDFs of the handbook, reviews and briefings",
        options.with_jobs,
        "build.pdf",
    ),
    "clean": Command("remove metadata from copies of files", options.clean, "clean.command"),
    "verify": Command(
        "compare a site that is up with the record of its build",
        options.verify,
        "verify.command.command",
    ),
    "host": Command(
        "write what a host has to be told: headers, redirects, types", options.host, "host.command"
    ),
    "test": Command("run all tests; arguments go to pytest", options.none, ""),
}
