"""The second question of a build: did only words change? Then only the pages that show them do.

A page is a frame in which words stand. Where the front of a file, its headings and all that it
names are as they were, no frame changes: the new words are put in the place of the old ones, and
what is looked at again is the file, the pages that show it, and their part of the search. Whatever
is in doubt is left to the third question, which is the build from nothing.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from sitegen.cache import file_state
from sitegen.cache.memo import Task
from sitegen.checks import runner
from sitegen.content import load, markdown
from sitegen.content.abbreviations import Abbreviations
from sitegen.content.record import records_of
from sitegen.content.values import Prose
from sitegen.issues.issue import ContentError, Issue, Severity
from sitegen.models import COLLECTIONS
from sitegen.output import filters, search_bundles, search_entry, search_index, write
from sitegen.output.assets import Output, digest_of
from sitegen.output.hosts import netlify
from sitegen.output.hosts.record import BUILD_RECORD, BuildRecord, NoRecord
from sitegen.pipeline import ageing, last_build
from sitegen.pipeline.last_build import BUNDLE, HEAD, PAGE, SOURCE, LastBuild
from sitegen.pipeline.made import PageNote
from sitegen.pipeline.report import Reasons, Report
from sitegen.privacy import scan as guard
from sitegen.site.gate import Moment
from sitegen.site.reading import SHAPE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitegen.content.body import Body, Reference
    from sitegen.output.search_index import Index
    from sitegen.output.write import Written
    from sitegen.pipeline.last_build import BuildHead, BuildInputs, BundleRow, PageRow, SourceRow
    from sitegen.pipeline.report import Summary
    from sitegen.pipeline.request import Request

_MOST: Final = 20
"""Files whose words may change at once before the build from nothing is as quick."""

_FAULTS: Final = (ContentError, NoRecord, file_state.Unsure, FileNotFoundError, PermissionError)


class InDoubt(Exception):
    """Raised where the third question must be asked, saying why."""


def build(request: Request, inputs: BuildInputs) -> tuple[Report | None, str]:
    """Make a site anew of which only words changed, or say why that is in doubt.

    Raises lock.Busy and OSError.
    """
    try:
        return _Rebuild(request, inputs, LastBuild(inputs.folder)).report(), ""
    except InDoubt as doubt:
        return None, str(doubt)
    except _FAULTS:
        return None, "a file cannot be read, or has faults"
    except last_build.DAMAGE:
        # What is whole of it is not made anew, so what is not would stay.
        with suppress(OSError):
            LastBuild(inputs.folder).path.unlink()
        return None, "nothing is known of the last build"


def _sure(*, of: bool, or_else: str) -> None:
    """Raise InDoubt unless something holds."""
    if not of:
        raise InDoubt(or_else)


@dataclass(frozen=True, slots=True)
class _ChangedFile:
    """A Markdown file with new words, and the line on which they begin."""

    path: str
    line: int
    row: SourceRow
    body: Body
    issues: tuple[Issue, ...]

    def html(self, source: str) -> str:
        """Return a part of the words; raises LookupError for one that nobody knows."""
        return filters.html_of(self.body, self.filled, source)

    def filled(self, reference: Reference) -> str:
        """Return what stands in place of a reference, as in the last build."""
        return self.row.filled[last_build.plainly(reference)]


@dataclass(slots=True)
class _Rebuild:
    """One build of which only words may have changed; what it leaves for the next one."""

    request: Request
    inputs: BuildInputs
    last: LastBuild
    rows: dict[str, object] = field(default_factory=dict)
    before: Mapping[str, file_state.Numbers] = field(default_factory=dict)
    """The state of each file of the site before anything is written."""

    def report(self) -> Report:
        """Go through all that depends on words; raises InDoubt before anything is written."""
        head: BuildHead | str = self.last.get(HEAD)
        if isinstance(head, str):
            raise InDoubt(head)
        files = [self.file(path, head) for path in self.changed(head)]
        issues = _all_issues(head, files)
        urls = dict.fromkeys(url for changed in files for url in changed.row.pages)
        pages = {url: self.page(url, files) for url in urls}
        self.names_stay_hidden(files, list(pages.values()))
        search, gone, head = self.search(head, pages)
        result, files_now = self.write([*pages.values(), *search], gone)
        summary = _summary(head.summary, result, files_now)
        self.rows[HEAD] = head._replace(
            sources=self.inputs.sources, issues=tuple(issues), summary=summary
        )
        self.last.put(self.rows)
        request = self.request
        names, _ = guard.opened(request.content, request.key, required=False)
        report = Report.of(guard.masked(issues, names), summary)
        there = not request.explain or self.last.has(f"{PAGE}{request.explain}")
        return replace(report, reasons=Reasons(frozenset(pages), exists=there, same=not files))

    def changed(self, head: BuildHead) -> Sequence[str]:
        """Return the few Markdown files that are not as they were."""
        request, inputs = self.request, self.inputs
        same = head.program == inputs.program
        _sure(of=same, or_else="the program, a template, an asset or what was asked for is another")
        now = Moment.of(request.moment, head.summary.timezone).time.timestamp()
        _sure(of=head.since <= now < head.until, or_else="the day is another")
        left, self.before = file_state.look(request.output)
        _sure(of=left == head.summary.made, or_else="the site is not as the last build left it")
        same = inputs.sources.keys() == head.sources.keys()
        _sure(of=same, or_else="a file came or went")
        same = last_build.ledger(request.content) == head.ledger
        _sure(of=same, or_else=f"{load.LEDGER} is another")
        changed = [
            path
            for path, state in inputs.sources.items()
            if last_build.differs(request.content / path, head.sources[path], state)
        ]
        _sure(of=len(changed) <= _MOST, or_else=f"{len(changed)} files changed")
        others = [path for path in changed if not path.endswith(".md")]
        _sure(of=not others, or_else=f"{', '.join(others)} changed")
        return changed

    def file(self, path: str, head: BuildHead) -> _ChangedFile:
        """Read a file whose words changed; raises InDoubt if more of it did, and ContentError."""
        row: SourceRow = self.last.get(f"{SOURCE}{path}")
        document = load.document_at(self.request.content, path, SHAPE)
        (changed_record,) = records_of(document, COLLECTIONS[document.collection])
        line = changed_record.entry.place(("body",)).line
        front = last_build.front((self.request.content / path).read_bytes(), line)
        same = front == row.front and not changed_record.item.allow
        _sure(of=same, or_else=f"more than the words of {path} changed")
        abbreviations = Abbreviations(head.expansions)
        texts = (leaf for _, leaf in changed_record.leaves if isinstance(leaf, Prose))
        bodies = {prose: markdown.render(prose, abbreviations) for prose in texts}
        body = bodies[changed_record.item.body]  # type: ignore[attr-defined] # each Markdown file has one
        same = last_build.outline(body) == row.outline
        _sure(of=same, or_else=f"a heading, a link or a picture of {path} changed")
        every = runner.of_record(changed_record, bodies, head.context)
        issues = tuple(every if self.request.editing else ageing.borne(every))
        faulty = any(issue.severity is Severity.ERROR for issue in issues)
        _sure(of=not faulty, or_else=f"{path} has faults")
        self.rows[f"{SOURCE}{path}"] = row._replace(issues=issues)
        return _ChangedFile(path, line, row, body, issues)

    def page(self, url: str, files: Sequence[_ChangedFile]) -> Output:
        """Put the new words of files into a page that shows them."""
        row: PageRow = self.last.get(f"{PAGE}{url}")
        old = (self.request.output / row.path).read_bytes()
        same = digest_of(old) == row.note.digest
        _sure(of=same, or_else=f"{url} is not as the last build left it")
        by_path = {changed.path: changed for changed in files}
        for source, answer in row.note.answers:
            file = by_path.get(filters.file_of(source))
            same = file is None or bool(file.html(source)) == answer
            _sure(of=same, or_else=f"{url} asks whether there are words")
        html, words = _rewritten(old.decode(), row.note.words, by_path)
        page = filters.Rendered(html.encode(), words, row.note.answers)
        note = PageNote.of(url, row.frame, page)
        same = note.brief == row.note.brief
        _sure(of=same, or_else=f"{url} leads elsewhere, or has other places")
        _sure(of=note.sound, or_else=f"{url} has faults")
        self.rows[f"{PAGE}{url}"] = row._replace(note=note)
        return Output(row.path, page.data)

    def names_stay_hidden(self, files: Sequence[_ChangedFile], pages: Sequence[Output]) -> None:
        """Raise InDoubt if a protected name, or nearly one, stands in what changed."""
        request = self.request
        names, issues = guard.opened(request.content, request.key, required=request.require_key)
        _sure(of=not issues, or_else="protected names cannot be looked for")
        if names:
            texts = [(request.content / c.path).read_text("utf-8", "replace") for c in files]
            looks = (guard.in_text, guard.nearly_in_text)
            written = any(look(text, names) for look in looks for text in texts)
            shown = any(guard.in_page(page.data.decode(), names) for page in pages)
            _sure(of=not written and not shown, or_else="a protected name may stand there")

    def search(
        self, head: BuildHead, pages: Mapping[str, Output]
    ) -> tuple[list[Output], list[str], BuildHead]:
        """Index the bundles anew that hold some pages.

        Return new files, the paths of old ones, and the head with the names of the new ones.
        """
        rows: Mapping[str, PageRow] = {url: self.rows[f"{PAGE}{url}"] for url in pages}  # type: ignore[misc]
        sought = {url for url, row in rows.items() if row.frame}
        if not sought:
            return [], [], head
        names = [f"{BUNDLE}{number}" for number in range(head.bundles)]
        bundles: dict[str, BundleRow] = dict(zip(names, self.last.several(names), strict=True))
        before = search_bundles.joined([bundle.made for bundle in bundles.values()])
        for name, bundle in bundles.items():
            if not sought.isdisjoint(frame.url for frame in bundle.frames):
                bundles[name] = bundle._replace(made=self.index(bundle, pages))
                self.rows[name] = bundles[name]
        now = search_bundles.joined([bundle.made for bundle in bundles.values()])
        output = self.request.output
        words = Output(head.search_words, (output / head.search_words).read_bytes())
        place = Output(head.search_page, (output / head.search_page).read_bytes())
        said = search_index.reworded(words, now)
        linked = search_index.relinked(place, (words, before), (said, now))
        there, files = {words, *before.outputs}, {said, *now.outputs}
        gone = {file.path for file in there} - {file.path for file in files}
        return [linked, *(files - there)], sorted(gone), head._replace(search_words=said.path)

    def index(self, bundle: BundleRow, pages: Mapping[str, Output]) -> Index:
        """Index the pages of a bundle, some of which are new; the next build will know it."""
        output = self.request.output
        entries = []
        for frame in bundle.frames:
            new = pages.get(frame.url)
            html = new.data if new else (output / frame.path).read_bytes()
            entries.append(search_entry.index_entry(frame, html.decode()))
        key = search_bundles.key(entry.digest for entry in entries)
        with search_index.indexing(entries, before=bundle.made) as index:
            return self.request.memo.get_or_make(key, index, Task("search indexes"))

    def write(self, outputs: Sequence[Output], gone: Sequence[str]) -> tuple[write.Written, int]:
        """Write new files and the record of the build; return also how many files there are."""
        output = self.request.output
        record = BuildRecord.read((output / BUILD_RECORD).read_bytes())
        _sure(of=not record.host, or_else="a host was given the site")
        paths = [path for path in record.files if path not in {*netlify.RULE_FILES, *gone}]
        paths = [*dict.fromkeys((*paths, *(output.path for output in outputs)))]
        every = [*outputs, *netlify.outputs(record.rules, paths)]
        every.append(record.amended(every, gone).output())
        self.last.forget()
        return write.update(output, every, {*gone}, self.before), len(paths) + 3


def _summary(before: Summary, result: Written, files: int) -> Summary:
    noted = replace(before, files=files, new_addresses=0, ledger=None)
    return replace(noted, changed=result.changed, removed=result.removed, made=result.made)


def _all_issues(head: BuildHead, files: Sequence[_ChangedFile]) -> set[Issue]:
    """Return all that was told, with what is told of some files now; raises InDoubt."""
    issues = {*head.issues}
    for changed in files:
        issues -= {*changed.row.issues}
        below = (
            i for i in issues if i.origin.path == changed.path and i.origin.line >= changed.line
        )
        _sure(of=not any(below), or_else=f"something is told of the words of {changed.path}")
    return issues.union(*(changed.issues for changed in files))


def _rewritten(
    page: str, words: Sequence[filters.Shown], files: Mapping[str, _ChangedFile]
) -> tuple[str, tuple[filters.Shown, ...]]:
    """Put new words in the place of old ones."""
    pieces: list[str] = []
    shown: list[filters.Shown] = []
    place = end = 0
    for marked in words:
        file = files.get(filters.file_of(marked.source))
        html = file.html(marked.source) if file else page[marked.start : marked.end]
        place += marked.start - end
        shown.append(filters.Shown(marked.source, place, place + len(html)))
        pieces += (page[end : marked.start], html)
        place, end = place + len(html), marked.end
    return "".join((*pieces, page[end:])), tuple(shown)
