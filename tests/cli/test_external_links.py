"""Other sites are asked politely and seldom, and what they say is only advice."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest

from sitegen.cli import external_links
from sitegen.cli.external_links import Asking, LinkStatus
from sitegen.issues.issue import Origin, Severity
from tests import small_site

TODAY = date(2026, 11, 22)
PLACE = (Origin("pages/a.md", 8),)


class Site(BaseHTTPRequestHandler):
    """A site of which some pages are gone."""

    asked: ClassVar[list[str]] = []
    agents: ClassVar[set[str]] = set()

    def do_GET(self) -> None:
        """Answer as the address says: /404 with 404, /only-get/403 with 403 to HEAD alone."""
        Site.asked.append(f"{self.command} {self.path}")
        Site.agents.add(self.headers["User-Agent"])
        first, _, second = self.path.strip("/").partition("/")
        if first == "slow":
            time.sleep(0.5)
        if first == "moved":
            self.send_response(302)
            self.send_header("Location", "/there")
        elif first == "only-get":
            self.send_response(int(second) if self.command == "HEAD" else 200)
        else:
            self.send_response(int(first) if first.isdecimal() else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815 - the standard library finds it by this name

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named above us
        """Keep quiet."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a site on this machine."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    Site.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as found:
        found.daemon_threads = True
        Thread(target=found.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield f"http://127.0.0.1:{found.server_port}"
        found.shutdown()


@pytest.fixture
def asking(tmp_path: Path, server: str) -> Asking:
    """Ask this machine without https, and without waiting."""
    return Asking(tmp_path / "cache" / "links.json", timeout=5, pause=0, trusted=server)


def told(answer: LinkStatus, address: str = "https://x.example/") -> list[str]:
    """Tell what is advised on an answer."""
    return [str(issue) for issue in external_links.advice({address: PLACE}, {address: answer})]


# ---- What is asked for ----


def test_every_address_of_other_sites_is_found_with_its_lines(tmp_path: Path) -> None:
    content = small_site.write(tmp_path)
    body = "See [the one](https://one.example/#a) and\n[the other](https://two.example/?q=1)."
    small_site.put(content, "pages/a-page.md", small_site.page(body))
    small_site.change(content, "pages/help.md", "Call", "See [one](https://one.example/). Call")
    small_site.change(
        content, "contacts.yml", "phone: 999", "phone: 999\n  web: https://three.example/"
    )
    own = "Or [us](https://www.exampleshire.example/help/). Call"
    small_site.change(content, "pages/help.md", "Call", own)
    assert external_links.links(small_site.site(content)) == {
        "https://one.example/": (Origin("pages/a-page.md", 8), Origin("pages/help.md", 10)),
        "https://three.example/": (Origin("contacts.yml", 5),),
        "https://two.example/?q=1": (Origin("pages/a-page.md", 9),),
        "https://weather.example/": (Origin("site.yml"),),
    }


# ---- Asking ----


def test_the_short_question_is_asked_first(server: str, asking: Asking) -> None:
    answers = external_links.ask([f"{server}/there"], TODAY, asking)
    assert answers == {f"{server}/there": LinkStatus(200, "", TODAY)}
    assert Site.asked == ["HEAD /there"]
    assert all("link check" in agent for agent in Site.agents)


@pytest.mark.parametrize("status", [403, 404, 405, 501])
def test_a_server_that_dislikes_the_short_question_is_asked_the_long_one(
    server: str, asking: Asking, status: int
) -> None:
    (answer,) = external_links.ask([f"{server}/only-get/{status}"], TODAY, asking).values()
    assert answer.good
    assert [line.split()[0] for line in Site.asked] == ["HEAD", "GET"]


@pytest.mark.parametrize("status", [404, 410, 500])
def test_a_page_that_is_gone_is_known(server: str, asking: Asking, status: int) -> None:
    (answer,) = external_links.ask([f"{server}/{status}"], TODAY, asking).values()
    assert (answer.status, answer.good) == (status, False)


def test_a_page_that_has_moved_is_followed(server: str, asking: Asking) -> None:
    (answer,) = external_links.ask([f"{server}/moved"], TODAY, asking).values()
    assert answer.good
    assert Site.asked[-1].endswith("/there")


def test_a_server_that_does_not_answer_is_no_crash(tmp_path: Path, server: str) -> None:
    impatient = Asking(tmp_path / "links.json", timeout=0.1, pause=0, trusted="http://127.0.0.1")
    port = server.rpartition(":")[2]
    addresses = [f"{server}/slow", "http://127.0.0.1:1/", f"http://127.0.0.1:{port}x/"]
    answers = external_links.ask(addresses, TODAY, impatient)
    assert [answers[address].status for address in addresses] == [0, 0, 0]
    assert all(answers[address].reason for address in addresses)
    assert "timed out" in answers[f"{server}/slow"].reason


def test_only_https_is_asked(server: str, tmp_path: Path) -> None:
    (answer,) = external_links.ask(
        [f"{server}/there"], TODAY, Asking(tmp_path / "links.json")
    ).values()
    assert answer == LinkStatus(0, "it does not begin with https://", TODAY)
    assert Site.asked == []


def test_one_server_is_not_hurried(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    asking = Asking(tmp_path / "links.json", pause=3, trusted=server)
    external_links.ask([f"{server}/a", f"{server}/b", f"{server}/c"], TODAY, asking)
    assert slept == [3, 3]


# ---- Keeping answers ----


def test_a_good_answer_is_believed_for_some_days(server: str, asking: Asking) -> None:
    address = f"{server}/there"
    external_links.ask([address], TODAY, asking)
    last_day = TODAY + timedelta(days=external_links.KEPT_DAYS)
    assert external_links.ask([address], last_day, asking)[address].asked == TODAY
    assert len(Site.asked) == 1
    later = last_day + timedelta(days=1)
    assert external_links.ask([address], later, asking)[address].asked == later
    assert len(Site.asked) == 2


def test_a_bad_answer_is_asked_for_again(server: str, asking: Asking) -> None:
    external_links.ask([f"{server}/410"], TODAY, asking)
    external_links.ask([f"{server}/410"], TODAY, asking)
    assert Site.asked == ["HEAD /410", "HEAD /410"]


def test_answers_about_links_that_are_no_more_are_dropped(server: str, asking: Asking) -> None:
    external_links.ask([f"{server}/a", f"{server}/b"], TODAY, asking)
    external_links.ask([f"{server}/b"], TODAY, asking)
    assert list(json.loads(asking.cache.read_text(encoding="utf-8"))) == [f"{server}/b"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"x": 1}', '{"x": {"status": 200}}', '"x"'])
def test_a_spoilt_file_of_answers_is_no_crash(server: str, asking: Asking, text: str) -> None:
    asking.cache.parent.mkdir()
    asking.cache.write_text(text, encoding="utf-8")
    (answer,) = external_links.ask([f"{server}/there"], TODAY, asking).values()
    assert answer.good


# ---- Advice ----


def test_advice_is_never_an_error() -> None:
    for status in (0, 403, 404, 500):
        address = "https://x.example/"
        answers = {address: LinkStatus(status, "why", TODAY)}
        (issue,) = external_links.advice({address: PLACE}, answers)
        assert issue.severity is Severity.WARNING


@pytest.mark.parametrize("status", [200, 204, 304])
def test_nothing_is_said_of_a_page_that_is_there(status: int) -> None:
    assert told(LinkStatus(status, "", TODAY)) == []


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (
            LinkStatus(404, "", TODAY),
            (
                "pages/a.md:8: warning: https://x.example/ is no longer there (404)\n"
                "    Find where the page is now, or take the link out."
            ),
        ),
        (
            LinkStatus(403, "", TODAY),
            (
                "pages/a.md:8: warning: https://x.example/ refused the automated check (403)\n"
                "    It keeps programs out, so look at it in a browser."
            ),
        ),
        (
            LinkStatus(0, "timed out", TODAY),
            (
                "pages/a.md:8: warning: https://x.example/ could not be reached (timed out)\n"
                "    Try it in a browser; if it fails there too, link elsewhere."
            ),
        ),
        (
            LinkStatus(503, "", TODAY),
            (
                "pages/a.md:8: warning: https://x.example/ returned a server error (503)\n"
                "    Try again another day; if it stays so, link elsewhere."
            ),
        ),
    ],
)
def test_each_kind_of_answer_has_its_cure(answer: LinkStatus, text: str) -> None:
    assert told(answer) == [text]


def test_every_line_that_links_to_a_page_that_is_gone_is_told() -> None:
    places = (Origin("a.md", 1), Origin("b.md", 2))
    issues = external_links.advice(
        {"https://x.example/": places}, {"https://x.example/": LinkStatus(410, "", TODAY)}
    )
    assert [issue.origin for issue in issues] == list(places)


def test_all_addresses_are_listed_with_their_answers_and_lines() -> None:
    found = {"https://x.example/": PLACE, "https://y.example/": (*PLACE, Origin("b.yml", 3))}
    answers = {
        "https://x.example/": LinkStatus(200, "", TODAY),
        "https://y.example/": LinkStatus(0, "timed out", TODAY),
    }
    assert external_links.listing(found, answers) == (
        "200 https://x.example/ (pages/a.md:8)\n--- https://y.example/ (pages/a.md:8, b.yml:3)\n"
    )
