"""The names by which links reach the parts of a page."""

from __future__ import annotations

import re


def paragraph_id(number: str) -> str:
    """Return the name by which links reach a numbered paragraph."""
    return f"p{number}"


def slug(text: str) -> str:
    """Make the name by which links reach a heading."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower().replace("’", "").replace("'", "")).strip("-")
