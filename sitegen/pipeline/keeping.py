"""Keeps of a whole build what a later one needs that finds nothing but words changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from sitegen.cache.memo import digest
from sitegen.checks import published_urls
from sitegen.checks.context import CheckContext
from sitegen.content.values import Prose
from sitegen.issues.issue import Issue
from sitegen.models.base import Status
from sitegen.output import filters, search_index, search_words
from sitegen.pipeline import last_build
from sitegen.pipeline.last_build import (
    BUNDLE,
    HEAD,
    PAGE,
    PARTS,
    SOURCE,
    BuildInputs,
    LastBuild,
    NewRow,
)
from sitegen.site.gate import Moment
from sitegen.site.reading import abbreviations

if TYPE_CHECKING:
    from sitegen.content.record import Record
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
        if doubt := _doubt(request, finished, outcome[0], showing):
            last.put({PARTS: _parts(request, finished), HEAD: doubt})
            return
        rows = (
            *_pages(inputs, finished),
            *_sources(request, inputs, finished, showing),
            *_bundles(inputs, finished),
            NewRow(PARTS, b"", partial(_parts, request, finished)),
            NewRow(HEAD, b"", partial(_head, request, inputs, finished, outcome)),
        )
        last.renew(rows)


def changed(request: Request, finished: Finished) -> tuple[str, ...] | None:
    """Return which parts of the page that is asked about are new; nothing if nobody knows."""
    content, new = _parts(request, finished)
    there, old = content, dict[str, Mapping[str, bytes] | None]()
    if request.inputs:
        with suppress(*last_build.DAMAGE):
            there, old = LastBuild(request.inputs.folder).get(PARTS)
    before, now = old.get(request.explain), new.get(request.explain)
    if there != content or not before or not now:
        return None
    return tuple(name for name in now if now[name] != before.get(name))


def _parts(
    request: Request, finished: Finished
) -> tuple[str, Mapping[str, Mapping[str, bytes] | None]]:
    """Return what each page was made from, and of which of the sites that share a cache it is."""
    return str(request.content.resolve()), finished.parts.made_from


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


_Showing: TypeAlias = "Mapping[str, Mapping[str, None]]"
"""The addresses of the pages that show the words of each file, or ask about them."""


def _showing(pages: Sequence[MadePage]) -> _Showing:
    """Return which pages show the words of which files."""
    shown_on: dict[str, dict[str, None]] = {}
    for page in pages:
        sources = (source for source, _ in page.note.answers)
        for source in (*(shown.source for shown in page.note.words), *sources):
            shown_on.setdefault(filters.file_of(source), {})[page.url] = None
    return shown_on


def _pages(inputs: BuildInputs, finished: Finished) -> Iterator[NewRow]:
    parts = finished.parts
    for page, checked in zip(parts.made, parts.checked, strict=True):
        row = (page.path, page.note, checked.origin, parts.frames.get(page.url))
        made_from = page.key and digest(inputs.program, page.key, repr(checked.origin))
        yield NewRow(f"{PAGE}{page.url}", made_from, partial(last_build.PageRow, *row))


def _sources(
    request: Request, inputs: BuildInputs, finished: Finished, showing: _Showing
) -> Iterator[NewRow]:
    for path, record in finished.site.by_path.items():
        # Of a page without a summary, feeds and lists of what is new tell the first words.
        described_by_words = record.item.has_page and not getattr(record.item, "summary", "")
        if isinstance(getattr(record.item, "body", None), Prose) and not described_by_words:
            make = partial(_source, request, finished, showing, record)
            shown = finished.parts.renderer.key_writer.of(record.item)
            rest = repr((showing.get(path), finished.by_record.get(path)))
            made_from = shown and digest(inputs.program, record.digest, shown, rest)
            yield NewRow(f"{SOURCE}{path}", made_from or b"", make)


def _source(
    request: Request, finished: Finished, showing: _Showing, record: Record[Any]
) -> last_build.SourceRow:
    prose, path = record.item.body, record.origin.path
    body, fill = finished.site.bodies[prose], finished.parts.renderer.fill
    return last_build.SourceRow(
        front=last_build.front((request.content / path).read_bytes(), prose.origin.line),
        outline=last_build.outline(body),
        filled={last_build.plainly(r): fill(r) for r in body.references},
        pages=tuple(showing.get(path, ())),
        issues=finished.by_record.get(path, ()),
    )


def _bundles(inputs: BuildInputs, finished: Finished) -> Iterator[NewRow]:
    frames = finished.parts.frames
    for number, index in enumerate(finished.parts.bundles):
        there = {url for _, url, _ in index.pages}
        # In the order in which Pagefind was given them, by which it numbers pages.
        told = [frame for url, frame in frames.items() if url in there]
        made_from = digest(inputs.program, repr(told), *(output.digest for output in index.outputs))
        row = partial(last_build.BundleRow, index, told)
        yield NewRow(f"{BUNDLE}{number}", made_from, row)


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
