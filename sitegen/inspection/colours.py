"""Says which written colours and sizes nobody can see on the ground that they stand on."""

from __future__ import annotations

import re
from typing import Final

WHITE: Final = "FFFFFF"
LIKE_ITS_GROUND: Final = "of the colour of its ground"
"""Why nobody sees such words, as reports say it."""

_FAINT: Final = 24
"""Steps of 255 by which letters must differ from their ground to be read."""

_NAMES: Final = {"white": WHITE, "snow": "FFFAFA", "ghostwhite": "F8F8FF", "black": "000000"}
_NUMBERS: Final = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)")


def colour(text: str) -> str:
    """Return a colour as six digits, however it is written, or nothing if that is unknown."""
    plain = text.strip().casefold()
    if numbers := _NUMBERS.match(plain):
        return "".join(f"{min(int(number), 255):02X}" for number in numbers.groups())
    digits = plain.lstrip("#")
    if plain.startswith("#") and len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) == 8 and not plain.startswith("#"):
        digits = digits[2:]  # Excel writes how opaque it is before the colour
    digits = _NAMES.get(plain, digits)
    return digits.upper() if re.fullmatch(r"[0-9a-fA-F]{6}", digits) else ""


def alike(one: str, other: str) -> bool:
    """Return whether two colours of six digits cannot be told apart by a reader."""
    if len(one) != len(WHITE) or len(other) != len(WHITE):
        return False
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (0, 2, 4))
    return all(abs(x - y) < _FAINT for x, y in pairs)
