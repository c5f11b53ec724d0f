"""Asks other sites whether the pages that we link to are still there; advice, never an error."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.error import HTTPError
from urllib.parse import urldefrag, urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, Request, build_opener

from sitegen.cli import folders
from sitegen.content.values import Scalar
from sitegen.issues.issue import Diagnosis, Issue, Origin, Severity
from sitegen.issues.wording import counted

if TYPE_CHECKING:
    from sitegen.site.site import Site

RULE: Final = "external"
KEPT_DAYS: Final = 7
"""Days for which a good answer is believed; a bad one is asked for again each time."""

_AGENT: Final = "Mozilla/5.0 (compatible; link check of {})"
_FAILED: Final = 400
_ONLY_GET: Final = (403, 404, 405, 429, 500, 501, 503)
"""What some servers answer to HEAD although GET would do."""

_IN_TROUBLE: Final = 500
_REFUSES: Final = (401, 403, 429, 999)
"""What servers answer that let people in and keep programs out."""


@dataclass(frozen=True, slots=True)
class Asking:
    """How to ask: where answers are kept, how long to wait, and how politely."""

    cache: Path
    timeout: float = 10
    pause: float = 1
    """Seconds between two questions to one server."""

    trusted: str = ""
    """The beginning of addresses that may do without https; for tests on this machine."""


@dataclass(frozen=True, slots=True)
class LinkStatus:
    """What a site said about an address: a status, or 0 with the reason why it said nothing."""

    status: int
    reason: str
    asked: date

    @property
    def good(self) -> bool:
        """Return whether the page is there."""
        return 0 < self.status < _FAILED


def links(site: Site) -> Mapping[str, tuple[Origin, ...]]:
    """Return every address of other sites that the content names, with the lines that name it."""
    places: dict[str, list[Origin]] = {}
    here = f"{site.settings.base_url}/"
    for written, origin in _links(site):
        address = urldefrag(written).url
        if address.startswith(("https://", "http://")) and not address.startswith(here):
            places.setdefault(address, []).append(origin)
    return {address: tuple(sorted(set(places[address]))) for address in sorted(places)}


def _links(site: Site) -> Iterator[tuple[str, Origin]]:
    yield site.settings.exit_url, Origin("site.yml")
    for body in site.texts():
        for link in body.links:
            yield link.target, link.origin
    for record in site.records:
        for scalar in _scalars(record.entry.data):
            if " " not in scalar.strip():
                yield scalar.strip(), scalar.origin


def _scalars(value: object) -> Iterator[Scalar]:
    if isinstance(value, Scalar):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _scalars(part)
    elif isinstance(value, list):
        for part in value:
            yield from _scalars(part)


def ask(addresses: Sequence[str], today: date, asking: Asking) -> Mapping[str, LinkStatus]:
    """Ask for every address that has no good answer of late, and keep all answers."""
    cached = _read(asking.cache)
    answers: dict[str, LinkStatus] = {}
    last = ""
    for address in addresses:
        status = cached.get(address)
        if status and status.good and today - status.asked <= timedelta(days=KEPT_DAYS):
            answers[address] = status
            continue
        server = urlsplit(address).netloc
        if server == last:
            time.sleep(asking.pause)
        last = server
        answers[address] = _answer(address, today, asking)
    _keep(asking.cache, answers)
    return answers


def _answer(address: str, today: date, asking: Asking) -> LinkStatus:
    trusted = asking.trusted and address.startswith(asking.trusted)
    if not (address.startswith("https://") or trusted):
        return LinkStatus(0, "it does not begin with https://", today)
    status, reason = _status("HEAD", address, asking)
    if status in _ONLY_GET:
        status, reason = _status("GET", address, asking)
    return LinkStatus(status, reason, today)


def _status(method: str, address: str, asking: Asking) -> tuple[int, str]:
    opener = build_opener(HTTPHandler, HTTPSHandler)
    headers = {"User-Agent": _AGENT.format("a public website"), "Accept": "text/html, */*"}
    request = Request(address, method=method, headers=headers)  # noqa: S310 - https only, see _answer
    try:
        with opener.open(request, timeout=asking.timeout) as response:
            return int(response.status), ""
    except HTTPError as error:
        with error:
            return error.code, ""
    except (OSError, HTTPException, ValueError) as error:
        return 0, str(getattr(error, "reason", "") or error) or type(error).__name__


def advice(
    places: Mapping[str, tuple[Origin, ...]], answers: Mapping[str, LinkStatus]
) -> Iterator[Issue]:
    """Tell, at every line that links to it, of each page that is not there."""
    for address, origins in places.items():
        answer = answers[address]
        if not answer.good:
            diagnosis = _diagnosis(address, answer)
            for origin in origins:
                yield Issue(origin, *diagnosis, rule=RULE)


def _diagnosis(address: str, answer: LinkStatus) -> Diagnosis:
    if not answer.status:
        message = f"{address} could not be reached ({answer.reason})"
        hint = "Try it in a browser; if it fails there too, link elsewhere."
    elif answer.status in _REFUSES:
        message = f"{address} refused the automated check ({answer.status})"
        hint = "It keeps programs out, so look at it in a browser."
    elif answer.status >= _IN_TROUBLE:
        message = f"{address} returned a server error ({answer.status})"
        hint = "Try again another day; if it stays so, link elsewhere."
    else:
        message = f"{address} is no longer there ({answer.status})"
        hint = "Find where the page is now, or take the link out."
    return Diagnosis(message, hint, (address,), Severity.WARNING)


def listing(places: Mapping[str, tuple[Origin, ...]], answers: Mapping[str, LinkStatus]) -> str:
    """Write every address with its answer and where it is written."""
    lines = (
        f"{answers[address].status or '---'} {address} ({', '.join(map(str, origins))})\n"
        for address, origins in places.items()
    )
    return "".join(lines)


def _read(cache: Path) -> Mapping[str, LinkStatus]:
    """Read kept answers; a file that is not there or not ours holds none."""
    try:
        answers = json.loads(cache.read_text(encoding="utf-8"))
        return {
            address: LinkStatus(int(row["status"]), row["reason"], date.fromisoformat(row["asked"]))
            for address, row in answers.items()
        }
    except Exception:  # noqa: BLE001 - whatever lies there, all addresses are asked again
        return {}


def _keep(cache: Path, answers: Mapping[str, LinkStatus]) -> None:
    rows = {
        address: {"status": s.status, "reason": s.reason, "asked": s.asked.isoformat()}
        for address, s in answers.items()
    }
    text = json.dumps(rows, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    # Where nothing can be kept, the next run asks again.
    with suppress(OSError):
        cache.parent.mkdir(parents=True, exist_ok=True)
        cache.write_text(text, encoding="utf-8", newline="\n")


def advise(site: Site) -> Iterable[Issue]:
    """Ask other sites for the pages that we link to, and list them on the way."""
    places = links(site)
    print(f"Asking other sites for {counted(len(places), 'page')} …", file=sys.stderr, flush=True)
    asking = Asking(folders.SITE / ".cache" / "links.json")
    answers = ask(tuple(places), site.moment.date(), asking)
    print(listing(places, answers), end="", file=sys.stderr)
    return advice(places, answers)
