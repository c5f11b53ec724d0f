"""The same site on a stock nginx, by the rules that `build.py nginx` writes."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from typing import TYPE_CHECKING, NamedTuple

import pytest

from sitegen.bootstrap import programs
from sitegen.output.netlify import EVERYWHERE
from tests.browser.host import Host

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.host.conftest import Judge

NGINX = programs.find("nginx")
pytestmark = pytest.mark.skipif(
    not (NGINX and programs.find("openssl")), reason="nginx or openssl is not installed"
)

CONFIG = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log stderr;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
    uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
    server {{
        listen 127.0.0.1:{plain};
        include rules.conf;
    }}
    server {{
        listen 127.0.0.1:{secret} ssl;
        ssl_certificate {folder}/certificate.pem;
        ssl_certificate_key {folder}/key.pem;
        error_page 497 =301 https://$http_host$request_uri;
        include rules.conf;
    }}
}}
"""
OTHER_NAMES = {
    "application/javascript; charset=utf-8": "text/javascript; charset=utf-8",
    "text/xml; charset=utf-8": "application/xml; charset=utf-8",
}
"""Types that the two hosts call by different names, and browsers take alike."""


class Server(NamedTuple):
    """An nginx that is up."""

    site: Path
    plain: int
    secret: int
    certificate: Path


class Answer(NamedTuple):
    """What came back, as far as both hosts decide it alike."""

    status: int
    type: str
    location: str
    rules: dict[str, str]
    body: bytes


def free_ports() -> tuple[int, int]:
    """Give two ports that nobody listens at."""
    with socket.socket() as one, socket.socket() as two:
        one.bind(("127.0.0.1", 0))
        two.bind(("127.0.0.1", 0))
        return one.getsockname()[1], two.getsockname()[1]


def certify(folder: Path) -> None:
    """Make a certificate for this machine."""
    who = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2")
    files = ("-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem"))
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    subprocess.run([*command, "-nodes", *who, *files], check=True, capture_output=True)


@pytest.fixture(scope="module")
def server(
    example_site: Path, repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A stock nginx with the rules of a whole site and nothing else."""
    folder = tmp_path_factory.mktemp("nginx")
    rules = subprocess.run(
        [sys.executable, "build.py", "nginx", "--output", str(example_site)],
        cwd=repository,
        check=True,
        capture_output=True,
    ).stdout
    (folder / "rules.conf").write_bytes(rules)
    shutil.copy("/etc/nginx/mime.types", folder)
    certify(folder)
    plain, secret = free_ports()
    # Its workers would be “nobody”, who may not look into a folder of root's.
    user = "user root;" if os.name != "nt" and os.geteuid() == 0 else ""
    config = CONFIG.format(folder=folder, plain=plain, secret=secret, user=user)
    (folder / "nginx.conf").write_text(config)
    command = [str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    tested = subprocess.run([*command, "-t"], check=False, capture_output=True, encoding="utf-8")
    assert tested.returncode == 0, tested.stderr
    assert "[warn]" not in tested.stderr
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
        try:
            wait_for(plain)
            yield Server(example_site, plain, secret, folder / "certificate.pem")
        finally:
            running.terminate()


def wait_for(port: int) -> None:
    """Wait until somebody listens."""
    for _ in range(200):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("nginx did not start")


@pytest.fixture
def connection(server: Server) -> Iterator[HTTPConnection]:
    """A line to nginx."""
    line = HTTPConnection("127.0.0.1", server.plain)
    yield line
    line.close()


def asked(connection: HTTPConnection, address: str) -> Answer:
    """Ask nginx."""
    connection.request("GET", address)
    found = connection.getresponse()
    body = found.read()
    heads = {name: value for name, value in found.getheaders() if name in WATCHED}
    kind = found.headers.get("Content-Type", "")
    kind = OTHER_NAMES.get(kind, kind)
    return Answer(found.status, kind, found.headers.get("Location", ""), heads, body)


def expected(host: Host, address: str) -> Answer:
    """Say what the first host answers."""
    found = host.answer(address)
    heads = {name: value for name, value in found.headers.items() if name in WATCHED}
    moved = found.headers.get("Location", "")
    return Answer(found.status, found.headers.get("Content-Type", ""), moved, heads, found.body)


WATCHED = {*EVERYWHERE, "Content-Security-Policy", "Cache-Control", "Access-Control-Allow-Origin"}


def addresses(host: Host) -> Iterator[str]:
    """Give the address of everything that is there: pages with and without their last slash."""
    for path in sorted(host.folder.rglob("*")):
        name = path.relative_to(host.folder).as_posix()
        if path.is_file() and path.name not in {"_headers", "_redirects", "404.html"}:
            page = (
                f"/{name.removesuffix('index.html')}" if path.name == "index.html" else f"/{name}"
            )
            yield page
            if page != "/" and page.endswith("/"):
                yield page[:-1]


def test_every_page_and_file_is_served_with_the_same_headers(
    server: Server, connection: HTTPConnection
) -> None:
    host = Host.of(server.site)
    seen = 0
    for address in addresses(host):
        wanted, found = expected(host, address), asked(connection, address)
        assert (found.status, found.location) == (wanted.status, wanted.location), address
        if wanted.status == 200:
            assert found == wanted, address
        seen += 1
    assert seen > 300


def test_every_redirect_leads_to_the_same_place(server: Server, connection: HTTPConnection) -> None:
    host = Host.of(server.site)
    rules = (server.site / "_redirects").read_text(encoding="utf-8").splitlines()
    assert rules
    for old in (line.split()[0] for line in rules):
        for address in (old, f"{old}/", f"{old}?from=a%20letter"):
            wanted, found = expected(host, address), asked(connection, address)
            assert (found.status, found.location) == (wanted.status, wanted.location), address


@pytest.mark.parametrize(
    "address",
    ["/nothing/here/", "/_headers", "/_redirects", "/assets/", "/.unfinished/index.html"],
)
def test_what_is_not_there_gets_the_page_for_it(
    server: Server, connection: HTTPConnection, address: str
) -> None:
    found = asked(connection, address)
    assert found.body == (server.site / "404.html").read_bytes()
    assert found.status == 404
    assert found.rules.items() >= EVERYWHERE.items()
    assert "default-src 'none'" in found.rules["Content-Security-Policy"]


def test_the_observatory_gives_the_best_grade(server: Server, judge: Judge) -> None:
    trusted = {"NODE_EXTRA_CA_CERTS": str(server.certificate)}
    told = judge("grade.mjs", f"localhost:{server.secret}", **trusted)
    failed = [name for name, one in told["tests"].items() if not one["pass"]]
    assert failed == []
    assert told["scan"]["grade"] == "A+"
    assert told["scan"]["score"] >= 125


def test_a_site_that_was_not_built_is_told(repository: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "build.py", "nginx", "--output", str(tmp_path)],
        cwd=repository,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 2
    assert done.stderr == f"No site was built in {tmp_path}: run build.py first.\n"
