"""The commands build, check and pdf."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from sitegen.cache import store, up_to_date
from sitegen.cache.file_state import Unsure
from sitegen.cache.memo import digest
from sitegen.cli import arguments, exit_codes, folders, profile
from sitegen.cli.options import EXPLAIN
from sitegen.cli.request import CONTEXT, KEY_FILE, cache_folder, cached_request, has_colours
from sitegen.content import load
from sitegen.issues import formats
from sitegen.issues.issue import Issue
from sitegen.pipeline import build as pipeline
from sitegen.pipeline import last_build, report
from sitegen.pipeline.build import no_advice
from sitegen.pipeline.last_build import BuildInputs
from sitegen.pipeline.request import Request
from sitegen.site import gate
from sitegen.site.site import Site


def build(options: argparse.Namespace) -> int:
    if _shows_too_much(options):
        return exit_codes.WRONG_USAGE
    if options.profile:
        return _timed(options, lambda request: run(request, options.format))
    request = cached_request(options)
    program = (*(folders.HERE / name for name in _PROGRAM), KEY_FILE)
    command_line = _without_explain(options.arguments)
    watched = up_to_date.watch(command_line, program, options.content.absolute(), load.LEDGER)
    request = replace(request, inputs=_inputs(request, watched), explain=_address(options.explain))
    note = partial(_note, options, request.moment, watched) if watched else None
    return run(request, options.format, note=note)


_PROGRAM: Final = ("build.py", "sitegen", "templates", "assets", "docs/editors")
"""What pages are made with, besides the content and the packages."""


def _note(
    options: argparse.Namespace, moment: datetime, watched: up_to_date.Watch, result: report.Report
) -> None:
    """Leave for the next run what it may say if nothing has changed until then."""
    # The next run writes nothing.
    nothing = replace(result.summary, changed=0, removed=0, new_addresses=0)
    printed = _as_text(replace(result, summary=nothing), options.content, options.format)
    since, until = gate.Moment.of(moment, result.summary.timezone).lasts(result.next_lift)
    state, ledger = result.summary.made, result.summary.ledger
    done = up_to_date.Done(since, until, options.output.absolute(), state, printed, ledger)
    up_to_date.note(watched, done, folders.HERE)


def _address(page: str | None) -> str:
    """Return the address of a page that somebody wrote with or without its slashes."""
    if not page:
        return ""
    address = f"/{page.removesuffix('index.html').strip('/')}"
    is_file = "." in address.rpartition("/")[2]
    return address if address == "/" or is_file else f"{address}/"


def _without_explain(words: Sequence[str]) -> Sequence[str]:
    """Return what is asked for; to be told why changes nothing that is made."""
    left = list(words)
    if EXPLAIN in left:
        place = left.index(EXPLAIN)
        del left[place : place + 2]
    return [option for option in left if not option.startswith(f"{EXPLAIN}=")]


def _inputs(request: Request, watched: up_to_date.Watch | None) -> BuildInputs | None:
    """Return what is asked for and in what state all sources are, if that can be told."""
    if watched is None or request.preview:
        return None
    asked = (watched.arguments, str(request.key))
    program = digest(*store.surroundings(), *asked, watched.program_state)
    with suppress(OSError, Unsure):
        sources = last_build.sources(request.content, watched.started)
        return BuildInputs(cache_folder(request), program, sources)
    return None


def check(options: argparse.Namespace) -> int:
    from sitegen.cli import external_links

    advise = external_links.advise if options.links else no_advice
    return _timed(options, lambda request: run(request, options.format, advise))


def pdf(options: argparse.Namespace) -> int:
    """Build the site with PDFs, or without them where they cannot be made."""
    from sitegen.output.typesetter import TypesetterMissing, printer

    if _shows_too_much(options):
        return exit_codes.WRONG_USAGE
    request = cached_request(options)
    try:
        request = replace(request, printer=printer(request.templates / "paper"))
    except TypesetterMissing as missing:
        print(f"The site is built without PDFs. {missing}", file=sys.stderr)
    return run(request, options.format)


def run(
    request: Request,
    form: str = "text",
    advise: Callable[[Site], Iterable[Issue]] = no_advice,
    note: Callable[[report.Report], None] | None = None,
) -> int:
    """Build or check once and print what came of it; leave a note of what went well."""
    begun = time.perf_counter()
    memo = request.memo
    try:
        result = pipeline.build(request, advise)
    except Exception as fault:  # noqa: BLE001 - whatever it is, it is no fault of the content
        from sitegen.cli import errors

        print(errors.explained(fault), file=sys.stderr, flush=True)
        return exit_codes.OUR_FAULT
    if memo.changed:
        # A disk that is full or read only costs the next build time and nothing else.
        with suppress(OSError):
            store.save(cache_folder(request), memo)
    if note and not result.errors:
        note(result)
    for line in profile.slow(memo.work):
        print(line, file=sys.stderr)
    _print(result, request, form, time.perf_counter() - begun)
    return exit_codes.CONTENT_ERRORS if result.errors else exit_codes.FINE


def _print(result: report.Report, request: Request, form: str, seconds: float) -> None:
    """Print what came of a build, in text or for a tool."""
    stream = sys.stderr if result.errors and form == "text" else sys.stdout
    print(_as_text(result, request.content, form), end="", file=stream, flush=True)
    if form == "text" and result.summary.written:
        took = f"It took {seconds:.1f} seconds"
        print(f"{took}. The site is in {request.output}{os.sep}", flush=True)
    if request.explain:
        reason = result.reasons.of(request.explain)
        print(reason, file=sys.stdout if form == "text" else sys.stderr, flush=True)


def _as_text(result: report.Report, content: Path, form: str) -> str:
    result = replace(result, issues=arguments.cures_of_this_site(result.issues, content))
    shown = formats.with_excerpts(result.issues, content)
    match form:
        case "json":
            return report.as_json(result, content)
        case "github":
            return formats.as_github(shown)
        case "gitlab":
            return formats.as_gitlab(shown)
        case _:
            beside = formats.as_github(shown) if os.environ.get("GITHUB_ACTIONS") else ""
            return report.as_text(result, content, coloured=has_colours()) + beside


def _shows_too_much(options: argparse.Namespace) -> bool:
    """Refuse to make the public site of what is not public yet."""
    refused = os.environ.get(CONTEXT) == "production" and bool(options.preview or options.now)
    if refused:
        message = "--preview and --now show what is not public yet, and this is the public site."
        print(f"{message} Build it without them.", file=sys.stderr)
    return refused


def _timed(options: argparse.Namespace, act: Callable[[Request], int]) -> int:
    """Carry out a command, and tell where its time went if that was asked for."""
    request = cached_request(options)
    if not options.profile:
        return act(request)
    code, profile_text = profile.profiled(lambda: act(request))
    print(f"{profile.shares(request.memo.work)}\n\n{profile_text}", file=sys.stderr)
    return code
