"""Every rule is kept by one fixture and broken by another, and says exactly what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from sitegen import checks
from sitegen.checks import published_urls, runner
from sitegen.checks.links import FinishedPage, ReadPage, SiteUrls
from sitegen.checks.references import Withheld
from sitegen.issues.issue import Issue, Origin
from sitegen.site.site import Site
from tests import screen, small_site
from tests.checks import cases


def answers_still(files: Mapping[str, str]) -> Iterator[Issue]:
    """Check a ledger against the addresses that answer."""
    past = published_urls.PublishedUrls(
        published_urls.read(files["urls.lock"]), small_site.MOMENT.date()
    )
    return published_urls.addresses_still_answer(past, frozenset(files["answering"].split()))


def redirects_arrive(files: Mapping[str, str]) -> Iterator[Issue]:
    """Check redirects against pages."""
    _, addresses = cases.html_site(files)
    places = {old: Origin("addresses.yml", 7) for old in addresses.redirects}
    return published_urls.redirects_arrive(addresses, places)


CONTENT_TABLES = (
    "REFERENCE_CHECKS",
    "TEXT_CHECKS",
    "FIELD_CHECKS",
    "RECORD_CHECKS",
    "CONTENT_CHECKS",
)
"""The tables of the checks that look at what authors wrote."""

CONTENT_CHECKS = [check for table in CONTENT_TABLES for check in getattr(checks, table)]
LEDGER_CHECKS = {"addresses_still_answer": answers_still, "redirects_arrive": redirects_arrive}


def group(table: Iterable[Callable[..., object]]) -> list[str]:
    """List the rules of a table by name."""
    return [check.__name__ for check in table]


@pytest.mark.parametrize(
    ("folder", "rules"),
    [
        ("content", group(CONTENT_CHECKS)),
        ("page", group(checks.PAGE_CHECKS)),
        ("site", group(checks.SITE_CHECKS)),
        ("ledger", list(LEDGER_CHECKS)),
    ],
)
def test_every_rule_has_its_fixtures_and_every_fixture_its_rule(
    folder: str, rules: list[str]
) -> None:
    assert cases.names(folder) == sorted(rules)


@pytest.mark.parametrize("table", [*CONTENT_TABLES, "PAGE_CHECKS", "SITE_CHECKS"])
def test_every_rule_says_in_a_sentence_what_it_asks(table: str) -> None:
    for check in getattr(checks, table):
        assert check.__doc__, check.__name__
        assert check.__doc__.strip().endswith("."), check.__name__


def content_of(folder: Path, files: Mapping[str, str]) -> tuple[Site, Withheld]:
    """Put the files of a fixture into the small site; a text without front matter is a body."""
    content = small_site.write(folder)
    for path, text in files.items():
        whole = text.startswith("---") or not path.endswith(".md")
        small_site.put(content, path, text if whole else small_site.page(text))
    return small_site.site_and_unseen(content)


@pytest.mark.parametrize("check", CONTENT_CHECKS, ids=lambda check: check.__name__)
def test_what_authors_write_is_judged(
    tmp_path: Path, check: Callable[..., Iterator[Issue]]
) -> None:
    case = cases.case("content", check.__name__)
    assert cases.said(_issues(check, *content_of(tmp_path / "kept", case.kept))) == ""
    broken = [*_issues(check, *content_of(tmp_path / "broken", case.broken))]
    assert cases.said(broken) == case.told
    assert screen.not_followed(broken) == []


def _issues(check: Callable[..., object], site: Site, unseen: Withheld) -> Iterator[Issue]:
    """Return what is told under the name of a rule."""
    of_references = check in checks.REFERENCE_CHECKS
    every = runner.reference_issues(site, unseen) if of_references else runner.content(site)
    yield from (issue for issue in every if issue.rule == runner.rule_of(check))


@pytest.mark.parametrize("check", checks.PAGE_CHECKS, ids=lambda check: check.__name__)
def test_a_finished_page_is_judged(check: Callable[[ReadPage], Iterator[Issue]]) -> None:
    case = cases.case("page", check.__name__)
    kept = [cases.read_page(url, html) for url, html in case.kept.items()]
    broken = [cases.read_page(url, html) for url, html in case.broken.items()]
    assert cases.said(issue for page in kept for issue in check(page)) == ""
    assert cases.said(issue for page in broken for issue in check(page)) == case.told


@pytest.mark.parametrize("check", checks.SITE_CHECKS, ids=lambda check: check.__name__)
def test_all_pages_together_are_judged(
    check: Callable[[tuple[FinishedPage, ...], SiteUrls], Iterator[Issue]],
) -> None:
    case = cases.case("site", check.__name__)
    assert cases.said(check(*cases.html_site(case.kept))) == ""
    assert cases.said(check(*cases.html_site(case.broken))) == case.told


@pytest.mark.parametrize("rule", LEDGER_CHECKS)
def test_published_addresses_are_judged(rule: str) -> None:
    case = cases.case("ledger", rule)
    assert cases.said(LEDGER_CHECKS[rule](case.kept)) == ""
    assert cases.said(LEDGER_CHECKS[rule](case.broken)) == case.told
