"""A build leaves Python's search for reference cycles as it was."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

from tests import small_site

if TYPE_CHECKING:
    import pytest


def test_a_build_searches_for_no_cycles_and_afterwards_python_does_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = small_site.write(tmp_path)
    seen: list[bool] = []
    read = type(content).read_bytes

    def looking(path: Path) -> bytes:
        seen.append(gc.isenabled())
        return read(path)

    monkeypatch.setattr(type(content), "read_bytes", looking)
    assert not small_site.build(content).errors
    assert seen
    assert not any(seen)
    assert gc.isenabled()


def test_who_switched_it_off_keeps_it_off(tmp_path: Path) -> None:
    gc.disable()
    try:
        small_site.build(small_site.write(tmp_path))
        assert not gc.isenabled()
    finally:
        gc.enable()
