"""Stylesheets, scripts, pictures and documents, each under a name that changes with its bytes."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Final

from sitegen.content.values import web_path
from sitegen.issues.issue import did_you_mean

_MODULE: Final = re.compile(r'^import (\{[^}]*\}) from "(\./[\w./-]+)";$', re.MULTILINE)
_EXPORT: Final = re.compile(
    r"^export (?=(?:const|async function\*?|function\*?) (\w+))", re.MULTILINE
)
_IMPORT: Final = re.compile(r'^@import\s+"([^"]+)"(?:\s+layer\(([\w.-]+)\))?\s*;\s*$')
_COMMENT: Final = {
    ".css": re.compile(r"/\*.*?\*/\n?", re.DOTALL),
    ".js": re.compile(r"^[ \t]*//.*\n", re.MULTILINE),
}
_SPACE: Final = {
    ".css": re.compile(r"^\s+|(?<=[{};])\s+|(?<=,)\n|\s+(?=[{}])", re.MULTILINE),
    ".js": re.compile(r"^\s+|(?<=[{;,(\[])\n", re.MULTILINE),
}
"""What is written for whoever works on a stylesheet or a script, and not for its readers."""

_HASH_LENGTH: Final = 10
_ENTRY: Final = "css/site.css"

_APART: Final = ("css/", "admin/")
"""Folders that are not taken file by file: what is joined, and what only the editing screen has."""


def digest_of(data: bytes) -> str:
    """Return what tells bytes from any others (SHA-256)."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class Output:
    """One file of the finished site: its path below the output folder and its bytes."""

    path: str
    data: bytes

    @cached_property
    def digest(self) -> str:
        """Return what tells its bytes from any others."""
        return digest_of(self.data)

    @property
    def url(self) -> str:
        """Return the address at which the host serves the file."""
        return web_path("/" + self.path.removesuffix("index.html").replace("%", "%25"))


@dataclass(frozen=True, slots=True)
class Assets:
    """Files that pages use, by the name that authors and templates know."""

    outputs: tuple[Output, ...]
    urls: Mapping[str, str]

    def url(self, name: str) -> str:
        """Return the address of a file; raises LookupError for a name that does not exist."""
        if name not in self.urls:
            message = f"there is no asset “{name}”. {did_you_mean(name, self.urls)}"
            raise LookupError(message.strip())
        return self.urls[name]


def gather(folder: Path, rules: str = "") -> Assets:
    """Read the site’s own assets: one joined stylesheet, scripts, and images as they are.

    Rules of one site alone stand at the end of the stylesheet.
    """
    named = {
        "site.css": Output(
            "assets/site.css",
            _bare("".join(_lines(folder / _ENTRY)), ".css").encode() + rules.encode(),
        )
    }
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    named_here = {path: path.relative_to(folder).as_posix() for path in files}
    shared = {path: name for path, name in named_here.items() if not name.startswith(_APART)}
    scripts = {path: path.read_text(encoding="utf-8") for path in shared if path.suffix == ".js"}
    parts = {part for path, text in scripts.items() for part in _parts(path, text)}
    for path, name in shared.items():
        # What systems leave in folders, such as .DS_Store, is nobody's asset.
        if path not in parts and not path.name.startswith("."):
            data = _bundled(path, scripts).encode() if path in scripts else path.read_bytes()
            named[name] = Output(f"assets/{name}", data)
    return _fingerprinted(named.items())


def copied(files: Mapping[str, Path], names: Iterable[str]) -> Assets:
    """Take the files of the content folder that published records name, and no others."""
    return _fingerprinted((name, Output(name, files[name].read_bytes())) for name in names)


def _fingerprinted(named: Iterable[tuple[str, Output]]) -> Assets:
    outputs = {name: Output(fingerprinted(o.path, o.data), o.data) for name, o in named}
    return Assets(tuple(outputs.values()), {name: o.url for name, o in outputs.items()})


def fingerprinted(path: str, data: bytes) -> str:
    """Put a digest of the bytes into a file name, so that caches may keep it for ever."""
    plain = PurePosixPath(path)
    digest = hashlib.sha256(data).hexdigest()[:_HASH_LENGTH]
    return str(plain.with_name(f"{plain.stem}.{digest}{plain.suffix}"))


def _parts(path: Path, text: str) -> Iterator[Path]:
    """Yield the modules that a script imports, in their order."""
    for match in _MODULE.finditer(text):
        yield Path(os.path.normpath(path.parent / match[2]))


def _bundled(path: Path, scripts: Mapping[Path, str]) -> str:
    """Put the modules of a script before it, each once and with names of its own.

    A browser would fetch them one after another, as it comes to know of them.
    """
    order: dict[Path, None] = {}

    def visit(module: Path) -> None:
        if module not in scripts:
            message = f"a script imports {module.name}, which is not among the assets"
            raise LookupError(message)
        for part in _parts(module, scripts[module]):
            visit(part)
        order.setdefault(module)

    visit(path)
    *modules, main = order
    parts = (*(_wrapped(module, scripts[module]) for module in modules), _linked(scripts[main]))
    return _bare("".join(parts), ".js")


def _wrapped(path: Path, text: str) -> str:
    exported = ", ".join(match[1] for match in _EXPORT.finditer(text))
    body = _EXPORT.sub("", _linked(text))
    return f"const {_symbol(path.name)} = (() => {{\n{body}return {{ {exported} }};\n}})();\n"


def _linked(text: str) -> str:
    return _MODULE.sub(lambda m: f"const {m[1]} = {_symbol(m[2])};", text)


def _symbol(name: str) -> str:
    return f"{PurePosixPath(name).stem}Module"


def _bare(text: str, suffix: str) -> str:
    return _SPACE[suffix].sub("", _COMMENT[suffix].sub("", text))


def _lines(entry: Path) -> Iterator[str]:
    """Yield a stylesheet with those that it imports, each in its layer, in their order."""
    for line in entry.read_text(encoding="utf-8").splitlines():
        match = _IMPORT.match(line)
        if not match:
            yield f"{line}\n"
            continue
        text = (entry.parent / match[1]).read_text(encoding="utf-8")
        yield f"@layer {match[2]} {{\n{text}}}\n" if match[2] else text
