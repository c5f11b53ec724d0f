"""One table of requests to a built site, with the answers that every server owes."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

if TYPE_CHECKING:
    from http.client import HTTPConnection, HTTPResponse

# A table of our own: what browsers are told, not what the program under test says.
TYPES: Final = {
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "ico": "image/x-icon",
    "ics": "text/calendar; charset=utf-8",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "webmanifest": "application/manifest+json; charset=utf-8",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml; charset=utf-8",
    "yml": "text/yaml; charset=utf-8",
}
UNSERVED: Final = {"_headers", "_redirects", ".htaccess"}
GONE_TO: Final = "/about/"


@dataclass(frozen=True, slots=True)
class Case:
    """A request, and what must come back; what is None or empty is not looked at."""

    url: str
    status: tuple[int, ...]
    method: str = "GET"
    asked: Mapping[str, str] = field(default_factory=dict)
    location: str | None = None
    kind: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    unsent: tuple[str, ...] = ()
    body: bytes | None = None

    def wrong(self, line: HTTPConnection) -> str:
        """Ask, and say in one line what is not as it must be."""
        line.request(self.method, self.url, headers=dict(self.asked))
        found = line.getresponse()
        body = found.read()
        if found.headers.get("Content-Encoding") == "gzip":
            body = zlib.decompress(body, wbits=31)
        told = list(self._differences(found, body, f"http://{line.host}:{line.port}"))
        return f"{self.method} {self.url} {dict(self.asked)}: {'; '.join(told)}" if told else ""

    def _differences(self, found: HTTPResponse, body: bytes, origin: str) -> Iterator[str]:
        if found.status not in self.status:
            yield f"status {found.status} and not {self.status}"
        # A server may write the whole address; to browsers both are the same.
        leads = found.headers.get("Location", "").removeprefix(origin)
        if self.location is not None and leads != self.location:
            yield f"leads to {leads} and not {self.location}"
        kind = found.headers.get("Content-Type", "").lower()
        if self.kind and kind != self.kind:
            yield f"type {kind} and not {self.kind}"
        for name, value in self.headers.items():
            if found.headers.get_all(name) != [value]:
                yield f"{name}: {found.headers.get_all(name)} and not {value}"
        if foreign := [name for name in self.unsent if name in found.headers]:
            yield f"{foreign} should not be sent"
        if self.body is not None and body != self.body:
            yield f"a body of {len(body)} bytes and not {len(self.body)}"


@dataclass(frozen=True, slots=True)
class Site:
    """A built site, read without any of our own code."""

    folder: Path
    record: Mapping[str, Any]

    @classmethod
    def of(cls, folder: Path) -> Site:
        """Read a site by its record."""
        return cls(folder, json.loads((folder / "build.json").read_bytes()))

    def headers(self, url: str) -> dict[str, str]:
        """Return the headers that an address must be sent with."""
        told = self.record["headers"]
        best = max(
            (place for place in told["places"] if url.startswith(place)), key=len, default=""
        )
        return {**told["everywhere"], **(told["places"][best] if best else told["pages"])}

    @property
    def missing(self) -> dict[str, Any]:
        """Return what is owed where nothing is, as arguments of a case."""
        foreign = {name for place in self.record["headers"]["places"].values() for name in place}
        sent = self.headers("/404.html")
        return {
            "status": (404,),
            "kind": TYPES["html"],
            "headers": sent,
            "unsent": tuple(sorted(foreign - sent.keys())),
            "body": (self.folder / "404.html").read_bytes(),
        }


def cases(folder: Path) -> list[Case]:
    """Return the whole table for a site."""
    site = Site.of(folder)
    files = [path for path in site.record["files"] if path not in UNSERVED]
    return [
        *(_file(site, path) for path in files),
        *(case for path in files for case in _without_slash(path)),
        *(case for one in site.record["redirects"] for case in _moved(site, one)),
        *_nothing(site),
        *_odd(site),
        *_parts(site, files),
    ]


def url_of(path: str) -> str:
    """Return the address of a file."""
    return "/" + quote(path.removesuffix("index.html") if path.endswith("index.html") else path)


def _file(site: Site, path: str) -> Case:
    """Every file answers with its bytes, its type and the headers of its folder."""
    kind = TYPES.get(path.rpartition(".")[2], "application/octet-stream")
    sent, data = site.headers(url_of(path)), (site.folder / path).read_bytes()
    return Case(url_of(path), (200,), kind=kind, headers=sent, body=data)


def _without_slash(path: str) -> Iterator[Case]:
    """A page asked for without its last slash leads to itself; what follows “?” goes along."""
    if path.endswith("/index.html"):
        page = url_of(path)
        yield Case(page.rstrip("/"), (301,), location=page)
        yield Case(f"{page[:-1]}?from=a%20letter", (301,), location=f"{page}?from=a%20letter")


def _moved(site: Site, one: list[Any]) -> Iterator[Case]:
    """An old address leads on, with and without its last slash, and keeps what follows “?”."""
    path, below, query, target, anchor, status = one
    # Servers can be told neither of a query nor of what is no letter.
    if query or "\n" in path or any("\ud800" <= letter <= "\udfff" for letter in path):
        return
    old = quote(path, safe="/:@!$&'()*+,;=~")
    sent = site.record["headers"]["everywhere"]
    asked = "" if "?" in target else "?from=a%20letter&b=1"
    for url in (old, f"{old}/", *((f"{old}/a/b.pdf",) if below else ())):
        yield Case(url, (status,), location=target + anchor, headers=sent)
    yield Case(f"{old}?from=a%20letter&b=1", (status,), location=target + asked + anchor)
    yield Case(old, (status,), method="HEAD", location=target + anchor, body=b"")


def _nothing(site: Site) -> Iterator[Case]:
    """Where nothing is, the site's own page says so, with the headers of that page."""
    for url in (
        *("/nothing/here/", "/nothing", "/nothing.css", "/nothing.pdf", "/a.b.c", "/none.php"),
        *("/assets/", "/assets/none.js", "/data/none.csv", "/files/none.pdf", "/images/none.png"),
        *("/search/none/", "/search/none.js", "/about/none", "/about/none.html"),
        *("/_headers", "/_redirects", "/.git/config", "/.unfinished/index.html"),
        *("/about/.hidden", "/.well-known/none", "/_headers?x", "/%5fheaders", "/About/", "/ABOUT"),
        *("/%C5%B7", "/%ff%fe", "/about;a=b", "/about/index.html/", "/feed.xml/", "/about/x/y/z"),
        *(f"/{'long/' * 300}", "/$", "/%24%7Bx%7D", "/%7Bpath%7D", "/%22", "/'"),
        *("/about%20", "/%20about/", "/about/%5c", "/about.html", "/index"),
    ):
        yield Case(url, **site.missing)
    # Apache refuses these before it looks at any rule of ours.
    for url in ("/.htaccess", f"/{'a' * 300}"):
        yield Case(url, (403, 404))
    yield Case("/nothing/", (404,), method="HEAD", kind=TYPES["html"], body=b"")


