"""The words that a board adds to those of its fields, read from its settings alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.content import parsing, validation
from sitegen.issues.issue import ContentError
from sitegen.models.settings import Settings

if TYPE_CHECKING:
    from sitegen.models.describe import Words


def words_of(content: Path) -> Words:
    """Return all words for the fields to which a board adds its own; none if nobody can tell."""
    try:
        entry = parsing.read_mapping((content / "site.yml").read_text("utf-8"), "site.yml")
        return validation.read(Settings, entry).words_of_fields
    except (OSError, UnicodeDecodeError, ContentError):
        return {}
