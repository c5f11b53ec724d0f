"""The index of the search page, made from the finished pages: the one place that knows Pagefind."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from sitegen.models.documents import BoardDocument
from sitegen.models.pages import Page, Shows
from sitegen.models.reviews import Review
from sitegen.output.assets import Output
from sitegen.views import search
from sitegen.views.lookup import page_showing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sitegen.models.base import Item
    from sitegen.output.routes import Route
    from sitegen.site.site import Site

BUNDLE: Final = "search/pagefind"
"""Where the index stands: below the one page whose policy lets its program run."""

WORDS: Final = "search/words.json"

_UNSOUGHT: Final = frozenset((Shows.SEARCH, Shows.NOT_FOUND))
_LISTS: Final = frozenset((Shows.SITE_MAP, Shows.UPDATES, Shows.HANDBOOK_WHOLE))
"""Pages that repeat others; only their titles are searched, or they would answer every question."""

BESIDE_THE_POINT: Final = (
    *("nav", "svg", ".contents", ".support", ".after", ".cite", ".update-history"),
    *(".ask", ".hidden"),
)
"""What stands on many pages alike, or says again for the eye what words have said."""

_WEIGHTS: Final[Mapping[type[Item], float]] = {Review: 2, BoardDocument: 0.5}
"""A review matters more than a paper about it, and a page more than a document not yet supplied."""

_NEEDED: Final = ("pagefind.js", "pagefind-entry.json", "wasm.en.pagefind")
_SIGNATURE: Final = len(b"pagefind_dcd")
_MAIN: Final = re.compile(r"<main\b[^>]*>(.*)</main>", re.DOTALL)
_CELL: Final = re.compile(r"</(?:caption|d[dt]|span|strong|t[dh])>")
"""Where words end for the eye, which Pagefind would join to those that follow."""

_WORD: Final = re.compile(r"[^\W\d_][\w'-]*[^\W_]")
_LOOK_UP: Final = 0.02
"""Seconds after which somebody who waits for Pagefind may think again."""
_IN_MEMORY: Final = "/dev/shm"  # noqa: S108 - the folder in it is made for its owner alone
_SPARE: Final = 4
"""How many times the pages must fit into the memory's folder; others use it too."""

