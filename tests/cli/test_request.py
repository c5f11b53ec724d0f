"""What a command takes from its surroundings."""

from __future__ import annotations

import pytest

from sitegen.cli import request


@pytest.mark.parametrize(
    ("variables", "windows", "coloured"),
    [
        ({"TERM": "xterm"}, False, True),
        ({}, False, True),
        ({"TERM": "dumb"}, False, False),
        ({"NO_COLOR": "1"}, False, False),
        ({}, True, False),
        ({"WT_SESSION": "1"}, True, True),
        ({"TERM": "xterm"}, True, True),
        ({"WT_SESSION": "1", "NO_COLOR": "1"}, True, False),
    ],
)
def test_colours_are_for_terminals_that_show_them(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], *, windows: bool, coloured: bool
) -> None:
    for name in ("TERM", "NO_COLOR", "WT_SESSION"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(request, "_WINDOWS", windows)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert request.has_colours() is coloured
