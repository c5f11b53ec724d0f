"""Renames a page with the pages below it, every link to them, and the redirects."""

from __future__ import annotations

import posixpath
import re
import sys
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote, unquote

from sitegen.checks.links import STANDING
from sitegen.cli import build, exit_codes
from sitegen.cli.edits import EditedTexts, agreed
from sitegen.cli.request import now
from sitegen.content.validation import leaves
from sitegen.content.values import Key
from sitegen.issues.issue import Refusal, did_you_mean
from sitegen.models.base import Status
from sitegen.models.documents import Newsletter
from sitegen.models.pages import HOME, Page
from sitegen.site import reading

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from sitegen.content.record import Record
    from sitegen.models.base import Item
    from sitegen.site.reading import ContentSource

_NAME: Final = re.compile(r"[a-z0-9]+([-/][a-z0-9]+)*")
_TARGET: Final = re.compile(r"(?<=\]\()(<[^>\n]+>|[^)\s]+)|(?<=\]: )(\S+)")
_OUTSIDE: Final = re.compile(r"[a-z]+:|#")
_ADDRESSES: Final = "addresses.yml"
_PUBLIC: Final = (Status.PUBLISHED, Status.WITHDRAWN)


class Moved(NamedTuple):
    """One page that moves: its ids, its files and its addresses, before and after."""

    record: Record[Item]
    old: str
    new: str
    path: str
    to: str

    @property
    def url(self) -> tuple[str, str]:
        """Return the old address and the new one."""
        return f"/{self.old}/", f"/{self.new}/"


def command(given: argparse.Namespace) -> int:
    """Show the edits that rename a page, write them, and check the site."""
    source = reading.read(given.content)
    try:
        moves = tuple(_moves(source.records, _name(given.old), _name(given.new)))
    except Refusal as refused:
        hint = f"\n    {refused.hint}" if refused.hint else ""
        print(f"Nothing was moved: {refused}{hint}", file=sys.stderr)
        return exit_codes.WRONG_USAGE
    texts = EditedTexts(given.content)
    follow(texts, source, moves, (given.now or now()).date())
    try:
        if not agreed(texts, yes=given.yes):
            print("Nothing was written.")
            return exit_codes.FINE
    except (EOFError, KeyboardInterrupt):
        print("\nStopped before the end; nothing was written.", file=sys.stderr)
        return exit_codes.WRONG_USAGE
    texts.write()
    return build.check(given)


def _name(written: str) -> str:
    """Return the id of a page that somebody names by its id, its file or its address."""
    name = written.strip().removeprefix("content/").removeprefix("pages/").strip("/")
    return name.removesuffix(".md").removesuffix("/index")


def _moves(records: Sequence[Record[Item]], old: str, new: str) -> Iterator[Moved]:
    """Give the page and all below it; raises Refusal."""
    pages = {one.id: one for one in records if isinstance(one.item, Page)}
    if old not in pages:
        message = f"there is no page “{old}”"
        raise Refusal(message, did_you_mean(old, pages))
    if old == HOME:
        message = "the home page has its place"
        raise Refusal(message, "Change its title instead.")
    if not _NAME.fullmatch(new):
        message = f"“{new}” cannot be an address"
        raise Refusal(message, "Use small letters, digits, hyphens and slashes: about/who-we-are.")
    if new in pages or new.startswith(f"{old}/"):
        message = f"“{new}” is the place of another page, or below the page itself"
        raise Refusal(message, "Choose another name.")
    for name, record in pages.items():
        if name == old or name.startswith(f"{old}/"):
            if kind := STANDING.get(record.item.url):
                message = (
                    f"{record.item.url} cannot move, because each {kind} has its address there"
                )
                raise Refusal(message, "Change its title and its place in menus instead.")
            after = new + name.removeprefix(old)
            end = "/index.md" if record.origin.path.endswith("/index.md") else ".md"
            yield Moved(record, name, after, record.origin.path, f"pages/{after}{end}")


