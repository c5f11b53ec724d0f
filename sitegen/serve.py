"""Shows the site on this machine, and builds it again at every save."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING, Final

from livereload import Server

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.pipeline import Request

HOST: Final = "127.0.0.1"
"""Only this machine can see what is being written."""

_DELAY: Final = 0.1
"""Seconds from a build to the reload, so that a browser never meets a half-written page."""

_TRIES: Final = 20
"""Ports that are tried, one after another, where the wanted one is taken."""


def serve(request: Request, port: int, build: Callable[[Request], int]) -> int:
    """Build, serve the output folder and build again whenever a source changes.

    Raises OSError if no port is free.
    """
    found = free_port(port)
    build(request)
    server = Server()
    for folder in (request.content, request.templates, request.assets):
        server.watch(str(folder), lambda: build(request), delay=_DELAY)
    if port not in {0, found}:
        print(f"Port {port} is taken by another program.")
    print(f"Showing the site at http://{HOST}:{found}/ (stop with Ctrl+C)", flush=True)
    server.serve(port=found, host=HOST, root=str(request.output), open_url_delay=None)
    return 0


def free_port(wanted: int) -> int:
    """Give the wanted port or the next one that is free; 0 means any. Raises OSError."""
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
