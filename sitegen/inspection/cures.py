"""Ways to correct a file that help against several faults."""

from __future__ import annotations

from typing import Final

INSPECT_DOCUMENT: Final = (
    "In Word, Excel or PowerPoint choose File, Info, Check for Issues, Inspect Document, "
    "and remove what it finds."
)
EMPTY_PROPERTIES: Final = (
    "Empty it in the original under File, Info (in Acrobat: File, Properties)."
)
