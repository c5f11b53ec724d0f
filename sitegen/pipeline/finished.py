"""Judges a finished site before any of it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from sitegen import checks
from sitegen.checks import page_facts, parts, phone_numbers, published_urls, runner, topics
from sitegen.checks.links import FinishedPage, ReadPage, SiteUrls
from sitegen.checks.page_facts import PageBrief
from sitegen.issues.issue import Issue, Origin
from sitegen.models.addresses import Address
from sitegen.models.pages import Page
from sitegen.output.assets import Assets, Output
from sitegen.output.hosts import netlify
from sitegen.output.hosts.record import BUILD_RECORD
from sitegen.output.routes import Route
from sitegen.pipeline.made import MadePage
from sitegen.privacy import scan as guard
from sitegen.privacy.names import Names
from sitegen.site.site import Site
from sitegen.views import feeds
from sitegen.views.tombstones import Redirect

_LATER: Final = tuple(f"/{name}" for name in (*netlify.RULE_FILES, BUILD_RECORD))
"""The addresses with a lasting name of what is made when all else was judged."""


class SitePlan(NamedTuple):
    """What a site will consist of, before any of its bytes are made."""

    site: Site
    pages: tuple[Route, ...]
    assets: Assets
    copied: Assets
    moved: tuple[Redirect, ...]
    absent: frozenset[str] | None = None
    """Addresses of what has faults, if the site is only looked at without it."""

    faulty: bool = False
    """Whether faults of the content are told already."""


class FinishedCheck(NamedTuple):
    """What is wrong with a finished site, and the addresses that must answer for ever."""

    issues: tuple[Issue, ...]
    lasting: tuple[str, ...]
    pages: tuple[FinishedPage, ...]


def judge(
    plan: SitePlan,
    pages: Sequence[MadePage],
    there: Iterable[str],
    ledger: Mapping[str, int],
) -> FinishedCheck:
    """Check every finished page, every link and every address that was ever published.

    What is there answers as well. A page in which no check finds anything is not read again.
    """
    site = plan.site
    routed = [*zip(plan.pages, pages, strict=True)]
    checked = [_page(route, page.note.brief) for route, page in routed]
    faulty = [_read(route, page) for route, page in routed if not page.note.sound]
    urls = (*dict.fromkeys(there), *_LATER)
    redirects = {redirect.old: redirect.new for redirect in plan.moved}
    addresses = SiteUrls.of(site, checked, others=urls, redirects=redirects)
    addresses = replace(addresses, absent=plan.absent or frozenset())
    places = {r.item.old: r.origin for r in site.records if isinstance(r.item, Address)}
    listed = published_urls.listed_places(site)
    past = published_urls.PublishedUrls(ledger, site.moment.date(), places, listed)
    issues = [*runner.of_pages(faulty, _skipped(plan))]
    issues += runner.finished(checked, addresses, past=past, skipped=_skipped(plan))
    if not plan.faulty:  # a number that is typed into a text is told at its line
        issues += phone_numbers.finished_pages_insert_their_numbers(site, checked)
    if plan.absent is None:
        issues += runner.issues_of(topics.topics_are_told, site, checked, addresses)
        issues += runner.issues_of(parts.records_stand_below_a_page, site)
        issues += runner.issues_of(parts.what_the_law_asks_for_is_there, site)
    cited = published_urls.cited(addresses, [record.item.url for record in site.records])
    lasting = (*_lasting(site, checked, urls), *cited)
    return FinishedCheck(tuple(issues), lasting, tuple(checked))


def _page(route: Route, brief: PageBrief) -> FinishedPage:
    draft = route.item is not None and not route.item.is_finished
    return FinishedPage(brief, route.origin, route.indexed, draft=draft)


def _read(route: Route, page: MadePage) -> ReadPage:
    return ReadPage(page_facts.read(route.url, page.data.decode()), route.origin)


def _lasting(site: Site, pages: Sequence[FinishedPage], urls: Sequence[str]) -> Iterator[str]:
    """Yield the addresses of pages, of documents, and of the feeds beside pages."""
    findable = {page.brief.url for page in pages if page.findable}
    yield from findable
    yield from (url for url in urls if url.startswith("/files/"))
    subscriptions = dict.fromkeys(
        page.url + name for page in site.all(Page) for name in feeds.subscriptions(page)
    )
    there = frozenset(urls)
    yield from (
        url for url in subscriptions if url in there and f"{url.rpartition('/')[0]}/" in findable
    )


def _skipped(plan: SitePlan) -> frozenset[object]:
    """Return the checks that could tell nothing new."""
    told_elsewhere = checks.TOLD_AT_THE_LINE if plan.faulty else frozenset()
    return frozenset({*told_elsewhere, *(() if plan.absent is None else checks.ONLY_OF_THE_WHOLE)})


def names_that_show(
    plan: SitePlan, outputs: tuple[Output, ...], names: Names, searching: guard.Searching
) -> Iterator[Issue]:
    """Look for protected names in everything that is made of what was written."""
    yield from guard.published(_scanned_files(plan, outputs), names, searching)


def _scanned_files(plan: SitePlan, outputs: tuple[Output, ...]) -> Iterator[guard.ScannedFile]:
    """Yield the finished texts, each with the file that its author would open."""
    origins = {route.url: route.origin for route in plan.pages}
    copied = {output.path for output in plan.copied.outputs}
    for output in outputs:
        # The search holds words out of pages that are looked at themselves, and the editing
        # screen is made of models and of somebody else’s program.
        elsewhere = ("assets/", "admin/")
        if output.path not in copied and not output.path.startswith(elsewhere):
            yield guard.ScannedFile(
                output.url, output.data, origins.get(output.url, Origin(output.path))
            )
