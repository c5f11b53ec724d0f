"""Renames a page or another record, with every link to it and the redirects."""

from __future__ import annotations

import argparse
import posixpath
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final
from urllib.parse import quote, unquote

from sitegen.checks import published_urls
from sitegen.cli import build, exit_codes, renames
from sitegen.cli.edits import EditedTexts, write_if_agreed
from sitegen.cli.renames import Moved, NewAddress, is_public
from sitegen.cli.request import now
from sitegen.content.load import PRIVATE
from sitegen.content.record import Record, leaves
from sitegen.content.values import Key
from sitegen.issues.issue import Refusal
from sitegen.models.base import Item
from sitegen.models.documents import HandbookChapter
from sitegen.models.pages import Page
from sitegen.models.reviews import Review
from sitegen.site import reading
from sitegen.site.reading import ContentSource
from sitegen.site.withdrawal import traces
from sitegen.views import feeds

_TARGET: Final = re.compile(r"(?<=\]\()(<[^>\n]+>|[^)\s]+)|(?<=\]: )(\S+)")
_OUTSIDE: Final = re.compile(r"[a-z]+:|#")
_ITS_NOTICE: Final = "This leads to the notice that it was withdrawn."
_ADDRESSES: Final = "addresses.yml"
_PRIVATE_LISTS: Final = tuple(f"{PRIVATE}/{name}.yml" for name in ("clock", "quiet", "signoffs"))
"""What the board notes for itself about reviews."""


def command(options: argparse.Namespace) -> int:
    """Show the edits that rename a page, write them, and check the site."""
    source = reading.read(options.content)
    try:
        moves = tuple(renames.moves(source.records, options.old, options.new))
        addresses = tuple(_addresses(source.records, moves))
        back = tuple(renames.ways_back(source.records, addresses))
    except Refusal as refused:
        hint = f"\n    {refused.hint}" if refused.hint else ""
        print(f"Nothing was moved: {refused}{hint}", file=sys.stderr)
        return exit_codes.WRONG_USAGE
    texts = EditedTexts(options.content)
    follow(texts, source, moves, addresses)
    _take_out(texts, back)
    _redirects(texts, addresses, source.records, (options.now or now()).date())
    ended = write_if_agreed(texts, yes=options.yes)
    return build.check(options) if ended is None else ended


def follow(
    texts: EditedTexts,
    source: ContentSource,
    moves: Sequence[Moved],
    addresses: Sequence[NewAddress],
) -> None:
    """Change every file that names a page that moves, or leads to one of its addresses."""
    for moved in moves:
        if moved.path != moved.to:
            texts.move(moved.path, moved.to)
        else:
            _own_id(texts, moved)
    _keys(texts, source, moves)
    for path in _PRIVATE_LISTS if moves[0].kind == Review.kind else ():
        _noted(texts, path, moves[0])
    paths = {record.origin.path for record in source.records} | {"site.yml", "statement.yml"}
    for path in sorted(paths | {"topics.yml", _ADDRESSES}):
        lines = [_line(line, path, moves) for line in texts.lines(path)]
        texts.put(path, [_readdressed(line, addresses) for line in lines])


def _own_id(texts: EditedTexts, moved: Moved) -> None:
    """Change the id that an entry of a list has."""
    lines, number = texts.lines(moved.path), moved.record.entry.place(("id",)).line - 1
    pattern = re.compile(rf"(\bid:\s*[\"']?){re.escape(moved.old)}(?![\w-])")
    lines[number] = pattern.sub(rf"\g<1>{moved.new}", lines[number], count=1)
    texts.put(moved.path, lines)


def _noted(texts: EditedTexts, path: str, moved: Moved) -> None:
    """Change the id of a review in what the board notes for itself."""
    pattern = re.compile(rf"(\b(?:id|review):\s*[\"']?){re.escape(moved.old)}(?![\w-])")
    if lines := texts.lines(path):
        texts.put(path, [pattern.sub(rf"\g<1>{moved.new}", line) for line in lines])


