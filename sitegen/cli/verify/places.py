"""Where a site that is verified lies: in a folder, or on a server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple, Protocol
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

if TYPE_CHECKING:
    from email.message import Message


class HttpAnswer(NamedTuple):
    """What came back for one address; a status of 0 means nothing."""

    status: int
    headers: Mapping[str, str]
    """By their names in small letters."""

    data: bytes


_NOTHING = HttpAnswer(0, {}, b"")


class DeployedSite(Protocol):
    """Where a site is."""

    def get(self, url: str) -> HttpAnswer:
        """Return what is at an address."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A site as files."""

    path: Path

    def get(self, url: str) -> HttpAnswer:
        """Return the file of an address."""
        name = f"{url}index.html" if url.endswith("/") else url
        file = self.path / name.lstrip("/")
        return HttpAnswer(200, {}, file.read_bytes()) if file.is_file() else _NOTHING


class _Straight(HTTPRedirectHandler):
    """Gives a redirect as it is, instead of following it."""

    def redirect_request(  # noqa: PLR0913, PLR0917 - the signature is the library's
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Follow nothing."""


@dataclass(frozen=True, slots=True)
class Server:
    """A site that a server gives, by its address without a last slash."""

    address: str

    def get(self, url: str) -> HttpAnswer:
        """Return the answer to one request, which is tried again if none comes."""
        if urlsplit(self.address).scheme not in {"http", "https"}:
            return _NOTHING
        answer = self._once(url)
        return answer if answer.status else self._once(url)

    def _once(self, url: str) -> HttpAnswer:
        request = Request(self.address + quote(url, safe="/%?=&#"))  # noqa: S310 - see above
        try:
            with build_opener(_Straight).open(request, timeout=20) as response:
                return HttpAnswer(response.status, _small(response.headers), response.read())
        except HTTPError as refusal:
            with refusal:
                return HttpAnswer(refusal.code, _small(refusal.headers), refusal.read())
        except (OSError, HTTPException):
            return _NOTHING


def _small(headers: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
