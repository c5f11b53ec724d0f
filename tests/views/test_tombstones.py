"""What is gone says why, and every old address leads somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.models.base import Publication
from sitegen.views import tombstones
from sitegen.views.tombstones import Redirect
from tests import small_site


@pytest.mark.parametrize(
    ("old", "page"),
    [
        ("/scheme/", "/scheme/"),
        ("/scheme", "/scheme/"),
        ("/deep/scheme/", "/deep/scheme/"),
        ("/v1.2/scheme/", "/v1.2/scheme/"),
        ("/files/Annual Report.PDF", "/gone/files-annual-report-pdf/"),
        ("/page.aspx?id=7", "/gone/page-aspx-id-7/"),
    ],
)
def test_a_notice_stands_at_the_old_address_or_for_a_file_beside_it(old: str, page: str) -> None:
    assert tombstones.tombstone_url(old) == page


def test_addresses_are_redirected_for_ever_and_gone_files_for_now(tmp_path: Path) -> None:
    site = small_site.site(small_site.write(tmp_path))
    assert tombstones.redirects(site) == (
        Redirect("/old-reviews", "/reviews/", 301),
        Redirect("/files/leaflet.pdf", "/gone/files-leaflet-pdf/", 302),
    )


def test_only_what_is_gone_for_a_reason_has_a_notice(tmp_path: Path) -> None:
    site = small_site.site(small_site.write(tmp_path))
    assert [(url, str(view.reason)) for url, _, view in tombstones.tombstones(site)] == [
        ("/scheme/", "The scheme has ended."),
        ("/gone/files-leaflet-pdf/", "The leaflet is out of date."),
    ]


def test_a_withdrawn_page_is_gone_since_its_last_change(tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    small_site.change(
        content,
        "reviews/scr1.md",
        "status: published",
        "status: withdrawn\nwithdrawn_reason: The family asked for it.\n"
        "changes:\n  - {date: 2026-11-21, note: Withdrawn.}\n  - {date: 2026-11-20, note: A word.}",
    )
    site = small_site.site(content)
    record = next(r for r in site.records if r.item.url == "/reviews/scr1/")
    assert tombstones.is_withdrawn(record.item)
    assert isinstance(record.item, Publication)
    view = tombstones.withdrawn(site, record.item)
    assert (str(view.reason), str(view.since)) == ("The family asked for it.", "2026-11-21")


def test_what_is_there_is_not_gone(tmp_path: Path) -> None:
    records = small_site.site(small_site.write(tmp_path)).records
    assert not any(tombstones.is_withdrawn(record.item) for record in records)


def test_a_notice_tells_its_reader_why_since_when_and_whom_to_ask(tmp_path: Path) -> None:
    finished = small_site.finished(small_site.write(tmp_path))
    made = {output.path: output.data for output in finished.outputs}
    page = made["scheme/index.html"].decode()
    assert "The scheme has ended." in page
    assert '<time datetime="2026-11-01">1 November 2026</time>' in page
    assert "Ask the office." in page
    assert "01632 960000" in page
