"""Whoever writes sees the site on this machine, and every save in it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from sitegen import checks
from sitegen.cli.serve import overlay
from sitegen.cli.serve.dev_server import DevServer
from sitegen.cli.serve.server import HOST, free_port
from tests import small_site

LONGEST = 600
"""Seconds that anything here may take on a busy machine."""


class Server(NamedTuple):
    """A site that is being shown."""

    address: str
    port: int
    log: Path
    process: int

    def page(self, path: str) -> str:
        """Ask for a page as a browser does."""
        with urlopen(f"{self.address}{path}", timeout=60) as answer:
            return str(answer.read().decode())

    def said(self) -> str:
        """Return all that was printed so far."""
        return self.log.read_text(encoding="utf-8")


def soon(there: Callable[[], bool], what: str) -> None:
    """Wait until something is so."""
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        if there():
            return
        time.sleep(0.05)
    pytest.fail(f"waited in vain: {what}", pytrace=False)


Start = Callable[..., Server]


@pytest.fixture
def start(content: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Start servers of the small site, and end them."""
    monkeypatch.setenv("no_proxy", HOST)
    running: list[subprocess.Popen[bytes]] = []

    def run(*arguments: str) -> Server:
        log = content.parent / f"serve-{len(running)}.log"
        where = ("--content", str(content), "--output", str(content.parent / "public"))
        command = [sys.executable, "build.py", "serve", *where, "--now", "2026-11-22T09:00"]
        with log.open("wb") as out:
            running.append(
                subprocess.Popen(
                    [*command, *arguments],
                    cwd=small_site.ROOT,
                    stdout=out,
                    stderr=subprocess.STDOUT,
                    env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"},
                )
            )
        return shown(running[-1], log)

    yield run
    for server in running:
        server.terminate()
        server.wait(LONGEST)


def shown(server: subprocess.Popen[bytes], log: Path) -> Server:
    """Wait until a server says where it is, and return the place."""

    def address() -> str:
        _, _, rest = log.read_text(encoding="utf-8").partition("Showing the site at ")
        return rest.partition(" ")[0].rstrip("/")

    soon(lambda: bool(address()) or server.poll() is not None, "the server says where it is")
    assert server.poll() is None, log.read_text(encoding="utf-8")
    found = Server(address(), int(address().rpartition(":")[2]), log, server.pid)
    soon(lambda: answers(found), "the server answers")
    return found


def answers(server: Server) -> bool:
    """Tell whether anybody listens."""
    with socket.socket() as trial:
        return trial.connect_ex((HOST, server.port)) == 0


def holds(server: Server, path: str, words: str) -> Callable[[], bool]:
    """Make a question whether a page holds some words."""

    def look() -> bool:
        try:
            return words in server.page(path)
        except URLError:
            return False

    return look


def test_a_save_is_seen_and_an_error_leaves_the_last_good_page(start: Start, content: Path) -> None:
    server = start("--port", "0")
    assert "Call" in server.page("/help/")
    assert "livereload" in server.page("/help/")

    small_site.change(content, "pages/help.md", "Call", "Do not wait. Call")
    soon(holds(server, "/help/", "Do not wait."), "the page shows what was saved")
    soon(lambda: server.said().count(" seconds)") > 1, "all of it is checked and written")

    small_site.change(content, "pages/help.md", "Do not wait.", "Here is [no page](nowhere.md).")
    soon(lambda: "there is no content file" in server.said(), "the error is told")
    assert "Do not wait." in server.page("/help/")

    small_site.change(content, "pages/help.md", "Here is [no page](nowhere.md).", "All is well.")
    soon(holds(server, "/help/", "All is well."), "the fixed page is shown")
    assert not (content / "urls.lock").exists(), "what is only shown here is not yet published"


