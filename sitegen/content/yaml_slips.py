"""Slips that are seen in the lines of a file before YAML reads them, and put right there.

Left as they are, each would be told as many faults, of which none is the slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sitegen.content.yaml_errors import NOT_CLOSED, Holds, YamlDiagnosis, emptied
from sitegen.issues.issue import Diagnosis

_OURS: Final = "<<<<<<<"
_BETWEEN: Final = "======="
_THEIRS: Final = ">>>>>>>"
_ENTRY: Final = re.compile(r"(?P<before> *)- +(?P<key>[\w-]+):(?=\s|\Z)")


def put_right(lines: list[str], holds: Holds) -> Iterator[YamlDiagnosis]:
    """Tell of every slip that the lines of a file show, and put them right."""
    yield from unjoined(lines)
    yield from empty_list_above(lines, holds)
    yield from moved_entries(lines, holds)


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


def empty_list_above(lines: list[str], holds: Holds) -> Iterator[YamlDiagnosis]:
    """Tell of the sign for a list of nothing that was left above the first entry."""
    written = [number for number, line in enumerate(lines) if line.split("#")[0].strip()]
    if holds is Holds.LIST and len(written) > 1 and lines[written[0]].strip() == "[]":
        lines[written[0]] = ""
        message = "“[]” says that this list is empty, and entries stand below it"
        yield YamlDiagnosis(written[0], Diagnosis(message, "Delete the line “[]”.", ("[]",)))


_NAMES: Final = frozenset(("id", "term", "from", "topic"))
"""Keys with which an entry begins, and nothing inside of one."""


_OPENED: Final = re.compile(
    r"(?P<before>\s*(?:- +)*)(?:[\w-]+: +)?(?P<mark>[\"'])(?:(?!(?P=mark)).)+\Z"
)
_NEXT: Final = re.compile(r"\s*(?:- |[\w-]+:(?:\s|\Z))")


def never_closed(lines: list[str]) -> Iterator[YamlDiagnosis]:
    """Tell of quotation marks that the next key or item of a list should not be inside of.

    YAML reads on until some later quotation mark, and loses its way there. The texts are emptied.
    """
    for number, line in enumerate(lines):
        opened = _OPENED.match(line.rstrip())
        following = next((one for one in lines[number + 1 :] if one.strip()), "")
        further = len(following) - len(following.lstrip())
        beside = opened and further <= len(opened["before"]) and _NEXT.match(following)
        if opened and (beside or not following):
            lines[number] = emptied(line)
            yield YamlDiagnosis(number, NOT_CLOSED)


_BRACKET: Final = re.compile(r"(?P<before> *)(?:- +)*(?:[\w-]+:\s+)?[\[{]")
_FURTHER: Final = re.compile(r" *(?=[^\s-])")


def take_out(lines: list[str], number: int) -> None:
    """Empty a line that YAML cannot read, and what stands below it in the same brackets."""
    opened = _BRACKET.match(lines[number])
    lines[number] = emptied(lines[number])
    for below in range(number + 1, len(lines)) if opened else ():
        further = _FURTHER.match(lines[below])
        if not opened or not further or len(further[0]) <= len(opened["before"]):
            break
        lines[below] = ""


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
