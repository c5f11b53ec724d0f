"""The first stage of a build: from the content folder to a site, with all that is wrong in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from sitegen.checks import (
    causes,
    embargo,
    files,
    publication,
    published_urls,
    references,
    runner,
    typed_titles,
    withdrawal,
)
from sitegen.checks.references import Withheld
from sitegen.content.body import Body
from sitegen.content.record import Record
from sitegen.content.values import Key, Prose
from sitegen.inspection import folders
from sitegen.inspection.findings import Inspection
from sitegen.issues.issue import Issue
from sitegen.models.base import Item, Status
from sitegen.output import guide
from sitegen.pipeline import ageing, cached
from sitegen.pipeline.request import BuildStopped, IssueCollector, Request
from sitegen.site import gate, reading
from sitegen.site.gate import EmbargoLift
from sitegen.site.reading import ContentSource
from sitegen.site.site import BuildInfo, Site
from sitegen.site.withdrawal import files_taken_down


class OpenedContent(NamedTuple):
    """The content folder as it was read, before anybody asks what of it is public."""

    source: ContentSource
    broken: reading.Texts
    """The texts of records that have faults."""

    files: Mapping[str, folders.Filed]
    ledger: Mapping[str, int]
    """The addresses that were ever published, each with its line in the ledger."""

    def unnamed(self) -> frozenset[str]:
        """Return the files that no record names; a fault may hide the one that does."""
        return frozenset(self.files) - files.named_by(self.records, self.files)

    def not_taken_down(self) -> Mapping[str, Inspection]:
        """Return what was found in each file but those that withdrawn records alone name."""
        gone = [one for one in self.records if one.item.status is Status.WITHDRAWN]
        left = [one for one in self.records if one.item.status is not Status.WITHDRAWN]
        down = files.named_by(gone, self.files) - files.named_by(left, self.files)
        return {path: self.files[path].inspection for path in sorted(self.files.keys() - down)}

    @property
    def records(self) -> tuple[Record[Item], ...]:
        """All records, with those that have faults."""
        return (*self.source.records, *self.source.remains.records)


class FitSite(NamedTuple):
    """A site without what names something that is not there."""

    site: Site
    absent: frozenset[str] | None
    """The addresses that answer only once all faults are fixed, if anything is missing."""


class ContentRead(NamedTuple):
    """What the content folder holds for the public, and what has faults."""

    site: Site
    lifts: tuple[EmbargoLift, ...]
    broken: runner.Broken
    fit: Callable[[], FitSite]
    """Return the site without what names something that is not there, for a build with faults."""

    sound: bool
    """Whether the settings and the statement have no faults."""

    gone: Mapping[str, str]
    """The notice of each file that was taken down with its record."""


def opened(request: Request) -> OpenedContent:
    """Read the content folder and look into its files."""
    memo = request.memo
    source = reading.read(request.content, cached.parsed(memo), cached.recorded(memo))
    broken = reading.texts(source.remains.records, _rendering(request))
    filed = folders.inspect(source.files, cached.inspected(memo))
    ledger = published_urls.read(published_urls.ledger_text(request.content))
    return OpenedContent(source, broken, filed, ledger)


def read(
    request: Request,
    collector: IssueCollector,
    folder: OpenedContent,
    guide_bodies: Mapping[Prose, Body] | None,
) -> ContentRead:
    """Let through what may be seen of the content, and check that nothing of it is missing."""
    source, broken, filed, ledger = folder
    collector.add((*source.issues, *broken.issues))
    info = _build_info(request, source, collector, guided=bool(guide_bodies))
    moment = gate.Moment.of(request.moment, info.settings.timezone or gate.SOMEWHERE)
    passed = gate.gate(source.records, moment, preview=request.preview)
    texts = _texts(request, passed, info)
    collector.add(texts.issues)
    shown = guide.fitting(guide_bodies, [published.record.item for published in passed.published])
    site = Site.of(info, passed.published, bodies={**texts.bodies, **shown}, files=filed)
    source, found = _with_causes(site, source, passed, ledger)
    collector.add(cause.issue for cause in found)
    compared = _compared(site, source, ledger)
    collector.add(compared if request.editing else ageing.borne(compared))
    unseen = _unseen(source, passed, found)
    rest = runner.Broken(source.remains.records, broken.bodies)
    collector.add(runner.reference_issues(site, unseen, rest))
    there = frozenset(site.named_files())
    collector.add(_unnamed(folder, there, faulty=collector.errors))
    fit = partial(_fit, site, source, moment, ledger)
    sound = bool(source.settings and source.statement)
    taken = files_taken_down(source.records).items()
    gone = {file: notice for file, notice in taken if file not in there}
    return ContentRead(site, passed.lifts, rest, fit, sound, gone)


def _rendering(request: Request) -> reading.Rendering:
    return cached.rendered(request.memo, request.jobs)


def _build_info(
    request: Request, source: ContentSource, collector: IssueCollector, *, guided: bool
) -> BuildInfo:
    """Return what is the same for the whole site; raises BuildStopped if it cannot be read."""
    settings = source.settings or source.remains.settings
    statement = source.statement or source.remains.statement
    if settings is None or statement is None:
        # Which of them is public cannot be known now; what is wrong in their words can.
        collector.add(reading.texts(source.records, _rendering(request)).issues)
        raise BuildStopped
    if request.base_url:
        settings = settings.model_copy(update={"base_url": request.base_url.rstrip("/")})
    moment = gate.Moment.of(request.moment, settings.timezone or gate.SOMEWHERE)
    shows = (request.preview, request.noindex, guided)
    return BuildInfo(settings, statement, moment.time, *shows)


def _with_causes(
    site: Site, source: ContentSource, passed: gate.Gate, ledger: Mapping[str, int]
) -> tuple[ContentSource, tuple[causes.Cause, ...]]:
    """Return the faults from which others follow, and the source without what follows."""
    every = (*source.records, *source.remains.records)
    at = causes.Situation(site, every, passed.withheld, source.unread, ledger)
    found = tuple(causes.causes(at))
    left = source._replace(
        issues=(*source.issues, *(one.issue for one in found)),
        unread=source.unread.union(*(one.kinds for one in found)),
        lost=frozenset[str]().union(*(one.urls for one in found)),
    )
    return left, found


def _unseen(source: ContentSource, passed: gate.Gate, found: Iterable[causes.Cause]) -> Withheld:
    """Return what is not in the site, without what a cause tells."""
    told = frozenset(key for one in found for key in one.keys)
    waiting = [one for one in passed.withheld if Key(one.item.kind, one.id) not in told]
    unseen = Withheld.of(waiting, source.unread, source.remains.records)
    folders = tuple(one for cause in found for one in cause.folders)
    return replace(unseen, broken=unseen.broken | told, folders=folders)


def _unnamed(folder: OpenedContent, there: frozenset[str], *, faulty: bool) -> Iterator[Issue]:
    """Tell of files that nothing names, or what is wrong in them if a fault may be why."""
    if not faulty:
        named = folder.unnamed() - there
        return runner.issues_of(files.files_are_named_by_somebody, sorted(named))
    fields = files.in_fields(folder.records)
    left = sorted(folder.files.keys() - there - fields)
    inspected = {path: folder.files[path].inspection for path in left}
    return runner.issues_of(files.unnamed_files_tell_nothing, inspected)


def _texts(request: Request, passed: gate.Gate, info: BuildInfo) -> reading.Texts:
    """Render all texts; those that nobody may see yet for their faults alone."""
    seen = [published.record for published in passed.published]
    rendering = _rendering(request)
    written = reading.texts(seen, rendering, singles=(info.settings, info.statement))
    drafts = reading.texts(passed.withheld, rendering)
    return reading.Texts(written.bodies, (*written.issues, *drafts.issues))


def _fit(site: Site, source: ContentSource, moment: gate.Moment, ledger: Iterable[str]) -> FitSite:
    """Return the site without what names something that is not there."""
    # Only a build with faults needs these.
    from sitegen.pipeline import absent_urls
    from sitegen.site import mended

    left = mended.records(source.records, partial(references.is_there, site))
    passed = gate.gate(left, moment, preview=site.preview)
    fit = Site.of(site.build, passed.published, bodies=site.bodies, files=site.files)
    there = partial(references.is_there, fit)
    bodies = {prose: mended.body(body, there) for prose, body in site.bodies.items()}
    fit = replace(fit, bodies=bodies)
    absent = absent_urls.absent(fit, site, source, ledger)
    same = not absent and fit.records == site.records and fit.bodies == site.bodies
    return FitSite(fit, None if same and source.settings and source.statement else absent)


def _compared(site: Site, source: ContentSource, ledger: Mapping[str, int]) -> Iterator[Issue]:
    """Compare what is to be published with what was, and with what the board noted for itself."""
    yield from runner.issues_of(
        publication.quiet_periods_are_kept, source.records, source.private, ledger
    )
    yield from runner.issues_of(embargo.embargoes_lie_ahead, site, source.records, ledger)
    yield from runner.issues_of(publication.private_notes_agree, source.records, source.private)
    yield from runner.issues_of(
        withdrawal.nothing_tells_of_a_withdrawn_review, source.records, site
    )
    yield from runner.issues_of(typed_titles.what_was_taken_down_is_not_named, source.records, site)
    yield from runner.issues_of(files.files_change_only_with_their_version, site, ledger)
