"""The site that is up is watched: quietly while all is well, and built when something is due."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from sitegen.pipeline import build as pipeline
from tests import small_site
from tests.browser.host import serve

pytestmark = pytest.mark.skipif(os.name == "nt", reason="bash is not there")

SECRET = small_site.page("Words.", title="A secret title").replace(
    "status: published\npublished: 2026-11-20",
    "status: scheduled\npublish_at: 2026-11-22 09:30",
)
AFTER = "2026-11-22T10:00"


@contextmanager
def hook(act: Callable[[], object]) -> Iterator[str]:
    """An address that makes somebody build, as hosts have them."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            act()
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named above us
            """Keep quiet."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def watch(repository: Path, content: Path, when: str, **variables: str) -> tuple[int, str]:
    """Watch for what is due; return the exit code and what was said."""
    where = ("--content", str(content), "--now", when)
    done = subprocess.run(
        ["bash", ".ci/watch", "due", *where],
        cwd=repository,
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "WATCH_PATIENCE": "60", "WATCH_PAUSE": "0.2", **variables},
    )
    return done.returncode, done.stdout + done.stderr


def test_what_is_due_is_built_and_told_only_where_nobody_builds(
    repository: Path, tmp_path: Path
) -> None:
    content = small_site.write(tmp_path)
    small_site.put(content, "pages/reviews/secret.md", SECRET)
    links = "You can [read it](reviews/secret.md) and [get help](help.md)"
    small_site.change(content, "pages/index.md", "You can [get help](help.md)", links)
    before = replace(small_site.request(content), moment=datetime(2026, 11, 22, 9, 0))  # noqa: DTZ001 - local time
    after = replace(before, moment=datetime(2026, 11, 22, 10, 0))  # noqa: DTZ001 - local time
    small_site.change(content, "pages/index.md", links, "You can [get help](help.md)")
    assert pipeline.build(before).errors == 0
    small_site.change(content, "pages/index.md", "You can [get help](help.md)", links)
    with serve(tmp_path / "public") as site:
        assert watch(repository, content, "2026-11-22T09:10", SITE=site) == (0, "")
        code, said = watch(repository, content, AFTER, SITE=site)
        assert (code, "an embargo has lifted" in said, "secret" in said) == (1, True, False)
        with hook(lambda: pipeline.build(after)) as address:
            assert watch(repository, content, AFTER, SITE=site, BUILD_HOOK=address) == (0, "")
        # Four days without a build are a fault only where there is a daily one.
        later = "2026-11-26T10:00"
        assert watch(repository, content, later, SITE=site) == (0, "")
        gone = {"BUILD_HOOK": "http://127.0.0.1:9/", "WATCH_PATIENCE": "0"}
        code, said = watch(repository, content, later, SITE=site, **gone)
        assert code == 1
        assert "The host did not take the request to build." in said
        assert "this site was built 4 days ago" in said


GH = """#!/bin/sh
echo "$@" | head -n 1 >>calls
case "$1 $2" in
"issue list") cat open ;;
"issue view") cat issue ;;
"issue create") shift 5; cp "$1" issue ;;
esac
"""
"""A stand-in for GitHub's program: it writes down what it is asked, and knows one issue."""


class Desk:
    """A place where the stand-in is found, and the script runs."""

    def __init__(self, repository: Path, folder: Path) -> None:
        """Begin without an open issue."""
        self.script, self.folder = repository / ".ci/tell", folder
        (folder / "gh").write_text(GH)
        (folder / "gh").chmod(0o755)
        (folder / "open").write_text("")
        (folder / "issue").write_text("")

    def tell(self, outcome: str, said: str = "", *, whole: bool = True) -> tuple[int, list[str]]:
        """Tell an outcome; return the exit code and what was asked of GitHub."""
        (self.folder / "told.txt").write_text(said)
        (self.folder / "calls").write_text("")
        told = {"OUTCOME": outcome, "WHOLE": str(whole).lower(), "RUN": "https://log.example"}
        path = f"{self.folder}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", str(self.script)],
            cwd=self.folder,
            check=False,
            env={**os.environ, **told, "PATH": path},
        )
        calls = (self.folder / "calls").read_text().splitlines()
        return done.returncode, [" ".join(call.split()[1:2]) for call in calls]


def test_one_issue_is_opened_added_to_and_closed(repository: Path, tmp_path: Path) -> None:
    desk = Desk(repository, tmp_path)
    assert desk.tell("success") == (0, ["list"])
    fault = "help/index.html: error: this file is missing\n"
    assert desk.tell("failure", fault) == (1, ["list", "create"])
    assert "this file is missing" in (tmp_path / "issue").read_text()
    (tmp_path / "open").write_text("7")
    assert desk.tell("failure", fault) == (1, ["list", "view"]), "nothing is said twice"
    joined = fault + "here: error: another, for 2 days\n"
    assert desk.tell("failure", joined) == (1, ["list", "view", "comment"]), "one hides no other"
    (tmp_path / "issue").write_text(joined)
    older = joined.replace("2 days", "3 days")
    assert desk.tell("failure", older) == (1, ["list", "view"]), "it has only grown older"
    silent = "There is nothing to compare with at https://site.example: nobody answers.\n"
    assert desk.tell("failure", silent) == (1, ["list", "view", "comment"])
    (tmp_path / "issue").write_text("")
    assert desk.tell("failure", silent * 500) == (1, ["list", "view", "comment"]), "edited by hand"
    assert desk.tell("success", whole=False) == (0, ["list"]), "not everything was compared"
    assert desk.tell("success") == (0, ["list", "close"])
