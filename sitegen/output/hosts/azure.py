"""Azure Static Web Apps: `staticwebapp.config.json` at the top of the site."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import quote

from sitegen.issues.wording import counted
from sitegen.output.hosts.netlify import RULE_FILES
from sitegen.output.hosts.package import BuiltSite, HostPackage, able_moves, not_told
from sitegen.output.hosts.rules import (
    NOT_FOUND,
    TYPES,
    HostRules,
    Move,
    content_type,
    most_exact_first,
)

CONFIG: Final = "staticwebapp.config.json"
_LARGEST_CONFIG: Final = 20_000
"""20 KB, of which Azure does not say whether they are 20,000 bytes or 20,480."""

_LARGEST_SITE: Final = 250_000_000


def package(built: BuiltSite) -> HostPackage:
    """Return the configuration with as many redirects as fit; the others become pages."""
    record = built.record
    able = able_moves(record.rules.moved)
    fitting = _fitting(record.rules, able, _suffixes(record.files))
    rest = tuple(move for move in able if move not in fitting)
    lost = ["The headers of the page for missing addresses are those of the address asked for."]
    if rest:
        lost.append(
            f"Pages that lead on at once (status 200) replace {counted(len(rest), 'redirect')} "
            "beyond the 20 KB that Azure reads; those with a “*” are lost."
        )
    lost += not_told(record.rules.moved)
    size = sum(built.sizes.values())
    large = f"The site has {size:,} bytes; Azure’s free plan takes at most {_LARGEST_SITE:,}."
    return HostPackage(
        within={CONFIG: _text(record.rules, fitting, _suffixes(record.files))},
        twins=rest,
        lost=tuple(lost),
        faults=(large,) if size > _LARGEST_SITE else (),
    )


def _suffixes(paths: Iterable[str]) -> list[str]:
    """Return the ends of the names of the files, as far as we know their types."""
    return sorted({path.rpartition(".")[2] for path in paths} & TYPES.keys())


def _fitting(rules: HostRules, moved: list[Move], suffixes: list[str]) -> list[Move]:
    """Return as many redirects as the file can hold, the first ones first."""
    least, most = 0, len(moved)
    while least < most:
        middle = (least + most + 1) // 2
        fits = len(_text(rules, moved[:middle], suffixes).encode()) <= _LARGEST_CONFIG
        least, most = (middle, most) if fits else (least, middle - 1)
    return [*most_exact_first(moved[:least])]


def _text(rules: HostRules, moved: list[Move], suffixes: list[str]) -> str:
    routes = [
        *({"route": f"/{name}", "statusCode": 404} for name in RULE_FILES),
        *(route for move in moved for route in _redirect(move)),
        # The first route that fits is taken, so the most exact folder comes first.
        *(_place(rules, place) for place in sorted(rules.places, key=len, reverse=True)),
    ]
    config = {
        "trailingSlash": "always",
        "routes": routes,
        "responseOverrides": {"404": {"rewrite": f"/{NOT_FOUND}"}},
        "globalHeaders": {**rules.everywhere, **rules.pages},
        "mimeTypes": {f".{end}": content_type(end) for end in suffixes},
    }
    return json.dumps(config, indent=1, ensure_ascii=False) + "\n"


def _redirect(move: Move) -> list[dict[str, Any]]:
    old = quote(move.path, safe="/:@!$&'()+,;=~")
    ends = ("*",) if move.below else ("", "/")
    return [
        {"route": f"{old}{end}", "redirect": move.whole_target, "statusCode": move.status}
        for end in ends
    ]


def _place(rules: HostRules, place: str) -> dict[str, Any]:
    """Return what differs in a folder; a header without a value is not sent."""
    headers: Mapping[str, str] = rules.headers_of(place)
    changed = {name: sent for name, sent in headers.items() if rules.pages.get(name) != sent}
    dropped = {name: "" for name in rules.pages if name not in headers}
    return {"route": f"{place}*", "headers": {**changed, **dropped}}
