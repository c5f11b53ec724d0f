"""Makes the site of this folder from nothing without some stages: without.py WHAT.

Users have no such switch, because nothing may be published that was not checked.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path.cwd()))

from sitegen import checks
from sitegen.cache import workers
from sitegen.checks import page_facts, runner
from sitegen.pipeline import build as pipeline
from sitegen.pipeline.request import Request

_OUTPUT: Final = "without"


def _nothing_read(url: str, html: str) -> page_facts.PageFacts:
    del html
    empty = dict.fromkeys(page_facts.PageFacts._fields, ())
    words = dict.fromkeys(("lang", "title", "description", "canonical", "first_link"), "")
    return page_facts.PageFacts(**{**empty, **words, "url": url})  # type: ignore[arg-type]


def _nothing_told(*_: object, **__: object) -> tuple[()]:
    return ()


def main(what: str) -> None:
    """Make the site without the search, and without checks if they are named."""
    if "checks" in what:
        for name in [name for name in vars(checks) if name.endswith("_CHECKS")]:
            setattr(checks, name, ())
        for name in ("finished", "reference_issues"):
            setattr(runner, name, _nothing_told)
        page_facts.read = _nothing_read
    report = pipeline.build(
        Request(
            content=Path("content"),
            output=Path(_OUTPUT),
            templates=Path("templates"),
            assets=Path("assets"),
            moment=datetime.now(),  # noqa: DTZ005 - local time, as the command gives it
            recording=False,
            searching=False,
            jobs=workers.processors(),
        )
    )
    if report.errors:
        sys.exit("\n".join(str(issue) for issue in report.issues))


if __name__ == "__main__":
    main(sys.argv[1])
