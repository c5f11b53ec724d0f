"""The index of the search page, made from the finished pages: the one place that runs Pagefind."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final

from sitegen.output.assets import Output, fingerprinted
from sitegen.output.search_entry import BESIDE_THE_POINT, IndexEntry

BUNDLE: Final = "assets/pagefind-{version}"
"""Where the engine and its index stand: every name below it changes with what it names."""

WORDS: Final = "assets/search.json"
"""What the search knows besides the index; a digest comes into its name."""


_HEAD_START: Final = 120_000
"""Bytes of index that a browser fetches with the page: one wait less, if it is not much."""


_ENTRY: Final = "pagefind-entry.json"
_NEEDED: Final = ("pagefind.js", _ENTRY, "wasm.en.pagefind")
_SIGNATURE: Final = len(b"pagefind_dcd")
_WORD: Final = re.compile(r"[^\W_]{2,}")
_APOSTROPHE: Final = re.compile(r"['’](?:s\b)?")
_LOOK_UP: Final = 0.02
"""Seconds after which somebody who waits for Pagefind may think again."""
_IN_MEMORY: Final = "/dev/shm"  # noqa: S108 - the folder in it is made for its owner alone
_SPARE: Final = 4
"""How many times the pages must fit into the memory's folder; others use it too."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """What the index keeps of a page, under the name by which its results are known."""

    name: str
    url: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Index:
    """What is made of all pages together: files, what each page is called in them, its words."""

    outputs: tuple[Output, ...]
    pages: tuple[tuple[str, str, str], ...]
    """Of each page the name of its results, the address and the title."""

    words: Mapping[str, int]


NO_INDEX: Final = Index((), (), {})


def _patiently() -> None:
    pass


@contextmanager
def indexing(
    entries: Sequence[IndexEntry],
    meanwhile: Callable[[], None] = _patiently,
    before: Index = NO_INDEX,
) -> Iterator[Callable[[], Index]]:
    """Let Pagefind, a program of its own, index some pages meanwhile; what is given waits for it.

    It has ended when this ends, however it does. What is the same in an earlier index is not read
    again. Raises OSError and what is raised meanwhile, and so does the waiting.
    """
    if not entries:
        yield lambda: NO_INDEX
        return
    with TemporaryDirectory(prefix="sitegen-search-", dir=_memory(entries)) as name:
        pages, bundle = Path(name, "pages"), Path(name, "bundle")
        # Pagefind numbers pages in the order in which they are written.
        for entry in entries:
            meanwhile()
            place = pages / entry.path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(entry.html, encoding="utf-8", newline="\n")
        with _start("--site", str(pages), "--output-path", str(bundle)) as running:
            try:
                yield lambda: _index(_waited(running, bundle, meanwhile), before)
            finally:
                running.kill()


def reworded(words: Output, index: Index) -> Output:
    """Return what the search knows beside an index of the same pages with other words."""
    known = json.loads(words.data)
    of_url = {url: rest for url, _, *rest in known["pages"].values()}
    known["pages"] = {name: (url, title, *of_url[url]) for name, url, title in index.pages}
    known["vocabulary"] = vocabulary(index.words)
    return file_of(as_json(known))


def relinked(page: Output, old: tuple[Output, Index], new: tuple[Output, Index]) -> Output:
    """Return the search page with the names of new files in the place of old ones."""
    return Output(page.path, page.data.replace(names(*old), names(*new), 1))


def file_of(words: bytes) -> Output:
    return Output(fingerprinted(WORDS, words), words)


def names(words: Output, index: Index) -> bytes:
    return "\n".join(_links(words, index)).encode()


def _links(words: Output, index: Index) -> Iterator[str]:
    """Return the links by which a browser fetches all at once what it will need one by one."""
    fetch = '<link rel="preload" as="fetch" crossorigin href="{}"{}>'
    yield fetch.format(words.url, ' data-file="words"')
    by_suffix: dict[str, list[Output]] = {}
    for output in index.outputs:
        by_suffix.setdefault(output.path.rpartition(".")[2], []).append(output)
    for engine in by_suffix["js"]:
        yield f'<link rel="modulepreload" href="{engine.url}" data-file="engine">'
    for entry in by_suffix["json"]:
        # Its name never changes, so that its address must when the index does.
        digest = hashlib.sha256(entry.data).hexdigest()[:10]
        yield fetch.format(f"{entry.url}?ts={digest}", ' data-file="index"')
    for output in (*by_suffix["pagefind"], *by_suffix["pf_meta"]):
        yield fetch.format(output.url, "")
    chunks = by_suffix["pf_index"]
    small = sum(len(chunk.data) for chunk in chunks) <= _HEAD_START
    for chunk in chunks if small else ():
        yield fetch.format(chunk.url, ' fetchpriority="low" data-file="chunk"')


