"""Whoever looks at a page is shown it first, and told afterwards what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from sitegen.output import early
from sitegen.output.assets import Output
from sitegen.output.early import PreviewListener
from sitegen.pipeline import build as pipeline
from sitegen.pipeline import stages
from sitegen.pipeline.request import IssueCollector, Request
from sitegen.site.site import Site
from tests import small_site

Shown = list[dict[str, bytes]]


@pytest.fixture
def shown() -> Shown:
    """What was shown, each time by its paths."""
    return []


def look(content: Path, shown: Shown, *urls: str) -> Request:
    """Ask for a build while somebody looks at some pages."""

    def show(outputs: Sequence[Output]) -> None:
        shown.append({output.path: output.data for output in outputs})

    return replace(small_site.request(content), onlooker=PreviewListener(frozenset(urls), show))


def test_what_is_looked_at_is_shown_as_it_will_be(content: Path, shown: Shown) -> None:
    found = IssueCollector()
    finished = stages.make(look(content, shown, "/help/", "/reviews/", "/nowhere/"), found)
    (early,) = shown
    pages = {path for path in early if path.endswith(".html")}
    assert pages == {"help/index.html", "reviews/index.html"}
    written = {output.path: output.data for output in finished.outputs}
    assert early.items() <= written.items()
    assert any(path.startswith("assets/site.") for path in early)


def test_what_authors_wrote_is_checked_after_it_is_shown(content: Path, shown: Shown) -> None:
    small_site.change(content, "pages/help.md", "Call", "Born on 9 March 2014. Call")
    report = pipeline.build(look(content, shown, "/help/"))
    assert b"Born on 9 March 2014" in shown[0]["help/index.html"]
    assert report.errors
    assert not report.summary.written


@pytest.mark.parametrize(
    "put", ["See [no page](nowhere.md).", "{contact:nobody}", "<script>", "[x](javascript:y)"]
)
def test_what_no_page_can_be_made_of_is_not_shown(content: Path, shown: Shown, put: str) -> None:
    small_site.change(content, "pages/help.md", "Call", f"{put} Call")
    assert pipeline.build(look(content, shown, "/help/")).errors
    assert not shown


def test_a_page_that_cannot_be_made_yet_leaves_the_word_to_the_checks(
    content: Path, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_site: Site, _records: object) -> None:
        raise LookupError

    monkeypatch.setattr(early, "chosen", fail)
    small_site.change(content, "pages/help.md", "Call", "Born on 9 March 2014. Call")
    assert pipeline.build(look(content, shown, "/help/")).errors
    assert not shown
