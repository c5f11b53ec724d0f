"""Python looks for reference cycles before and after a build, and not during one."""

from __future__ import annotations

import gc

import pytest

from sitegen.garbage import collected_later


def test_nothing_is_collected_meanwhile() -> None:
    with collected_later():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_build_that_fails_leaves_collecting_as_it_was() -> None:
    with pytest.raises(ZeroDivisionError), collected_later():
        _ = 1 / 0
    assert gc.isenabled()


def test_who_had_switched_it_off_finds_it_off() -> None:
    gc.disable()
    try:
        with collected_later():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
