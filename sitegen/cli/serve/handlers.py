"""What the server answers: pages with a panel over them, and the line that calls open pages."""

from __future__ import annotations

import asyncio
import json
import mimetypes
from http import HTTPStatus
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler, StaticFileHandler
from tornado.web import HTTPError
from tornado.websocket import WebSocketHandler

from sitegen.cli.serve import overlay
from sitegen.cli.serve.dev_server import DevServer
from sitegen.output.hosts.rules import FINGERPRINTED, FOR_EVER
from sitegen.output.search_words import FILES

_GUIDE: Final = "/guide/"
_RELOAD: Final = {"command": "reload", "path": "*", "liveCSS": False}


def reload_pages() -> None:
    """Ask every open page to load itself again."""
    for open_page in LiveReloadHandler.waiters.copy():
        open_page.send_message(_RELOAD)


class ReloadChannel(LiveReloadHandler):  # type: ignore[misc] # livereload tells no types
    """The line to an open page; livereload's own watcher looks every 800 ms and is not used."""

    server: DevServer

    def check_origin(self, origin: str) -> bool:
        """Let in the pages that are shown here, and no page of another site."""
        return WebSocketHandler.check_origin(self, origin)

    def on_message(self, message: str) -> None:
        """Answer a page that calls; one that was saved while it loaded must load again."""
        super().on_message(message)
        self.server.loaded.set()
        path = urlsplit(json.loads(message).get("url", "")).path
        if self.server.outdated(path):
            self.send_message(_RELOAD)


class ShownPages(StaticFileHandler):  # type: ignore[misc] # livereload tells no types
    """The files of the output folder, with a panel over each page while something is wrong."""

    server: DevServer

    async def get(self, path: str, include_body: bool = True) -> None:  # noqa: FBT001, FBT002 - tornado's own
        """Answer with a file, which is waited for as long as it may be out of date."""
        if "\0" in path:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        name = f"{path}index.html" if not path or path.endswith("/") else path
        if name.endswith(".html") and f"/{path}" not in self.server.looked_at:
            self.server.looked_at.append(f"/{path}")
        await asyncio.to_thread(self.server.begun.wait)
        early = self.server.early.get(name)
        # A search page that is shown early could not find anything.
        if early is None or FILES.encode() in early:
            await asyncio.to_thread(self.server.done.wait)
            await self._written(path, include_body=include_body)
        elif name.endswith(".html"):
            self._page(early)
        else:
            self.set_header("Content-Type", mimetypes.guess_type(name)[0] or "text/plain")
            self.set_extra_headers(name)
            self.finish(early)

    async def _written(self, path: str, *, include_body: bool) -> None:
        self.path = self.parse_url_path(path)
        place = self.validate_absolute_path(self.root, self.get_absolute_path(self.root, self.path))
        if place is not None and not place.endswith(".html"):
            await super().get(path, include_body)
        elif place is not None:
            page = await asyncio.to_thread(Path(place).read_bytes)
            if FILES.encode() in page:
                # Somebody wants to search, so now the index is worth its time.
                await asyncio.to_thread(self.server.index)
                page = await asyncio.to_thread(Path(place).read_bytes)
            self._page(page)

    def write_error(self, status_code: int, **_: object) -> None:
        """Answer with the site's own page for what is not there."""
        place = Path(self.root, "404.html")
        page = place.read_bytes() if place.is_file() else b""
        words = HTTPStatus(status_code).phrase
        self._page(page or overlay.stand_in(words, "Nothing has been built here yet."))

    def compute_etag(self) -> None:
        """Let browsers keep nothing: what they would keep is being written."""

    def set_extra_headers(self, path: str) -> None:
        """Let browsers keep what has another name as soon as it has other bytes."""
        if path.startswith(FINGERPRINTED):
            self.set_header("Cache-Control", FOR_EVER)

    def _page(self, page: bytes) -> None:
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.set_header("Cache-Control", "no-store")
        self.server.shown[self.request.path] = self.server.version
        port = self.request.host.rpartition(":")[2]
        script = f'<script async src="/livereload.js?port={port}"></script>'
        # Whoever reads the guide looks up what the panel told.
        guide = self.request.path.startswith(_GUIDE)
        panel = self.server.panel
        panel = overlay.folded(panel) if guide else panel
        self.finish(overlay.over(page, script + panel))
