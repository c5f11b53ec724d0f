"""What can be wrong with a site that is up, each fault with the cure that fits it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Final
from urllib.parse import quote, unquote, urljoin

from sitegen.cli.verify.places import DeployedSite, Folder, HttpAnswer, Server
from sitegen.issues.issue import Issue, Origin
from sitegen.output.hosts.known import HOSTS
from sitegen.output.hosts.netlify import RULE_FILES
from sitegen.output.hosts.record import BUILD_RECORD, BuildRecord, url_of
from sitegen.output.hosts.rules import NOT_FOUND
from sitegen.site.gate import EmbargoLift

RULE: Final = "verify"
OLDEST: Final = timedelta(days=2)
"""How old a site may be that is built again every day."""

_SECURITY: Final = ".well-known/security.txt"
_SECURITY_LASTS: Final = timedelta(days=30)
_OK, _NOT_FOUND_STATUS = 200, 404

_SEND: Final = "Publish the site again: its files have not all arrived."
_WHO: Final = (
    "Find out what changes files on their way (a service that shortens pages or hides addresses of "
    "e-mail) or who did, then publish the site again."
)
_HOST_RULES: Final = (
    "Give the host the rules of this build again (“python3 build.py host”, docs/operations.md)."
)
_DELETE: Final = "Delete it on the host. If nobody of you put it there, change the passwords first."
_AGAIN: Final = "Build and publish the site again."

_NOWHERE: Final = "/there-is-no-such-page-here/"
_LEFT_BEHIND: Final = (
    *("/.env", "/.git/HEAD", "/.git/config", "/.sitegen-key", "/.DS_Store", "/backup.zip"),
    *("/content/site.yml", "/content/private/", "/index.php", "/public.zip", "/wp-login.php"),
)
"""What is found on hosts again and again, and belongs on none."""

_LINK: Final = re.compile(r'href="([^"?#]+)"')


def wrong_files(place: DeployedSite, record: BuildRecord) -> Iterator[Issue]:
    """Yield what is missing or not as it was built."""
    for path, digest in record.files.items():
        if isinstance(place, Server) and _unserved(path):
            continue
        answer = place.get(url_of(path))
        if answer.status != _OK:
            instead = f"the answer is {answer.status}" if answer.status else "there is no answer"
            yield _issue(path, f"this file is missing ({instead})", _SEND)
        elif hashlib.sha256(answer.data).hexdigest() != digest:
            yield _issue(path, "this file is not what was built", _WHO)


def _unserved(path: str) -> bool:
    """Return whether a file is for the host itself, which gives it to nobody."""
    hidden = path.startswith(".") and not path.startswith(".well-known/")
    return hidden or path in {*RULE_FILES, NOT_FOUND, "staticwebapp.config.json"}


def extra_files(place: DeployedSite, record: BuildRecord, ledger: Iterable[str]) -> Iterator[Issue]:
    """Yield what is there and was made by no build.

    A server does not list its files. It is asked for what was ever published, for what is often
    left behind, and for its folders, which should show nothing.
    """
    if isinstance(place, Folder):
        for file in sorted(place.path.rglob("*")):
            name = file.relative_to(place.path).as_posix()
            if not file.is_dir() and name not in {*record.files, BUILD_RECORD}:
                yield _issue(name, "no build made this file", _DELETE)
    # Where whatever is asked for is answered, that is told as a wrong rule.
    elif place.get(_NOWHERE).status != _OK:
        yield from _extra_on_server(place, record, ledger)


def _extra_on_server(
    place: DeployedSite, record: BuildRecord, ledger: Iterable[str]
) -> Iterator[Issue]:
    known = {url_of(path) for path in (*record.files, BUILD_RECORD)}
    old = {unquote(address.partition("#")[0]) for address in ledger}
    moved = {f"{move.path}/" for move in record.rules.moved}
    for url in sorted({*old, *_LEFT_BEHIND} - known):
        if f"{url.rstrip('/')}/" not in moved and place.get(url).status == _OK:
            message = "this address answers, and no build made what it gives"
            yield _issue(url, message, _DELETE, secret=True)
    for folder in _folders(record):
        if (answer := place.get(folder)).status == _OK:
            message = "the host shows everybody what is in this folder"
            yield _issue(folder, message, "Switch the listing of folders off.", secret=True)
            yield from _listed(folder, answer, known)


def _folders(record: BuildRecord) -> list[str]:
    """Return the addresses of folders that have no page."""
    steps = (path.split("/")[:-1] for path in record.files)
    folders = {"/".join(parts[:length]) for parts in steps for length in range(1, len(parts) + 1)}
    return sorted(f"/{folder}/" for folder in folders if f"{folder}/index.html" not in record.files)


def _listed(folder: str, answer: HttpAnswer, known: set[str]) -> Iterator[Issue]:
    for link in _LINK.findall(answer.data.decode(errors="replace")):
        url = unquote(urljoin(folder, link))
        inside = url.startswith(folder) and url != folder
        if inside and not any(address.startswith(url) for address in known):
            yield _issue(url, "no build made this file", _DELETE, secret=True)


def wrong_rules(place: Server, record: BuildRecord) -> Iterator[Issue]:
    """Yield headers, redirects and answers for missing pages that are not as they should be."""
    host = HOSTS.get(record.host)
    if not host or host.sends_headers:
        yield from _headers(place, record)
    if not host or host.redirects:
        yield from _redirects(place, record)
    missing = place.get(_NOWHERE)
    if missing.status != _NOT_FOUND_STATUS:
        message = f"a page that does not exist should be answered with 404, not {missing.status}"
        yield _issue(_NOWHERE, message, _HOST_RULES)
    elif hashlib.sha256(missing.data).hexdigest() != record.files.get(NOT_FOUND):
        message = "missing pages are answered with another page than the one that was built"
        yield _issue(NOT_FOUND, message, _HOST_RULES)


def _headers(place: Server, record: BuildRecord) -> Iterator[Issue]:
    """Yield each header that is not sent; one page stands for the others of its folder."""
    pages = {path.partition("/")[0]: path for path in record.files if path.endswith(".html")}
    for path in (path for path in pages.values() if path != NOT_FOUND):
        answer = place.get(url_of(path))
        if answer.status != _OK:
            continue
        for name, value in record.rules.headers(url_of(path)).items():
            sent = answer.headers.get(name.lower())
            if sent != value:
                instead = f"it is “{sent}”" if sent else "it is not sent"
                yield _issue(
                    path, f"the header {name} is not as it should be: {instead}", _HOST_RULES
                )


def _redirects(place: Server, record: BuildRecord) -> Iterator[Issue]:
    for move in record.rules.moved:
        if not move.plain:
            continue
        answer = place.get(quote(f"{move.path}/x" if move.below else move.path))
        leads = answer.headers.get("location", "").removeprefix(place.address)
        if (answer.status, leads) != (move.status, move.whole_target):
            instead = f"is answered with {answer.status}"
            if leads:
                instead = f"leads to {leads} ({answer.status})"
            right = f"this address should lead to {move.whole_target} ({move.status})"
            yield _issue(move.path or "/", f"{right} and {instead}", _HOST_RULES)


def withdrawn_again(
    place: DeployedSite, pages: Iterable[str], files: Iterable[str], record: BuildRecord
) -> Iterator[Issue]:
    """Yield what was taken down and can be read again, as after a rollback of the host's own."""
    hint = "Publish the newest build at once: an older one, or a copy, is up."
    for url in pages:
        answer = place.get(url)
        if answer.status == _OK and _TOMBSTONE not in answer.data:
            yield _issue(url, "this was taken down and can be read again", hint, secret=True)
    for name in files:
        stem, _, suffix = name.rpartition(".")
        versions = re.compile(rf"{re.escape(stem)}(?:\.[0-9a-f]{{10}})?\.{re.escape(suffix)}")
        for path in filter(versions.fullmatch, record.files):
            message = "this file was taken down and can be had again"
            yield _issue(path, message, hint, secret=True)


