"""The two files of rules that Netlify and Cloudflare Pages read: `_headers` and `_redirects`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from sitegen.output.assets import Output
from sitegen.output.hosts.record import BUILD_RECORD, url_of
from sitegen.output.hosts.rules import HostRules, Move

if TYPE_CHECKING:
    from sitegen.output.hosts.package import BuiltSite, HostPackage

HEADERS: Final = "_headers"
REDIRECTS: Final = "_redirects"
"""What the host reads and does not serve."""

RULE_FILES: Final = (HEADERS, REDIRECTS)
_MOST_REDIRECTS: Final = 10_000


def outputs(rules: HostRules, paths: Iterable[str]) -> tuple[Output, Output]:
    """Return both files for a site with these files."""
    urls = [url_of(path) for path in {*paths, BUILD_RECORD} - {*RULE_FILES}]
    return (
        Output(HEADERS, headers(rules, urls).encode()),
        Output(REDIRECTS, redirects(rules.moved).encode()),
    )


def package(built: BuiltSite) -> HostPackage:
    """Return what Netlify is given: nothing but what every build holds already."""
    from sitegen.output.hosts.package import HostPackage

    number = len(built.record.rules.moved)
    many = f"{number} redirects are more than the {_MOST_REDIRECTS} that Netlify recommends."
    return HostPackage(
        lost=("An unknown address has no CSP header; the page that answers it states the policy.",),
        faults=(many,) if number > _MOST_REDIRECTS else (),
    )


def headers(rules: HostRules, urls: Iterable[str]) -> str:
    """Write the headers of every address.

    No address is given one header by two rules, because some hosts take the later one and some
    join both. So a folder is named only if all that lies in it is sent the same.
    """
    sections = {"/*": rules.everywhere, **dict(_sections("/", sorted(urls), rules))}
    return "".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in values.items())
        for path, values in sections.items()
    )


def _sections(
    folder: str, urls: list[str], rules: HostRules
) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield each pattern with its headers: whole folders, and single files where they differ."""
    own = rules.headers_of(urls[0])
    if folder != "/" and all(rules.headers_of(url) == own for url in urls):
        yield f"{folder}*", own
        return
    parts: dict[str, list[str]] = {}
    for url in urls:
        step, slash, _ = url.removeprefix(folder).partition("/")
        parts.setdefault(folder + step + slash, []).append(url)
    for part, inside in parts.items():
        if part == folder or not part.endswith("/"):
            yield part, rules.headers_of(part)
        else:
            yield from _sections(part, inside, rules)


def redirects(moved: Iterable[Move]) -> str:
    """Write the redirects of moved and gone addresses, one a line."""
    return "".join(f"{line(move)}\n" for move in moved)


def line(move: Move, end: str = "") -> str:
    """Write one redirect, with a last slash if it is wanted."""
    old = quote(move.path, safe=_PLAIN, errors="surrogateescape") + ("/*" if move.below else end)
    query = f" {move.query.replace('&', ' ')}" if move.query else ""
    return f"{old or '/'}{query} {move.whole_target} {move.status}"


_PLAIN: Final = "/:[]@!$&'()*+,;=~"
