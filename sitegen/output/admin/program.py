"""The program of the editing screen, each file the very bytes that its maker published."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

PACKAGES: Final[Mapping[str, str]] = {
    "@sveltia/cms@0.221.1": (
        "J+Qoik9kGMk2L7vNpOQrnDmFRi+NB6vwJ0f657YtsxWH0P8WYSYRRSRC2pQ/jGGbVlM//Pg/WIgmkpswqoo3gQ=="
    ),
    "js-yaml@5.5.0": (
        "paNr4LFIFPjeeSmwNYdrb8FafLLG/Cr2Af3GjbsHJ5CxIjH4r0c2emlmRdAtpPAieP1gRVzk6buBbVP5gBMGAg=="
    ),
}
"""The packages of npm that the files come from, and SHA-512 as `npm view … dist.integrity` says."""

FILES: Final[Mapping[str, str]] = {
    "js-yaml/LICENSE.txt": (
        "MRTMe8nmIQOK3OuNSpkMIgEYLDuFHhjR2b6LweiRY2VQExym0tD6OyhKZZb+HbbYNCR1blG+mOwE+qX7PXbuUQ=="
    ),
    "js-yaml/js-yaml.js": (
        "HXt39hy4Kd08dl+nL2SE9bzaWmnHHzPuail4487RhvcwgYRffrs8lu8KIEltjWS/K5SWFIiIKVk1WHoUgCVomA=="
    ),
    "sveltia/LICENSE.txt": (
        "vOKRxAMbnc0EHMKZbiguFsIoovG3OG1QMcnGosu84Q/oDr05oCHsmSI+24idekkIhS0OOpDmk57uRP002CYT9g=="
    ),
    "sveltia/assets/material-symbols-outlined-latin-wght-normal-_Z1IJPLg.woff2": (
        "1wfqUli5RYZwjWMZlL9P3riYpvzGK2B5i8ocOGkP914oOpSI2G3dAP+JWyOYMowFYaQ+f8JgvFE8VHl1x/PZEg=="
    ),
    "sveltia/assets/material-symbols-outlined.LICENSE.txt": (
        "2R1Sf2TPkmDGvdTrZKZsAkkWV6YlARkc3AgPak0ex1rE66Lqnfl4hg8kZ3dRdkJ3R92txY42r4sybYamdaF01Q=="
    ),
    "sveltia/assets/noto-mono-latin-400-normal-DiC8lJru.woff2": (
        "tzbCLYP2ZZqlbCeV25YNKZHiGqNlNkGJTnanChqTfWvyAuZFyUF7+RnfWIgV+Zm+NbZlPoyQyrGiyAw7hNgTCg=="
    ),
    "sveltia/assets/noto-mono.LICENSE.txt": (
        "iQE8GWXr9Av/pMfrdFVKXzkKGZLQwz0084pqbJZI0tXmY6jlH6hCb98sbC//W7je3wjigoKWWaa0qVDf94NewA=="
    ),
    "sveltia/assets/source-sans-3-latin-wght-normal-BqRLTx4X.woff2": (
        "ovGzdzDSCbxuY46Yv/eOwpS+lkorlTCCB+qEUhQJgDUj4RxiM3o4zbMxpeT7WMsBcfE5V0xQs4QUpc0mMl7k6w=="
    ),
    "sveltia/assets/source-sans-3.LICENSE.txt": (
        "2R1Sf2TPkmDGvdTrZKZsAkkWV6YlARkc3AgPak0ex1rE66Lqnfl4hg8kZ3dRdkJ3R92txY42r4sybYamdaF01Q=="
    ),
    "sveltia/chunks/react-B5rWoXIC.js": (
        "DzR1Bu+nIJSLbdXWg9uOEjGT7ZBAu5dWdG2rPjmw/NPPjd5UVqJW7UZZ0js+4Oerv9V73Y9TwmBRZ0GjgefzeQ=="
    ),
    "sveltia/index.js": (
        "CFTP+xVo2bPdIU78vyz9IhSjxpAHjqn+ehWqFvuL4+m/b7mP8PyH4W7WaGnKdYcMOnuAD8wW8Fr04N+9ykQc0Q=="
    ),
}
"""The files of others in `assets/admin`, and SHA-512 of each."""

OWN: Final = (
    "screen.js",
    "drafts.js",
    "format.js",
    "inserts.js",
    "language.js",
    "styles.js",
    "screen.css",
)
"""Our own files beside them."""


class ProgramAltered(Exception):
    """Raised where a file of the program is missing or not the one that was looked at."""

    cure: Final = (
        "Take the files of assets/admin from the repository again, or take “editing:” out of "
        "site.yml to have no editing screen."
    )

    def __init__(self, name: str) -> None:
        """Say which file it is."""
        super().__init__(f"assets/admin/{name} is not the file that the generator knows")


LOCAL: Final = ("local.js", "unsaved.js", "news.js", "desk.js", "desk.css", "desk.html")
"""Our own files that only `serve --edit` needs."""


def read(assets: Path, name: str) -> bytes:
    """Return a file of the program, or one of our own; raises ProgramAltered and OSError."""
    data = (assets / "admin" / name).read_bytes()
    if name in FILES and digest(data) != FILES[name]:
        raise ProgramAltered(name)
    return data


def files(assets: Path) -> dict[str, bytes]:
    """Return every file of the program by its name; raises ProgramAltered and OSError."""
    return {name: read(assets, name) for name in (*FILES, *OWN)}


def digest(data: bytes) -> str:
    """Return SHA-512 as npm and browsers write it."""
    return base64.b64encode(hashlib.sha512(data).digest()).decode()
