"""From the content folder to documents: finds the files and reads them as text."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final, TypeAlias

from sitegen.content import filenames, parsing
from sitegen.content.decoding import decoded, read_bytes, unreadable
from sitegen.content.entry import Entry, UnreadableFile
from sitegen.issues.issue import ContentError, Issue, Origin, did_you_mean

RULE: Final = filenames.RULE
ASSET_FOLDERS: Final = ("files", "images")
"""Folders whose files are copied when a published record names them."""

PRIVATE: Final = "private"
"""The folder of what only checks may read; nothing in it ever reaches the site."""

NAMES: Final = f"{PRIVATE}/names.lock"
"""The fingerprints of protected names; read by the search for them."""

LEDGER: Final = "urls.lock"
"""The list of every address that was ever published; read by the address check."""

_MADE_BY_MACHINES: Final = frozenset(("thumbs.db", "desktop.ini"))


@dataclass(frozen=True, slots=True)
class Document:
    """One file of the content folder, with the collection that it belongs to."""

    path: str
    collection: str
    entries: tuple[Entry, ...]
    digest: bytes
    """What tells its text from any other."""

    faulty_lines: frozenset[int] = frozenset()
    """Lines that could not be read; such a document is for checks alone."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """All that was found in the content folder, and all that was wrong with it."""

    documents: tuple[Document, ...]
    files: Mapping[str, Path]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class ContentLayout:
    """Which files there may be: folders of Markdown, YAML lists (or folders of them), others."""

    folders: frozenset[str]
    lists: frozenset[str]
    singles: frozenset[str]

    def names(self) -> Iterator[str]:
        """Name every place that may stand at the top of the content folder."""
        yield from (f"{name}/" for name in (*self.folders, *ASSET_FOLDERS))
        yield from (f"{name}.yml" for name in (*self.lists, *self.singles))
        yield LEDGER


Parse: TypeAlias = "Callable[[str, str], tuple[Entry, ...]]"
"""Makes entries of the text of a file and its path."""


Parsing: TypeAlias = "Callable[[Callable[[], tuple[Entry, ...]], str, bytes], tuple[Entry, ...]]"
"""Takes what parses a file, the path of the file, and the digest of its bytes."""


def at_once(
    parse: Callable[[], tuple[Entry, ...]], _path: str, _digest: bytes
) -> tuple[Entry, ...]:
    """Parse a file; a build passes a way that caches instead."""
    return parse()


def load(root: Path, shape: ContentLayout, parsed: Parsing = at_once) -> Loaded:
    """Read every file below a folder; what cannot be read becomes an issue."""
    documents: list[Document] = []
    files: dict[str, Path] = {}
    issues: list[Issue] = []
    if not root.is_dir():
        hint = "Give the folder with --content, or run the command in the project’s folder."
        issues.append(Issue(Origin(str(root)), "there is no such folder", hint, rule=RULE))
    paths = dict(_walk(root))
    issues.extend(filenames.faults(paths))
    for name, path in paths.items():
        # Told already, and what else is wrong with it is nobody's business.
        if filenames.shown(name) != name or filenames.original(name, paths):
            continue
        try:
            _refuse_oddities(path, name)
            if name.split("/")[0] in ASSET_FOLDERS:
                files[name] = path
            elif name not in {LEDGER, NAMES}:
                read, faults = _document(path, name, shape, parsed)
                documents.extend(read)
                issues.extend(faults)
        except ContentError as error:
            issues.extend(error.issues)
    return Loaded(tuple(documents), files, tuple(issues))


def document_at(root: Path, name: str, shape: ContentLayout) -> Document:
    """Read one file of text; raises ContentError with its faults."""
    _refuse_oddities(root / name, name)
    documents, issues = _document(root / name, name, shape, at_once)
    if issues:
        raise ContentError(issues)
    return documents[0]


def _document(
    path: Path, name: str, shape: ContentLayout, parsed: Parsing
) -> tuple[tuple[Document, ...], tuple[Issue, ...]]:
    """Read a file as far as it can be read, and tell its faults; raises ContentError."""
    collection, parse = _reader(path, name, shape)
    data = read_bytes(path, name)
    digest = hashlib.blake2b(data, digest_size=16).digest()
    try:
        entries = parsed(partial(_entries, parse, data, name), name, digest)
    except UnreadableFile as error:
        faulty_lines = frozenset(issue.origin.line for issue in error.issues)
        left = Document(name, collection, error.entries, digest, faulty_lines)
        return (left,) if error.entries else (), error.issues
    return (Document(name, collection, entries, digest),), ()


def _entries(parse: Parse, data: bytes, name: str) -> tuple[Entry, ...]:
    """Read the entries of a file; raises UnreadableFile with what can be read all the same."""
    text, issues = decoded(data, name)
    try:
        entries = parse(text, name)
    except UnreadableFile as error:
        raise UnreadableFile((*issues, *error.issues), error.entries) from None
    if issues:
        raise UnreadableFile(issues, entries)
    return entries


def stamps(root: Path) -> Mapping[str, tuple[int, int, int]]:
    """Return a few numbers of each file, by which a change can be seen."""
    states: dict[str, tuple[int, int, int]] = {}
    for name, path in _walk(root):
        if path.name != LEDGER:  # the build itself adds to it
            with suppress(FileNotFoundError):
                state = path.lstat()
                states[filenames.shown(name)] = (state.st_ino, state.st_size, state.st_mtime_ns)
    return states


def changed(root: Path, before: Mapping[str, tuple[int, int, int]]) -> Iterator[Issue]:
    """Report every file that came, went or was changed since."""
    now = stamps(root)
    for name in sorted(before.keys() | now.keys()):
        if before.get(name) != now.get(name):
            message = "this file was changed while the site was being made from it"
            yield Issue(
                Origin(name), message, "Save your work, then run the command again.", rule=RULE
            )


def _walk(folder: Path, above: str = "") -> Iterator[tuple[str, Path]]:
    """Yield the files below a folder in a fixed order, each with its path from the first folder.

    Hidden ones and links to folders are left out.
    """
    if not folder.is_dir():
        return
    for entry in sorted(os.scandir(folder), key=lambda item: item.name):
        if _is_nobodys(entry.name):
            continue
        name = f"{above}{entry.name}"
        if entry.is_dir(follow_symlinks=False) and above.count("/") < filenames.DEEPEST:
            yield from _walk(Path(entry.path), f"{name}/")
        else:
            yield name, Path(entry.path)


def _refuse_oddities(path: Path, name: str) -> None:
    """Refuse what has a name like a file and is none."""
    mode = 0
    with suppress(OSError):
        mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        raise unreadable(name, "this is a link to something else", "Put the file itself here.")
    if stat.S_ISDIR(mode):
        hint = "Move it further up."
        raise unreadable(name, "folders are nested too deeply here", hint)
    if not stat.S_ISREG(mode):
        raise unreadable(name, "this is not a file that can be read", "Delete it.")


def _is_nobodys(name: str) -> bool:
    """Return whether a file is hidden, or left behind by an editor or by the system."""
    return name.startswith((".", "~")) or name.endswith("~") or name.lower() in _MADE_BY_MACHINES


def _reader(path: Path, name: str, shape: ContentLayout) -> tuple[str, Parse]:
    top, _, rest = name.partition("/")
    stem, dot, ending = name.rpartition(".")
    if rest and top in shape.folders and rest.endswith(".md"):
        return top, lambda text, path: (parsing.read_markdown(text, path),)
    if dot and ending == "yml":
        if stem in shape.lists:
            return stem, parsing.read_list
        # A long list may be a folder of files, `actions/2019.yml`, beside its one file or without.
        folder = stem.rpartition("/")[0]
        if folder in shape.lists:
            return folder, parsing.read_list
        if stem in shape.singles:
            return stem, lambda text, path: (parsing.read_mapping(text, path),)
    cure = _ending(path, name) or _cure(name, shape)
    raise unreadable(name, "this file is not used by the site", cure)


def _ending(path: Path, name: str) -> str:
    """Explain how a file is renamed whose ending alone is wrong."""
    endings = {".yaml": ".yml", ".yml": ".yml", ".md": ".md", ".markdown": ".md"}
    right = endings.get(path.suffix.lower(), path.suffix)
    if right == path.suffix:
        return ""
    if path.with_suffix(right).exists():
        return f"{path.with_suffix(right).name} is there already: move its words, then delete it."
    return f"Rename it to {name.removesuffix(path.suffix)}{right}."


_TEXTS: Final = frozenset(("", ".md", ".yml", ".yaml", ".txt", ".markdown"))
"""How the names of files end whose words belong into a text or a list."""


def _cure(name: str, shape: ContentLayout) -> str:
    top, _, rest = name.partition("/")
    if rest and top in shape.folders:
        return "Files in this folder end in .md; documents and pictures go in files/ and images/."
    if rest and top in shape.lists and PurePosixPath(name).suffix.lower() not in _TEXTS:
        return "Move it into files/, or into images/ if it is a picture."
    if rest and top in shape.lists:
        return f"Write it as an entry of {top}.yml or of a list in {top}/, and delete this file."
    if not rest and name.endswith(".md"):
        return "Move it into pages/ or another folder for texts, or delete it."
    return did_you_mean(f"{top}/" if rest else top, shape.names())
