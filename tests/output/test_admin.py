"""The editing screen: off unless asked for, made of the models, and of nobody's altered program."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import tarfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from sitegen.cli import arguments, exit_codes
from sitegen.cli import main as cli
from sitegen.models import describe
from sitegen.models.settings import Editing
from sitegen.output import admin, decap
from sitegen.pipeline import stages
from sitegen.pipeline.request import IssueCollector
from tests import small_site

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sitegen.pipeline.request import Finished

GATEWAY = "editing: {backend: git-gateway}\n"
PROGRAM = {"decap-cms.js": b"let it = 'run';"}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The content of a small site."""
    return small_site.write(tmp_path)


def finished(content: Path, settings: str = GATEWAY) -> Finished:
    """A small site with some settings more, and with a stand-in for the program."""
    with (content / "site.yml").open("a", encoding="utf-8") as file:
        file.write(settings)
    asked = replace(small_site.request(content), decap=lambda: PROGRAM)
    return stages.make(asked, IssueCollector())


def files(made: Finished) -> dict[str, bytes]:
    """Every file of a site by its path."""
    return {output.path: output.data for output in made.outputs}


def collections(editing_: Editing | None = None) -> dict[str, Any]:
    """The collections of the settings, by name."""
    chosen = editing_ or Editing(backend="git-gateway")  # type: ignore[arg-type] # as YAML gives it
    return {one["name"]: one for one in admin.configuration(chosen, "content")["collections"]}


# ---- Off and on ----


def test_nothing_of_the_screen_is_there_unless_it_is_asked_for(site_dir: Path) -> None:
    assert not (site_dir / "admin").exists()
    rules = (site_dir / "_headers").read_text(encoding="utf-8")
    assert "/admin" not in rules
    assert "unsafe-eval" not in rules.replace("wasm-unsafe-eval", "")


def test_a_site_without_the_setting_asks_for_no_program(content: Path) -> None:
    made = finished(content, settings="")
    assert [path for path in files(made) if path.startswith("admin")] == []


def test_the_screen_is_found_by_nobody_who_is_not_told(content: Path) -> None:
    made = files(finished(content))
    page = made.pop("admin/index.html").decode()
    assert '<meta name="robots" content="noindex, nofollow">' in page
    rules = made.pop("_headers").decode().partition("/admin/*\n")[2]
    assert "X-Robots-Tag: noindex, nofollow" in rules
    public = {path: data for path, data in made.items() if not path.startswith("admin/")}
    del public["build.json"]
    assert [path for path, data in public.items() if b"/admin" in data] == []


def test_no_address_of_the_screen_is_to_be_kept_for_ever(content: Path) -> None:
    assert not [url for url in finished(content).new_addresses if "admin" in url]


@pytest.mark.parametrize(
    ("settings", "reached"),
    [
        (GATEWAY, "connect-src 'self' blob:;"),
        (
            "editing: {backend: github, repository: board/site}\n",
            "connect-src 'self' blob: https://api.github.com;",
        ),
    ],
)
def test_only_the_screen_may_make_code_of_text(content: Path, settings: str, reached: str) -> None:
    before, _, screen = files(finished(content, settings))["_headers"].decode().partition("/admin/")
    assert "'unsafe-eval'" not in before.replace("wasm-unsafe-eval", "")
    assert "script-src 'self' 'unsafe-eval';" in screen
    assert reached in screen
    assert "unsafe-inline" not in screen
    assert "same-origin-allow-popups" in screen


def test_github_needs_the_name_of_the_repository(content: Path) -> None:
    small_site.put(
        content, "site.yml", small_site.FILES["site.yml"] + "editing: {backend: github}\n"
    )
    told = small_site.told(small_site.check(content))
    assert len(told) == 1
    assert "editing: “backend: github” needs “repository”" in told[0]


# ---- What can be edited ----


def names(fields: list[dict[str, Any]], above: str = "") -> Iterator[str]:
    """The names of fields, those of their parts too."""
    for field in fields:
        yield above + field["name"]
        yield from names(field.get("fields", []), f"{above}{field['name']}.")


def known(fields: tuple[describe.Field, ...], above: str = "") -> Iterator[str]:
    """The names that the models know."""
    for field in fields:
        yield above + field.name
        yield from known(field.parts, f"{above}{field.name}.")


def test_every_field_of_the_models_can_be_edited() -> None:
    found = collections()
    for kind in describe.kinds():
        if kind.is_folder:
            fields = found[kind.collection]["fields"]
            assert sorted(names(fields)) == sorted([*known(kind.fields), "body"])
    for kind, file in zip(describe.settings(), found["settings"]["files"], strict=True):
        assert list(names(file["fields"])) == list(known(kind.fields))


def field(collection: str, name: str) -> Mapping[str, Any]:
    """One field of the settings."""
    fields = collections()[collection]["fields"]
    return next(one for one in fields if one["name"] == name)


