"""Keeps Python from looking for reference cycles in the middle of a build."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collected_later() -> Iterator[None]:
    """Collect no cycles meanwhile, and as usual again afterwards.

    A build makes hundreds of thousands of values that last until its end, and hardly a cycle.
    To go through them again and again costs a fifth of its time and frees nothing.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
