"""The whole build as a list of steps: file, Document, Record, Published, Site, Route, Output."""

from __future__ import annotations

import gc
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sitegen.cache.memo import Memo
from sitegen.checks import dates, files, publication, published_urls, runner
from sitegen.checks.references import Unseen
from sitegen.content import load
from sitegen.inspection import folders
from sitegen.issues.issue import Issue, Severity
from sitegen.models.documents import BoardDocument, FileState
from sitegen.output import admin, downloads, early, guide, lock, netlify, pdf, search_index, write
from sitegen.output.context import Tools
from sitegen.output.render import Templates
from sitegen.output.routes import clashes, routes
from sitegen.pipeline import cached
from sitegen.pipeline.finished import Plan, judge, names_that_show
from sitegen.pipeline.report import Report, Summary
from sitegen.privacy import scan as guard
from sitegen.site import gate, reading
from sitegen.site.site import Site, Whole
from sitegen.views import tombstones
from sitegen.views.feeds import FEEDS, feeds
from sitegen.views.tables import tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from sitegen.content.body import Body
    from sitegen.content.values import Prose
    from sitegen.output.assets import Output
    from sitegen.output.early import Onlooker
    from sitegen.output.render import Renderer
    from sitegen.output.routes import Route
    from sitegen.site.gate import Lift
    from sitegen.site.reading import Source


@dataclass(frozen=True, slots=True)
class Request:
    """What a build is asked for; the moment is local time where the board is."""

    content: Path
    output: Path
    templates: Path
    assets: Path
    moment: datetime
    base_url: str = ""
    preview: bool = False
    noindex: bool = False
    writing: bool = True
    recording: bool = True
    key: bytes | None = field(default=None, repr=False)
    """What the fingerprints of protected names are made with."""

    require_key: bool = False

    memo: Memo = field(default_factory=Memo)
    """What this build and the next ones need not work out again."""

    searching: bool = True
    """Whether the pages are indexed; where nobody will see them, they need not be."""

    jobs: int = 1
    """How many processes may work at once."""

    printer: pdf.Printer | None = None
    """What makes PDFs of pages; a usual build makes none."""

    onlooker: Onlooker | None = None
    guide: Path | None = None
    """The folder of the guide for editors, which previews show."""

    decap: Callable[[], Mapping[str, bytes]] | None = None
    """What gives the program of the editing screen; without it there is no screen."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A whole site in memory, with the addresses that the ledger does not hold yet."""

    site: Site
    pages: tuple[Route, ...]
    outputs: tuple[Output, ...]
    new_addresses: tuple[str, ...]
    lifts: tuple[Lift, ...]


class Stopped(Exception):
    """Raised when a stage found errors that later stages cannot work with."""


class Findings:
    """Gathers the issues of all stages; the only place where a build keeps count."""

    def __init__(self) -> None:
        """Begin with nothing found."""
        self.issues: list[Issue] = []

    def add(self, issues: Iterable[Issue]) -> None:
        """Take in the issues of a check or a parser."""
        self.issues.extend(issues)

    @property
    def errors(self) -> bool:
        """Say whether anything found so far is an error."""
        return any(issue.severity is Severity.ERROR for issue in self.issues)

    def stop_on_errors(self) -> None:
        """Raise Stopped if anything found so far is an error."""
        if self.errors:
            raise Stopped


def no_advice(_site: Site) -> Iterable[Issue]:
    """Add nothing to what the checks tell."""
    return ()


