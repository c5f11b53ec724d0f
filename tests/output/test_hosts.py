"""Each host is told the same rules in its own language, within its limits."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import jsonschema
import pytest

from sitegen.cli import exit_codes, options
from sitegen.cli import main as cli
from sitegen.output.hosts import azure, cloudflare, cloudfront, netlify, twins
from sitegen.output.hosts.known import HOSTS
from sitegen.output.hosts.package import BuiltSite, HostPackage
from sitegen.output.hosts.record import BuildRecord
from sitegen.output.hosts.rules import HostRules, Move, rules
from sitegen.views.tombstones import Redirect
from tests import small_site

SCHEMAS = Path(__file__).parent.parent / "host" / "schemas"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site that was built, which no test alters."""
    content = small_site.write(tmp_path_factory.mktemp("small"))
    assert small_site.build(content).errors == 0
    return content.with_name("public")


@pytest.fixture
def site(small: Path, tmp_path: Path) -> Path:
    """The small site, to be altered."""
    folder = tmp_path / "public"
    for path in small.rglob("*"):
        if path.is_file():
            new = folder / path.relative_to(small)
            new.parent.mkdir(parents=True, exist_ok=True)
            new.write_bytes(path.read_bytes())
    return folder


@pytest.fixture
def built(small: Path) -> BuiltSite:
    """What a command knows of the small site."""
    record = BuildRecord.read((small / "build.json").read_bytes())
    return BuiltSite(record, dict.fromkeys(record.files, 10))


def moving(built: BuiltSite, moved: Iterable[Redirect]) -> BuiltSite:
    """Return the site other redirects."""
    changed = built.record.rules._replace(moved=tuple(map(Move.of, moved)))
    return built._replace(record=replace(built.record, rules=changed))


def files(site: Path) -> dict[str, bytes]:
    """Return the bytes of every file of a site."""
    found = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}


def many(number: int) -> list[Redirect]:
    return [Redirect(f"/old/place/number-{one}", "/reviews/", 301) for one in range(number)]


def host(name: str, site: Path, *, code: int = exit_codes.FINE) -> Path:
    """Run the command; return the folder of what is not part of the site."""
    to = site.with_name("server")
    assert cli.main(["host", name, "--output", str(site), "--to", str(to)]) == code
    return to


def validate(value: Any, schema: str) -> None:
    text = (SCHEMAS / schema).read_text(encoding="utf-8")
    jsonschema.validators.validator_for(json.loads(text))(json.loads(text)).validate(value)


# ---- The command ----


def test_the_command_knows_every_host() -> None:
    assert set(options.HOSTS) == HOSTS.keys()


