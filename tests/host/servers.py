"""The three servers that most councils have, each started once with two sites and our rules."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from sitegen.bootstrap import programs

Sites = dict[str, Path]
"""The folder of each site, by its name; its rules for a server lie in `NAME.server` beside it."""

HOST: Final = "127.0.0.1"


class Software(NamedTuple):
    """A server: its program, and what starts it with sites at ports."""

    program: str
    configured: Callable[[Path, Sites, dict[str, int]], list[str]]


def _nginx(folder: Path, sites: Sites, ports: dict[str, int]) -> list[str]:
    servers = "".join(
        f"server {{ listen {HOST}:{ports[name]}; root {site}; "
        f"include {rules(site)}/nginx.conf; }}\n"
        for name, site in sites.items()
    )
    # Its workers would be “nobody”, who may not look into a folder of root's.
    user = "user root;" if os.name != "nt" and os.geteuid() == 0 else ""
    temporary = "".join(
        f"{name}_temp_path {folder}/{name}; "
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"{user} daemon off; pid {folder}/pid; error_log stderr;\nevents {{}}\n"
        f"http {{ access_log off; {temporary}\n{servers}}}\n"
    )
    return ["-p", str(folder), "-c", str(folder / "nginx.conf")]


_NEEDED: Final = ("mpm_event", "authz_core", "dir")
MODULES = ("mime", "headers", "rewrite", "deflate", "filter", "autoindex", "negotiation")
"""What Apache loads besides what it cannot do without."""


def _apache(folder: Path, sites: Sites, ports: dict[str, int]) -> list[str]:
    """Allow what .htaccess needs and no more; show what is in folders, as Debian’s settings do."""
    modules = "/usr/lib/apache2/modules"
    loaded = "".join(
        f"LoadModule {one}_module {modules}/mod_{one}.so\n" for one in (*_NEEDED, *MODULES)
    )
    hosts = "".join(
        f'Listen {HOST}:{ports[name]}\n<VirtualHost {HOST}:{ports[name]}>\nDocumentRoot "{site}"\n'
        f'<Directory "{site}">\nAllowOverride FileInfo\nOptions +Indexes +FollowSymLinks\n'
        "Require all granted\n</Directory>\n</VirtualHost>\n"
        for name, site in sites.items()
    )
    root = os.name != "nt" and os.geteuid() == 0
    user = "User www-data\nGroup www-data\n" if root else ""
    (folder / "mime.types").write_text("text/html html\n")
    (folder / "apache.conf").write_text(
        f'{loaded}ServerRoot "{folder}"\nServerName localhost\nPidFile {folder}/pid\n'
        f"ErrorLog {folder}/error.log\nDirectoryIndex index.html\n"
        f"<IfModule mod_mime.c>\nTypesConfig {folder}/mime.types\n</IfModule>\n"
        f'Mutex "file:{folder}"\n<Files ".ht*">\nRequire all denied\n</Files>\n{user}{hosts}'
    )
    return ["-X", "-f", str(folder / "apache.conf")]


def _caddy(folder: Path, sites: Sites, ports: dict[str, int]) -> list[str]:
    blocks = "".join(
        f"http://{HOST}:{ports[name]} {{\n\troot * {site}\n\timport {rules(site)}/site.caddy\n}}\n"
        for name, site in sites.items()
    )
    options = "{\n\tadmin off\n\tauto_https off\n}\n"
    (folder / "Caddyfile").write_text(options + blocks)
    return ["run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


SOFTWARE: Final = {
    "apache": Software("apache2", _apache),
    "caddy": Software("caddy", _caddy),
    "nginx": Software("nginx", _nginx),
}


def rules(site: Path) -> Path:
    """Return where the rules of a site for a server lie."""
    return site.with_name(f"{site.name}.server")


@contextmanager
def running(name: str, sites: Sites, folder: Path) -> Iterator[dict[str, int]]:
    """Start a server; give the port of each site."""
    software = SOFTWARE[name]
    program = programs.find(software.program)
    if not program:
        pytest.skip(f"{software.program} is not installed")
    ports = dict(zip(sites, free_ports(len(sites)), strict=True))
    command = [program, *software.configured(folder, sites, ports)]
    home = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    with (folder / "said").open("wb") as said:
        server = subprocess.Popen(command, stdout=said, stderr=said, env=home, cwd=folder)
        try:
            _wait_for(server, ports.values(), folder)
            yield ports
        finally:
            server.terminate()
            server.wait(timeout=20)


def free_ports(number: int) -> list[int]:
    """Return ports that nobody listens at."""
    held = [socket.socket() for _ in range(number)]
    for one in held:
        one.bind((HOST, 0))
    ports = [int(one.getsockname()[1]) for one in held]
    for one in held:
        one.close()
    return ports


def _wait_for(server: subprocess.Popen[bytes], ports: object, folder: Path) -> None:
    for _ in range(300):
        if server.poll() is not None:
            break
        if all(_answers(port) for port in ports):  # type: ignore[attr-defined] # a view of a dict
            return
        time.sleep(0.05)
    pytest.fail(f"The server did not start:\n{(folder / 'said').read_text()}", pytrace=False)


def _answers(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex((HOST, port)) == 0
