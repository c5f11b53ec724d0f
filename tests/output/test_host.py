"""What the host and search engines are told."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest

from sitegen.output import discovery
from sitegen.output.assets import Output
from sitegen.output.hosts import netlify
from sitegen.output.hosts.record import BuildRecord
from sitegen.output.hosts.rules import Move
from sitegen.output.hosts.rules import rules as rules_of
from sitegen.pipeline.request import Finished
from sitegen.views.tombstones import Redirect
from tests import small_site

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """A small site that no test alters, made once."""
    return small_site.finished(small_site.write(tmp_path_factory.mktemp("whole")))


def text(finished: Finished, path: str) -> str:
    """Return a file of a finished site."""
    return next(output.data.decode() for output in finished.outputs if output.path == path)


def rules(finished: Finished) -> dict[str, dict[str, str]]:
    """Read `_headers` into the headers of each pattern."""
    found: dict[str, dict[str, str]] = {}
    pattern = ""
    for line in text(finished, "_headers").splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            assert name not in found[pattern]
            found[pattern][name] = value
        else:
            pattern = line
            found[pattern] = {}
    return found


def headers(finished: Finished, address: str) -> list[tuple[str, str]]:
    """Return every header of every rule that fits an address."""
    return [
        header
        for pattern, values in rules(finished).items()
        if pattern == address or (pattern.endswith("*") and address.startswith(pattern[:-1]))
        for header in values.items()
    ]


# ---- Whom to tell of a weakness ----


def test_weaknesses_are_told_to_the_contact_page_until_nobody_builds(content: Path) -> None:
    told = text(small_site.finished(content), ".well-known/security.txt")
    assert dict(line.split(": ") for line in told.splitlines()) == {
        "Contact": "https://www.exampleshire.example/contact/",
        "Expires": "2026-12-22T00:00:00+00:00",
        "Preferred-Languages": "en",
        "Canonical": "https://www.exampleshire.example/.well-known/security.txt",
    }
    small_site.change(content, "pages/contact.md", "shows: contact\n", "")
    assert "/.well-known/security.txt" not in {
        one.url for one in small_site.finished(content).outputs
    }


# ---- Headers ----


def test_no_address_is_given_one_header_twice(whole: Finished) -> None:
    for output in whole.outputs:
        named = Counter(name for name, _ in headers(whole, output.url))
        assert max(named.values()) == 1, output.url


def test_pages_run_no_code_but_their_own_files(whole: Finished) -> None:
    policy = dict(headers(whole, "/"))["Content-Security-Policy"]
    parts = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert parts["default-src"] == "'none'"
    assert parts["script-src"] == parts["style-src"] == parts["img-src"] == "'self'"
    assert parts["frame-ancestors"] == parts["base-uri"] == "'none'"
    assert parts["form-action"] == "'self'"
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Strict-Transport-Security", "max-age=63072000"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "no-referrer"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ],
)
def test_every_address_is_protected(whole: Finished, name: str, value: str) -> None:
    for address in ("/", "/help/", "/404.html", "/feed.xml", "/data/reviews.csv", "/assets/x.css"):
        assert dict(headers(whole, address))[name] == value


def test_no_other_window_may_hold_on_to_a_page(whole: Finished) -> None:
    pages = [output.url for output in whole.outputs if output.path.endswith(".html")]
    assert "/help/" in pages
    for url in pages:
        assert dict(headers(whole, url))["Cross-Origin-Opener-Policy"] == "same-origin", url


def test_a_page_takes_nothing_from_another_site_and_no_text_for_code(whole: Finished) -> None:
    for address in ("/", "/help/", "/404.html"):
        sent = dict(headers(whole, address))
        assert sent["Cross-Origin-Embedder-Policy"] == "require-corp"
        policy = sent["Content-Security-Policy"]
        assert policy.endswith("; require-trusted-types-for 'script'; trusted-types 'none'")


def test_pages_are_asked_for_anew_and_fingerprinted_files_never(whole: Finished) -> None:
    for output in whole.outputs:
        cache = dict(headers(whole, output.url)).get("Cache-Control", "")
        if output.path.startswith("assets/"):
            assert cache == "public, max-age=31536000, immutable"
        elif output.url.endswith("/") or output.path.startswith("data/"):
            assert cache == "public, max-age=0, must-revalidate", output.url
        else:
            assert "immutable" not in cache


def test_other_sites_may_read_the_data_and_nothing_else(whole: Finished) -> None:
    allowed = {
        output.path.split("/")[0]
        for output in whole.outputs
        if "Access-Control-Allow-Origin" in dict(headers(whole, output.url))
    }
    assert allowed == {"data"}


# ---- Search engines ----


def test_search_engines_may_see_the_public_site(whole: Finished) -> None:
    assert "X-Robots-Tag" not in text(whole, "_headers")
    assert text(whole, "robots.txt") == (
        "User-agent: *\nAllow: /\n\nSitemap: https://www.exampleshire.example/sitemap.xml\n"
    )
    assert '<meta name="robots"' not in text(whole, "index.html")


@pytest.mark.parametrize("asked", [{"preview": True}, {"noindex": True}])
def test_search_engines_may_not_see_a_preview_or_a_trial(
    content: Path, asked: dict[str, bool]
) -> None:
    finished = small_site.finished(content, **asked)
    assert dict(headers(finished, "/"))["X-Robots-Tag"] == "noindex, nofollow"
    assert text(finished, "robots.txt") == "User-agent: *\nDisallow: /\n"
    for page in finished.pages:
        path = f"{page.url}index.html"[1:] if page.url.endswith("/") else page.url[1:]
        assert '<meta name="robots" content="noindex">' in text(finished, path)


@pytest.mark.parametrize(
    "path", ["404.html", "scheme/index.html", "gone/files-leaflet-pdf/index.html"]
)
def test_search_engines_are_kept_from_pages_of_what_is_not_there(
    whole: Finished, path: str
) -> None:
    assert '<meta name="robots" content="noindex">' in text(whole, path)


def test_the_sitemap_lists_every_page_that_is_there(whole: Finished) -> None:
    root = ET.fromstring(text(whole, "sitemap.xml"))  # noqa: S314 - our own file
    assert root.tag == f"{SITEMAP}urlset"
    listed = [found.text or "" for found in root.iterfind(f"{SITEMAP}url/{SITEMAP}loc")]
    base = "https://www.exampleshire.example"
    assert listed == [base + page.url for page in whole.pages if page.indexed]
    assert f"{base}/reviews/scr1/" in listed
    assert not {f"{base}/404.html", f"{base}/scheme/"} & set(listed)
    assert {url.removeprefix(base) for url in listed} <= {o.url for o in whole.outputs}


def test_the_sitemap_names_the_day_of_the_last_change(content: Path) -> None:
    change = "changes: [{date: 2026-11-21, note: Clearer words.}]\n---\n\nCall"
    small_site.change(content, "pages/help.md", "---\n\nCall", change)
    sitemap = text(small_site.finished(content), "sitemap.xml")
    base = "https://www.exampleshire.example"
    assert f"<loc>{base}/help/</loc><lastmod>2026-11-21</lastmod>" in sitemap
    assert f"<loc>{base}/reviews/</loc><lastmod>2026-11-20</lastmod>" in sitemap
    assert f"<loc>{base}/themes/neglect/</loc></url>" in sitemap


def test_an_address_with_an_ampersand_leaves_the_sitemap_valid(whole: Finished) -> None:
    page = whole.pages[0]._replace(url="/a&b/")
    sitemap = ET.fromstring(discovery.sitemap(whole.site, [page]).data)  # noqa: S314 - ours
    assert sitemap[0][0].text == "https://www.exampleshire.example/a&b/"


# ---- Redirects and the record of the build ----


def test_redirects_are_written_one_a_line() -> None:
    found = [
        Redirect("/old", "/new/", 301),
        Redirect("/a.pdf", "/gone/a-pdf/", 302),
        Redirect("/\N{LATIN SMALL LETTER W WITH CIRCUMFLEX}yn/", "/new/#a", 301),
        Redirect("/page.aspx?id=7&x=1", "/new/", 301),
        Redirect("/old-site/*", "/", 301),
    ]
    assert netlify.redirects(map(Move.of, found)).splitlines() == [
        "/old /new/ 301",
        "/a.pdf /gone/a-pdf/ 302",
        "/%C5%B5yn /new/#a 301",
        "/page.aspx id=7 x=1 /new/ 301",
        "/old-site/* / 301",
    ]


def test_moved_addresses_and_gone_files_are_redirected(whole: Finished) -> None:
    assert text(whole, "_redirects") == (
        "/old-reviews /reviews/ 301\n/files/leaflet.pdf /gone/files-leaflet-pdf/ 302\n"
        "/reviews/scr1/scr1.pdf /reviews/scr1/ 302\n"
    )


def test_the_record_of_a_build_changes_with_any_byte(content: Path) -> None:
    site = small_site.site(content)
    told = rules_of(site, ())

    def record(*outputs: Output) -> bytes:
        return BuildRecord.of(site, outputs, 2, told).output().data

    one, two = Output("a", b"1"), Output("b", b"2")
    assert record(two, one) == record(one, two), "the order does not matter"
    assert record(one, Output("b", b"3")) != record(one, two)
    assert record(one, Output("c", b"2")) != record(one, two)
    assert b'"built": "2026-11-22",' in record(one, two)


def test_the_record_is_read_as_it_was_written(content: Path) -> None:
    site = small_site.site(content)
    told = rules_of(site, [Redirect("/old/*", "/new/#a", 301)])
    record = BuildRecord.of(site, [Output("a", b"1")], 2, told)
    assert BuildRecord.read(record.output().data) == record
