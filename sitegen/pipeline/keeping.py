"""Keeps of a whole build what a later one needs that finds nothing but words changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from sitegen.checks import published_urls
from sitegen.checks.context import CheckContext
from sitegen.content.values import Prose
from sitegen.issues.issue import Issue
from sitegen.models.base import Status
from sitegen.output import filters, search_index, search_words
from sitegen.pipeline import last_build
from sitegen.pipeline.last_build import BUNDLE, HEAD, PAGE, PARTS, SOURCE, BuildInputs, LastBuild
from sitegen.site.gate import Moment
from sitegen.site.reading import abbreviations

if TYPE_CHECKING:
    from sitegen.pipeline.made import MadePage
    from sitegen.pipeline.report import Summary
    from sitegen.pipeline.request import Finished, Request


def keep(
    request: Request,
    inputs: BuildInputs,
    finished: Finished,
    outcome: tuple[Summary, tuple[Issue, ...]],
) -> None:
    """Leave rows for the next build, or why there are none: more may decide than words."""
    last = LastBuild(inputs.folder)
    showing = _showing(finished.parts.made)
    # A disk that is full or read only costs the next build time and nothing else.
    with suppress(OSError, sqlite3.Error):
        last.forget()
        parts = (PARTS, finished.parts.made_from)
        if doubt := _doubt(request, finished, outcome[0], showing):
            last.put([parts, (HEAD, doubt)], anew=True)
        else:
            rows = (
                parts,
                *_pages(finished),
                *_sources(request, finished, showing),
                *_bundles(finished),
                (HEAD, _head(request, inputs, finished, outcome)),
            )
            last.put(rows, anew=True)


def changed(request: Request, finished: Finished) -> tuple[str, ...] | None:
    """Return which parts of the page that is asked about are new; nothing if nobody knows."""
    before: Mapping[str, Mapping[str, bytes] | None] = {}
    if request.inputs:
        with suppress(*last_build.DAMAGE):
            before = LastBuild(request.inputs.folder).get(PARTS)
    old, new = before.get(request.explain), finished.parts.made_from.get(request.explain)
    return tuple(name for name in new if new[name] != old.get(name)) if old and new else None


def _doubt(request: Request, finished: Finished, summary: Summary, showing: Iterable[str]) -> str:
    """Return why the next build cannot rest on this one, or nothing."""
    withdrawn = (record.item.status is Status.WITHDRAWN for record in finished.site.records)
    reasons = {
        "the last build wrote nothing": not summary.written,
        "the last build was a preview or made PDFs": request.preview or request.printer,
        "an embargo is still to lift": finished.lifts,
        "a record is withdrawn": any(withdrawn),
        "nobody knows whose words a page shows": filters.UNKNOWN in showing,
        "addresses were noted meanwhile": not _ledger_is_ours(request, finished, summary),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _ledger_is_ours(request: Request, finished: Finished, summary: Summary) -> bool:
    """Return whether no other build has noted addresses meanwhile, which this one did not check."""
    there = published_urls.read(published_urls.ledger_text(request.content))
    new = finished.new_addresses if summary.new_addresses else ()
    return there.keys() == {*finished.ledger, *new}


def _showing(pages: Sequence[MadePage]) -> Mapping[str, dict[str, None]]:
    """Return the addresses of the pages that show the words of each file, or ask about them."""
    shown_on: dict[str, dict[str, None]] = {}
    for page in pages:
        sources = (source for source, _ in page.note.answers)
        for source in (*(shown.source for shown in page.note.words), *sources):
            shown_on.setdefault(filters.file_of(source), {})[page.url] = None
    return shown_on


def _pages(finished: Finished) -> Iterator[tuple[str, object]]:
    parts = finished.parts
    for page, checked in zip(parts.made, parts.checked, strict=True):
        frame = parts.frames.get(page.url)
        row = last_build.PageRow(page.path, page.note, checked.origin, frame)
        yield f"{PAGE}{page.url}", row


def _sources(
    request: Request, finished: Finished, showing: Mapping[str, dict[str, None]]
) -> Iterator[tuple[str, object]]:
    site = finished.site
    for path, record in site.by_path.items():
        prose = getattr(record.item, "body", None)
        # Of a page without a summary, feeds and lists of what is new tell the first words.
        described_by_words = record.item.has_page and not getattr(record.item, "summary", "")
        if not isinstance(prose, Prose) or described_by_words:
            continue
        body = site.bodies[prose]
        yield (
            f"{SOURCE}{path}",
            last_build.SourceRow(
                front=last_build.front((request.content / path).read_bytes(), prose.origin.line),
                outline=last_build.outline(body),
                filled={last_build.plainly(r): finished.parts.fill(r) for r in body.references},
                pages=tuple(showing.get(path, ())),
                issues=finished.by_record.get(path, ()),
            ),
        )


def _bundles(finished: Finished) -> Iterator[tuple[str, object]]:
    frames = finished.parts.frames
    for number, index in enumerate(finished.parts.bundles):
        there = {url for _, url, _ in index.pages}
        # In the order in which Pagefind was given them, by which it numbers pages.
        told = [frame for url, frame in frames.items() if url in there]
        yield f"{BUNDLE}{number}", last_build.BundleRow(index, told)


def _head(
    request: Request,
    inputs: BuildInputs,
    finished: Finished,
    outcome: tuple[Summary, tuple[Issue, ...]],
) -> last_build.BuildHead:
    site, parts = finished.site, finished.parts
    by_url = {output.url: output.path for output in finished.outputs}
    summary, issues = outcome
    # The embargoes are none, see above; in which zone the day ends, the settings say.
    since, until = Moment.of(request.moment, summary.timezone).lasts(None)
    return last_build.BuildHead(
        program=inputs.program,
        since=since,
        until=until,
        sources=inputs.sources,
        ledger=last_build.ledger(request.content),
        issues=issues,
        summary=summary,
        context=CheckContext.of(site),
        expansions=abbreviations(site.records).expansions,
        bundles=len(parts.bundles),
        search_page=by_url.get(search_words.place(site), ""),
        search_words=next(filter(search_index.is_words, by_url.values()), ""),
    )
