"""What a build tells its author: every issue, then a summary."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from sitegen.content.dates import long_moment
from sitegen.issues import formats
from sitegen.issues.issue import Issue, Severity
from sitegen.issues.wording import counted, listed


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of a build, in numbers."""

    pages: int = 0
    files: int = 0
    changed: int = 0
    removed: int = 0
    new_addresses: int = 0
    awaited: int = 0
    written: bool = False
    timezone: str = ""
    """By whose clock it was made, if the settings could be read."""

    made: str = ""
    """The state in which the files of the site were left."""

    ledger: bytes | None = None
    """What the build wrote into the ledger of addresses, if it noted new ones."""


class Reasons(NamedTuple):
    """Why pages were made again or not."""

    remade: frozenset[str]
    """The addresses of the pages that were made."""

    doubt: str = ""
    """Why everything was looked at; nothing where only words changed."""

    exists: bool = True
    """Whether the site has the page that is asked about."""

    same: bool = False
    """Whether nothing changed at all."""

    changed: tuple[str, ...] | None = ()
    """Which parts of the page that is asked about are new; nothing if no earlier one is known."""

    faulty: bool = False

    def of(self, url: str) -> str:
        """Explain in one sentence why a page was made again or not."""
        if self.faulty:
            return f"{url} was not made again, because nothing is written while there are errors."
        if not self.exists:
            return f"There is no page {url}; write its address as in /about/chair/."
        again = "was made again" if url in self.remade else "was not made again"
        why = f"; all pages were looked at, because {self.doubt}" if self.doubt else ""
        return f"{url} {again}, because {self._because(url)}{why}."

    def _because(self, url: str) -> str:
        remade = url in self.remade
        if self.same:
            return "nothing has changed since the last build"
        if not self.doubt:
            return "it shows words that changed" if remade else "it shows no words that changed"
        if not remade:
            return "all that it is made from is as it was when it was made"
        if self.changed is None:
            return "nothing is known of an earlier one"
        return f"{listed(self.changed)} changed" if self.changed else "no copy of it was kept"


_NOTHING_MADE: Final = Reasons(frozenset(), faulty=True)


@dataclass(frozen=True, slots=True)
class Report:
    """Every issue in the order of files and lines, and what came of the build."""

    issues: tuple[Issue, ...]
    summary: Summary
    next_lift: datetime | None = None
    """When the next embargo lifts: told to the person who builds, never to tools and files."""

    reasons: Reasons = _NOTHING_MADE

    @classmethod
    def of(
        cls, issues: Iterable[Issue], summary: Summary, next_lift: datetime | None = None
    ) -> Report:
        """Order the issues as their author meets them, each told once."""
        ordered = sorted(set(issues), key=lambda issue: issue.sort_key)
        return cls(tuple(ordered), summary, next_lift)

    @property
    def errors(self) -> int:
        """Count the issues that stop a build."""
        return sum(issue.severity is Severity.ERROR for issue in self.issues)

    @property
    def warnings(self) -> int:
        """Count the issues that do not."""
        return len(self.issues) - self.errors


def as_text(report: Report, content: Path | None = None, *, coloured: bool = False) -> str:
    """Write a report for a person, with the lines that it is about if their folder is given."""
    issues = formats.as_text(formats.with_excerpts(report.issues, content), coloured=coloured)
    return issues + closing(report)


def closing(report: Report) -> str:
    """Return what came of a build, and what to look to next."""
    return "\n".join((_outcome(report), *_embargo(report))) + "\n"


def _embargo(report: Report) -> Iterator[str]:
    """Say when the next embargo lifts, but not of what: build logs are read by many."""
    if report.next_lift and not report.errors:
        when = long_moment(report.next_lift)
        yield f"The next embargo lifts at {when}; build the site again then."


def _outcome(report: Report) -> str:
    counts = f"{counted(report.errors, 'error')}, {counted(report.warnings, 'warning')}"
    summary = report.summary
    if report.errors:
        return f"{counts}. Nothing was written; fix the errors and run the command again."
    totals = f"{counted(summary.pages, 'page')}, {counted(summary.files, 'file')}; {counts}."
    if not summary.written:
        return f"All is well: {totals} Nothing was written."
    parts = [f"Built {totals} {summary.changed} written, {summary.removed} removed."]
    if summary.awaited:
        parts.append(f"{counted(summary.awaited, 'document')} still awaited.")
    if summary.new_addresses:
        new = counted(summary.new_addresses, "new address", "new addresses")
        parts.append(f"{new} noted in urls.lock: commit it with your change.")
    return " ".join(parts)


_OF_THE_DISK: Final = ("made", "timezone", "ledger")
"""In what state the files were left: for the next run on this machine alone."""


def as_json(report: Report, content: Path | None = None) -> str:
    """Write a report for a tool: findings and summary."""
    summary = report.summary
    value = {
        "errors": report.errors,
        "warnings": report.warnings,
        "findings": [
            {
                "path": issue.issue.origin.path,
                "line": issue.issue.origin.line,
                "column": issue.excerpt.column,
                "severity": issue.issue.severity.value,
                "rule": issue.issue.rule,
                "field": issue.issue.field,
                "message": issue.issue.message,
                "hint": issue.issue.hint,
            }
            for issue in formats.with_excerpts(report.issues, content)
        ],
        "summary": {n: value for n, value in asdict(summary).items() if n not in _OF_THE_DISK},
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
