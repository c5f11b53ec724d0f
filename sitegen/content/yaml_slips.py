"""Slips that are seen in the lines of a file before YAML reads them, and put right there.

Left as they are, each would be told as many faults, of which none is the slip.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.content.yaml_errors import Holds, YamlDiagnosis
from sitegen.issues.issue import Diagnosis

if TYPE_CHECKING:
    from collections.abc import Iterator

_OURS: Final = "<<<<<<<"
_BETWEEN: Final = "======="
_THEIRS: Final = ">>>>>>>"
_ENTRY: Final = re.compile(r"(?P<before> *)- +(?P<key>[\w-]+):(?=\s|\Z)")


def unjoined(lines: list[str]) -> Iterator[YamlDiagnosis]:
    """Report where git left two versions beside each other, and empty the lines of the second."""
    inside = second = False
    for number, line in enumerate(lines):
        mark = line[: len(_OURS)]
        if mark == _OURS:
            inside, second = True, False
            message = "from here on, there are two versions of this file"
            hint = (
                f"Keep the lines that are right, down to “{_THEIRS}”, and delete the others and "
                f"the three lines of signs: “{_OURS}”, “{_BETWEEN}”, “{_THEIRS}”."
            )
            yield YamlDiagnosis(number, Diagnosis(message, hint))
        signs = mark == _OURS or (inside and mark in {_BETWEEN, _THEIRS})
        second = (second or mark == _BETWEEN) and inside
        if signs or second:
            lines[number] = ""
        if mark == _THEIRS:
            inside = second = False


def moved_entries(lines: list[str], holds: Holds) -> Iterator[YamlDiagnosis]:
    """Report entries of a list that stand further in than the others, and move them back.

    An entry is known by the key with which the first one begins.
    """
    begins = [match for line in lines if (match := _ENTRY.match(line))]
    first = next((match["key"] for match in begins if not match["before"]), "")
    if holds is not Holds.LIST or not first:
        return
    for number, line in enumerate(lines):
        match = _ENTRY.match(line)
        if match and match["before"] and match["key"] == first and first in _NAMES:
            also = _moved_back(lines, number, len(match["before"]))
            message = "this entry is indented further than the others"
            rest = ", and as many before each of its lines" if also else ""
            yield YamlDiagnosis(
                number, Diagnosis(message, f"Remove the spaces before its “-”{rest}.")
            )


_NAMES: Final = frozenset(("id", "term", "from", "topic"))
"""Keys with which an entry begins, and nothing inside of one."""


def _moved_back(lines: list[str], first: int, by: int) -> bool:
    """Move an entry back by some spaces, with the lines that stand further in than its dash.

    Return whether there are such lines.
    """
    lines[first] = lines[first][by:]
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if line.strip() and not line.startswith(" " * (by + 1)):
            return number > first + 1
        lines[number] = line[by:]
    return True
