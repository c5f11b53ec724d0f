"""The headers of the site are the best that Mozilla's HTTP Observatory knows, on a stock nginx."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sitegen.bootstrap import programs
from tests.host import servers

if TYPE_CHECKING:
    from tests.host.conftest import Judge

pytestmark = pytest.mark.skipif(not programs.find("openssl"), reason="openssl is not installed")

TLS = """
listen 127.0.0.1:{port} ssl;
ssl_certificate "{folder}/certificate.pem";
ssl_certificate_key "{folder}/key.pem";
error_page 497 =301 https://$http_host$request_uri;
"""


def certify(folder: Path) -> None:
    """Make a certificate for this machine."""
    who = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2")
    files = ("-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem"))
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    subprocess.run([*command, "-nodes", *who, *files], check=True, capture_output=True)


def test_the_observatory_gives_the_best_grade(
    example_site: Path, repository: Path, tmp_path: Path, judge: Judge
) -> None:
    site = tmp_path / "site"
    shutil.copytree(example_site, site)
    where = ("--output", str(site), "--to", str(servers.rules(site)))
    subprocess.run(
        [sys.executable, "build.py", "host", "nginx", *where], cwd=repository, check=True
    )
    certify(tmp_path)
    port = servers.free_ports(1)[0]
    rules = servers.rules(site) / "nginx.conf"
    secret = TLS.format(port=port, folder=tmp_path)
    rules.write_text(secret + rules.read_text(encoding="utf-8"), encoding="utf-8")
    with servers.running("nginx", {"site": site}, tmp_path):
        trusted = {"NODE_EXTRA_CA_CERTS": str(tmp_path / "certificate.pem")}
        told = judge("grade.mjs", f"localhost:{port}", **trusted)
    failed = [name for name, one in told["tests"].items() if not one["pass"]]
    assert failed == []
    assert told["scan"]["grade"] == "A+"
    assert told["scan"]["score"] >= 125
