"""The first stage of a build: from the content folder to a site, with all that is wrong in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from sitegen.checks import embargo, files, publication, references, runner, typed_titles, withdrawal
from sitegen.checks.references import Withheld
from sitegen.content.record import id_of
from sitegen.content.values import FilePath, Key
from sitegen.inspection import folders
from sitegen.models import COLLECTIONS, listing
from sitegen.models.documents import BoardDocument
from sitegen.models.pages import Page
from sitegen.output import guide
from sitegen.pipeline import ageing, cached
from sitegen.pipeline.request import BuildStopped
from sitegen.site import gate, mended, reading
from sitegen.site.site import BuildInfo, Site
from sitegen.site.withdrawal import files_taken_down

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sitegen.content.body import Body
    from sitegen.content.record import Record
    from sitegen.content.values import Prose
    from sitegen.issues.issue import Issue
    from sitegen.models.base import Item
    from sitegen.pipeline.request import IssueCollector, Request
    from sitegen.site.gate import EmbargoLift
    from sitegen.site.reading import ContentSource


class FitSite(NamedTuple):
    """A site without what names something that is not there."""

    site: Site
    absent: frozenset[str] | None
    """The addresses that answer only once all faults are fixed, if anything is missing."""


@dataclass(frozen=True, slots=True)
class ContentRead:
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


def read(
    request: Request,
    collector: IssueCollector,
    ledger: Mapping[str, int],
    manual: Mapping[Prose, Body] | None,
) -> ContentRead:
    """Read the content, let through what may be seen, and check that nothing of it is missing."""
    source, broken = _source(request)
    collector.add((*source.issues, *broken.issues))
    info = _build_info(request, source, collector, guided=bool(manual))
    moment = gate.Moment.of(request.moment, info.settings.timezone or gate.SOMEWHERE)
    passed = gate.gate(source.records, moment, preview=request.preview)
    texts = _texts(request, passed, info)
    collector.add(texts.issues)
    shown = guide.fitting(manual, [published.record.item for published in passed.published])
    filed = folders.inspect(source.files, cached.inspected(request.memo))
    site = Site.of(info, passed.published, bodies={**texts.bodies, **shown}, files=filed)
    compared = _compared(site, source, ledger)
    collector.add(compared if request.editing else ageing.borne(compared))
    unseen = Withheld.of(passed.withheld, source.unread, source.remains.records)
    rest = runner.Broken(source.remains.records, broken.bodies)
    collector.add(runner.reference_issues(site, unseen, rest))
    there = frozenset(site.named_files())
    if not collector.errors:
        # A name that is misspelt is told at its line; then this would tell it again.
        unnamed = source.files.keys() - there
        collector.add(runner.issues_of(files.files_are_named_by_somebody, source.records, unnamed))
    fit = partial(_fit, site, source, moment, ledger)
    sound = bool(source.settings and source.statement)
    taken = files_taken_down(source.records).items()
    gone = {file: notice for file, notice in taken if file not in there}
    return ContentRead(site, passed.lifts, rest, fit, sound, gone)


def _source(request: Request) -> tuple[ContentSource, reading.Texts]:
    """Return what the files hold, and the texts of records that have faults."""
    memo = request.memo
    source = reading.read(request.content, cached.parsed(memo), cached.recorded(memo))
    return source, reading.texts(source.remains.records, _rendering(request))


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


def _texts(request: Request, passed: gate.Gate, info: BuildInfo) -> reading.Texts:
    """Render all texts; those that nobody may see yet for their faults alone."""
    seen = [published.record for published in passed.published]
    rendering = _rendering(request)
    written = reading.texts(seen, rendering, singles=(info.settings, info.statement))
    drafts = reading.texts(passed.withheld, rendering)
    return reading.Texts(written.bodies, (*written.issues, *drafts.issues))


def _fit(site: Site, source: ContentSource, moment: gate.Moment, ledger: Iterable[str]) -> FitSite:
    """Return the site without what names something that is not there."""
    left = mended.records(source.records, partial(references.is_there, site))
    passed = gate.gate(left, moment, preview=site.preview)
    fit = Site.of(site.build, passed.published, bodies=site.bodies, files=site.files)
    there = partial(references.is_there, fit)
    bodies = {prose: mended.body(body, there) for prose, body in site.bodies.items()}
    fit = replace(fit, bodies=bodies)
    absent = _absent(fit, site, source, ledger)
    same = not absent and fit.records == site.records and fit.bodies == site.bodies
    return FitSite(fit, None if same and source.settings and source.statement else absent)


def _absent(fit: Site, site: Site, source: ContentSource, ledger: Iterable[str]) -> frozenset[str]:
    """Return the addresses that would answer but for a fault."""
    every = (*source.remains.records, *site.records)
    there = {record.item.url for record in fit.records}
    # To the home page every page leads, whether or not anybody wrote it.
    absent = {"/", *(record.item.url for record in every)} - there
    readable = {record.origin.path for record in (*source.records, *source.remains.records)}
    faulty = {issue.origin.path for issue in source.issues}
    absent |= _places_of(faulty, source, ledger) | _of_what_is_lost(every, faulty, source, ledger)
    for path in faulty - readable:
        model = COLLECTIONS.get(path.partition("/")[0].removesuffix(".yml"))
        if model is Page:
            # Nobody knows what such a page would have listed.
            absent |= {listing.below(kind, source.places) for kind in COLLECTIONS.values()}
        elif model and path.endswith(".md"):
            place = listing.below(model, source.places)
            absent.add(place + model.address.format(id=id_of(path)))
        elif model:
            # Nobody knows which entries such a list has.
            begins = listing.below(model, source.places) + model.address.partition("{")[0]
            absent |= {url for url in ledger if begins and url.startswith(begins)}
    return frozenset(absent)


def _of_what_is_lost(
    every: Iterable[Record[Item]],
    faulty: Iterable[str],
    source: ContentSource,
    ledger: Iterable[str],
) -> frozenset[str]:
    """Return the places of what belongs to a file with faults, and the files that are missing."""
    models = {path: COLLECTIONS.get(path.partition("/")[0]) for path in faulty}
    lost = {Key(model.kind, id_of(path)) for path, model in models.items() if model}
    named = [(record, leaf) for record in every for _, leaf in record.leaves]
    places = {record.item.listed_url for record, leaf in named if leaf in lost}
    missing = {leaf.path for _, leaf in named if isinstance(leaf, FilePath)} - source.files.keys()
    begins = tuple(f"/{file.rpartition('.')[0]}." for file in missing)
    return frozenset(places | {url for url in ledger if url.startswith(begins)})


def _places_of(
    faulty: Iterable[str], source: ContentSource, ledger: Iterable[str]
) -> frozenset[str]:
    """Return the places on pages where entries of lists stood of which one has a fault."""
    models = [COLLECTIONS.get(path.partition("/")[0].removesuffix(".yml")) for path in faulty]
    pages = {listing.below(model, source.places) for model in models if model} - {""}
    downloads = ("/files/",) if BoardDocument in models else ()
    return frozenset(
        url
        for url in ledger
        if ("#" in url and url.partition("#")[0] in pages) or url.startswith(downloads)
    )


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
