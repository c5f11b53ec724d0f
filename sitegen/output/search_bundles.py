"""Divides the pages of the search among bundles, and makes one index of several bundles."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from sitegen.cache.memo import digest
from sitegen.output.assets import Output
from sitegen.output.search_entry import IndexEntry
from sitegen.output.search_index import NO_INDEX, Index

MOST: Final = 250
"""Pages that one bundle holds. Of more pages several are made, so that an edit indexes a part."""

_BUNDLES: Final = 8
"""How many bundles there are at most: a browser fetches some bytes of each for every search."""

_ONCE: Final = (".js", ".pagefind")
"""What the bundles of one site share: the engine."""


class SoughtPage(NamedTuple):
    """A page that is indexed, and what Pagefind is given of it once it is asked for."""

    path: str
    digest: str
    """What tells that from anything else."""

    of_many: bool
    entry: Callable[[], IndexEntry]


def bundles(pages: Sequence[SoughtPage]) -> tuple[tuple[SoughtPage, ...], ...]:
    """Divide pages of which there are many by their addresses; of few pages there is one bundle.

    The others show lists above all. They stay together, because who changes a title changes all
    the lists in which it stands.
    """
    lists = [page for page in pages if not page.of_many]
    apart = lists if len(lists) <= MOST < len(pages) else []
    rest = [page for page in pages if page.of_many] if apart else pages
    number = min(_BUNDLES - bool(apart), -(-len(rest) // MOST))
    parts: list[list[SoughtPage]] = [[] for _ in range(number)]
    for page in rest:
        of_path = hashlib.blake2b(page.path.encode(), digest_size=8).digest()
        parts[int.from_bytes(of_path, "big") % number].append(page)
    return tuple(tuple(bundle) for bundle in (apart, *parts) if bundle)


def key(digests: Iterable[str]) -> bytes:
    """Return under what the index of a bundle is cached: what is indexed of each page, in order."""
    return digest("search", *digests)


def joined(indexes: Sequence[Index]) -> Index:
    """Make one index of several: each bundle but the first has a folder of its own."""
    if len(indexes) < 2:
        return next(iter(indexes), NO_INDEX)
    words: Counter[str] = Counter()
    for index in indexes:
        words.update(index.words)
    outputs = [*indexes[0].outputs]
    for number, index in enumerate(indexes[1:], start=1):
        own = (output for output in index.outputs if not output.path.endswith(_ONCE))
        outputs += (Output(_numbered(output.path, number), output.data) for output in own)
    return Index(tuple(outputs), tuple(p for index in indexes for p in index.pages), words)


def _numbered(path: str, number: int) -> str:
    """Put a file of a bundle into the folder of its number, within that of the engine."""
    assets, engine, rest = path.split("/", 2)
    return f"{assets}/{engine}/{number}/{rest}"
