"""The smallest board that is whole, `boards/minimal`, for tests to alter."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Final, Self

from sitegen.cache.memo import Memo
from sitegen.checks.references import Withheld
from sitegen.inspection import folders
from sitegen.issues.issue import Issue
from sitegen.pipeline import build as pipeline
from sitegen.pipeline import stages
from sitegen.pipeline.report import Report
from sitegen.pipeline.request import Finished, IssueCollector, Request
from sitegen.site import gate, reading
from sitegen.site.site import BuildInfo, Site

ROOT: Final = Path(__file__).resolve().parent.parent
MOMENT: Final = datetime(2026, 11, 22, 9, 0)  # noqa: DTZ001 - local time, as --now gives it


class LastingMemo(Memo):
    """Forgets nothing, for many builds that begin from the same content."""

    def drop_unused(self) -> None:
        """Keep all."""


def clock(moment: datetime = MOMENT) -> type[datetime]:
    """Return a clock that stands still; at its usual moment nothing in the small site is old."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            shown = moment.replace(second=17)
            # The C library finds the instant of any local time, that of the last day too.
            return cls.fromtimestamp(time.mktime(shown.timetuple()), tz)

    return Clock


_PAGE: Final = """---
title: {title}
summary: {summary}
status: published
published: {published}
{extra}---

{body}
"""

MINIMAL: Final = ROOT / "tests" / "boards" / "minimal"
FILES: Final = {
    path.relative_to(MINIMAL).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(MINIMAL.rglob("*.[my]*"))
}
"""The whole content folder, path by path: enough of each part for every generated link to hold."""


def write(folder: Path) -> Path:
    """Write the content of a site that is in order, and return its folder."""
    content = folder / "content"
    for path, text in FILES.items():
        put(content, path, text)
    return content


def put(content: Path, path: str, text: str) -> None:
    """Write one file."""
    place = content / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8", newline="\n")


def page(body: str, *extra: str, title: str = "A page") -> str:
    """Write a page of words; without extra lines its body begins on line 8."""
    lines = "".join(f"{line}\n" for line in extra)
    summary, published = "A page for a test.", "2026-11-20"
    return _PAGE.format(title=title, summary=summary, published=published, extra=lines, body=body)


def change(content: Path, path: str, old: str, new: str) -> None:
    """Change the first such words in a file, which must be there."""
    place = content / path
    text = place.read_text(encoding="utf-8")
    assert old in text, f"{path} does not hold {old!r}"
    put(content, path, text.replace(old, new, 1))


def request(content: Path) -> Request:
    """Ask for a build beside the content, with the real templates and assets."""
    return Request(
        content=content,
        output=content.parent / "public",
        templates=ROOT / "templates",
        assets=ROOT / "assets",
        moment=MOMENT,
    )


def build(content: Path) -> Report:
    """Build the site beside its content."""
    return pipeline.build(request(content))


def check(content: Path) -> tuple[Issue, ...]:
    """Go through the whole build, write nothing, and return what it says."""
    return pipeline.build(replace(request(content), writing=False)).issues


def finished(content: Path, *, preview: bool = False, noindex: bool = False) -> Finished:
    """Make the site in memory; it must be in order."""
    return stages.make(
        replace(request(content), preview=preview, noindex=noindex), IssueCollector()
    )


def site(content: Path, *, preview: bool = False) -> Site:
    """Read content that is in order, without checking what its authors wrote."""
    return site_and_unseen(content, preview=preview)[0]


def site_and_unseen(content: Path, *, preview: bool = False) -> tuple[Site, Withheld]:
    """Read content, and return with the site what is not in it."""
    source = reading.read(content)
    assert not source.issues, source.issues
    assert source.settings
    assert source.statement
    moment = gate.Moment.of(MOMENT, source.settings.timezone)
    passed = gate.gate(source.records, moment, preview=preview)
    whole = BuildInfo(source.settings, source.statement, moment.time, preview)
    seen = (one.record for one in passed.published)
    written = reading.texts(seen, singles=(source.settings, source.statement))
    files = folders.inspect(source.files)
    read = Site.of(whole, passed.published, bodies=written.bodies, files=files)
    return read, Withheld.of(passed.withheld, source.unread)


def told(issues: Iterable[Issue]) -> list[str]:
    """Say each issue in one line, as a terminal shows it, without its hint."""
    return [str(issue).partition("\n")[0] for issue in issues]
