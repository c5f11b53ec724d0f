"""Ordinary sentences of council pages, law, press and reports are called wrong by no check.

They were written for this test and are about nobody; a warning is advice, which they may get.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests import small_site

SENTENCES: Final = (Path(__file__).parent / "ordinary.txt").read_text(encoding="utf-8").splitlines()


def told(folder: Path, sentences: Sequence[str]) -> dict[str, list[str]]:
    """Return what is said, as an error, of a page on which each sentence is a paragraph."""
    content = small_site.write(folder)
    small_site.put(content, "pages/about.md", small_site.page("\n\n".join(sentences)))
    small_site.change(content, "pages/help.md", "Call", "Read [about us](about.md). Call")
    found: dict[str, list[str]] = {}
    for issue in small_site.check(content):
        if issue.severity == "error":
            number, _ = divmod(issue.origin.line - 8, 2)
            found.setdefault(sentences[number], []).append(issue.message)
    return found


def test_ordinary_sentences_are_no_error(tmp_path: Path) -> None:
    assert len(SENTENCES) >= 200
    assert told(tmp_path, SENTENCES) == {}
