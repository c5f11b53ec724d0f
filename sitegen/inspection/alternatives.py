"""Finds texts given to some readers instead of words that others see, and pictures without."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from sitegen.inspection.xml import Element

_FEW: Final = 3
"""Words that may replace what is shown, such as those for a sign that has no letters."""


def differing(alternatives: Iterable[str], shown: str) -> Iterator[int]:
    """Yield the length in words of each text of which most words are not shown."""
    known = set(_words(shown))
    for text in alternatives:
        words = _words(text)
        if len(words) >= _FEW and sum(word not in known for word in words) * 2 > len(words):
            yield len(words)


def of_shapes(elements: Iterable[Element], owner: str) -> Iterator[int]:
    """Yield the same for shapes of Office that have words of their own: “sp” or “drawing”."""
    alternatives: list[str] = []
    shown: list[str] = []
    for element in elements:
        if element.name in {"cNvPr", "docPr"}:
            alternatives.append(element.get("descr"))
        elif element.name == "t" and owner in element.parents:
            shown.append(element.text)
        elif element.name in {owner, "pic"}:
            # A picture has no words to compare with.
            if any(text.strip() for text in shown):
                yield from differing(alternatives, " ".join(shown))
            alternatives, shown = [], []


def undescribed(elements: Iterable[Element]) -> int:
    """Return how many pictures of Excel or PowerPoint have no alternative text."""
    pictures = (e for e in elements if e.name == "cNvPr" and "nvPicPr" in e.parents)
    return sum(not picture.get("descr") for picture in pictures)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
