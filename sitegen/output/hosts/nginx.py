"""The rules of a site for nginx, to be included in its `server` block."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from sitegen.output.hosts.netlify import RULE_FILES
from sitegen.output.hosts.package import BuiltSite, HostPackage, not_told, quoted
from sitegen.output.hosts.rules import NOT_FOUND, TYPES, HostRules, Move, is_text

_HEAD: Final = """\
# Made by “python3 build.py host nginx”: make it again when addresses or headers have changed.
server_tokens off;
absolute_redirect off;
index index.html;
autoindex off;
etag on;
charset utf-8;
charset_types {texts};
gzip on;
gzip_vary on;
gzip_types {texts} image/svg+xml;
types {{
{types}}}
default_type application/octet-stream;
error_page 404 /{not_found};
error_page 403 =404 /{not_found};
# The rules themselves, and what a build has not finished, are nobody's.
location ~ ^/(?:(?:{rules})$|.*/\\.|\\.(?!well-known/)) {{ return 404; }}
"""


def package(built: BuiltSite) -> HostPackage:
    """Return the file that nginx includes."""
    rules = built.record.rules
    return HostPackage(beside={"nginx.conf": "".join(_parts(rules))}, lost=not_told(rules.moved))


def _parts(rules: HostRules) -> Iterator[str]:
    kinds: dict[str, list[str]] = defaultdict(list)
    for suffix, kind in TYPES.items():
        kinds[kind].append(suffix)
    yield _HEAD.format(
        # nginx counts HTML among the texts that have a charset and are compressed in any case.
        texts=" ".join(sorted(kind for kind in kinds if is_text(kind) and kind != "text/html")),
        types="".join(f"    {kind} {' '.join(ends)};\n" for kind, ends in kinds.items()),
        not_found=NOT_FOUND,
        rules="|".join(RULE_FILES),
    )
    # Whatever says nothing itself sends these; a place that says something says it all.
    yield _added({**rules.everywhere, **rules.pages}, "")
    for place in rules.places:
        yield f"location {quoted(place)} {{\n{_added(rules.headers(place), '    ')}}}\n"
    for move in rules.moved:
        if move.plain:
            yield from _redirect(move)


def _added(headers: Mapping[str, str], indent: str) -> str:
    lines = (
        f"{indent}add_header {name} {quoted(sent)} always;\n" for name, sent in headers.items()
    )
    return "".join(lines)


def _redirect(move: Move) -> Iterator[str]:
    """Yield one redirect; as at every host, a last slash does not matter."""
    # A query goes before an anchor; a “$” in an address would be a variable.
    target = move.target.replace("$", "%24")
    query = "$is_args$args" if "?" not in target else ""
    act = f"{{ return {move.status} {quoted(f'{target}{query}{move.anchor}')}; }}"
    yield f"location = {quoted(move.path or '/')} {act}\n"
    yield f"location {'^~' if move.below else '='} {quoted(f'{move.path}/')} {act}\n"
