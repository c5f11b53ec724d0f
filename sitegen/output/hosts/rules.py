"""The rules of a site for whatever host serves it: headers, redirects, types of files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote, unquote

from sitegen.models.pages import Shows
from sitegen.models.settings import Backend, Editing, Transport

if TYPE_CHECKING:
    from sitegen.site.site import Site
    from sitegen.views.tombstones import Redirect

NOT_FOUND: Final = "404.html"
"""What is answered, with the status 404, where nothing is."""

TYPES: Final[Mapping[str, str]] = {
    "avif": "image/avif",
    "css": "text/css",
    "csv": "text/csv",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "gif": "image/gif",
    "html": "text/html",
    "ico": "image/x-icon",
    "ics": "text/calendar",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript",
    "json": "application/json",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "pagefind": "application/octet-stream",
    "pdf": "application/pdf",
    "pf_filter": "application/octet-stream",
    "pf_fragment": "application/octet-stream",
    "pf_index": "application/octet-stream",
    "pf_meta": "application/octet-stream",
    "png": "image/png",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "rtf": "application/rtf",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "vtt": "text/vtt",
    "webm": "video/webm",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
    "yml": "text/yaml",
}
"""The type of each kind of file, because the tables of servers differ."""

_TEXT_TYPES: Final = {"application/json", "application/manifest+json", "application/xml"}

_POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; media-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_NO_TEXT_AS_CODE: Final = "; require-trusted-types-for 'script'; trusted-types 'none'"
_PROGRAM: Final = "script-src 'self' 'wasm-unsafe-eval'"
_ONLY_A_HEADER: Final = "; frame-ancestors 'none'"
"""What browsers pass over, with a warning, where a page says it itself."""

_CSP: Final = "Content-Security-Policy"
_EVERY_TIME: Final = {"Cache-Control": "public, max-age=0, must-revalidate"}
_ALONE: Final = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
_OWN_CODE: Final = {_CSP: _POLICY + _NO_TEXT_AS_CODE, **_ALONE}
_OWN_PROGRAM: Final = {
    **_OWN_CODE,
    _CSP: _OWN_CODE[_CSP].replace("script-src 'self'", _PROGRAM),
}
"""The search runs a program that is no script; no other page may."""

_REACHED: Final = {Backend.GITHUB: "https://api.github.com", Backend.GITLAB: "https://gitlab.com"}
"""Where the editing screen reads and writes the repository."""

_TWO_YEARS: Final = "max-age=63072000"
_TRANSPORT: Final = {
    Transport.HOST: _TWO_YEARS,
    Transport.SUBDOMAINS: f"{_TWO_YEARS}; includeSubDomains",
    Transport.PRELOAD: f"{_TWO_YEARS}; includeSubDomains; preload",
}
"""The values of Strict-Transport-Security (RFC 6797)."""

_EVERYWHERE: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_FOR_TOOLS: Final = {"Access-Control-Allow-Origin": "*"}
_UNSEEN: Final = {"X-Robots-Tag": "noindex, nofollow"}

FOR_EVER: Final = "public, max-age=31536000, immutable"
FINGERPRINTED: Final = ("assets/", "files/", "images/")
"""Folders of files whose names change with their bytes."""


class Move(NamedTuple):
    """A redirect as servers see it: decoded where it is asked for, encoded where it leads."""

    path: str
    """The old path, decoded and without a last slash."""

    below: bool
    """Whether everything below that path leads there as well."""

    query: str
    """What the old address has after “?”, by which few hosts can tell addresses apart."""

    target: str
    """Where it leads, without an anchor, as it is written in a header."""

    anchor: str
    """The anchor with its “#”, or nothing."""

    status: int

    @classmethod
    def of(cls, redirect: Redirect) -> Move:
        """Read a redirect as it was written by hand."""
        old, _, query = redirect.old.partition("?")
        plain = old.removesuffix("*")
        target, mark, anchor = quote(redirect.new, safe=_WRITTEN_AS_IT_IS).partition("#")
        # What stands for no letter is kept as it is, to be written as it was.
        path = unquote(plain, errors="surrogateescape").rstrip("/")
        return cls(path, old.endswith("*"), query, target, mark + anchor, redirect.status)

    @property
    def plain(self) -> bool:
        """Return whether servers can be told: by the path alone, in letters that end no line."""
        odd = any(
            not (" " <= letter != "\x7f") or "\ud800" <= letter <= "\udfff" for letter in self.path
        )
        return not self.query and not odd

    @property
    def whole_target(self) -> str:
        """Return where it leads, with its anchor."""
        return self.target + self.anchor


