"""The options of each command."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from sitegen.cache.workers import processors
from sitegen.cli import values
from sitegen.cli.folders import CONTENT

HOSTS: Final = (
    *("apache", "azure", "caddy", "cloudflare"),
    *("cloudfront", "github", "netlify", "nginx"),
)
"""The hosts that the command `host` knows; a test compares them with those that are."""

FORMATS: Final = ("text", "json", "github", "gitlab")
EXPLAIN: Final = "--explain"


def none(_: argparse.ArgumentParser) -> None:
    """The arguments of this command are somebody else's."""


def site(parser: argparse.ArgumentParser) -> None:
    """Add what every command asks that makes a site."""
    parser.set_defaults(jobs=1)
    option = parser.add_argument
    option("--content", type=values.content, default=CONTENT, help="the folder to read (content/)")
    option("--output", type=Path, help="the folder to write (public/)")
    option(
        "--base-url", type=values.base, default="", metavar="URL", help="the address of the site"
    )
    moment(parser)
    option("--preview", action="store_true", help="show drafts, marked and hidden from search")
    option("--noindex", action="store_true", help="hide the site from search engines")
    option(
        "--require-key", action="store_true", help="stop if protected names cannot be looked for"
    )
    option("--profile", action="store_true", help="show where the time went")
    option("--format", choices=FORMATS, default="text", help="how findings are printed (text)")
    option("--json", action="store_const", dest="format", const="json", help="as --format json")


def build(parser: argparse.ArgumentParser) -> None:
    with_jobs(parser)
    words = "say in one sentence why a page was or was not made again"
    parser.add_argument(EXPLAIN, default="", metavar="/PAGE/", help=words)


def with_jobs(parser: argparse.ArgumentParser) -> None:
    site(parser)
    words = "how many processes may work at once (as many as there are processors)"
    parser.add_argument("--jobs", type=values.count, default=processors(), metavar="N", help=words)


def check(parser: argparse.ArgumentParser) -> None:
    with_jobs(parser)
    parser.add_argument("--links", action="store_true", help="ask other sites too; advice only")


def content(parser: argparse.ArgumentParser) -> None:
    """Add the folder to read."""
    words = "the content folder (content/)"
    parser.add_argument("--content", type=values.content, default=CONTENT, help=words)


def moment(parser: argparse.ArgumentParser, words: str = "the moment, where the site is") -> None:
    """Add the moment at which something is asked."""
    parser.add_argument("--now", type=values.moment, metavar="2026-11-22T09:00", help=words)


def clock(parser: argparse.ArgumentParser) -> None:
    content(parser)
    option = parser.add_argument
    moment(parser)
    option("--renew", action="store_true", help="fetch the bank holidays of GOV.UK, and end")


def report(parser: argparse.ArgumentParser) -> None:
    site(parser)
    option = parser.add_argument
    option("--against", type=Path, metavar="DIR", help="an earlier output to compare with")
    option("--markdown", action="store_const", dest="format", const="markdown", help="as Markdown")


def protect(parser: argparse.ArgumentParser) -> None:
    content(parser)
    acts = parser.add_mutually_exclusive_group()
    acts.add_argument("--spare", action="store_true", help="say which words are nobody’s name")
    acts.add_argument("--forget", action="store_true", help="stop protecting names")


def serve(parser: argparse.ArgumentParser) -> None:
    site(parser)
    parser.add_argument(
        "--port", type=values.port, default=8000, help="the port on 127.0.0.1 (8000)"
    )
    words = "with a screen for editing everything beside it, at /edit/"
    parser.add_argument("--edit", action="store_true", help=words)


def new(parser: argparse.ArgumentParser) -> None:
    content(parser)
    option = parser.add_argument
    option("kind", help="what to begin: page, document, review, contact … or a whole site")
    option("folder", nargs="?", type=Path, metavar="DIR", help="where a site begins")
    option(
        "--set",
        action="append",
        default=[],
        type=values.pair,
        metavar="FIELD=VALUE",
        help="an answer, so that it is not asked for",
    )


def edits(parser: argparse.ArgumentParser) -> None:
    """Add what every command asks that edits the content."""
    site(parser)
    parser.set_defaults(links=False)
    parser.add_argument("--yes", action="store_true", help="write without asking")


def withdraw(parser: argparse.ArgumentParser) -> None:
    edits(parser)
    option = parser.add_argument
    option("what", metavar="REVIEW", help="its id, such as scr1; or document:ID, page:ID …")
    option("--reason", default="", help="the sentence that its address answers with")


def move(parser: argparse.ArgumentParser) -> None:
    edits(parser)
    parser.add_argument("old", metavar="OLD", help="the page, about/us; or document:ID, review:ID")
    parser.add_argument("new", metavar="NEW", help="where it goes, written in the same way")


def clean(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="a file to clean")


def host(parser: argparse.ArgumentParser) -> None:
    content(parser)
    option = parser.add_argument
    option("name", choices=HOSTS, metavar="HOST", help=", ".join(HOSTS))
    option("--output", type=Path, help="the built site (public/)")
    words = "where files for the server itself go (server/, beside the built site)"
    option("--to", type=Path, metavar="DIR", help=words)


def verify(parser: argparse.ArgumentParser) -> None:
    content(parser)
    option = parser.add_argument
    words = "the site: https://… or a folder (the address in site.yml)"
    option("target", metavar="URL|DIR", nargs="?", default="", help=words)
    option("--record", type=Path, metavar="FILE", help="a build.json kept elsewhere")
    option("--due", action="store_true", help="ask only whether the site has to be built again")
    option("--daily", action="store_true", help="tell if the site was not built for two days")
    words = "leave out where something can be read that nobody should read, for logs"
    option("--discreet", action="store_true", help=words)
    moment(parser, "the moment to judge by")