@pytest.mark.parametrize(
    ("collection", "name", "said"),
    [
        ("newsletters", "title", {"widget": "string", "required": True}),
        ("newsletters", "status", {"widget": "select", "default": "draft"}),
        ("newsletters", "summary", {"pattern": ["^.{0,160}$", "At most 160 characters."]}),
        ("newsletters", "body", {"widget": "text", "required": False}),
        ("newsletters", "topics", {"widget": "list"}),
        ("pages", "support", {"widget": "select", "options": ["yes", "no"]}),
        ("pages", "order", {"widget": "number", "value_type": "int"}),
        ("pages", "audience", {"widget": "select", "multiple": True}),
        ("pages", "related", {"widget": "relation", "collection": "pages", "multiple": True}),
        ("reviews", "documents", {"widget": "object"}),
        ("reviews", "milestones", {"widget": "list"}),
        ("briefings", "review", {"widget": "relation", "collection": "reviews"}),
        ("briefings", "document", {"hint": "The original file. The id of a document."}),
    ],
)
def test_a_field_is_filled_in_as_its_model_says(
    collection: str, name: str, said: dict[str, Any]
) -> None:
    found = field(collection, name)
    assert {key: found[key] for key in said} == said


def test_a_day_is_asked_for_as_the_model_reads_it() -> None:
    pattern, words = field("newsletters", "published")["pattern"]
    assert pattern == r"^\d{4}-\d{2}-\d{2}$"
    assert words == "Write it like 2026-11-22."


def test_a_review_is_not_begun_in_the_browser_where_its_title_would_name_it() -> None:
    assert collections()["reviews"]["create"] is False
    assert collections()["newsletters"]["create"] is True


def test_every_change_becomes_a_pull_request() -> None:
    asked = Editing.model_validate(
        {"backend": "github", "repository": "board/site", "sign_in": "https://sign.example"}
    )
    found = admin.configuration(asked, "content")
    assert found["publish_mode"] == "editorial_workflow"
    assert found["backend"] == {
        "name": "github",
        "branch": "main",
        "repo": "board/site",
        "base_url": "https://sign.example",
    }


# ---- The program ----


def digest(data: bytes) -> str:
    """SHA-512 as npm writes it."""
    return base64.b64encode(hashlib.sha512(data).digest()).decode()


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An npm that gives a package of ours; its file lies where this answers."""
    if os.name == "nt":
        pytest.skip("Windows runs no script by its first line")
    package = io.BytesIO()
    with tarfile.open(fileobj=package, mode="w:gz") as archive:
        for name in decap.FILES:
            data = f"{name} of a test".encode()
            member = tarfile.TarInfo(f"package/dist/{name}")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    kept = tmp_path / "kept.tgz"
    kept.write_bytes(package.getvalue())
    program = tmp_path / "programs" / "npm"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n[ -f {kept} ] && /bin/cp {kept} ./decap.tgz\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    monkeypatch.setattr(decap, "INTEGRITY", digest(package.getvalue()))
    own = {name: digest(f"{name} of a test".encode()) for name in decap.FILES}
    monkeypatch.setattr(decap, "FILES", own)
    return kept


def test_the_program_is_fetched_once(npm: Path, tmp_path: Path) -> None:
    fetch = decap.fetcher(tmp_path / "cache")
    first = fetch()
    assert first["decap-cms.js"] == b"decap-cms.js of a test"
    npm.unlink()
    assert fetch() == first


def test_a_kept_copy_that_was_altered_is_fetched_again(npm: Path, tmp_path: Path) -> None:
    fetch = decap.fetcher(tmp_path / "cache")
    first = fetch()
    kept = next((tmp_path / "cache").rglob("decap-cms.js"))
    kept.write_bytes(b"altered")
    assert fetch() == first
    assert kept.read_bytes() == first["decap-cms.js"]


def missing(tmp_path: Path) -> str:
    """What is said where the program cannot be had."""
    with pytest.raises(decap.ProgramMissing) as told:
        decap.fetcher(tmp_path / "cache")()
    assert not (tmp_path / "cache").exists()
    assert "take “editing:” out of site.yml" in told.value.cure
    return str(told.value)


def test_another_package_than_the_one_that_is_known_is_refused(
    npm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decap, "INTEGRITY", digest(b"another"))
    assert "is not the decap-cms" in missing(tmp_path)


def test_a_registry_that_does_not_answer_is_told(npm: Path, tmp_path: Path) -> None:
    npm.unlink()
    assert "could not fetch" in missing(tmp_path)


def test_a_machine_without_npm_is_told(
    npm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "is not installed" in missing(tmp_path)


def test_without_the_program_the_last_site_stays(
    npm: Path,
    content: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    output = tmp_path / "public"
    command = ["build", "--content", str(content), "--output", str(output)]
    argv = [*command, "--now", "2026-11-30T09:00"]
    monkeypatch.setattr(arguments, "HERE", tmp_path)
    for name in ("templates", "assets"):
        (tmp_path / name).symlink_to(small_site.ROOT / name)
    assert cli.main(argv) == exit_codes.FINE
    before = (output / "build.json").read_bytes()
    with (content / "site.yml").open("a", encoding="utf-8") as settings:
        settings.write(GATEWAY)
    npm.unlink()
    assert cli.main(argv) == exit_codes.OUR_FAULT
    said = capsys.readouterr().err
    assert "The site could not be made: npm could not fetch decap-cms" in said
    assert (output / "build.json").read_bytes() == before
    assert cli.main(["check", *argv[1:]]) == exit_codes.FINE, "a check fetches nothing"
