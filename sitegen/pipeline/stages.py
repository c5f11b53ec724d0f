"""The stages of a build, in memory: read, gate, render, check, collect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.checks import files, publication, published_urls, runner
from sitegen.checks.references import Withheld
from sitegen.content import load
from sitegen.inspection import folders
from sitegen.issues.issue import Issue
from sitegen.output import admin, downloads, early, guide, netlify, pdf, search_index
from sitegen.output.context import RenderContext
from sitegen.output.render import Templates
from sitegen.output.routes import clashes, routes
from sitegen.pipeline import cached
from sitegen.pipeline.finished import SitePlan, judge, names_that_show
from sitegen.privacy import scan as guard
from sitegen.site import gate, reading
from sitegen.site.site import BuildInfo, Site
from sitegen.views import tombstones
from sitegen.views.feeds import FEEDS, feeds
from sitegen.views.tables import tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.content.body import Body
    from sitegen.content.values import Prose
    from sitegen.output.assets import Output
    from sitegen.output.render import Renderer
    from sitegen.site.gate import EmbargoLift
    from sitegen.site.reading import ContentSource


from sitegen.pipeline.request import BuildStopped, Finished, IssueCollector, Request


def make(request: Request, found: IssueCollector) -> Finished:
    """Go through all stages in memory; raises BuildStopped once all that can be told is told."""
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
        tools = RenderContext.of(site, templates, request.assets)
        early.show(request.onlooker, site, tools, manual.routes)
    found.add(runner.content(site, cached.checked(request.memo, request.jobs)))
    found.stop_on_errors()
    pages = (*routes(site), *manual.routes)
    found.add(clashes(pages))
    found.stop_on_errors()
    known = published_urls.read(ledger_text(request))
    tools = RenderContext.of(site, templates, request.assets)
    press = pdf.press(request.printer, site.settings.base_url, tools.copied)
    papers = pdf.made(tools.renderer.page, pages, press)
    found.add(papers.issues)
    moved = (*tombstones.redirects(site), *pdf.stand_ins(pages, papers))
    plan = SitePlan(site, pages, tools.own, tools.copied, moved)
    drafts = [tools.renderer.draft(route, papers.by_url.get(route.url)) for route in pages]
    html = cached.pages(request.memo, drafts, request.jobs)
    sought = search_index.entries(site, pages, {output.url: output.data for output in html})
    # The index is made by another program; it is begun early, and waited for as late as can be.
    with cached.indexed(request.memo, sought if request.searching else ()) as index:
        outputs = (*html, *_others(plan, request, tools.renderer, papers))
        verdict = judge(plan, outputs, known, cached.read(request.memo))
        found.add(verdict.issues)
        if request.searching and not found.errors:
            outputs = search_index.added(outputs, site, pages, index)
    outputs = (*outputs, netlify.build_record(site, outputs, len(pages)))
    if names:
        found.add(names_that_show(plan, outputs, names, searching))
    found.stop_on_errors()
    return Finished(site, pages, outputs, published_urls.added(known, verdict.lasting), lifts)


def _site(
    request: Request, found: IssueCollector, manual: Mapping[Prose, Body] | None = None
) -> tuple[Site, tuple[EmbargoLift, ...]]:
    """Read the content, let through what may be seen, and check that nothing of it is missing."""
    memo = request.memo
    source = reading.read(request.content, cached.parsed(memo), cached.recorded(memo))
    found.add(source.issues)
    if source.settings is None or source.statement is None:
        # Which of them is public cannot be known now; what is wrong in their words can.
        found.add(reading.texts(source.records, cached.rendered(request.memo)).issues)
        raise BuildStopped
    settings = source.settings
    if request.base_url:
        settings = settings.model_copy(update={"base_url": request.base_url.rstrip("/")})
    moment = gate.Moment.of(request.moment, settings.timezone)
    passed = gate.gate(source.records, moment, preview=request.preview)
    shows = (request.preview, request.noindex, bool(manual))
    whole = BuildInfo(settings, source.statement, moment.time, *shows)
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
    found.add(_compared(site, source, published_urls.read(ledger_text(request))))
    found.add(runner.references(site, Withheld.of(passed.withheld, source.unread)))
    return site, passed.lifts


def _compared(site: Site, source: ContentSource, known: Mapping[str, int]) -> Iterator[Issue]:
    """Compare what is to be published with what was, and with what the board noted for itself."""
    yield from publication.quiet_periods_are_kept(source.records, source.private, known)
    yield from publication.private_notes_agree(source.records, source.private)
    yield from files.files_change_only_with_their_version(site, known)


def _others(
    plan: SitePlan, request: Request, renderer: Renderer, papers: pdf.PdfFiles
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


def ledger_text(request: Request) -> str:
    """Return the ledger of published addresses as its file holds it, or nothing."""
    path = request.content / load.LEDGER
    # A letter that is not UTF-8 becomes part of an address, which is then told at its line.
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
