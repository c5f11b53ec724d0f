"""The slips of a hurried officer by class: each is told, and its cure, followed literally, builds.

Each file of slips/ holds a class. The files whose names begin with `held-` were written when the
checks stood, those with `stranger-` by somebody who had not made them, and those with `later-`
when what the stranger had found was mended; docs/safeguards.md says how many were told at first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from sitegen.issues.issue import Issue
from tests import small_site

HERE: Final = Path(__file__).parent / "slips"
CLASSES: Final = sorted(path.stem for path in HERE.glob("*.txt"))

_CASE: Final = re.compile(r"^=== (.+)\n", re.MULTILINE)
_KEY: Final = re.compile(
    r"(?:@ )?(title|summary|contacts|search_words|audience|sources|status|published):"
)


@dataclass(frozen=True, slots=True)
class Slip:
    """What an officer wrote, what she is told, and what she writes when she follows that."""

    name: str
    written: str
    severity: str
    told: str
    cured: str


def slips(group: str) -> list[Slip]:
    """Read the slips of a class."""
    _, *parts = _CASE.split((HERE / f"{group}.txt").read_text(encoding="utf-8"))
    return [_slip(*pair) for pair in zip(parts[::2], parts[1::2], strict=True)]


def _slip(name: str, text: str) -> Slip:
    written, _, rest = text.rstrip("\n").partition("\n--- ")
    told, _, cured = rest.partition("\n--- ")
    severity, _, message = told.partition(": ")
    return Slip(name, written, severity, message, cured)


def page(number: int, text: str) -> str:
    """Make a page of the words of a slip, or of its keys where they begin with `@`."""
    keys = {
        "title": f"title: A page of slip {number}",
        "summary": "summary: A page for a test.",
        "status": "status: published",
        "published": "published: 2026-11-20",
    }
    body = text
    if match := _KEY.match(text):
        keys[match[1]], body = text.removeprefix("@ "), "Words."
    lines = "\n".join(keys.values())
    return f"---\n{lines}\n---\n\n{body}\n"


def checked(folder: Path, texts: Mapping[int, str]) -> dict[int, list[Issue]]:
    """Check a site in which each text is a page of its own, and tell what is said of each."""
    content = small_site.write(folder)
    # Every page is named by one that is in the menu.
    small_site.change(content, "pages/documents.md", "paper.", "paper.\n\n{list:page}")
    for number, text in texts.items():
        small_site.put(content, f"pages/slip-{number}.md", page(number, text))
    found: dict[int, list[Issue]] = {number: [] for number in texts}
    for issue in small_site.check(content):
        if match := re.match(r"pages/slip-(\d+)\.md", issue.origin.path):
            found[int(match[1])].append(issue)
    return found


def is_told(slip: Slip, issues: Iterable[Issue]) -> bool:
    """Say whether one of these tells what is wrong, with a cure, and as severely as it should."""
    return any(
        issue.severity == slip.severity
        and slip.told in f"{issue.message} {issue.hint}"
        and issue.hint
        for issue in issues
    )


def missed(group: str, folder: Path) -> list[str]:
    """Name the slips of a class that are not told as they should be."""
    every = slips(group)
    found = checked(folder, {number: slip.written for number, slip in enumerate(every)})
    return [slip.name for number, slip in enumerate(every) if not is_told(slip, found[number])]


@pytest.mark.parametrize("group", CLASSES)
def test_every_slip_is_told(group: str, tmp_path: Path) -> None:
    assert missed(group, tmp_path) == []


@pytest.mark.parametrize("group", CLASSES)
def test_every_cure_that_is_followed_literally_builds(group: str, tmp_path: Path) -> None:
    every = slips(group)
    cured = {number: slip.cured for number, slip in enumerate(every) if slip.cured}
    found = checked(tmp_path, cured)
    wrong = {
        every[number].name: [
            str(issue)
            for issue in issues
            # Slips that are cured alike have one title.
            if issue.severity == "error" and "is also that of" not in issue.message
        ]
        for number, issues in found.items()
    }
    assert {name: said for name, said in wrong.items() if said} == {}