_SHORTEST: Final = 4
"""Letters that a word needs before a slip in it can be told from another word."""


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What Pagefind is given of a page."""

    path: str
    html: str


@dataclass(frozen=True, slots=True)
class Fragment:
    """What the index keeps of a page, under the name by which its results are known."""

    name: str
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Index:
    """What is made of all pages together: files, the name of each page in them, its words."""

    outputs: tuple[Output, ...]
    names: tuple[tuple[str, str], ...]
    words: Mapping[str, int]


def _patiently() -> None:
    pass


def entries(
    site: Site, routes: Iterable[Route], html: Mapping[str, bytes]
) -> tuple[IndexEntry, ...]:
    """Give what is indexed of each page; of a site without a search page, nothing."""
    if not page_showing(site, Shows.SEARCH):
        return ()
    return tuple(_entry(route, html[route.url].decode()) for route in _sought(routes))


@contextmanager
def indexing(
    entries: Sequence[IndexEntry], meanwhile: Callable[[], None] = _patiently
) -> Iterator[Callable[[], Index]]:
    """Let Pagefind, a program of its own, index some pages meanwhile; what is given waits for it.

    It has ended when this ends, however it does. Raises OSError and what is raised meanwhile, and
    so does the waiting.
    """
    if not entries:
        yield lambda: Index((), (), {})
        return
    with TemporaryDirectory(prefix="sitegen-search-", dir=_memory(entries)) as name:
        pages, bundle = Path(name, "pages"), Path(name, "bundle")
        for entry in entries:
            meanwhile()
            place = pages / entry.path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(entry.html, encoding="utf-8", newline="\n")
        with _begun("--site", str(pages), "--output-path", str(bundle)) as running:
            try:
                yield lambda: _index(running, bundle, meanwhile)
            finally:
                running.kill()


def outputs(site: Site, routes: Iterable[Route], index: Callable[[], Index]) -> tuple[Output, ...]:
    """Make the index and its words; a site without a search page needs none. Raises OSError."""
    if not page_showing(site, Shows.SEARCH):
        return ()
    made = index()
    return (*made.outputs, Output(WORDS, _words(site, tuple(_sought(routes)), made)))


def _sought(routes: Iterable[Route]) -> Iterator[Route]:
    for route in routes:
        unsought = isinstance(route.item, Page) and route.item.shows in _UNSOUGHT
        if route.indexed and not unsought:
            yield route


def _entry(route: Route, html: str) -> IndexEntry:
    """Keep of a page what is its own."""
    item = route.item
    match = _MAIN.search(html)
    main = _CELL.sub(r" \g<0>", match[1]) if match else ""
    if isinstance(item, Page) and item.shows in _LISTS:
        main = f"<h1>{escape(item.title)}</h1><p>{escape(item.summary)}</p>"
    weight = _WEIGHTS.get(type(item), 1) if item else 1
    body = f'<main data-pagefind-body data-pagefind-weight="{weight}">{main}</main>'
    return IndexEntry(f"{route.url.strip('/') or '.'}/index.html", f'<html lang="en">{body}</html>')


def _memory(entries: Iterable[IndexEntry]) -> str | None:
    """Give the folder that is kept in memory, where there is one with room to spare.

    A disk takes several times as long to make a thousand folders.
    """
    size = sum(len(entry.html) for entry in entries)
    with suppress(OSError):
        if shutil.disk_usage(_IN_MEMORY).free > _SPARE * size and os.access(_IN_MEMORY, os.W_OK):
            return _IN_MEMORY
    return None


def _begun(*arguments: str) -> subprocess.Popen[bytes]:
    from pagefind_bin import get_executable

    command = (str(get_executable()), *arguments, "--silent", "--force-language", "en")
    left_out = ("--exclude-selectors", ",".join(BESIDE_THE_POINT))
    return subprocess.Popen((*command, *left_out), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def _index(running: subprocess.Popen[bytes], bundle: Path, meanwhile: Callable[[], None]) -> Index:
    """Wait for Pagefind, and take of what it made what browsers need; raises OSError."""
    said = _said(running, meanwhile)
    if running.returncode:
        message = f"the search index could not be made: {said.decode(errors='replace').strip()}"
        raise OSError(message)
    found = sorted(path.relative_to(bundle) for path in bundle.rglob("*") if path.is_file())
    outputs = tuple(
        Output(f"{BUNDLE}/{path.as_posix()}", (bundle / path).read_bytes())
        for path in found
        if path.name in _NEEDED or path.suffix.startswith(".pf_")
    )
    fragments = tuple(_fragments(outputs))
    names = tuple((fragment.name, fragment.url) for fragment in fragments)
    return Index(outputs, names, _counted(fragment.text for fragment in fragments))


def _said(running: subprocess.Popen[bytes], meanwhile: Callable[[], None]) -> bytes:
    """Wait for the end of a program, and give all that it said."""
    while True:
        with suppress(subprocess.TimeoutExpired):
            said, _ = running.communicate(timeout=_LOOK_UP)
            return said
        meanwhile()


def _fragments(bundle: Iterable[Output]) -> Iterator[Fragment]:
    for output in bundle:
        if output.path.endswith(".pf_fragment"):
            read = json.loads(gzip.decompress(output.data)[_SIGNATURE:])
            yield Fragment(Path(output.path).stem, read["url"], read["content"])


def _words(site: Site, routes: Iterable[Route], made: Index) -> bytes:
    """Say which pages come first, what filters ask, which words mean the same and which exist.

    Pagefind has filters of its own, but writes them in another order at every build.
    """
    items = {route.url: route.item for route in routes}
    pins = search.pins(site)
    phrases = (phrase for pin in pins for phrase in pin.words)
    words = {
        "pins": [asdict(pin) for pin in pins],
        "pages": {name: _page(site, url, items[url]) for name, url in made.names},
        "synonyms": search.synonyms(site),
        "vocabulary": _vocabulary(Counter(made.words) + _counted(phrases)),
    }
    return (json.dumps(words, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _page(site: Site, url: str, item: Item | None) -> dict[str, object]:
    facets = search.facets(site, item)
    return {"url": url, "kind": facets.kind, "years": facets.years}


def _vocabulary(written: Counter[str]) -> str:
    """Give every word that can be found, the most frequent first, for mending slips of the pen."""
    forms: dict[str, Counter[str]] = {}
    for word, count in written.items():
        forms.setdefault(word.lower(), Counter())[word] = count
    ordered = sorted(forms.values(), key=lambda found: (-found.total(), min(found)))
    # A word that is never written small is a name, and is offered with its capital.
    return " ".join(max(found) for found in ordered)


def _counted(texts: Iterable[str]) -> Counter[str]:
    """Count words as they are written, without what makes them possessive."""
    written: Counter[str] = Counter()
    for text in texts:
        written.update(_WORD.findall(text.replace("’", "'")))
    plain: Counter[str] = Counter()
    for word, count in written.items():
        plain[word.removesuffix("'s")] += count
    return Counter({word: count for word, count in plain.items() if len(word) >= _SHORTEST})