@pytest.mark.parametrize("name", HOSTS)
def test_what_is_written_is_told_and_names_no_path_of_this_machine(
    site: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(site)
    to = host(name, site)
    said = capsys.readouterr()
    assert said.err == ""
    assert HOSTS[name].label in said.out
    new = [site / path for path, data in files(site).items() if before.get(path) != data]
    for path in (*new, *(to.iterdir() if to.exists() else ())):
        text = path.read_text(encoding="utf-8")
        assert str(site.parent) not in text
        assert os.getcwd() not in text  # noqa: PTH109 - as text


@pytest.mark.parametrize("name", HOSTS)
def test_the_site_is_whole_for_verify_after_each_host(site: Path, name: str) -> None:
    host(name, site)
    content = str(small_site.write(site.with_name("again")))
    when = ("--now", "2026-11-22T10:00", "--content", content)
    assert cli.main(["verify", str(site), *when]) == exit_codes.FINE


def test_a_second_host_takes_the_place_of_the_first(site: Path) -> None:
    before = files(site)
    for name in ("apache", "github", "cloudflare", "azure"):
        host(name, site)
    host("netlify", site)
    after = files(site)
    del before["build.json"], after["build.json"]
    assert after == before


@pytest.mark.parametrize(
    "record", [None, "{}", '{"files": 1}', "words", '{"site": 1, "headers": []}']
)
def test_a_site_that_was_not_built_is_told(
    tmp_path: Path, record: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    if record is not None:
        (tmp_path / "build.json").write_text(record)
    host("nginx", tmp_path, code=exit_codes.WRONG_USAGE)
    assert f"No whole site was built in {tmp_path}: run build.py first." in capsys.readouterr().err


# ---- The rules ----


def test_a_header_is_named_by_one_rule_however_folders_lie_within_each_other() -> None:
    rules = HostRules(
        {"A": "1"}, {"B": "1"}, {"/x/search/": {"B": "2"}, "/x/search/y/": {"B": "3"}}, ()
    )
    urls = ["/", "/feed.xml", "/x/", "/x/a/", "/x/a/b/", "/x/search/", "/x/search/y/", "/z/"]
    text = netlify.headers(rules, urls)
    patterns = [line for line in text.splitlines() if line.startswith("/")]
    assert patterns == [
        "/*",
        "/",
        "/feed.xml",
        "/x/",
        "/x/a/*",
        "/x/search/",
        "/x/search/y/*",
        "/z/*",
    ]
    for url in urls:
        fitting = [
            one
            for one in patterns[1:]
            if one == url or (one[-1] == "*" and url.startswith(one[:-1]))
        ]
        assert len(fitting) == 1, url


# ---- Limits ----


def test_cloudflare_is_told_both_forms_of_an_address_and_its_limits_are_kept(
    built: BuiltSite,
) -> None:
    made = cloudflare.package(moving(built, [*many(1), Redirect("/a/*", "/", 301)]))
    assert made.within["_redirects"].splitlines() == [
        "/old/place/number-0 /reviews/ 301",
        "/old/place/number-0/ /reviews/ 301",
        "/a/* / 301",
    ]
    assert made.faults == ()
    assert cloudflare.package(moving(built, many(1000))).faults == ()
    assert "2002 redirects" in cloudflare.package(moving(built, many(1001))).faults[0]
    wild = [Redirect(f"/a{number}/*", "/", 301) for number in range(101)]
    assert "101 with a “*”" in cloudflare.package(moving(built, wild)).faults[0]
    long = cloudflare.package(moving(built, [Redirect("/" + "a" * 1000, "/", 301)]))
    assert "longer than the 1000 characters" in long.faults[0]


def test_cloudflare_takes_no_large_file_and_not_too_many(built: BuiltSite) -> None:
    large = built._replace(sizes={"files/a.pdf": 26 * 1024 * 1024})
    assert cloudflare.package(large).faults == (
        "files/a.pdf is larger than the 25 MiB that Cloudflare Pages takes: make the file smaller.",
    )
    crowd = built._replace(sizes={str(number): 1 for number in range(20_001)})
    assert "20001 files are more than the 20000" in cloudflare.package(crowd).faults[0]


def test_a_broken_limit_is_an_error_and_nothing_is_written(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = BuildRecord.read((site / "build.json").read_bytes())
    with_many = moving(BuiltSite(record, {}), many(1001)).record.output().data
    (site / "build.json").write_bytes(with_many)
    rules = (site / "_redirects").read_bytes()
    host("cloudflare", site, code=exit_codes.CONTENT_ERRORS)
    assert "Cloudflare Pages: error: 2002 redirects" in capsys.readouterr().err
    assert (site / "build.json").read_bytes() == with_many
    assert (site / "_redirects").read_bytes() == rules


FOLDERS: Final = (
    Redirect("/shop/*", "/wide/", 301),
    Redirect("/shop/chair", "/chair/", 302),
    Redirect("/shop", "/shop-itself/", 301),
    Redirect("/shop/old/*", "/narrow/", 301),
    Redirect("/shop?id=7", "/seven/", 301),
)


def test_no_redirect_hides_another(tmp_path: Path) -> None:
    site = small_site.site(small_site.write(tmp_path))
    # As somebody happened to write them down; hosts take the first that fits.
    moved = rules(site, FOLDERS).moved
    assert [move.target for move in moved] == [
        "/seven/",
        "/chair/",
        "/shop-itself/",
        "/narrow/",
        "/wide/",
    ]


@pytest.mark.parametrize("package", [azure.package, cloudfront.package])
def test_what_no_page_can_stand_for_is_never_left_out(
    built: BuiltSite, package: Callable[[BuiltSite], HostPackage]
) -> None:
    made = package(moving(built, (*many(1000), FOLDERS[3], FOLDERS[0])))
    held = "".join(map(str, (*made.within.values(), *made.beside.values())))
    assert 0 < held.find("/narrow/") < held.find("/wide/")
    assert len(made.twins) > 0
    assert not [move for move in made.twins if move.below]


def test_redirects_that_azure_cannot_hold_become_pages(built: BuiltSite) -> None:
    made = azure.package(moving(built, many(300)))
    text = made.within["staticwebapp.config.json"]
    assert len(text.encode()) <= 20_000
    held = sum("redirect" in route for route in json.loads(text)["routes"]) // 2
    assert held + len(made.twins) == 300
    assert held > 50
    assert any(f"{len(made.twins)} redirects beyond" in one for one in made.lost)


def test_redirects_that_cloudfront_cannot_hold_become_pages(built: BuiltSite) -> None:
    made = cloudfront.package(moving(built, many(1000)))
    code = json.loads(made.beside["cloudfront.json"])["Resources"]["Function"]["Properties"]
    assert len(code["FunctionCode"].encode()) <= 10_240
    assert 0 < len(made.twins) < 1000


# ---- Pages in place of redirects ----


def test_a_page_stands_where_a_host_has_no_redirects(site: Path) -> None:
    host("github", site)
    page = (site / "old-reviews/index.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=/reviews/">' in page
    assert '<a href="/reviews/">' in page
    assert '<link rel="canonical" href="https://www.exampleshire.example/reviews/">' in page
    assert '<meta name="robots" content="noindex">' in page
    # A file cannot be a page, but a folder of its name can.
    assert (site / "files/leaflet.pdf/index.html").is_file()
    assert (site / ".nojekyll").read_bytes() == b""


def test_a_page_for_an_old_address_never_takes_the_place_of_one_that_is_there(
    built: BuiltSite,
) -> None:
    odd = ("/reviews", "/../x", "/a/./b", "/a/*", "/a?b=c", "//x", "/a\\b", "/")
    moved = [
        Move.of(Redirect(old, "/help/", 301))
        for old in (*odd, "/\N{LATIN SMALL LETTER W WITH CIRCUMFLEX}yn")
    ]
    assert list(twins.pages(moved, built.record)) == [
        "\N{LATIN SMALL LETTER W WITH CIRCUMFLEX}yn/index.html"
    ]


def test_a_target_cannot_end_the_page_that_leads_to_it(built: BuiltSite) -> None:
    moved = [Move.of(Redirect("/a", '/x/?"><script>&', 301))]
    page = twins.pages(moved, built.record)["a/index.html"]
    assert "<script" not in page
    assert "&amp;" in page


# ---- What others publish about their own formats ----


def test_azure_reads_its_configuration(site: Path) -> None:
    host("azure", site)
    config = json.loads((site / "staticwebapp.config.json").read_text(encoding="utf-8"))
    validate(config, "staticwebapp.config.json")
    routes = {one["route"]: one for one in config["routes"]}
    assert routes["/old-reviews"] == {
        "route": "/old-reviews",
        "redirect": "/reviews/",
        "statusCode": 301,
    }
    assert "Content-Security-Policy" in config["globalHeaders"]
    assert routes["/data/*"]["headers"] == {"Access-Control-Allow-Origin": "*"}
    assert config["responseOverrides"] == {"404": {"rewrite": "/404.html"}}


def test_cloudfront_reads_every_resource_of_the_template(site: Path) -> None:
    text = (host("cloudfront", site) / "cloudfront.json").read_text(encoding="utf-8")
    whole = json.loads(text)
    for resource in whole["Resources"].values():
        schema = resource["Type"].lower().replace("::", "-") + ".json"
        validate(plain(resource.get("Properties", {})), schema)
    named = {one["Ref"] for one in walked(whole) if "Ref" in one}
    named |= {one["Fn::GetAtt"][0] for one in walked(whole) if "Fn::GetAtt" in one}
    assert named <= {*whole["Resources"], *whole["Parameters"]}
    policies = [r for r in whole["Resources"].values() if r["Type"].endswith("HeadersPolicy")]
    assert (
        len(policies)
        == len(
            whole["Resources"]["Distribution"]["Properties"]["DistributionConfig"]["CacheBehaviors"]
        )
        + 1
    )


def plain(value: Any) -> Any:
    """Put a text in the place of each reference, which the schemas do not know."""
    if isinstance(value, dict):
        if value.keys() & {"Ref", "Fn::GetAtt", "Fn::Sub"}:
            return "a-name"
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list) else value


def walked(value: Any) -> list[dict[str, Any]]:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    below = [one for part in inside for one in walked(part)]
    return [value, *below] if isinstance(value, dict) else below


@pytest.mark.skipif(os.name == "nt", reason="a shell is not there")
def test_the_upload_sends_pages_last_and_each_file_with_its_type(
    site: Path, tmp_path: Path
) -> None:
    script = host("cloudfront", site) / "upload.sh"
    (tmp_path / "aws").write_text('#!/bin/sh\nprintf "%s|" "$@" >>calls\necho >>calls\n')
    (tmp_path / "aws").chmod(0o755)
    path = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    command = ["sh", str(script), "bucket", "E123", str(site)]
    subprocess.run(command, cwd=tmp_path, check=True, env=path)
    calls = [line.split("|") for line in (tmp_path / "calls").read_text().splitlines()]
    kinds = {call[9]: call[11] for call in calls if call[1] == "cp"}
    assert list(kinds)[-1] == "*.html"
    assert kinds["*.html"] == "text/html; charset=utf-8"
    assert kinds["*.css"] == "text/css; charset=utf-8"
    names = {path.rpartition(".")[2] for path in files(site) if "." in path}
    assert {name.removeprefix("*.") for name in kinds} == names
    assert [call[:2] for call in calls[-2:]] == [
        ["s3", "sync"],
        ["cloudfront", "create-invalidation"],
    ]
    assert "--delete" in calls[-2]
