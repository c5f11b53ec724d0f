"""From the content folder to documents: finds the files and reads them as text."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitegen.content import document
from sitegen.issues import ContentError, Issue, Origin, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sitegen.content.document import Entry

RULE: Final = "files"
ASSET_FOLDERS: Final = ("files", "images")
"""Folders whose files are copied when a published record names them."""

LEDGER: Final = "urls.lock"
"""The list of every address that was ever published; read by the address check."""

_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Document:
    """One file of the content folder, with the collection that it belongs to."""

    path: str
    collection: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """All that was found in the content folder, and all that was wrong with it."""

    documents: tuple[Document, ...]
    files: Mapping[str, Path]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """Which files there may be: folders of Markdown, YAML lists, single YAML files."""

    folders: frozenset[str]
    lists: frozenset[str]
    singles: frozenset[str]

    def names(self) -> Iterator[str]:
        """Name every place that may stand at the top of the content folder."""
        yield from (f"{name}/" for name in (*self.folders, *ASSET_FOLDERS))
        yield from (f"{name}.yml" for name in (*self.lists, *self.singles))
        yield LEDGER


def load(root: Path, shape: Shape) -> Loaded:
    """Read every file below a folder; what cannot be read becomes an issue."""
    documents: list[Document] = []
    files: dict[str, Path] = {}
    issues: list[Issue] = []
    if not root.is_dir():
        hint = "Give the folder with --content, or run the command in the project’s folder."
        issues.append(Issue(Origin(str(root)), RULE, "there is no such folder", hint))
    for path in _walk(root):
        name = path.relative_to(root).as_posix()
        try:
            if name.split("/")[0] in ASSET_FOLDERS:
                files[name] = path
            elif name != LEDGER:
                documents.append(_read(path, name, shape))
        except ContentError as error:
            issues.extend(error.issues)
    return Loaded(tuple(documents), files, tuple(issues))


def _walk(folder: Path) -> Iterator[Path]:
    """Give the files below a folder in a fixed order, without hidden ones and links to folders."""
    if not folder.is_dir():
        return
    for entry in sorted(os.scandir(folder), key=lambda found: found.name):
        if entry.name.startswith((".", "~")) or entry.name.endswith("~"):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        else:
            yield Path(entry.path)


def _read(path: Path, name: str, shape: Shape) -> Document:
    collection, entries_of = _reader(name, shape)
    return Document(name, collection, entries_of(_text(path, name), name))


def _reader(name: str, shape: Shape) -> tuple[str, Callable[[str, str], tuple[Entry, ...]]]:
    top, _, rest = name.partition("/")
    stem, dot, ending = top.rpartition(".")
    if rest and top in shape.folders and rest.endswith(".md"):
        return top, lambda text, path: (document.read_markdown(text, path),)
    if not rest and dot and ending == "yml":
        if stem in shape.lists:
            return stem, document.read_list
        if stem in shape.singles:
            return stem, lambda text, path: (document.read_mapping(text, path),)
    raise ContentError([Issue(Origin(name), RULE, "nothing reads this file", _cure(name, shape))])


def _cure(name: str, shape: Shape) -> str:
    top, _, rest = name.partition("/")
    if rest and top in shape.folders:
        return "Files in this folder end in .md; documents and pictures go in files/ and images/."
    if name.endswith(".yaml"):
        return f"Rename it to {name.removesuffix('.yaml')}.yml."
    return did_you_mean(f"{top}/" if rest else top, shape.names())


def _text(path: Path, name: str) -> str:
    """Read a file as UTF-8 with plain line ends, however the editor saved it."""
    if path.is_symlink():
        raise _unreadable(name, "this is a link to another file", "Put the file itself here.")
    try:
        data = path.read_bytes()
    except OSError as error:
        hint = "Check that the file is there and that you may read it."
        raise _unreadable(name, f"this file cannot be read ({error.strerror})", hint) from None
    if data.startswith(_UTF16):
        raise _unreadable(name, "this file is saved as UTF-16", "Save it as UTF-8.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = "Save the file as UTF-8, or type the accented letter or quotation mark anew."
        message = "a character on this line is not saved as UTF-8"
        raise ContentError([Issue(Origin(name, line), RULE, message, hint)]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unreadable(name: str, message: str, hint: str) -> ContentError:
    return ContentError([Issue(Origin(name), RULE, message, hint)])
