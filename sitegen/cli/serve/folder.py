"""The content folder as the editing screen of this machine may read and write it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Final

from sitegen.output import write

_TEXTS: Final = frozenset({".md", ".yml"})
_UPLOADS: Final = ("files", "images")
"""Folders into which files of any kind may be put; the build judges what they hold."""

_LARGEST: Final = 50_000_000
"""Bytes that one file may have."""

_CHANGED: Final = (
    "was changed by somebody else after you opened it. Copy what you wrote, load this page again, "
    "and put it in there."
)


class NotAllowed(Exception):
    """Raised where the screen asks for what it may not have, with the status that says so."""

    def __init__(self, status: HTTPStatus, message: str) -> None:
        """Keep the status apart from the words."""
        self.status = status
        super().__init__(message)


class ContentFolder:
    """The files of a content folder, by their paths from the folder above it."""

    def __init__(self, content: Path) -> None:
        """Know where the folder really is; nothing outside is ever read or written."""
        self.home = content.resolve()

    def listed(self) -> dict[str, str | None]:
        """Return the text of each file of words by its path, and nothing for any other file."""
        return dict(self._listed())

    def _listed(self) -> Iterator[tuple[str, str | None]]:
        for path in sorted(self.home.rglob("*")):
            name = f"{self.home.name}/{path.relative_to(self.home).as_posix()}"
            if path.is_file() and self._allowed(path):
                readable = path.suffix in _TEXTS
                yield name, path.read_text("utf-8", errors="replace") if readable else None

    def read(self, name: str) -> bytes:
        """Return the bytes of a file; raises NotAllowed."""
        path = self._place(name)
        if not path.is_file():
            raise NotAllowed(HTTPStatus.NOT_FOUND, f"There is no {name}.")
        return path.read_bytes()

    def write(self, name: str, data: bytes, before: str) -> None:
        """Write a file that has not changed since it was read; raises NotAllowed and OSError.

        What it was is given as its SHA-256; nothing stands for a file that was not there.
        """
        path = self._place(name)
        if len(data) > _LARGEST:
            raise NotAllowed(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "This file is too large.")
        self._refuse_if_changed(name, before)
        path.parent.mkdir(parents=True, exist_ok=True)
        write.replace(path, data)

    def remove(self, name: str, before: str) -> None:
        """Delete a file that has not changed since it was read; raises NotAllowed and OSError."""
        path = self._place(name)
        if path.is_file():
            self._refuse_if_changed(name, before)
            path.unlink()

    def _refuse_if_changed(self, name: str, before: str) -> None:
        """Raise NotAllowed unless a file has the SHA-256 that it had when it was read."""
        path = self._place(name)
        now = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        if before != now:
            raise NotAllowed(HTTPStatus.CONFLICT, f"{name} {_CHANGED}")

    def _place(self, name: str) -> Path:
        path = self.home.parent / name
        inside = path.resolve().is_relative_to(self.home) and ".." not in path.parts
        if "\0" in name or not inside or not self._allowed(path):
            raise NotAllowed(HTTPStatus.FORBIDDEN, f"{name} is not for the editing screen.")
        return path

    def _allowed(self, path: Path) -> bool:
        """Return whether a path is of a text or an upload, and neither hidden nor a way out."""
        parts = path.relative_to(self.home).parts
        if path.is_symlink() or any(part.startswith((".", "~")) for part in parts):
            return False
        return path.suffix in _TEXTS or (len(parts) > 1 and parts[0] in _UPLOADS)
