"""The record of a build: its files and rules, from which hosts are told and sites are verified."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from sitegen.output.assets import Output
from sitegen.output.hosts.rules import HostRules, Move

if TYPE_CHECKING:
    from sitegen.site.site import Site

BUILD_RECORD: Final = "build.json"
"""The file by which an output folder is known as one of ours."""


class NoRecord(Exception):
    """Raised where there is no record of a build."""


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """What a build wrote down about itself."""

    site: str
    """The address of the site, without a last slash."""

    built: date
    pages: int
    files: Mapping[str, str]
    """The digest of each file, by its path."""

    rules: HostRules
    host: str = ""
    """The host for which files were added, if there is one."""

    added: tuple[str, ...] = ()
    """The files that were added for that host."""

    @classmethod
    def of(cls, site: Site, outputs: Iterable[Output], pages: int, rules: HostRules) -> BuildRecord:
        """Return the record of a site that was just made.

        When the next embargo lifts is not said: that something will appear is not public either.
        Of the time of the build only the day is told, because a build at an unusual hour after
        which every page is as it was would tell that something waits.
        """
        return cls(
            site=site.settings.base_url,
            built=site.moment.date(),
            pages=pages,
            files=_digests(outputs),
            rules=rules,
        )

    @classmethod
    def read(cls, data: bytes) -> BuildRecord:
        """Return the record that a file holds; raises NoRecord."""
        try:
            written = json.loads(data)
            return cls(
                site=str(written["site"]),
                built=date.fromisoformat(written["built"]),
                pages=int(written["pages"]),
                files=dict(written["files"]),
                rules=_rules(written["headers"], written["redirects"]),
                host=str(written.get("host", "")),
                added=tuple(written.get("added", ())),
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            message = f"{BUILD_RECORD} is not the record of a build of ours"
            raise NoRecord(message) from None

    def output(self) -> Output:
        """Return the record as a file of the site, for anybody to compare."""
        rules = self.rules
        record = {
            "site": self.site,
            "built": self.built.isoformat(),
            "pages": self.pages,
            "digest": hashlib.sha256(json.dumps(dict(self.files)).encode()).hexdigest(),
            "files": dict(self.files),
            "redirects": [list(move) for move in rules.moved],
            "headers": {
                "everywhere": dict(rules.everywhere),
                "pages": dict(rules.pages),
                "places": {place: dict(sent) for place, sent in rules.places.items()},
            },
            **({"host": self.host, "added": list(self.added)} if self.host else {}),
        }
        return Output(BUILD_RECORD, (json.dumps(record, indent=1) + "\n").encode())

    def amended(self, outputs: Iterable[Output], gone: Iterable[str]) -> BuildRecord:
        """Return the record of a build after which some files were replaced, and others dropped."""
        left = {path: digest for path, digest in self.files.items() if path not in {*gone}}
        left |= _digests(outputs)
        return replace(self, files=dict(sorted(left.items())))

    def for_host(self, host: str, changed: Mapping[str, bytes]) -> BuildRecord:
        """Return the record with the files of a host, in place of those of an earlier one."""
        files = {path: digest for path, digest in self.files.items() if path not in self.added}
        new = {**files, **_digests(map(Output, changed, changed.values()))}
        return BuildRecord(
            site=self.site,
            built=self.built,
            pages=self.pages,
            files={path: new[path] for path in sorted(new)},
            rules=self.rules,
            host=host,
            added=tuple(sorted(changed.keys() - files.keys())),
        )


def url_of(path: str) -> str:
    """Return the address of a file of the site."""
    if path == "index.html" or path.endswith("/index.html"):
        return f"/{path.removesuffix('index.html')}"
    return f"/{path}"


def _digests(outputs: Iterable[Output]) -> dict[str, str]:
    return {output.path: output.digest for output in sorted(outputs, key=attrgetter("path"))}


def _rules(headers: Mapping[str, Any], redirects: Iterable[list[Any]]) -> HostRules:
    moved = tuple(
        Move(str(path), bool(below), str(query), str(target), str(anchor), int(status))
        for path, below, query, target, anchor, status in redirects
    )
    places = {str(place): dict(sent) for place, sent in headers["places"].items()}
    return HostRules(dict(headers["everywhere"]), dict(headers["pages"]), places, moved)
