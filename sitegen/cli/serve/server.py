"""Shows the site on this machine, and builds it again at every save."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Final

from livereload.handlers import LiveReloadJSHandler
from tornado.ioloop import IOLoop
from tornado.routing import HostMatches
from tornado.web import Application

from sitegen.cli.request import has_colours
from sitegen.cli.serve import watch
from sitegen.cli.serve.dev_server import DevServer
from sitegen.cli.serve.handlers import ReloadChannel, ShownPages, reload_pages
from sitegen.pipeline.request import Request

HOST: Final = "127.0.0.1"
"""Only this machine can see what is being written."""

_NAMES: Final = r"127\.0\.0\.1|localhost"
"""The names of this machine; a site on the internet that points its own name here gets nothing."""

_TRIES: Final = 20
"""Ports that are tried, one after another, where the wanted one is taken."""


Answers = list[tuple[Any, ...]]
"""What answers at which address, as tornado takes it."""


EDITING: Final = "/edit/"
"""Where the editing screen and the site stand side by side."""


def nothing_more(_desk: DevServer) -> Answers:
    """Return nothing that answers besides the pages."""
    return []


def serve(
    ask: Callable[[], Request],
    port: int,
    cache: Path,
    more: Callable[[DevServer], Answers] = nothing_more,
) -> int:
    """Build, show the output folder, and build again whenever a source changes.

    Each build is asked for anew, because time goes on. The cache is a folder for what the next
    start need not work out again. More may answer than the pages. Raises OSError if no port is
    free.
    """
    free = free_port(port)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    call = partial(loop.call_soon_threadsafe, reload_pages)
    server = DevServer(ask, cache, coloured=has_colours(), call=call)
    # What is saved during the first build is not missed: looking begins before building.
    request = ask()
    folders = (request.content, request.templates, request.assets, request.guide)
    watched = tuple(folder for folder in folders if folder)
    for act in (partial(watch.watch, watched, server.saved.set), server.work):
        threading.Thread(target=act, daemon=True).start()
    with suppress(KeyboardInterrupt):
        server.done.wait()
        _show(server, port, free, more(server))
    return 0


def _show(server: DevServer, wanted: int, free: int, more: Answers) -> None:
    """Show what is built until somebody stops it."""
    logging.getLogger("tornado.access").disabled = True
    shared = {"server": server}
    files = {"path": str(server.ask().output), "default_filename": "index.html"}
    answers = [
        (r"/livereload", type("Channel", (ReloadChannel,), shared)),
        (r"/livereload\.js", LiveReloadJSHandler),
        *more,
        (r"/(.*)", type("Pages", (ShownPages,), shared), files),
    ]
    Application([(HostMatches(_NAMES), answers)]).listen(free, address=HOST)
    if wanted not in {0, free}:
        print(f"Port {wanted} is taken by another program.")
    if more:
        print(f"Edit everything at http://{HOST}:{free}{EDITING}", flush=True)
    print(f"Showing the site at http://{HOST}:{free}/ (stop with Ctrl+C)", flush=True)
    IOLoop.current().start()


def free_port(wanted: int) -> int:
    """Return the wanted port or the next one that is free; 0 means any. Raises OSError."""
    for port in range(wanted, min(wanted + _TRIES, 65_536)):
        with socket.socket() as trial:
            # The server sets the same, so that a port that was free a moment ago can be used again.
            if os.name != "nt":
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((HOST, port))
            except OSError:
                continue
            return int(trial.getsockname()[1])
    message = f"no port from {wanted} on is free"
    raise OSError(message)