_WRITTEN_AS_IT_IS: Final = "/:?#[]@!&'()*+,;=~%"


class HostRules(NamedTuple):
    """What a host is told: the headers of each address, and the addresses that moved."""

    everywhere: Mapping[str, str]
    """What is sent with every answer."""

    pages: Mapping[str, str]
    """What is sent besides wherever no place says otherwise."""

    places: Mapping[str, Mapping[str, str]]
    """What is sent instead of that in each folder; the most exact folder counts."""

    moved: tuple[Move, ...]

    def headers_of(self, url: str) -> Mapping[str, str]:
        """Return the headers of an address, without those that are sent everywhere."""
        fitting = [place for place in self.places if url.startswith(place)]
        return self.places[max(fitting, key=len)] if fitting else self.pages

    def headers(self, url: str) -> dict[str, str]:
        """Return all headers of an address."""
        return {**self.everywhere, **self.headers_of(url)}


def rules(site: Site, redirects: Iterable[Redirect]) -> HostRules:
    """Return the rules of a site."""
    unseen = _UNSEEN if site.preview or site.build.noindex else {}
    places = {f"/{folder}": {"Cache-Control": FOR_EVER, **_OWN_CODE} for folder in FINGERPRINTED}
    places["/data/"] = {**_EVERY_TIME, **_OWN_CODE, **_FOR_TOOLS}
    # Rules that were made are read again without any view.
    from sitegen.views.lookup import page_showing

    if page := page_showing(site, Shows.SEARCH):
        places[page.url] = {**_EVERY_TIME, **_OWN_PROGRAM}
    if editing := site.settings.editing:
        places["/admin/"] = {**_EVERY_TIME, **_screen(editing), **({} if unseen else _UNSEEN)}
    return HostRules(
        everywhere={
            "Strict-Transport-Security": _TRANSPORT[site.settings.https_only],
            **_EVERYWHERE,
            **unseen,
        },
        pages={**_EVERY_TIME, **_OWN_CODE},
        places=places,
        # Browsers keep what follows “#” to themselves, so no host can redirect by it.
        moved=most_exact_first(Move.of(one) for one in redirects if "#" not in one.old),
    )


def most_exact_first(moved: Iterable[Move]) -> tuple[Move, ...]:
    """Return redirects in an order in which none hides another: most hosts take the first.

    What has a query comes before the same path without one, and a folder after all that is in it.
    """
    return tuple(
        sorted(moved, key=lambda move: (not move.query, move.below, -len(move.path) * move.below))
    )


def in_page(*, searching: bool) -> str:
    """Return the policy that a page states itself, for hosts that send no headers."""
    policy = (_OWN_PROGRAM if searching else _OWN_CODE)[_CSP]
    return policy.replace(_ONLY_A_HEADER, "")


def content_type(suffix: str) -> str:
    """Return the type of a file by the end of its name, with the letters that texts are in."""
    kind = TYPES.get(suffix, "application/octet-stream")
    return f"{kind}; charset=utf-8" if is_text(kind) else kind


def is_text(kind: str) -> bool:
    """Return whether files of a type are texts, which are written in UTF-8."""
    return kind.startswith("text/") or kind in _TEXT_TYPES


def _screen(editing: Editing) -> dict[str, str]:
    """Return the least with which the editing screen works, as tried in Chromium.

    It reads files that it has at hand by addresses that it makes itself (`blob:`), shows what is
    written in a frame of its own, and signs in through a second window.
    """
    return {
        _CSP: screen_policy(_REACHED[editing.backend]),
        "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
    }


def screen_policy(reached: str = "", framed_by: str = "'none'") -> str:
    """Return what the page of the editing screen may do, and which host it may reach."""
    connect = f"connect-src 'self' blob: data: {reached}".rstrip()
    return (
        "default-src 'none'; script-src 'self'; style-src 'self' blob:; font-src 'self'; "
        f"img-src 'self' blob: data:; {connect}; frame-src blob:; base-uri 'self'; "
        f"form-action 'none'; frame-ancestors {framed_by}"
    )
