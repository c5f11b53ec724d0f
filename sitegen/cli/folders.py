"""Where the generator and the site are."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parents[2]
"""The folder of the generator."""

SITE: Final = Path(os.environ.get("SITEGEN_SITE") or HERE)
"""The folder of the site: that of the generator, or of a repository that pins the generator."""

CONTENT: Final = SITE / "content"
PUBLIC: Final = SITE / "public"

PIN: Final = "generator.toml"
"""The file by which the folder of a site of its own is known."""
