"""The one colour that a site chooses, and the shades that are made of it."""

from __future__ import annotations

import re
from typing import Final

from sitegen.issues.issue import Refusal

_WRITTEN: Final = re.compile(r"#[0-9a-fA-F]{6}\Z")
_BLACK: Final = (0, 0, 0)
_WHITE: Final = (255, 255, 255)

READABLE: Final = 4.5
"""The least contrast of text with what it stands on (WCAG 2.2, success criterion 1.4.3)."""

_LIGHT: Final = (0xE9, 0xE3, 0xD7)
"""The darkest of the light grounds on which text stands, `--plain` in tokens.css."""

_DARK: Final = (0x2B, 0x38, 0x3D)
"""The lightest of the dark grounds."""

_STEPS: Final = 100

Rgb = tuple[int, int, int]


def parse(text: str) -> str:
    """Return a colour in small letters; raises Refusal if links in it could not be read."""
    if not _WRITTEN.match(text):
        message = f"“{text}” is not a colour"
        raise Refusal(message, "Write it as # and six digits, in quotes, for example “#0b5559”.")
    colour = _rgb(text)
    ratio = contrast(colour, _LIGHT)
    if ratio < READABLE:
        darker = _hex(_until_readable(colour, _BLACK, _LIGHT))
        message = f"links in “{text}” could not be read: their contrast is {ratio:.1f} to 1"
        hint = f"At least {READABLE} to 1 is needed; the nearest darker one is “{darker}”."
        raise Refusal(message, hint)
    return text.lower()


def stylesheet(text: str) -> str:
    """Return the rules that put a site’s colour, and the shades of it, in place of the usual."""
    colour = _rgb(text)
    pale = _until_readable(colour, _WHITE, _DARK)
    light = {
        "accent": colour,
        "accent-strong": _mixed(colour, _BLACK, 35),
        "accent-soft": _mixed(colour, _WHITE, 90),
        "on-accent": _WHITE,
    }
    dark = {
        "accent": pale,
        "accent-strong": _mixed(pale, _WHITE, 40),
        "accent-soft": _mixed(colour, _BLACK, 60),
        "on-accent": _mixed(colour, _BLACK, 80),
    }
    # What is printed stays as it is: paper has a colour of its own.
    return (
        f"@media screen {{\n:root {{ {_tokens(light)} }}\n}}\n"
        f"@media screen and (prefers-color-scheme: dark) {{\n:root {{ {_tokens(dark)} }}\n}}\n"
    )


def _tokens(shades: dict[str, Rgb]) -> str:
    return " ".join(f"--{name}: {_hex(shade)};" for name, shade in shades.items())


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Rgb) -> float:
    """Return the relative luminance, 0 to 1, of a colour of sRGB."""
    red, green, blue = (
        part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _until_readable(colour: Rgb, towards: Rgb, ground: Rgb) -> Rgb:
    """Return the first shade towards black or white that can be read on a ground."""
    shades = (_mixed(colour, towards, step) for step in range(_STEPS + 1))
    return next(shade for shade in shades if contrast(shade, ground) >= READABLE)


def _mixed(colour: Rgb, other: Rgb, share: int) -> Rgb:
    """Return a mixture with a share, in hundredths, of the other colour."""
    red, green, blue = (
        round(a + (b - a) * share / _STEPS) for a, b in zip(colour, other, strict=True)
    )
    return red, green, blue


def _rgb(text: str) -> Rgb:
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def _hex(colour: Rgb) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)
