"""Writes the rules of a built site for an nginx server, for the day when the site moves there."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from sitegen.cli import exit_codes
from sitegen.output.netlify import HEADERS, REDIRECTS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_HEAD: Final = """\
# Made by “python3 build.py nginx”: make it again when addresses or headers have changed.
root {folder};
server_tokens off;
absolute_redirect off;
charset utf-8;
charset_types text/css text/csv text/plain text/calendar text/xml application/javascript
    application/json application/manifest+json;
gzip on;
gzip_vary on;
gzip_types text/css text/csv text/xml application/javascript application/json image/svg+xml;
include mime.types;
default_type application/octet-stream;
types {{
    text/csv csv;
    text/calendar ics;
    application/manifest+json webmanifest;
}}
error_page 404 /404.html;
error_page 403 =404 /404.html;
# The rules themselves, and what a build has not finished, are nobody's.
location ~ ^/(?:_headers|_redirects|\\.(?!well-known/)) {{ return 404; }}
"""
_EVERYWHERE: Final = "/*"


def rules(folder: Path) -> str:
    """Write what belongs into a `server` block; raises OSError where no site was built."""
    headers = _headers((folder / HEADERS).read_text(encoding="utf-8"))
    moved = (folder / REDIRECTS).read_text(encoding="utf-8").splitlines()
    parts = [_HEAD.format(folder=_quoted(str(folder.resolve())))]
    parts += [_redirect(*line.split()) for line in moved]
    parts += _locations(headers)
    return "".join(parts)


def _headers(text: str) -> Mapping[str, Mapping[str, str]]:
    """Read `_headers`: the headers of each path."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    path = ""
    for line in text.splitlines():
        if line.startswith("/"):
            path = line
        else:
            name, _, value = line.strip().partition(": ")
            found[path][name] = value
    return found


def _redirect(old: str, new: str, status: str) -> str:
    """Write one redirect; as at the first host, a last slash does not matter."""
    path = unquote(old).rstrip("/")
    act = f"{{ return {status} {_quoted(f'{new}$is_args$args')}; }}"
    return "".join(f"location = {_quoted(one)} {act}\n" for one in (path, f"{path}/"))


def _locations(headers: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Write each set of headers once; nginx sends those of one place only, so each set is whole."""
    everywhere = headers[_EVERYWHERE]
    paths: dict[tuple[tuple[str, str], ...], list[str]] = defaultdict(list)
    for path, own in headers.items():
        if path != _EVERYWHERE:
            paths[(*everywhere.items(), *own.items())].append(_pattern(path))
    for values, patterns in paths.items():
        yield _location(f"~ ^/(?:{'|'.join(patterns)})", values)
    yield _location("/", tuple(everywhere.items()))


def _pattern(path: str) -> str:
    if path == "/":
        return r"(?:index\.html)?$"
    if path.endswith("/*"):
        return re.escape(path[1:-2]) + "(?:/|$)"
    return re.escape(path[1:]) + "$"


def _location(where: str, values: tuple[tuple[str, str], ...]) -> str:
    lines = (f"    add_header {name} {_quoted(value)} always;\n" for name, value in values)
    return f"location {where} {{\n{''.join(lines)}}}\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def command(given: argparse.Namespace) -> int:
    """Print the rules of a built site for another kind of server."""
    try:
        print(rules(given.output), end="")
    except OSError:
        print(f"No site was built in {given.output}: run build.py first.", file=sys.stderr)
        return exit_codes.WRONG_USAGE
    return exit_codes.FINE
