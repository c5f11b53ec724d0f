"""The stages of a build, in memory: read, gate, render, check, collect."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from sitegen.cache import store
from sitegen.checks import published_urls, runner
from sitegen.checks.context import CheckContext
from sitegen.issues.issue import Origin, Severity
from sitegen.output import (
    calendar,
    discovery,
    downloads,
    early,
    guide,
    pdf,
    search_bundles,
    search_entry,
    search_index,
    search_words,
)
from sitegen.output.admin import screen_files
from sitegen.output.assets import Output
from sitegen.output.context import RenderContext
from sitegen.output.faults import TemplateFault
from sitegen.output.hosts import netlify
from sitegen.output.hosts.record import BuildRecord
from sitegen.output.hosts.rules import rules
from sitegen.output.render import Renderer
from sitegen.output.routes import clashes, routes
from sitegen.output.templates import CompiledTemplates, Templates
from sitegen.pipeline import ageing, cached, content
from sitegen.pipeline.finished import FinishedCheck, SitePlan, judge, names_that_show
from sitegen.pipeline.made import MadePage
from sitegen.pipeline.request import BuildStopped, Finished, IssueCollector, PageParts, Request
from sitegen.privacy import scan as guard
from sitegen.privacy.names import Names
from sitegen.site.gate import EmbargoLift
from sitegen.site.site import Site
from sitegen.views import tombstones
from sitegen.views.feeds import feeds
from sitegen.views.tables import tables


def make(request: Request, collector: IssueCollector) -> Finished:
    """Go through all stages in memory; raises BuildStopped once all that can be told is told."""
    searching = cached.searched(request.memo)
    opened = content.opened(request)
    names = _guarded(request, collector, opened, searching)
    editors_guide = _editors_guide(request)
    read = content.read(request, collector, opened, editors_guide.bodies)
    if request.onlooker and not collector.errors:
        context = _render_context(request, read.site)
        early.show(request.onlooker, read.site, context, editors_guide.routes)
    by_record: dict[str, runner.Issues] = {}
    checked = _noted(cached.checked(request.memo, request.jobs), by_record)
    # Settings that have faults lack what some checks and pages ask for.
    with suppress(*(() if read.sound else _LACKING)):
        judged = runner.content(read.site, checked, read.broken)
        collector.add(judged if request.editing else ageing.borne(judged))
    pages = _Pages(
        request, collector, editors_guide, names, searching, opened.ledger, read.gone, by_record
    )
    if not collector.errors:
        finished = pages.made(read.lifts, read.site)
        collector.stop_on_errors()
        return finished
    # What is wrong with pages is told in the same run, as far as pages can be made.
    with suppress(*_LACKING):
        pages.made(read.lifts, *read.fit())
    raise BuildStopped(read.lifts)


def _guarded(
    request: Request,
    collector: IssueCollector,
    opened: content.OpenedContent,
    searching: guard.Searching,
) -> Names | None:
    """Look for protected names in texts and files; return those to look for on pages."""
    names, issues = guard.opened(request.content, request.key, required=request.require_key)
    collector.add(issues)
    if names is None:
        return None
    collector.add(guard.in_sources(request.content, names, searching))
    # Where a name is written, it stands on pages too.
    sought = None if collector.names else names
    # What nothing names stops nobody.
    idle = {Origin(guard.mask(path, names, path=True)) for path in opened.unnamed()}
    for issue in guard.filed(opened.not_taken_down(), names, searching):
        harmless = issue.origin in idle
        collector.add([replace(issue, severity=Severity.WARNING) if harmless else issue])
    return sought


_LACKING: Final = (TemplateFault, LookupError, AttributeError, TypeError)
"""What comes of making a page of which something is missing."""


def _editors_guide(request: Request) -> guide.Guide:
    """Return the guide for editors, which previews alone show."""
    if request.guide and request.preview:
        return guide.read(request.guide, cached.rendered(request.memo))
    return guide.Guide()


def _render_context(request: Request, site: Site) -> RenderContext:
    place = request.templates.with_name(store.FOLDER) / "templates"
    templates = Templates(request.templates, CompiledTemplates(place, store.stamp()))
    return RenderContext.of(site, templates, request.assets)


@dataclass(frozen=True, slots=True)
class _Pages:
    """What pages are made with and judged by, in one build."""

    request: Request
    collector: IssueCollector
    editors_guide: guide.Guide
    names: Names | None
    """What is looked for on pages, if anything."""

    searching: guard.Searching
    ledger: Mapping[str, int]
    """The addresses that were ever published, each with its line in the ledger."""

    gone: Mapping[str, str]
    by_record: Mapping[str, runner.Issues]

    def made(
        self, lifts: tuple[EmbargoLift, ...], site: Site, absent: frozenset[str] | None = None
    ) -> Finished:
        """Make every file of a site and judge it; raises TemplateFault."""
        request, collector = self.request, self.collector
        context = _render_context(request, site)
        pages = (*routes(site), *self.editors_guide.routes)
        collector.add(clashes(pages))
        pdf_printer = pdf.printing(request.printer, site.settings.base_url, context.copied)
        papers = pdf.printed(context.renderer.page, pages, pdf_printer)
        collector.add(papers.issues)
        moved = (*self._moved(site), *pdf.stand_ins(pages, papers))
        plan = SitePlan(
            site, pages, context.assets, context.copied, moved, absent, collector.errors
        )
        pending = [context.renderer.pending(route, papers.by_url.get(route.url)) for route in pages]
        frames = search_words.frames(site, pages)
        html = cached.pages(request.memo, pending, frames, request.jobs)
        others = partial(_other_outputs, plan, request, context.renderer, papers)
        outputs, verdict, bundles = self._judged(plan, html, frames, others)
        outputs = _with_record(plan, outputs)
        if self.names:
            collector.add(names_that_show(plan, outputs, self.names, self.searching))
        new = published_urls.added(self.ledger, verdict.lasting)
        made_from = {page.url: page.parts for page in pending}
        parts = PageParts(html, verdict.pages, frames, bundles, context.renderer, made_from)
        return Finished(site, pages, outputs, self.ledger, new, lifts, parts, self.by_record)

    def _moved(self, site: Site) -> Iterator[tombstones.Redirect]:
        """Yield where each address leads that answers no more."""
        yield from tombstones.redirects(site)
        yield from tombstones.of_files(self.gone, self.ledger)

    def _judged(
        self,
        plan: SitePlan,
        html: tuple[MadePage, ...],
        frames: Mapping[str, search_entry.EntryFrame],
        others: Callable[[], tuple[Output, ...]],
    ) -> tuple[tuple[Output, ...], FinishedCheck, tuple[search_index.Index, ...]]:
        """Add all other files to the pages and judge them; return the bundles of the index, too.

        The index is made by another program; it is begun early, and waited for as late as can be.
        """
        request, collector, site = self.request, self.collector, plan.site
        indexing = request.searching and not collector.errors
        digests = {page.url: page.note.sought for page in html}
        sought = search_words.pages(frames, {page.url: page for page in html}, digests)
        with cached.indexed(request.memo, sought if indexing else ()) as index:
            outputs = (*html, *others())
            verdict = judge(plan, html, [output.url for output in outputs], self.ledger)
            collector.add(verdict.issues)
            if not indexing or collector.errors:
                return outputs, verdict, ()
            bundles = index()
            joined = search_bundles.joined(bundles)
            return search_words.added(outputs, site, plan.pages, joined), verdict, bundles


def _with_record(plan: SitePlan, outputs: tuple[Output, ...]) -> tuple[Output, ...]:
    """Add what the host has to be told, and the record of the build, which names all the rest."""
    host_rules = rules(plan.site, plan.moved)
    outputs = (*outputs, *netlify.outputs(host_rules, [output.path for output in outputs]))
    return (*outputs, BuildRecord.of(plan.site, outputs, len(plan.pages), host_rules).output())


def _noted(
    checking: runner.CheckRecords, by_record: dict[str, runner.Issues]
) -> runner.CheckRecords:
    """Note by file what is found in its records, while they are checked."""

    def checked(context: CheckContext, tasks: runner.RecordChecks) -> Iterator[runner.Issues]:
        for (record, _), issues in zip(tasks, checking(context, tasks), strict=True):
            by_record[record.origin.path] = (*by_record.get(record.origin.path, ()), *issues)
            yield issues

    return checked


def _other_outputs(
    plan: SitePlan, request: Request, renderer: Renderer, papers: pdf.PdfFiles
) -> tuple[Output, ...]:
    """Make every file of the site but its pages, their index and the record of the build."""
    site, pages, copied = plan.site, plan.pages, (*plan.assets.outputs, *plan.copied.outputs)
    atom = [renderer.feed(feed) for feed in feeds(site)]
    for_finders = (
        discovery.robots(site),
        *discovery.security(site),
        discovery.sitemap(site, pages),
    )
    registers = (*downloads.downloads(site, tables(site)), *calendar.calendars(site))
    printed = [file.output for file in papers.by_url.values()]
    look = plan.assets.url("site.css")
    edited = screen_files.outputs(site, request.content.name, request.assets, look)
    pictures = guide.pictures(request.guide) if request.guide and request.preview else ()
    return (*copied, *atom, *registers, *for_finders, *printed, *edited, *pictures)
