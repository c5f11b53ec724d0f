"""A command loads what it needs; modules are counted, since seconds depend on other work."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Final

import pytest

from tests import small_site

_PRINT: Final = "print(*sys.modules)"
_HELP: Final = f"""
import sys
from sitegen.cli.main import main
main(["--help"])
print("----")
{_PRINT}
"""
_WORDS: Final = f"import sys, sitegen.cli.build, sitegen.cli.main\nprint('----')\n{_PRINT}"
_EVERYTHING: Final = (
    f"import sys, sitegen.cli.build, sitegen.pipeline.stages\nprint('----')\n{_PRINT}"
)


def loaded(code: str) -> frozenset[str]:
    """Run a program, and name all modules that it has loaded at its end."""
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=small_site.ROOT, check=True, capture_output=True, encoding="utf-8"
    )
    return frozenset(done.stdout.rpartition("----")[2].split())


@pytest.mark.parametrize(
    ("code", "most", "without"),
    [
        (_HELP, 15, ("jinja2", "pydantic", "yaml", "markdown_it", "sitegen.pipeline")),
        (
            _WORDS,
            121,
            ("jinja2", "livereload", "cProfile", "sitegen.views.pages", "sitegen.pipeline.stages"),
        ),
        (
            _EVERYTHING,
            189,
            ("livereload", "tornado", "cProfile", "multiprocessing", "sitegen.inspection.pdf."),
        ),
    ],
    ids=["help", "words", "everything"],
)
def test_what_is_not_needed_is_not_loaded(code: str, most: int, without: tuple[str, ...]) -> None:
    modules = loaded(code)
    assert not [name for name in modules if name.startswith(without)]
    # Every build needs each type of record, so that a new one is no more than it needs.
    ours = [name for name in modules if re.match(r"sitegen\b(?!\.models\.)", name)]
    assert 0 < len(ours) <= most