def is_words(path: str) -> bool:
    """Return whether a file is what the search knows besides the index."""
    stem, _, ending = WORDS.rpartition(".")
    return path.startswith(f"{stem}.") and path.endswith(f".{ending}")


def _memory(entries: Iterable[IndexEntry]) -> str | None:
    """Return the folder that is kept in memory, where there is one with room to spare.

    A disk takes several times as long to make a thousand folders.
    """
    size = sum(len(entry.html) for entry in entries)
    with suppress(OSError):
        if shutil.disk_usage(_IN_MEMORY).free > _SPARE * size and os.access(_IN_MEMORY, os.W_OK):
            return _IN_MEMORY
    return None


def _start(*arguments: str) -> subprocess.Popen[bytes]:
    from pagefind_bin import get_executable

    command = (str(get_executable()), *arguments, "--silent", "--force-language", "en")
    left_out = ("--exclude-selectors", ",".join(BESIDE_THE_POINT))
    return subprocess.Popen((*command, *left_out), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def _waited(
    running: subprocess.Popen[bytes], bundle: Path, meanwhile: Callable[[], None]
) -> tuple[Output, ...]:
    """Wait for Pagefind, and take of what it made what browsers need; raises OSError."""
    said = _output_of(running, meanwhile)
    if running.returncode:
        message = f"the search index could not be made: {said.decode(errors='replace').strip()}"
        raise OSError(message)
    paths = sorted(path.relative_to(bundle) for path in bundle.rglob("*") if path.is_file())
    entry = json.loads((bundle / _ENTRY).read_bytes())
    folder = BUNDLE.format(version=entry["version"])
    return tuple(
        Output(f"{folder}/{path.as_posix()}", (bundle / path).read_bytes())
        for path in paths
        if path.name in _NEEDED or path.suffix.startswith(".pf_")
    )


def _index(outputs: tuple[Output, ...], before: Index) -> Index:
    """Read what Pagefind made, but for what is the same as before."""
    old, now = {*before.outputs}, {*outputs}
    new = tuple(_fragments(now - old))
    words = Counter(before.words)
    words.update(_counted(fragment.text for fragment in new))
    words.subtract(_counted(fragment.text for fragment in _fragments(old - now)))
    pages = {page[0]: page for page in before.pages}
    pages |= {fragment.name: (fragment.name, fragment.url, fragment.title) for fragment in new}
    names = sorted(_name(output) for output in outputs if _is_fragment(output))
    # Without the words that stand nowhere any more.
    return Index(outputs, tuple(pages[name] for name in names), +words)


def _is_fragment(output: Output) -> bool:
    return output.path.endswith(".pf_fragment")


def _name(output: Output) -> str:
    return PurePosixPath(output.path).stem


def _output_of(running: subprocess.Popen[bytes], meanwhile: Callable[[], None]) -> bytes:
    """Wait for the end of a program, and give all that it said."""
    while True:
        with suppress(subprocess.TimeoutExpired):
            said, _ = running.communicate(timeout=_LOOK_UP)
            return said
        meanwhile()


def _fragments(bundle: Iterable[Output]) -> Iterator[Fragment]:
    for output in bundle:
        if _is_fragment(output):
            read = json.loads(gzip.decompress(output.data)[_SIGNATURE:])
            yield Fragment(
                _name(output), read["url"], read["meta"].get("title", ""), read["content"]
            )


def as_json(words: Mapping[str, object]) -> bytes:
    return (json.dumps(words, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def vocabulary(written: Iterable[str]) -> str:
    """Return every word that the index has, a name with its capital."""
    forms: dict[str, str] = {}
    for word in written:
        # A word that is never written small is a name.
        forms[word.lower()] = max(word, forms.get(word.lower(), ""))
    return " ".join(forms[word] for word in sorted(forms))


def _counted(texts: Iterable[str]) -> Counter[str]:
    """Count words as they are written; the search leaves apostrophes and single letters out."""
    pieces: Counter[str] = Counter()
    for text in texts:
        pieces.update(text.split())
    written: Counter[str] = Counter()
    # The same ones again and again: each is looked at once.
    for piece, times in pieces.items():
        for word in _WORD.findall(_APOSTROPHE.sub("", piece)):
            written[word] += times
    return written
