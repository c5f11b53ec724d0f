"""What the site of the fictional board is, a line a file, so that a commit shows which it changes.

    python -m tests.whole.digests

builds that site at its one moment and writes `exampleshire.digests` anew. Look at its difference
before you commit it: a line of a page that you did not mean to change is a fault.
"""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

LIST: Final = Path(__file__).with_name("exampleshire.digests")

_FINGERPRINT: Final = re.compile(rb"(/assets/[\w/-]+\.)[0-9a-f]{10}\.")
"""What names an asset by its bytes. It is left out: else a new colour would change every page."""

_DERIVED: Final = re.compile(r"assets/pagefind|assets/search\.|build\.json$")
"""What Pagefind makes of the pages, and the record of all digests: they change with any page."""


def digests(site: Path) -> str:
    """Return a line for each file of a built site: where it is, and ten letters of its SHA-256."""
    files = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return "".join(sorted(_row(site, file) for file in files if not _DERIVED.match(file)))


def _row(site: Path, file: str) -> str:
    name = _without_fingerprints(f"/{file}".encode()).decode()
    data = _without_fingerprints((site / file).read_bytes())
    return f"{name} {hashlib.sha256(data).hexdigest()[:10]}\n"


def _without_fingerprints(data: bytes) -> bytes:
    return _FINGERPRINT.sub(rb"\1", data)


def main() -> None:
    """Write the list anew."""
    from tests.conftest import built

    root = Path(__file__).parents[2]
    with TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        built(root, root / "tests/boards/exampleshire", site)
        LIST.write_text(digests(site), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{LIST.relative_to(root)} is as the site is now: look at “git diff”.\n")


if __name__ == "__main__":
    main()
