"""Packs the common words of English into the small filter by which the search spares them.

    python -m tests.browser.english

writes it anew from `common-english.txt` beside this module. The list would take a second on a slow
phone line; the filter takes a third of that, and holds besides its words one in a hundred others.
"""

from __future__ import annotations

import re
import sys
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path
from typing import Final

WORDS: Final = Path(__file__).with_name("common-english.txt")
FILTER: Final = Path(__file__).parents[2] / "assets/js/search/common-english.txt"

_BITS: Final = 9.6
"""Bits for each word, and below how many of them are asked: for one wrong answer in a hundred."""

_ASKED: Final = 7
_SEEDS: Final = (0x811C9DC5, 0x9747B28C)
_WHOLE: Final = 0xFFFFFFFF
_SHORT, _KEPT = 2, 4
"""Letters of which no ending is taken, and of which no last “e” is."""


def packed(text: str) -> str:
    """Return the filter of a list of words: the list's own first lines, and the bits as base64."""
    head, _, words = text.rpartition("\n\n")
    return f"{head}\n\n{b64encode(_filter(words.split())).decode()}\n"


def _filter(words: Iterable[str]) -> bytes:
    """Return the bits of a Bloom filter; `assets/js/search/words.js` reads them."""
    every = [*words]
    bits = bytearray(round(len(every) * _BITS / 8))
    for word in every:
        first, step = (_hashed(_stem(word), seed) for seed in _SEEDS)
        for turn in range(_ASKED):
            # An odd step reaches every place.
            place = ((first + turn * (step | 1)) & _WHOLE) % (len(bits) * 8)
            bits[place >> 3] |= 1 << (place & 7)
    return bytes(bits)


def _stem(word: str) -> str:
    """Return what is left of a word without its endings, as `stem` in `words.js` does."""
    single = re.sub(r"i(?:es|ed)$", "y", word)
    single = re.sub(r"(ss|x|ch|sh)es$", r"\1", single)
    single = re.sub(r"([^su])s$", r"\1", single)
    single = re.sub(r"(?<=\w{5})ly$", "", single)
    cut = re.sub(r"(?:ing|(?<!e)ed)$", "", single)
    verb = cut != single and len(cut) > _SHORT and re.search("[aeiouy]", cut)
    if verb and re.fullmatch(r"[^aeiou]+[aeiou][^aeiouwxy]", cut):
        return f"{cut}e"
    root = re.sub(r"([^aeioulsz])\1$", r"\1", cut) if verb else single
    if len(root) < _KEPT:
        return root
    return re.sub("y$", "i", re.sub("e$", "", root) if len(root) > _KEPT else root)


def _hashed(word: str, seed: int) -> int:
    """Return 32 bits by the hash of Fowler, Noll and Vo, begun from a seed."""
    for letter in word.encode():
        seed = ((seed ^ letter) * 0x01000193) & _WHOLE
    return seed


if __name__ == "__main__":
    FILTER.write_text(packed(WORDS.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(f"wrote {FILTER}\n")
