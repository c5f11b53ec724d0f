"""The program for CloudFront, run by Node, and its policies give the answers that are owed."""

from __future__ import annotations

import fnmatch
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from tests.host import requests
from tests.host.conftest import NODE
from tests.host.test_servers import with_odd_redirects

RUN = """
const given = JSON.parse(require("fs").readFileSync(0, "utf8"));
eval(given.code + "; globalThis.handler = handler");
console.log(JSON.stringify(given.requests.map((request) => handler({ request }))));
"""


@pytest.fixture(scope="module")
def site(example_site: Path, repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with odd redirects, and what is written for CloudFront beside it."""
    folder = tmp_path_factory.mktemp("cloudfront") / "site"
    folder.mkdir()
    for path in example_site.rglob("*"):
        new = folder / path.relative_to(example_site)
        new.mkdir(exist_ok=True) if path.is_dir() else new.write_bytes(path.read_bytes())
    with_odd_redirects(folder)
    where = ("--output", str(folder), "--to", str(folder.with_name("server")))
    command = [sys.executable, "build.py", "host", "cloudfront", *where]
    subprocess.run(command, cwd=repository, check=True, stdout=subprocess.DEVNULL)
    return folder


@pytest.fixture(scope="module")
def template(site: Path) -> Mapping[str, Any]:
    """What is created at Amazon."""
    text = (site.with_name("server") / "cloudfront.json").read_text(encoding="utf-8")
    return dict(json.loads(text)["Resources"])


def event(url: str) -> dict[str, Any]:
    """Write a request as CloudFront hands it to a program."""
    parts = urlsplit(url)
    pairs = (one.partition("=") for one in parts.query.split("&") if one)
    query = {name: {"value": value} for name, _, value in pairs}
    return {"method": "GET", "uri": parts.path, "querystring": query, "headers": {}}


def test_every_request_is_sent_to_its_file_or_leads_on(
    site: Path, template: Mapping[str, Any]
) -> None:
    odd = {"//about", "/%", "/about/%zz", "/%ff%fe"}
    table = [one for one in requests.cases(site) if one.method == "GET" and one.url not in odd]
    code = template["Function"]["Properties"]["FunctionCode"]
    done = subprocess.run(
        [str(NODE), "-e", RUN],
        check=True,
        input=json.dumps({"code": code, "requests": [event(one.url) for one in table]}),
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    told = [wrong(site, *both) for both in zip(table, json.loads(done.stdout), strict=True)]
    assert [one for one in told if one] == []
    assert len(told) > 300


def wrong(site: Path, case: requests.Case, answer: Mapping[str, Any]) -> str:
    """Say what is wrong with an answer, if anything is."""
    leads = answer.get("headers", {}).get("location", {}).get("value")
    if case.location is not None:
        owed = (case.status[0], case.location)
        return "" if (answer.get("statusCode"), leads) == owed else f"{case.url}: {answer}"
    if leads:
        # What has no ending is first given a last slash, whether anything is there or not.
        there = 200 in case.status or leads.partition("?")[0] != urlsplit(case.url).path + "/"
        return f"{case.url}: {answer}" if there else ""
    path = unquote(answer["uri"]).strip("/")
    found = "\0" not in path and len(path) < 200 and (site / path).is_file()
    inside = found and (site / path).resolve().is_relative_to(site.resolve())
    return "" if inside == (case.status[0] in {200, 206, 416}) else f"{case.url}: {answer}"


def test_every_file_is_sent_with_its_headers(site: Path, template: Mapping[str, Any]) -> None:
    config = template["Distribution"]["Properties"]["DistributionConfig"]
    read = requests.Site.of(site)
    urls = [f"/{path}" for path in read.record["files"]]
    for url in urls:
        fitting = (
            one for one in config["CacheBehaviors"] if fnmatch.fnmatch(url, one["PathPattern"])
        )
        behaviour = next(fitting, config["DefaultCacheBehavior"])
        policy = template[behaviour["ResponseHeadersPolicyId"]["Ref"]]["Properties"]
        assert sent(policy["ResponseHeadersPolicyConfig"]) == read.headers(url), url
    assert len(urls) > 100


def sent(policy: Mapping[str, Any]) -> dict[str, str]:
    """Write the headers of a policy as CloudFront does."""
    known = policy["SecurityHeadersConfig"]
    transport = known["StrictTransportSecurity"]
    words = [f"max-age={transport['AccessControlMaxAgeSec']}"]
    words += ["includeSubDomains"] * transport["IncludeSubdomains"] + ["preload"] * transport[
        "Preload"
    ]
    found = {
        "Strict-Transport-Security": "; ".join(words),
        "Content-Security-Policy": known["ContentSecurityPolicy"]["ContentSecurityPolicy"],
        "X-Content-Type-Options": "nosniff" if "ContentTypeOptions" in known else "",
        "X-Frame-Options": known["FrameOptions"]["FrameOption"],
        "Referrer-Policy": known["ReferrerPolicy"]["ReferrerPolicy"],
    }
    found |= {one["Header"]: one["Value"] for one in policy["CustomHeadersConfig"]["Items"]}
    if cors := policy.get("CorsConfig"):
        found["Access-Control-Allow-Origin"] = cors["AccessControlAllowOrigins"]["Items"][0]
    return found
