"""Ways to correct a file that help against several faults."""

from __future__ import annotations

from typing import Final

INSPECT_DOCUMENT: Final = (
    "In Word, Excel or PowerPoint choose File, Info, Check for Issues, Inspect Document, "
    "and remove what it finds."
)
OR_CLEAN: Final = "Or run: python3 build.py clean FILE."
EMPTY_PROPERTIES: Final = (
    f"Empty it in the original under File, Info (in Acrobat: File, Properties). {OR_CLEAN}"
)
