"""What one host is given: files within the site, files for its server, and what it cannot do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from sitegen.output.hosts.record import BuildRecord
from sitegen.output.hosts.rules import Move


class BuiltSite(NamedTuple):
    """A site as it was built: its record, and how large each of its files is."""

    record: BuildRecord
    sizes: Mapping[str, int]
    """Bytes, by path."""


class HostPackage(NamedTuple):
    """All that a host has to be given."""

    within: Mapping[str, str] = MappingProxyType({})
    """Texts that become files of the site, by their path."""

    beside: Mapping[str, str] = MappingProxyType({})
    """Texts for whoever runs the server, by the name of their file; never part of the site."""

    twins: tuple[Move, ...] = ()
    """Redirects that this host needs as pages."""

    lost: tuple[str, ...] = ()
    """What this host cannot do, a sentence each."""

    faults: tuple[str, ...] = ()
    """Limits of the host that this site breaks, a sentence each."""


def able_moves(moved: Iterable[Move]) -> list[Move]:
    """Return the redirects that a server can be told, first those for which no page can stand."""
    return sorted((move for move in moved if move.plain), key=lambda move: not move.below)


def not_told(moved: Iterable[Move]) -> tuple[str, ...]:
    """Return a sentence about the redirects that a server cannot be told, if there are any."""
    number = sum(not move.plain for move in moved)
    odd = (
        "Old addresses with a “?”, or with signs that are no letters, do not lead on, or lead "
        "where they lead without them"
    )
    return (f"{odd} ({number} here).",) if number else ()


def quoted(text: str) -> str:
    """Return a text in quotation marks, as the languages of Caddy and nginx write it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
