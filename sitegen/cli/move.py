"""Renames a page with the pages below it, every link to them, and the redirects."""

from __future__ import annotations

import posixpath
import re
import sys
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote, unquote

from sitegen.cli import build, exit_codes
from sitegen.cli.edits import EditedTexts, agreed
from sitegen.cli.request import now
from sitegen.content.leaves import leaves
from sitegen.content.load import LEDGER
from sitegen.content.values import Key
from sitegen.issues.issue import Refusal, did_you_mean
from sitegen.models.base import Status
from sitegen.models.documents import HandbookChapter
from sitegen.models.pages import HOME, Page
from sitegen.site import reading
from sitegen.site.withdrawal import traces
from sitegen.views import feeds

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
_ITS_NOTICE: Final = "This leads to the notice that it was withdrawn."
_ADDRESSES: Final = "addresses.yml"


class NewAddress(NamedTuple):
    """An address that becomes another one."""

    old: str
    new: str
    public: bool
    """Whether people may have it."""


class Moved(NamedTuple):
    """One page that moves: its ids, its files and its addresses, before and after."""

    record: Record[Item]
    old: str
    new: str
    path: str
    to: str

    @property
    def url(self) -> NewAddress:
        """Return the old address and the new one."""
        return NewAddress(f"/{self.old}/", f"/{self.new}/", _public(self.record.item))


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
    """Yield the page and all below it; raises Refusal."""
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
            after = new + name.removeprefix(old)
            end = "/index.md" if record.origin.path.endswith("/index.md") else ".md"
            yield Moved(record, name, after, record.origin.path, f"pages/{after}{end}")


def follow(texts: EditedTexts, source: ContentSource, moves: Sequence[Moved], day: date) -> None:
    """Change every file that names a page that moves, and add the redirects."""
    for one in moves:
        texts.move(one.path, one.to)
    _keys(texts, source, moves)
    paths = {record.origin.path for record in source.records} | {"site.yml", "statement.yml"}
    addresses = tuple(_addresses(source.records, moves))
    for path in sorted(paths | {"topics.yml", _ADDRESSES}):
        lines = [_line(line, path, moves) for line in texts.lines(path)]
        texts.put(path, [_readdressed(line, addresses) for line in lines])
    _redirects(texts, addresses, source.records, day)


def _public(item: Item) -> bool:
    return item.status in {Status.PUBLISHED, Status.WITHDRAWN} and not item.unannounced


def _addresses(records: Sequence[Record[Item]], moves: Sequence[Moved]) -> Iterator[NewAddress]:
    """Yield every address that changes: of the pages, of what they list, and of its feed."""
    pages = [one.url for one in moves]
    items = [record.item for record in records if not isinstance(record.item, Page)]
    chapters = [*_listed(pages, [one for one in items if isinstance(one, HandbookChapter)])]
    others = [one for one in items if not isinstance(one, HandbookChapter)]
    yield from (*pages, *chapters, *_listed([*pages, *chapters], others))
    for one in moves:
        page = one.record.item
        if isinstance(page, Page) and page.shows in feeds.WITH_A_FEED:
            old, new, public = one.url
            yield NewAddress(f"{old}{feeds.FILE}", f"{new}{feeds.FILE}", public)


def _listed(places: Sequence[NewAddress], items: Iterable[Item]) -> Iterator[NewAddress]:
    """Yield the addresses of the pages that stand below a page that lists them."""
    to = {one.old: one.new for one in places}
    for item in items:
        if item.has_page and item.listed_by and item.list_url in to:
            old = item.placed(item.address)
            new = to[item.list_url] + old.removeprefix(item.list_url)
            yield NewAddress(old, new, _public(item))


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
    """Change what a line leads to, by file or by kind and id."""
    files = {one.path: one.to for one in moves}
    line = _TARGET.sub(lambda match: _target(match[0], path, files), line)
    for one in moves:
        line = re.sub(rf"\bpage:{re.escape(one.old)}(?![\w/-])", f"page:{one.new}", line)
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


def _redirects(
    texts: EditedTexts, addresses: Iterable[NewAddress], records: Sequence[Record[Item]], day: date
) -> None:
    """Lead from every old address that people may have to the new one.

    A site without a ledger was never public. The address of a withdrawn review still leads to
    its notice, though the review can be told by it.
    """
    withdrawn = traces(records)
    built = (texts.folder / LEDGER).is_file()
    lines = texts.lines(_ADDRESSES)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    for old, new, public in addresses:
        if public and built:
            lines += [f"- from: {old}\n", f"  to: {new}\n", f"  since: {day}\n"]
            kept = [one.record.id for one in withdrawn if one.shown_in(old)]
            lines += ["  keep:\n"] if kept else []
            lines += [f"    - {{review: {name}, reason: {_ITS_NOTICE}}}\n" for name in kept]
    texts.put(_ADDRESSES, lines)
