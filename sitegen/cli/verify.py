"""Compares a site that is up with the record of its build, byte by byte."""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from sitegen.cli import exit_codes
from sitegen.cli.request import ZONE, now
from sitegen.issues.issue import Issue, Origin
from sitegen.output.netlify import BUILD_RECORD, EVERYWHERE, HEADERS, REDIRECTS
from sitegen.site import gate, reading

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime
    from http.client import HTTPMessage
    from typing import IO

    from sitegen.site.gate import EmbargoLift

RULE: Final = "verify"
OLDEST: Final = timedelta(days=2)
"""How old a site may be that is built again every day."""

_AGAIN: Final = "Build and publish the site again, and find out who or what changed it."
_NOWHERE: Final = "/there-is-no-such-page-here/"
_BEGINNINGS: Final = {
    "Content-Security-Policy": "default-src 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""Headers that differ from page to page, and how all of them begin."""


class NoRecord(Exception):
    """Raised where there is no record of a build to compare with."""


@dataclass(frozen=True, slots=True)
class Response:
    """What came back for one address."""

    status: int
    headers: Mapping[str, str]
    data: bytes


class DeployedSite(Protocol):
    """Where a site is: on a server or in a folder."""

    def get(self, url: str) -> Response:
        """Ask for an address."""

    def faults(self, record: BuildRecord) -> Iterable[Issue]:
        """Tell what only this kind of place can have wrong."""


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """What a build wrote down about itself."""

    built: date
    files: Mapping[str, str]
    redirects: Mapping[str, tuple[str, int]]

    @classmethod
    def of(cls, data: bytes) -> BuildRecord:
        """Read build.json; raises NoRecord."""
        try:
            found = json.loads(data)
            moved = {old: (str(new), int(code)) for old, (new, code) in found["redirects"].items()}
            return cls(date.fromisoformat(found["built"]), dict(found["files"]), moved)
        except (ValueError, KeyError, TypeError, AttributeError):
            message = f"{BUILD_RECORD} is not the record of a build of ours"
            raise NoRecord(message) from None


def verify(
    target: str, now: datetime, kept: bytes | None = None
) -> tuple[BuildRecord, tuple[Issue, ...]]:
    """Compare a site with a record, its own if no other was kept; raises NoRecord and OSError."""
    place = Server(target.rstrip("/")) if "://" in target else Folder(Path(target))
    own = place.get(f"/{BUILD_RECORD}").data
    record = BuildRecord.of(own if kept is None else kept)
    found = [*_files(place, record), *place.faults(record), *_age(record, now)]
    if kept is not None and kept != own:
        found.append(_told(BUILD_RECORD, "this is the record of another build"))
    return record, tuple(found)


def _files(place: DeployedSite, record: BuildRecord) -> Iterator[Issue]:
    for path, digest in record.files.items():
        if isinstance(place, Server) and path in {HEADERS, REDIRECTS, "404.html"}:
            continue
        answer = place.get(_url(path))
        if answer.status != 200:
            yield _told(path, f"this file is missing (the answer is {answer.status or 'none'})")
        elif hashlib.sha256(answer.data).hexdigest() != digest:
            yield _told(path, "this file is not what was built")


def _age(record: BuildRecord, now: datetime) -> Iterator[Issue]:
    age = now.date() - record.built
    if age > OLDEST:
        hint = "Find out why the daily build does not run; until it does, no embargo lifts."
        yield Issue(Origin(BUILD_RECORD), RULE, f"this site was built {age.days} days ago", hint)


def overdue(record: BuildRecord, lifts: Iterable[EmbargoLift], now: datetime) -> Iterator[Issue]:
    """Tell that an embargo has lifted since the build; of what, a log need not know."""
    if any(lift.at <= now.replace(tzinfo=None) and not _shows(record, lift) for lift in lifts):
        message = "an embargo has lifted since this site was built, and it does not show that yet"
        yield Issue(Origin(BUILD_RECORD), RULE, message, "Build and publish the site again.")


def _shows(record: BuildRecord, lift: EmbargoLift) -> bool:
    """Say whether a build shows what has lifted; without a page, a build of that day may."""
    item = lift.record.item
    if item.has_page:
        return item.url in {_url(path) for path in record.files}
    return record.built >= lift.at.date()


@dataclass(frozen=True, slots=True)
class Folder:
    """A site as files."""

    path: Path

    def get(self, url: str) -> Response:
        """Read the file of an address."""
        name = f"{url}index.html" if url.endswith("/") else url
        file = self.path / name.lstrip("/")
        return Response(200, {}, file.read_bytes()) if file.is_file() else Response(0, {}, b"")

    def faults(self, record: BuildRecord) -> Iterator[Issue]:
        """Tell of files that no build made."""
        known = {*record.files, BUILD_RECORD}
        for file in sorted(self.path.rglob("*")):
            name = file.relative_to(self.path).as_posix()
            if not file.is_dir() and name not in known:
                yield _told(name, "no build made this file")


class _Straight(HTTPRedirectHandler):
    """Gives a redirect as it is, instead of following it."""

    def redirect_request(  # noqa: PLR0913, PLR0917 - the signature is the library's
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Follow nothing."""


@dataclass(frozen=True, slots=True)
class Server:
    """A site that a server gives."""

    address: str

    def get(self, url: str) -> Response:
        """Ask the server once."""
        if urlsplit(self.address).scheme not in {"http", "https"}:
            return Response(0, {}, b"")
        request = Request(self.address + quote(url, safe="/%?=&#"))  # noqa: S310 - see above
        try:
            with build_opener(_Straight).open(request, timeout=20) as response:
                return Response(response.status, dict(response.headers), response.read())
        except HTTPError as refusal:
            with refusal:
                return Response(refusal.code, dict(refusal.headers), refusal.read())
        except (OSError, HTTPException):
            return Response(0, {}, b"")

    def faults(self, record: BuildRecord) -> Iterator[Issue]:
        """Tell of headers, redirects and a page for missing addresses that are not as built."""
        yield from self._headers(record)
        for old, (new, status) in record.redirects.items():
            answer = self.get(old.replace("*", "x"))
            leads = answer.headers.get("Location", "").removeprefix(self.address)
            if "*" not in old and (answer.status, leads) != (status, new):
                message = f"this address should lead to {new} and does not"
                yield Issue(Origin(old), RULE, message, _AGAIN)
        missing = self.get(_NOWHERE)
        if missing.status != 404:
            yield _told(_NOWHERE, "a page that does not exist should be answered with 404")
        elif hashlib.sha256(missing.data).hexdigest() != record.files.get("404.html"):
            yield _told("404.html", "missing pages are answered with another page")

    def _headers(self, record: BuildRecord) -> Iterator[Issue]:
        """Every page has the headers that protect its readers; one page stands for its folder."""
        pages = {path.partition("/")[0]: path for path in record.files if path.endswith(".html")}
        for path in pages.values():
            held = {k.lower(): v for k, v in self.get(_url(path)).headers.items()}
            for name, value in EVERYWHERE.items():
                if held.get(name.lower()) != value:
                    yield _told(path, f"the header {name} is missing or changed")
            for name, beginning in _BEGINNINGS.items():
                if not held.get(name.lower(), "").startswith(beginning):
                    yield _told(path, f"the header {name} is missing or changed")


def _url(path: str) -> str:
    if path == "index.html" or path.endswith("/index.html"):
        return f"/{path.removesuffix('index.html')}"
    return f"/{path}"


def _told(path: str, message: str) -> Issue:
    return Issue(Origin(path), RULE, message, _AGAIN)


def command(given: argparse.Namespace) -> int:
    """Compare a site that is up with the record of its build."""
    moment = gate.Moment.of(given.now or now(), ZONE)
    try:
        stored = given.record.read_bytes() if given.record else None
        record, found = verify(given.target, moment.time, stored)
    except (NoRecord, OSError) as fault:
        print(f"There is nothing to compare with at {given.target}: {fault}.", file=sys.stderr)
        return exit_codes.WRONG_USAGE
    morning = gate.Moment.of(datetime.combine(record.built, datetime.min.time()), ZONE)
    lifts = gate.gate(reading.read(given.content).records, morning, preview=False).lifts
    told = (*found, *overdue(record, lifts, moment.time))
    for issue in told:
        print(issue, file=sys.stderr)
    print(f"{len(record.files)} files and {len(record.redirects)} redirects compared with the "
          f"build of {record.built}; {len(told)} faults.")  # fmt: skip
    return exit_codes.CONTENT_ERRORS if told else exit_codes.FINE