def follow(texts: EditedTexts, source: ContentSource, moves: Sequence[Moved], day: date) -> None:
    """Change every file that names a page that moves, and add the redirects."""
    for one in moves:
        texts.move(one.path, one.to)
    _keys(texts, source, moves)
    issues = tuple(_newsletters(source, moves))
    paths = {record.origin.path for record in source.records} | {"site.yml", "statement.yml"}
    for path in sorted(paths | {"topics.yml", _ADDRESSES}):
        lines = [_line(line, path, moves) for line in texts.lines(path)]
        texts.put(
            path, [_addressed(line, (*(one.url for one in moves), *issues)) for line in lines]
        )
    _redirects(texts, [*_pages(moves), *issues], day)


def _keys(texts: EditedTexts, source: ContentSource, moves: Sequence[Moved]) -> None:
    """Change the fields that name a page by its id."""
    ids = {one.old: one.new for one in moves}
    singles = [leaf for one in (source.settings, source.statement) if one for leaf in leaves(one)]
    walks = [*singles, *(leaf for record in source.records for leaf in record.leaves)]
    named = {
        (leaf.origin.path, leaf.origin.line, leaf.id)
        for _, leaf in walks
        if isinstance(leaf, Key) and leaf.kind == Page.kind and leaf.id in ids
    }
    for path, number, name in sorted(named, reverse=True):
        lines = texts.lines(path)
        whole = re.compile(rf"(?<![\w/-]){re.escape(name)}(?![\w/-])(?!:)")
        lines[number - 1] = whole.sub(ids[name], lines[number - 1])
        texts.put(path, lines)


def _line(line: str, path: str, moves: Sequence[Moved]) -> str:
    """Change what a line leads to by file, or by kind and id."""
    files = {one.path: one.to for one in moves}
    line = _TARGET.sub(lambda match: _target(match[0], path, files), line)
    for one in moves:
        line = re.sub(rf"\bpage:{re.escape(one.old)}(?![\w/-])", f"page:{one.new}", line)
    return line


def _addressed(line: str, moved: Iterable[tuple[str, str]]) -> str:
    """Change what a line leads to by address; from where a redirect leads stays as it was."""
    if re.match(r"\s*(?:- )?(?:\{\s*)?from:", line) and " to:" not in line:
        return line
    for old, new in moved:
        line = re.sub(rf"(?<![\w/.-])(?<!from: ){re.escape(old)}(?=[\s#\"'),}}\]]|$)", new, line)
    return line


def _target(target: str, path: str, files: Mapping[str, str]) -> str:
    """Return the relative target of a link as it must be once files have moved."""
    bare = target.strip("<>")
    if _OUTSIDE.match(bare) or bare.startswith("/") or not path.endswith(".md"):
        return target
    name, mark, anchor = bare.partition("#")
    meant = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(name)))
    here = posixpath.dirname(files.get(path, path))
    if meant not in files and path not in files:
        return target
    relative = posixpath.relpath(files.get(meant, meant), here or ".")
    return quote(relative, safe="/._-~") + mark + anchor


def _pages(moves: Sequence[Moved]) -> Iterator[tuple[str, str]]:
    """Give the old and the new address of every page that was public."""
    return (one.url for one in moves if one.record.item.status in _PUBLIC)


def _newsletters(source: ContentSource, moves: Sequence[Moved]) -> Iterator[tuple[str, str]]:
    """Give the old and the new address of every issue that moves with the page of its series."""
    homes = dict(one.url for one in moves)
    for record in source.records:
        issue = record.item
        if not isinstance(issue, Newsletter) or issue.status not in _PUBLIC or not issue.has_page:
            continue
        if issue.series and issue.home in homes:
            yield issue.url, homes[issue.home] + issue.url.removeprefix(issue.home)


def _redirects(texts: EditedTexts, found: Iterable[tuple[str, str]], day: date) -> None:
    """Lead from every old address to the new one."""
    lines = texts.lines(_ADDRESSES)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    for old, new in found:
        lines += [f"- from: {old}\n", f"  to: {new}\n", f"  since: {day}\n"]
    texts.put(_ADDRESSES, lines)
