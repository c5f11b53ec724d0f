"""Addresses that were copied where they do not lead everybody to the page itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit, urlunsplit

from sitegen.checks.context import CheckContext
from sitegen.checks.text_fields import TextField
from sitegen.content.glance import Glance
from sitegen.issues.issue import Diagnosis, Issue, Severity

_LINKS: Final = re.compile(r"https?://[^\s<>()\"\]]+")
_WRAPPED: Final = re.compile(
    r"safelinks\.protection\.outlook|urldefense|linkprotect\.cudasvc|protect-\w+\.mimecast"
    r"|google\.[a-z.]+/url\?|l\.(?:facebook|instagram)\.com|secure-web\.cisco|clicktime\.symantec"
    r"|links\.govdelivery|//t\.co/|lnkd\.in/|list-manage\.com/track|//webmail|outlook\.office"
    r"|protection\.sophos|trendmicro\.com|/fmlurlsvc/|linkedin\.com/(?:redir|safety)|click\.\w+\.com/"
    r"|//(?:bit\.ly|tinyurl\.com|ow\.ly|goo\.gl|buff\.ly|is\.gd|rb\.gy|cutt\.ly|shorturl\.at)/"
)
_COPY: Final = re.compile(
    r"ampproject\.org|translate\.goog|//translate\.google|webcache\.google|google\.\w+/amp/"
)
_INSIDE: Final = re.compile(
    r"https?://(?:localhost|intranet|(?:[\w-]+\.)*intranet\.[\w.-]+|[\w-]+(?=[:/]|\Z)"
    r"|[\w.-]+\.(?:local|internal|intranet|lan|corp)(?=[:/]|\Z)|10(?:\.\d+){3}|192\.168(?:\.\d+){2}"
    r"|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}|127(?:\.\d+){3}|[\w-]+\.sharepoint\.com"
    r"|teams\.microsoft\.com|docs\.google\.com/\w+/d/[^/]+/edit|drive\.google\.com)"
)
_EDITING: Final = re.compile(
    r"/wp-admin/|/DesignPage|[?&]action=edit\b|/administrator/|deploy-preview-\d+--|--[\w-]+\.netlify\.app"
    r"|//(?:staging|preprod|uat|preview)\.|/umbraco/|/node/\d+/edit"
)
_SECRET: Final = re.compile(
    r"//[^/@\s]+:[^/@\s]+@|[?&](?:pwd|passcode|password|token|sig|access_token|auth|jwt|apikey|key)=[^&]{4,}"
    r"|;jsessionid=|[?&](?:PHPSESSID|sessionid|sid)=",
    re.IGNORECASE,
)
_SHARED: Final = re.compile(
    r"//(?:1drv\.ms|onedrive\.live\.com|[\w-]*\.?dropbox\.com|we\.tl|wetransfer\.com|docs\.google\.com)/"
)
_COUNTED: Final = re.compile(r"[?&](?:utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|_ga|igshid)=")
_ENDS: Final = re.compile(r"\]\((https?://[^\s()]*[.,;:])\)")
_PATH: Final = re.compile(
    r"(?<![\w\\/:.])(?:\\\\[\w$-]+\\\S+|[A-Z]:[\\/](?!/)\S*|file:/\S+|/(?:Users|home|Volumes)/\w+/\S+)"
)
_NEAR_LINK: Final = re.compile(r"https?://|www\.|\\|file:/|[A-Z]:/|/(?:Users|home|Volumes)/")
_NEAR_WORDS: Final = Glance(_NEAR_LINK.pattern)
_BARE: Final = re.compile(r"(?<![\w/.@-])(?:https?://|www\.)[^\s<>()\"”’\]{}]+")
_IN_BRACKETS: Final = re.compile(
    r"\[[^\]\n]*\] ?\([^)\n]*\)|\([^)\n]*\)\[[^\]\n]*\]|\]\([^)\n]*\)?|<https?://[^>\n]*>|^\[[^\]\n]+\]:.*"
)


def links_are_for_everybody(field: TextField, _context: CheckContext) -> Iterator[Issue]:
    """No address leads through a mail filter, or to where only colleagues can go."""
    if not _NEAR_WORDS.signs(field.text):
        return
    for line, origin in field.lines(holding=_NEAR_LINK):
        for diagnosis in _links(line):
            yield Issue(origin, *diagnosis, field=field.label)
        for match in _BARE.finditer(_IN_BRACKETS.sub(" ", line)) if field.prose else ():
            address = match[0].rstrip(".,;:!?")
            url = address if address.startswith("http") else f"https://{address}"
            severity = Severity.ERROR if address.startswith("http") else Severity.WARNING
            message = f"the bare address “{address}” is not a link, and says little to its reader"
            hint = f"Write [the name of that page]({url})."
            yield Issue(origin, message, hint, (address,), severity, field=field.label)


def _links(line: str) -> Iterator[Diagnosis]:
    for match in _LINKS.finditer(line):
        if diagnosis := _diagnosis(match[0].rstrip(".,;")):
            yield diagnosis
    for match in _ENDS.finditer(line):
        hint = f"Write {match[1][:-1]} and put the “{match[1][-1]}” after the “)”."
        message = f"the address “{match[1]}” ends with a sign of the sentence"
        yield Diagnosis(message, hint, (match[1],), Severity.WARNING)
    if path := _PATH.search(line):
        hint = "Take it out, or put the file into files/ and link to that."
        message = f"“{path[0]}” is a path on somebody’s own computer or network"
        yield Diagnosis(message, hint, (path[0],))


_BY_HAND: Final = "Open it, and copy the address that the browser shows."


def is_inside(address: str) -> bool:
    """Return whether an address can be reached only inside an office."""
    return bool(_INSIDE.match(address))


def _diagnosis(address: str) -> Diagnosis | None:
    """Return what is wrong with an address, the gravest first."""
    shown = address[:60]
    severity = Severity.ERROR
    if _WRAPPED.search(address):
        message = f"the address “{shown}” leads through a mail filter or a counter"
        hint = _unwrapped(address)
    elif _SECRET.search(address):
        message = "this address holds a password, a key or somebody’s own session"
        hint = "Copy an address without it, or ask whoever made the page for one."
    elif _COPY.search(address):
        message, hint = f"“{shown}” is a copy that another service keeps", _BY_HAND
    elif _EDITING.search(address):
        message = f"“{shown}” is where editors work, or a trial of a site"
        hint = "Open the page as everybody sees it, and copy its address."
    elif is_inside(address):
        message = f"“{shown}” can be reached only inside an office"
        hint = "Link to a public page, or put the file into files/ and link to that."
    elif _SHARED.search(address):
        message, severity = f"“{shown}” is a share of somebody’s, which may end", Severity.WARNING
        hint = "Put the file into files/ and link to that, if it is ours; else link to its page."
    elif _COUNTED.search(address):
        message, severity = f"the address “{shown}” counts who comes from where", Severity.WARNING
        hint = f"Write {_uncounted(address)}"
    else:
        return None
    return Diagnosis(message, hint, (shown,), severity)


def _unwrapped(address: str) -> str:
    """Return which address to write instead of one that leads there through a mail filter."""
    query = parse_qs(urlsplit(address).query)
    names = ("url", "q", "u", "a", "target")
    real = next((query[name][0] for name in names if name in query), "")
    return f"Write {real} instead." if real.startswith("https://") else _BY_HAND


def _uncounted(address: str) -> str:
    parts = urlsplit(address)
    pairs = [pair for pair in parse_qsl(parts.query) if not _COUNTED.search(f"?{'='.join(pair)}")]
    return urlunsplit(parts._replace(query=urlencode(pairs)))
