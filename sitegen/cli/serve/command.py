"""The command serve: the site on this machine, and with --edit the screen beside it."""

from __future__ import annotations

import argparse
import gc
import sys

from sitegen.cli import exit_codes
from sitegen.cli.request import cache_folder, request_of
from sitegen.cli.serve import edit
from sitegen.cli.serve.server import nothing_more, serve


def command(options: argparse.Namespace) -> int:
    """Show the site on this machine and build it anew after each save."""
    gc.enable()
    try:
        # Of its own: previews would push out what the next build of the site can use.
        cache = cache_folder(request_of(options)) / "serve"
        # Whoever edits sees their drafts beside what they write.
        options.preview = options.preview or options.edit
        more = edit.answers if options.edit else nothing_more
        return serve(lambda: request_of(options), options.port, cache, more)
    except OSError as fault:
        print(f"The site cannot be shown: {fault}. Choose another with --port.", file=sys.stderr)
        return exit_codes.OUR_FAULT
