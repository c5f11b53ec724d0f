"""What a command answers to the shell."""

from __future__ import annotations

from typing import Final

FINE: Final = 0
CONTENT_ERRORS: Final = 1
WRONG_USAGE: Final = 2
OUR_FAULT: Final = 3
