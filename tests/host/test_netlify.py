"""The host's own software reads our rules and builds the site, with netlify.toml alone."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.browser.host import Host
from tests.host.conftest import NODE, Judge

CONTEXTS = {
    "production": "python3 build.py pdf --require-key",
    "deploy-preview": "python3 build.py build --noindex --require-key",
    "branch-deploy": "python3 build.py build --noindex --require-key",
}
KEY = "a key that only this test knows"
NAME = "Zebedee Quillfeather"
UNDER_EMBARGO = "This sentence is not for today"
EMBARGOED = f"""---
title: {UNDER_EMBARGO}
summary: {UNDER_EMBARGO}.
status: scheduled
publish_at: 2099-01-01 09:30
---
{UNDER_EMBARGO}.
"""


# ---- The rules ----


@pytest.mark.parametrize("context", CONTEXTS)
def test_the_host_reads_what_we_mean(
    judge: Judge, repository: Path, site_dir: Path, context: str
) -> None:
    read = judge("rules.mjs", repository, context, site_dir)
    assert read["errors"] == []
    assert read["command"] == CONTEXTS[context]
    assert Path(read["publish"]) == repository / "public"
    assert read["environment"] == {"PYTHON_VERSION": "3.11"}


def test_the_host_finds_every_header_that_was_written(
    judge: Judge, repository: Path, site_dir: Path
) -> None:
    read = judge("rules.mjs", repository, "production", site_dir)
    ours = [(rule.pattern, name, value) for rule, name, value in Host.of(site_dir).headers]
    theirs = sum(len(rule["values"]) for rule in read["headers"])
    assert theirs == len(ours) > 40
    lines = (site_dir / "_headers").read_text(encoding="utf-8").splitlines()
    assert [rule["for"] for rule in read["headers"]] == [one for one in lines if one[0] == "/"]
    written = [line.strip() for line in lines if line[0] == " "]
    assert [f"{n}: {v}" for rule in read["headers"] for n, v in rule["values"].items()] == written


def test_the_host_finds_every_redirect_that_was_written(
    judge: Judge, repository: Path, site_dir: Path
) -> None:
    read = judge("rules.mjs", repository, "production", site_dir)
    found = [f"{one['from']} {one['to']} {one['status']}" for one in read["redirects"]]
    assert found == (site_dir / "_redirects").read_text(encoding="utf-8").splitlines()
    assert [one for one in read["redirects"] if one.get("force") or one.get("query")] == []


def test_a_rule_that_the_host_cannot_read_would_be_seen(
    judge: Judge, repository: Path, tmp_path: Path
) -> None:
    (tmp_path / "_headers").write_text("/*\n  X-Frame-Options:\n")
    (tmp_path / "_redirects").write_text("/only-from\n")
    errors = judge("rules.mjs", repository, "production", tmp_path)["errors"]
    assert [("Missing" in one) for one in errors] == [True, True], errors


def test_netlify_toml_holds_nothing_that_the_host_would_pass_over(repository: Path) -> None:
    # The host says nothing of a table or key that it does not know.
    read = tomllib.loads((repository / "netlify.toml").read_text(encoding="utf-8"))
    assert read.keys() == {"build", "context", "plugins"}
    assert read["build"].keys() == {"command", "publish", "environment"}
    assert {name: part["command"] for name, part in read["context"].items()} == CONTEXTS
    assert all(part.keys() == {"command"} for part in read["context"].values())
    assert read["plugins"] == [{"package": "/host/keep"}]
    assert (repository / "host" / "keep" / "manifest.yml").is_file()


# ---- The build ----


@pytest.fixture(scope="module")
def clone(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean clone, with a page under embargo and a name that is protected."""
    source, clone = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("clone") / "site"
    git("ls-files -z --cached --others --exclude-standard", repository, into=source)
    (source / "content/pages/tomorrow.md").write_text(EMBARGOED, encoding="utf-8")
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    for name in ("contacts.yml", "statement.yml"):
        # What has to be checked again in some months must not fail this test then.
        path = source / "content" / name
        fresh = re.sub(r"(\w+ed_on): \d{4}-\d\d-\d\d", rf"\1: {today}", path.read_text("utf-8"))
        path.write_text(fresh, encoding="utf-8")
    subprocess.run(
        [sys.executable, "build.py", "protect"],
        cwd=source,
        check=True,
        input=f"{NAME}\n\n",
        encoding="utf-8",
        stdout=subprocess.DEVNULL,
        env={**os.environ, "SITEGEN_KEY": KEY},
    )
    git("init --quiet", source)
    git("add --all", source)
    git("-c user.name=A -c user.email=a@example.org commit --quiet --message Everything", source)
    git(f"clone --quiet {source} {clone}", source)
    return clone


def git(words: str, folder: Path, into: Path | None = None) -> None:
    """Run git; copy the files that it lists, if there is somewhere to copy them to."""
    done = subprocess.run(["git", *words.split()], cwd=folder, check=True, stdout=subprocess.PIPE)
    for name in filter(None, done.stdout.decode().split("\0") if into else ()):
        if into and (folder / name).is_file():
            (into / name).parent.mkdir(parents=True, exist_ok=True)
            (into / name).write_bytes((folder / name).read_bytes())


Deploy = Callable[..., tuple[int, str]]


@pytest.fixture
def deploy(tools: Path, clone: Path, tmp_path: Path) -> Deploy:
    """Build the clone with the host's software, which finds our packages and nothing else."""
    if os.name == "nt":
        pytest.skip("the host’s software looks for programs as on Linux")

    def run(context: str, key: str = "") -> tuple[int, str]:
        program = tools / "node_modules/@netlify/build/bin.js"
        where = ("--offline", "--cwd", str(clone), "--context", context, "--branch", "main")
        done = subprocess.run(
            [str(NODE), str(program), *where],
            check=False,
            timeout=900,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env={
                "HOME": str(tmp_path),
                "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
                **({"SITEGEN_KEY": key} if key else {}),
            },
        )
        return done.returncode, done.stdout

    return run


# A branch is deployed by the very command of a preview.
@pytest.mark.parametrize("context", ["production", "deploy-preview"])
def test_the_host_builds_nothing_without_the_key(deploy: Deploy, clone: Path, context: str) -> None:
    code, said = deploy(context)
    assert code != 0
    assert "SITEGEN_KEY" in said
    assert "Traceback" not in said
    assert not (clone / "public").exists()


@pytest.mark.parametrize("context", ["production", "deploy-preview"])
def test_the_host_builds_the_site(deploy: Deploy, clone: Path, context: str) -> None:
    public = context == "production"
    code, said = deploy(context, KEY)
    assert code == 0, said
    site = clone / "public"
    record = json.loads((site / "build.json").read_bytes())
    assert record["pages"] > 10
    for path, digest in record["files"].items():
        data = (site / path).read_bytes()
        assert hashlib.sha256(data).hexdigest() == digest, path
        assert UNDER_EMBARGO.encode() not in data, path
        assert NAME.encode() not in data, path
    assert not (site / "tomorrow").exists()
    assert not list(site.rglob("*memo*"))
    (memo,) = (clone / ".cache").glob("memo-*")
    kept = clone / ".netlify" / "cache" / "cwd" / ".cache" / memo.name
    assert kept.read_bytes() == memo.read_bytes()
    told = Host.of(site).answer("/").headers.get("X-Robots-Tag", "")
    assert told == ("" if public else "noindex, nofollow")
    assert any(path.endswith("whole.pdf") for path in record["files"]) is public
    assert ("Disallow: /\n" in (site / "robots.txt").read_text()) is not public
