"""The rules of a site for Apache: one `.htaccess` at its top, which needs no right but FileInfo."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sitegen.output.hosts.netlify import RULE_FILES
from sitegen.output.hosts.package import BuiltSite, HostPackage, not_told
from sitegen.output.hosts.rules import NOT_FOUND, TYPES, HostRules, Move, content_type, is_text

HTACCESS: Final = ".htaccess"

_HEAD: Final = """\
# Made by “python3 build.py host apache”: make it again when addresses or headers have changed.
ErrorDocument 404 /{not_found}
ErrorDocument 403 /{not_found}
<IfModule mod_deflate.c>
<IfModule mod_filter.c>
AddOutputFilterByType DEFLATE {texts} image/svg+xml
</IfModule>
</IfModule>
<IfModule mod_mime.c>
{types}</IfModule>
"""
_REWRITE: Final = """\
<IfModule mod_rewrite.c>
RewriteEngine On
# Apache writes whole addresses, with the scheme that it sees itself; a proxy may know better.
RewriteRule ^ - [E=scheme:%{{REQUEST_SCHEME}}]
RewriteCond %{{HTTP:X-Forwarded-Proto}} =https
RewriteRule ^ - [E=scheme:https]
# A static site is read and nothing else.
RewriteCond %{{REQUEST_METHOD}} !^(?:GET|HEAD)$
RewriteRule ^ - [R=405,L]
# The rules themselves, and what a build has not finished, are nobody's.
RewriteRule ^(?:{rules})$ - [R=404,L]
RewriteRule (?:^|/)\\.(?!well-known/) - [R=404,L]
{moved}# A page has a last slash, and a folder without a page shows nobody what is in it.
RewriteCond %{{REQUEST_FILENAME}} -d
RewriteCond %{{REQUEST_FILENAME}}/index.html !-f
RewriteRule ^ - [R=404,L]
RewriteCond %{{REQUEST_FILENAME}} -d
RewriteRule ^(.*[^/])$ %{{ENV:scheme}}://%{{HTTP_HOST}}/$1/ [R=301,L]
</IfModule>
"""


_NEEDED: Final = (
    "Apache must load mod_headers, mod_rewrite and mod_mime and allow .htaccess (AllowOverride "
    "FileInfo); without one of them its part is lost, and “verify” tells it."
)


def package(built: BuiltSite) -> HostPackage:
    """Return the `.htaccess` of a site."""
    rules = built.record.rules
    lost = (_NEEDED, *not_told(rules.moved))
    return HostPackage(within={HTACCESS: "".join(_parts(rules))}, lost=lost)


def _parts(rules: HostRules) -> Iterator[str]:
    yield _HEAD.format(
        not_found=NOT_FOUND,
        texts=" ".join(sorted(kind for kind in TYPES.values() if is_text(kind))),
        types="".join(f'AddType "{content_type(end)}" .{end}\n' for end in TYPES),
    )
    moved = "".join(_redirect(move) for move in rules.moved if move.plain)
    yield _REWRITE.format(rules="|".join(RULE_FILES), moved=moved)
    yield "<IfModule mod_headers.c>\n"
    for name, sent in {**rules.everywhere, **rules.pages}.items():
        yield f"Header always set {name} {_quoted(sent)}\n"
    for place in sorted(rules.places, key=len):
        headers = rules.headers_of(place)
        fitting = _quoted(f"expr=%{{REQUEST_URI}} =~ m#^{_regex(place)}#")
        for name, sent in headers.items():
            if rules.pages.get(name) != sent:
                yield f"Header always set {name} {_quoted(sent)} {fitting}\n"
        for name in rules.pages.keys() - headers.keys():
            yield f"Header always unset {name} {fitting}\n"
    yield "</IfModule>\n"


def _redirect(move: Move) -> str:
    """Write one redirect; as at every host, a last slash does not matter."""
    end = "(?:/.*)?$" if move.below else "/?$"
    pattern = _quoted(f"^{_regex(move.path.removeprefix('/'))}{end}")
    # “%2” and “$1” would mean what an earlier pattern found.
    target, anchor = (re.sub(r"([%$\\])", r"\\\1", part) for part in (move.target, move.anchor))
    if target.startswith("/"):
        target = "%{ENV:scheme}://%{HTTP_HOST}" + target
    flags = f"[R={move.status},L,NE]"
    plain = f"RewriteRule {pattern} {_quoted(target + anchor)} {flags}\n"
    if not anchor or "?" in target:
        return plain
    # Apache puts what was asked behind an anchor, where it means nothing.
    with_query = f"RewriteRule {pattern} {_quoted(f'{target}?%{{QUERY_STRING}}{anchor}')} {flags}\n"
    return f"RewriteCond %{{QUERY_STRING}} .\n{with_query}{plain}"


def _regex(text: str) -> str:
    """Write a path as a pattern without anything that ends a word or a pattern of Apache's."""
    return re.sub(r'\\?([ "#])', lambda match: rf"\x{ord(match[1]):02x}", re.escape(text))


def _quoted(text: str) -> str:
    # In quotation marks, Apache reads a backslash as itself unless a quotation mark follows.
    return '"' + text.replace('"', '\\"') + '"'
