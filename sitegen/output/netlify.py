"""The files that the host and search engines read: headers, redirects, robots, sitemap."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from html import escape
from typing import TYPE_CHECKING, Final

from sitegen.models.base import Publication
from sitegen.models.pages import Shows
from sitegen.models.settings import Backend
from sitegen.output.assets import Output
from sitegen.views.lookup import page_showing
from sitegen.views.tombstones import tombstones

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.models.settings import Editing
    from sitegen.output.routes import Route
    from sitegen.site.site import Site
    from sitegen.views.tombstones import Redirect

BUILD_RECORD: Final = "build.json"
"""The file by which an output folder is known as one of ours."""

HEADERS: Final = "_headers"
REDIRECTS: Final = "_redirects"
"""What the host reads and does not serve."""

_POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_NO_TEXT_AS_CODE: Final = "; require-trusted-types-for 'script'; trusted-types 'none'"
_ALONE: Final = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
_OWN_CODE: Final = {"Content-Security-Policy": _POLICY + _NO_TEXT_AS_CODE, **_ALONE}
_OWN_PROGRAM: Final = {
    **_OWN_CODE,
    "Content-Security-Policy": _OWN_CODE["Content-Security-Policy"].replace(
        "script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"
    ),
}
"""The search runs a program that is no script; no other page may."""

_SCREEN_STYLES: Final = (
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' "
    "'sha256-4qb+qTjZ8vb8co1YZpMNDeX7tJSzzRBt6uIroh6K5K8=' "
    "'sha256-oLQo1xOLbYlsNCDIECXg24EuQKwYCOy/jJqds+fExxE='"
)
"""The three style elements that Decap CMS writes into its page; the first of them is empty."""

EVERYWHERE: Final = {
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_SECURITY: Final = ".well-known/security.txt"
_SECURITY_LASTS: Final = timedelta(days=30)
_EVERY_TIME: Final = {"Cache-Control": "public, max-age=0, must-revalidate"}
FOR_EVER: Final = "public, max-age=31536000, immutable"
FINGERPRINTED: Final = ("assets/", "files/", "images/")
"""Folders of files whose names change with their bytes."""

_FOR_TOOLS: Final = {"Access-Control-Allow-Origin": "*"}
_UNSEEN: Final = {"X-Robots-Tag": "noindex, nofollow"}


def headers(site: Site) -> Output:
    """Write the security and cache headers.

    No address is given one header by two rules: some hosts take the later one, some join both.
    So what may run is said where pages are, and the page for missing addresses says it itself.
    """
    unseen = _UNSEEN if site.preview or site.whole.noindex else {}
    rules = {"/*": {**EVERYWHERE, **unseen}, "/": {**_EVERY_TIME, **_OWN_CODE}}
    rules |= {f"/{top}/*": {**_EVERY_TIME, **_OWN_CODE} for top in sorted(_tops(site))}
    if found := page_showing(site, Shows.SEARCH):
        rules[f"{found.url}*"] = {**_EVERY_TIME, **_OWN_PROGRAM}
    rules |= {f"/{folder}*": {"Cache-Control": FOR_EVER, **_OWN_CODE} for folder in FINGERPRINTED}
    rules["/data/*"] = {**_EVERY_TIME, **_OWN_CODE, **_FOR_TOOLS}
    rules["/404.html"] = _OWN_CODE
    if editing := site.settings.editing:
        rules["/admin/*"] = {**_EVERY_TIME, **_screen(editing), **({} if unseen else _UNSEEN)}
    lines = (
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in values.items())
        for path, values in rules.items()
    )
    return Output(HEADERS, "".join(lines).encode())


def _screen(editing: Editing) -> dict[str, str]:
    """Give the editing screen the least with which it works, as tried in Chromium.

    It makes the checks of its settings out of text, reads files that it has at hand by addresses
    that it makes itself (`blob:`), and on GitHub signs in through a second window.
    """
    api = " https://api.github.com" if editing.backend is Backend.GITHUB else ""
    policy = (
        "default-src 'none'; script-src 'self' 'unsafe-eval'; "
        f"style-src {_SCREEN_STYLES}; img-src 'self' blob:; connect-src 'self' blob:{api}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
    }


def _tops(site: Site) -> set[str]:
    """Give the first step of the address of every page that is below another."""
    urls = [record.item.url for record in site.records if record.item.has_page]
    urls += [url for url, _, _ in tombstones(site)]
    return {url.split("/")[1] for url in urls if url != "/" and url.endswith("/")}


def redirects(found: Iterable[Redirect]) -> Output:
    """Write the redirects of moved and gone addresses."""
    # Browsers keep what follows “#” to themselves, so the host cannot redirect by it.
    lines = (f"{one.old} {one.new} {one.status}\n" for one in found if "#" not in one.old)
    return Output(REDIRECTS, "".join(lines).encode())


def robots(site: Site) -> Output:
    """Invite search engines to the public site and keep them out of anything else."""
    if site.preview or site.whole.noindex:
        return Output("robots.txt", b"User-agent: *\nDisallow: /\n")
    text = f"User-agent: *\nAllow: /\n\nSitemap: {site.settings.base_url}/sitemap.xml\n"
    return Output("robots.txt", text.encode())


def security(site: Site) -> Iterator[Output]:
    """Say whom to tell of a weakness, as RFC 9116 asks: the board’s contact page, where it has one.

    It runs out a month after the build, so that a site which nobody builds any more says so; at
    midnight, because the hour of a build is nobody’s business.
    """
    if page := page_showing(site, Shows.CONTACT):
        base, midnight = site.settings.base_url, site.moment.replace(hour=0, minute=0, second=0)
        lines = (
            f"Contact: {base}{page.url}",
            f"Expires: {(midnight + _SECURITY_LASTS).isoformat(timespec='seconds')}",
            f"Preferred-Languages: {site.settings.language.partition('-')[0]}",
            f"Canonical: {base}/{_SECURITY}",
        )
        yield Output(_SECURITY, "".join(f"{line}\n" for line in lines).encode())


def sitemap(site: Site, routes: Iterable[Route]) -> Output:
    """List every page that search engines may show, with the day of its last change."""
    base = site.settings.base_url
    entries = (
        f"<url><loc>{escape(base + route.url, quote=False)}</loc>{_last_changed(route)}</url>\n"
        for route in routes
        if route.indexed
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{''.join(entries)}</urlset>\n"
    )
    return Output("sitemap.xml", text.encode())


def _last_changed(route: Route) -> str:
    item = route.item
    if not isinstance(item, Publication):
        return ""
    dates = [day for day in (item.published, *(c.date for c in item.changes)) if day]
    return f"<lastmod>{max(dates).isoformat()}</lastmod>" if dates else ""


def build_record(site: Site, outputs: Sequence[Output], pages: int) -> Output:
    """Say on which day the site was built and of which bytes, so that anybody can compare.

    When the next embargo lifts is not said: that something will appear is not public either. Of the
    time of the build only the day is told, because a build at an unusual hour after which every
    page is as it was would tell that something waits.
    """
    files = {one.path: hashlib.sha256(one.data).hexdigest() for one in _by_path(outputs)}
    rules = next((one.data.decode() for one in outputs if one.path == REDIRECTS), "")
    # An address with a space in it is told as an error, and then nothing of this is written.
    moved = (parts for line in rules.splitlines() if len(parts := line.split()) == 3)
    record = {
        "built": site.moment.date().isoformat(),
        "pages": pages,
        "digest": hashlib.sha256(json.dumps(files).encode()).hexdigest(),
        "files": files,
        "redirects": {old: [new, int(status)] for old, new, status in moved},
    }
    return Output(BUILD_RECORD, (json.dumps(record, indent=1) + "\n").encode())


def _by_path(outputs: Iterable[Output]) -> Iterator[Output]:
    yield from sorted(outputs, key=lambda output: output.path)
