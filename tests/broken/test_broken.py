"""The mistakes of a hurried officer, each beside the very words that answer it.

Each folder holds the files that are laid over a small site in order, and expected.txt with all that
the build then says; where that is empty, what looks like a mistake just works.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

import pytest

from tests import screen, small_site

HERE: Final = Path(__file__).parent
EXPECTED: Final = "expected.txt"
CASES: Final = sorted(path.parent.name for path in HERE.glob(f"*/{EXPECTED}"))

JARGON: Final = frozenset(
    (
        *("schema", "validation", "validate", "invalid", "parse", "parser", "parsing", "string"),
        *("boolean", "integer", "float", "null", "none", "regex", "exception", "traceback", "enum"),
        *("scalar", "mapping", "sequence", "node", "token", "anchor", "alias", "pydantic", "yaml"),
        *("utf8", "unicode", "codec", "slug", "syntax", "attribute", "object", "tuple"),
    )
)


def answered(case: str, tmp_path: Path) -> str:
    """Return all that a build says when the files of a case lie over a small site."""
    content = small_site.write(tmp_path)
    # Some cases are newsletters, which some page has to name.
    small_site.change(content, "pages/documents.md", "paper.", "paper.\n\n{list:newsletter}")
    given = HERE / case
    for file in (path for path in given.rglob("*") if path.is_file() and path.name != EXPECTED):
        place = content / file.relative_to(given)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, place)
    issues = small_site.check(content)
    assert all(issue.rule for issue in issues), "every fault names the rule that was broken"
    assert screen.not_followed(issues) == []
    return "".join(f"{issue}\n" for issue in issues)


def expected(case: str) -> str:
    return (HERE / case / EXPECTED).read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_answered_in_the_words_beside_it(case: str, tmp_path: Path) -> None:
    assert answered(case, tmp_path) == expected(case)


def test_the_small_site_itself_is_in_order(tmp_path: Path) -> None:
    assert small_site.check(small_site.write(tmp_path)) == ()


def test_the_catalogue_is_long_and_every_folder_of_it_counts() -> None:
    folders = {path.name for path in HERE.iterdir() if path.is_dir() and path.name[0] not in "._"}
    assert folders == set(CASES)
    assert len(CASES) >= 60


@pytest.mark.parametrize("case", [case for case in CASES if expected(case)])
def test_an_answer_says_where_what_and_how_without_jargon(case: str) -> None:
    places = [line for line in expected(case).splitlines() if not line.startswith("    ")]
    hints = [line for line in expected(case).splitlines() if line.startswith("    ")]
    assert len(hints) == len(places), "every fault has one line that says what fixes it"
    for place in places:
        said = place.partition(": error: ")[2] or place.partition(": warning: ")[2]
        assert said, place
        assert not said.endswith("."), "what is wrong is no sentence, what fixes it is one"
    for hint in hints:
        assert hint.rstrip().endswith((".", "?")), hint
    words = {word.strip("“”’.,:;()?").lower() for word in expected(case).split()}
    assert not words & JARGON
    assert not re.search(r"\w!", expected(case))