_TOMBSTONE: Final = b'<meta name="robots" content="noindex">'
"""What the page of something withdrawn has, and what was there before had not."""


def too_old(record: BuildRecord, today: date, *, daily: bool) -> Iterator[Issue]:
    """Yield that a site which is built every day was not, or that its security.txt has run out."""
    age = today - record.built
    if daily and age > OLDEST:
        hint = "Find out why the daily build does not run; until it does, no embargo lifts."
        yield _issue(BUILD_RECORD, f"this site was built {age.days} days ago", hint)
    if _SECURITY in record.files and age >= _SECURITY_LASTS:
        yield _issue(
            _SECURITY, f"this file ran out {_SECURITY_LASTS.days} days after the build", _AGAIN
        )


def overdue(record: BuildRecord, lifts: Iterable[EmbargoLift], now: datetime) -> Iterator[Issue]:
    """Yield that an embargo has lifted since the build; of what, a log need not know."""
    if any(lift.at <= now.replace(tzinfo=None) and not _shows(record, lift) for lift in lifts):
        message = "an embargo has lifted since this site was built, and it does not show that yet"
        yield _issue(BUILD_RECORD, message, _AGAIN)


def _shows(record: BuildRecord, lift: EmbargoLift) -> bool:
    """Return whether a build shows what has lifted; without a page, a build of that day may."""
    item = lift.record.item
    if item.has_page:
        return item.url in {url_of(path) for path in record.files}
    return record.built >= lift.at.date()


def another_record(served: bytes, stored: bytes) -> Iterator[Issue]:
    """Yield that a site has another record than the one that was kept elsewhere."""
    if served != stored:
        hint = "Publish the build whose record you kept, or keep the record of the newest build."
        yield _issue(BUILD_RECORD, "this is the record of another build", hint)


def _issue(path: str, message: str, hint: str, *, secret: bool = False) -> Issue:
    """Return a fault; the place of a secret one would show others what nobody should read."""
    return Issue(Origin(path), message, hint, secret=secret, rule=RULE)
