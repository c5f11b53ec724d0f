"""Runs all checks, first on what authors wrote and then on the finished pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from types import MappingProxyType
from typing import Final, NamedTuple, ParamSpec, TypeAlias

from sitegen import checks
from sitegen.checks import published_urls, references, text_fields
from sitegen.checks.context import CheckContext
from sitegen.checks.links import FinishedPage, ReadPage, SiteUrls
from sitegen.checks.published_urls import PublishedUrls
from sitegen.checks.references import Withheld
from sitegen.checks.text_fields import TextField
from sitegen.content.body import Body
from sitegen.content.entry import named
from sitegen.content.record import Record, leaves
from sitegen.content.values import Prose
from sitegen.issues.issue import Issue
from sitegen.models.base import Item
from sitegen.site.site import Site

Issues: TypeAlias = "tuple[Issue, ...]"
RecordChecks: TypeAlias = "Sequence[tuple[Record[Item], Callable[[], Issues]]]"
"""Records, each with what checks it."""

CheckRecords: TypeAlias = "Callable[[CheckContext, RecordChecks], Iterable[Issues]]"
"""How records are checked in a context; a build passes a way that caches."""


class Broken(NamedTuple):
    """Records that have faults, with those of their texts that can be read."""

    records: tuple[Record[Item], ...] = ()
    bodies: Mapping[Prose, Body] = MappingProxyType({})


Asks = ParamSpec("Asks")


def rule_of(check: Callable[..., object]) -> str:
    """Return the id of a rule, which is the name of its check in kebab case."""
    return check.__name__.replace("_", "-")


def issues_of(
    check: Callable[Asks, Iterable[Issue]], *args: Asks.args, **kwargs: Asks.kwargs
) -> Iterator[Issue]:
    """Run a check; yield what it finds under the id of its rule."""
    return _of_all((check,), *args, **kwargs)


def _of_all(
    every: Iterable[Callable[Asks, Iterable[Issue]]], *args: Asks.args, **kwargs: Asks.kwargs
) -> Iterator[Issue]:
    """Run checks one after the other, most of which find nothing."""
    for check in every:
        for issue in check(*args, **kwargs):
            yield replace(issue, rule=rule_of(check))


_WHOLE: Final = Broken()
"""Nothing that is broken."""


def reference_issues(site: Site, unseen: Withheld, broken: Broken = _WHOLE) -> Iterator[Issue]:
    """Check that everything is there that pages are made of."""
    yield from _of_all(checks.REFERENCE_CHECKS, site, unseen)
    for record in broken.records:
        written = ((named(path), leaf) for path, leaf in record.leaves)
        rule = rule_of(references.references_lead_somewhere)
        for issue in references.leading_nowhere(site, unseen, written, broken.bodies):
            yield replace(issue, rule=rule)


def at_once(_context: CheckContext, tasks: RecordChecks) -> Iterator[Issues]:
    """Check every record anew."""
    return (check() for _, check in tasks)


def content(
    site: Site, checking: CheckRecords = at_once, broken: Broken = _WHOLE
) -> Iterator[Issue]:
    """Check what authors wrote."""
    context = CheckContext.of(site, broken.records)
    singles = (*leaves(site.settings), *leaves(site.statement))
    yield from _texts(site.bodies_of(singles), text_fields.of_settings(site), context)
    tasks = [(record, partial(of_record, record, site.bodies, context)) for record in site.records]
    yield from chain.from_iterable(checking(context, tasks))
    for record in broken.records:
        prose = (leaf for _, leaf in record.leaves if isinstance(leaf, Prose))
        texts = (broken.bodies[text] for text in prose if text in broken.bodies)
        yield from _texts(texts, text_fields.of_record(record), context)
        yield from _of_all(checks.CHECKS_OF_BROKEN_RECORDS, record, context)
    yield from _of_all(checks.CONTENT_CHECKS, site)


def of_record(record: Record[Item], bodies: Mapping[Prose, Body], context: CheckContext) -> Issues:
    """Check one record; what is found rests on its file, on what is known, and on nothing else."""
    prose = (leaf for _, leaf in record.leaves if isinstance(leaf, Prose))
    texts = (bodies[text] for text in prose if text in bodies)
    written = _texts(texts, text_fields.of_record(record), context)
    return (*written, *_of_all(checks.RECORD_CHECKS, record, context))


def _texts(
    bodies: Iterable[Body], fields: Iterable[TextField], context: CheckContext
) -> Iterator[Issue]:
    for body in bodies:
        yield from _of_all(checks.TEXT_CHECKS, body, context)
    for text in fields:
        yield from _of_all(checks.FIELD_CHECKS, text, context)


def of_pages(pages: Iterable[ReadPage], skipped: frozenset[object]) -> Iterator[Issue]:
    """Check finished pages one by one."""
    left = [check for check in checks.PAGE_CHECKS if check not in skipped]
    for page in pages:
        yield from _of_all(left, page)


def finished(
    pages: Sequence[FinishedPage],
    addresses: SiteUrls,
    *,
    past: PublishedUrls,
    skipped: frozenset[object] = frozenset(),
) -> Iterator[Issue]:
    """Check all pages together, the redirects and every address that was ever published.

    Checks that are skipped could only tell what is told already, or follows from it.
    """
    left = [check for check in checks.SITE_CHECKS if check not in skipped]
    yield from _of_all(left, pages, addresses)
    yield from issues_of(published_urls.redirects_arrive, addresses, past.redirects)
    answering = published_urls.answering_urls(pages, addresses, past)
    yield from issues_of(published_urls.addresses_still_answer, past, answering)
