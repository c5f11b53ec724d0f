"""Our stand-in for the public host answers as the real one does."""

from __future__ import annotations

from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.browser.host import Host, serve

FILES = {
    "index.html": "home",
    "about/index.html": "about",
    "gone/index.html": "gone",
    "404.html": "nothing here",
    "assets/site.abc.css": "a {}",
    "_redirects": """
# a comment
/old /about/ 301
/for-now/ /about/ 302
/removed /gone/ 410
/news/:year/:slug /archive/:year-:slug
/files/* /documents/:splat 301
/page.aspx id=7 /about/ 301
/page.aspx id=:id /records/:id/ 301
/about/ /elsewhere/ 301
/assets/* /forced/ 301!
""",
    "_headers": """
/*
  X-Frame-Options: DENY
  Cache-Control: no-cache
/assets/*
  Cache-Control: immutable
/about/
  X-About: yes
""",
}


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A tiny site with one rule of each kind."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/", 200, "home"),
        ("/about/", 200, "about"),
        ("/about", 301, "/about/"),
        ("/nowhere/", 404, "nothing here"),
        ("/_headers", 404, "nothing here"),
        ("/../../etc/passwd", 404, "nothing here"),
        ("/old", 301, "/about/"),
        ("/old/", 301, "/about/"),
        ("/old?a=b", 301, "/about/?a=b"),
        ("/for-now", 302, "/about/"),
        ("/removed", 410, "gone"),
        ("/news/2024/snow", 301, "/archive/2024-snow"),
        ("/files/a/b.pdf", 301, "/documents/a/b.pdf"),
        ("/page.aspx?id=7", 301, "/about/"),
        ("/page.aspx?id=8", 301, "/records/8/"),
        ("/page.aspx", 404, "nothing here"),
        ("/assets/site.abc.css", 301, "/forced/"),
    ],
)
def test_an_address_is_answered_as_by_the_host(
    built: Path, address: str, status: int, told: str
) -> None:
    answer = Host.of(built).answer(address)
    assert (answer.status, answer.headers.get("Location", answer.body.decode())) == (status, told)


def test_every_fitting_header_is_sent_and_the_later_wins(built: Path) -> None:
    host = Host.of(built)
    assert host.answer("/about/").headers == {
        "Content-Type": "text/html; charset=utf-8",
        "X-Frame-Options": "DENY",
        "Cache-Control": "no-cache",
        "X-About": "yes",
    }
    assert host.answer("/nowhere").headers["X-Frame-Options"] == "DENY"
    (built / "_redirects").unlink()
    styles = Host.of(built).answer("/assets/site.abc.css").headers
    assert styles["Content-Type"] == "text/css; charset=utf-8"
    assert styles["Cache-Control"] == "immutable"


def test_the_site_is_served_over_http(built: Path) -> None:
    with serve(built) as origin:
        with urlopen(f"{origin}/old") as page:
            assert page.read() == b"about"
            assert page.headers["X-About"] == "yes"
        with pytest.raises(HTTPError) as error:
            urlopen(f"{origin}/removed")
        assert error.value.code == 410
        assert error.value.read() == b"gone"
        error.value.close()