def test_the_index_is_made_when_somebody_opens_the_search_and_again_after_a_save(
    start: Start, content: Path
) -> None:
    small_site.put(content, "pages/search.md", small_site.page("Search.", "shows: search"))
    small_site.change(content, "site.yml", "site-map,", "site-map, search,")
    server = start("--port", "0")
    assert "Call" in server.page("/help/")
    made = content.parent / "public" / "assets"
    assert not list(made.glob("pagefind-*"))

    assert "pagefind.js" in server.page("/search/")
    (words,) = made.glob("search.*.json")
    assert "Otters" not in words.read_text(encoding="utf-8")

    small_site.change(content, "pages/help.md", "Call", "Otters. Call")
    soon(holds(server, "/help/", "Otters."), "the page shows what was saved")
    assert "pagefind.js" in server.page("/search/")
    (words,) = made.glob("search.*.json")
    assert "Otters" in words.read_text(encoding="utf-8")


def test_a_browser_keeps_only_what_changes_its_name_with_its_bytes(start: Start) -> None:
    server = start("--port", "0")

    def kept(path: str) -> bool:
        with urlopen(f"{server.address}{path}", timeout=60) as answer:
            return "immutable" in answer.headers.get("Cache-Control", "")

    style = server.page("/help/").partition('<link rel="stylesheet" href="')[2].partition('"')[0]
    assert kept(style)
    assert not kept("/help/")
    assert not kept("/feed.xml")


def test_only_this_machine_can_look(start: Start) -> None:
    server = start("--port", "0")
    assert server.address.startswith("http://127.0.0.1:")
    with socket.socket() as outside:
        # The whole of 127/8 is this machine, and a server for everybody would answer there too.
        assert outside.connect_ex(("127.0.0.2", server.port)) != 0


def status(server: Server, path: str, **headers: str) -> tuple[int, bytes]:
    """Ask for a path exactly as it is written, and return the code and the answer."""
    line = HTTPConnection(HOST, server.port, timeout=60)
    line.putrequest("GET", path, skip_host="Host" in headers)
    for name, value in headers.items():
        line.putheader(name.replace("_", "-"), value)
    line.endheaders()
    answer = line.getresponse()
    # A channel that is opened stays open, and sends no end.
    found = answer.status, b"" if answer.status == SWITCHED else answer.read()
    answer.close()
    line.close()
    return found


SWITCHED = 101
CHANNEL = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec_WebSocket_Version": "13",
    "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


def test_only_what_is_asked_of_this_machine_by_its_name_is_answered(
    start: Start, content: Path
) -> None:
    server = start("--port", "0")
    here, evil = f"{HOST}:{server.port}", f"attacker.example:{server.port}"
    for name in (here, f"localhost:{server.port}"):
        assert status(server, "/help/", Host=name)[0] == 200
        own = {**CHANNEL, "Host": name, "Origin": f"http://{name}"}
        assert status(server, "/livereload", **own)[0] == SWITCHED

    # A name on the internet may be pointed at this machine while a page of it is open here.
    for path in ("/help/", "/livereload.js", "/livereload"):
        code, said = status(server, path, Host=evil)
        assert code == 404
        assert b"Call" not in said
    rebound = {**CHANNEL, "Host": evil, "Origin": f"http://{evil}"}
    assert status(server, "/livereload", **rebound)[0] == 404
    for origin in (f"http://{evil}", "https://attacker.example", "null"):
        assert status(server, "/livereload", **CHANNEL, Host=here, Origin=origin)[0] == 403

    (content.parent / "secret.txt").write_text("not for anybody")
    for path in (
        *("/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/help/../../secret.txt"),
        *("/....//secret.txt", f"/{content.parent}/secret.txt", "/..%5csecret.txt", "/help/%00/"),
        *(f"/{'a' * 5000}/", "/help/%ff%fe/"),
    ):
        code, said = status(server, path)
        assert code in {400, 403, 404}, path
        assert b"not for anybody" not in said

    missing = (content.parent / "public/404.html").read_bytes()[-200:]
    for path in ("/assets/", "/data/", "/.unfinished/"):
        code, said = status(server, path)
        assert code in {403, 404}, path
        assert missing.strip() in said, path


