"""Shows the site on this machine, and builds it again at every save."""

from __future__ import annotations

import asyncio
import json
import logging
import mimetypes
import os
import socket
import threading
import time
from collections import deque
from contextlib import suppress
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler, StaticFileHandler
from tornado.ioloop import IOLoop
from tornado.routing import HostMatches
from tornado.web import Application, HTTPError
from tornado.websocket import WebSocketHandler

from sitegen.cache import store
from sitegen.cli import errors
from sitegen.cli.request import has_colours
from sitegen.cli.serve import overlay, watch
from sitegen.issues import formats
from sitegen.issues.issue import Severity
from sitegen.output.early import PreviewListener
from sitegen.output.hosts.rules import FINGERPRINTED, FOR_EVER
from sitegen.output.search_words import FILES
from sitegen.pipeline import build as pipeline
from sitegen.pipeline import report

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sitegen.issues.issue import Issue
    from sitegen.output.assets import Output
    from sitegen.pipeline.report import Report
    from sitegen.pipeline.request import Request
    from sitegen.site.site import Site

HOST: Final = "127.0.0.1"
"""Only this machine can see what is being written."""

_NAMES: Final = r"127\.0\.0\.1|localhost"
"""The names of this machine; a site on the internet that points its own name here gets nothing."""

_TRIES: Final = 20
"""Ports that are tried, one after another, where the wanted one is taken."""

_OPEN_PAGES: Final = 5
"""Pages that were looked at last, and are made before all others."""

_PATIENCE: Final = 0.3
"""Seconds that building waits for a browser to load the page that it is shown early."""


Answers = list[tuple[Any, ...]]
"""What answers at which address, as tornado takes it."""


EDITING: Final = "/edit/"
"""Where the editing screen and the site stand side by side."""


def nothing_more(_desk: DevServer) -> Answers:
    """Return nothing that answers besides the pages."""
    return []


class _Overtaken(Exception):
    """Raised in the middle of a build when something newer was saved: it is built instead."""


class DevServer:
    """What is shown and how it is built; the thread that builds hands its news to the server."""

    def __init__(
        self,
        ask: Callable[[], Request],
        cache: Path,
        *,
        coloured: bool,
        call: Callable[[], object] = lambda: None,
    ) -> None:
        """Prepare builds that are each asked for anew.

        What calls the open pages to load themselves again is called from another thread.
        """
        self.ask = ask
        self.coloured = coloured
        self.call = call
        self.cache = cache
        self.memo = store.load(cache, print)
        self.memo.before_each = self.give_way
        self.told: tuple[Issue, ...] = ()
        self.panel = ""
        self.pages: dict[str, str] = {}
        """The address of each record that has one, by its collection and its name."""

        self.looked_at: deque[str] = deque(maxlen=_OPEN_PAGES)
        self.version = 0
        self.shown: dict[str, int] = {}
        self.early: Mapping[str, bytes] = {}
        self.searching = False
        """Whether the next build makes the index of the search, which few saves are for."""

        self.indexed = threading.Event()

        self.saved = threading.Event()
        self.begun = threading.Event()
        self.done = threading.Event()
        self.loaded = threading.Event()

    def work(self) -> None:
        """Build now, and again after each save."""
        self.begin()
        while self.saved.wait():
            self.build()

    def begin(self) -> None:
        """Build until all is well for the first time, and keep for the next start what it took."""
        while not self.build():
            self.saved.wait()
        if self.memo.changed:
            # A disk that is full or read only costs the next start time and nothing else.
            with suppress(OSError):
                store.save(self.cache, self.memo)

    def give_way(self) -> None:
        """Leave a build for a newer one; nothing is written before its end."""
        if self.saved.is_set():
            raise _Overtaken

    def build(self) -> bool:
        """Build, whatever may happen: the desk stays open through every fault.

        Say whether all is well.
        """
        begun = time.perf_counter()
        self.saved.clear()
        # First what is looked at can be shown, then everything.
        self.begun.clear()
        self.done.clear()
        self.early = {}
        onlooker = PreviewListener(frozenset(self.looked_at), self.show, self.meet)
        searching = self.searching
        request = replace(self.ask(), memo=self.memo, onlooker=onlooker, searching=searching)
        panel = ""
        try:
            result = pipeline.build(request)
        except _Overtaken:
            return False
        except Exception as fault:  # noqa: BLE001 - who writes must not lose the server
            words = errors.told(fault)
            panel = overlay.trouble(words)
        else:
            words = self.news(result, request.content).rstrip()
            if faults := [one for one in result.issues if one.severity is Severity.ERROR]:
                panel = overlay.faults(formats.shown(faults, request.content))
        print(f"{words} ({time.perf_counter() - begun:.2f} seconds)", flush=True)
        self.settle(panel)
        if searching:
            self.searching = False
            self.indexed.set()
        return not panel

    def meet(self, site: Site) -> None:
        """Note where each record is shown."""
        named = ((f"{one.collection}/{one.id}", one.item.url) for one in site.records)
        self.pages = {name: url for name, url in named if url}

    def show(self, outputs: Sequence[Output]) -> None:
        """Show the pages that are being looked at, before all others are made."""
        self.early = {output.path: output.data for output in outputs}
        self.panel = ""
        self.begun.set()
        self.loaded.clear()
        self.reload()
        # Two threads of one Python take turns: the browser is served before building goes on.
        if LiveReloadHandler.waiters:
            self.loaded.wait(_PATIENCE)

    def settle(self, panel: str) -> None:
        """Go over to what was written, with a panel over it if something is wrong."""
        shown_already = bool(self.early) and not panel
        self.panel, self.early = panel, {}
        self.begun.set()
        self.done.set()
        if not shown_already:
            self.reload()

    def index(self) -> None:
        """Build once more, this time with the index of the search, and wait for it."""
        self.indexed.clear()
        self.searching = True
        self.saved.set()
        self.indexed.wait()

    def reload(self) -> None:
        """Ask every open page to load itself again."""
        self.version += 1
        self.call()

    def outdated(self, path: str) -> bool:
        """Return whether a page was loaded before something newer was there."""
        return self.shown.get(path, self.version) < self.version

    def news(self, result: Report, content: Path) -> str:
        """Tell everything that was found, or the numbers alone if it was all told before."""
        again = self.told == result.issues and not result.errors
        self.told = result.issues
        if again:
            return report.closing(result)
        return report.as_text(result, content, coloured=self.coloured)


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
    found = free_port(port)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    call = partial(loop.call_soon_threadsafe, _tell_all)
    desk = DevServer(ask, cache, coloured=has_colours(), call=call)
    # What is saved during the first build is not missed: looking begins before building.
    request = ask()
    folders = (request.content, request.templates, request.assets, request.guide)
    watched = tuple(folder for folder in folders if folder)
    for act in (partial(watch.watch, watched, desk.saved.set), desk.work):
        threading.Thread(target=act, daemon=True).start()
    with suppress(KeyboardInterrupt):
        desk.done.wait()
        _show(desk, port, found, more(desk))
    return 0