@contextmanager
def _collected_later() -> Iterator[None]:
    """Collect no cycles meanwhile, and as usual again afterwards.

    A build makes hundreds of thousands of values that last until its end, and hardly a cycle.
    To go through them again and again costs a fifth of its time and frees nothing.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@_collected_later()
def build(request: Request, advise: Callable[[Site], Iterable[Issue]] = no_advice) -> Report:
    """Make the site, or tell everything that is wrong; nothing is written unless all is well.

    Advice is asked for once a site is whole. Raises render.TemplateFault, write.ForeignFolder,
    lock.Busy and OSError, which are no fault of the content.
    """
    found = Findings()
    # Where somebody looks on, each save is followed by a build of its own, which puts right what
    # was changed meanwhile.
    before = {} if request.onlooker else load.stamps(request.content)
    try:
        finished = make(request, found)
        found.add(rehearsed(request, finished.lifts, found.issues))
        # Half of one state and half of another would be a site that nobody has written.
        if not request.onlooker:
            found.add(load.changed(request.content, before))
        found.stop_on_errors()
    except Stopped:
        return Report.of(_masked(request, found.issues), Summary())
    next_lift = finished.lifts[0].at if finished.lifts else None
    summary = deliver(finished, request)
    found.add(advise(finished.site))
    request.memo.forget_the_rest()
    return Report.of(_masked(request, found.issues), summary, next_lift)


def _masked(request: Request, issues: Iterable[Issue]) -> Iterable[Issue]:
    """Write what is told without what it may be about: names, and lines that others hide."""
    names, _ = guard.opened(request.content, request.key, required=False)
    return guard.masked(issues, names)


def rehearsed(request: Request, lifts: Sequence[Lift], told: Sequence[Issue]) -> Iterator[Issue]:
    """Tell what will go wrong once every embargo has lifted.

    Nobody sits at the keyboard at that moment, so it must be told today.
    """
    if not lifts:
        return
    later = Findings()
    with suppress(Stopped):
        alone = replace(request, onlooker=None, printer=None, searching=False)
        make(replace(alone, moment=lifts[-1].at), later)
    for issue in later.issues:
        # What will have grown old by then is told when it has.
        ages = issue.rule == dates.RULE
        if issue.severity is Severity.ERROR and issue not in told and not ages:
            yield replace(issue, message=f"once the embargo lifts, {issue.message}")


def make(request: Request, found: Findings) -> Finished:
    """Go through all stages in memory; raises Stopped once all that can be told is told."""
    names, told = guard.opened(request.content, request.key, required=request.require_key)
    found.add(told)
    searching = cached.searched(request.memo)
    if names:
        found.add(guard.written(request.content, names, searching))
    folder = request.guide if request.preview else None
    manual = guide.read(folder, cached.rendered(request.memo)) if folder else guide.Guide()
    site, lifts = _site(request, found, manual.bodies)
    templates = Templates(request.templates, cached.compiled(request.memo))
    if request.onlooker and not found.errors:
        tools = Tools.of(site, templates, request.assets)
        early.show(request.onlooker, site, tools, manual.routes)
    found.add(runner.content(site, cached.checked(request.memo, request.jobs)))
    found.stop_on_errors()
    pages = (*routes(site), *manual.routes)
    found.add(clashes(pages))
    found.stop_on_errors()
    known = published_urls.read(_ledger(request))
    tools = Tools.of(site, templates, request.assets)
    press = pdf.press(request.printer, site.settings.base_url, tools.copied)
    papers = pdf.made(tools.renderer.page, pages, press)
    found.add(papers.issues)
    moved = (*tombstones.redirects(site), *pdf.stand_ins(pages, papers))
    plan = Plan(site, pages, tools.own, tools.copied, moved)
    drafts = [tools.renderer.draft(route, papers.by_url.get(route.url)) for route in pages]
    html = cached.pages(request.memo, drafts, request.jobs)
    sought = search_index.entries(site, pages, {output.url: output.data for output in html})
    # The index is made by another program; it is begun early, and waited for as late as can be.
    with cached.indexed(request.memo, sought if request.searching else ()) as index:
        outputs = (*html, *_others(plan, request, tools.renderer, papers))
        verdict = judge(plan, outputs, known, cached.read(request.memo))
        found.add(verdict.issues)
        if request.searching and not found.errors:
            outputs = (*outputs, *search_index.outputs(site, pages, index))
    outputs = (*outputs, netlify.build_record(site, outputs, len(pages)))
    if names:
        found.add(names_that_show(plan, outputs, names, searching))
    found.stop_on_errors()
    return Finished(site, pages, outputs, published_urls.added(known, verdict.lasting), lifts)


def deliver(finished: Finished, request: Request) -> Summary:
    """Write what differs, and note new addresses in the ledger unless this is a rehearsal."""
    documents = finished.site.all(BoardDocument)
    awaited = sum(document.file_state is FileState.AWAITED for document in documents)
    summary = Summary(pages=len(finished.pages), files=len(finished.outputs), awaited=awaited)
    if not request.writing:
        return summary
    written = write.write(request.output, finished.outputs, mark=netlify.BUILD_RECORD)
    noting = request.recording and not request.preview
    if noting and finished.new_addresses:
        _note(request, finished.new_addresses)
    return replace(
        summary,
        written=True,
        changed=written.changed,
        removed=written.removed,
        made=written.made,
        new_addresses=len(finished.new_addresses) if noting else 0,
    )


def _note(request: Request, addresses: Sequence[str]) -> None:
    """Add addresses to the ledger as it is now: another build may have added some as well."""
    with lock.alone(request.content, waiting=True):
        text = published_urls.text(published_urls.read(_ledger(request)), addresses)
        write.replace(request.content / load.LEDGER, text.encode())


def _site(
    request: Request, found: Findings, manual: Mapping[Prose, Body] | None = None
) -> tuple[Site, tuple[Lift, ...]]:
    """Read the content, let through what may be seen, and check that nothing of it is missing."""
    memo = request.memo
    source = reading.read(request.content, cached.parsed(memo), cached.recorded(memo))
    found.add(source.issues)
    if source.settings is None or source.statement is None:
        # Which of them is public cannot be known now; what is wrong in their words can.
        found.add(reading.texts(source.records, cached.rendered(request.memo)).issues)
        raise Stopped
    settings = source.settings
    if request.base_url:
        settings = settings.model_copy(update={"base_url": request.base_url.rstrip("/")})
    moment = gate.Moment.of(request.moment, settings.timezone)
    passed = gate.gate(source.records, moment, preview=request.preview)
    shows = (request.preview, request.noindex, bool(manual))
    whole = Whole(settings, source.statement, moment.time, *shows)
    seen = [one.record for one in passed.published]
    rendering = cached.rendered(request.memo, request.jobs)
    written = reading.texts(seen, rendering, singles=(settings, source.statement))
    # Texts that nobody may see yet are rendered for their faults alone; Site never holds them.
    drafts = reading.texts(passed.withheld, rendering)
    found.add((*written.issues, *drafts.issues))
    filed = folders.inspect(source.files, cached.inspected(request.memo))
    site = Site.of(
        whole,
        passed.published,
        bodies={**written.bodies, **guide.fitting(manual, [record.item for record in seen])},
        files=filed,
    )
    found.add(_compared(site, source, published_urls.read(_ledger(request))))
    found.add(runner.references(site, Unseen.of(passed.withheld, source.unread)))
    return site, passed.lifts


def _compared(site: Site, source: Source, known: Mapping[str, int]) -> Iterator[Issue]:
    """Compare what is to be published with what was, and with what the board noted for itself."""
    yield from publication.quiet_periods_are_kept(source.records, source.private, known)
    yield from publication.private_notes_agree(source.records, source.private)
    yield from files.files_change_only_with_their_version(site, known)


def _others(
    plan: Plan, request: Request, renderer: Renderer, papers: pdf.Papers
) -> tuple[Output, ...]:
    """Make every file of the site but its pages, their index and the record of the build."""
    site, pages, kept = plan.site, plan.pages, (*plan.own.outputs, *plan.copied.outputs)
    atom = [renderer.feed(feed, url) for feed, (url, _, _) in zip(feeds(site), FEEDS, strict=True)]
    for_host = (
        netlify.headers(site),
        netlify.redirects(plan.moved),
        netlify.robots(site),
        *netlify.security(site),
        netlify.sitemap(site, pages),
    )
    registers = downloads.downloads(site, tables(site))
    printed = [one.output for one in papers.by_url.values()]
    name = request.content.name
    screen = admin.outputs(site.settings.editing, name, request.templates, request.decap)
    return (*kept, *atom, *registers, *for_host, *printed, *screen)


def _ledger(request: Request) -> str:
    path = request.content / load.LEDGER
    # A letter that is not UTF-8 becomes part of an address, which is then told at its line.
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
