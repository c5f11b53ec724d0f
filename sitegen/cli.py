"""The commands: build, check, serve; the only place that reads the arguments and the clock."""

from __future__ import annotations

import argparse
import sys
import traceback
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sitegen import external, pipeline, report
from sitegen.output.render import TemplateFault
from sitegen.output.write import ForeignFolder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sitegen.issues import Issue
    from sitegen.site import Site

FINE: Final = 0
CONTENT_ERRORS: Final = 1
WRONG_USAGE: Final = 2
OUR_FAULT: Final = 3

ZONE: Final = "Europe/London"
"""The time zone in which --now is meant and the clock is read."""

_LAST_PORT: Final = 65_535

_HERE: Final = Path(__file__).resolve().parent.parent


def main(arguments: Sequence[str]) -> int:
    """Carry out a command and give the exit code: 0 fine, 1 content, 2 usage, 3 our fault."""
    try:
        options = _parser().parse_args(_with_command(arguments))
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else WRONG_USAGE
    request = _request(options)
    if options.command == "serve":
        return _serve(request, options.port)
    advise = _other_sites if options.command == "check" and options.links else pipeline.no_advice
    return run(request, as_json=options.json, advise=advise)


def run(
    request: pipeline.Request,
    *,
    as_json: bool = False,
    advise: Callable[[Site], Iterable[Issue]] = pipeline.no_advice,
) -> int:
    """Build or check once and print what came of it."""
    try:
        result = pipeline.build(request, advise)
    except Exception as fault:  # noqa: BLE001 - whatever it is, it is no fault of the content
        print(f"The site could not be made: {_what(fault)}", file=sys.stderr)
        print(_cure(fault), file=sys.stderr, flush=True)
        return OUR_FAULT
    if as_json:
        print(report.as_json(result), end="", flush=True)
    else:
        stream = sys.stderr if result.errors else sys.stdout
        print(report.as_text(result), end="", file=stream, flush=True)
    return CONTENT_ERRORS if result.errors else FINE


def _what(fault: Exception) -> str:
    if isinstance(fault, TemplateFault | ForeignFolder):
        return f"{fault}."
    if isinstance(fault, OSError) and fault.filename:
        return f"{fault.filename}: {fault.strerror}."
    frames = traceback.extract_tb(fault.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "nowhere"
    return f"{type(fault).__name__} at {place}: {fault}."


def _cure(fault: Exception) -> str:
    if isinstance(fault, ForeignFolder):
        return "Choose an empty folder with --output, or empty that one yourself."
    if isinstance(fault, TemplateFault):
        return "Mend the template; the content is not at fault."
    if isinstance(fault, OSError):
        return "Check that the folder exists, that there is room, and that you may read and write."
    return "This is a fault of the generator, not of the content; please tell who looks after it."


def _other_sites(site: Site) -> Iterable[Issue]:
    """Ask other sites for the pages that we link to, and list them on the way."""
    found = external.links(site)
    print(f"Asking other sites for {len(found)} pages …", file=sys.stderr, flush=True)
    asking = external.Asking(_HERE / ".cache" / "links.json")
    answers = external.ask(tuple(found), site.moment.date(), asking)
    print(external.listing(found, answers), end="", file=sys.stderr)
    return external.advice(found, answers)


def _with_command(arguments: Sequence[str]) -> list[str]:
    """Take “build” as meant where no command is given."""
    given = list(arguments)
    if not given or (given[0].startswith("-") and given[0] not in {"-h", "--help"}):
        return ["build", *given]
    return given


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py",
        description="Builds the site from content/ into public/.",
        epilog="Exit codes: 0 fine, 1 the content has errors, 2 wrong usage, 3 a fault of ours.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    common = _common_options()
    commands.add_parser("build", parents=[common], help="build the site (what happens by default)")
    check = commands.add_parser("check", parents=[common], help="do all checks and write nothing")
    check.add_argument("--links", action="store_true", help="ask other sites too; advice only")
    serve = commands.add_parser(
        "serve", parents=[common], help="build, show it in a browser, build again at every save"
    )
    serve.add_argument("--port", type=_port, default=8000, help="the port on 127.0.0.1 (8000)")
    commands.add_parser("test", help="run all tests; arguments go to pytest")
    return parser


def _common_options() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    option = common.add_argument
    option("--content", type=Path, default=_HERE / "content", help="the folder to read (content/)")
    option("--output", type=Path, default=_HERE / "public", help="the folder to write (public/)")
    option("--base-url", type=_base, default="", metavar="URL", help="the address of the site")
    option(
        "--now", type=_moment, metavar="2026-11-22T09:00", help="the moment of the build, in London"
    )
    option("--preview", action="store_true", help="show drafts, marked and hidden from search")
    option("--noindex", action="store_true", help="hide the site from search engines")
    option("--json", action="store_true", help="print findings and summary as JSON")
    return common


def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M")  # noqa: DTZ007 - the zone is added at the gate
    except ValueError:
        message = f"“{text}” is not a moment; write it like 2026-11-22T09:00"
        raise argparse.ArgumentTypeError(message) from None


def _base(text: str) -> str:
    parts = urlsplit(text)
    whole = parts.scheme in {"https", "http"} and parts.netloc and not parts.path.strip("/")
    if text and not whole:
        message = f"“{text}” is not the address of a site; write it like https://www.example.org"
        raise argparse.ArgumentTypeError(message)
    return text


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > _LAST_PORT:
        message = f"“{text}” is not a port; write a number such as 8000"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _request(options: argparse.Namespace) -> pipeline.Request:
    clock = datetime.now(ZoneInfo(ZONE)).replace(tzinfo=None, second=0, microsecond=0)
    return pipeline.Request(
        content=options.content,
        output=options.output,
        templates=_HERE / "templates",
        assets=_HERE / "assets",
        moment=options.now or clock,
        base_url=options.base_url,
        preview=options.preview,
        noindex=options.noindex,
        writing=options.command != "check",
        recording=options.command == "build" and options.now is None,
    )


def _serve(request: pipeline.Request, port: int) -> int:
    from sitegen import serve

    try:
        return serve.serve(request, port, run)
    except OSError as fault:
        print(f"The site cannot be shown: {fault}. Choose another with --port.", file=sys.stderr)
        return OUR_FAULT
