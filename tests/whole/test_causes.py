"""One fault from which many others follow is told once, at its place and with its cure."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

import pytest

from sitegen.issues.issue import Severity
from sitegen.pipeline import build as pipeline
from tests import small_site
from tests.conftest import NOTHING_WAITS

Slip: TypeAlias = Callable[[Path], object]

MEMO = small_site.LastingMemo()
BOARD = small_site.ROOT / "tests" / "boards" / "exampleshire"


def errors(content: Path) -> list[str]:
    """Return the errors of the full board, each with its hint in one line."""
    moment = datetime.fromisoformat(NOTHING_WAITS)
    request = replace(small_site.request(content), moment=moment, memo=MEMO, writing=False)
    issues = pipeline.build(replace(request, searching=False)).issues
    return [str(one).replace("\n   ", "") for one in issues if one.severity is Severity.ERROR]


def gone(name: str) -> Slip:
    """Delete a file or a folder."""

    def act(content: Path) -> None:
        path = content / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return act


def renamed(old: str, new: str) -> Slip:
    """Rename a file or a folder by hand."""
    return lambda content: (content / old).rename(content / new)


def changed(path: str, old: str, new: str) -> Slip:
    """Change some words."""
    return lambda content: small_site.change(content, path, old, new)


ONE_CAUSE: list[tuple[Slip, str, str]] = [
    (gone("themes.yml"), "themes.yml: error: there is no such file, though others", "bring themes"),
    (gone("groups.yml"), "groups.yml: error: there is no such file, though others", "bring groups"),
    (gone("figures.yml"), "figures.yml: error: there is no such file", "bring figures.yml back"),
    (gone("files"), "files: error: there is no such folder", "bring files/ back"),
    (
        changed("themes.yml", "- id: childs-view", "- id: child-view"),
        "error: id: this is “child-view” now",
        "Write “id: childs-view” again, as 25 places name it.",
    ),
    (
        changed("themes.yml", "- id: childs-view", "- id: winter"),
        "error: id: this is “winter” now",
        "If “childs-view” was another, bring it back, with “status: withdrawn”.",
    ),
    (
        changed("reviews/ex02.md", "status: published", "status: draft"),
        "reviews/ex02.md:4: error: status: “status: draft” takes away what was public at",
        "Write “status: published” again.",
    ),
    (
        changed("documents.yml", "- id: ex01-summary", "- id: annual-report-2024-25"),
        "error: id: “annual-report-2024-25” is already the id of the entry on line",
        "Give one of the two another id.",
    ),
    (
        renamed("reviews/ex02.md", "reviews/ex02-of-two-boys.md"),
        "reviews/ex02-of-two-boys.md:1: error: this is “ex02-of-two-boys” now, while others name",
        "Call this file ex02.md again",
    ),
    (
        renamed("pages/reviews", "pages/case-reviews"),
        "pages/case-reviews: error: the folder “reviews” is called so now",
        "Call it reviews again.",
    ),
]


@pytest.mark.parametrize(("slip", "told", "cure"), ONE_CAUSE)
def test_one_cause_is_told_once(tmp_path: Path, slip: Slip, told: str, cure: str) -> None:
    content = shutil.copytree(BOARD, tmp_path / "content")
    slip(content)
    found = errors(content)
    assert len(found) == 1, found
    assert told in found[0]
    assert cure in found[0]


def test_a_folder_that_is_misspelt_is_told_by_its_files_alone(tmp_path: Path) -> None:
    content = shutil.copytree(BOARD, tmp_path / "content")
    (content / "reviews").rename(content / "review")
    found = errors(content)
    assert {one.partition(":")[2] for one in found} == {
        " error: this file is not used by the site Did you mean “reviews/”?"
    }, found


def test_a_new_record_that_nothing_names_is_no_cause_of_a_misspelt_name(tmp_path: Path) -> None:
    content = shutil.copytree(BOARD, tmp_path / "content")
    text = (content / "themes.yml").read_text(encoding="utf-8")
    entry = "\n\n- id: moving\n  title: Moving\n  summary: Words.\n  plain_explanation: Words.\n"
    small_site.put(content, "themes.yml", f"{text.rstrip()}{entry}  group: family\n")
    small_site.change(content, "reviews/ex02.md", "theme: daily-care", "theme: movings")
    found = errors(content)
    assert any("there is no theme “movings” Did you mean “moving”?" in one for one in found), found


def test_a_page_is_not_suggested_because_its_folder_is_the_same(tmp_path: Path) -> None:
    content = shutil.copytree(BOARD, tmp_path / "content")
    path = content / "pages/privacy.md"
    words = path.read_text(encoding="utf-8")
    small_site.put(
        content, "pages/privacy.md", f"{words}\nSee [the page](page:reviews/promised).\n"
    )
    (found,) = errors(content)
    assert "Did you mean" not in found
    text = f"{words}\nSee [the page](page:reviews/timelin).\n"
    small_site.put(content, "pages/privacy.md", text)
    (found,) = errors(content)
    assert "Did you mean “reviews/timeline”?" in found
