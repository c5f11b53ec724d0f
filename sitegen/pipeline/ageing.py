"""Whom it may stop that something has grown old: whoever edits, and never the host."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from sitegen.checks import dates, embargo, runner
from sitegen.issues.issue import Issue, Severity


def borne(issues: Iterable[Issue]) -> Iterator[Issue]:
    """Yield issues as warnings where all that is wrong is that something has grown old."""
    for issue in issues:
        yield replace(issue, severity=Severity.WARNING) if _aged(issue) else issue


def comes_with_time(issue: Issue) -> bool:
    """Return whether a fault only says that an embargo has lifted, which is no news of its lift."""
    return issue.rule == runner.rule_of(embargo.embargoes_lie_ahead)


def ahead(issue: Issue, message: str) -> Issue:
    """Return a fault that is still to come; one that is only an age stops nobody today."""
    severity = Severity.WARNING if _aged(issue) else issue.severity
    return replace(issue, message=message, severity=severity)


def _aged(issue: Issue) -> bool:
    return issue.rule in _AGES


_AGES: Final = frozenset(
    (
        runner.rule_of(dates.numbers_are_checked_again),
        runner.rule_of(dates.actions_are_not_late),
        runner.rule_of(dates.pages_are_looked_at_again),
        runner.rule_of(dates.the_statement_is_reviewed_yearly),
        runner.rule_of(embargo.embargoes_lie_ahead),
    )
)
