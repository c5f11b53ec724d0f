"""What may be written after build.py: the commands by name, and the options of each."""

from __future__ import annotations

import argparse
import os
import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from sitegen.cache.workers import processors
from sitegen.issues.wording import MarkedPart, MarkedText, PartKind, build_command, changed

if TYPE_CHECKING:
    from sitegen.issues.issue import Issue

HERE: Final = Path(__file__).resolve().parents[2]
"""The folder of the generator."""

SITE: Final = Path(os.environ.get("SITEGEN_SITE") or HERE)
"""The folder of the site: that of the generator, or of a repository that pins the generator."""

CONTENT: Final = SITE / "content"
PUBLIC: Final = SITE / "public"

PIN: Final = "generator.toml"
"""The file by which the folder of a site of its own is known."""

HOSTS: Final = (
    *("apache", "azure", "caddy", "cloudflare"),
    *("cloudfront", "github", "netlify", "nginx"),
)
"""The hosts that the command `host` knows; a test compares them with those that are."""

FORMATS: Final = ("text", "json", "github", "gitlab")
EXPLAIN: Final = "--explain"
_LAST_PORT: Final = 65_535


def read(arguments: Sequence[str]) -> argparse.Namespace:
    """Read what was written; argparse ends the program if it makes no sense."""
    options = _parser().parse_args(_with_command(arguments))
    if getattr(options, "output", SITE) is None:
        has_pin = (options.content.parent / PIN).is_file()
        options.output = options.content.parent / PUBLIC.name if has_pin else PUBLIC
    return options


def _with_command(arguments: Sequence[str]) -> list[str]:
    """Take “build” as meant where no command is given."""
    words = list(arguments)
    if not words or (words[0].startswith("-") and words[0] not in {"-h", "--help"}):
        return ["build", *words]
    return words


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py",
        description="Builds the site from content/ into public/.",
        epilog="Exit codes: 0 fine, 1 the content has errors, 2 wrong usage, 3 a fault of ours.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (words, fill) in _COMMANDS.items():
        fill(commands.add_parser(name, help=words))
    return parser


def _none(_: argparse.ArgumentParser) -> None:
    """The arguments of this command are somebody else's."""


def _site(parser: argparse.ArgumentParser) -> None:
    """Add what every command asks that makes a site."""
    parser.set_defaults(jobs=1)
    option = parser.add_argument
    option("--content", type=_content, default=CONTENT, help="the folder to read (content/)")
    option("--output", type=Path, help="the folder to write (public/)")
    option("--base-url", type=_base, default="", metavar="URL", help="the address of the site")
    option(
        "--now",
        type=_moment,
        metavar="2026-11-22T09:00",
        help="the moment, where the site is",
    )
    option("--preview", action="store_true", help="show drafts, marked and hidden from search")
    option("--noindex", action="store_true", help="hide the site from search engines")
    option(
        "--require-key", action="store_true", help="stop if protected names cannot be looked for"
    )
    option("--profile", action="store_true", help="show where the time went")
    option("--format", choices=FORMATS, default="text", help="how findings are printed (text)")
    option("--json", action="store_const", dest="format", const="json", help="as --format json")


def _build(parser: argparse.ArgumentParser) -> None:
    _with_jobs(parser)
    words = "say in one sentence why a page was or was not made again"
    parser.add_argument(EXPLAIN, default="", metavar="/PAGE/", help=words)


def _with_jobs(parser: argparse.ArgumentParser) -> None:
    _site(parser)
    words = "how many processes may work at once (as many as there are processors)"
    parser.add_argument("--jobs", type=_count, default=processors(), metavar="N", help=words)


def _check(parser: argparse.ArgumentParser) -> None:
    _with_jobs(parser)
    parser.add_argument("--links", action="store_true", help="ask other sites too; advice only")


def _clock(parser: argparse.ArgumentParser) -> None:
    option = parser.add_argument
    option("--content", type=_content, default=CONTENT, help="the content folder (content/)")
    option("--now", type=_moment, metavar="2026-11-22T09:00", help="the moment, where the site is")
    option("--renew", action="store_true", help="fetch the bank holidays of GOV.UK, and end")


def _report(parser: argparse.ArgumentParser) -> None:
    _site(parser)
    option = parser.add_argument
    option("--against", type=Path, metavar="DIR", help="an earlier output to compare with")
    option("--markdown", action="store_const", dest="format", const="markdown", help="as Markdown")


def _protect(parser: argparse.ArgumentParser) -> None:
    option = parser.add_argument
    option("--content", type=_content, default=CONTENT, help="the content folder (content/)")
    acts = parser.add_mutually_exclusive_group()
    acts.add_argument("--spare", action="store_true", help="say which words are nobody’s name")
    acts.add_argument("--forget", action="store_true", help="stop protecting names")


def _serve(parser: argparse.ArgumentParser) -> None:
    _site(parser)
    parser.add_argument("--port", type=_port, default=8000, help="the port on 127.0.0.1 (8000)")
    words = "with a screen for editing everything beside it, at /edit/"
    parser.add_argument("--edit", action="store_true", help=words)


def _new(parser: argparse.ArgumentParser) -> None:
    option = parser.add_argument
    option("kind", help="what to begin: page, document, review, contact … or a whole site")
    option("folder", nargs="?", type=Path, metavar="DIR", help="where a site begins")
    option("--content", type=_content, default=CONTENT, help="the content folder (content/)")
    option(
        "--set",
        action="append",
        default=[],
        type=_pair,
        metavar="FIELD=VALUE",
        help="an answer, so that it is not asked for",
    )


