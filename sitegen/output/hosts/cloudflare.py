"""Cloudflare Pages: the same two files as Netlify, within narrower limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sitegen.output.hosts import netlify
from sitegen.output.hosts.package import BuiltSite, HostPackage, not_told

_STATIC: Final = 2_000
_DYNAMIC: Final = 100
_LONGEST_REDIRECT: Final = 1_000
_MOST_HEADER_RULES: Final = 100
_LONGEST_HEADER: Final = 2_000
_MOST_FILES: Final = 20_000
_LARGEST_FILE: Final = 25 * 1024 * 1024


def package(built: BuiltSite) -> HostPackage:
    """Return `_redirects` for a host that takes `/old` and `/old/` for two addresses."""
    record = built.record
    simple = [move for move in record.rules.moved if move.plain]
    plain = [netlify.line(move, end) for move in simple if not move.below for end in ("", "/")]
    below = [netlify.line(move) for move in simple if move.below]
    headers = netlify.outputs(record.rules, record.files)[0].data.decode()
    missing = "An unknown address has no CSP header; the page that answers it states the policy."
    return HostPackage(
        # What has no “*” comes first: from the first “*” on, every line counts as one with it.
        within={netlify.REDIRECTS: "".join(f"{line}\n" for line in (*plain, *below))},
        lost=(missing, *not_told(record.rules.moved)),
        faults=tuple(_faults(built, plain, below, headers)),
    )


def _faults(built: BuiltSite, plain: list[str], below: list[str], headers: str) -> Iterator[str]:
    """Yield a sentence for each limit that is broken."""
    host = "Cloudflare Pages"
    if len(plain) > _STATIC or len(below) > _DYNAMIC:
        yield (
            f"{len(plain)} redirects and {len(below)} with a “*” are more than the "
            f"{_STATIC} and {_DYNAMIC} that {host} takes."
        )
    if any(len(line) > _LONGEST_REDIRECT for line in (*plain, *below)):
        yield f"A redirect is longer than the {_LONGEST_REDIRECT} characters that {host} takes."
    sections = [line for line in headers.splitlines() if line.startswith("/")]
    if len(sections) > _MOST_HEADER_RULES:
        few = f"more than the {_MOST_HEADER_RULES} that {host} takes"
        yield f"{len(sections)} rules for headers are {few}."
    if any(len(line) > _LONGEST_HEADER for line in headers.splitlines()):
        yield f"A header is longer than the {_LONGEST_HEADER} characters that {host} takes."
    if len(built.sizes) > _MOST_FILES:
        yield f"{len(built.sizes)} files are more than the {_MOST_FILES} of {host}’ free plan."
    for path, size in built.sizes.items():
        if size > _LARGEST_FILE:
            yield f"{path} is larger than the 25 MiB that {host} takes: make the file smaller."
