"""Apache, Caddy and nginx give the same answers to the same requests, by our rules alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path

import pytest

from sitegen.output.hosts.record import BuildRecord
from sitegen.output.hosts.rules import Move, most_exact_first
from sitegen.views.tombstones import Redirect
from tests.host import requests, servers

ODD = (
    Redirect("/files/annual%20report.pdf", "/about/", 301),
    Redirect("/\N{LATIN SMALL LETTER W WITH CIRCUMFLEX}yn", "/about/#part", 301),
    Redirect("/a(1)+b.aspx", "https://elsewhere.example/a?b=c#d", 302),
    Redirect("/a'b~c", "/caf\N{LATIN SMALL LETTER E WITH ACUTE}/{x}", 301),
    Redirect('/a"b', "/about/?x=$uri", 302),
    Redirect("/%7Bpath%7D/$1", "/about/", 301),
    Redirect("/%25", "/about/%20x%2Fy", 301),
    Redirect("/old-site/*", "/about/", 301),
    Redirect("/a%5Cb^|", "/about/", 301),
    Redirect("/hash%23and%3Fmark", "/about/", 301),
    Redirect("/plus+and%2Bplus;x=1,2", "/about/", 301),
    Redirect("/two%20%20words%C2%A0more/", "/about/", 302),
    Redirect("/Caf%C3%A9/Default.aspx", "/about/", 301),
    Redirect("/{a,b}`tick`~", "/about/", 301),
    Redirect("/$uri%20$1%7B2%7D", "/about/?a=%26#x", 301),
    Redirect("/caf%E9.pdf", "/about/", 301),
    Redirect("/line%0Abreak", "/about/", 301),
    Redirect("/page.aspx?id=7", "/about/", 301),
    Redirect("/shop/*", "/about/", 301),
    Redirect("/shop/chair", "/about/#chair", 302),
    Redirect("/shop/old/*", "/about/#old", 302),
    Redirect("/shop/old/new/*", "/about/#new", 301),
)
"""Old addresses as other systems made them, to places whose letters mean something to servers."""


@pytest.fixture(scope="module")
def sites(repository: Path, example_site: Path, site_dir: Path) -> Iterator[servers.Sites]:
    """Two sites with odd redirects besides their own, and the rules of all three servers."""
    with tempfile.TemporaryDirectory() as name:
        # Apache runs as somebody who may not look into a folder of root's.
        folder = Path(name)
        folder.chmod(0o755)
        found = {"exampleshire": folder / "exampleshire", "own": folder / "own"}
        for source, site in zip((example_site, site_dir), found.values(), strict=True):
            shutil.copytree(source, site)
            with_odd_redirects(site)
            # The last is the one that leaves a file within the site.
            for server in ("caddy", "nginx", "apache"):
                write_rules(repository, server, site)
        yield found


def with_odd_redirects(site: Path) -> None:
    """Add old addresses to the record of a site, as a build would have written them."""
    record = BuildRecord.read((site / "build.json").read_bytes())
    moved = most_exact_first((*record.rules.moved, *map(Move.of, ODD)))
    new = replace(record, rules=record.rules._replace(moved=moved))
    (site / "build.json").write_bytes(new.output().data)


def write_rules(repository: Path, server: str, site: Path) -> None:
    """Run the command for one server."""
    where = ("--output", str(site), "--to", str(servers.rules(site)))
    command = [sys.executable, "build.py", "host", server, *where]
    subprocess.run(command, cwd=repository, check=True, stdout=subprocess.DEVNULL)


@pytest.fixture(scope="module", params=sorted(servers.SOFTWARE))
def up(
    request: pytest.FixtureRequest, sites: servers.Sites, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, int]]:
    """One of the servers, started once, with both sites."""
    folder = tmp_path_factory.mktemp(str(request.param))
    with servers.running(request.param, sites, folder) as ports:
        yield ports


@pytest.mark.parametrize("name", ["exampleshire", "own"])
def test_every_request_gets_the_answer_that_is_owed(
    up: dict[str, int], sites: servers.Sites, name: str
) -> None:
    line = HTTPConnection(servers.HOST, up[name])
    table = requests.cases(sites[name])
    told = [case.wrong(line) for case in table]
    told += [requests.kept_copy(line, url) for url in ("/", "/about/", "/feed.xml", "/robots.txt")]
    line.close()
    wrong = [one for one in told if one]
    assert wrong == [], f"{len(told)} tried, {len(told) - len(wrong)} right"
    assert len(told) > 300


def test_verify_finds_no_fault(up: dict[str, int], repository: Path, exampleshire: Path) -> None:
    where = f"http://{servers.HOST}:{up['exampleshire']}"
    when = ("--now", "2026-11-22T10:00", "--content", str(exampleshire))
    done = subprocess.run(
        [sys.executable, "build.py", "verify", where, *when],
        cwd=repository,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("; 0 faults.\n")


def test_a_proxy_that_encrypts_is_believed(
    up: dict[str, int], request: pytest.FixtureRequest
) -> None:
    line = HTTPConnection(servers.HOST, up["own"])
    line.request("GET", "/about", headers={"X-Forwarded-Proto": "https"})
    leads = line.getresponse().headers["Location"]
    line.close()
    # Apache alone writes whole addresses.
    assert leads in {"/about/", f"https://{servers.HOST}:{up['own']}/about/"}


@pytest.mark.parametrize("modules", [(), ("deflate",), ("headers", "rewrite")])
def test_apache_shows_the_site_whatever_it_has_not_loaded(
    sites: servers.Sites, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, modules: tuple[str, ...]
) -> None:
    monkeypatch.setattr(servers, "MODULES", modules)
    with servers.running("apache", sites, tmp_path) as ports:
        line = HTTPConnection(servers.HOST, ports["own"])
        line.request("GET", "/about/")
        answer = line.getresponse()
        assert (answer.status, b"</html>" in answer.read()) == (200, True)
        assert ("Content-Security-Policy" in answer.headers) is ("headers" in modules)
        line.close()


def test_no_path_of_this_machine_stands_in_the_rules(sites: servers.Sites) -> None:
    for site in sites.values():
        written = [site / ".htaccess", *servers.rules(site).iterdir()]
        assert len(written) == 3
        for path in written:
            text = path.read_text(encoding="utf-8")
            assert str(site) not in text
            assert tempfile.gettempdir() not in text
            assert str(Path.home()) not in text
