"""The whole build as a list of steps: file, Document, Record, Published, Site, Route, Output."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial

from sitegen.cache import store, workers
from sitegen.checks import published_urls
from sitegen.content import load
from sitegen.content.dates import long_moment
from sitegen.issues.issue import Issue, Severity
from sitegen.models.documents import BoardDocument, FileState
from sitegen.output import lock, write
from sitegen.output.hosts.record import BUILD_RECORD
from sitegen.pipeline import ageing, words_only
from sitegen.pipeline.report import Reasons, Report, Summary
from sitegen.pipeline.request import BuildStopped, Finished, IssueCollector, Request
from sitegen.privacy import scan as guard
from sitegen.site.gate import EmbargoLift
from sitegen.site.site import Site


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

    Three questions are asked, cheapest first. Did anything change? That one is asked before
    anything is loaded, see cache/up_to_date. Did only words change? Then the pages that show them
    are made. Anything else is the build from nothing, in which the memo knows what it made before.

    Advice is asked for once a site is whole. Raises render.TemplateFault, write.ForeignFolder,
    lock.Busy and OSError, which are no fault of the content.
    """
    doubt = "this is no build for the public"
    if request.inputs:
        report, doubt = words_only.build(request, request.inputs)
        if report:
            request.memo.keep_unused()
            return report
    return _from_nothing(request, advise, doubt)


def _from_nothing(
    request: Request, advise: Callable[[Site], Iterable[Issue]], doubt: str
) -> Report:
    """Go through all stages; what is not new is known."""
    # The templates and views are loaded only where they are needed.
    from sitegen.pipeline.stages import make

    collector = IssueCollector()
    # Where somebody looks on, each save is followed by a build of its own, which puts right what
    # was changed meanwhile.
    before = {} if request.onlooker else load.stamps(request.content)
    try:
        finished = make(request, collector)
        collector.add(rehearsed(request, finished.lifts, collector.issues))
        # Half of one state and half of another would be a site that nobody has written.
        if not request.onlooker:
            collector.add(load.changed(request.content, before))
        collector.stop_on_errors()
    except BuildStopped as stopped:
        collector.add(rehearsed(request, stopped.lifts, collector.issues))
        request.memo.keep_unused()
        report = Report.of(_masked(request, collector.issues), Summary())
        return replace(report, reasons=Reasons(frozenset(), doubt, faulty=True))
    collector.add(advise(finished.site))
    return _delivered(request, finished, collector, doubt)


def _delivered(
    request: Request, finished: Finished, collector: IssueCollector, doubt: str
) -> Report:
    """Write what was made, and keep for the next build what it took."""
    from sitegen.pipeline import keeping

    next_lift = finished.lifts[0].at if finished.lifts else None
    request.memo.drop_unused()
    with _saved_meanwhile(request):
        summary = deliver(finished, request)
    report = Report.of(_masked(request, collector.issues), summary, next_lift)
    report = replace(report, reasons=_reasons(request, finished, doubt))
    if request.inputs:
        keeping.keep(request, request.inputs, finished, (summary, tuple(collector.issues)))
    return report


@contextmanager
def _saved_meanwhile(request: Request) -> Iterator[None]:
    """Let another process save what was learnt while files are written, if there is much of it.

    What it cannot save is left to whoever asked for the build, as ever.
    """
    memo, works = request.memo, []
    if request.inputs and request.writing and request.jobs > 1 and memo.much_changed:
        works.append(partial(store.saved, request.inputs.folder, memo))
    with workers.elsewhere(works) as answers:
        yield
        memo.saved = any(answers)


def _reasons(request: Request, finished: Finished, doubt: str) -> Reasons:
    """Return which pages were made again, and why."""
    from sitegen.pipeline import keeping

    made_from = finished.parts.made_from
    # What has no value is made at every build.
    always = {url for url, parts in made_from.items() if not parts}
    remade = always.union(request.memo.computed("pages made"))
    there = request.explain in made_from
    return Reasons(frozenset(remade), doubt, there, changed=keeping.changed(request, finished))


def _masked(request: Request, issues: Iterable[Issue]) -> Iterable[Issue]:
    """Write what is told without what it may be about: names, and lines that others hide."""
    names, _ = guard.opened(request.content, request.key, required=False)
    return guard.masked(issues, names)


def rehearsed(
    request: Request, lifts: Sequence[EmbargoLift], issues: Sequence[Issue]
) -> Iterator[Issue]:
    """Report what will go wrong when each embargo lifts.

    Nobody sits at the keyboard at that moment, so it must be told today.
    """
    from sitegen.pipeline.stages import make

    known = {(issue.origin, issue.message) for issue in issues}
    alone = replace(request, onlooker=None, printer=None, searching=False, editing=True)
    moments = sorted({lift.at for lift in lifts})
    for moment in moments:
        later = IssueCollector()
        with suppress(BuildStopped):
            make(replace(alone, moment=moment), later)
        when = "" if len(moments) == 1 else f" of {long_moment(moment)}"
        for issue in later.issues:
            if issue.severity is not Severity.ERROR or ageing.comes_with_time(issue):
                continue
            if (issue.origin, issue.message) not in known:
                known.add((issue.origin, issue.message))
                yield ageing.ahead(issue, f"once the embargo{when} lifts, {issue.message}")


def deliver(finished: Finished, request: Request) -> Summary:
    """Write what differs, and note new addresses in the ledger unless this is a rehearsal."""
    documents = finished.site.all(BoardDocument)
    awaited = sum(document.file_state is FileState.AWAITED for document in documents)
    summary = Summary(
        pages=len(finished.pages),
        files=len(finished.outputs),
        awaited=awaited,
        timezone=finished.site.settings.timezone,
    )
    if not request.writing:
        return summary
    result = write.write(request.output, finished.outputs, mark=BUILD_RECORD)
    noting = request.recording and not request.preview
    ledger = _note(request, finished) if noting and finished.new_addresses else None
    return replace(
        summary,
        written=True,
        changed=result.changed,
        removed=result.removed,
        made=result.made,
        new_addresses=len(finished.new_addresses) if noting else 0,
        ledger=ledger,
    )


def _note(request: Request, finished: Finished) -> bytes:
    """Add addresses to the ledger as it is now: another build may have added some as well.

    Return what this build alone would have left there.
    """
    new = finished.new_addresses
    with lock.alone(request.content, waiting=True):
        ledger = published_urls.read(published_urls.ledger_text(request.content))
        text = published_urls.as_text(ledger, new)
        write.replace(request.content / load.LEDGER, text.encode())
    return published_urls.as_text(finished.ledger, new).encode()
