"""The slow, pure functions of a build, each asking the memo first under all that it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cache, partial

from sitegen.cache.memo import Memo, Task, digest
from sitegen.checks import press, runner
from sitegen.checks.context import CheckContext
from sitegen.content import markdown
from sitegen.content.abbreviations import Abbreviations
from sitegen.content.body import Body
from sitegen.content.entry import Entry
from sitegen.content.load import Document, Parsing
from sitegen.content.record import Record, records_of
from sitegen.content.validation import ModelT
from sitegen.content.values import Prose
from sitegen.inspection import folders
from sitegen.inspection.examine import examine
from sitegen.inspection.findings import Inspection
from sitegen.models.base import Item
from sitegen.output import search_bundles, search_index
from sitegen.output.filters import Rendered
from sitegen.output.render import PendingPage
from sitegen.output.search_entry import EntryFrame
from sitegen.pipeline.made import MadePage, PageNote
from sitegen.privacy import scan as guard
from sitegen.privacy.names import Hit, Names
from sitegen.site import reading


def parsed(memo: Memo) -> Parsing:
    """Parse a file only if its bytes are new."""

    def parsing(
        parse: Callable[[], tuple[Entry, ...]], path: str, of_bytes: bytes
    ) -> tuple[Entry, ...]:
        key = digest("entries", path, of_bytes)
        return memo.get_or_make(key, parse, Task("files read", path))

    return parsing


def recorded(memo: Memo) -> reading.Recording:
    """Make the records of a file only if its bytes, or the places of lists, are new."""

    def recording(
        document: Document, model: type[ModelT], around: Mapping[str, str] | None = None
    ) -> tuple[Record[ModelT], ...]:
        context = (part for pair in sorted((around or {}).items()) for part in pair)
        key = digest("records", document.path, document.digest, *context)
        make = partial(records_of, document, model, around)
        return memo.get_or_make(key, make, Task("records made", document.path), transient=True)

    return recording


def inspected(memo: Memo) -> folders.Look:
    """Inspect a file only once, as long as its bytes and the ending of its name stay."""

    def look(name: str, data: bytes) -> Inspection:
        ending = name.rpartition(".")[2]
        key = digest("file", ending, data)
        return memo.get_or_make(key, lambda: examine(name, data), Task("files inspected", name))

    return look


def rendered(memo: Memo, processes: int = 1) -> reading.Rendering:
    """Render a text only if it, its place or an abbreviation is new; of many, each process some."""

    def rendering(abbreviations: Abbreviations, texts: Sequence[Prose]) -> Callable[[Prose], Body]:
        words = digest(*(part for pair in abbreviations.expansions.items() for part in pair))

        def key(prose: Prose) -> bytes:
            return digest("markdown", words, str(prose.origin), prose.text)

        def render(prose: Prose) -> Body:
            make = partial(markdown.render, prose, abbreviations)
            return memo.get_or_make(key(prose), make, Task("texts rendered", str(prose.origin)))

        if processes > 1:
            memo.prefetch({key(prose): partial(render, prose) for prose in texts}, processes)
        return render

    return rendering


def checked(memo: Memo, processes: int = 1) -> runner.CheckRecords:
    """Check a record only if its file, or what is known of the rest of the site, is new."""

    def checking(context: CheckContext, tasks: runner.RecordChecks) -> Iterator[runner.Issues]:
        # A dataclass writes out all its fields.
        of_context = digest(repr(context))
        # The titles of all reviews are known to one check alone, and matter to few records.
        plainly = digest(repr(replace(context, reviews=(), press=())))
        acts: dict[bytes, Callable[[], runner.Issues]] = {}
        keys: list[bytes] = []
        for record, make in tasks:
            # Several records may stand on one line.
            parts = (record.digest, str(record.origin), record.id)
            alone, beside = digest("issues", plainly, *parts), digest("harm", of_context, *parts)
            harmless = partial(_harmless, memo, alone, record, make)
            # Of a record that tells of harm, the answer under its first key is there, and nothing.
            keys.append(beside if alone in memo and harmless() is None else alone)
            acts[keys[-1]] = partial(_issues, memo, beside, harmless, make)
        memo.prefetch(acts, processes)
        return (acts[key]() for key in keys)

    return checking


def _harmless(
    memo: Memo, key: bytes, record: Record[Item], make: Callable[[], runner.Issues]
) -> runner.Issues | None:
    """Return what is wrong with a record that tells of no harm; nothing for one that does."""
    task = Task("records checked", str(record.origin))
    return memo.get_or_make(key, lambda: None if press.tells_of_harm(record) else make(), task)


def _issues(
    memo: Memo,
    key: bytes,
    harmless: Callable[[], runner.Issues | None],
    make: Callable[[], runner.Issues],
) -> runner.Issues:
    issues = harmless()
    task = Task("records checked beside all reviews")
    return memo.get_or_make(key, make, task) if issues is None else issues


def searched(memo: Memo) -> guard.Searching:
    """Look for protected names in a text only if it, a name or the key is new."""

    def searching(names: Names) -> Callable[[guard.Look, str], tuple[Hit, ...]]:
        of_names = digest(names.register.text(), names.key)

        def look_for(look: guard.Look, text: str) -> tuple[Hit, ...]:
            key = digest("names", of_names, look.__name__, text)
            return memo.get_or_make(
                key, partial(look, text, names), Task("texts searched for names")
            )

        return look_for

    return searching


def pages(
    memo: Memo,
    pending: Sequence[PendingPage],
    frames: Mapping[str, EntryFrame],
    processes: int = 1,
) -> tuple[MadePage, ...]:
    """Make and read a page only if something that it is made from is new; of many, each some.

    Of a page that is as it was, the note is enough: its bytes wait until somebody asks for them.
    """
    acts = {
        _of_note(page, frames): partial(_page, memo, page, frames)
        for page in pending
        if page.made_from
    }
    memo.prefetch(acts, processes)
    return tuple(_page(memo, page, frames) for page in pending)


def _page(memo: Memo, pending: PendingPage, frames: Mapping[str, EntryFrame]) -> MadePage:
    read = partial(PageNote.of, pending.url, frames.get(pending.url))
    if pending.made_from is None:
        rendered = pending.make()
        return MadePage(pending.path, read(rendered), lambda: rendered.data)
    key = digest("page", pending.made_from)

    @cache
    def made() -> Rendered:
        return memo.get_or_make(key, pending.make, Task("pages made", pending.url))

    of_note = _of_note(pending, frames)
    note = memo.get_or_make(of_note, lambda: read(made()), Task("pages read", pending.url))
    memo.keep(key)
    return MadePage(pending.path, note, lambda: made().data, of_note)


def _of_note(pending: PendingPage, frames: Mapping[str, EntryFrame]) -> bytes:
    return digest("note", pending.made_from or b"", repr(frames.get(pending.url)))


@contextmanager
def indexed(
    memo: Memo, pages: Sequence[search_bundles.SoughtPage]
) -> Iterator[Callable[[], tuple[search_index.Index, ...]]]:
    """Make each bundle of the search meanwhile, only if some text that it holds is new."""
    starts = []
    with ExitStack() as stack:
        for bundle in search_bundles.bundles(pages):
            key = search_bundles.key(page.digest for page in bundle)
            meant = () if key in memo else [page.entry() for page in bundle]
            index = stack.enter_context(search_index.indexing(meant, memo.before_each))
            starts.append(partial(memo.get_or_make, key, index, Task("search indexes")))
        yield lambda: tuple(ask() for ask in starts)
