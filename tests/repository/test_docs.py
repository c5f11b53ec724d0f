"""What the README and the docs say is true: their example is followed, their map is the house."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.cli.commands import COMMANDS
from sitegen.output.hosts.known import HOSTS
from tests.repository import settings

BLOCK = re.compile(r"^```\w+(?: (?P<path>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
IMPORT = "from sitegen.models.surveys import Survey\n"


@pytest.fixture
def recipe(repository: Path) -> str:
    """What the docs say of extending, as its readers meet it."""
    return (repository / "docs/extending.md").read_text(encoding="utf-8")


@pytest.fixture
def readme(repository: Path) -> str:
    """The README as its readers meet it."""
    return (repository / "README.md").read_text(encoding="utf-8")


def section(recipe: str, title: str) -> str:
    """Return what stands below a heading of the docs."""
    return recipe.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def follow(recipe: str, folder: Path) -> str:
    """Write the files of a recipe, and return the line that it adds to a table."""
    line = ""
    for block in BLOCK.finditer(recipe):
        if block["path"]:
            (folder / block["path"]).write_text(block["text"], encoding="utf-8")
        else:
            line = block["text"]
    return line


def test_a_check_is_added_by_the_steps_of_the_docs(
    recipe: str, repository: Path, tmp_path: Path
) -> None:
    for name in ("sitegen", "templates", "assets", "docs", "tests", "build.py", "pyproject.toml"):
        source = repository / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / name)
    line = follow(section(recipe, "A check"), tmp_path)
    tables = tmp_path / "sitegen/checks/__init__.py"
    text = tables.read_text(encoding="utf-8")
    text = text.replace("    style.titles_are_short,\n", f"    style.titles_are_short,\n{line}", 1)
    tables.write_text(
        text.replace("    style,\n", "    style,\n    titles,\n", 1), encoding="utf-8"
    )
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-n", "0"),
            *("tests/checks/test_rules.py", "-k", "full_stop or every_rule"),
        ],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout
    assert " passed" in done.stdout


def test_a_type_of_record_is_added_by_the_steps_of_the_docs(
    recipe: str, repository: Path, exampleshire: Path, tmp_path: Path
) -> None:
    shutil.copytree(exampleshire, tmp_path / "content")
    for name in ("sitegen", "templates", "assets", "build.py"):
        source = repository / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / name)
    line = follow(section(recipe, "A type of record"), tmp_path)
    registry = tmp_path / "sitegen/models/__init__.py"
    text = registry.read_text(encoding="utf-8").replace(
        "[Item]]] = {\n", f"[Item]]] = {{\n{line}", 1
    )
    text = text.replace("from sitegen.models.pages", IMPORT + "from sitegen.models.pages", 1)
    registry.write_text(text, encoding="utf-8")
    with (tmp_path / "content/pages/learning/training.md").open("a", encoding="utf-8") as page:
        page.write("\n{list:survey}\n")
    done = subprocess.run(
        [sys.executable, "build.py", "--now", "2026-11-30T09:00"],
        cwd=tmp_path,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout
    html = (tmp_path / "public/surveys/young-voices/index.html").read_text(encoding="utf-8")
    assert '<time datetime="2027-03">March 2027</time>' in html
    assert '<a href="/about/">who we are</a>' in html
    public = tmp_path / "public"
    for place in ("site-map/index.html", "search/index.html", "updates/index.html", "feed.xml"):
        assert "/surveys/young-voices/" in (public / place).read_text(encoding="utf-8"), place
    (words,) = (public / "assets").glob("search.*.json")
    known = json.loads(words.read_text(encoding="utf-8"))
    assert "Survey" in known["kinds"]
    assert "/surveys/young-voices/" in str(known["pages"])
    assert "/surveys/young-voices/" in (public / "sitemap.xml").read_text(encoding="utf-8")


def test_a_command_is_added_by_the_steps_of_the_docs(
    recipe: str, repository: Path, exampleshire: Path, tmp_path: Path
) -> None:
    shutil.copytree(repository / "sitegen", tmp_path / "sitegen")
    shutil.copy(repository / "build.py", tmp_path)
    line = follow(section(recipe, "A command"), tmp_path)
    table = tmp_path / "sitegen/cli/commands.py"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace(" = {\n", f" = {{\n{line}", 1), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "build.py", "count", "--content", str(exampleshire)],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"^ +22 review$", done.stdout, re.MULTILINE), done.stdout


def test_the_map_names_every_part_and_no_other(readme: str, repository: Path) -> None:
    drawn = set(re.findall(r"^      (\w+(?:\.py|/))  ", readme, re.MULTILINE))
    parts = {
        path.name + ("/" if path.is_dir() else "")
        for path in (repository / "sitegen").iterdir()
        if not path.name.startswith("__")
    }
    assert drawn == parts


def test_the_readme_is_short_and_names_every_command(readme: str) -> None:
    assert len(readme.splitlines()) <= 115
    named = set(re.findall(r"^\| `([a-z]+)", readme, re.MULTILINE))
    assert named == COMMANDS.keys()


def test_every_option_of_the_command_is_explained(repository: Path) -> None:
    docs = (repository / "docs/operations.md").read_text(encoding="utf-8")
    said = subprocess.run(
        [sys.executable, "build.py", "build", "--help"],
        cwd=repository,
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout
    options = set(re.findall(r"--[a-z-]+", said)) - {"--help"}
    assert options
    assert {option for option in options if f"`{option}" not in docs} == set()


def test_the_settings_are_listed_as_the_models_say(repository: Path) -> None:
    assert (repository / "docs/settings.md").read_text(encoding="utf-8") == settings.page()


def test_every_file_that_the_docs_name_is_there(repository: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (repository / "docs").glob("*.md")]
    named = set(
        re.findall(r"`((?:sitegen|tests|templates|assets|docs|\.ci)/[\w./-]+)`", "".join(texts))
    )
    named -= {"templates/components/x.html", "assets/css/components/x.css"}
    assert named
    assert {name for name in named if not (repository / name).exists()} == set()


def test_every_page_that_the_readme_leads_to_is_there(readme: str, repository: Path) -> None:
    prose = re.sub(r"`[^`]*`", "", readme)
    named = set(re.findall(r"\]\(([\w./-]+)\)", prose))
    assert named
    assert {name for name in named if not (repository / name).exists()} == set()


def test_every_host_has_its_lines_in_the_docs(repository: Path) -> None:
    text = (repository / "docs/operations.md").read_text(encoding="utf-8")
    for word, host in HOSTS.items():
        assert f"| `{word}` |" in text, "what is written for it"
        label = host.label.removeprefix("Amazon ")
        assert f"\n| {label} |" in text.partition("What each host loses")[2], "what it loses"
