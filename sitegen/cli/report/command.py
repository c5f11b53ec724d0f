"""The command report: what would change if everything were pushed now."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NamedTuple

from sitegen.cli import build, exit_codes, protect
from sitegen.cli.report import baseline, diff, status
from sitegen.cli.request import cached_request
from sitegen.output.faults import TemplateFault
from sitegen.pipeline import stages
from sitegen.pipeline.request import BuildStopped, Finished, IssueCollector, Request


class Comparison(NamedTuple):
    """What a report tells: what readers would see changed, and what else is worth knowing."""

    changes: tuple[diff.ReportSection, ...]
    notes: tuple[diff.ReportSection, ...]


def compared(request: Request, finished: Finished, against: Path | None = None) -> Comparison:
    """Return what differs from an earlier site, or from what was pushed; raises NothingEarlier."""
    earlier = baseline.from_folder(against) if against else baseline.from_git(request)
    now = diff.snapshot({output.path: output.data for output in finished.outputs})
    guarded = not protect.load(request.content).empty
    return Comparison(
        tuple(diff.compare(diff.snapshot(earlier), now)),
        tuple(status.sections(finished.site, finished.lifts, protected=guarded)),
    )


def command(options: argparse.Namespace) -> int:
    """Report what would change if everything were pushed now."""
    request = cached_request(options)
    collector = IssueCollector()
    try:
        finished = stages.make(request, collector)
    except (BuildStopped, TemplateFault):
        # The build tells it.
        return build.run(request)
    try:
        comparison = compared(request, finished, options.against)
    except baseline.NothingEarlier as fault:
        print(f"There is nothing to compare with: {fault}.", file=sys.stderr)
        return exit_codes.WRONG_USAGE
    forms = {"json": diff.as_json, "markdown": diff.as_markdown}
    sections = (*comparison.changes, *comparison.notes)
    print(forms.get(options.format, diff.as_text)(sections), end="")
    return exit_codes.FINE
