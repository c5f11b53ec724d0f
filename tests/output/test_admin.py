"""The editing screen: off unless asked for, made of the models, and of nobody's altered program."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from sitegen.cli import exit_codes, folders
from sitegen.cli import main as cli
from sitegen.content.markdown_reader import CALLOUTS
from sitegen.models import COLLECTIONS, describe
from sitegen.models.settings import Editing
from sitegen.models.worded import Worded
from sitegen.output.admin import configuration, program
from sitegen.pipeline import stages
from sitegen.pipeline.request import Finished, IssueCollector
from tests import small_site

ON = "editing: {backend: github, repository: board/site}\n"
ASSETS = small_site.ROOT / "assets"
PACKAGE = Path(__file__).parent / "editing"


def finished(content: Path, settings: str = ON) -> Finished:
    """A small site with some settings more."""
    with (content / "site.yml").open("a", encoding="utf-8") as file:
        file.write(settings)
    return stages.make(small_site.request(content), IssueCollector())


def files(made: Finished) -> dict[str, bytes]:
    """Every file of a site by its path."""
    return {output.path: output.data for output in made.outputs}


def local() -> dict[str, Any]:
    """What the screen for a folder of this machine is set up with."""
    return configuration.configuration(configuration.LOCAL, "content", "Exampleshire SCB")


def fields_of(kind: describe.Kind) -> list[dict[str, Any]]:
    """The fields of a kind on the screen."""
    config = local()
    places = {one["name"]: one for one in (*config["collections"], *config["singletons"][:-3])}
    places |= {one["name"]: one for one in config["singletons"] if "name" in one}
    found: list[dict[str, Any]] = places[kind.collection]["fields"]
    return found[0]["fields"] if found[0].get("root") else found


# ---- Off and on ----


def test_nothing_of_the_screen_is_there_unless_it_is_asked_for(site_dir: Path) -> None:
    assert not (site_dir / "admin").exists()
    assert not list((site_dir / "assets").rglob("*sveltia*"))
    rules = (site_dir / "_headers").read_text(encoding="utf-8")
    assert "/admin" not in rules


def test_the_screen_is_found_by_nobody_who_is_not_told(content: Path) -> None:
    made = finished(content)
    assert not [url for url in made.new_addresses if "admin" in url]
    found = files(made)
    page = found.pop("admin/index.html").decode()
    assert '<meta name="robots" content="noindex, nofollow">' in page
    rules = found.pop("_headers").decode().partition("/admin/*\n")[2]
    assert "X-Robots-Tag: noindex, nofollow" in rules
    public = {path: data for path, data in found.items() if not path.startswith("admin/")}
    del public["build.json"]
    assert [path for path, data in public.items() if b"/admin" in data] == []


@pytest.mark.parametrize(
    ("backend", "host"), [("github", "https://api.github.com"), ("gitlab", "https://gitlab.com")]
)
def test_the_screen_may_run_nothing_unsafe_and_reach_one_host(
    content: Path, backend: str, host: str
) -> None:
    made = finished(content, f"editing: {{backend: {backend}, repository: board/site}}\n")
    policy = files(made)["_headers"].decode().partition("/admin/*")[2]
    assert "unsafe" not in policy.partition("\n/")[0]
    assert "script-src 'self';" in policy
    assert f"connect-src 'self' blob: data: {host};" in policy


def test_a_repository_has_to_be_named(content: Path) -> None:
    small_site.put(
        content, "site.yml", small_site.FILES["site.yml"] + "editing: {backend: github}\n"
    )
    told = small_site.told(small_site.check(content))
    assert len(told) == 1
    assert "editing.repository: this field is missing" in told[0]


def test_every_change_becomes_a_pull_request() -> None:
    asked = Editing.model_validate(
        {"backend": "github", "repository": "board/site", "sign_in": "https://sign.example"}
    )
    found = configuration.configuration(configuration.backend(asked), "content", "The board")
    assert found["publish_mode"] == "editorial_workflow"
    assert found["backend"]["repo"] == "board/site"
    assert found["backend"]["base_url"] == "https://sign.example"
    assert local()["publish_mode"] == "simple"


# ---- What can be edited ----


def test_the_screen_understands_what_it_is_set_up_with() -> None:
    schema = json.loads((PACKAGE / "sveltia-cms.schema.json").read_text(encoding="utf-8"))
    check = jsonschema.Draft7Validator(schema)
    hosted = Editing(backend="gitlab", repository="a/b", app_id="1")  # type: ignore[arg-type] # as YAML gives it
    there = configuration.configuration(configuration.backend(hosted), "content", "The board")
    for config in (local(), there):
        assert [error.message for error in check.iter_errors(config)] == []


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


@pytest.mark.parametrize(
    "kind", [*describe.kinds(), *describe.settings()], ids=lambda one: one.name
)
def test_every_field_of_every_kind_has_its_place_and_its_sentence(kind: describe.Kind) -> None:
    fields = fields_of(kind)
    words = ["body"] if kind.is_folder else []
    assert sorted(names(fields)) == sorted([*known(kind.fields), *words])
    assert [field["name"] for field in fields if not field["hint"]] == []
    required = {field["name"] for field in fields if field["required"]}
    assert required == {field.name for field in kind.fields if field.required}


def field(collection: str, name: str) -> Mapping[str, Any]:
    """One field of the screen."""
    kind = next(one for one in describe.kinds() if one.collection == collection)
    return next(one for one in fields_of(kind) if one["name"] == name)


def listed(collection: str, name: str = "title") -> dict[str, Any]:
    """How a record of a list is looked up."""
    found = {"collection": "_singletons", "file": collection, "widget": "relation"}
    return {**found, "display_fields": [f"{collection}.*.{name}"]}


@pytest.mark.parametrize(
    ("collection", "name", "said"),
    [
        ("newsletters", "title", {"widget": "string", "required": True}),
        ("newsletters", "status", {"widget": "select", "default": "draft"}),
        ("newsletters", "summary", {"maxlength": 160, "required": False}),
        ("newsletters", "body", {"widget": "richtext", "required": False}),
        ("newsletters", "topics", {"widget": "list"}),
        ("newsletters", "published", {"widget": "datetime", "type": "date"}),
        ("newsletters", "publish_at", {"widget": "datetime", "format": "YYYY-MM-DD HH:mm"}),
        ("newsletters", "document", listed("documents")),
        ("pages", "order", {"widget": "number", "value_type": "int/string"}),
        ("pages", "audience", {"widget": "select", "multiple": True}),
        ("pages", "related", {"widget": "relation", "collection": "pages", "multiple": True}),
        ("pages", "contacts", {**listed("contacts"), "multiple": True}),
        ("briefings", "review", {"widget": "relation", "collection": "reviews"}),
        ("documents", "file", {"widget": "file"}),
        ("groups", "chair", listed("people", "role")),
        ("figures", "value", {"widget": "number", "value_type": "float/string"}),
    ],
)
def test_a_field_is_filled_in_as_its_model_says(
    collection: str, name: str, said: dict[str, Any]
) -> None:
    found = field(collection, name)
    assert {key: found[key] for key in said} == said


def test_no_field_is_named_or_explained_in_the_words_of_files() -> None:
    labels = {one["label"] for kind in describe.kinds() for one in fields_of(kind)}
    assert {"HTML page", "NSPCC record", "ID"} <= labels
    assert "front matter" not in json.dumps(local())
    hints = json.dumps([fields_of(kind) for kind in describe.kinds()])
    assert not re.search(r"(?<!addresses)\.yml\b", hints)


def test_a_choice_says_what_each_word_means() -> None:
    options = {one["value"]: one["label"] for one in field("newsletters", "status")["options"]}
    assert options["withdrawn"] == "withdrawn: taken down; its address says why"


def test_a_hint_says_how_to_write_it_and_what_counts_if_nobody_does() -> None:
    assert field("groups", "id")["hint"].endswith("never a child’s name. For example audit-group.")
    assert field("groups", "status")["hint"].endswith("If it stays empty: published.")
    assert field("groups", "never_preview")["hint"].endswith("If it stays empty: no.")
    assert "empty" not in field("newsletters", "status")["hint"]
    whole = json.dumps(local())
    assert "For example ." not in whole
    assert "Write it like ." not in whole


def test_a_list_that_is_a_folder_is_edited_file_by_file() -> None:
    layout = configuration.SiteLayout(parts=("actions/2025.yml", "actions/2024.yml"))
    config = configuration.configuration(configuration.LOCAL, "content", "Board", layout)
    found = {one["label"]: one for one in config["singletons"] if "name" in one}
    part = found["Actions: 2024"]
    assert part["file"] == "content/actions/2024.yml"
    assert part["fields"] == found["Actions"]["fields"]
    names = [one["name"] for one in config["singletons"] if "name" in one]
    first = names.index("actions")
    assert names[first : first + 3] == ["actions", "actions-2024", "actions-2025"]
    assert len({one["format"] for one in found.values()}) == len(found)


def test_what_a_board_adds_to_kinds_states_and_languages_can_be_chosen(content: Path) -> None:
    own = "review_kinds: [{name: learning review}]\ndocument_kinds: [minutes]\n"
    spoken = "languages: [{code: sco, name: Scots, own_name: Scots leid}]\n"
    found = json.loads(files(finished(content, ON + own + spoken))["admin/config.json"])
    places = {one["name"]: one["fields"] for one in found["collections"]}
    places |= {one["name"]: one["fields"] for one in found["singletons"] if "name" in one}

    def offered(fields: list[dict[str, Any]], *path: str) -> dict[str, str]:
        (chosen,) = (one for one in fields if one["name"] == path[0])
        if path[1:]:
            return offered(chosen["fields"], *path[1:])
        return {option["value"]: option["label"] for option in chosen["options"]}

    (documents,) = places["documents"]
    assert {"learning review", "serious case review"} < offered(
        places["reviews"], "review_kind"
    ).keys()
    assert "delayed" in offered(places["reviews"], "review_status")
    assert {"minutes", "guidance"} < offered(documents["fields"], "document_kind").keys()
    for fields, path in (
        (places["pages"], ("lang",)),
        (documents["fields"], ("lang",)),
        (documents["fields"], ("formats", "lang")),
    ):
        assert offered(fields, *path)["sco"] == "sco: in Scots"
        assert offered(fields, *path)["cy"] == "cy: in Welsh"


def test_a_language_is_chosen_by_its_name() -> None:
    options = {one["value"]: one["label"] for one in field("pages", "lang")["options"]}
    assert options["cy"] == "cy: in Welsh"


def test_a_button_adds_one() -> None:
    assert field("newsletters", "topics")["label_singular"] == "Topic"
    assert field("roles", "duties")["label_singular"] == "Duty"
    assert field("groups", "also_known_as")["label_singular"] == "Also known as"
    assert field("recommendations", "progress")["label_singular"] == "Progress"


def test_every_word_with_a_sentence_has_one_worth_reading() -> None:
    for words in Worded.__subclasses__():
        for word in words:
            assert word.sentence.endswith("."), word
            assert word.sentence != str(word), word


def test_a_date_that_is_known_in_part_is_asked_for_as_the_model_reads_it() -> None:
    pattern, words = field("newsletters", "issue")["pattern"]
    assert pattern.startswith(r"^(\d{4}")
    assert words == "Write it like 2018-07-31 or 2018-07 or 2018 or autumn 2017."


def test_what_somebody_needs_first_stands_first() -> None:
    kind = next(one for one in describe.kinds() if one.collection == "newsletters")
    order = [one["name"] for one in fields_of(kind)]
    assert order[:3] == ["title", "summary", "status"]
    assert order.index("published") < order.index("body") < order.index("topics")
    assert order.index("topics") < order.index("allow")


def test_a_review_is_not_begun_where_its_title_would_name_it() -> None:
    found = {one["name"]: one for one in local()["collections"]}
    assert "template" not in found["reviews"]["slug"]
    assert found["newsletters"]["slug"]["template"] == "{{title}}"


def test_every_name_but_that_of_a_page_can_be_changed_and_a_page_says_who_changes_it() -> None:
    found = {one["name"]: one for one in local()["collections"]}
    assert {name for name, one in found.items() if "nested" in one} == {"pages"}
    assert all(one["slug"]["editable"] == ["create", "update"] for one in found.values())
    assert "Whoever looks after the site" in found["pages"]["slug"]["hint"]
    assert "old address must lead on" in found["reviews"]["slug"]["hint"]


def test_a_text_is_known_by_its_name_which_whoever_begins_it_is_asked_for() -> None:
    texts = next(one for one in local()["collections"] if one["name"] == "texts")
    assert "template" not in texts["slug"]
    assert texts["summary"] == "{{slug}}"
    assert field("documents", "full_text")["display_fields"] == ["{{slug}}"]


def test_what_can_be_put_into_a_text_is_what_texts_can_hold() -> None:
    script = (ASSETS / "admin" / "inserts.js").read_text(encoding="utf-8")
    for name in configuration.INSERTS:
        assert f'("{name}"' in script or f'id: "{name}"' in script
    for word in CALLOUTS:
        assert f"{word}: " in script
    assert {"contacts", "documents", "figures"} <= set(COLLECTIONS)


# ---- Nothing is lost ----


def test_saving_loses_nothing_and_changes_only_what_was_changed(tmp_path: Path) -> None:
    config = tmp_path / "config.json"
    config.write_text(json.dumps(local()), encoding="utf-8")
    boards = (small_site.ROOT / "content", small_site.ROOT / "tests/boards/exampleshire")
    node = shutil.which("node", path=str(Path(sys.executable).parent))
    assert node, "the pinned Node of the tests"
    command = [node, str(PACKAGE / "formats.mjs"), str(config), str(ASSETS / "admin/format.js")]
    done = subprocess.run([*command, *map(str, boards)], check=True, capture_output=True)
    told = json.loads(done.stdout)
    assert told["faults"] == []
    assert told["files"] > 150
    assert told["edits"] > 4 * 150


# ---- The program ----


def test_every_file_of_the_program_is_the_one_that_was_looked_at() -> None:
    kept = {
        path.relative_to(ASSETS / "admin").as_posix()
        for path in (ASSETS / "admin").rglob("*")
        if path.is_file()
    }
    assert kept == {*program.FILES, *program.OWN, *program.LOCAL}
    assert program.files(ASSETS).keys() == {*program.FILES, *program.OWN}


def test_an_altered_program_stops_the_build_and_the_last_site_stays(
    content: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    output = tmp_path / "public"
    command = ["build", "--content", str(content), "--output", str(output)]
    argv = [*command, "--now", "2026-11-30T09:00"]
    monkeypatch.setattr(folders, "HERE", tmp_path)
    (tmp_path / "templates").symlink_to(small_site.ROOT / "templates")
    shutil.copytree(ASSETS, tmp_path / "assets")
    assert cli.main(argv) == exit_codes.FINE
    before = (output / "build.json").read_bytes()
    with (content / "site.yml").open("a", encoding="utf-8") as settings:
        settings.write(ON)
    altered = tmp_path / "assets/admin/sveltia/index.js"
    altered.write_bytes(altered.read_bytes() + b"\n")
    assert cli.main(argv) == exit_codes.OUR_FAULT
    said = capsys.readouterr().err
    assert "assets/admin/sveltia/index.js is not the file that the generator knows" in said
    assert "take “editing:” out of site.yml" in said
    assert (output / "build.json").read_bytes() == before


def test_without_the_setting_the_program_is_not_even_read(content: Path, tmp_path: Path) -> None:
    assets = tmp_path / "assets"
    shutil.copytree(ASSETS, assets, ignore=shutil.ignore_patterns("admin"))
    asked = replace(small_site.request(content), assets=assets)
    assert not [path for path in files(stages.make(asked, IssueCollector())) if "admin" in path]


def test_a_picture_may_be_named_from_the_content_folder_as_the_screen_writes_it(
    content: Path,
) -> None:
    lamps = small_site.ROOT / "tests/boards/exampleshire/images/two-lamps.png"
    (content / "files").mkdir(exist_ok=True)
    shutil.copy(lamps, content / "files/lamps.png")
    with (content / "pages/help.md").open("a", encoding="utf-8") as page:
        page.write("\n![Two lamps side by side](/files/lamps.png)\n")
    made = files(finished(content, settings=""))
    assert b"/files/lamps." in made["help/index.html"]
    assert [path for path in made if path.startswith("files/lamps.")]