def _show(desk: DevServer, wanted: int, found: int, more: Answers) -> None:
    """Show what is built until somebody stops it."""
    logging.getLogger("tornado.access").disabled = True
    shared = {"desk": desk}
    files = {"path": str(desk.ask().output), "default_filename": "index.html"}
    answers = [
        (r"/livereload", type("Channel", (_Channel,), shared)),
        (r"/livereload\.js", LiveReloadJSHandler),
        *more,
        (r"/(.*)", type("Pages", (_Pages,), shared), files),
    ]
    Application([(HostMatches(_NAMES), answers)]).listen(found, address=HOST)
    if wanted not in {0, found}:
        print(f"Port {wanted} is taken by another program.")
    if more:
        print(f"Edit everything at http://{HOST}:{found}{EDITING}", flush=True)
    print(f"Showing the site at http://{HOST}:{found}/ (stop with Ctrl+C)", flush=True)
    IOLoop.current().start()


_GUIDE: Final = "/guide/"
_RELOAD: Final = {"command": "reload", "path": "*", "liveCSS": False}


def _tell_all() -> None:
    for open_page in LiveReloadHandler.waiters.copy():
        open_page.send_message(_RELOAD)


class _Channel(LiveReloadHandler):  # type: ignore[misc] # livereload tells no types
    """The line to an open page; livereload's own watcher looks every 800 ms and is not used."""

    desk: DevServer

    def check_origin(self, origin: str) -> bool:
        """Let in the pages that are shown here, and no page of another site."""
        return WebSocketHandler.check_origin(self, origin)

    def on_message(self, message: str) -> None:
        """Answer a page that calls; one that was saved while it loaded must load again."""
        super().on_message(message)
        self.desk.loaded.set()
        path = urlsplit(json.loads(message).get("url", "")).path
        if self.desk.outdated(path):
            self.send_message(_RELOAD)


class _Pages(StaticFileHandler):  # type: ignore[misc] # livereload tells no types
    """The files of the output folder, with a panel over each page while something is wrong."""

    desk: DevServer

    async def get(self, path: str, include_body: bool = True) -> None:  # noqa: FBT001, FBT002 - tornado's own
        """Answer with a file, which is waited for as long as it may be out of date."""
        if "\0" in path:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        name = f"{path}index.html" if not path or path.endswith("/") else path
        if name.endswith(".html") and f"/{path}" not in self.desk.looked_at:
            self.desk.looked_at.append(f"/{path}")
        await asyncio.to_thread(self.desk.begun.wait)
        early = self.desk.early.get(name)
        if early is None:
            await asyncio.to_thread(self.desk.done.wait)
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
                await asyncio.to_thread(self.desk.index)
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
        self.desk.shown[self.request.path] = self.desk.version
        port = self.request.host.rpartition(":")[2]
        script = f'<script async src="/livereload.js?port={port}"></script>'
        # Whoever reads the guide looks up what the panel told.
        guide = self.request.path.startswith(_GUIDE)
        panel = overlay.folded(self.desk.panel) if guide else self.desk.panel
        self.finish(overlay.over(page, script + panel))


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
