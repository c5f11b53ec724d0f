"""A small server that answers as the public host does: pretty addresses, redirects, headers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar
from urllib.parse import parse_qsl, unquote, urlsplit

# A table of our own, because the system's differs from machine to machine.
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".ics": "text/calendar; charset=utf-8",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
}
MOVED = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the host says to one request."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Redirect:
    """One line of `_redirects`."""

    pattern: re.Pattern[str]
    query: Mapping[str, str]
    to: str
    status: int
    forced: bool

    @classmethod
    def of(cls, line: str) -> Redirect:
        """Read one line: from, any query conditions, to, and the status if it is not 301."""
        source, *rest = line.split()
        query = {}
        while rest and "=" in rest[0] and not rest[0].startswith(("/", "http")):
            name, _, value = rest.pop(0).partition("=")
            query[name] = value
        status = rest[1] if len(rest) > 1 else "301"
        return cls(
            pattern_of(source), query, rest[0], int(status.rstrip("!")), status.endswith("!")
        )

    def target(self, path: str, query: Mapping[str, str]) -> str | None:
        """Return where this rule leads from an address, or nothing if it does not apply."""
        matched = self.pattern.fullmatch(path)
        if not matched or self.query.keys() != query.keys() & self.query.keys():
            return None
        words = dict(matched.groupdict())
        for name, wanted in self.query.items():
            if wanted.startswith(":"):
                words[wanted[1:]] = query[name]
            elif wanted != query[name]:
                return None
        return re.sub(r":(\w+)", lambda word: words.get(word[1]) or word[0], self.to)


def pattern_of(path: str) -> re.Pattern[str]:
    """Turn a host's path with `*` and `:names` into a pattern; a last slash never matters."""
    star = path.endswith("*")
    body = re.escape(path.removesuffix("*").rstrip("/"))
    body = re.sub(r":(\w+)", r"(?P<\1>[^/]+)", body).replace(r"\*", ".*")
    return re.compile(body + (r"(?:/?(?P<splat>.*))" if star else "/?"))


@dataclass(frozen=True, slots=True)
class Host:
    """A built site, and the rules that its `_headers` and `_redirects` give."""

    folder: Path
    redirects: tuple[Redirect, ...]
    headers: tuple[tuple[re.Pattern[str], str, str], ...]

    @classmethod
    def of(cls, folder: Path) -> Host:
        """Read the rules of a built site."""
        redirects = tuple(Redirect.of(line) for line in lines_of(folder / "_redirects"))
        return cls(folder, redirects, tuple(header_rules(folder / "_headers")))

    def answer(self, address: str) -> Answer:
        """Return a request for an address."""
        parts = urlsplit(address)
        path = unquote(parts.path)
        rules = [(rule, rule.target(path, dict(parse_qsl(parts.query)))) for rule in self.redirects]
        fitting = [(rule, to) for rule, to in rules if to]
        for rule, to in fitting:
            if rule.forced:
                return self._follow(rule, to, parts.query)
        file = self._file(path)
        if file:
            return self._serve(path, file, 200)
        if self._file(f"{path}/"):
            return self._moved(path, f"{path}/", 301)
        for rule, to in fitting:
            return self._follow(rule, to, parts.query)
        return self._serve(path, self.folder / "404.html", 404)

    def _follow(self, rule: Redirect, to: str, query: str) -> Answer:
        if rule.status in MOVED:
            passed_on = f"?{query}" if query and not rule.query and "?" not in to else ""
            return self._moved(to, to + passed_on, rule.status)
        file = self._file(to)
        return self._serve(to, file or self.folder / "404.html", rule.status if file else 404)

    def _file(self, path: str) -> Path | None:
        """Find the file of an address; the rules themselves are never served."""
        wanted = (self.folder / path.lstrip("/")).resolve()
        if path.endswith("/"):
            wanted /= "index.html"
        inside = wanted.is_relative_to(self.folder.resolve())
        hidden = wanted.name in {"_headers", "_redirects"}
        return wanted if inside and not hidden and wanted.is_file() else None

    def _moved(self, path: str, to: str, status: int) -> Answer:
        return Answer(status, {**self._headers(path), "Location": to}, b"")

    def _serve(self, path: str, file: Path, status: int) -> Answer:
        body = file.read_bytes() if file.is_file() else b"Not found"
        kind = TYPES.get(file.suffix, "application/octet-stream")
        return Answer(status, {"Content-Type": kind, **self._headers(path)}, body)

    def _headers(self, path: str) -> dict[str, str]:
        return {name: value for rule, name, value in self.headers if rule.fullmatch(path)}


def lines_of(path: Path) -> list[str]:
    """Read a file of rules without its comments and empty lines."""
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return [line for line in text.splitlines() if line.strip() and line.strip()[0] != "#"]


def header_rules(path: Path) -> Iterator[tuple[re.Pattern[str], str, str]]:
    """Yield each header of `_headers` with the addresses that it is meant for."""
    pattern = re.compile("")
    for line in lines_of(path):
        if line[0].isspace():
            name, _, value = line.strip().partition(":")
            yield pattern, name, value.strip()
        else:
            pattern = pattern_of(line.strip())


class _Handler(BaseHTTPRequestHandler):
    host: ClassVar[Host]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        answer = self.host.answer(self.path)
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(answer.body)

    do_HEAD = do_GET  # noqa: N815 - the standard library finds it by this name

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named above us
        """Keep quiet: what matters is asserted."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a built site on this machine alone, and return its address without a last slash."""
    handler = type("Handler", (_Handler,), {"host": Host.of(folder)})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
