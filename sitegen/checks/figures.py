"""A number that is kept once is not typed a second time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from sitegen.checks.context import CheckContext, KnownFigure
from sitegen.issues.issue import Issue, Severity

if TYPE_CHECKING:
    from sitegen.content.body import Body

_LARGE: Final = 100
"""From here on a number is so rare that it is hardly another of the same size by chance."""

_COUNTED: Final = 20
"""From here on another number beside what a figure counts is taken for that figure."""

_SAME: Final = 5
"""From here on the very number of a figure, beside what it counts, is hardly there by chance."""

_TIMES: Final = frozenset({"days", "hours", "minutes", "months", "weeks", "years"})
_YEARS: Final = range(1900, 2101)
_NUMBER: Final = re.compile(
    r"(?<![\w.,/–-])(\d[\d,]*)(?![\w/]|[.,]\d)(?:\s+([a-z]+))?(?:\s+([a-z]+))?"
)
_DIGITS: Final = re.compile(r"\d")


def figures_are_inserted(body: Body, context: CheckContext) -> Iterator[Issue]:
    """A number of figures.yml is inserted, so that it cannot differ from page to page."""
    for run in body.runs if context.figures else ():
        for match in _NUMBER.finditer(run.text) if _DIGITS.search(run.text) else ():
            quoted = run.text.count("“", 0, match.start()) > run.text.count("”", 0, match.start())
            if not quoted and (figure := _figure_meant(match, context.figures)):
                message = f"“{match[1]}” is typed here, and ⟦figures.yml⟧ has “{figure.wording}”"
                counted = f" {figure.counts}" if figure.counts else ""
                hint = f"Write {{figure:{figure.id}}}{counted} if that is what is counted."
                yield Issue(run.origin, message, hint, (match[1], figure.wording), Severity.WARNING)


def _figure_meant(match: re.Match[str], figures: Sequence[KnownFigure]) -> KnownFigure | None:
    """Return the figure that a typed number is, or stands in place of."""
    value = float(match[1].replace(",", "") or 0)
    if value in _YEARS and "," not in match[1]:
        return None
    neighbours = set(match.groups()[1:])
    same = (figure for figure in figures if value == figure.value and value >= _LARGE)
    other = (
        figure
        for figure in figures
        if figure.counts in neighbours and min(value, figure.value) >= _least(value, figure)
    )
    return next(same, None) or next(other, None)


def _least(value: float, figure: KnownFigure) -> int:
    """Return from where on a number is taken for the figure: much lasts 6 months by chance."""
    return _SAME if value == figure.value and figure.counts not in _TIMES else _COUNTED
