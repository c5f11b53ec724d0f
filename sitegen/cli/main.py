"""The commands: build, check, serve; the only place that reads the arguments and the clock."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from sitegen.cache import store, up_to_date
from sitegen.cli import arguments, deadlines, errors, new, nginx, profile, protect, schema
from sitegen.cli.report import baseline, diff, status
from sitegen.issues import formats
from sitegen.issues.issue import ContentError, Refusal
from sitegen.output import decap
from sitegen.pipeline import build as pipeline
from sitegen.pipeline import report
from sitegen.site import gate, reading

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from sitegen.issues.issue import Issue
    from sitegen.site.site import Site

ZONE: Final = "Europe/London"
"""The time zone in which --now is meant and the clock is read."""

FINE: Final = 0
CONTENT_ERRORS: Final = 1
WRONG_USAGE: Final = 2
OUR_FAULT: Final = 3

_KEY: Final = "SITEGEN_KEY"
"""The environment variable that holds the key of the protected names on the host."""

_CONTEXT: Final = "CONTEXT"
"""The environment variable in which the host says what it builds."""

_KEY_FILE: Final = arguments.HERE / ".sitegen-key"
"""The file that holds it on the officer’s machine; git ignores it."""


def main(argv: Sequence[str]) -> int:
    """Carry out a command and give the exit code: 0 fine, 1 content, 2 usage, 3 our fault."""
    for stream in (sys.stdout, sys.stderr):
        # An old terminal may lack a quotation mark; that must not end the build.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        given = arguments.read(argv)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else WRONG_USAGE
    given.arguments = argv
    return _COMMANDS[given.command](given)


def run(
    request: pipeline.Request,
    form: str = "text",
    advise: Callable[[Site], Iterable[Issue]] = pipeline.no_advice,
    note: Callable[[report.Report], None] | None = None,
) -> int:
    """Build or check once and print what came of it; leave a note of what went well."""
    begun = time.perf_counter()
    memo = request.memo
    try:
        with profile.shown(sys.stderr, "Building …"):
            result = pipeline.build(request, advise)
    except Exception as fault:  # noqa: BLE001 - whatever it is, it is no fault of the content
        print(errors.told(fault), file=sys.stderr, flush=True)
        return OUR_FAULT
    if not result.errors and memo.changed:
        # A disk that is full or read only costs the next build time and nothing else.
        with suppress(OSError):
            store.save(_cache(request), memo)
    if note and not result.errors:
        note(result)
    for line in profile.slow(memo.work):
        print(line, file=sys.stderr)
    stream = sys.stderr if result.errors and form == "text" else sys.stdout
    print(_told(result, request.content, form), end="", file=stream, flush=True)
    if form == "text" and result.summary.written:
        took = f"It took {time.perf_counter() - begun:.1f} seconds"
        print(f"{took}. The site is in {request.output}{os.sep}", flush=True)
    return CONTENT_ERRORS if result.errors else FINE


def _told(result: report.Report, content: Path, form: str) -> str:
    shown = formats.shown(result.issues, content)
    match form:
        case "json":
            return report.as_json(result, content)
        case "github":
            return formats.as_github(shown)
        case "gitlab":
            return formats.as_gitlab(shown)
        case _:
            beside = formats.as_github(shown) if os.environ.get("GITHUB_ACTIONS") else ""
            return report.as_text(result, content, coloured=_has_colours()) + beside


def _has_colours() -> bool:
    """Say whether both streams are a terminal that shows colours (see no-color.org)."""
    terminal = sys.stdout.isatty() and sys.stderr.isatty()
    return terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _build(given: argparse.Namespace) -> int:
    if _shows_too_much(given):
        return WRONG_USAGE
    if given.profile:
        return _timed(given, lambda request: run(request, given.format))
    request = _remembering(given)
    names = ("build.py", "sitegen", "templates", "assets", _KEY_FILE.name, ".cache/decap")
    sources = (*(arguments.HERE / name for name in names), given.content.absolute())
    watched = up_to_date.watch(given.arguments, sources)

    def note(result: report.Report) -> None:
        if watched and not result.summary.new_addresses:
            # The next run writes nothing.
            again = replace(result, summary=replace(result.summary, changed=0, removed=0))
            told = _told(again, given.content, given.format)
            output = given.output.absolute()
            since, until = gate.Moment.of(request.moment, ZONE).lasts(result.next_lift)
            done = up_to_date.Done(since, until, output, result.summary.made, told)
            up_to_date.note(watched, done, arguments.HERE)

    return run(request, given.format, note=note)


def _shows_too_much(given: argparse.Namespace) -> bool:
    """Refuse to make the public site of what is not public yet."""
    refused = os.environ.get(_CONTEXT) == "production" and bool(given.preview or given.now)
    if refused:
        message = "--preview and --now show what is not public yet, and this is the public site."
        print(f"{message} Build it without them.", file=sys.stderr)
    return refused


def _check(given: argparse.Namespace) -> int:
    advise = _other_sites if given.links else pipeline.no_advice
    return _timed(given, lambda request: run(request, given.format, advise))


def _timed(given: argparse.Namespace, act: Callable[[pipeline.Request], int]) -> int:
    """Carry out a command, and tell where its time went if that was asked for."""
    request = _remembering(given)
    if not given.profile:
        return act(request)
    code, told = profile.profiled(lambda: act(request))
    print(f"{profile.shares(request.memo.work)}\n\n{told}", file=sys.stderr)
    return code


def _serve(given: argparse.Namespace) -> int:
    from sitegen.cli.serve import server

    try:
        # Of its own: previews would push out what the next build of the site can use.
        cache = _cache(_request(given)) / "serve"
        return server.serve(lambda: _request(given), given.port, cache, coloured=_has_colours())
    except OSError as fault:
        print(f"The site cannot be shown: {fault}. Choose another with --port.", file=sys.stderr)
        return OUR_FAULT


def _clock(given: argparse.Namespace) -> int:
    """Show the private clock: what is due, and what will lift."""
    source = reading.read(given.content)
    now = given.now or _now()
    passed = gate.gate(source.records, gate.Moment.of(now, ZONE), preview=False)
    print(deadlines.text(source.private, passed.lifts, now.date()), end="")
    if source.issues:
        print("Some files have errors and are left out; “python3 build.py check” tells them.")
    return CONTENT_ERRORS if source.issues else FINE


def _report(given: argparse.Namespace) -> int:
    """Tell what would change if everything were pushed now."""
    request = _request(given)
    found = pipeline.Findings()
    try:
        finished = pipeline.make(request, found)
    except pipeline.Stopped:
        return run(request)
    try:
        folder = given.against
        earlier = baseline.from_folder(folder) if folder else baseline.from_git(request)
    except baseline.NothingEarlier as fault:
        print(f"There is nothing to compare with: {fault}.", file=sys.stderr)
        return WRONG_USAGE
    now = diff.snapshot({output.path: output.data for output in finished.outputs})
    told = (
        *diff.compare(diff.snapshot(earlier), now),
        *status.sections(
            finished.site, finished.lifts, protected=not protect.load(given.content).empty
        ),
    )
    forms = {"json": diff.as_json, "markdown": diff.as_markdown}
    print(forms.get(given.format, diff.as_text)(told), end="")
    return FINE


def _verify(given: argparse.Namespace) -> int:
    """Compare a site that is up with the record of its build."""
    from sitegen.cli import verify

    moment = gate.Moment.of(given.now or _now(), ZONE)
    try:
        stored = given.record.read_bytes() if given.record else None
        record, found = verify.verify(given.target, moment.time, stored)
    except (verify.NoRecord, OSError) as fault:
        print(f"There is nothing to compare with at {given.target}: {fault}.", file=sys.stderr)
        return WRONG_USAGE
    morning = gate.Moment.of(datetime.combine(record.built, datetime.min.time()), ZONE)
    lifts = gate.gate(reading.read(given.content).records, morning, preview=False).lifts
    told = (*found, *verify.overdue(record, lifts, moment.time))
    for issue in told:
        print(issue, file=sys.stderr)
    print(f"{len(record.files)} files and {len(record.redirects)} redirects compared with the "
          f"build of {record.built}; {len(told)} faults.")  # fmt: skip
    return CONTENT_ERRORS if told else FINE


def _nginx(given: argparse.Namespace) -> int:
    """Print the rules of a built site for another kind of server."""
    try:
        print(nginx.rules(given.output), end="")
    except OSError:
        print(f"No site was built in {given.output}: run build.py first.", file=sys.stderr)
        return WRONG_USAGE
    return FINE


def _protect(given: argparse.Namespace) -> int:
    act = protect.spare if given.spare else protect.forget if given.forget else protect.protect
    try:
        return act(protect.Desk(given.content, _KEY_FILE, input, print), os.environ.get(_KEY, ""))
    except (EOFError, KeyboardInterrupt):
        print("\nStopped before the end; nothing was noted.", file=sys.stderr)
        return WRONG_USAGE


def _new(given: argparse.Namespace) -> int:
    """Begin something new as a draft, asking for what it needs."""
    try:
        kind = new.kind_of(given.kind)
        answers = dict(given.set)
        if sys.stdin.isatty():
            answers = new.ask(kind, answers, input)
        begun = new.begin(kind, answers, given.content)
    except (Refusal, ContentError) as refused:
        hint = f"\n    {refused.hint}" if isinstance(refused, Refusal) and refused.hint else ""
        print(f"Nothing was begun: {refused}{hint}", file=sys.stderr)
        return WRONG_USAGE
    except (EOFError, KeyboardInterrupt):
        print("\nStopped before the end; nothing was begun.", file=sys.stderr)
        return WRONG_USAGE
    print(f"{given.content.name}/{begun.path} holds the new {kind.name} “{begun.id}”, as a draft.")
    print("Open it, write, and look at it with: python3 build.py serve --preview")
    return FINE


def _schema(_: argparse.Namespace) -> int:
    """Write what VS Code needs for completion and help."""
    for name in schema.write(arguments.HERE):
        print(name)
    return FINE


def _pdf(given: argparse.Namespace) -> int:
    """Build the site with PDFs, or without them where they cannot be made."""
    from sitegen.output.typesetter import Missing, printer

    if _shows_too_much(given):
        return WRONG_USAGE
    request = _remembering(given)
    try:
        request = replace(request, printer=printer(request.templates / "paper"))
    except Missing as missing:
        print(f"The site is built without PDFs. {missing}", file=sys.stderr)
    return run(request, given.format)


def _clean(given: argparse.Namespace) -> int:
    from sitegen.cli.clean import clean

    results = [clean(path, print) for path in given.files]
    return FINE if all(results) else CONTENT_ERRORS


_COMMANDS: Final[Mapping[str, Callable[[argparse.Namespace], int]]] = {
    "build": _build,
    "check": _check,
    "clean": _clean,
    "clock": _clock,
    "new": _new,
    "nginx": _nginx,
    "pdf": _pdf,
    "protect": _protect,
    "report": _report,
    "schema": _schema,
    "serve": _serve,
    "verify": _verify,
}


def _other_sites(site: Site) -> Iterable[Issue]:
    """Ask other sites for the pages that we link to, and list them on the way."""
    from sitegen.cli import external_links

    found = external_links.links(site)
    print(f"Asking other sites for {len(found)} pages …", file=sys.stderr, flush=True)
    asking = external_links.Asking(arguments.HERE / ".cache" / "links.json")
    answers = external_links.ask(tuple(found), site.moment.date(), asking)
    print(external_links.listing(found, answers), end="", file=sys.stderr)
    return external_links.advice(found, answers)


def _now() -> datetime:
    return datetime.now(ZoneInfo(ZONE)).replace(tzinfo=None, second=0, microsecond=0)


def _remembering(given: argparse.Namespace) -> pipeline.Request:
    """Ask for a build that knows what the last one worked out."""
    request = _request(given)
    memo, notice = store.load(_cache(request))
    if notice:
        print(notice, file=sys.stderr)
    return replace(request, memo=memo)


def _cache(request: pipeline.Request) -> Path:
    return request.content.resolve().parent / store.FOLDER


def _request(given: argparse.Namespace) -> pipeline.Request:
    writing = given.command not in {"check", "report"}
    return pipeline.Request(
        content=given.content,
        output=given.output,
        templates=arguments.HERE / "templates",
        assets=arguments.HERE / "assets",
        moment=given.now or _now(),
        base_url=given.base_url,
        jobs=given.jobs,
        preview=given.preview,
        noindex=given.noindex,
        key=protect.key_of(os.environ.get(_KEY, ""), _KEY_FILE),
        require_key=given.require_key,
        guide=arguments.HERE / "templates" / "guide",
        decap=decap.fetcher(arguments.HERE / ".cache" / "decap") if writing else None,
        writing=writing,
        recording=given.command in {"build", "pdf"} and given.now is None,
    )
