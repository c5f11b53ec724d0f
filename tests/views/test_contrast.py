"""The colours of the site, computed from its tokens: readable in the light and in the dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

BODY, TEXT, GRAPHIC = 7.0, 4.5, 3.0

PAIRS = [
    *(("ink", ground, BODY) for ground in ("paper", "surface", "sunk", "help-soft", "accent-soft")),
    *(("ink-soft", ground, BODY) for ground in ("paper", "surface", "sunk")),
    *(("ink-soft", ground, TEXT) for ground in ("help-soft", "accent-soft")),
    *(("accent", ground, TEXT) for ground in ("paper", "surface", "sunk", "help-soft")),
    ("accent", "accent-soft", TEXT),
    ("accent-strong", "paper", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-strong", TEXT),
    ("on-help", "help", BODY),
    *((f"on-{tone}", tone, TEXT) for tone in ("good", "moving", "open", "plain")),
    *(("focus", ground, GRAPHIC) for ground in ("paper", "surface", "sunk", "help-soft")),
    *(("focus", ground, GRAPHIC) for ground in ("accent-soft", "help")),
    *(("line-strong", ground, GRAPHIC) for ground in ("paper", "surface", "sunk")),
    *(("help-edge", ground, GRAPHIC) for ground in ("paper", "surface", "help-soft")),
    *(("accent", ground, GRAPHIC) for ground in ("paper", "surface", "sunk")),
]
"""What stands on what, and how clearly it has to."""

STRIP = {("focus", "help")}
"""In the strip of help the focus has the strip’s own ink instead."""


def _schemes(css: str) -> dict[str, dict[str, str]]:
    light, _, rest = css.partition("@media (prefers-color-scheme: dark)")
    dark = rest.partition("@media")[0]
    found = {
        name: dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", part))
        for name, part in (("light", light), ("dark", dark))
    }
    return {"light": found["light"], "dark": found["light"] | found["dark"]}


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), [p for p in PAIRS if p[:2] not in STRIP])
def test_what_stands_on_a_colour_can_be_read(
    repository: Path, scheme: str, front: str, ground: str, least: float
) -> None:
    css = (repository / "assets/css/tokens.css").read_text(encoding="utf-8")
    colours = _schemes(css)[scheme]
    assert contrast(colours[front], colours[ground]) >= least


def test_the_dark_scheme_gives_every_colour_anew(repository: Path) -> None:
    css = (repository / "assets/css/tokens.css").read_text(encoding="utf-8")
    dark = css.partition("(prefers-color-scheme: dark)")[2].partition("@media")[0]
    named = set(re.findall(r"--([\w-]+):\s*#", css.partition("@media")[0]))
    assert named == set(re.findall(r"--([\w-]+):\s*#", dark))


def test_stylesheets_stay_few_enough_to_read(repository: Path) -> None:
    files = (repository / "assets/css").rglob("*.css")
    assert sum(len(file.read_text(encoding="utf-8").splitlines()) for file in files) < 1300