def _addresses(records: Sequence[Record[Item]], moves: Sequence[Moved]) -> Iterator[NewAddress]:
    """Yield every address that changes: of the pages, of what they list, and of its feed."""
    if not isinstance(moves[0].record.item, Page):
        yield from _of_record(moves[0])
        return
    pages = [moved.url for moved in moves]
    items = [record.item for record in records if not isinstance(record.item, Page)]
    chapters = [*_listed(pages, [c for c in items if isinstance(c, HandbookChapter)])]
    others = [item for item in items if not isinstance(item, HandbookChapter)]
    yield from (*pages, *chapters, *_listed([*pages, *chapters], others))
    for moved in moves:
        page, (old, new, public) = moved.record.item, moved.url
        for name in feeds.subscriptions(page) if isinstance(page, Page) else ():
            yield NewAddress(f"{old}{name}", f"{new}{name}", public)


def _of_record(moved: Moved) -> Iterator[NewAddress]:
    """Yield the page of a record, or its place on a page of others."""
    for address in dict.fromkeys((moved.url, moved.place)):
        if address.old and address.old != address.new:
            yield address


def _listed(places: Sequence[NewAddress], items: Iterable[Item]) -> Iterator[NewAddress]:
    """Yield the addresses of the pages that stand below a page that lists them."""
    to = {address.old: address.new for address in places}
    for item in items:
        if item.has_page and item.listed_by and item.list_url in to:
            old = item.placed(item.address)
            new = to[item.list_url] + old.removeprefix(item.list_url)
            yield NewAddress(old, new, is_public(item))


def _keys(texts: EditedTexts, source: ContentSource, moves: Sequence[Moved]) -> None:
    """Change the fields that name a page by its id."""
    ids, kind = {moved.old: moved.new for moved in moves}, moves[0].kind
    singles = [leaf for s in (source.settings, source.statement) if s for leaf in leaves(s)]
    walks = [*singles, *(leaf for record in source.records for leaf in record.leaves)]
    named = {
        (leaf.origin.path, leaf.origin.line, leaf.id)
        for _, leaf in walks
        if isinstance(leaf, Key) and leaf.kind == kind and leaf.id in ids
    }
    for path, number, name in sorted(named, reverse=True):
        lines = texts.lines(path)
        pattern = re.compile(rf"(?<![\w/-]){re.escape(name)}(?![\w/-])(?!:)")
        lines[number - 1] = pattern.sub(ids[name], lines[number - 1])
        texts.put(path, lines)


def _line(line: str, path: str, moves: Sequence[Moved]) -> str:
    """Change what a line leads to, by file or by kind and id."""
    files = {moved.path: moved.to for moved in moves}
    line = _TARGET.sub(lambda match: _target(match[0], path, files), line)
    for moved in moves:
        named = rf"\b{moved.kind}:{re.escape(moved.old)}(?![\w/-])"
        line = re.sub(named, f"{moved.kind}:{moved.new}", line)
    return line


def _readdressed(line: str, addresses: Iterable[NewAddress]) -> str:
    """Change the addresses that a line leads to, not those that it leads from."""
    if "/" not in line or (re.match(r"\s*(?:- )?(?:\{\s*)?from:", line) and " to:" not in line):
        return line
    for old, new, _ in addresses:
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


def _take_out(texts: EditedTexts, entries: Sequence[Record[Item]]) -> None:
    """Take entries out of the lists of addresses, from the end so that the lines above hold."""
    for entry in sorted(entries, key=lambda entry: entry.origin, reverse=True):
        lines, start = texts.lines(entry.origin.path), entry.origin.line - 1
        dash, end = _indent(lines[start]), start + 1
        while end < len(lines) and lines[end].strip() and _indent(lines[end]) > dash:
            end += 1
        texts.put(entry.origin.path, lines[:start] + lines[end:])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _redirects(
    texts: EditedTexts, addresses: Iterable[NewAddress], records: Sequence[Record[Item]], day: date
) -> None:
    """Lead from every old address that people may have to the new one.

    A site without a ledger was never public. The address of a withdrawn review still leads to
    its notice, though the review can be told by it.
    """
    withdrawn = traces(records)
    ledger = published_urls.read(published_urls.ledger_text(texts.folder))
    lines = texts.lines(_ADDRESSES)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    for old, new, public in addresses:
        if public and ledger and ("#" not in old or old in ledger):
            lines += [f"- from: {old}\n", f"  to: {new}\n", f"  since: {day}\n"]
            withdrawn_ids = [trace.record.id for trace in withdrawn if trace.shown_in(old)]
            keep = [f"    - {{review: {i}, reason: {_ITS_NOTICE}}}\n" for i in withdrawn_ids]
            lines += ["  keep:\n", *keep] if keep else []
    texts.put(_ADDRESSES, lines)