def _odd(site: Site) -> Iterator[Case]:
    """Addresses as only machines write them, and requests that are no readers'."""
    html = TYPES["html"]
    home, about = ((site.folder / path).read_bytes() for path in ("index.html", "about/index.html"))
    for url in ("/", "/?", "/?x", "/index.html", "/?x=%00", "/?q=%3Cscript%3E&a=%22"):
        yield Case(url, (200,), kind=html, headers=site.headers("/"), body=home)
    for url in (
        *("/about/", "/about/?", "/about/?a=b&c=%20", "/about/index.html", "/%61bout/"),
        *("/about/?x=../../", "/about/?//", "/abou%74/index%2Ehtml"),
    ):
        yield Case(url, (200,), kind=html, headers=site.headers("/about/"), body=about)
    # An invalid address is refused or not found, and never anything else.
    for url in ("/%", "/about/%zz", "/%00", "/about/%00.html"):
        yield Case(url, (400, 404))
    for url in ("/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc%2fpasswd"):
        yield Case(url, (400, 404))
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        yield Case("/about/", (405,), method=method, asked={"Content-Length": "0"})


def _parts(site: Site, files: list[str]) -> Iterator[Case]:
    """One file of each kind: only its head, a part of it, compressed, or not again."""
    of_kind = {
        path.rpartition(".")[2]: path for path in files if (site.folder / path).stat().st_size > 40
    }
    for end, path in of_kind.items():
        url, data = url_of(path), (site.folder / path).read_bytes()
        sent, kind = site.headers(url), TYPES.get(end, "application/octet-stream")
        yield Case(url, (200,), method="HEAD", kind=kind, headers=sent, body=b"")
        zipped = {"Accept-Encoding": "gzip"}
        yield Case(url, (200,), asked=zipped, kind=kind, headers=sent, body=data)
        some = {**sent, "Content-Range": f"bytes 0-9/{len(data)}"}
        yield Case(url, (206,), asked={"Range": "bytes=0-9"}, headers=some, body=data[:10])
        last = {"Range": "bytes=-5"}
        yield Case(url, (206,), asked=last, headers=sent, body=data[-5:])
        beyond = {"Range": f"bytes={len(data)}-"}
        yield Case(url, (416,), asked=beyond)
        later = {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}
        yield Case(url, (200, 304), asked=later)
        earlier = {"If-Modified-Since": "Sat, 01 Jan 2000 00:00:00 GMT"}
        yield Case(url, (200,), asked=earlier, body=data)


def kept_copy(line: HTTPConnection, url: str) -> str:
    """Ask twice, the second time with what the first answer named; say what is wrong."""
    line.request("GET", url)
    first = line.getresponse()
    first.read()
    tag = first.headers.get("ETag", "")
    line.request("GET", url, headers={"If-None-Match": tag})
    second = line.getresponse()
    body = second.read()
    if not tag or second.status != 304 or body:
        return f"{url}: ETag {tag!r}, then status {second.status} with {len(body)} bytes"
    return ""
