"""Each component has one stylesheet of its own name, and each block is dressed in one place."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
STYLES, TEMPLATES = ROOT / "assets/css", ROOT / "templates"
EVERYWHERE = {"base.css", "layout.css", "forced.css", "print.css"}
"""Stylesheets that say how wide blocks are, and how they look in forced colours and on paper."""

CLASS = re.compile(r"\.([a-z][\w-]*)")


def stylesheets() -> list[Path]:
    """Return the stylesheets of components and pages."""
    return sorted(file for folder in ("components", "pages") for file in STYLES.glob(f"{folder}/*"))


def block(name: str) -> str:
    """Return the block of a class, without its element and its modifier."""
    return re.split(r"__|--", name)[0]


def dressed(css: str) -> set[str]:
    """Return the blocks that rules dress wherever they stand: those alone in a selector."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    found: set[str] = set()
    for selectors in re.findall(r"([^{}@;]+)\{", css):
        for selector in re.split(r",(?![^(]*\))", selectors):
            named = {block(name) for name in CLASS.findall(selector)}
            found |= named if len(named) == 1 else set()
    return found


@pytest.mark.parametrize("file", stylesheets(), ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_stylesheet_has_the_name_of_its_template(file: Path) -> None:
    assert (TEMPLATES / file.relative_to(STYLES).with_suffix(".html")).is_file()


def test_a_component_with_classes_of_its_name_has_a_stylesheet() -> None:
    for file in TEMPLATES.glob("components/*.html"):
        if file.name.endswith(".sample.html"):
            continue
        named = re.findall(r'class="([^"{]*)', file.read_text(encoding="utf-8"))
        blocks = {block(name) for names in named for name in names.split()}
        if file.stem.replace("_", "-") in blocks:
            assert (STYLES / "components" / f"{file.stem}.css").is_file(), file.name


def test_every_block_is_dressed_in_one_file() -> None:
    places: dict[str, set[str]] = defaultdict(set)
    for file in STYLES.rglob("*.css"):
        if file.relative_to(STYLES).as_posix() not in EVERYWHERE:
            for name in dressed(file.read_text(encoding="utf-8")):
                places[name].add(file.relative_to(STYLES).as_posix())
    assert {name: files for name, files in places.items() if len(files) > 1} == {}


def test_every_stylesheet_is_joined_once() -> None:
    named = re.findall(r'@import "([^"]+)"', (STYLES / "site.css").read_text(encoding="utf-8"))
    files = {file.relative_to(STYLES).as_posix() for file in STYLES.rglob("*.css")}
    assert sorted(named) == sorted(files - {"site.css"})


def test_no_stylesheet_sets_a_width_of_its_own() -> None:
    """Only the measure, the whole column and what fits the screen."""
    allowed = {"var(--measure)", "var(--page)", "none", "100%"}
    for file in STYLES.rglob("*.css"):
        text = file.read_text(encoding="utf-8")
        widths = set(re.findall(r"max-inline-size:\s*([^;]+);", text))
        assert widths <= allowed, f"{file.name}: {widths - allowed}"


def test_every_class_that_is_dressed_is_used() -> None:
    css = "".join(file.read_text(encoding="utf-8") for file in STYLES.rglob("*.css"))
    named = set(CLASS.findall(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))) - {"css"}
    places = (*TEMPLATES.rglob("*.html"), *(ROOT / "sitegen").rglob("*.py"))
    scripts = (ROOT / "assets/js").rglob("*.js")
    used = "".join(file.read_text(encoding="utf-8") for file in (*places, *scripts))
    # What follows “--” or “cell-” may be a word of the content, such as the state of a review.
    stems = {re.match(r"cell-|.*?--|.*", name)[0] for name in named}  # type: ignore[index]
    assert sorted(stem for stem in stems if stem not in used) == []