def _edits(parser: argparse.ArgumentParser) -> None:
    """Add what every command asks that edits the content."""
    _site(parser)
    parser.set_defaults(links=False)
    parser.add_argument("--yes", action="store_true", help="write without asking")


def _withdraw(parser: argparse.ArgumentParser) -> None:
    _edits(parser)
    option = parser.add_argument
    option("what", metavar="REVIEW", help="its id, such as scr1; or document:ID, page:ID …")
    option("--reason", default="", help="the sentence that its address answers with")


def _move(parser: argparse.ArgumentParser) -> None:
    _edits(parser)
    parser.add_argument("old", metavar="OLD", help="the page, about/us; or document:ID, review:ID")
    parser.add_argument("new", metavar="NEW", help="where it goes, written in the same way")


def _content(text: str) -> Path:
    """Take a folder of content, or the folder of a site that holds one."""
    folder = Path(text)
    inside = folder / CONTENT.name
    of_a_site = (folder / PIN).is_file() or (inside / "site.yml").is_file()
    return inside if of_a_site else folder


def of_this_site(text: str, content: Path) -> str:
    """Return words whose commands name the content folder they are about, if it is not the usual.

    Typed as they stand they would edit another site.
    """
    if content == CONTENT:
        return MarkedText.of(text)
    return changed(text, partial(_of_a_site, shlex.quote(str(content))))


def _of_a_site(folder: str, part: MarkedPart) -> MarkedPart | str:
    match part.kind, part.data:
        case PartKind.COMMAND, (phrase, "clean", path):
            return build_command(phrase, "clean", f"{folder}/{path.removeprefix('content/')}")
        case PartKind.COMMAND, (phrase, "new", kind, *words) if kind != "site":
            return build_command(phrase, "new", kind, "--content", folder, *words)
        case PartKind.COMMAND, (phrase, name, *words) if name not in {"new", "clean", "host"}:
            return build_command(phrase, name, "--content", folder, *words)
    return part


def cures_of_this_site(issues: Iterable[Issue], content: Path) -> tuple[Issue, ...]:
    """Return issues whose cures name the content folder, in whatever form they are told."""
    return tuple(replace(issue, hint=of_this_site(issue.hint, content)) for issue in issues)


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        message = f"“{text}” is not FIELD=VALUE; write it like title=Cookies"
        raise argparse.ArgumentTypeError(message)
    return name.strip(), value.strip()


def _clean(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="a file to clean")


def _host(parser: argparse.ArgumentParser) -> None:
    option = parser.add_argument
    option("name", choices=HOSTS, metavar="HOST", help=", ".join(HOSTS))
    option("--content", type=_content, default=CONTENT, help="the content folder (content/)")
    option("--output", type=Path, help="the built site (public/)")
    words = "where files for the server itself go (server/, beside the built site)"
    option("--to", type=Path, metavar="DIR", help=words)


def _verify(parser: argparse.ArgumentParser) -> None:
    option = parser.add_argument
    words = "the site: https://… or a folder (the address in site.yml)"
    option("target", metavar="URL|DIR", nargs="?", default="", help=words)
    option("--record", type=Path, metavar="FILE", help="a build.json kept elsewhere")
    option("--due", action="store_true", help="ask only whether the site has to be built again")
    option("--daily", action="store_true", help="tell if the site was not built for two days")
    words = "leave out where something can be read that nobody should read, for logs"
    option("--discreet", action="store_true", help=words)
    option("--content", type=_content, default=CONTENT, help="the content folder (content/)")
    option("--now", type=_moment, metavar="2026-11-22T09:00", help="the moment to judge by")


_COMMANDS: Final[Mapping[str, tuple[str, Callable[[argparse.ArgumentParser], None]]]] = {
    "build": ("build the site (what happens by default)", _build),
    "check": ("do all checks and write nothing", _check),
    "serve": ("build, show it in a browser, build again at every save", _serve),
    "clock": ("show what is due, for the officer’s eyes", _clock),
    "protect": ("ask for names that must never be published", _protect),
    "report": ("tell in plain English what would change for readers", _report),
    "new": ("begin a page, document, number …, with every field explained", _new),
    "move": ("rename a page or another record, with its links and redirect", _move),
    "withdraw": ("take down a review, and what is about it, in one act", _withdraw),
    "schema": ("write what VS Code needs for completion and help", _none),
    "pdf": ("build the site with PDFs of the handbook, reviews and briefings", _with_jobs),
    "clean": ("remove metadata from copies of files", _clean),
    "verify": ("compare a site that is up with the record of its build", _verify),
    "host": ("write what a host has to be told: headers, redirects, types", _host),
    "test": ("run all tests; arguments go to pytest", _none),
}


def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M")  # noqa: DTZ007 - the zone is added at the gate
    except ValueError:
        message = f"“{text}” is not a moment; write it like 2026-11-22T09:00"
        raise argparse.ArgumentTypeError(message) from None


def _base(text: str) -> str:
    parts = urlsplit(text)
    is_base = parts.scheme in {"https", "http"} and parts.netloc and not parts.path.strip("/")
    if text and not is_base:
        message = f"“{text}” is not the address of a site; write it like https://www.example.org"
        raise argparse.ArgumentTypeError(message)
    return text


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        message = f"“{text}” is not a number of processes; write one such as 2"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > _LAST_PORT:
        message = f"“{text}” is not a port; write a number such as 8000"
        raise argparse.ArgumentTypeError(message)
    return int(text)
