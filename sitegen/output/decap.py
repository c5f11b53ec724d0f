"""Fetches Decap CMS, the program of the editing screen, and trusts no copy without its digest."""

from __future__ import annotations

import base64
import hashlib
import io
import shutil
import subprocess
import tarfile
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PACKAGE: Final = "decap-cms"
VERSION: Final = "3.16.3"
INTEGRITY: Final = (
    "hf+dPlCh7TJmWl8+6VRzHYOWhri5xgUknrZbDewaWe4s9B7xJ8PQugp2QHeSldMUKzav6+z0oIpwUYhUJDYtYw=="
)
"""SHA-512 of the package, as `npm view decap-cms@3.16.3 dist.integrity` tells it."""

FILES: Final[Mapping[str, str]] = {
    "decap-cms.js": (
        "i+P3taug63YOc3KVisiNVcEeR0uBHR9ANFRqHs1qtjbTqOyOTOaxXD/btelHzse4Io6N918flyqhUaJuOiXJow=="
    ),
    "decap-cms.js.LICENSE.txt": (
        "86y8gVQZVhqnQXyyB/GCPQ6yTEFtE4/tb6YbhbXFEKaWT1oljmLoTh3i/3umYzbmp0nBpZFJRHYAkr+bSBP3KQ=="
    ),
}
"""The files that are used, and SHA-512 of each."""

_PATIENCE: Final = 300
"""Seconds that fetching may take; the package has 16 megabytes."""


class ProgramMissing(Exception):
    """Raised where the program is not here and cannot be fetched."""

    def __init__(self, message: str, cure: str) -> None:
        """Keep what is wrong apart from what fixes it."""
        self.cure = f"{cure}, or take “editing:” out of site.yml to have no editing screen."
        super().__init__(message)


def fetcher(cache: Path) -> Callable[[], Mapping[str, bytes]]:
    """Make what gives the program’s files by name, fetching them once; it raises Missing."""

    def fetch() -> Mapping[str, bytes]:
        kept = {name: _kept(cache / VERSION / name) for name in FILES}
        if all(_digest(kept[name]) == FILES[name] for name in FILES):
            return kept
        found = _unpacked(_package())
        # Where nothing can be kept, the next build fetches it again.
        with suppress(OSError):
            (cache / VERSION).mkdir(parents=True, exist_ok=True)
            for name, data in found.items():
                (cache / VERSION / name).write_bytes(data)
        return found

    return fetch


def _kept(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _digest(data: bytes) -> str:
    return base64.b64encode(hashlib.sha512(data).digest()).decode()


def _package() -> bytes:
    """Ask npm for the package; raises Missing."""
    npm = shutil.which("npm")
    if npm is None:
        message = f"npm, which fetches {PACKAGE} for the editing screen, is not installed"
        raise ProgramMissing(message, "Install Node.js with npm")
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", f"{PACKAGE}@{VERSION}", "--ignore-scripts", "--silent"]
        try:
            subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=_PATIENCE)
        except (subprocess.SubprocessError, OSError):
            message = f"npm could not fetch {PACKAGE} {VERSION} for the editing screen"
            raise ProgramMissing(
                message, "Run the command again when the network is there"
            ) from None
        data = b"".join(path.read_bytes() for path in Path(folder).glob("*.tgz"))
    if _digest(data) != INTEGRITY:
        message = f"what npm fetched is not the {PACKAGE} {VERSION} that the generator knows"
        raise ProgramMissing(message, "Tell whoever looks after the generator")
    return data


def _unpacked(package: bytes) -> Mapping[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(package)) as archive:
        members = {name: archive.extractfile(f"package/dist/{name}") for name in FILES}
        return {name: member.read() for name, member in members.items() if member}
