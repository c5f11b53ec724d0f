"""The rules of a site for Caddy, to be imported in its site block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from sitegen.output.hosts.netlify import RULE_FILES
from sitegen.output.hosts.package import BuiltSite, HostPackage, not_told, quoted
from sitegen.output.hosts.rules import NOT_FOUND, TYPES, HostRules, Move, content_type

_HEAD: Final = (
    "# Made by “python3 build.py host caddy”: make it again when addresses or headers change.\n"
)
_CLOSED: Final = rf"^/(?:(?:{'|'.join(RULE_FILES)})$|.*/\.|\.(?:[^w]|w[^e]))"
"""What is nobody's: the rules themselves, and hidden files but for those in `.well-known`."""

_ROUTE: Final = """\
	@method not method GET HEAD
	respond @method 405
	@closed path_regexp {closed}
	error @closed 404
	@impossible path_regexp \x00|[^/]{{250}}
	error @impossible 404
{moved}	@folder {{
		not path_regexp /$
		file {{path}}/index.html
	}}
	redir @folder {{path}}/{{asked}} 301
	@empty {{
		path_regexp /$
		not file {{path}}index.html
	}}
	error @empty 404
	file_server {{
		disable_canonical_uris
	}}
"""


def package(built: BuiltSite) -> HostPackage:
    """Return the file that Caddy imports."""
    rules = built.record.rules
    return HostPackage(beside={"site.caddy": "".join(_parts(rules))}, lost=not_told(rules.moved))


def _parts(rules: HostRules) -> Iterator[str]:
    yield _HEAD
    yield "encode gzip\n"
    # What follows “?” goes along, where there is anything.
    yield 'map {query} {asked} {\n\t"" ""\n\tdefault "?{query}"\n}\n'
    moved = _RedirectGroup.of([move for move in rules.moved if move.plain])
    yield from (text for group in moved for text in group.table())
    yield "route {\n"
    yield _sent({**rules.everywhere, **rules.pages}, "", "\t")
    for number, place in enumerate(sorted(rules.places, key=len)):
        # A matcher of paths would not care for capitals, and addresses do.
        yield f"\t@place{number} path_regexp ^{_regex(place)}\n"
        yield _sent(rules.headers_of(place), f"@place{number} ", "\t")
    for suffix in TYPES:
        yield f"\t@{suffix} path_regexp \\.{suffix}$\n"
        yield f'\theader @{suffix} Content-Type "{content_type(suffix)}"\n'
    yield f'\t@page path_regexp /$\n\theader @page Content-Type "{content_type("html")}"\n'
    yield _ROUTE.format(
        closed=_unquoted(_CLOSED),
        moved="".join(group.act for group in moved),
    )
    yield "}\n"
    yield from _errors(rules)


class _RedirectGroup(NamedTuple):
    """Old addresses that lead on in one way: with one status, with or without what was asked."""

    name: str
    status: int
    with_query: bool
    moved: tuple[Move, ...]

    @classmethod
    def of(cls, moved: Sequence[Move]) -> list[_RedirectGroup]:
        """Return the groups of some redirects; of folders, none that is wider comes before."""
        exact = sorted((move for move in moved if not move.below), key=_way)
        folders = (move for move in moved if move.below)
        groups = groupby((*exact, *folders), key=lambda move: (move.below, _way(move)))
        return [
            cls(f"moved_{number}", status, query, tuple(those))
            for number, ((_, (status, query)), those) in enumerate(groups)
        ]

    def table(self) -> Iterator[str]:
        """Yield the table of where they lead, and the matcher of what is in it."""
        yield f"map {{path}} {{{self.name}}} {{{self.name}_anchor}} {{\n"
        for move in self.moved:
            end = "(?:/.*)?$" if move.below else "/?$"
            target, anchor = _no_placeholder(move.target), _no_placeholder(move.anchor)
            # A pattern, because of any other text Caddy would fill in what stands in braces.
            yield f"\t~^{_regex(move.path)}{end} {quoted(target)} {quoted(anchor)}\n"
        yield f'\tdefault "" ""\n}}\n@{self.name} expression `{{{self.name}}} != ""`\n'

    @property
    def act(self) -> str:
        """Return the line that leads on."""
        query = "{asked}" if self.with_query else ""
        return f"\tredir @{self.name} {{{self.name}}}{query}{{{self.name}_anchor}} {self.status}\n"


def _way(move: Move) -> tuple[int, bool]:
    """Return with which status an address leads on, and whether with what was asked."""
    return move.status, "?" not in move.target


def _sent(headers: Mapping[str, str], matcher: str, indent: str) -> str:
    lines = (f"{indent}\t{name} {quoted(sent)}\n" for name, sent in headers.items())
    return f"{indent}header {matcher}{{\n{''.join(lines)}{indent}}}\n"


def _errors(rules: HostRules) -> Iterator[str]:
    """Yield what is answered where nothing is: with the headers of that page, not of its folder."""
    sent = rules.headers(f"/{NOT_FOUND}")
    foreign = {name for place in rules.places.values() for name in place} - sent.keys()
    yield f"handle_errors {{\n\trewrite * /{NOT_FOUND}\n"
    yield "\theader {\n"
    yield "".join(f"\t\t-{name}\n" for name in sorted(foreign))
    yield "".join(f"\t\t{name} {quoted(value)}\n" for name, value in sent.items())
    yield f'\t\tContent-Type "{content_type("html")}"\n\t}}\n\tfile_server\n}}\n'


def _regex(path: str) -> str:
    """Write a path as a pattern without anything that Caddy’s own language has a use for."""
    return _unquoted(re.escape(path))


def _unquoted(pattern: str) -> str:
    return re.sub(r'\\?([\s"{}])', lambda match: rf"\x{{{ord(match[1]):x}}}", pattern)


def _no_placeholder(text: str) -> str:
    return text.replace("{", "%7B").replace("}", "%7D")
