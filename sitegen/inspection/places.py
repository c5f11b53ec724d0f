"""Finds words that lead to a disk or network of somebody's own, in texts and links."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

_OWN: Final = re.compile(
    r"(?<![A-Za-z])[A-Za-z]:[\\/]+(?!/)[\w%. ~-]+|"  # C:\Users, C:/Users, not https://
    r"\\\\[\w.$-]+\\[\w%$. -]+|"  # \\server\share
    r"\bfile:/+|\bsmb://|\bafp://|\bcifs://|\bnfs://|"
    r"(?<![\w.:/])/(?:Users|home|Volumes|mnt|media|private/var)/[\w%.-]+/|"
    r"://(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)|"
    r"://[\w-]+(?::\d+)?(?:/|$)|"  # a host without a dot is one of an inner network
    r"://[\w.-]+\.(?:local|lan|internal|intranet|corp|home\.arpa)\b|"
    r"-my\.sharepoint\.com|\bd\.docs\.live\.net",
    re.IGNORECASE,
)


def private_place(text: str) -> str:
    """Return the first place in a text that only its owner can reach, or nothing."""
    # Links write a space or a backslash as %20 or %5C.
    match = _OWN.search(unquote(text)) if len(text) > 4 else None
    return match.group() if match else ""
