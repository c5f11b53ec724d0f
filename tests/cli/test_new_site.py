"""A whole site is begun by one command, and is in order at once."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from sitegen.cli import exit_codes, new_site
from sitegen.cli import main as cli
from sitegen.issues.issue import Refusal
from sitegen.models import describe
from tests import small_site

GIVEN = {
    "name": "Marches “Border” Partnership: children & families",
    "area": "the Marches",
    "base_url": "https://marches.example",
    "email": "office@marches.example",
}
NOW = ("--now", "2026-12-01T09:00")


def begun(folder: Path, **answers: str) -> int:
    """Begin a site with the answers given beforehand."""
    given = [part for pair in (GIVEN | answers).items() for part in ("--set", "=".join(pair))]
    return cli.main(["new", "site", str(folder), *given])


def test_what_is_begun_is_in_order_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The national numbers are due to be checked again one day, whatever day it is by then.
    monkeypatch.setattr("sitegen.cli.request.datetime", small_site.clock(datetime(2026, 12, 1)))  # noqa: DTZ001 - a local day
    site = tmp_path / "site"
    assert begun(site) == exit_codes.FINE
    capsys.readouterr()
    asked = ("--content", str(site), "--format", "json")
    assert cli.main(["build", *asked, *NOW]) == exit_codes.FINE
    told = json.loads(capsys.readouterr().out)
    assert told["errors"] == told["warnings"] == 0
    pages = {path.parent.name for path in (site / "public").glob("*/index.html")}
    assert pages == {
        *("about", "accessibility-statement", "contact", "cookies", "documents", "privacy"),
        *("reviews", "search", "worried-about-a-child"),
    }
    assert (site / "public/404.html").is_file()


def test_a_site_without_reviews_is_shown_with_its_drafts_and_components(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "site"
    assert begun(site) == exit_codes.FINE
    (site / "content/pages/reviews.md").unlink()
    small_site.change(site / "content", "site.yml", "  - reviews\n", "")
    asked = ("--content", str(site), "--preview", *NOW)
    assert cli.main(["check", *asked]) == exit_codes.FINE, capsys.readouterr().err


def test_every_key_is_explained_and_every_other_named(tmp_path: Path) -> None:
    files = new_site.skeleton(new_site.answered(dict(GIVEN), None), small_site.MOMENT.date())
    (settings,) = (kind for kind in describe.settings() if kind.name == "site")
    text = files["content/site.yml"]
    for field in settings.fields:
        assert f"# {field.meaning}" in text
        assert f"\n{field.name}:" in text or f"\n# {field.name}:" in text
    for path, words in files.items():
        if path.startswith("content/pages/"):
            front = yaml.safe_load(words.split("---")[1])
            assert words.split("---")[1].count("\n# ") == len(front), path


def test_no_word_of_another_board_is_in_it() -> None:
    for path, text in new_site.skeleton(
        new_site.answered(dict(GIVEN), None), small_site.MOMENT.date()
    ).items():
        assert not {"sefton", "merseyside", "lscb"} & set(text.casefold().split()), path


def workflow(text: str) -> dict[str, Any]:
    """Read a workflow as the host does, apart from “on”, which YAML takes for “yes”."""
    found = dict(yaml.safe_load(text))
    found["on"] = found.pop(True)
    return found


def test_its_workflows_have_the_rights_the_hours_and_the_pins_of_ours() -> None:
    files = new_site.skeleton(new_site.answered(dict(GIVEN), None), small_site.MOMENT.date())
    ours = small_site.ROOT / ".github/workflows"
    pinned = re.findall(r"uses: (\S+)", "".join(path.read_text() for path in ours.glob("*.yml")))
    for name in ("site", "watch"):
        text = files[f".github/workflows/{name}.yml"]
        assert set(re.findall(r"uses: (\S+)", text)) <= set(pinned), name
        assert workflow(text)["permissions"] == {"contents": "read"}
        # A dollar that was doubled for our own template must not be left so.
        assert "$$" not in text
    (job,) = workflow(files[".github/workflows/site.yml"])["jobs"].values()
    keyed = [one["run"] for one in job["steps"] if "SITEGEN_KEY" in one.get("env", {})]
    assert keyed == [one["run"] for one in job["steps"] if "run" in one], "as on the host"
    own, mine = (
        workflow((ours / "watch.yml").read_text(encoding="utf-8")),
        workflow(files[".github/workflows/watch.yml"]),
    )
    assert mine["on"] == own["on"]
    assert mine["jobs"]["watch"]["permissions"] == own["jobs"]["watch"]["permissions"]
    assert mine["jobs"]["watch"]["if"] == own["jobs"]["watch"]["if"]
    # What it runs of the generator is there.
    for command in (".ci/watch", ".ci/tell"):
        assert f".generator/{command}" in files[".github/workflows/watch.yml"]
        assert (small_site.ROOT / command).is_file()


def test_what_is_not_given_is_asked_with_a_proposal() -> None:
    asked: list[str] = []

    def put(question: str) -> str:
        asked.append(question)
        return "x@y.example" if "e-mail" in question else "" if "[" in question else "y.example"

    found = new_site.answered({"name": "Marches Board", "area": "M"}, put)
    assert (found["short_name"], found["noun"]) == ("Marches Board", "board")
    assert [question.partition(" [")[0] for question in asked] == [
        "Its name as titles and the header use it",
        "What it calls itself in sentences, for example partnership",
        "The address of the site, for example https://www.example.org: ",
        "The e-mail address of its office: ",
    ]


def test_an_answer_that_cannot_be_is_asked_again_and_the_others_are_kept() -> None:
    typed = iter(["marches", "www.marches.example/site", "www.marches.example", "x@y.example"])
    asked: list[str] = []

    def put(question: str) -> str:
        asked.append(question)
        return next(typed)

    given = {"name": "Marches Board", "short_name": "M", "noun": "we", "area": "the Marches"}
    found = new_site.answered(given, put)
    assert found == given | {"base_url": "https://www.marches.example", "email": "x@y.example"}
    assert "“marches” is not the address of a site" in asked[1]
    assert "goes on after the name of the host" in asked[2]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({**GIVEN, "nam": "x"}, "“nam” is not a question"),
        ({"name": "x"}, "these are needed: area, base_url, email"),
        ({**GIVEN, "email": "office"}, "“office” is not an e-mail address"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(given: dict[str, str], message: str) -> None:
    with pytest.raises(Refusal, match=message):
        new_site.answered(given, None)


def test_nothing_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = tmp_path / "site"
    small_site.put(site, "a.txt", "mine")
    assert begun(site) == exit_codes.WRONG_USAGE
    assert "is there already and not empty" in capsys.readouterr().err
    assert begun(tmp_path / "other", base_url="marches") == exit_codes.WRONG_USAGE
    assert "“marches” is not the address of a site" in capsys.readouterr().err
    assert not (tmp_path / "other").exists()


def test_an_empty_folder_says_how_to_begin(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", "--content", str(tmp_path)]) == exit_codes.CONTENT_ERRORS
    told = capsys.readouterr().err
    assert told.count("error:") == 1
    assert "this folder holds no content yet" in told
    assert "python3 build.py new site DIR" in told


def test_a_site_of_its_own_runs_the_generator_that_it_pins(tmp_path: Path) -> None:
    generator, site = tmp_path / "generator", tmp_path / "site"
    small_site.put(
        generator,
        "build.py",
        "import os, sys\nprint(sys.argv[1:], os.environ['SITEGEN_SITE'])\n",
    )
    git = ("git", "-C", str(generator), "-c", "user.name=T", "-c", "user.email=t@t.example")
    for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "One")):
        subprocess.run([*git, *words], check=True)
    head = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True)
    assert begun(site) == exit_codes.FINE
    pin = f"repository = {json.dumps(str(generator))}\ncommit = {json.dumps(head.stdout.strip())}\n"
    (site / "generator.toml").write_text(pin, encoding="utf-8")
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "build.py", "check"],
            cwd=site,
            check=True,
            capture_output=True,
            encoding="utf-8",
        )
        assert done.stdout.splitlines() == [f"['check'] {site}"]
    (site / "generator.toml").write_text(pin.replace(head.stdout[:8], "00000000"), "utf-8")
    done = subprocess.run(
        [sys.executable, "build.py"], cwd=site, check=False, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == exit_codes.OUR_FAULT
    assert "look at generator.toml" in done.stderr
