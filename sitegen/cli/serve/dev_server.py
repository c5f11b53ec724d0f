"""Builds at every save and says what is to be shown; the server asks it."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from livereload.handlers import LiveReloadHandler

from sitegen.cache import store
from sitegen.cli import arguments, errors
from sitegen.cli.serve import overlay
from sitegen.issues import formats
from sitegen.issues.issue import Issue, Severity
from sitegen.output.assets import Output
from sitegen.output.early import PreviewListener
from sitegen.pipeline import build as pipeline
from sitegen.pipeline import report
from sitegen.pipeline.report import Report
from sitegen.pipeline.request import Request
from sitegen.site.site import Site

_OPEN_PAGES: Final = 5
"""Pages that were looked at last, and are made before all others."""

_PATIENCE: Final = 0.3
"""Seconds that building waits for a browser to load the page that it is shown early."""


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
        self.issues: tuple[Issue, ...] = ()
        self.wrong: str | tuple[Issue, ...] = ""
        self.lay: Callable[[Sequence[Issue], Path], str] = _in_files
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
        """Build, whatever may happen: the server stays up through every fault.

        Say whether all is well.
        """
        begun = time.perf_counter()
        request = self.next_request()
        wrong: str | tuple[Issue, ...]
        try:
            result = pipeline.build(request)
        except _Overtaken:
            return False
        except Exception as fault:  # noqa: BLE001 - who writes must not lose the server
            words = wrong = errors.explained(fault)
        else:
            words = self.news(result, request.content).rstrip()
            wrong = tuple(one for one in result.issues if one.severity is Severity.ERROR)
        print(f"{words} ({time.perf_counter() - begun:.2f} seconds)", flush=True)
        self.settle(wrong)
        if request.searching:
            self.searching = False
            self.indexed.set()
        return not wrong

    @property
    def panel(self) -> str:
        """Return what lies over each page while something is wrong, or nothing."""
        if isinstance(self.wrong, str):
            return overlay.failure(self.wrong) if self.wrong else ""
        return self.lay(self.wrong, self.ask().content) if self.wrong else ""

    def next_request(self) -> Request:
        """Begin anew: first what is looked at can be shown, then everything."""
        self.saved.clear()
        self.begun.clear()
        self.done.clear()
        self.early = {}
        onlooker = PreviewListener(frozenset(self.looked_at), self.show, self.meet)
        return replace(self.ask(), memo=self.memo, onlooker=onlooker, searching=self.searching)

    def meet(self, site: Site) -> None:
        """Note where each record is shown."""
        named = ((f"{record.collection}/{record.id}", record.item.url) for record in site.records)
        self.pages = {name: url for name, url in named if url}

    def show(self, outputs: Sequence[Output]) -> None:
        """Show the pages that are being looked at, before all others are made."""
        self.early = {output.path: output.data for output in outputs}
        self.wrong = ""
        self.begun.set()
        self.loaded.clear()
        self.reload()
        # Two threads of one Python take turns: the browser is served before building goes on.
        if LiveReloadHandler.waiters:
            self.loaded.wait(_PATIENCE)

    def settle(self, wrong: str | tuple[Issue, ...]) -> None:
        """Go over to what was written, with a panel over it if something is wrong.

        That is why the site could not be made, or the faults of its content.
        """
        shown_already = bool(self.early) and not wrong
        self.wrong, self.early = wrong, {}
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
        """Report everything that was found, or the numbers alone if it was all told before."""
        again = self.issues == result.issues and not result.errors
        self.issues = result.issues
        if again:
            return report.closing(result)
        told = arguments.cures_of_this_site(result.issues, content)
        return report.as_text(replace(result, issues=told), content, coloured=self.coloured)


def _in_files(faults: Sequence[Issue], content: Path) -> str:
    """Return the panel for whoever edits files, whom it tells the same as the terminal."""
    told = arguments.cures_of_this_site(faults, content)
    return overlay.faults(formats.with_excerpts(told, content))
