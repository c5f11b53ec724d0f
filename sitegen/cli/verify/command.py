"""Compares a site that is up with the record of its build, byte by byte."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Final

from sitegen.checks import published_urls
from sitegen.cli import exit_codes
from sitegen.cli.request import now
from sitegen.cli.verify import faults
from sitegen.cli.verify.places import Folder, Server
from sitegen.content.load import LEDGER
from sitegen.issues.issue import Issue, Origin
from sitegen.issues.wording import counted
from sitegen.output.hosts.record import BUILD_RECORD, BuildRecord, NoRecord
from sitegen.site import gate, reading
from sitegen.site.reading import ContentSource
from sitegen.site.withdrawal import files_taken_down
from sitegen.views.tombstones import is_withdrawn

_SOMEWHERE: Final = Origin("somewhere")
"""The place of what others must not be led to."""


def command(options: argparse.Namespace) -> int:
    """Compare a site that is up with the record of its build."""
    source = reading.read(options.content)
    target = options.target or (source.settings.base_url if source.settings else "")
    if not target:
        print("site.yml gives no address: write it behind “verify”.", file=sys.stderr)
        return exit_codes.WRONG_USAGE
    place = Server(target.rstrip("/")) if "://" in target else Folder(Path(target))
    try:
        stored = options.record.read_bytes() if options.record else None
        data = _record_of(place)
        record = BuildRecord.read(data if stored is None else stored)
        issues = [*faults.another_record(data, data if stored is None else stored)]
        issues += _due(options, record, source)
        if not options.due:
            issues += _compared(options.content, place, record, source)
    except (NoRecord, OSError) as fault:
        print(f"There is nothing to compare with at {target}: {fault}.", file=sys.stderr)
        return exit_codes.WRONG_USAGE
    if options.discreet:
        issues = [replace(issue, origin=_SOMEWHERE) if issue.secret else issue for issue in issues]
    _tell(issues, record, whole=not options.due)
    return exit_codes.CONTENT_ERRORS if issues else exit_codes.FINE


def _tell(issues: list[Issue], record: BuildRecord, *, whole: bool) -> None:
    for issue in issues:
        print(issue, file=sys.stderr)
    files, moved = (
        counted(len(record.files), "file"),
        counted(len(record.rules.moved), "redirect"),
    )
    what = f"{files} and {moved} compared with the build" if whole else "The build"
    print(f"{what} of {record.built}; {counted(len(issues), 'fault')}.")


def _record_of(place: Folder | Server) -> bytes:
    """Return the record that a site has of itself, or what is there instead; raises NoRecord."""
    answer = place.get(f"/{BUILD_RECORD}")
    if not answer.status:
        message = "nobody answers" if isinstance(place, Server) else f"{BUILD_RECORD} is missing"
        raise NoRecord(message)
    if leads := answer.headers.get("location", ""):
        message = f"it leads to {leads.removesuffix(BUILD_RECORD)}, so verify that address"
        raise NoRecord(message)
    if answer.status != HTTPStatus.OK:
        message = f"{BUILD_RECORD} is answered with {answer.status}"
        raise NoRecord(message)
    return answer.data


def _due(
    options: argparse.Namespace, record: BuildRecord, source: ContentSource
) -> Iterator[Issue]:
    """Yield what a build of now would mend."""
    zone = source.settings.timezone if source.settings else gate.SOMEWHERE
    moment = gate.Moment.of(options.now or now(), zone)
    morning = gate.Moment.of(datetime.combine(record.built, datetime.min.time()), zone)
    lifts = gate.gate(source.records, morning, preview=False).lifts
    yield from faults.overdue(record, lifts, moment.time)
    yield from faults.too_old(record, moment.time.date(), daily=options.daily)


def _compared(
    content: Path, place: Folder | Server, record: BuildRecord, source: ContentSource
) -> Iterator[Issue]:
    """Yield everything that is not as it was built."""
    path = content / LEDGER
    ledger = published_urls.read(path.read_text(encoding="utf-8")) if path.is_file() else ()
    yield from faults.wrong_files(place, record)
    yield from faults.extra_files(place, record, ledger)
    if isinstance(place, Server):
        yield from faults.wrong_rules(place, record)
    taken = [r.item.url for r in source.records if is_withdrawn(r.item) and r.item.has_page]
    yield from faults.withdrawn_again(place, taken, files_taken_down(source.records), record)
