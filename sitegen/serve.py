"""Shows the site on this machine, and builds it again at every save."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from livereload import Server

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.pipeline import Request

HOST: Final = "127.0.0.1"
"""Only this machine can see what is being written."""

_DELAY: Final = 0.1
"""Seconds from a build to the reload, so that a browser never meets a half-written page."""


def serve(request: Request, port: int, build: Callable[[Request], int]) -> int:
    """Build, serve the output folder and build again whenever a source changes."""
    build(request)
    server = Server()
    for folder in (request.content, request.templates, request.assets):
        server.watch(str(folder), lambda: build(request), delay=_DELAY)
    print(f"Showing the site at http://{HOST}:{port}/ (stop with Ctrl+C)")
    server.serve(port=port, host=HOST, root=str(request.output), open_url_delay=None)
    return 0