def test_what_is_saved_while_it_is_built_is_built_instead(content: Path) -> None:
    saves: list[Callable[[], None]] = []

    def save() -> None:
        while saves:
            saves.pop()()

    desk = DevServer(
        lambda: small_site.request(content), content.parent / "kept", coloured=False, call=save
    )
    saves.append(desk.saved.set)
    output = small_site.request(content).output

    desk.looked_at.append("/help/")
    assert not desk.build()
    assert not output.exists(), "nothing is written of what was overtaken"
    assert not desk.done.is_set(), "whoever asks for a page waits for the newer one"
    assert desk.build()
    assert desk.done.is_set()
    assert (output / "index.html").is_file()


def test_a_page_that_is_looked_at_is_answered_before_everything_is_checked(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = DevServer(lambda: small_site.request(content), content.parent / "kept", coloured=False)
    desk.looked_at.append("/help/")
    seen: list[tuple[bool, bool, bool]] = []

    def look(*_: object) -> tuple[()]:
        seen.append((desk.begun.is_set(), "help/index.html" in desk.early, desk.done.is_set()))
        return ()

    monkeypatch.setattr(checks, "CONTENT_CHECKS", (look,))
    for _ in range(2):
        assert desk.build()
    assert seen == [(True, True, False)] * 2
    assert desk.done.is_set()
    assert not desk.early


def test_a_start_knows_what_the_last_one_worked_out(content: Path) -> None:
    cache = content.parent / "kept"
    assert [*begun(content, cache).memo.computed("pages made")]
    assert [*begun(content, cache).memo.computed("pages made")] == []

    for place in cache.glob("memo-*"):
        place.write_bytes(b"half a file")
    assert [*begun(content, cache).memo.computed("pages made")]


def begun(content: Path, cache: Path) -> DevServer:
    """Build for the first time after a start."""
    desk = DevServer(lambda: small_site.request(content), cache, coloured=False)
    desk.begin()
    return desk


def test_a_taken_port_is_told_and_the_next_free_one_used(start: Start) -> None:
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        taken = other.getsockname()[1]
        server = start("--port", str(taken))
        assert server.port > taken
        assert f"Port {taken} is taken by another program." in server.said()
        assert "Call" in server.page("/help/")


def test_writing_can_begin_with_an_error(start: Start, content: Path) -> None:
    small_site.change(content, "themes.yml", "title", "titel")
    server = start("--port", "0")
    assert "Did you mean “title”?" in server.said()
    small_site.change(content, "themes.yml", "titel", "title")
    soon(holds(server, "/help/", "Call"), "the fixed site is shown")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal for one program alone")
def test_it_ends_quietly_when_stopped_by_hand(start: Start) -> None:
    server = start("--port", "0")
    os.kill(server.process, signal.SIGINT)
    soon(lambda: not answers(server), "the server ends")
    assert "Traceback" not in server.said()


def test_a_free_port_is_taken_as_it_is() -> None:
    with socket.socket() as other:
        other.bind((HOST, 0))
        port = other.getsockname()[1]
    assert free_port(port) == port


def test_no_free_port_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: socket.socket, _address: object) -> None:
        raise OSError("taken")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(OSError, match="no port from 8000 on is free"):
        free_port(8000)
    with pytest.raises(OSError, match="no port from 65535 on is free"):
        free_port(65535)


def test_the_notice_covers_nothing_of_the_guide_in_which_its_words_are_looked_up() -> None:
    panel = overlay.failure("The disk is full.")
    assert '<details id="sitegen" aria-labelledby="sitegen-title" open>' in panel
    assert " open>" not in overlay.folded(panel)
    assert "The disk is full." in overlay.folded(panel)
